#include <stdlib.h>

#include "decode/table.h"

static void
empty(struct table *t)
{
	t->text.n = t->lines = t->cells = t->rows = 0;
	t->in_row = t->in_cell = t->fresh = false;
}

void
table_begin(struct table *t)
{
	empty(t);
	t->number = 0;
}

void
table_row(struct table *t, uint64_t at)
{
	t->row_at = at;
	t->in_row = t->fresh = true;
	t->in_cell = false;
}

static bool
is_full(const struct table *t)
{
	return t->cells == TABLE_CELLS || (t->fresh ? t->rows == TABLE_ROWS :
	    t->row[t->rows - 1].cells == TABLE_COLUMNS);
}

bool
table_cell(struct table *t, struct doc *d, unsigned colspan, unsigned rowspan)
{
	if (is_full(t)) {
		doc_warn(d, "table-limit", "a table is too big, its text is "
		    "given as lines");
		return false;
	}
	if (t->fresh) {
		t->row = xgrow(t->row, t->rows, &t->rows_cap, sizeof *t->row);
		t->row[t->rows++] =
		    (struct table_row){ t->cells, 0, t->row_at };
	}
	t->row[t->rows - 1].cells++;
	t->cell = xgrow(t->cell, t->cells, &t->cells_cap, sizeof *t->cell);
	t->cell[t->cells++] =
	    (struct table_cell){ t->lines, 0, colspan, rowspan };
	t->fresh = false;
	t->in_cell = true;
	return true;
}

static struct str
text_of(const struct table *t, size_t from, size_t to)
{
	return str_slice(buf_str(&t->text), from, to);
}

/* The lines of a cell, with LF between them. */
static struct str
cell_text(const struct table *t, const struct table_cell *c)
{
	if (c->lines == 0)
		return STR("");
	return text_of(t, t->line[c->line].from,
	    t->line[c->line + c->lines - 1].to);
}

bool
table_line(struct table *t, struct str text, uint64_t at)
{
	struct table_cell *c = &t->cell[t->cells - 1];

	if (c->lines != 0)
		buf_byte(&t->text, '\n');
	t->line = xgrow(t->line, t->lines, &t->lines_cap, sizeof *t->line);
	t->line[t->lines++] =
	    (struct table_line){ t->text.n, t->text.n + text.n, at };
	buf_put(&t->text, text);
	c->lines++;
	return c->lines <= TABLE_LINES && cell_text(t, c).n <= TABLE_BYTES;
}

static bool
is_layout(const struct table *t)
{
	bool several = false;

	for (size_t i = 0; i < t->cells; i++)
		several = several || t->cell[i].lines > 1;
	return several && t->cells == t->rows;
}

void
table_flatten(struct table *t, struct doc *d)
{
	for (size_t i = 0; i < t->lines; i++)
		doc_text(d, d->line + 1, 1, t->line[i].at,
		    text_of(t, t->line[i].from, t->line[i].to));
	empty(t);
}

static bool
has_spans(const struct table *t, const struct table_row *row)
{
	const struct table_cell *c = &t->cell[row->cell];

	for (size_t i = 0; i < row->cells; i++)
		if (c[i].colspan != 1 || c[i].rowspan != 1)
			return true;
	return false;
}

static void
put_spans(const struct table *t, const struct table_row *row, struct buf *out)
{
	const struct table_cell *c = &t->cell[row->cell];

	for (size_t i = 0; i < row->cells; i++) {
		if (i != 0)
			buf_byte(out, ' ');
		buf_number(out, c[i].colspan);
		if (c[i].rowspan != 1) {
			buf_byte(out, 'x');
			buf_number(out, c[i].rowspan);
		}
	}
}

static void
write_row(const struct table *t, size_t number, struct doc *d)
{
	static struct buf spans;
	static struct str cell[TABLE_COLUMNS];
	const struct table_row *row = &t->row[number];
	struct doc_row r = { .table = t->number, .number = number + 1,
		.at = row->at, .spans = STR("-"), .cell = cell,
		.cells = row->cells };

	spans.n = 0;
	if (has_spans(t, row)) {
		put_spans(t, row, &spans);
		r.spans = buf_str(&spans);
	}
	for (size_t i = 0; i < row->cells; i++)
		cell[i] = str_trim(cell_text(t, &t->cell[row->cell + i]));
	doc_row(d, &r);
}

void
table_end(struct table *t, struct doc *d)
{
	if (t->lines == 0 || is_layout(t)) {
		table_flatten(t, d);
		return;
	}
	t->number++;
	loss_count(&d->loss, buf_str(&t->text));
	for (size_t i = 0; i < t->rows; i++)
		write_row(t, i, d);
	empty(t);
}
