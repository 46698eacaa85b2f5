#include "die.h"
#include "fold.h"
#include "form.h"
#include "tables.h"

enum { COLUMNS = 64, BLOCKS = 64, NONE = FORM_NONE };

/* How far each block of tables.tsv has been recognised; its header's columns
 * and its rows are the table's row numbers. */
static struct block {
	int first, end;
	int header[COLUMNS]; /* as printed so far: columns, and groups still */
	int width;           /* whose own columns have not come; 0: no header */
	bool complete;       /* no group is left, no column is missing */
	int group;           /* the row that the next rows may be parts of */
} blocks[BLOCKS];

static struct block *active;
static struct str table; /* the number of the table being read */
static char table_digits[20];
static bool loses_blanks; /* the form in which the row was printed */

/* The cells of the row at hand. */
static struct {
	struct cell {
		struct str folded;
		struct form_hits hits; /* the labels that it is */
	} *v;
	size_t n, cap;
	struct pool pool;
} cells;

void
tables_load(const char *folder)
{
	form_load(folder);
	for (int i = 0; i < form_blocks(); i++) {
		blocks[i].first = form_block(i)->first;
		blocks[i].end = form_block(i)->end;
	}
}

static struct str
key(int row)
{
	return form_cell(row, FORM_KEY);
}

static bool
is(int row, enum form_what what)
{
	return form_what(row) == what;
}

static bool
is_line(int row) /* of the table, not of its header */
{
	return is(row, FORM_ROW) || is(row, FORM_PART);
}

/* Headers */

static bool
is_note(const struct block *b, const struct cell *cell)
{
	int row;

	for (int i = 0; i < cell->hits.n; i++) {
		row = cell->hits.row[i];
		if (is(row, FORM_NOTE) && row >= b->first && row < b->end)
			return true;
	}
	return false;
}

/* A column that may be missing: but where the row's form loses blank cells, a
 * value less and a column less look the same, and only one that gives no
 * indicator may. */
static bool
may_be_missing(int column)
{
	return form_is_optional(column) &&
	    (!loses_blanks || form_is_none(column));
}

static bool
taken(const int *header, int from, int to, int column)
{
	for (; from < to; from++)
		if (header[from] == column)
			return true;
	return false;
}

/* The column below group (NONE: a top one) that a header cell names, unless
 * it stands in header[from..to) already. */
static int
column_below(const struct block *b, int group, const struct cell *cell,
    const int *header, int from, int to)
{
	struct str above = group == NONE ? STR("") : key(group);

	for (int i = b->first; i < b->end; i++)
		if ((is(i, FORM_COL) || is(i, FORM_GROUP)) &&
		    form_hit(&cell->hits, i) &&
		    str_eq(form_cell(i, FORM_UNDER), above) &&
		    !taken(header, from, to, i))
			return i;
	return NONE;
}

static bool
is_complete(const struct block *b, const int *header, int width)
{
	for (int i = 0; i < width; i++)
		if (is(header[i], FORM_GROUP))
			return false;
	for (int i = b->first; i < b->end; i++)
		if (is(i, FORM_COL) && !may_be_missing(i) &&
		    !taken(header, 0, width, i))
			return false;
	return true;
}

/* The first row of a header has all columns that are below no group. */
static bool
has_all_on_top(const struct block *b, const int *header, int width)
{
	for (int i = b->first; i < b->end; i++)
		if ((is(i, FORM_COL) || is(i, FORM_GROUP)) &&
		    form_cell(i, FORM_UNDER).n == 0 && !may_be_missing(i) &&
		    !taken(header, 0, width, i))
			return false;
	return true;
}

/* Puts the cells of a header row, in their order, under the groups of old;
 * columns without a cell stand for a cell that spans the row above. */
static bool
extend(struct block *b, const int *old, int n)
{
	int header[COLUMNS] = { 0 }, width = 0, start, column;
	size_t i = 0;

	for (int k = 0; k < n; k++) {
		if (old[k] != NONE && !is(old[k], FORM_GROUP)) {
			header[width++] = old[k];
			continue;
		}
		for (start = width; width < COLUMNS - 1; i++) {
			while (i < cells.n && (cells.v[i].folded.n == 0 ||
			    is_note(b, &cells.v[i])))
				i++;
			column = i == cells.n ? NONE : column_below(b, old[k],
			    &cells.v[i], header, start, width);
			if (column == NONE)
				break;
			header[width++] = column;
		}
		if (width == start) { /* its columns are in a row to come */
			if (old[k] == NONE || width == COLUMNS - 1)
				return false;
			header[width++] = old[k];
		}
	}
	if (i != cells.n || (old[0] == NONE && !has_all_on_top(b, header, width)))
		return false;
	memcpy(b->header, header, sizeof header);
	b->width = width;
	b->complete = is_complete(b, header, width);
	return true;
}

