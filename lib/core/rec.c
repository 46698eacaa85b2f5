#include <stdio.h>
#include <stdlib.h>

#include "core/block.h"
#include "core/die.h"
#include "core/eight.h"
#include "core/rec.h"

enum { FIELDS_MAX = 20 };

/* names[type][field]; the list that ends a type is NULL. */
static const char *const names[REC_TYPES][FIELDS_MAX] = {
#define TYPE(T, name, text) [REC_##T] = { name, "doc", "line",
#define FIELD(T, F, name, text) name,
#define END(T) NULL },
#include "rec.def"
#undef TYPE
#undef FIELD
#undef END
};

static const struct str type_names[REC_TYPES] = {
#define TYPE(T, name, text) [REC_##T] = { name, sizeof name - 1 },
#define FIELD(T, F, name, text)
#define END(T)
#include "rec.def"
#undef TYPE
#undef FIELD
#undef END
};

static const size_t fields[REC_TYPES] = {
#define TYPE(T, name, text)
#define FIELD(T, F, name, text)
#define END(T) [REC_##T] = T##_FIELDS,
#include "rec.def"
#undef TYPE
#undef FIELD
#undef END
};
const char *
rec_field_name(enum rec_type type, size_t field)
{
	return field < FIELDS_MAX ? names[type][field] : NULL;
}

size_t
rec_fields(enum rec_type type)
{
	return fields[type];
}

static enum rec_type
type_of(struct str name)
{
	static enum rec_type last = REC_DOC; /* mostly it is the same again */

	if (str_eq(name, type_names[last]))
		return last;
	for (int t = REC_OTHER + 1; t < REC_TYPES; t++)
		if (str_eq(name, type_names[t]))
			return last = (enum rec_type)t;
	return REC_OTHER;
}

/* Making */

static void
room(struct rec *r, size_t n)
{
	while (r->cap < n)
		r->f = xgrow(r->f, r->cap, &r->cap, sizeof *r->f);
}

void
rec_make(struct rec *r, enum rec_type type, struct str doc, struct str line)
{
	r->type = type;
	r->n = fields[type];
	r->numbers = 0;
	r->line = STR("");
	room(r, r->n);
	for (size_t i = 0; i < r->n; i++)
		r->f[i] = STR("");
	r->f[0] = type_names[type];
	r->f[F_DOC] = doc;
	r->f[F_LINE] = line;
}

void
rec_number(struct rec *r, size_t field, uint64_t value)
{
	char *digits = r->number[r->numbers++ % 8];
	size_t i = sizeof r->number[0];

	do
		digits[--i] = (char)('0' + value % 10);
	while ((value /= 10) != 0);
	r->f[field] = (struct str){ digits + i, sizeof r->number[0] - i };
}

void
rec_cell(struct rec *r, struct str cell)
{
	room(r, r->n + 1);
	r->f[r->n++] = cell;
}

void
rec_free(struct rec *r)
{
	free(r->f);
	*r = (struct rec){ .f = NULL };
}

/* As a line */

/* What may need an escape: bytes below this one, and the backslash. */
enum { BELOW = 14 };

/* True when none of eight bytes needs one. */
static inline bool
is_plain(uint64_t eight)
{
	return (eight_below(eight, BELOW) | eight_is(eight, '\\')) == 0;
}

/* The letter behind the backslash for what needs one. */
static const char letters[256] = {
	['\t'] = 't', ['\n'] = 'n', ['\r'] = 'r', ['\\'] = '\\'
};
/* Byte by byte; returns where to go on writing. */
static char *
escape(char *d, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char letter = letters[(unsigned char)s.p[i]];

		if (letter != '\0')
			*d++ = '\\';
		*d++ = letter != '\0' ? letter : s.p[i];
	}
	return d;
}

