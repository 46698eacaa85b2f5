#include "core/utf8.h"
#include "decode/json.h"

struct json {
	const char *p, *end;
	const char *wrong;
	struct json_want *wants;
	size_t n;
	size_t depth;             /* objects and arrays that are open */
	bool object[JSON_DEPTH];  /* which of them are objects */
	struct buf name;          /* of the member at hand */
};

static bool
fail(struct json *j, const char *why)
{
	j->wrong = why;
	return false;
}

static void
skip_blanks(struct json *j)
{
	while (j->p < j->end && (*j->p == ' ' || *j->p == '\t' ||
	    *j->p == '\n' || *j->p == '\r'))
		j->p++;
}

static bool
at(const struct json *j, char c)
{
	return j->p < j->end && *j->p == c;
}

static bool
take(struct json *j, char c)
{
	bool yes = at(j, c);

	j->p += yes;
	return yes;
}

/* Strings */

static bool
read_hex(struct json *j, uint32_t *c)
{
	int digit;

	*c = 0;
	for (int i = 0; i < 4; i++) {
		digit = j->p < j->end ? hex_value(*j->p++) : -1;
		if (digit < 0)
			return fail(j, "\\u without four digits");
		*c = *c << 4 | (uint32_t)digit;
	}
	return true;
}

/* Behind \u: one unit, or two that are a pair; one that has lost its other
 * half becomes U+FFFD. */
static bool
read_unit(struct json *j, struct buf *out)
{
	uint32_t c, low;
	const char *before;

	if (!read_hex(j, &c))
		return false;
	before = j->p;
	if (c >= 0xD800 && c <= 0xDBFF && take(j, '\\') && take(j, 'u')) {
		if (!read_hex(j, &low))
			return false;
		if (low >= 0xDC00 && low <= 0xDFFF) {
			c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
			before = j->p;
		}
	}
	j->p = before;
	if (out == NULL)
		return true;
	if (c >= 0xD800 && c <= 0xDFFF)
		buf_put(out, STR(UTF8_REPLACEMENT));
	else
		out->n += utf8_put(buf_room(out, UTF8_MAX), c);
	return true;
}

static bool
read_escape(struct json *j, struct buf *out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	char c = j->p < j->end ? *j->p++ : 0;
	const char *hit;

	if (c == 'u')
		return read_unit(j, out);
	hit = c != 0 ? strchr(from, c) : NULL;
	if (hit == NULL)
		return fail(j, "an escape that is none");
	if (out != NULL)
		buf_byte(out, to[hit - from]);
	return true;
}

/* A string, without its first quote; out may be NULL. */
static bool
read_string(struct json *j, struct buf *out)
{
	const char *from;

	for (;;) {
		from = j->p;
		while (j->p < j->end && *j->p != '"' && *j->p != '\\' &&
		    (unsigned char)*j->p >= 0x20)
			j->p++;
		if (out != NULL)
			buf_put(out, (struct str){ from,
			    (size_t)(j->p - from) });
		if (take(j, '"'))
			return true;
		if (j->p == j->end)
			return fail(j, "a string without end");
		if (!take(j, '\\'))
			return fail(j, "a control character in a string");
		if (!read_escape(j, out))
			return false;
	}
}

/* Other values */

static bool
read_digits(struct json *j)
{
	const char *from = j->p;

	while (j->p < j->end && *j->p >= '0' && *j->p <= '9')
		j->p++;
	return j->p != from;
}

static bool
read_number(struct json *j)
{
	bool good;

	take(j, '-');
	good = take(j, '0') || read_digits(j);
	if (good && take(j, '.'))
		good = read_digits(j);
	if (good && (take(j, 'e') || take(j, 'E'))) {
		if (!take(j, '-'))
			take(j, '+');
		good = read_digits(j);
	}
	return good || fail(j, "a value that is none");
}

static bool
read_word(struct json *j)
{
	static const struct str words[] = {
		{ "true", 4 }, { "false", 5 }, { "null", 4 }
	};
	struct str rest = { j->p, (size_t)(j->end - j->p) };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_starts(rest, words[i])) {
			j->p += words[i].n;
			return true;
		}
	return read_number(j);
}

/* The place */

