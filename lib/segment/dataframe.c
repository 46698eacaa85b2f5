#include "core/utf8.h"
#include "segment/cells.h"
#include "segment/dataframe.h"
#include "segment/draft.h"
#include "segment/measure.h"

enum {
	COLUMNS_MOST = 64,
	COLUMNS_LEAST = 2,
	ROWS_LEAST = 2,   /* below names that are no header of the forms */
	LABELS_LEAST = 2, /* names that are one */
	GAP_MOST = 2,     /* blanks between cells, at least; 1 where names are long */
	LONGEST = 16 * 1024 /* bytes of a line */
};

/* A cell, and where it ends: how many characters, or places on a screen, stand before
 * its end. */
struct printed {
	struct str text;
	size_t end;
};

/* Those of a line. */
struct printed_line {
	struct printed v[COLUMNS_MOST + 1];
	size_t n;
};

static struct printed_line names; /* of the columns, of the table at hand */
static struct cells row;          /* one of it, without its number */
static enum measure measure;
static size_t gap; /* so many blanks part cells */

static bool
line_at(const struct page *p, size_t i, struct str *text)
{
	if (i >= p->n || p->piece[i].kind != PIECE_TEXT)
		return false;
	*text = p->piece[i].text;
	return text->n <= LONGEST;
}

static size_t
width_of(struct str text)
{
	size_t n = 0;
	uint32_t c;

	for (size_t i = 0; i < text.n;) {
		i += utf8_get(text.p + i, &c);
		n += measure_width(c, measure);
	}
	return n;
}

/* Takes the cells of a line; false when it has too many. */
static bool
split(struct str text, struct printed_line *line)
{
	const struct str blanks = { "  ", gap };
	size_t at = 0, from, to, next;

	line->n = 0;
	for (from = 0; ; from = next) {
		while (from < text.n && text.p[from] == ' ') {
			from++;
			at++;
		}
		if (from == text.n)
			return true;
		if (line->n > COLUMNS_MOST)
			return false;
		to = str_find(text, blanks, from);
		next = to;
		if (to == text.n)
			while (to > from && text.p[to - 1] == ' ')
				to--;
		at += width_of(str_slice(text, from, next));
		line->v[line->n++] = (struct printed){ str_slice(text, from, to), at };
	}
}

/* Makes the cells of a line, from `first` on, the row: each ends where the name of its
 * column does, and what has no cell is blank.  False when one ends elsewhere, unless
 * it goes on behind one blank. */
static bool
align(const struct printed_line *line, size_t first)
{
	const struct printed *cell = line->v + first, *begin = NULL;
	size_t column = 0;

	row.n = 0;
	for (; cell < line->v + line->n; cell++) {
		if (begin != NULL && cell->text.p != cell[-1].text.p +
		    cell[-1].text.n + 1)
			return false;
		begin = begin != NULL ? begin : cell;
		for (; column < names.n && names.v[column].end < cell->end; column++) {
			if (begin != cell)
				return false;
			cells_add(&row, STR(""));
		}
		if (column == names.n)
			return false;
		if (names.v[column].end != cell->end)
			continue;
		cells_add(&row, (struct str){ begin->text.p, (size_t)(cell->text.p -
		    begin->text.p) + cell->text.n });
		begin = NULL;
		column++;
	}
	for (; column < names.n; column++)
		cells_add(&row, STR(""));
	return begin == NULL;
}

/* True for what stands in place of columns or rows that are not printed. */
static bool
is_cut_short(const struct printed_line *line)
{
	for (size_t i = 0; i < line->n; i++)
		if (str_eq(line->v[i].text, STR("...")) ||
		    str_eq(line->v[i].text, STR("..")) ||
		    str_eq(line->v[i].text, STR("\\")))
			return true;
	return false;
}

/* Reads line i as the row with this number; false when it is none. */
static bool
read_row(const struct page *p, size_t i, size_t number)
{
	static struct printed_line line;
	char digits[DIGITS];
	struct str text;
	size_t n = (size_t)(put_digits(digits, number) - digits);

	if (!line_at(p, i, &text) || !str_starts(text, (struct str){ digits, n }) ||
	    !split(text, &line) || line.n < 2 || is_cut_short(&line))
		return false;
	return str_eq(line.v[0].text, (struct str){ digits, n }) && align(&line, 1);
}

/* The names may end before their columns do: those of a first row with all its cells
 * tell, where each name stands above its own. */
static void
set_ends(struct str first_row)
{
	static struct printed_line line;

	if (!split(first_row, &line) || line.n != names.n + 1)
		return;
	for (size_t k = 0; k < names.n; k++)
		if (line.v[k + 1].end < names.v[k].end || (k + 1 < names.n &&
		    line.v[k + 1].end + width_of(names.v[k + 1].text) >=
		    names.v[k + 1].end))
			return;
	for (size_t k = 0; k < names.n; k++)
		names.v[k].end = line.v[k + 1].end;
}

/* True when the first row may stand below line i. */
static bool
may_begin(const struct page *p, size_t i)
{
	struct str names_line, next;

	return line_at(p, i + 1, &next) && str_starts(next, STR("0  ")) &&
	    line_at(p, i, &names_line) && str_starts(names_line, STR("  "));
}

/* Makes the names that line i has those at hand; false when it has none. */
static bool
read_names(const struct page *p, size_t i)
{
	if (!split(p->piece[i].text, &names) || names.n < COLUMNS_LEAST ||
	    names.n > COLUMNS_MOST || is_cut_short(&names))
		return false;
	set_ends(p->piece[i + 1].text);
	return true;
}

/* Makes the names the row. */
static void
take_names(void)
{
	row.n = 0;
	for (size_t k = 0; k < names.n; k++)
		cells_add(&row, names.v[k].text);
}

static bool
is_headed(void)
{
	take_names();
	return cells_count(&row, false) >= LABELS_LEAST;
}

/* How many rows stand below line i, which has their names. */
static size_t
rows_below(const struct page *p, size_t i)
{
	bool headed = is_headed();
	size_t n = 0, labels = 0, values = 0;

	for (; read_row(p, i + 1 + n, n); n++) {
		labels += cells_count(&row, false) != 0;
		values += cells_count(&row, true) != 0;
	}
	return values != 0 && (headed || (labels >= LABELS_LEAST &&
	    n >= ROWS_LEAST)) ? n : 0;
}

size_t
dataframe_lines(struct page *p, size_t i)
{
	size_t n = 0;

	if (!may_begin(p, i))
		return 0; /* most */
	for (int k = 0; k < 2 * GAP_MOST && n == 0; k++) {
		measure = k % 2 != 0 ? MEASURE_WIDE : MEASURE_CHARACTERS;
		gap = (size_t)(GAP_MOST - k / 2);
		n = read_names(p, i) ? rows_below(p, i) : 0;
	}
	return n != 0 ? n + 1 : 0;
}

static void
put_row(struct page *p, size_t i)
{
	draft_row(p, i, LINE_TABS);
	draft_cells(&row);
	draft_line(p, i);
	draft_end(p);
}

size_t
dataframe_take(struct page *p, size_t i, size_t n)
{
	if (is_headed())
		put_row(p, i);
	else
		page_skip(&p->piece[i], STR("table")); /* numbers of columns */
	for (size_t k = 1; k < n; k++)
		if (read_row(p, i + k, k - 1))
			put_row(p, i + k);
	return n;
}
