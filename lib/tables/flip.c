#include "core/ascii.h"
#include "core/die.h"
#include "tables/flip.h"

enum { ROWS = 128, COLUMNS = 128 };

/* A cell as it is printed: it spans the columns from..to of so many rows. */
struct placed {
	size_t row, place; /* place: from 1 */
	size_t from, to;
	size_t rows;
};

static const struct rec *rows[ROWS];
static size_t row_count;
static bool full;
static struct pool pool;

static struct placed *cells;
static size_t cell_count, cell_cap;

static struct rec turned;
static const struct placed *turned_cells[ROWS];

void
flip_begin(void)
{
	row_count = 0;
	full = false;
	pool_reset(&pool);
}

void
flip_keep(const struct rec *row)
{
	full |= row_count == ROWS;
	if (!full)
		rows[row_count++] = rec_keep(&pool, row);
}

/* The number with which s begins; *rest: what is behind it. */
static size_t
take_number(struct str s, struct str *rest)
{
	size_t n = 0, i = 0;

	for (; i < s.n && ascii_is_digit(s.p[i]) && n <= ROWS * COLUMNS; i++)
		n = n * 10 + (size_t)(s.p[i] - '0');
	*rest = str_slice(s, i, s.n);
	return n;
}

/* Takes the spans of the next cell from those of its row: 2, 1x3, or - for all. */
static void
take_spans(struct str *spans, size_t *columns, size_t *down)
{
	struct str word = STR("");

	*columns = *down = 1;
	if (str_eq(*spans, STR("-")) || !str_split(spans, ' ', &word))
		return;
	*columns = take_number(word, &word);
	if (str_starts(word, STR("x")))
		*down = take_number(str_slice(word, 1, word.n), &word);
}

/* Puts the cells of a row into the columns that those above leave free, of which
 * until[column] is the row where it is free again.  False when they do not fill
 * the width. */
static bool
put_row(size_t row, size_t *until, size_t width)
{
	struct str spans = rows[row]->f[ROW_SPANS];
	size_t at = 0, columns, down;

	for (size_t place = 1; ROW_FIELDS + place <= rows[row]->n; place++) {
		take_spans(&spans, &columns, &down);
		while (at < width && until[at] > row)
			at++;
		if (columns == 0 || down == 0 || at + columns > width)
			return false;
		cells = xgrow(cells, cell_count, &cell_cap, sizeof *cells);
		cells[cell_count++] = (struct placed){ row, place, at,
			at + columns, down };
		for (; columns > 0; columns--) {
			if (until[at] > row)
				return false;
			until[at++] = row + down;
		}
	}
	while (at < width && until[at] > row)
		at++;
	return at == width;
}

static size_t
width_of_first(void)
{
	struct str spans = rows[0]->f[ROW_SPANS];
	size_t width = 0, columns, down;

	for (size_t i = ROW_FIELDS; i < rows[0]->n && width <= COLUMNS; i++) {
		take_spans(&spans, &columns, &down);
		width += columns;
	}
	return width;
}

/* True when the only blanks behind labels are at the ends of rows: they may fill up
 * what has lost a cell. */
static bool
is_filled(void)
{
	size_t inner = 0, last = 0;
	const struct rec *row;

	for (size_t i = 1; i < row_count; i++) {
		row = rows[i];
		for (size_t k = ROW_FIELDS + 1; k < row->n; k++)
			if (str_trim(row->f[k]).n == 0)
				*(k + 1 == row->n ? &last : &inner) += 1;
	}
	return last != 0 && inner == 0;
}

size_t
flip_turn(void)
{
	size_t until[COLUMNS] = { 0 }, width;

	if (full || row_count < 2 || is_filled())
		return 0;
	width = width_of_first();
	if (width < 2 || width > COLUMNS)
		return 0;
	cell_count = 0;
	for (size_t row = 0; row < row_count; row++)
		if (!put_row(row, until, width))
			return 0;
	return width;
}

const struct rec *
flip_row(size_t column)
{
	const struct rec *first = NULL;
	size_t n = 0;

	for (size_t i = 0; i < cell_count; i++)
		if (cells[i].from == column)
			turned_cells[n++] = &cells[i];
	first = rows[n != 0 ? turned_cells[0]->row : 0];
	rec_make(&turned, REC_ROW, first->f[F_DOC], first->f[F_LINE]);
	turned.f[ROW_REPORT] = first->f[ROW_REPORT];
	turned.f[ROW_LAST] = first->f[ROW_LAST];
	turned.f[ROW_AT] = first->f[ROW_AT];
	turned.f[ROW_SECTION] = first->f[ROW_SECTION];
	turned.f[ROW_TABLE] = first->f[ROW_TABLE];
	turned.f[ROW_ROW] = first->f[ROW_ROW];
	turned.f[ROW_KIND] = first->f[ROW_KIND];
	turned.f[ROW_SPANS] = STR("-");
	for (size_t i = 0; i < n; i++)
		rec_cell(&turned, rows[turned_cells[i]->row]->
		    f[ROW_FIELDS + turned_cells[i]->place - 1]);
	return &turned;
}

const struct rec *
flip_origin(size_t cell, size_t *place)
{
	const struct placed *c = turned_cells[cell - 1];

	*place = c->place;
	return rows[c->row];
}