/* The name of a path's part: part is counted from 0; false behind the last. */
static bool
path_part(struct str path, size_t part, struct str *name, bool *last)
{
	while (str_split(&path, '.', name))
		if (part-- == 0) {
			*last = path.p == NULL;
			return true;
		}
	return false;
}

/* True when the wanted string is the value of the member that has the name,
 * at this depth; notes how far the path agrees. */
static bool
is_wanted(struct json *j, struct json_want *w)
{
	struct str part, name = buf_str(&j->name);
	bool last;

	if (w->path.n == 0)
		return false;
	if (j->depth == 1 && str_eq(w->path, name))
		return true; /* a name that has the dots itself */
	if (w->agrees > j->depth - 1)
		w->agrees = j->depth - 1;
	if (w->agrees < j->depth - 1 ||
	    !path_part(w->path, w->agrees, &part, &last) ||
	    !str_eq(part, name))
		return false;
	w->agrees++;
	return last;
}

/* The want that takes the value of the member at hand, or NULL. */
static struct json_want *
find_want(struct json *j)
{
	struct json_want *hit = NULL;

	for (size_t i = 0; i < j->n; i++)
		if (is_wanted(j, &j->wants[i]) && !j->wants[i].found &&
		    hit == NULL)
			hit = &j->wants[i];
	return hit;
}

static bool
read_name(struct json *j, struct json_want **want)
{
	skip_blanks(j);
	j->name.n = 0;
	if (!take(j, '"'))
		return fail(j, "a member without a name");
	if (!read_string(j, &j->name))
		return false;
	skip_blanks(j);
	if (!take(j, ':'))
		return fail(j, "a name without a colon");
	*want = find_want(j);
	return true;
}

/* Reads a value, or the start of one that holds others; *open says which. */
static bool
read_value(struct json *j, struct json_want *want, bool *open)
{
	bool object;

	skip_blanks(j);
	*open = false;
	object = at(j, '{');
	if (object || at(j, '[')) {
		if (j->depth == JSON_DEPTH)
			return fail(j, "too many values within one another");
		j->p++;
		j->object[j->depth++] = object;
		*open = true;
		return true;
	}
	if (!take(j, '"'))
		return read_word(j);
	if (want != NULL)
		want->found = true;
	return read_string(j, want != NULL ? &want->value : NULL);
}

/* Behind a value: closes what ends here.  *more: another value follows. */
static bool
read_end(struct json *j, bool *more)
{
	*more = false;
	while (j->depth != 0) {
		skip_blanks(j);
		if (take(j, ',')) {
			*more = true;
			return true;
		}
		if (!take(j, j->object[j->depth - 1] ? '}' : ']'))
			return fail(j, "neither a comma nor an end");
		j->depth--;
	}
	return true;
}

/* Reads what is within the braces of the object that has begun. */
static bool
read_members(struct json *j)
{
	struct json_want *want = NULL;
	bool more = true, open = true;

	while (more) {
		skip_blanks(j);
		if (open && at(j, j->object[j->depth - 1] ? '}' : ']')) {
			open = false; /* an empty one */
		} else {
			want = NULL;
			if (j->object[j->depth - 1] && !read_name(j, &want))
				return false;
			if (!read_value(j, want, &open))
				return false;
		}
		if (!open && !read_end(j, &more))
			return false;
	}
	return true;
}

const char *
json_next(struct str *s, struct json_want *wants, size_t n)
{
	struct json j = { .p = s->p, .end = s->p + s->n, .wants = wants,
		.n = n };

	for (size_t i = 0; i < n; i++) {
		wants[i].found = false;
		wants[i].value.n = wants[i].agrees = 0;
	}
	skip_blanks(&j);
	if (take(&j, '{')) {
		j.object[j.depth++] = true;
		read_members(&j);
	} else {
		j.wrong = "no object";
	}
	buf_free(&j.name);
	*s = (struct str){ j.p, (size_t)(j.end - j.p) };
	return j.wrong;
}

const char *
json_read(struct str s, struct json_want *wants, size_t n)
{
	const char *wrong = json_next(&s, wants, n);

	return wrong == NULL && str_trim(s).n != 0 ?
	    "something behind the object" : wrong;
}
