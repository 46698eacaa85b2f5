#include <string.h>

#include "segment/cells.h"
#include "segment/delimited.h"
#include "segment/draft.h"
#include "segment/literal.h"

enum {
	FIELDS_LEAST = 3,
	RECORDS_LEAST = 3,
	LABELS_LEAST = 2,  /* records with a label of the forms */
	RECORD_MOST = 16,  /* lines of a record, */
	SPREAD_MOST = 80,  /* when each of its values has one */
	HEADERS_MOST = 64, /* that keys of objects are, on a page */
	CUTS_MOST = 1024,  /* of lists, on a page, */
	LIST_MOST = 64 * 1024 /* which have no more bytes */
};

static const char joints[] = { '\t', ',', ';' };
static char joint; /* what parts the fields of the table at hand */
static size_t looked[sizeof joints]; /* for each: the lines before are no table's */
static struct cells record;
static enum literal held; /* what holds the record: with brackets it may have any number
                           * of fields */
static struct cells keys, header; /* of an object, and of the first of its table */
static size_t headers, cuts;

void
delimited_begin(void)
{
	memset(looked, 0, sizeof looked);
	headers = cuts = 0;
}

/* Cuts a list of lists or of objects that stands on line i: a piece to each. */
static void
cut_list(struct page *p, size_t i)
{
	struct str text = p->piece[i].text, list = text;
	size_t at = text.n;

	if (p->piece[i].kind != PIECE_TEXT || text.n > LIST_MOST ||
	    !str_starts(str_trim(text), STR("[")) || !cells_can_be(&p->piece[i]))
		return; /* most */
	if (literal_open(&list) != LITERAL_NONE)
		at = literal_next(text, (size_t)(list.p - text.p));
	for (; at < text.n && cuts < CUTS_MOST; cuts++) {
		if (!page_cut(p, i++, at))
			return;
		text = p->piece[i].text;
		at = literal_next(text, 0);
	}
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

/* True for the bracket that begins a record whose values have a line each; that ends
 * one. */
static bool
begins_spread(struct str text)
{
	text = str_trim(text);
	return text.n == 1 && (*text.p == '[' || *text.p == '{');
}

static bool
ends_spread(struct str text)
{
	return str_starts(text, STR("]")) || str_starts(text, STR("}"));
}

/* Puts the lines of such a record into one text; returns how many they are, 1 for any
 * other line, and 0 when its brackets are not closed, or others stand in them. */
static size_t
join_spread(struct page *p, size_t i, struct str *text)
{
	static struct buf joined;
	struct str line;

	if (!begins_spread(*text))
		return 1;
	joined.n = 0;
	for (size_t n = 0; n < SPREAD_MOST && line_at(p, i + n, &line) &&
	    (n == 0 || !begins_spread(line)); n++) {
		line = str_trim(line);
		buf_put(&joined, line);
		if (ends_spread(line)) {
			*text = pool_str(&p->pool, buf_str(&joined));
			return n + 1;
		}
	}
	return 0;
}

/* Where the next quote stands; in a list it may have \ before it, and ends nothing. */
static size_t
quote_in(struct str text, char mark)
{
	size_t at = str_byte(text, mark, 0);

	while (held && at != 0 && at < text.n && text.p[at - 1] == '\\')
		at = str_byte(text, mark, at + 1);
	return at;
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
		quote = quote_in(*rest, *mark);
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
	cells_add(&record, literal_text(&p->pool,
	    pool_str(&p->pool, buf_str(&field))));
	return rest->n == 0 || *rest->p == joint;
}

static bool
begins_quoted(struct str rest)
{
	return str_starts(rest, STR("\"")) || (held && str_starts(rest, STR("'")));
}

/* Takes the key of the next value of an object. */
static bool
take_key(struct page *p, struct str *rest)
{
	struct str key;

	if (!literal_key(rest, &key))
		return false;
	cells_add(&keys, literal_text(&p->pool, key));
	return true;
}

/* Reads the record that begins with line i; returns how many lines it has, 0 when it is
 * none. */
static size_t
read_record(struct page *p, size_t i)
{
	size_t at = i, end, lines;
	struct str rest;

	record.n = keys.n = 0;
	if (!line_at(p, i, &rest))
		return 0;
	lines = joint == ',' ? join_spread(p, i, &rest) : 1;
	held = joint == ',' ? literal_open(&rest) : LITERAL_NONE;
	if (lines == 0 || (lines > 1 && held == LITERAL_NONE))
		return 0;
	for (;;) {
		if (held == LITERAL_OBJECT && !take_key(p, &rest))
			return 0;
		if (begins_quoted(rest)) {
			if (!read_quoted(p, &at, held ? i : i + RECORD_MOST, &rest))
				return 0;
		} else {
			end = str_byte(rest, joint, 0);
			cells_add(&record, str_slice(rest, 0, end));
			rest = str_slice(rest, end, rest.n);
		}
		if (rest.n == 0)
			return at + lines - i;
		rest = str_slice(rest, 1, rest.n);
		if (held)
			rest = str_trim(rest);
	}
}

/* Keeps the keys of the first object of a table. */
static void
keep_header(void)
{
	header.n = 0;
	cells_put(&header, keys.v, keys.n);
}

/* True when the record has the keys of that: else its values stand below others. */
static bool
has_same_keys(void)
{
	if (keys.n != header.n)
		return false;
	for (size_t i = 0; i < keys.n; i++)
		if (!str_eq(keys.v[i].text, header.v[i].text))
			return false;
	return true;
}

/* True when the keys are a header of the forms. */
static bool
is_headed(void)
{
	return cells_count(&header, false) >= LABELS_LEAST;
}

/* True when this line and the next may be records: most lines are none. */
static bool
may_begin(const struct page *p, size_t i)
{
	struct str text = p->piece[i].text;

	if (joint == ',' && (begins_spread(text) || str_starts(str_trim(text), STR("{"))))
		return true; /* one is enough, if its keys are a header */
	for (size_t k = i; k < i + 2; k++)
		if (!line_at(p, k, &text) || (str_byte(text, joint, 0) ==
		    text.n && str_byte(text, '"', 0) == text.n &&
		    (joint != ',' || literal_open(&text) == LITERAL_NONE)))
			return false;
	return true;
}

/* True when the record at hand has as many fields as the others, or is a row that lacks
 * blank ones at its end.  Of a header, any may: early: no number has come yet. */
static bool
belongs(size_t fields, bool early)
{
	return held || (record.n >= FIELDS_LEAST && (record.n == fields || early ||
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
		if (records == 0)
			keep_header();
		if (!has_same_keys())
			break;
		fields = record.n > fields ? record.n : fields;
		records++;
		labels += cells_count(&record, false) != 0;
		values += cells_count(&record, true) != 0;
	}
	*end = i;
	if (is_headed())
		return labels != 0 && values != 0 ? i - from : 0;
	return records >= RECORDS_LEAST && labels >= LABELS_LEAST &&
	    values != 0 && (joint != '\t' || i - from > records) ? i - from : 0;
}

size_t
delimited_lines(struct page *p, size_t i)
{
	size_t n = 0;

	if (p->piece[i].kind != PIECE_TEXT)
		return 0;
	cut_list(p, i);
	for (size_t k = 0; k < sizeof joints && n == 0; k++) {
		joint = joints[k];
		if (i >= looked[k] && may_begin(p, i))
			n = lines_of(p, i, &looked[k]);
	}
	return n;
}

static void
put_row(struct page *p, size_t i, const struct cells *c)
{
	draft_row(p, i, LINE_TABS);
	draft_cells(c);
	draft_line(p, i);
}

/* Makes the bracket that begins line i stand for a row of the keys; false when there is
 * no row for them.  A bracket that has a line to itself needs no cut. */
static bool
put_header(struct page *p, size_t i, bool *cut)
{
	size_t at = str_byte(p->piece[i].text, '{', 0) + 1;

	*cut = !begins_spread(p->piece[i].text);
	if (headers++ >= HEADERS_MOST || (*cut && !page_cut(p, i, at)))
		return false;
	put_row(p, i, &header);
	draft_end(p);
	return true;
}

size_t
delimited_take(struct page *p, size_t i, size_t n)
{
	size_t from = i, end = i + n, lines;
	bool cut;

	for (; i < end; i += lines) {
		lines = read_record(p, i);
		if (i == from && is_headed() && put_header(p, i, &cut)) {
			i++;
			end += cut;
			lines -= !cut;
		}
		put_row(p, i, &record);
		for (size_t k = 1; k < lines; k++)
			draft_line(p, i + k);
		draft_end(p);
	}
	return end - from;
}
