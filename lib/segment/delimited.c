#include <string.h>

#include "segment/cells.h"
#include "segment/delimited.h"
#include "segment/draft.h"

enum {
	FIELDS_LEAST = 3,
	RECORDS_LEAST = 3,
	LABELS_LEAST = 2,  /* records with a label of the forms */
	RECORD_MOST = 16   /* lines of a record */
};

static const char joints[] = { '\t', ',', ';' };
static char joint; /* what parts the fields of the table at hand */
static size_t looked[sizeof joints]; /* for each: the lines before are no table's */
static struct cells record;
static bool list; /* brackets hold the record: it may have any number of fields */

void
delimited_begin(void)
{
	memset(looked, 0, sizeof looked);
}

/* The text of line i; false when it is none. */
static bool
line_at(const struct page *p, size_t i, struct str *text)
{
	if (i >= p->n || p->piece[i].kind != PIECE_TEXT)
		return false;
	*text = p->piece[i].text;
	return true;
}

/* Blanks as a program prints them; line ends say nothing. */
static const struct { const char *escape, *blank; } escapes[] = {
	{ "\\n", "" }, { "\\r", "" }, { "\\t", " " }, { "\\u3000", "　" },
	{ "\\xa0", " " },
};
enum { ESCAPES = sizeof escapes / sizeof *escapes };

/* The escape that s begins with; ESCAPES when it is none. */
static size_t
find_escape(struct str s)
{
	size_t i = 0;

	while (i < ESCAPES && !str_starts(s, str_of(escapes[i].escape)))
		i++;
	return i;
}

/* A text with the blanks for which escapes stand. */
static struct str
without_escapes(struct pool *pool, struct str text)
{
	static struct buf b;
	size_t escape;

	if (str_byte(text, '\\', 0) == text.n)
		return text; /* most */
	b.n = 0;
	for (size_t i = 0; i < text.n;) {
		escape = find_escape(str_slice(text, i, text.n));
		if (escape < ESCAPES) {
			buf_put(&b, str_of(escapes[escape].blank));
			i += strlen(escapes[escape].escape);
		} else {
			buf_byte(&b, text.p[i++]);
		}
	}
	return pool_str(pool, buf_str(&b));
}

/* Takes the brackets off a list as programs print it: ['行政许可', '12'].  False when the
 * text is none. */
static bool
open_list(struct str *text)
{
	struct str s = str_trim(*text);

	if (joint != ',' || !str_starts(s, STR("[")) || str_byte(s, ']', 0) == s.n)
		return false;
	while (str_starts(s, STR("[")))
		s = str_slice(s, 1, s.n);
	while (s.n != 0 && memchr("],", s.p[s.n - 1], 2) != NULL)
		s.n--;
	*text = s;
	return true;
}

/* Reads the field in quotes with which *rest begins, up to its joint, on as many lines
 * as it has, of which *i is the one at hand.  False when it has no end, or something
 * stands behind its quotes. */
static bool
read_quoted(struct page *p, size_t *i, size_t last, struct str *rest)
{
	static struct buf field;
	const char mark[] = { *rest->p, '\0' };
	size_t quote;

	field.n = 0;
	*rest = str_slice(*rest, 1, rest->n);
	for (;;) {
		quote = str_byte(*rest, *mark, 0);
		buf_put(&field, str_slice(*rest, 0, quote));
		if (quote == rest->n) {
			if (*i + 1 > last || !line_at(p, ++*i, rest))
				return false;
			continue;
		}
		*rest = str_slice(*rest, quote + 1, rest->n);
		if (!str_starts(*rest, (struct str){ mark, 1 }))
			break;
		buf_byte(&field, *mark);
		*rest = str_slice(*rest, 1, rest->n);
	}
	cells_add(&record, without_escapes(&p->pool,
	    pool_str(&p->pool, buf_str(&field))));
	return rest->n == 0 || *rest->p == joint;
}

/* Reads the record that begins with line i; returns how many lines it has, 0 when it is
 * none. */
static size_t
read_record(struct page *p, size_t i)
{
	size_t at = i, end;
	struct str rest;

	record.n = 0;
	if (!line_at(p, i, &rest))
		return 0;
	list = open_list(&rest);
	for (;;) {
		if (str_starts(rest, STR("\"")) || (list && str_starts(rest, STR("'")))) {
			if (!read_quoted(p, &at, list ? i : i + RECORD_MOST, &rest))
				return 0;
		} else {
			end = str_byte(rest, joint, 0);
			cells_add(&record, str_slice(rest, 0, end));
			rest = str_slice(rest, end, rest.n);
		}
		if (rest.n == 0)
			return at + 1 - i;
		rest = str_slice(rest, 1, rest.n);
		if (list)
			rest = str_trim(rest);
	}
}

/* True when this line and the next may be records: most lines are none. */
static bool
may_begin(const struct page *p, size_t i)
{
	struct str text;

	for (size_t k = i; k < i + 2; k++)
		if (!line_at(p, k, &text) || (str_byte(text, joint, 0) ==
		    text.n && str_byte(text, '"', 0) == text.n &&
		    !open_list(&text)))
			return false;
	return true;
}

/* True when the record at hand has as many fields as the others, or is a row that lacks
 * blank ones at its end.  Of a header, any may: header: no number has come yet. */
static bool
belongs(size_t fields, bool header)
{
	return list || (record.n >= FIELDS_LEAST && (record.n == fields || header ||
	    (record.n < fields && (cells_count(&record, false) != 0 ||
	    cells_count(&record, true) >= FIELDS_LEAST))));
}

/* How many lines from i on are records of a table; *end: where what might have been
 * one ends.  Those with tabs are read as they are, but for records of several lines. */
static size_t
lines_of(struct page *p, size_t i, size_t *end)
{
	size_t fields = 0, n, from = i;
	size_t records = 0, labels = 0, values = 0;

	for (; (n = read_record(p, i)) != 0 && belongs(fields, values == 0);
	    i += n) {
		fields = record.n > fields ? record.n : fields;
		records++;
		labels += cells_count(&record, false) != 0;
		values += cells_count(&record, true) != 0;
	}
	*end = i;
	return records >= RECORDS_LEAST && labels >= LABELS_LEAST &&
	    values != 0 && (joint != '\t' || i - from > records) ? i - from : 0;
}

size_t
delimited_lines(struct page *p, size_t i)
{
	size_t n = 0;

	if (p->piece[i].kind != PIECE_TEXT)
		return 0;
	for (size_t k = 0; k < sizeof joints && n == 0; k++) {
		joint = joints[k];
		if (i >= looked[k] && may_begin(p, i))
			n = lines_of(p, i, &looked[k]);
	}
	return n;
}

void
delimited_take(struct page *p, size_t i, size_t n)
{
	size_t end = i + n, lines;

	for (; i < end; i += lines) {
		lines = read_record(p, i);
		draft_row(p, i, LINE_TABS);
		for (size_t k = 0; k < record.n; k++)
			draft_cell(&record.v[k]);
		for (size_t k = 0; k < lines; k++)
			draft_line(p, i + k);
		draft_end(p);
	}
}
