#include "core/ascii.h"
#include "core/eight.h"
#include "decode/entity.h"
#include "decode/html.h"

struct html {
	struct str page;
	const struct html_reader *reader;
	void *to;
	/* The roles, as bits, of title and textarea if their end tags have been
	 * sought in vain. */
	unsigned endless;
	struct html_tag tag;
};

/* What a byte may end inside a tag, and whether it may stand between its
 * attributes: bits. */
enum { END_ATTRIBUTE = 1, END_VALUE = 2, BETWEEN = 4, BLANK = 7 };

static const unsigned char class[256] = {
	[' '] = BLANK, ['\n'] = BLANK, ['\t'] = BLANK, ['\r'] = BLANK,
	['\f'] = BLANK,
	['/'] = END_ATTRIBUTE | BETWEEN, ['='] = END_ATTRIBUTE,
	['>'] = END_ATTRIBUTE | END_VALUE
};

static inline unsigned
class_of(char c)
{
	return class[(unsigned char)c];
}

/* The first byte of a kind at or after i; s.n when there is none.  Names are
 * short, and a loop that ends nobody knows where is slow: eight bytes are
 * looked at together first.  What ends something is below 40. */
static inline size_t
find_kind(struct str s, size_t i, unsigned kind)
{
	uint64_t marks;

	if (i < s.n && s.n - i >= 8) {
		for (marks = eight_low(eight_get(s.p + i)); marks != 0;
		     marks &= marks - 1)
			if (class_of(s.p[i + eight_first(marks)]) & kind)
				return i + eight_first(marks);
		i += 8;
	}
	while (i < s.n && !(class_of(s.p[i]) & kind))
		i++;
	return i;
}

static inline size_t
skip_blanks(struct str s, size_t i)
{
	while (i < s.n && class_of(s.p[i]) == BLANK)
		i++;
	return i;
}

/* Tags */

static inline size_t
read_value(struct str s, size_t i, struct str *value)
{
	size_t start, end;

	i = skip_blanks(s, i);
	if (i < s.n && (s.p[i] == '"' || s.p[i] == '\'')) {
		start = i + 1;
		end = str_byte(s, s.p[i], start);
		*value = (struct str){ s.p + start, end - start };
		return end < s.n ? end + 1 : s.n;
	}
	start = i;
	i = find_kind(s, start, END_VALUE);
	*value = (struct str){ s.p + start, i - start };
	return i;
}

size_t
html_read_value(struct str s, size_t i, struct str *value)
{
	return read_value(s, i, value);
}

/* Reads the attribute at i, which is not the end of s; returns where it
 * ends. */
static inline size_t
read_attribute(struct str s, size_t i, struct html_attribute *a)
{
	size_t end = find_kind(s, i + 1, END_ATTRIBUTE); /* may begin with "=" */

	a->name = (struct str){ s.p + i, end - i };
	i = skip_blanks(s, end);
	if (i < s.n && s.p[i] == '=')
		return read_value(s, i + 1, &a->value);
	a->value = STR("");
	return end;
}

/* Reads attributes from i, which is behind the name of a tag.  Returns the
 * offset behind its ">", or 0 when the page ends before. */
static inline size_t
read_attributes(struct str s, size_t i, struct html_tag *tag)
{
	struct html_attribute extra;
	size_t end = i, n = 0; /* end: of the name, or of the last attribute */

	for (; i < s.n && s.p[i] != '>'; i++) {
		if (class_of(s.p[i]) & BETWEEN)
			continue;
		end = read_attribute(s, i, n < HTML_ATTRIBUTES ?
		    &tag->attribute[n++] : &extra);
		i = end - 1;
	}
	tag->attributes = n;
	tag->closed = i > end && s.p[i - 1] == '/';
	return i < s.n ? i + 1 : 0;
}

bool
html_value(struct str raw, enum charset charset, struct buf *out,
    uint64_t *replaced)
{
	struct str rest = raw, part;
	struct entity e;
	size_t n, max = out->n + HTML_VALUE_MAX;

	while (rest.n != 0 && out->n < max) {
		n = str_byte(rest, '&', 0);
		part = str_slice(rest, 0, n);
		convert_text(charset, &part, out, max, replaced);
		rest = str_slice(rest, n - part.n, rest.n);
		if (part.n != 0 || rest.n == 0)
			continue;
		n = entity_read(rest, true, &e);
		buf_put(out, n != 0 ? (struct str){ e.text, e.n } : STR("&"));
		rest = str_slice(rest, n != 0 ? n : 1, rest.n);
	}
	return rest.n == 0;
}

