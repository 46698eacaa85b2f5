#include "entity.h"
#include "html.h"

enum inside { HTML_MARKUP, HTML_TEXT, HTML_CODE };

static const struct element {
	const char *name;
	enum html_role role;
	enum html_end end;
	enum inside inside;
} elements[] = {
#include "tags.inc"
};

enum { ELEMENTS = sizeof elements / sizeof *elements, NAME_MAX_BYTES = 12 };

static const struct element unknown = {
	"", HTML_INLINE, HTML_MUST, HTML_MARKUP
};

struct html {
	struct str page;
	const struct html_reader *reader;
	void *to;
	bool endless[ELEMENTS]; /* its end tag has been sought in vain */
	struct html_tag tag;
};

/* Bytes */

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool
is_letter(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

/* What a byte may end inside a tag: bits. */
enum { SPACE = 1, END_NAME = 2, END_ATTRIBUTE = 4, END_VALUE = 8 };

static const unsigned char class[256] = {
	[' '] = 15, ['\n'] = 15, ['\t'] = 15, ['\r'] = 15, ['\f'] = 15,
	['/'] = END_NAME | END_ATTRIBUTE, ['='] = END_ATTRIBUTE,
	['>'] = END_NAME | END_ATTRIBUTE | END_VALUE
};

static bool
is(char c, unsigned kind)
{
	return (class[(unsigned char)c] & kind) != 0;
}

static bool
is_space(char c)
{
	return is(c, SPACE);
}

/* The first byte of a kind at or after i; s.n when there is none. */
static size_t
find_kind(struct str s, size_t i, unsigned kind)
{
	while (i < s.n && !is(s.p[i], kind))
		i++;
	return i;
}

/* True when s begins with the lower-case word, in any case. */
static bool
begins(struct str s, const char *word)
{
	size_t n = strlen(word);

	if (s.n < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (lower(s.p[i]) != word[i])
			return false;
	return true;
}

/* Offset of the byte at or after from; s.n when there is none. */
static size_t
find_byte(struct str s, char c, size_t from)
{
	const char *hit = from < s.n ?
	    memchr(s.p + from, c, s.n - from) : NULL;

	return hit != NULL ? (size_t)(hit - s.p) : s.n;
}

static size_t
skip_space(struct str s, size_t i)
{
	while (i < s.n && is_space(s.p[i]))
		i++;
	return i;
}

/* Elements: a hash table of the names, filled once. */

enum { SLOTS = 512 };

static unsigned
slot_of(const char *name, size_t n)
{
	return ((unsigned)(unsigned char)name[0] * 37 +
	    (unsigned)(unsigned char)name[n - 1] * 5 +
	    (unsigned)(unsigned char)name[n / 2] * 101 + (unsigned)n * 67) %
	    SLOTS;
}

static const struct element *
find_element(const char *name, size_t n)
{
	static struct {
		const struct element *element;
		size_t n;
	} slots[SLOTS];
	static bool filled;
	unsigned slot;

	for (size_t i = 0; i < ELEMENTS && !filled; i++) {
		slot = slot_of(elements[i].name, strlen(elements[i].name));
		while (slots[slot].element != NULL)
			slot = (slot + 1) % SLOTS;
		slots[slot].element = &elements[i];
		slots[slot].n = strlen(elements[i].name);
	}
	filled = true;
	for (slot = slot_of(name, n); slots[slot].element != NULL;
	     slot = (slot + 1) % SLOTS)
		if (slots[slot].n == n &&
		    memcmp(slots[slot].element->name, name, n) == 0)
			return slots[slot].element;
	return &unknown;
}

/* The element whose name begins at i; *i goes to the byte behind the name. */
static const struct element *
read_name(struct str s, size_t *i)
{
	char name[NAME_MAX_BYTES];
	size_t start = *i, n;

	*i = find_kind(s, start, END_NAME);
	n = *i - start;
	if (n == 0 || n > sizeof name)
		return &unknown;
	for (size_t k = 0; k < n; k++)
		name[k] = lower(s.p[start + k]);
	return find_element(name, n);
}

/* Tags */

/* Reads the value behind "=" at i; returns the offset behind it, or s.n when
 * the page ends in it. */
static size_t
read_value(struct str s, size_t i, struct str *value)
{
	size_t start, end;

	i = skip_space(s, i);
	if (i < s.n && (s.p[i] == '"' || s.p[i] == '\'')) {
		start = i + 1;
		end = find_byte(s, s.p[i], start);
		*value = str_slice(s, start, end);
		return end < s.n ? end + 1 : s.n;
	}
	start = i;
	i = find_kind(s, start, END_VALUE);
	*value = str_slice(s, start, i);
	return i;
}

/* Reads attributes from i, which is behind the name of a tag.  Returns the
 * offset behind its ">", or 0 when the page ends before. */
static size_t
read_attributes(struct str s, size_t i, struct html_tag *tag, bool *closed)
{
	struct html_attribute a;
	size_t start;

	*closed = false;
	tag->attributes = 0;
	for (;;) {
		while (i < s.n && (is_space(s.p[i]) || s.p[i] == '/'))
			i++;
		if (i >= s.n)
			return 0;
		if (s.p[i] == '>') {
			*closed = s.p[i - 1] == '/';
			return i + 1;
		}
		start = i; /* a name may begin with "=" */
		i = find_kind(s, start + 1, END_ATTRIBUTE);
		a.name = str_slice(s, start, i);
		a.value = STR("");
		i = skip_space(s, i);
		if (i < s.n && s.p[i] == '=')
			i = read_value(s, i + 1, &a.value);
		if (tag->attributes < HTML_ATTRIBUTES)
			tag->attribute[tag->attributes++] = a;
	}
}

bool
html_attribute(const struct html_tag *tag, const char *name, struct str *raw)
{
	for (size_t i = 0; i < tag->attributes; i++)
		if (tag->attribute[i].name.n == strlen(name) &&
		    begins(tag->attribute[i].name, name)) {
			*raw = tag->attribute[i].value;
			return true;
		}
	return false;
}

bool
html_value(struct str raw, enum charset charset, struct buf *out,
    uint64_t *replaced)
{
	struct str rest = raw, part;
	struct entity e;
	size_t n, max = out->n + HTML_VALUE_MAX;

	while (rest.n != 0 && out->n < max) {
		n = find_byte(rest, '&', 0);
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

	while (start < to) {
		amp = find_byte(text, '&', from);
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

/* Behind the comment whose text begins at i (13.2.5.43 to 52). */
static size_t
skip_comment(struct str s, size_t i)
{
	size_t start = i;

	for (; (i = find_byte(s, '>', i)) < s.n; i++) {
		/* "<!-->" and "<!--->" are comments too. */
		if (s.p[i - 1] == '-' && s.p[i - 2] == '-')
			return i + 1;
		if (i >= start + 3 && s.p[i - 1] == '!' &&
		    s.p[i - 2] == '-' && s.p[i - 3] == '-')
			return i + 1;
	}
	return s.n;
}

/* True when the end tag of the element stands at s. */
static bool
is_end_of(struct str s, const struct element *e)
{
	size_t n = strlen(e->name) + 2;

	return s.n > n && s.p[1] == '/' &&
	    begins(str_slice(s, 2, s.n), e->name) &&
	    (is_space(s.p[n]) || s.p[n] == '/' || s.p[n] == '>');
}

/* True when s begins a script inside a script's comment. */
static bool
is_inner_script(struct str s)
{
	return s.n > 7 && begins(s, "<script") &&
	    (is_space(s.p[7]) || s.p[7] == '/' || s.p[7] == '>');
}

/*
 * Offset of the end tag of an element whose content, from i, is not markup;
 * the end of the page when there is none.  A script may hide "</script>" in a
 * comment that has "<script" (13.2.5.18 to 31).
 */
static size_t
find_end(struct str s, size_t i, const struct element *e)
{
	bool script = strcmp(e->name, "script") == 0, doubled = false;
	size_t comment = 0, dash = 0; /* behind its "<!--"; its "-->" */

	for (; (i = find_byte(s, '<', i)) < s.n; i++) {
		struct str at = str_slice(s, i, s.n);

		if (comment != 0 && dash < i) {
			dash = str_find(str_slice(s, 0, i), STR("-->"),
			    dash > comment ? dash : comment);
			if (dash < i) {
				comment = 0;
				doubled = false;
			}
		}
		if (is_end_of(at, e)) {
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
 * goes on.  Text that is never ended is read as markup, so that a title
 * without end does not swallow the page. */
static size_t
read_content(struct html *h, size_t i, const struct element *e)
{
	size_t end;

	if (e->inside == HTML_MARKUP || h->endless[e - elements])
		return i;
	end = find_end(h->page, i, e);
	if (e->inside == HTML_CODE)
		return end;
	if (end == h->page.n) {
		h->endless[e - elements] = true;
		return i;
	}
	read_text(h, i, end);
	return end;
}

/* A tag whose name begins at i.  Returns where to go on. */
static size_t
read_tag(struct html *h, size_t at, size_t i, bool is_end)
{
	const struct element *e = read_name(h->page, &i);
	struct html_tag *tag = &h->tag;
	bool closed;

	i = read_attributes(h->page, i, tag, &closed);
	if (i == 0)
		return h->page.n; /* the page ends inside the tag */
	tag->role = e->role;
	tag->end = e->end;
	tag->element = str_of(e->name);
	tag->at = at;
	if (is_end) {
		h->reader->close(h->to, tag);
		return i;
	}
	if (closed && e == &unknown)
		return i; /* <o:p/> */
	h->reader->open(h->to, tag);
	return read_content(h, i, e);
}

/* True when the "<" at lt begins markup, false when it is text. */
static bool
is_markup(struct str s, size_t lt)
{
	char c = lt + 1 < s.n ? s.p[lt + 1] : ' ';

	return is_letter(c) || c == '!' || c == '?' ||
	    (c == '/' && lt + 2 < s.n);
}

/* The markup that begins at lt.  Returns where to go on. */
static size_t
read_markup(struct html *h, size_t lt)
{
	struct str s = h->page;
	char c = s.p[lt + 1];

	if (is_letter(c))
		return read_tag(h, lt, lt + 1, false);
	if (c == '/' && is_letter(s.p[lt + 2]))
		return read_tag(h, lt, lt + 2, true);
	if (str_starts(str_slice(s, lt, s.n), STR("<!--")))
		return skip_comment(s, lt + 4);
	/* A declaration or a bogus comment, Word's <![if ...]> among them. */
	lt = find_byte(s, '>', lt + 2);
	return lt < s.n ? lt + 1 : lt;
}

void
html_read(struct str page, const struct html_reader *reader, void *to)
{
	struct html h = { .page = page, .reader = reader, .to = to };
	size_t start = 0, i = 0, lt; /* text from start, no markup before i */

	while (start < page.n) {
		lt = find_byte(page, '<', i);
		if (lt < page.n && !is_markup(page, lt)) {
			i = lt + 1;
			continue;
		}
		if (lt > start)
			read_text(&h, start, lt);
		if (lt == page.n)
			break;
		start = i = read_markup(&h, lt);
	}
}

/* Before a page is read */

/* The value of charset= (or encoding=) in a piece of markup. */
static struct str
charset_in(struct str s, const char *word)
{
	struct str value;
	size_t i, n = strlen(word);

	for (i = 0; i + n < s.n; i++) {
		if (!begins(str_slice(s, i, s.n), word))
			continue;
		i = skip_space(s, i + n);
		if (i >= s.n || s.p[i] != '=')
			continue;
		read_value(s, i + 1, &value);
		for (n = 0; n < value.n && value.p[n] != ';' &&
		     value.p[n] != '"' && value.p[n] != '\'' &&
		     value.p[n] != '/'; n++)
			continue;
		return str_slice(value, 0, n);
	}
	return STR("");
}

struct str
html_label(struct str payload)
{
	enum { HEAD = 16 * 1024 };
	struct str s = str_slice(payload, 0, HEAD), tag, found = STR("");
	size_t i = 0;

	while (found.n == 0 && (i = find_byte(s, '<', i)) < s.n) {
		tag = str_slice(s, i, find_byte(s, '>', i));
		if (begins(tag, "<!--"))
			i = skip_comment(s, i + 4);
		else
			i++;
		if (begins(tag, "<meta"))
			found = charset_in(tag, "charset");
		else if (begins(tag, "<?xml"))
			found = charset_in(tag, "encoding");
	}
	return found;
}

bool
html_sniff(struct str text)
{
	enum { LOOK = 64 * 1024, TAGS = 4, APART = 1024 };
	struct str s = str_slice(text, 0, LOOK);
	size_t tags = 0, start, i, at;

	start = skip_space(s, 0);
	for (i = start; (i = find_byte(s, '<', i)) < s.n; i++) {
		at = i + 1 + (i + 1 < s.n && s.p[i + 1] == '/');
		if (at >= s.n || !is_letter(s.p[at])) {
			if (i == start && (begins(str_slice(s, i, s.n),
			    "<!doctype html") || begins(str_slice(s, i, s.n),
			    "<?xml") || begins(str_slice(s, i, s.n), "<!--")))
				return true;
			continue;
		}
		if (read_name(s, &at) == &unknown || at >= s.n)
			continue;
		if (i == start)
			return true;
		tags++;
	}
	return tags >= TAGS && tags * APART >= s.n;
}
