#include <inttypes.h>

#include "core/url.h"
#include "decode/json.h"
#include "decode/lines.h"

enum { BLANKS = 1024 }; /* before the first line, at most */

/* The members that are looked for, the better ones first. */
enum { HTML, CONTENT, TEXT, BODY, URL, LINK, WANTS };

struct lines {
	struct feed *f;
	struct json_want want[WANTS];
	uint64_t number;    /* of the line, from 1 */
	unsigned faults;    /* of the line */
	bool ended;         /* it has its LF */
	char first, last;   /* of brackets and commas between objects; or 0 */
};

static void
open_lines(struct lines *l, struct feed *f)
{
	const struct item_options *o = f->o;

	*l = (struct lines){ .f = f, .want = {
		[HTML].path = STR("html"), [CONTENT].path = STR("content"),
		[TEXT].path = STR("text"), [BODY].path = STR("body"),
		[URL].path = STR("url"), [LINK].path = STR("link"),
	} };
	if (o->json_html != NULL || o->json_text != NULL) {
		l->want[HTML].path = str_of(o->json_html);
		l->want[TEXT].path = str_of(o->json_text);
		l->want[CONTENT].path = l->want[BODY].path = STR("");
	}
	if (o->json_url != NULL) {
		l->want[URL].path = str_of(o->json_url);
		l->want[LINK].path = STR("");
	}
}

