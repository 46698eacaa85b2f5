#include "core/ascii.h"
#include "domain/value.h"
#include "tables/cellrow.h"
#include "tables/digits.h"
#include "tables/fit.h"

static struct head_row *cells; /* the row at hand */
static bool one_a_line;        /* the form in which it was printed */
static struct pool pool;       /* of the cells that were put together */

/* The numbers of the rows, in a text of one cell a line: that of the next row
 * comes behind the values of this one. */
static struct {
	bool printed;
	uint64_t last;       /* 0: not known */
} serial;

void
fit_begin(void)
{
	serial.printed = false;
	serial.last = 0;
}

void
fit_look(const struct head_row *row)
{
	serial.printed |= cellrow_has_serial(row);
}

enum { SERIAL_MOST = 999 /* no table has more rows */ };

/* Takes the number of the next row from the end of this one, which blanks may have
 * filled up; false when it is not there. */
static bool
take_serial(size_t end)
{
	struct numeral n;
	uint64_t was = serial.last;

	serial.last = 0;
	if (cells->n <= end || !head_blanks(cells, end, cells->n - 1) ||
	    !cellrow_is_number(&cells->v[cells->n - 1], &n) ||
	    n.value.scale != 0 || n.value.n > SERIAL_MOST)
		return false;
	serial.last = (uint64_t)n.value.n;
	if (was != 0 && serial.last != was + 1)
		return false;
	cells->n = end;
	return true;
}

/* True when the row's own number stands before its label, which ends before
 * `at`: the number of the next row was not taken for a value. */
static bool
is_numbered(size_t at)
{
	struct numeral n;

	return at > 1 && cellrow_is_number(&cells->v[0], &n);
}

/* True when each column has its value: no cell more, no cell less. */
static bool
has_width(size_t at, size_t width)
{
	bool blank;

	if (serial.printed && one_a_line && !is_numbered(at))
		return at != 0 && take_serial(at + width);
	blank = cellrow_is_blank_from(cells, at + width) ||
	    (!cells->loses_blanks && cellrow_is_noted(cells, at + width));
	if (cells->n >= at + width ? !blank :
	    cells->loses_blanks && cellrow_count_values(cells, at) > width)
		align_wide();
	if (cells->n > at + width && blank)
		align_padded();
	if (cells->n < at + width && cells->n != at)
		align_lost(cells->loses_blanks);
	return cells->n >= at + width && blank &&
	    !(cells->loses_blanks && cellrow_has_text(cells, at));
}

/* True when the header has a cell for every column of the grid, and blanks where
 * labels span several, as the row has behind its label: then the values stand
 * below their columns, and not next to the label. */
static bool
is_grid(const struct head *h, size_t at)
{
	if (h->cells == 0 || h->place[0] <= at ||
	    !head_blanks(cells, at, at + 1))
		return false;
	for (int i = 1; i < h->width; i++)
		if (h->place[i] != h->place[i - 1] + 1)
			return false;
	return true;
}

/* Where the header has a column of the rows' numbers: takes that of the row.
 * One that has a cell too few is filled with a blank in its place, and one that
 * has no value either with two; where a note may come last, it may be that. */
static void
take_number(const struct head *h, size_t at, struct stretch_row *read)
{
	size_t width = (size_t)h->width, place = 0;
	struct numeral n;

	while (place < width && !form_is_running(h->column[place]))
		place++;
	if (place == width || cells->n < at + place)
		return;
	if (!serial.printed && cells->n < at + width &&
	    !form_is_none(h->column[width - 1]) &&
	    (place + 2 == width || cells->n + 1 == at + width)) {
		read->filled = true;
		while (cells->n < at + width)
			cellrow_put_blank(cells, at + place);
	} else if (at + place < cells->n &&
	    cellrow_is_number(&cells->v[at + place], &n) &&
	    n.value.scale == 0) {
		read->number = (uint64_t)n.value.n;
	}
}

/* True when nothing but a unit stands behind the label of a row, of which blanks
 * may have been lost. */