static bool
all_notes(const struct block *b)
{
	for (size_t i = 0; i < cells.n; i++)
		if (cells.v[i].folded.n != 0 && !is_note(b, &cells.v[i]))
			return false;
	return true;
}

/* Takes the row as a header, of every block that it can be one of.  A header
 * that is not complete, or of no block, closes the one before it: what follows
 * must never be read under it. */
static bool
read_header(void)
{
	static const int top[] = { NONE };
	struct block *complete = NULL;
	bool any = false;

	for (struct block *b = blocks; b < blocks + form_blocks(); b++) {
		if (all_notes(b))
			return true;
		if (!(b->width != 0 && !b->complete &&
		    extend(b, b->header, b->width)) && !extend(b, top, 1))
			continue;
		any = true;
		if (b->complete)
			complete = b;
	}
	active = complete;
	if (active != NULL)
		active->group = NONE;
	return any;
}

/* Data */

static int
find_key(const struct block *b, struct str wanted)
{
	for (int i = b->first; i < b->end; i++)
		if (is_line(i) && str_eq(key(i), wanted))
			return i;
	return NONE;
}

static bool
is_parent(const struct block *b, int row)
{
	for (int i = b->first; i < b->end; i++)
		if (is_line(i) && key(row).n != 0 &&
		    str_eq(form_cell(i, FORM_UNDER), key(row)))
			return true;
	return false;
}

/* The row that a label names: a part of the group at hand, or of what that is
 * a part of; else the only row of the block with this label. */
static int
row_of(const struct block *b, const struct cell *cell, int group)
{
	struct str under;
	int row, only = NONE, found = 0;

	for (;;) {
		under = group == NONE ? STR("") : key(group);
		for (int i = 0; i < cell->hits.n; i++) {
			row = cell->hits.row[i];
			if (is_line(row) && row >= b->first && row < b->end &&
			    str_eq(form_cell(row, FORM_UNDER), under))
				return row;
		}
		if (group == NONE)
			break;
		group = form_cell(group, FORM_UNDER).n == 0 ? NONE :
		    find_key(b, form_cell(group, FORM_UNDER));
	}
	for (int i = 0; i < cell->hits.n; i++) {
		row = cell->hits.row[i];
		if (is_line(row) && row >= b->first && row < b->end) {
			only = row;
			found++;
		}
	}
	return found == 1 ? only : NONE;
}

/* The row for data without any label, when the block has one. */
static int
unlabelled(const struct block *b, const struct rec *row)
{
	for (size_t i = 0; i < cells.n; i++)
		if (!value_is_cell(row->f[ROW_FIELDS + i]))
			return NONE;
	for (int i = b->first; i < b->end; i++)
		if (is(i, FORM_ROW) && form_cell(i, FORM_LABELS).n == 0)
			return cells.n != 0 ? i : NONE;
	return NONE;
}

static void
add(const struct rec *row, const struct block *b, int label, int column,
    size_t ordinal, bool readable, struct facts *f)
{
	static struct buf place, rule;
	const struct indicator *in;
	struct str raw = ordinal < cells.n ? row->f[ROW_FIELDS + ordinal] :
	    STR("");
	struct fact fact = { .line = row->f[F_LINE], .raw = raw,
		.period = STR("year"), .column = 1 };

	if ((in = form_indicator(label, column)) == NULL)
		return;
	place.n = rule.n = 0;
	buf_put(&place, row->f[ROW_TABLE]);
	buf_byte(&place, ':');
	buf_put(&place, row->f[ROW_ROW]);
	buf_byte(&place, ':');
	buf_number(&place, ordinal + 1);
	buf_put(&rule, STR("tables:"));
	buf_put(&rule, form_cell(b->first, FORM_FORM));
	buf_byte(&rule, ':');
	buf_put(&rule, in->id);
	fact.indicator = in;
	fact.value = readable ? value_cell(raw, in) :
	    (struct value){ { 0, 0 }, false, "unread" };
	fact.cell = buf_str(&place);
	fact.rule = buf_str(&rule);
	facts_add(f, &fact);
}