static void
close_lines(struct lines *l)
{
	for (size_t i = 0; i < WANTS; i++)
		buf_free(&l->want[i].value);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The line that begins behind the next from bytes, as far as the limits let it
 * be read; it is still buffered. */
static struct str
peek_line(struct lines *l, size_t from)
{
	struct stream *s = &l->f->in;
	size_t most = from + l->f->o->limits.bytes, seen = from, end;
	struct str rest;

	l->faults = 0;
	stream_mark(s);
	for (;;) {
		rest = str_slice(io_rest(s->in), 0, most);
		end = str_find(rest, STR("\n"), seen);
		l->ended = end < rest.n;
		seen = rest.n;
		if (l->ended)
			return str_slice(rest, from, end);
		if (rest.n == most)
			l->faults |= FAULT_TOO_BIG;
		if (rest.n == most || !stream_need(s, seen + 1,
		    &l->f->o->limits, &l->faults))
			return str_slice(io_rest(s->in), from, most);
	}
}

/* Leaves a line of which n bytes were read, and its LF. */
static void
drop_line(struct lines *l, size_t n)
{
	struct io_in *in = l->f->in.in;
	struct str rest;
	size_t end;

	in->at += n;
	while (io_need(in, 1)) {
		rest = io_rest(in);
		end = str_find(rest, STR("\n"), 0);
		in->at += end + (end < rest.n);
		if (end < rest.n)
			return;
	}
}

static void
warn(struct lines *l, const char *code, const char *why)
{
	source_warn(l->f->from, code, "line %" PRIu64 ": %s", l->number, why);
}

/* The member that holds the text; WANTS: there is none. */
static size_t
find_text(const struct lines *l)
{
	for (size_t i = HTML; i <= BODY; i++)
		if (l->want[i].found)
			return i;
	return WANTS;
}

static void
write_item(struct lines *l, size_t text, uint64_t place)
{
	static struct item i;
	struct buf number = { NULL, 0, 0 }, url = { NULL, 0, 0 };
	struct str raw = buf_str(&l->want[l->want[URL].found ? URL :
	    LINK].value);

	url_put(&url, raw);
	buf_number(&number, l->number);
	item_begin(&i, l->f, place);
	i.url = buf_str(&url);
	i.bytes = buf_str(&l->want[text].value);
	i.kind = text == HTML ? ITEM_PAGE :
	    l->f->o->json_text != NULL ? ITEM_TEXT : ITEM_ANY;
	i.label = (struct charset_label){ STR("utf-8"), "json" };
	item_meta(&i, "json.line", buf_str(&number));
	if (!str_eq(raw, i.url))
		item_meta(&i, "url.raw", raw);
	item_write(&i);
	buf_free(&number);
	buf_free(&url);
}

/* What is wrong with a line that was not read to its end. */
static void
tell_faults(struct lines *l)
{
	for (unsigned i = 0; i < FAULTS; i++)
		if (l->faults >> i & 1)
			warn(l, fault_rows[i].code, fault_rows[i].message);
}

static void
read_line(struct lines *l, struct str line, uint64_t place)
{
	const char *wrong;
	size_t text;

	if (str_trim(line).n == 0)
		return;
	wrong = json_read(line, l->want, WANTS);
	text = find_text(l);
	if (wrong != NULL) {
		warn(l, "bad-json", wrong);
		if (!l->ended)
			source_failed(l->f->from, "truncated JSON Lines");
	} else if (text == WANTS) {
		warn(l, "bad-json", "no member with the text of a page");
	} else {
		write_item(l, text, place);
	}
}

/* Leaves the byte order mark that some programs write. */
static void
skip_mark(struct io_in *in)
{
	if (io_need(in, 3) && str_starts(io_rest(in), STR("\xEF\xBB\xBF")))
		in->at += 3;
}

/* Offset of the next byte at or after n that is not blank; false when there is
 * none soon. */
static bool
skip_blanks(struct io_in *in, size_t *n)
{
	size_t most = *n + BLANKS;

	while (*n < most && io_need(in, *n + 1)) {
		if (!is_blank(io_rest(in).p[*n]))
			return true;
		++*n;
	}
	return false;
}

/* True when the line behind the next from bytes, or the one behind that, is an
 * object.  The first one may be broken. */
static bool
has_lines(struct lines *l, size_t from)
{
	struct str line;

	for (int i = 0; i < 2; i++) {
		line = peek_line(l, from);
		if (l->faults != 0)
			return false;
		if (json_read(line, l->want, WANTS) == NULL)
			return true;
		from += line.n + 1;
	}
	return false;
}

/* True when an object with a page begins behind the next from bytes, as far as the
 * limits let it be read. */
static bool
has_page(struct lines *l, size_t from)
{
	const struct limits *limits = &l->f->o->limits;
	struct stream *s = &l->f->in;
	unsigned faults = 0;
	struct str rest;

	stream_mark(s);
	stream_need(s, limits->bytes, limits, &faults);
	rest = str_slice(str_slice(io_rest(s->in), 0, limits->bytes), from,
	    SIZE_MAX);
	return faults == 0 && json_next(&rest, l->want, WANTS) == NULL &&
	    find_text(l) != WANTS;
}

enum lines_kind
lines_kind(struct feed *f)
{
	struct io_in *in = f->in.in;
	enum lines_kind kind = LINES_NONE;
	struct lines l;
	size_t n = 0;

	if (io_need(in, 3) && str_starts(io_rest(in), STR("\xEF\xBB\xBF")))
		n = 3;
	if (!skip_blanks(in, &n))
		return LINES_NONE;
	if (io_rest(in).p[n] == '[')
		return n++, skip_blanks(in, &n) && io_rest(in).p[n] == '{' ?
		    LINES_VALUE : LINES_NONE;
	if (io_rest(in).p[n] != '{')
		return LINES_NONE;
	open_lines(&l, f);
	if (has_lines(&l, n))
		kind = LINES_EACH;
	else if (has_page(&l, n))
		kind = LINES_VALUE;
	else if (f->o->json_html != NULL || f->o->json_text != NULL)
		kind = LINES_EACH;
	close_lines(&l);
	return kind;
}

static void
read_lines(struct lines *l)
{
	struct stream *s = &l->f->in;
	struct str line;
	uint64_t place;

	while (io_need(s->in, 1)) {
		l->number++;
		place = stream_place(s);
		line = peek_line(l, 0);
		tell_faults(l);
		if (l->faults == 0)
			read_line(l, line, place);
		drop_line(l, line.n);
	}
	l->faults = stream_faults(s);
}

/* Goes over n bytes of a value, and counts its lines. */
static void
pass(struct lines *l, size_t n)
{
	struct str part = str_slice(io_rest(l->f->in.in), 0, n);

	for (size_t i = 0; (i = str_byte(part, '\n', i)) < part.n; i++)
		l->number++;
	l->f->in.in->at += part.n;
}

/* Goes over what stands between objects; false at the end. */
static bool
next_object(struct lines *l)
{
	struct str rest = io_rest(l->f->in.in);
	size_t n;

	for (n = 0; n < rest.n; n++) {
		if (is_blank(rest.p[n]))
			continue;
		if (rest.p[n] != ',' && rest.p[n] != '[' && rest.p[n] != ']')
			break;
		l->last = rest.p[n];
		if (l->first == 0)
			l->first = l->last;
	}
	pass(l, n);
	return n < rest.n;
}

/* Objects with brackets and commas around them, of a file that is held whole. */
static void
read_value(struct lines *l)
{
	struct stream *s = &l->f->in;
	struct str rest = stream_all(s, &l->f->o->limits, &l->faults);
	const char *wrong = NULL;
	uint64_t place;
	size_t text;

	l->number = 1;
	if (l->faults & (FAULT_TOO_BIG | FAULT_BOMB))
		return;
	while (wrong == NULL && next_object(l)) {
		rest = io_rest(s->in);
		place = stream_place(s);
		wrong = json_next(&rest, l->want, WANTS);
		text = find_text(l);
		if (wrong == NULL && text != WANTS)
			write_item(l, text, place);
		else
			warn(l, "bad-json", wrong != NULL ? wrong :
			    "no member with the text of a page");
		pass(l, io_rest(s->in).n - rest.n);
	}
	if (wrong != NULL)
		warn(l, "bad-json", "what follows was not read");
	if (wrong != NULL ? rest.n == 0 : l->first == '[' && l->last != ']')
		source_failed(l->f->from, "truncated JSON");
}

void
lines_read(struct feed *f, enum lines_kind kind)
{
	struct lines l;

	open_lines(&l, f);
	skip_mark(f->in.in);
	(kind == LINES_EACH ? read_lines : read_value)(&l);
	tell_faults(&l);
	if (l.faults & FAULT_TRUNCATED)
		source_failed(f->from, "truncated gzip");
	close_lines(&l);
}
