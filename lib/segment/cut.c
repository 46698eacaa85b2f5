#include <string.h>

#include "core/utf8.h"
#include "domain/value.h"
#include "segment/cells.h"
#include "segment/cut.h"

enum {
	STRANGE_SHARE = 8, /* one cell of so many may be no label and no value */
	MARKED_ROWS = 2,   /* rows more where tabs or pipes part cells: fewer are a
	                    * table beside another */
	MANY_ROWS = 3,     /* that are a table, though one that cannot be cut */
	HEADER_LEAST = 3,  /* labels before the first value, of which some are a
	                    * header's */
	HEADER_SURE = 5    /* labels of a header before a row without one */
};

static struct cells line;
static bool many; /* the cells, by some joint, have labels and values of a table */
static size_t has_rows; /* the question whether a text has several */

void
cut_load(void)
{
	has_rows = rows_question();
}

static bool
is_value(const struct cell *cell)
{
	return cell->value && cell->hits->n == 0;
}

/* What stands between a label and the one before it. */
struct before {
	bool value;  /* the last of it is a value, or blank */
	bool number; /* one of it is a value, and no unit; a note may follow */
	bool own;    /* it is all that comes first, and the label's own */
};

static struct before
look_before(size_t i)
{
	struct before b = { .own = true };

	b.value = i > 0 && is_value(&line.v[i - 1]);
	for (; i > 0 && !form_has_line(line.v[i - 1].hits); i--) {
		b.own &= is_value(&line.v[i - 1]);
		b.number |= is_value(&line.v[i - 1]) &&
		    line.v[i - 1].text.n != 0 &&
		    !value_is_unit(line.v[i - 1].text);
	}
	b.own &= i == 0;
	return b;
}

/* True when a row begins with cell i: a label does behind the values of another,
 * not behind a number or a blank that is its own. */
static bool
begins_row(size_t i)
{
	struct before b;

	if (!form_has_line(line.v[i].hits))
		return false;
	b = look_before(i);
	return (b.value || b.number) && !b.own;
}

/* True for a cell of a header behind rows, and for the next ones. */
static bool
is_header(size_t i)
{
	return form_has_header(line.v[i].hits) && !form_has_line(line.v[i].hits);
}

/* The cells from..to before the first row: those of a header; up to end with the values
 * of the only row, which has no label.  A heading, with its number, may stand before
 * them. */
struct header {
	size_t from, to, end;
};

static struct header
find_header(void)
{
	enum { HEADING = 3 /* cells */ };
	struct header none = { 0, 0, 0 }, h;
	size_t n = 0;

	while (n < line.n && n < HEADING && !form_has_header(line.v[n].hits))
		n++;
	h.from = n = n < line.n && form_has_header(line.v[n].hits) ? n : 0;
	while (n < line.n && (line.v[n].hits->n != 0 || !line.v[n].value ||
	    line.v[n].text.n == 0))
		n++;
	if (n - h.from < HEADER_LEAST)
		return none;
	while (n > h.from && form_has_line(line.v[n - 1].hits) &&
	    !form_has_header(line.v[n - 1].hits))
		n--;
	h.to = h.end = n;
	while (n < line.n && is_value(&line.v[n]))
		n++;
	if (n == line.n)
		h.end = n;
	return h;
}

/* True when a header, and no label of a row, stands before values. */
static bool
has_header(void)
{
	struct header h = find_header();
	size_t labels = 0;

	for (size_t i = h.from; i < h.to; i++)
		labels += form_has_header(line.v[i].hits);
	return labels >= HEADER_SURE && h.to < line.n && is_value(&line.v[h.to]);
}

/* True when the cells, which are those at hand, are of several rows. */
static bool
are_several(const struct cells *c, struct str joint)
{
	bool marked = str_eq(joint, STR("\t")) || str_eq(joint, STR("|"));
	size_t rows = 0, strange = 0;

	for (size_t i = 0; i < c->n; i++) {
		rows += begins_row(i) && look_before(i).number;
		strange += c->v[i].hits->n == 0 && !c->v[i].value;
	}
	many |= rows >= MANY_ROWS;
	return (rows >= (marked ? MARKED_ROWS : 1) || has_header()) &&
	    strange * STRANGE_SHARE <= c->n;
}

