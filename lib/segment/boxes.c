#include <string.h>

#include "core/die.h"
#include "core/utf8.h"
#include "domain/fold.h"
#include "domain/value.h"
#include "segment/boxes.h"
#include "segment/cells.h"
#include "segment/draft.h"
#include "segment/drawn.h"
#include "segment/measure.h"

enum {
	SPANS_MOST = 64,   /* of a line */
	LINES_LEAST = 3,
	LABELS_LEAST = 2,  /* cells that are labels of the forms */
	RULE_LEAST = 2     /* signs of a rule: a single one is a blank cell's */
};

/* What stands between two bars of a line. */
struct span {
	size_t from, to; /* columns */
	struct str text;
	bool rule;
};

/* A cell, and the row that it begins in. */
struct box {
	size_t from, to, row;
	size_t line; /* its first one with text */
	struct buf text;
};

static struct {
	struct box *v;
	size_t n, cap;
	size_t *row, rows, row_cap; /* the lines that rows begin with */
	size_t open[SPANS_MOST], opens; /* those that the next line may go on with */
} boxes;

static size_t looked; /* the lines before are no table's */

void
boxes_begin(void)
{
	looked = 0;
}

/* True for a + that is the corner of rules, and no sign of a number. */
static bool
is_corner(struct str s, size_t i)
{
	return i == 0 || i + 1 == s.n || s.p[i - 1] == '-' || s.p[i - 1] == '=' ||
	    s.p[i + 1] == '-' || s.p[i + 1] == '=';
}

/* What the character c at i draws: '|' a bar or a corner, '-' a rule, 0 none. */
static char
sign_at(struct str s, size_t i, uint32_t c)
{
	char sign = c < 0x80 ? (char)c : drawn_sign(c);

	if (sign == '+')
		return c >= 0x80 || is_corner(s, i) ? '|' : 0;
	return sign == '=' ? '-' : sign == '|' || sign == '-' ? sign : 0;
}

/* The spans of a line, and its length in columns; 0 when it does not begin and end with a
 * bar, or has too many. */
static size_t
read_line(struct str s, enum measure measure, struct span *v, size_t *length)
{
	size_t n = 0, column = 0, bytes, start = 0, signs = 0;
	uint32_t c;
	char sign;

	for (size_t i = 0; i < s.n; i += bytes) {
		bytes = utf8_get(s.p + i, &c);
		sign = sign_at(s, i, c);
		if (i == 0 && sign != '|')
			return 0;
		if (sign == '|' && i != 0) {
			if (n == SPANS_MOST)
				return 0;
			v[n].to = column;
			v[n].text = str_slice(s, start, i);
			v[n].rule &= signs >= RULE_LEAST;
			n++;
		}
		column += measure_width(c, measure);
		if (sign == '|') {
			start = i + bytes;
			signs = 0;
			if (n < SPANS_MOST)
				v[n] = (struct span){ .from = column, .rule = true };
		} else if (n < SPANS_MOST) {
			v[n].rule &= sign == '-';
			signs++;
		}
	}
	*length = column;
	return start == s.n ? n : 0;
}

static bool
overlap(const struct box *box, const struct span *span)
{
	return box->from < span->to && span->from < box->to;
}

/* The open box that a span goes on with, or a new one; NULL when it fits none. */
static struct box *
box_of(const struct span *span, bool may_open, size_t line)
{
	struct box *box;

	for (size_t i = 0; i < boxes.opens; i++) {
		box = &boxes.v[boxes.open[i]];
		if (box->from == span->from && box->to == span->to)
			return box;
		if (overlap(box, span))
			return NULL;
	}
	if (!may_open || boxes.opens == SPANS_MOST)
		return NULL;
	if (boxes.n == boxes.cap) {
		boxes.v = xgrow(boxes.v, boxes.n, &boxes.cap, sizeof *boxes.v);
		memset(boxes.v + boxes.n, 0,
		    (boxes.cap - boxes.n) * sizeof *boxes.v);
	}
	box = &boxes.v[boxes.n];
	boxes.open[boxes.opens++] = boxes.n++;
	box->from = span->from;
	box->to = span->to;
	box->row = boxes.rows - 1;
	box->line = line;
	box->text.n = 0;
	return box;
}

static void
close_above(const struct span *rule)
{
	size_t n = 0;

	for (size_t i = 0; i < boxes.opens; i++)
		if (!overlap(&boxes.v[boxes.open[i]], rule))
			boxes.open[n++] = boxes.open[i];
	boxes.opens = n;
}

static bool
is_value(struct str text)
{
	static struct folded f;

	fold(text, &f);
	return value_is_cell(buf_str(&f.text));
}

/* True when a text does not go on in the next line: values or labels below each other are
 * rows, though no rule is between them. */