/* Most fields have nothing to escape. */
char *
rec_escape(char *d, struct str s)
{
	uint64_t eight;
	size_t i;

	if (s.n < 8) { /* behind it anything may stand */
		eight = eight_few(s.p, s.n) | UINT64_MAX << 8 * s.n;
		if (!is_plain(eight))
			return escape(d, s);
		eight_put(d, eight);
		return d + s.n;
	}
	for (i = 0; s.n - i >= PIECE; i += PIECE)
		if (piece_copy(d + i, s.p + i, BELOW, '\\'))
			return escape(d, s);
	while (i < s.n) {
		if (i > s.n - 8) /* once more, some of the bytes before */
			i = s.n - 8;
		eight = eight_get(s.p + i);
		if (!is_plain(eight))
			return escape(d, s);
		eight_put(d + i, eight);
		i += 8;
	}
	return d + s.n;
}

/* True for a field that stands in the record's line, and so needs no escape. */
static inline bool
is_as_read(const struct rec *r, struct str field)
{
	return (uintptr_t)field.p - (uintptr_t)r->line.p < r->line.n;
}

/* Fields that stand one behind the other as they were read are copied as one. */
static void
put_fields(struct buf *b, const struct rec *r)
{
	const struct str *f = r->f, *end = r->f + r->n;
	struct str s;
	size_t most = 0;
	char *d;

	for (; f < end; f++)
		most += 2 * f->n + 9;
	d = buf_room(b, most);
	for (f = r->f; f < end; *d++ = '\t') {
		s = *f++;
		if (is_as_read(r, s)) {
			for (; f < end && f->p == s.p + s.n + 1 &&
			     s.p[s.n] == '\t'; f++)
				s.n += 1 + f->n;
			memcpy(d, s.p, s.n);
			d += s.n;
		} else if (s.n != 0) { /* else its p may be NULL */
			d = rec_escape(d, s);
		}
	}
	b->n = (size_t)(d - 1 - b->p);
}

void
rec_print(struct buf *b, const struct rec *r)
{
	if (r->type == REC_OTHER) /* passes through as it came */
		buf_put(b, r->f[0]);
	else
		put_fields(b, r);
}

void
rec_share(struct rec *r, const size_t *which, size_t n, struct buf *b)
{
	size_t most = 0;
	char *d, *start;

	for (size_t i = 0; i < n; i++)
		most += 2 * r->f[which[i]].n + 9;
	b->n = 0;
	d = buf_room(b, most);
	for (size_t i = 0; i < n; i++, *d++ = '\t') {
		start = d;
		if (r->f[which[i]].n != 0)
			d = rec_escape(d, r->f[which[i]]);
		r->f[which[i]] = (struct str){ start, (size_t)(d - start) };
	}
	b->n = (size_t)(d - b->p);
	r->line = buf_str(b);
}

struct rec *
rec_keep(struct pool *p, const struct rec *r)
{
	struct rec *copy = pool_take(p, sizeof *copy);
	struct str line = pool_str(p, r->line);

	copy->type = r->type;
	copy->n = copy->cap = r->n;
	copy->f = pool_take(p, r->n * sizeof *copy->f);
	copy->line = line;
	copy->numbers = 0;
	for (size_t i = 0; i < r->n; i++)
		copy->f[i] = is_as_read(r, r->f[i]) ? (struct str){
		    line.p + (r->f[i].p - r->line.p), r->f[i].n } :
		    pool_str(p, r->f[i]);
	return copy;
}

struct str
rec_pack(struct pool *p, const struct rec *r)
{
	static struct buf line;

	if (r->line.n != 0)
		return pool_str(p, r->line);
	line.n = 0;
	rec_print(&line, r);
	buf_byte(&line, '\n');
	return pool_str(p, buf_str(&line));
}

/* Of a line */

/* Undoes the escapes of a field, in place; false when one is none. */
static bool
unescape(struct str *field)
{
	char *d = (char *)memchr(field->p, '\\', field->n);
	const char *p = d, *end = field->p + field->n;

	if (d == NULL)
		return true;
	while (p < end) {
		if (*p != '\\') {
			*d++ = *p++;
			continue;
		}
		if (++p == end)
			return false;
		switch (*p++) {
		case 't': *d++ = '\t'; break;
		case 'n': *d++ = '\n'; break;
		case 'r': *d++ = '\r'; break;
		case '\\': *d++ = '\\'; break;
		default: return false;
		}
	}
	field->n = (size_t)(d - field->p);
	return true;
}

