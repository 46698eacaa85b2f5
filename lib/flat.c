#include "flat.h"

/* A line of cells has a pipe, and not the arrows of a breadcrumb. */
static bool
is_pipe_line(const struct piece *piece)
{
	return piece->kind == PIECE_TEXT &&
	    memchr(piece->text.p, '|', piece->text.n) != NULL &&
	    !str_has(piece->folded, STR("》"));
}

/* Tables are numbered on from those that the page has already. */
static uint64_t
last_table(const struct page *p)
{
	uint64_t last = 0, n;

	for (size_t i = 0; i < p->n; i++)
		if (p->piece[i].kind == PIECE_ROW) {
			n = rec_count(p->piece[i].row, ROW_TABLE);
			last = n > last ? n : last;
		}
	return last;
}

/* The row that a line of cells stands for. */
static struct rec *
row_of(struct page *p, const struct piece *line, uint64_t table, uint64_t row)
{
	static struct rec w;
	struct str rest = str_trim(line->text), cell;

	if (str_starts(rest, STR("|")))
		rest = str_slice(rest, 1, rest.n);
	rec_make(&w, REC_ROW, p->doc, line->rec->f[F_LINE]);
	w.f[ROW_LAST] = line->rec->f[F_LINE];
	w.f[ROW_AT] = line->rec->f[TEXT_AT];
	rec_number(&w, ROW_TABLE, table);
	rec_number(&w, ROW_ROW, row);
	w.f[ROW_KIND] = STR("pipe");
	w.f[ROW_SPANS] = STR("-");
	while (str_split(&rest, '|', &cell))
		rec_cell(&w, str_trim(cell));
	return rec_keep(&p->pool, &w);
}

/* True when the line has two cells with something in them. */
static bool
has_cells(const struct piece *piece)
{
	struct str rest = piece->folded, cell;
	int cells = 0;

	while (str_split(&rest, '|', &cell))
		cells += cell.n != 0;
	return cells >= 2;
}

/* Number of lines of one table from piece i on; 0 when there is none: one line
 * with a pipe is no table, and lines of one cell each are of another form. */
static size_t
run(const struct page *p, size_t i)
{
	size_t lines = 0, rows = 0;

	for (; i < p->n && is_pipe_line(&p->piece[i]); i++) {
		lines++;
		rows += has_cells(&p->piece[i]);
	}
	return lines >= 2 && rows * 2 >= lines ? lines : 0;
}

void
flat_pipes(struct page *p)
{
	uint64_t table = last_table(p);
	size_t lines, first;

	for (size_t i = 0; i < p->n; i++) {
		lines = run(p, i);
		if (lines == 0)
			continue;
		table++;
		for (first = i; i < first + lines; i++) {
			p->piece[i].row = row_of(p, &p->piece[i], table,
			    i - first + 1);
			p->piece[i].kind = PIECE_ROW;
		}
		i--;
	}
}