static bool
is_alone(const struct head *h, size_t at)
{
	return cells->loses_blanks && !serial.printed && (cells->n == at ||
	    (cells->n == at + 1 && form_is_none(h->column[0]) &&
	    value_is_unit(cells->v[at].folded)));
}

/* True when the cells from..to are copies of the first, or, where the header has gaps,
 * blank. */
static bool
are_copies(size_t from, size_t to, bool gaps)
{
	for (size_t i = from + 1; i < to; i++)
		if (!str_eq(cells->v[i].folded, cells->v[from].folded) &&
		    !(gaps && cells->v[i].folded.n == 0))
			return false;
	return true;
}

/* The cell behind those of column i of the header. */
static size_t
column_end(const struct head *h, size_t i)
{
	return i + 1 < (size_t)h->width ? h->place[i + 1] : cells->n;
}

/* True when the header has blank cells between its columns, where one spans several. */
static bool
has_gaps(const struct head *h)
{
	bool between = false;

	for (size_t i = 0; i < (size_t)h->width; i++) {
		if (h->place[i] >= column_end(h, i))
			return false;
		between |= i + 1 < (size_t)h->width &&
		    column_end(h, i) > h->place[i] + 1;
	}
	return between;
}

/* True when the row has blanks where the header has: each value stands below its
 * column. */
static bool
has_same_gaps(const struct head *h)
{
	for (size_t i = 0; i < (size_t)h->width; i++)
		if (column_end(h, i) > h->place[i] + 1 &&
		    !head_blanks(cells, h->place[i] + 1, column_end(h, i)))
			return false;
	return true;
}

/* Takes the blanks out of a row whose spans are others than those of its header; false
 * when it has not a value for each column: then one of them may be a blank value. */
static bool
drop_blanks(const struct head *h, size_t at)
{
	size_t n = 0;

	for (size_t i = h->place[0]; i < cells->n; i++)
		n += cells->v[i].folded.n != 0;
	if (n != (size_t)h->width)
		return false;
	for (size_t i = h->place[0]; i < cells->n; i++)
		if (cells->v[i].folded.n != 0)
			cells->v[at++] = cells->v[i];
	cells->n = at;
	return true;
}

/* Where the header prints what spans several cells in each, or blanks in all but the
 * first, so do the rows, if they have as many cells: of each column, the first is left.
 * False when another is no copy of it; *sure: each has one, which shows that it stands
 * in its place. */
static bool
drop_copies(const struct head *h, size_t at, bool *sure)
{
	size_t width = (size_t)h->width, next;
	bool all = h->copied;

	if (h->cells != cells->n || h->place[0] < at ||
	    (!h->copied && (!has_gaps(h) ||
	    !head_blanks(cells, at, h->place[0]))))
		return true;
	if (!h->copied && !has_same_gaps(h))
		return drop_blanks(h, at);
	for (size_t i = 0; i < width; i++) {
		next = column_end(h, i);
		if (!form_is_none(h->column[i]) &&
		    !are_copies(h->place[i], next, !h->copied))
			return false;
		all &= next > h->place[i] + 1;
	}
	*sure = all;
	for (size_t i = 0; i < width; i++)
		cells->v[at + i] = cells->v[h->place[i]];
	cells->n = at + width;
	return true;
}

/* True when the row has more cells behind its label than the only row of its header
 * has from its first column on, in a text that marks cells: one may have been put
 * among its values. */
static bool
is_longer(const struct head *h, const struct stretch_row *row)
{
	return !cells->loses_blanks && h->cells != 0 &&
	    row->length > h->cells - h->place[0];
}

static bool
is_arabic(const struct head_cell *cell)
{
	struct numeral n;

	return cellrow_is_number(cell, &n) && !n.han;
}

/* True for digits with blanks between them: they may be one number, or several. */
static bool
is_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_digit(s.p[i]) && s.p[i] != ' ')
			return false;
	return s.n != 0;
}

/* True for a number, with its unit or without. */
static bool
is_counted(const struct head_cell *cell)
{
	struct numeral n;

	return (cell->value || is_digits(cell->folded)) &&
	    numeral_next(cell->folded, 0, &n) && n.from == 0 && !n.han;
}