/* True when every cell from i on is blank. */
static bool
blank_from(size_t i)
{
	for (; i < cells.n; i++)
		if (cells.v[i].folded.n != 0)
			return false;
	return true;
}

/* The cells from `at` on are the values of the row `label`. */
static void
read_values(const struct rec *row, struct block *b, int label, size_t at,
    struct facts *f)
{
	size_t width = (size_t)b->width;
	bool fits = cells.n >= at + width && blank_from(at + width);

	if (blank_from(at) && (!fits || is(label, FORM_PART)))
		return; /* a label alone */
	if (!fits)
		rec_warn(f->doc, row->f[F_LINE], f->report, "row-width",
		    "%zu values under %d columns: not read", cells.n - at,
		    b->width);
	for (size_t i = 0; i < width; i++)
		add(row, b, label, b->header[i], at + i, fits, f);
}

static bool
read_data(const struct rec *row, struct block *b, struct facts *f)
{
	int label = NONE, next;
	size_t i;

	for (i = 0; i < cells.n; i++) {
		/* A label that spans from the row above, or a row's number. */
		if (label == NONE && cells.v[i].hits.n == 0 &&
		    i + 1 < cells.n && cells.v[i + 1].hits.n != 0 &&
		    value_is_cell(row->f[ROW_FIELDS + i]))
			continue;
		next = row_of(b, &cells.v[i], b->group);
		if (next == NONE)
			break;
		label = next;
		if (is_parent(b, label))
			b->group = label;
	}
	if (label == NONE && (label = unlabelled(b, row)) != NONE)
		i = 0;
	if (label == NONE)
		return false;
	read_values(row, b, label, i, f);
	return true;
}

static bool
has_number(const struct rec *row)
{
	struct numeral n;

	for (size_t i = 0; i < cells.n; i++)
		if (numeral_next(cells.v[i].folded, 0, &n) && !n.han &&
		    value_is_cell(row->f[ROW_FIELDS + i]))
			return true;
	return false;
}

/* True when a cell is a row's label in one of the forms. */
static bool
has_label(void)
{
	for (size_t i = 0; i < cells.n; i++)
		for (int k = 0; k < cells.v[i].hits.n; k++)
			if (is(cells.v[i].hits.row[k], FORM_ROW))
				return true;
	return false;
}

static size_t
filled(void)
{
	size_t n = 0;

	for (size_t i = 0; i < cells.n; i++)
		n += cells.v[i].folded.n != 0;
	return n;
}

static void
take_cells(const struct rec *row)
{
	static struct folded f;
	struct cell *cell;

	pool_reset(&cells.pool);
	cells.n = 0;
	for (size_t i = ROW_FIELDS; i < row->n; i++) {
		cells.v = xgrow(cells.v, cells.n, &cells.cap, sizeof *cells.v);
		cell = &cells.v[cells.n++];
		fold(row->f[i], &f);
		cell->folded = pool_str(&cells.pool, buf_str(&f.text));
		form_find_damaged(cell->folded, &cell->hits);
	}
}

void
tables_begin(void)
{
	active = NULL;
	table = STR("");
	for (int i = 0; i < form_blocks(); i++) {
		blocks[i].width = 0;
		blocks[i].complete = false;
		blocks[i].group = NONE;
	}
}

void
tables_row(const struct rec *row, struct facts *f)
{
	struct str number = row->f[ROW_TABLE];
	struct block *was;

	if (!str_eq(number, table)) {
		tables_begin();
		if (number.n > sizeof table_digits)
			number.n = sizeof table_digits;
		memcpy(table_digits, number.p, number.n);
		table = (struct str){ table_digits, number.n };
	}
	loses_blanks = str_eq(row->f[ROW_KIND], STR("cells")) ||
	    str_eq(row->f[ROW_KIND], STR("layout"));
	take_cells(row);
	was = active;
	if ((active != NULL && read_data(row, active, f)) || read_header())
		return;
	/* One cell, or a row with numbers, is no header that could close one. */
	if (filled() < 2 || has_number(row))
		active = was;
	if (has_number(row) && (active != NULL || has_label()))
		rec_warn(f->doc, row->f[F_LINE], f->report, "row-unknown",
		    "no header, or no label of the form, for the numbers of "
		    "this row: not read");
}
