#include <inttypes.h>

#include "json.h"
#include "lines.h"
#include "url.h"

enum { BLANKS = 1024 }; /* before the first line, at most */

/* The members that are looked for, the better ones first. */
enum { HTML, CONTENT, TEXT, BODY, URL, LINK, WANTS };

struct lines {
	struct feed *f;
	struct json_want want[WANTS];
	uint64_t number;    /* of the line, from 1 */
	unsigned faults;    /* of the line */
	bool ended;         /* it has its LF */
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

bool
lines_is(struct feed *f)
{
	struct io_in *in = f->in.in;
	bool named = f->o->json_html != NULL || f->o->json_text != NULL;
	size_t n = 0;
	struct lines l;
	struct str line;
	bool yes;

	if (io_need(in, 3) && str_starts(io_rest(in), STR("\xEF\xBB\xBF")))
		n = 3;
	while (n < BLANKS && io_need(in, n + 1) &&
	    is_blank(io_rest(in).p[n]))
		n++;
	if (!io_need(in, n + 1) || io_rest(in).p[n] != '{')
		return false;
	if (named)
		return true;
	open_lines(&l, f);
	line = peek_line(&l, n);
	yes = l.faults == 0 && json_read(line, l.want, WANTS) == NULL;
	close_lines(&l);
	return yes;
}

void
lines_read(struct feed *f)
{
	struct stream *s = &f->in;
	struct lines l;
	struct str line;
	uint64_t place;

	open_lines(&l, f);
	skip_mark(s->in);
	while (io_need(s->in, 1)) {
		l.number++;
		place = stream_place(s);
		line = peek_line(&l, 0);
		tell_faults(&l);
		if (l.faults == 0)
			read_line(&l, line, place);
		drop_line(&l, line.n);
	}
	l.faults = stream_faults(s);
	tell_faults(&l);
	if (l.faults & FAULT_TRUNCATED)
		source_failed(f->from, "truncated gzip");
	close_lines(&l);
}
