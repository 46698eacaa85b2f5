#include "core/ascii.h"
#include "decode/html.h"
#include "decode/layout.h"
#include "decode/lined.h"
#include "decode/metakey.h"
#include "decode/table.h"
#include "decode/tidy.h"

enum { STAGE = 64 * 1024 };

struct layout {
	struct doc *doc;
	enum charset charset; /* of the page, or of the line at hand */
	bool mixed;
	struct charset_line mixed_line;

	/* The line at hand. */
	struct buf line;
	bool begun;
	size_t staged;       /* bytes put to it since its length was looked at */
	uint64_t at, column; /* of what is in line */
	bool apart;          /* what comes next is apart from what is there */
	unsigned aside;      /* elements up to one that is apart; 0: none is */
	unsigned pre;        /* <pre> elements that are open */
	bool drawn;          /* the line of the page is of a drawn table (lined.h) */

	struct buf title;
	bool in_title, titled;

	struct table table;
	bool gathering;      /* the innermost table may hold data */
	uint64_t tables;     /* open ones; 0 while gathering: no <table> tag */
	uint64_t elements;   /* open ones that must be ended */
};

/* Lines */

static struct str
cut_spaces(struct str s, bool at_start)
{
	while (at_start && s.n != 0 && ascii_is_blank(*s.p))
		s = str_slice(s, 1, s.n);
	while (s.n != 0 && ascii_is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

static void
flatten(struct layout *l)
{
	table_flatten(&l->table, l->doc);
	l->gathering = false;
}

static void
end_table(struct layout *l)
{
	table_end(&l->table, l->doc);
	l->gathering = false;
}

/* A line, or the next piece of a very long one, goes to its place. */
static void
put_line(struct layout *l, struct str text)
{
	struct doc *d = l->doc;

	if (l->gathering && l->table.in_cell && l->column == 1) {
		if (!table_line(&l->table, text, l->at))
			flatten(l);
		return;
	}
	/* Text between a table's cells stands before the table (WHATWG
	 * "foster parenting"); rows without a table end with the text. */
	if (l->gathering && l->tables == 0)
		end_table(l);
	doc_text(d, l->column == 1 ? d->line + 1 : d->line, l->column, l->at,
	    text);
}

/* The line has become too long for one record. */
static void
cut_line(struct layout *l)
{
	doc_warn(l->doc, "record-limit", "a line is longer than %d bytes, it "
	    "was cut", DOC_TEXT_MAX);
	if (l->gathering && l->table.in_cell)
		flatten(l);
	put_line(l, buf_str(&l->line));
	l->column += l->line.n;
	l->line.n = 0;
}

/* So many bytes of the page have been put to the line. */
static void
stage(struct layout *l, size_t n)
{
	l->staged += n;
	if (l->staged < STAGE)
		return;
	l->staged = 0;
	if (l->line.n >= DOC_TEXT_MAX)
		cut_line(l);
}

/* What stands in the line from an offset on has come as it is in the page. */
static void
tidy_line(struct layout *l, size_t from)
{
	size_t n = l->line.n - from;

	tidy(&l->line, from, l->pre == 0, &l->doc->replaced);
	stage(l, n);
}

static void
end_line(struct layout *l)
{
	struct str text;

	if (!l->begun)
		return;
	text = buf_str(&l->line);
	if (l->pre == 0)
		text = cut_spaces(text, l->column == 1);
	if (!str_is_blank(text))
		put_line(l, text);
	l->line.n = l->staged = 0;
	l->begun = l->apart = false;
}

/* Begins a line at an offset of the page, if none has begun. */
static void
begin_line(struct layout *l, size_t at)
{
	if (l->begun)
		return;
	l->begun = true;
	l->at = doc_place(l->doc, at);
	l->column = 1;
}

/* True when s begins with a digit, ASCII or full width. */
static bool
is_digit(struct str s)
{
	return (s.n != 0 && *s.p >= '0' && *s.p <= '9') || (s.n >= 3 &&
	    str_cmp(STR("０"), str_slice(s, 0, 3)) <= 0 &&
	    str_cmp(str_slice(s, 0, 3), STR("９")) <= 0);
}

/* Puts a ^ between two digits of which one is struck out, hidden or of a note:
 * they are no number.  from: where the second one may stand in the line. */
static void
part_digits(struct layout *l, size_t from)
{
	struct str line = buf_str(&l->line);
	size_t wide = from >= 3 ? from - 3 : from;

	l->apart = false;
	if (from == 0 || !is_digit(str_slice(line, from, line.n)) ||
	    (!is_digit(str_slice(line, from - 1, from)) &&
	    !is_digit(str_slice(line, wide, from))))
		return;
	buf_byte(&l->line, '^');
	memmove(l->line.p + from + 1, l->line.p + from, line.n - from);
	l->line.p[from] = '^';
}

static void
keep_apart(struct layout *l, size_t from)
{
	if (l->apart)
		part_digits(l, from);
}

/* A run of text, in which line ends are blanks. */
static void
add_run(struct layout *l, struct str raw, size_t at)
{
	size_t from;

	if (raw.n == 0)
		return;
	begin_line(l, at);
	if (tidy_is_short(raw)) {
		from = l->line.n;
		buf_put(&l->line, raw);
		keep_apart(l, from);
		stage(l, raw.n);
		return;
	}
	while (raw.n != 0) {
		from = l->line.n;
		convert_text(l->charset, &raw, &l->line,
		    from + STAGE - l->staged, &l->doc->replaced);
		keep_apart(l, from);
		tidy_line(l, from);
	}
}

/* A run of text in <pre>. */
static void
add_lines(struct layout *l, struct str raw, size_t at)
{
	struct str rest = raw, part;

	while (str_split(&rest, '\n', &part)) {
		size_t start = (size_t)(part.p - raw.p);

		if (part.n != 0 && part.p[part.n - 1] == '\r')
			part.n--;
		add_run(l, part, at + start);
		if (rest.p != NULL)
			end_line(l);
	}
}

/* The charset of what stands at an offset of the page. */
static void
turn_to(struct layout *l, size_t at)
{
	if (l->mixed)
		l->charset = charset_at(l->doc->decoded, at, &l->mixed_line);
}

static void
on_text(void *to, struct str raw, size_t at)
{
	struct layout *l = to;
	size_t blank = 0;

	if (l->in_title) {
		convert_text(l->charset, &raw, &l->title, HTML_VALUE_MAX,
		    &l->doc->replaced);
	} else if (l->pre != 0) {
		add_lines(l, raw, at);
	} else {
		if (!l->begun)
			blank = ascii_skip(raw, 0);
		if (blank < raw.n)
			add_run(l, str_slice(raw, blank, raw.n), at + blank);
	}
}

/* The same when lines of the page count, but for those in HTML's own tables. */
static void
on_lined_text(void *to, struct str raw, size_t at)
{
	struct layout *l = to;
	struct str page = l->doc->decoded, line;
	size_t end, n;

	for (; raw.n != 0; raw = str_slice(raw, n, raw.n), at += n) {
		end = str_byte(raw, '\n', 0);
		n = end < raw.n ? end + 1 : end;
		line = str_slice(raw, 0, n);
		on_text(l, line, at);
		if (n == end || l->tables != 0 || l->pre != 0)
			continue;
		if (l->drawn || lined_is_drawn(page, at + n) ||
		    lined_is_blank(page, at + n) ||
		    lined_breaks(str_slice(line, 0, end), l->charset))
			end_line(l);
		l->drawn = lined_is_drawn(page, at + n);
	}
}

/* The same when each line of the page is in a charset of its own. */
static void
on_mixed_text(void *to, struct str raw, size_t at)
{
	struct layout *l = to;
	size_t n;

	for (; raw.n != 0; raw = str_slice(raw, n, raw.n), at += n) {
		n = str_byte(raw, '\n', 0);
		n += n < raw.n;
		turn_to(l, at);
		on_text(l, str_slice(raw, 0, n), at);
	}
}

static void
on_reference(void *to, struct str utf8, size_t at)
{
	struct layout *l = to;
	size_t from;

	if (l->in_title) {
		if (l->title.n < HTML_VALUE_MAX)
			buf_put(&l->title, utf8);
		return;
	}
	if (!l->begun && l->pre == 0 && ascii_is_blank(*utf8.p))
		return;
	begin_line(l, at);
	from = l->line.n;
	buf_put(&l->line, utf8);
	keep_apart(l, from);
	tidy_line(l, from);
}

/* What the page says about itself */

static void
put_meta(struct layout *l, const char *key, struct str text)
{
	struct buf value = { NULL, 0, 0 };

	buf_put(&value, text);
	tidy(&value, 0, true, &l->doc->replaced);
	text = str_trim(buf_str(&value));
	if (text.n != 0)
		doc_meta(l->doc, 0, str_of(key), text);
	buf_free(&value);
}

static void
end_title(struct layout *l)
{
	if (l->in_title && !l->titled && l->title.n != 0) {
		put_meta(l, "title", buf_str(&l->title));
		l->titled = true;
	}
	l->in_title = false;
	l->title.n = 0;
}

/* <meta name= content=> and <link rel= href=>, if the list has the name. */
static void
read_meta(struct layout *l, const struct html_tag *tag)
{
	bool link = tag->kind->role == TAG_LINK;
	const char *key;
	struct str name, raw;
	struct buf value = { NULL, 0, 0 };

	if (html_attribute(tag, "http-equiv", &name) &&
	    ascii_is(str_trim(name), "refresh"))
		l->doc->elsewhere = "a refresh";
	if (!html_attribute(tag, link ? "rel" : "name", &name) &&
	    !html_attribute(tag, "property", &name))
		return;
	if (!html_attribute(tag, link ? "href" : "content", &raw))
		return;
	key = metakey_find(link ? METAKEY_LINK : METAKEY_META,
	    str_trim(name));
	if (key == NULL)
		return;
	turn_to(l, tag->at);
	if (!html_value(raw, l->charset, &value, &l->doc->replaced))
		doc_warn(l->doc, "record-limit", "the value of %s was cut",
		    key);
	put_meta(l, key, buf_str(&value));
	buf_free(&value);
}

/* A field of a form in a cell: what is typed there is the cell's text. */
static void
read_field(struct layout *l, const struct html_tag *tag)
{
	struct str type = STR("text"), raw;
	size_t from;

	html_attribute(tag, "type", &type);
	if (!l->gathering || !l->table.in_cell ||
	    (!ascii_is(str_trim(type), "text") &&
	    !ascii_is(str_trim(type), "number")) ||
	    !html_attribute(tag, "value", &raw) || raw.n == 0)
		return;
	turn_to(l, tag->at);
	begin_line(l, tag->at);
	from = l->line.n;
	if (!html_value(raw, l->charset, &l->line, &l->doc->replaced))
		doc_warn(l->doc, "record-limit", "the value of a field was cut");
	keep_apart(l, from);
	tidy_line(l, from);
}

/* Tables */

/* The number in an attribute as HTML reads it: blanks, then digits. */
static unsigned
span_of(struct layout *l, const char *name, struct str s, unsigned least,
    unsigned most)
{
	uint64_t n = 0;
	size_t i;

	s = cut_spaces(s, true);
	i = s.n != 0 && *s.p == '+';
	if (i == s.n || !ascii_is_digit(s.p[i]))
		return 1;
	for (; i < s.n && ascii_is_digit(s.p[i]) && n <= most; i++)
		n = n * 10 + (uint64_t)(s.p[i] - '0');
	if (n > most) {
		doc_warn(l->doc, "table-limit", "a %s is larger than %u", name,
		    most);
		n = most;
	}
	return n < least ? 1 : (unsigned)n;
}

/* The cell that the tag begins. */
static bool
put_cell(struct layout *l, const struct html_tag *tag)
{
	struct str s;
	unsigned columns = 1, rows = 1;

	if (html_attribute(tag, "colspan", &s))
		columns = span_of(l, "colspan", s, 1, TABLE_COLSPAN);
	if (html_attribute(tag, "rowspan", &s))
		rows = span_of(l, "rowspan", s, 0, TABLE_ROWSPAN);
	return table_cell(&l->table, l->doc, columns, rows);
}

static void
end_cell(struct layout *l)
{
	end_line(l);
	l->table.in_cell = false;
}

static void
end_row(struct layout *l)
{
	end_cell(l);
	l->table.in_row = false;
}

static void
open_table(struct layout *l)
{
	end_line(l);
	if (l->gathering && !l->table.in_cell) {
		/* Only a cell can hold a table: the one before was not
		 * ended. */
		end_table(l);
		if (l->tables != 0)
			l->tables--;
	}
	if (++l->tables > LAYOUT_DEPTH) {
		doc_warn(l->doc, "nesting-limit",
		    "more than %d tables within one another", LAYOUT_DEPTH);
		return;
	}
	if (l->gathering)
		flatten(l);
	l->gathering = true;
}

static void
close_table(struct layout *l)
{
	end_line(l);
	if (l->gathering && l->tables <= LAYOUT_DEPTH)
		end_table(l);
	if (l->tables != 0)
		l->tables--;
}

static void
open_row(struct layout *l, const struct html_tag *tag)
{
	end_row(l);
	if (l->tables == 0)
		l->gathering = true;
	if (l->gathering)
		table_row(&l->table, doc_place(l->doc, tag->at));
}

static void
open_cell(struct layout *l, const struct html_tag *tag)
{
	end_cell(l);
	if (l->tables == 0)
		l->gathering = true;
	if (!l->gathering)
		return;
	if (!l->table.in_row)
		table_row(&l->table, doc_place(l->doc, tag->at));
	if (!put_cell(l, tag))
		flatten(l);
}

/* Tags */

/* True when the property whose name ends name has a value, with which value
 * begins, that hides, strikes out, or makes a note. */
static bool
is_apart_value(struct str name, struct str value)
{
	static const struct {
		struct str property, value;
	} rows[] = {
		{ { "display", 7 }, { "none", 4 } },
		{ { "visibility", 10 }, { "hidden", 6 } },
		{ { "mso-hide", 8 }, { "all", 3 } },
		{ { "text-decoration", 15 }, { "line-through", 12 } },
		{ { "vertical-align", 14 }, { "super", 5 } },
		{ { "vertical-align", 14 }, { "sub", 3 } },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (name.n >= rows[i].property.n &&
		    str_same(str_slice(value, 0, rows[i].value.n),
		    rows[i].value) && str_same(str_slice(name, name.n -
		    rows[i].property.n, name.n), rows[i].property))
			return true;
	return false;
}

static bool
is_apart_style(struct str s)
{
	size_t colon, i;

	for (i = 0; (colon = str_byte(s, ':', i)) < s.n;) {
		i = ascii_skip(s, colon + 1);
		/* Most values begin otherwise. */
		if (i < s.n && strchr("nhlsa", ascii_lower(s.p[i])) != NULL &&
		    is_apart_value(cut_spaces(str_slice(s, 0, colon), false),
		    str_slice(s, i, s.n)))
			return true;
	}
	return false;
}

static bool
is_apart(const struct html_tag *tag)
{
	struct str s;

	return html_attribute(tag, "hidden", &s) ||
	    (html_attribute(tag, "style", &s) && is_apart_style(s));
}

static void
open_inline(struct layout *l, const struct html_tag *tag)
{
	if (l->aside != 0 || tag->attributes == 0 || tag->closed ||
	    tag->kind->end != TAG_MUST || !is_apart(tag))
		return;
	l->aside = l->elements;
	l->apart = l->begun;
}

/* <br>: in a line of a drawn table it is a blank. */
static void
break_line(struct layout *l, size_t at)
{
	if (l->drawn && l->tables == 0)
		add_run(l, STR(" "), at);
	else
		end_line(l);
}

static void
on_open(void *to, const struct html_tag *tag)
{
	struct layout *l = to;

	if (l->in_title)
		end_title(l);
	/* <o:p/> has no end tag; <div/> needs one. */
	if (tag->kind->end == TAG_MUST && (!tag->closed ||
	    tag_is_known(tag->kind)) && ++l->elements > LAYOUT_DEPTH)
		doc_warn(l->doc, "nesting-limit",
		    "more than %d elements within one another", LAYOUT_DEPTH);
	switch (tag->kind->role) {
	case TAG_INLINE: open_inline(l, tag); break;
	case TAG_APART: l->apart = l->begun; break;
	case TAG_BLOCK: end_line(l); break;
	case TAG_BREAK: break_line(l, tag->at); break;
	case TAG_TABLE: open_table(l); break;
	case TAG_GROUP: end_row(l); break;
	case TAG_ROW: open_row(l, tag); break;
	case TAG_CELL: open_cell(l, tag); break;
	case TAG_PRE: end_line(l); l->pre++; break;
	case TAG_TITLE: l->in_title = true; break;
	case TAG_META:
	case TAG_LINK: read_meta(l, tag); break;
	case TAG_FIELD: read_field(l, tag); break;
	case TAG_FRAMES: end_line(l); l->doc->elsewhere = "frames"; break;
	}
}

static void
on_close(void *to, const struct html_tag *tag)
{
	struct layout *l = to;

	if (tag->kind->end == TAG_MUST && l->elements != 0)
		l->elements--;
	if (l->aside > l->elements) {
		l->aside = 0;
		l->apart = l->begun;
	}
	switch (tag->kind->role) {
	case TAG_BLOCK:
	case TAG_FRAMES:
	case TAG_BREAK: end_line(l); break;
	case TAG_TABLE: close_table(l); break;
	case TAG_GROUP:
	case TAG_ROW: end_row(l); break;
	case TAG_CELL: end_cell(l); break;
	case TAG_PRE: end_line(l); l->pre -= l->pre != 0; break;
	case TAG_TITLE: end_title(l); break;
	case TAG_APART: l->apart = l->begun; break;
	case TAG_INLINE:
	case TAG_META:
	case TAG_LINK:
	case TAG_FIELD: break;
	}
}

void
layout_read(struct doc *d, enum charset charset)
{
	static struct layout l; /* its buffers serve all pages */
	bool mixed = charset == CHARSET_NONE;
	bool lined = !mixed && lined_is(d->decoded);
	const struct html_reader reader = {
		mixed ? on_mixed_text : lined ? on_lined_text : on_text,
		on_reference, on_open, on_close, NULL
	};

	l = (struct layout){ .doc = d, .charset = charset, .mixed = mixed,
		.drawn = lined && lined_is_drawn(d->decoded, 0), .line = l.line,
		.title = l.title, .table = l.table };
	l.line.n = l.title.n = 0;
	table_begin(&l.table);
	html_read(d->decoded, &reader, &l);
	end_title(&l);
	end_line(&l);
	if (l.gathering)
		end_table(&l);
}