/* Doubles the room for fields, which is full; returns where the next one goes. */
static struct str *
more(struct rec *r, struct str **last)
{
	size_t n = r->cap;

	r->f = xgrow(r->f, n, &r->cap, sizeof *r->f);
	*last = r->f + r->cap;
	return r->f + n;
}

/* Marks what is not just text in the next bytes of a line, at most a block: TABs,
 * and what most lines have not: the backslash of an escape, CR, NUL. */
static uint64_t
marks_of(const char *p, size_t n)
{
	char last[BLOCK];

	if (n >= BLOCK)
		return block_marks(p, 14, '\\');
	memcpy(last, p, n);
	return block_marks(last, 14, '\\') & ((UINT64_C(1) << n) - 1);
}

bool
rec_split(struct rec *r, struct str line)
{
	const char *field = line.p, *at;
	struct str *f, *last;
	uint64_t marks;
	bool odd = false;

	room(r, 1);
	f = r->f;
	last = f + r->cap;
	for (size_t i = 0; i < line.n; i += BLOCK)
		for (marks = marks_of(line.p + i, line.n - i); marks != 0;
		     marks &= marks - 1) {
			at = line.p + i + eight_lowest(marks);
			if (*at != '\t') {
				odd = true;
				continue;
			}
			*f++ = (struct str){ field, (size_t)(at - field) };
			field = at + 1;
			if (f == last)
				f = more(r, &last);
		}
	*f++ = (struct str){ field, (size_t)(line.p + line.n - field) };
	r->n = (size_t)(f - r->f);
	return odd;
}

static bool
unescape_fields(struct rec *r)
{
	for (size_t i = 1; i < r->n; i++)
		if (!unescape(&r->f[i]))
			return false;
	return true;
}

/* Says what the fields of a line are, which is split and whose escapes stay.  Of a
 * type that is not known, f[0] is the whole line, and document and line follow as
 * they came.  False when there are too few. */
static bool
find_type(struct rec *r, struct str line)
{
	size_t want;

	r->type = type_of(r->f[0]);
	want = r->type == REC_OTHER ? F_LINE + 1 : fields[r->type];
	if (r->n < want)
		return false;
	if (r->type == REC_OTHER) {
		r->f[0] = line;
		r->n = want;
	}
	return true;
}

const char *
rec_parse(struct rec *r, struct str line, bool odd)
{
	static char why[64];

	r->line = STR("");
	if (!find_type(r, line)) {
		snprintf(why, sizeof why, "%zu fields, want %zu", r->n,
		    r->type == REC_OTHER ? F_LINE + (size_t)1 : fields[r->type]);
		return why;
	}
	if (r->type == REC_OTHER)
		return NULL;
	if (odd && str_byte(line, '\\', 0) < line.n)
		return unescape_fields(r) ? NULL : "bad escape";
	if (line.p[line.n] == '\n' && !(odd && str_byte(line, '\r', 0) < line.n))
		r->line = (struct str){ line.p, line.n + 1 };
	return NULL;
}

void
rec_unpack(struct rec *r, struct pool *p, struct str line)
{
	bool escapes = str_byte(line, '\\', 0) < line.n;
	struct str text;

	if (escapes)
		line = pool_str(p, line);
	text = str_slice(line, 0, line.n - 1);
	rec_split(r, text);
	find_type(r, text);
	r->line = escapes ? STR("") : line;
	r->numbers = 0;
	if (escapes)
		unescape_fields(r);
}

struct str
rec_packed(struct str line, size_t field)
{
	struct str rest = str_slice(line, 0, line.n - 1), found = STR("");

	while (str_split(&rest, '\t', &found) && field != 0)
		field--;
	return found;
}