static bool
are_rows(struct str above, struct str below)
{
	static struct buf whole;

	if (above.n == 0 || below.n == 0)
		return false;
	return (is_value(above) && is_value(below)) ||
	    (cells_label(above, NULL) && cells_label(below, NULL) &&
	    !cells_label(buf_join(&whole, above, below), NULL));
}

/* Puts the spans of a line into their boxes; a rule begins a row.  False when one fits
 * none, or begins a row that no rule does. */
static bool
put_line(const struct span *v, size_t n, size_t line)
{
	bool ruled = false;
	struct box *box;
	struct str text;

	for (size_t i = 0; i < n; i++)
		ruled |= v[i].rule;
	if (ruled) {
		boxes.row = xgrow(boxes.row, boxes.rows, &boxes.row_cap,
		    sizeof *boxes.row);
		boxes.row[boxes.rows++] = line;
	}
	for (size_t i = 0; i < n; i++) {
		if (v[i].rule) {
			close_above(&v[i]);
			continue;
		}
		box = box_of(&v[i], !ruled, line);
		if (box == NULL)
			return false;
		text = str_trim(v[i].text);
		if (are_rows(buf_str(&box->text), text))
			return false;
		if (box->text.n == 0 && text.n != 0)
			box->line = line;
		while (text.n > 1 && str_ends(text, STR("\\"))) /* it goes on below */
			text = str_trim(str_slice(text, 0, text.n - 1));
		buf_put(&box->text, text);
	}
	return true;
}

/* True when a line is the border above or below a table. */
static bool
is_border(const struct span *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!v[i].rule)
			return false;
	return n != 0;
}

/* How many lines from i on draw a table, measured so. */
static size_t
read_table(const struct page *p, size_t i, enum measure measure)
{
	struct span v[SPANS_MOST];
	size_t first = 0, length, n, k, end = 0;

	boxes.n = boxes.rows = boxes.opens = 0;
	for (k = 0; i + k < p->n && p->piece[i + k].kind == PIECE_TEXT; k++) {
		n = read_line(str_trim(p->piece[i + k].text), measure, v, &length);
		if (k == 0)
			first = length;
		if (n == 0 || length != first || (k == 0 && !is_border(v, n)))
			break;
		if (!put_line(v, n, k)) {
			end = 0;
			break;
		}
		if (is_border(v, n))
			end = k + 1;
	}
	looked = i + k > looked ? i + k : looked;
	return end >= LINES_LEAST ? end : 0;
}

/* True when boxes that begin in the first `lines` lines hold labels of the forms. */
static bool
is_of_forms(size_t lines)
{
	size_t labels = 0;

	for (size_t i = 0; i < boxes.n && boxes.v[i].line < lines; i++)
		labels += cells_label(buf_str(&boxes.v[i].text), NULL);
	return labels >= LABELS_LEAST;
}

/* True for a piece that may be such a border: most begin with a letter. */
static bool
may_begin(const struct piece *piece)
{
	static const char *const starts[] = { "+", "|-", "|=", NULL };

	return piece->kind == PIECE_TEXT &&
	    str_starts_any(piece->folded, starts);
}

size_t
boxes_lines(struct page *p, size_t i)
{
	size_t n;

	if (i < looked || !may_begin(&p->piece[i]))
		return 0;
	for (enum measure measure = 0; measure < MEASURES; measure++) {
		n = read_table(p, i, measure);
		if (n != 0 && is_of_forms(n))
			return n;
	}
	return 0;
}

/* Makes a row of the boxes from..to, which stand from left to right; its lines go on up
 * to `end`.  It is said to stand where its last cell does, which is its value. */
static void
take_row(struct page *p, size_t i, size_t from, size_t to, size_t end)
{
	static struct cells cells;
	size_t k = boxes.row[boxes.v[from].row];

	draft_row(p, i + k, LINE_PIPES);
	for (; k <= boxes.v[to - 1].line; k++)
		draft_line(p, i + k);
	cells.n = 0;
	for (; from < to; from++)
		cells_add(&cells, pool_str(&p->pool, buf_str(&boxes.v[from].text)));
	draft_cells(&cells);
	for (; k < end; k++)
		draft_line(p, i + k);
	draft_end(p);
}

size_t
boxes_take(struct page *p, size_t i, size_t n)
{
	size_t to;

	for (size_t from = 0; from < boxes.n && boxes.v[from].line < n; from = to) {
		for (to = from + 1; to < boxes.n &&
		    boxes.v[to].row == boxes.v[from].row; to++)
			continue;
		take_row(p, i, from, to, to < boxes.n && boxes.v[to].line < n ?
		    boxes.row[boxes.v[to].row] : n);
	}
	return n;
}