/* What stands between tags */

/* The text from..to, its references resolved. */
static void
read_text(struct html *h, size_t from, size_t to)
{
	struct str text = str_slice(h->page, 0, to);
	struct entity e;
	size_t amp, start = from, n;

	if (to - from == 1) { /* the line end behind a tag, most often */
		h->reader->text(h->to, str_slice(text, from, to), from);
		return;
	}
	while (start < to) {
		amp = str_byte(text, '&', from);
		n = amp < to ?
		    entity_read(str_slice(text, amp, to), false, &e) : 0;
		if (amp < to && n == 0) {
			from = amp + 1;
			continue;
		}
		if (amp > start)
			h->reader->text(h->to, str_slice(text, start, amp),
			    start);
		if (n != 0)
			h->reader->reference(h->to,
			    (struct str){ e.text, e.n }, amp);
		start = from = amp + n;
	}
}

static void
put_other(struct html *h, enum html_other kind, struct str raw)
{
	if (h->reader->other != NULL)
		h->reader->other(h->to, kind, raw);
}

/* How much of a comment that the page ends in belongs to its "-->". */
static size_t
begun_end(struct str text)
{
	if (str_ends(text, STR("--!")))
		return 3;
	if (str_ends(text, STR("--")))
		return 2;
	return str_ends(text, STR("-"));
}

/* 13.2.5.43 to 52. */
size_t
html_comment(struct str s, size_t i, struct str *text)
{
	size_t start = i, end;

	for (; (i = str_byte(s, '>', i)) < s.n; i++) {
		if (s.p[i - 1] == '-' && s.p[i - 2] == '-')
			end = i - 2;
		else if (i >= start + 3 && s.p[i - 1] == '!' &&
		    s.p[i - 2] == '-' && s.p[i - 3] == '-')
			end = i - 3;
		else
			continue;
		/* "<!-->" and "<!--->" are comments too. */
		*text = str_slice(s, start, end < start ? start : end);
		return i + 1;
	}
	*text = str_slice(s, start, s.n);
	text->n -= begun_end(*text);
	return s.n;
}

/* True when the end tag of the element stands at s. */
static bool
is_end_of(struct str s, const struct tag *t)
{
	size_t n = strlen(t->name) + 2;

	return n > 2 && s.n > n && s.p[1] == '/' &&
	    ascii_begins(str_slice(s, 2, s.n), t->name) &&
	    tag_ends_name(s.p[n]);
}

/* True when s begins a script inside a script's comment. */
static bool
is_inner_script(struct str s)
{
	return s.n > 7 && ascii_begins(s, "<script") &&
	    tag_ends_name(s.p[7]);
}

/*
 * Offset of the end tag of an element whose content, from i, is not markup;
 * the end of the page when there is none.  A script may hide "</script>" in a
 * comment that has "<script" (13.2.5.18 to 31).
 */
static size_t
find_end(struct str s, size_t i, const struct tag *t)
{
	bool script = strcmp(t->name, "script") == 0, doubled = false;
	size_t comment = 0, dash = 0; /* behind its "<!--"; its "-->" */

	for (; (i = str_byte(s, '<', i)) < s.n; i++) {
		struct str at = str_slice(s, i, s.n);

		if (comment != 0 && dash < i) {
			dash = str_find(str_slice(s, 0, i), STR("-->"),
			    dash > comment ? dash : comment);
			if (dash < i) {
				comment = 0;
				doubled = false;
			}
		}
		if (is_end_of(at, t)) {
			if (!doubled)
				return i;
			doubled = false;
		} else if (script && comment == 0 &&
		    str_starts(at, STR("<!--"))) {
			comment = i + 2; /* "<!-->" ends it at once */
			dash = comment;
		} else if (script && comment != 0 && is_inner_script(at)) {
			doubled = true;
		}
	}
	return s.n;
}

/* The content of title, textarea, script ... from i; returns where markup
 * goes on. */