/* True when a cell cannot stand in a column that gives no indicator, by what such a
 * column has: units, numbers that run from row to row, or notes. */
static bool
is_misplaced(int column, const struct head_cell *cell)
{
	if (form_is_units(column))
		return is_arabic(cell);
	if (form_is_running(column))
		return value_is_unit(cell->folded);
	return form_is_notes(column) && (is_counted(cell) ||
	    value_is_unit(cell->folded));
}

/* True for a unit alone in a column of values, where blanks may have been lost: its
 * number stands before it. */
static bool
is_unit_alone(const struct head_cell *cell)
{
	return cells->loses_blanks && cell->folded.n != 0 && !cell->value &&
	    value_is_unit(cell->folded);
}

/* True when a cell of the row is misplaced: if others are, so is the header. */
static bool
has_misplaced(const struct head *h, size_t at)
{
	for (size_t i = 0; i < (size_t)h->width && at + i < cells->n; i++)
		if (form_is_none(h->column[i]) ?
		    is_misplaced(h->column[i], &cells->v[at + i]) :
		    is_unit_alone(&cells->v[at + i])) {
			align_wide();
			return true;
		}
	return false;
}

/* True when the row has nothing in its column of notes, but words, and no number, in
 * one of values. */
static bool
has_moved_note(const struct head *h, size_t at)
{
	const struct head_cell *cell;
	struct numeral n;
	bool words = false, blank = false;

	for (size_t i = 0; i < (size_t)h->width && at + i < cells->n; i++) {
		cell = &cells->v[at + i];
		if (form_is_notes(h->column[i]))
			blank |= cell->folded.n == 0;
		else
			words |= !form_is_none(h->column[i]) &&
			    cellrow_is_text(cell) &&
			    !numeral_next(cell->folded, 0, &n);
	}
	return words && blank;
}

/* True when the row has no number in a column of another year, or the like. */
static bool
lacks_other(const struct head *h, size_t at)
{
	for (size_t i = 0; i < (size_t)h->width && at + i < cells->n; i++)
		if (form_is_other(h->column[i]) &&
		    cells->v[at + i].folded.n == 0)
			return true;
	return false;
}

/* False, which the table must know, for a row with values that has other cells than one
 * for each column of a header which lacks some. */
static bool
has_lacking(const struct head *h, size_t at)
{
	bool same = cells->n == at || cells->n == at + (size_t)h->width;

	if (h->lacking && !same)
		align_wide();
	return same || !h->lacking;
}

/* Where the header has a cell for every column of the grid, the values stand below
 * their columns; false when cells are missing, of which columns nobody knows. */
static bool
find_first(const struct head *h, size_t *at)
{
	if (!is_grid(h, *at))
		return true;
	if (h->cells != cells->n || !head_blanks(cells, *at, h->place[0]))
		return false;
	*at = h->place[0];
	return true;
}

bool
fit_cells(struct head_row *row, const struct head *h, const struct rec *rec,
    size_t *at, bool may_be_alone, struct stretch_row *read)
{
	size_t width = (size_t)h->width;
	bool known;

	cells = row;
	one_a_line = str_eq(rec->f[ROW_KIND], STR("cells"));
	pool_reset(&pool);
	read->placed = cells->loses_blanks && !one_a_line;
	read->tagged = str_eq(rec->f[ROW_KIND], STR("html"));
	read->below = !str_eq(rec->f[F_LINE], rec->f[ROW_LAST]);
	known = find_first(h, at);
	read->length = cells->n - *at;
	known &= has_lacking(h, *at);
	known &= drop_copies(h, *at, &read->sure);
	take_number(h, *at, read);
	read->alone = may_be_alone && is_alone(h, *at);
	while (read->alone && known && cells->n < *at + width)
		cellrow_put_blank(cells, cells->n);
	read->joined = digits_join(cells, *at, h, rec, &pool);
	read->sure |= read->joined;
	known &= has_width(*at, known ? width : 0);
	read->lacks_other = lacks_other(h, *at);
	return known && !is_longer(h, read) && !has_misplaced(h, *at) &&
	    !has_moved_note(h, *at);
}