/* Cuts piece i before byte `at` of its text, and the joint that stands there
 * from what is before it. */
static bool
cut_before(struct page *p, size_t i, size_t at, struct str joint)
{
	if (!page_cut(p, i, at))
		return false;
	if (!str_eq(joint, STR(" ")) && str_ends(p->piece[i].text, joint) &&
	    page_cut(p, i, p->piece[i].text.n - joint.n))
		page_skip(&p->piece[i + 1], STR("table"));
	return true;
}

static bool
can_be_value(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19) ||
	    c == '/' || c == 0x2014 || c == 0x65E0; /* — 无 */
}

/* False for a text that has no value, as most, or no word behind the cell of the first
 * one, and before it no more cells than a label, as most rows. */
static bool
may_have_rows(struct str text)
{
	bool value = false, behind = false;
	size_t joints = 0;
	uint32_t c;

	for (size_t i = 0, n; i < text.n; i += n) {
		n = utf8_get(text.p + i, &c);
		if (cells_begins_joint(str_slice(text, i, text.n))) {
			joints += !value;
			behind = value;
		} else if (behind && utf8_is_ideograph(c)) {
			return true;
		}
		value |= can_be_value(c);
	}
	return value && joints + 1 >= HEADER_SURE;
}

/* What stands behind a heading and a wide gap; else the text. */
static struct str
behind_heading(struct str text)
{
	enum { HEADING = 120 /* bytes, at most */ };
	size_t at = str_find(text, STR("　　"), (size_t)(str_trim(text).p - text.p));

	if (at >= HEADING)
		return text;
	while (str_starts(str_slice(text, at, text.n), STR("　")))
		at += strlen("　");
	return str_slice(text, at, text.n);
}

/* The blanks between a heading and cells. */
static struct str
gap_before(struct str text, struct str cells)
{
	struct str heading = str_trim(str_slice(text, 0, (size_t)(cells.p - text.p)));

	return str_slice(text, (size_t)(heading.p - text.p) + heading.n,
	    (size_t)(cells.p - text.p));
}

/* True when the text is several rows, and no sentences; the joint of its cells. */
static bool
is_several(struct str text, struct str *joint)
{
	return !str_has(text, STR("。")) && may_have_rows(text) &&
	    cells_joint(&line, text, are_several, joint);
}

/* The part of a line that is several rows, perhaps behind a heading, and before the stop
 * that somebody put at its end; false when there is none. */
static bool
find_cells(struct str text, struct str *cells, struct str *joint)
{
	if (str_ends(text, STR("。")))
		text.n -= strlen("。");
	*cells = behind_heading(text);
	if (cells->n != text.n && is_several(*cells, joint))
		return true;
	*cells = text;
	return is_several(text, joint);
}

/* Cuts piece i where its cells end, so that what is behind is left out. */
static void
cut_behind(struct page *p, size_t i, struct str text, struct str cells)
{
	size_t end = (size_t)(cells.p - text.p) + cells.n;

	if (end != text.n && page_cut(p, i, end))
		page_skip(&p->piece[i + 1], STR("table"));
}

bool
cut_rows(struct page *p, size_t i)
{
	struct piece *piece = &p->piece[i];
	struct str text = piece->text, cells, joint;
	struct header h;

	if (piece->kind != PIECE_TEXT || !rows_is_open(piece->may, has_rows))
		return false;
	many = false;
	if (!find_cells(text, &cells, &joint)) {
		piece->unread |= many;
		if (!many)
			rows_close(piece->may, has_rows);
		return false;
	}
	h = find_header();
	cut_behind(p, i, text, cells);
	for (size_t k = line.n - 1; k > 0; k--)
		if (((k >= h.from && k <= h.end) || begins_row(k) || is_header(k)) &&
		    !cut_before(p, i, (size_t)(line.v[k].text.p - text.p),
		    joint))
			break;
	if (cells.p != text.p)
		cut_before(p, i, (size_t)(cells.p - text.p), gap_before(text, cells));
	return true;
}