static size_t
read_content(struct html *h, size_t i, const struct tag *t)
{
	size_t end = t->inside == TAG_PLAIN ? h->page.n :
	    find_end(h->page, i, t);
	struct str raw = str_slice(h->page, i, end);

	if (t->inside == TAG_CODE)
		put_other(h, HTML_CODE, raw);
	else if (t->inside == TAG_TEXT)
		read_text(h, i, end);
	else if (raw.n != 0)
		h->reader->text(h->to, raw, i);
	return end;
}

/* True when the element that is opened at i has an end. */
static bool
has_end(struct html *h, size_t i, const struct tag *t)
{
	if ((h->endless >> t->role & 1) != 0)
		return false;
	if (find_end(h->page, i, t) < h->page.n)
		return true;
	h->endless |= 1u << t->role;
	return false;
}

/* The tag at lt.  Returns where to go on. */
static size_t
read_tag(struct html *h, size_t lt)
{
	struct html_tag *tag = &h->tag;
	bool is_end = h->page.p[lt + 1] == '/';
	size_t start = lt + 1 + is_end, i;

	tag->kind = tag_read(h->page, start, &i);
	tag->name = (struct str){ h->page.p + start, i - start };
	tag->at = lt;
	i = read_attributes(h->page, i, tag);
	if (i == 0)
		return h->page.n; /* the page ends inside the tag */
	if (is_end) {
		h->reader->close(h->to, tag);
		return i;
	}
	h->reader->open(h->to, tag);
	if (tag->kind->inside == TAG_MARKUP ||
	    (tag->kind->inside == TAG_TEXT && !has_end(h, i, tag->kind)))
		return i;
	return read_content(h, i, tag->kind);
}

/* A declaration or a bogus comment at lt, Word's <![if ...]> among them. */
static size_t
read_declaration(struct html *h, size_t lt)
{
	struct str s = h->page;
	size_t end = str_byte(s, '>', lt + 2);
	/* The "?" of "<?xml" belongs to it; "</>" is nothing at all. */
	struct str raw = str_slice(s, s.p[lt + 1] == '?' ? lt + 1 : lt + 2,
	    end);

	if (s.p[lt + 1] == '!' && ascii_begins(raw, "doctype"))
		put_other(h, HTML_DOCTYPE, raw);
	else if (s.p[lt + 1] != '/' || raw.n != 0)
		put_other(h, HTML_COMMENT, raw);
	return end < s.n ? end + 1 : end;
}

/* What begins at the "<" at lt and is no tag.  Returns where to go on. */
static size_t
read_other(struct html *h, size_t lt)
{
	struct str text;

	if (!str_starts(str_slice(h->page, lt, h->page.n), STR("<!--")))
		return read_declaration(h, lt);
	lt = html_comment(h->page, lt + 4, &text);
	put_other(h, HTML_COMMENT, text);
	return lt;
}

/* True when a tag begins at i. */
static inline bool
is_tag(struct str s, size_t i)
{
	if (s.p[i] != '<' || ++i == s.n)
		return false;
	i += s.p[i] == '/';
	return i < s.n && ascii_is_letter(s.p[i]);
}

/* True when markup begins at i. */
static inline bool
is_markup(struct str s, size_t i)
{
	if (s.p[i] != '<' || ++i == s.n)
		return false;
	return ascii_is_letter(s.p[i]) || s.p[i] == '!' || s.p[i] == '?' ||
	    (s.p[i] == '/' && i + 1 < s.n);
}

/* Offset of the next markup at or after i, or the end of the page.  Often it
 * is there. */
static size_t
find_markup(struct str s, size_t i)
{
	while (i < s.n && !is_markup(s, i))
		i = str_byte(s, '<', i + 1);
	return i;
}

/* Text and markup from an offset to the end. */
static void
read_from(struct html *h, size_t i)
{
	size_t end;

	while (i < h->page.n) {
		if (is_tag(h->page, i)) {
			i = read_tag(h, i);
		} else if (is_markup(h->page, i)) {
			i = read_other(h, i);
		} else {
			end = find_markup(h->page, i + 1);
			read_text(h, i, end);
			i = end;
		}
	}
}

void
html_read(struct str page, const struct html_reader *reader, void *to)
{
	struct html h = { .page = page, .reader = reader, .to = to };

	read_from(&h, 0);
}

void
html_read_inside(struct str page, const struct tag *element,
    const struct html_reader *reader, void *to)
{
	struct html h = { .page = page, .reader = reader, .to = to };

	read_from(&h, read_content(&h, 0, element));
}
