#include "align.h"
#include "cellrow.h"
#include "die.h"
#include "digits.h"
#include "fold.h"
#include "form.h"
#include "halves.h"
#include "head.h"
#include "records.h"
#include "tables.h"

enum {
	BLOCKS = 64,
	BETWEEN_MOST = 3, /* lines between two parts of a table */
	BARE_MOST = 3,    /* rows that may be a list, not a table */
	LABELLED_LEAST = 2, /* rows with a label of the forms, that make one */
	NONE = FORM_NONE
};

/* How far each block of tables.tsv has been recognised; its rows are the
 * table's row numbers. */
static struct block {
	struct head head;
	int group;           /* the row that the next rows may be parts of */
	int last;            /* the furthest row read under this header */
	size_t header;       /* the last that can be its own */
	bool *seen;          /* the rows read under it */
	size_t since;        /* the first fact that was read under it */
	bool broken;         /* a text stood between the rows read under it */
	bool astray;         /* a row was not known: the group may be another */
	bool shared;         /* several rows have the label of the one at hand */
} blocks[BLOCKS];

static struct block *active;
static size_t headers;   /* read so far */
static size_t blanks;    /* behind the last one, in a text of one cell a line */
static struct str table; /* the number of the table being read */
static char table_digits[20];
static uint64_t last_line; /* of the row before; 0: of no row */
static struct str kind;    /* of that row, if its text keeps blanks */
static size_t before;      /* cells that stand before those of the right half */
static size_t bare;        /* rows with nothing but a label, under no header */
static bool one_a_line;  /* the form in which the row was printed */
static bool headed;      /* it has, or had, a header of the forms */

/* The values read last stand beside a group: they may be those of its first
 * part, whose label is lost, and blanks are none of a group that has parts. */
static struct {
	int label; /* NONE: they do not */
	size_t from, to;
	bool blank;
} beside;

/* The numbers of the rows, in a text of one cell a line: that of the next row
 * comes behind the values of this one. */
static struct {
	bool printed;
	uint64_t last;       /* 0: not known */
} serial;

/* Rows with numbers that were not read, of a table that may be none of the
 * forms. */
static struct {
	struct str *v;       /* their lines */
	size_t n, cap;
	size_t labelled;     /* rows not read that have a label of the forms */
	struct pool pool;
} unknown;

static struct head_row cells; /* the row at hand */
static struct pool pool;      /* of those that were put together */

void
tables_load(const char *folder)
{
	form_load(folder);
	for (int i = 0; i < form_blocks(); i++) {
		blocks[i].head.first = form_block(i)->first;
		blocks[i].head.lines = form_block(i)->lines;
		blocks[i].head.end = form_block(i)->end;
		blocks[i].seen = xcalloc((size_t)(form_block(i)->end -
		    form_block(i)->first), sizeof *blocks[i].seen);
	}
}

static void
take_cells(const struct rec *row)
{
	pool_reset(&pool);
	cellrow_take(&cells, row, before);
}

/* Takes the row as a header, of every block that it can be one of.  A header
 * that is not complete, or of no block, closes the one before it: what follows
 * must never be read under it. */
static bool
read_header(const struct facts *f)
{
	struct block *complete = NULL;
	uint64_t may = head_blocks(&cells);
	bool any = false;

	/* The labels' own column is not the first: nor are the labels. */
	if (one_a_line && active != NULL && active->last == NONE &&
	    head_all_notes(&active->head, &cells)) {
		active = NULL;
		return true;
	}
	for (struct block *b = blocks; b < blocks + form_blocks(); b++) {
		if ((may >> (b - blocks) & 1) == 0)
			continue;
		if (head_all_notes(&b->head, &cells))
			return true;
		if (!head_take(&b->head, &cells, false) &&
		    !head_take(&b->head, &cells, true))
			continue;
		any = true;
		if (!b->head.complete)
			continue;
		complete = complete == NULL ? b : complete;
		b->header = headers + 1;
		b->group = b->last = NONE;
		b->broken = b->astray = false;
		b->since = f->n;
		memset(b->seen, 0, (size_t)(b->head.end - b->head.first) *
		    sizeof *b->seen);
	}
	active = complete;
	headers += any;
	if (active == NULL)
		return any;
	for (blanks = 0; one_a_line && blanks < cells.n &&
	    cells.v[cells.n - 1 - blanks].folded.n == 0; blanks++)
		;
	align_header(cells.loses_blanks && head_lacks_totals(&active->head));
	return any;
}

/* Data */

/* How many rows of the block have this label; one of them is *row. */
static int
count_rows(const struct block *b, const struct head_cell *cell, int *row)
{
	int n = 0;

	for (int i = 0; i < cell->hits->n; i++)
		if (form_is_line(cell->hits->row[i]) &&
		    head_has(&b->head, cell->hits->row[i])) {
			*row = cell->hits->row[i];
			n++;
		}
	return n;
}

/* True when a column of the block has this label too: 其他 may be anything. */
static bool
is_common(const struct block *b, const struct head_cell *cell)
{
	for (int i = 0; i < cell->hits->n; i++)
		if (form_is(cell->hits->row[i], FORM_COL) &&
		    head_has(&b->head, cell->hits->row[i]))
			return true;
	return false;
}

/* The row that a label names: a part of the group at hand, or of what that is
 * a part of; else the only row of the block with this label. */
static int
row_of(const struct block *b, const struct head_cell *cell, int group)
{
	struct str under;
	int row, only = NONE;

	for (;;) {
		under = group == NONE ? STR("") : form_key(group);
		for (int i = 0; i < cell->hits->n; i++) {
			row = cell->hits->row[i];
			if (form_is_line(row) && head_has(&b->head, row) &&
			    str_eq(form_cell(row, FORM_UNDER), under))
				return row;
		}
		if (group == NONE)
			break;
		group = form_parent(group);
	}
	return count_rows(b, cell, &only) == 1 && !is_common(b, cell) ? only :
	    NONE;
}

/* The row for data without any label, when the block has one.  In a text of one
 * cell a line, blanks with which it begins stand behind the header. */
static int
unlabelled(const struct block *b)
{
	for (size_t i = 0; i < cells.n; i++)
		if (!cells.v[i].value)
			return NONE;
	for (int i = b->head.first; i < b->head.end; i++)
		if (form_is(i, FORM_ROW) && form_cell(i, FORM_LABELS).n == 0 &&
		    cells.n != 0) {
			while (cells.n + blanks == (size_t)b->head.width &&
			    blanks != 0) {
				cellrow_put_blank(&cells, 0);
				blanks--;
			}
			return i;
		}
	return NONE;
}

/* What the facts of a row share. */
static struct fact
fact_of(const struct rec *row, struct facts *f)
{
	static struct buf place;

	place.n = 0;
	buf_put(&place, row->f[ROW_TABLE]);
	buf_byte(&place, ':');
	buf_put(&place, row->f[ROW_ROW]);
	return (struct fact){ .line = pool_str(&f->pool, row->f[F_LINE]),
		.row = pool_str(&f->pool, buf_str(&place)),
		.scope = STR(""), .period = STR("year"), .column = 1 };
}

/* The unit that the label of the row, before `at`, or a cell of it names; when
 * they differ, it may be any. */
static int
unit_of(const struct block *b, size_t at)
{
	int label = at == 0 ? VALUE_NO_UNIT : cells.v[at - 1].unit, unit;

	for (size_t i = 0; i < (size_t)b->head.width && at + i < cells.n; i++) {
		if (!form_is_none(b->head.column[i]))
			continue;
		unit = cells.v[at + i].unit;
		if (unit != VALUE_NO_UNIT)
			return label < 0 || label == unit ? unit :
			    VALUE_UNIT_CUT;
	}
	return label;
}

/* Adds what cell i says, in a unit that is named elsewhere.  Returns true when it
 * should be a number, and is none that can be read. */
static bool
add(struct fact *fact, int label, int column, size_t i, int unit,
    bool readable, struct facts *f)
{
	const struct head_cell none = { .folded = STR(""), .raw = STR(""),
		.ordinal = i + 1 };
	const struct head_cell *cell = i < cells.n ? &cells.v[i] : &none;

	fact->indicator = form_indicator(label, column);
	if (fact->indicator == NULL)
		return false;
	fact->rule = form_rule(label, column);
	fact->raw = pool_str(&f->pool, cell->raw);
	fact->ordinal = cell->ordinal;
	fact->value = readable ?
	    value_cell_in(cell->folded, unit, fact->indicator) :
	    (struct value){ { 0, 0 }, false, "unread" };
	facts_add(f, fact);
	if (!readable || strcmp(fact->value.qualifier, "unread") != 0)
		return false;
	if (value_slips(cell->folded, fact->indicator))
		records_warn(f->doc, fact->line, f->report, "unit-slip",
		    "%.*s: so many are not counted in 万: not read",
		    (int)cell->raw.n, cell->raw.p);
	return true;
}

/* Takes the number of the next row from the end of this one; false when it is
 * not there. */
static bool
take_serial(size_t end)
{
	struct numeral n;
	uint64_t was = serial.last;

	serial.last = 0;
	if (cells.n != end + 1 || !cellrow_is_number(&cells.v[end], &n) ||
	    n.value.scale != 0)
		return false;
	serial.last = (uint64_t)n.value.n;
	if (was != 0 && serial.last != was + 1)
		return false;
	cells.n--;
	return true;
}

/* True when the row's own number stands before its label, which ends before
 * `at`: the number of the next row was not taken for a value. */
static bool
is_numbered(size_t at)
{
	struct numeral n;

	return at > 1 && cellrow_is_number(&cells.v[0], &n);
}

/* True when each column has its value: no cell more, no cell less. */
static bool
has_width(size_t at, size_t width)
{
	bool blank;

	if (serial.printed && one_a_line && !is_numbered(at))
		return at != 0 && take_serial(at + width);
	blank = cellrow_is_blank_from(&cells, at + width) ||
	    (!cells.loses_blanks && cellrow_is_noted(&cells, at + width));
	if (cells.n >= at + width ? !blank :
	    cells.loses_blanks && cellrow_count_values(&cells, at) > width)
		align_wide();
	if (cells.n > at + width && blank)
		align_padded();
	if (cells.n < at + width && cells.n != at)
		align_lost(cells.loses_blanks);
	return cells.n >= at + width && blank &&
	    !(cells.loses_blanks && cellrow_has_text(&cells, at));
}

/* True when the header has a cell for every column of the grid, and blanks where
 * labels span several, as the row has behind its label: then the values stand
 * below their columns, and not next to the label. */
static bool
is_grid(const struct block *b, size_t at)
{
	if (b->head.cells == 0 || b->head.place[0] <= at ||
	    !head_blanks(&cells, at, at + 1))
		return false;
	for (int i = 1; i < b->head.width; i++)
		if (b->head.place[i] != b->head.place[i - 1] + 1)
			return false;
	return true;
}

/* Where the header has a column of the rows' numbers: takes that of the row.
 * One that has a cell too few is filled with a blank in its place, and one that
 * has no value either with two; where a note may come last, it may be that. */
static void
take_number(const struct block *b, size_t at, struct align_row *read)
{
	size_t width = (size_t)b->head.width, place = 0;
	struct numeral n;

	while (place < width && !form_is_running(b->head.column[place]))
		place++;
	if (place == width || cells.n < at + place)
		return;
	if (!serial.printed && cells.n < at + width &&
	    !form_is_none(b->head.column[width - 1]) &&
	    (place + 2 == width || cells.n + 1 == at + width)) {
		read->filled = true;
		while (cells.n < at + width)
			cellrow_put_blank(&cells, at + place);
	} else if (at + place < cells.n && cellrow_is_number(&cells.v[at + place], &n) &&
	    n.value.scale == 0) {
		read->number = (uint64_t)n.value.n;
	}
}

static bool
is_of_row(const struct fact *fact, const struct block *b, int label)
{
	for (int i = 0; i < b->head.width; i++)
		if (form_indicator(label, b->head.column[i]) == fact->indicator)
			return true;
	return false;
}

/* The row comes again: which of the two is meant nobody can tell, unless what
 * came between shows that the table had ended. */
static void
doubt_first(const struct block *b, int label, struct facts *f)
{
	size_t from, to;

	for (from = b->since; from < f->n &&
	    !is_of_row(&f->v[from], b, label); from++)
		;
	for (to = from; to < f->n && is_of_row(&f->v[to], b, label); to++)
		;
	if (!b->broken && from != to)
		align_take_back(from, to, "row-order", "another row has this "
		    "label: not read", f);
}

/* True when nothing but a unit stands behind the label of a row, of which blanks
 * may have been lost. */
static bool
is_alone(const struct block *b, size_t at)
{
	return cells.loses_blanks && !serial.printed && (cells.n == at ||
	    (cells.n == at + 1 && form_is_none(b->head.column[0]) &&
	    value_is_unit(cells.v[at].folded)));
}

/* True when the cells from..to are copies of the first, or blank. */
static bool
are_copies(size_t from, size_t to)
{
	for (size_t i = from + 1; i < to; i++)
		if (cells.v[i].folded.n != 0 && !str_eq(cells.v[i].folded,
		    cells.v[from].folded))
			return false;
	return true;
}

/* Where the header prints what spans several cells in each, so do the rows, if
 * they have as many cells: of each column, the first is left.  False when another
 * is no copy of it. */
static bool
drop_copies(const struct head *h, size_t at)
{
	size_t width = (size_t)h->width, next;

	if (!h->copied || h->cells != cells.n || h->place[0] < at)
		return true;
	for (size_t i = 0; i < width; i++) {
		next = i + 1 < width ? h->place[i + 1] : cells.n;
		if (!form_is_none(h->column[i]) &&
		    !are_copies(h->place[i], next))
			return false;
	}
	for (size_t i = 0; i < width; i++)
		cells.v[at + i] = cells.v[h->place[i]];
	cells.n = at + width;
	return true;
}

/* A row has no values: they may stand elsewhere, or its cells are missing. */
static void
warn_alone(const struct rec *row, struct block *b, int label, struct facts *f)
{
	if (cells.loses_blanks)
		b->seen[label - b->head.first] = true;
	else
		records_warn(f->doc, row->f[F_LINE], f->report, "row-width",
		    "a label without cells for its values");
}

/* The cells from `at` on are the values of the row `label`; in_doubt: it may
 * be another row that has this label. */
static void
read_values(const struct rec *row, struct block *b, int label, size_t at,
    bool in_doubt, struct facts *f)
{
	size_t width = (size_t)b->head.width, unread = 0;
	struct align_row read = { .from = f->n,
		.placed = cells.loses_blanks && !one_a_line,
		.tagged = str_eq(row->f[ROW_KIND], STR("html")),
		.below = !str_eq(row->f[F_LINE], row->f[ROW_LAST]) };
	struct fact fact;
	bool grid = is_grid(b, at), fits, blank;
	int unit;

	if (grid && b->head.cells == cells.n &&
	    head_blanks(&cells, at, b->head.place[0]))
		at = b->head.place[0];
	else if (grid)
		width = 0; /* cells are missing, of which columns nobody knows */
	if (!drop_copies(&b->head, at))
		width = 0;
	take_number(b, at, &read);
	read.alone = !in_doubt && form_is(label, FORM_ROW) && is_alone(b, at);
	while (read.alone && cells.n < at + width)
		cellrow_put_blank(&cells, cells.n);
	read.sure = digits_join(&cells, at, &b->head, row, &pool);
	if (read.sure)
		records_warn(f->doc, row->f[F_LINE], f->report, "digits-joined",
		    "digits stand apart, and were put together as the total "
		    "demands");
	fits = has_width(at, width) && width != 0;
	width = (size_t)b->head.width;
	blank = cellrow_is_blank_from(&cells, at);
	if (blank && (!fits || (form_is(label, FORM_PART) &&
	    (cells.loses_blanks || in_doubt)))) {
		/* A label alone, or a row that has lost all its blanks. */
		if (form_is(label, FORM_ROW))
			warn_alone(row, b, label, f);
		return;
	}
	if (b->seen[label - b->head.first] && !b->shared)
		doubt_first(b, label, f);
	b->seen[label - b->head.first] = true;
	if (!fits)
		records_warn(f->doc, row->f[F_LINE], f->report, "row-width",
		    "%zu cells under %d columns: not read", cells.n - at,
		    b->head.width);
	else if (in_doubt)
		records_warn(f->doc, row->f[F_LINE], f->report, "row-order",
		    "a row with this label has been read, or several have it "
		    "and this is not the place of one that is left: not read");
	fact = fact_of(row, f);
	unit = unit_of(b, at);
	for (size_t i = 0; i < width; i++)
		unread += add(&fact, label, b->head.column[i], at + i,
		    unit == VALUE_NO_UNIT ? b->head.unit[i] : unit,
		    fits && !in_doubt, f);
	if (unread != 0)
		records_warn(f->doc, row->f[F_LINE], f->report, "cell-unread",
		    "%zu cells of the row are no numbers that can be read",
		    unread);
	read.to = f->n;
	if (form_is(label, FORM_PART) && read.to != read.from) {
		beside.label = label;
		beside.from = read.from;
		beside.to = read.to;
		beside.blank = blank;
	}
	if (!blank)
		align_follow();
	if (!blank && in_doubt)
		align_orphan();
	if (!fits || in_doubt || (form_is(label, FORM_PART) && blank))
		return;
	read.values = !blank;
	read.last_blank = cells.v[at + width - 1].folded.n == 0;
	align_row(&read, f);
}

/* A group's first part stands beside it, or below it when the group has numbers
 * of its own.  When the row that follows is another part, the first one has
 * lost its label, and the numbers are no longer the group's.  Blanks beside a
 * group that goes on are a heading's. */
static void
look_beside(struct block *b, int label, struct facts *f)
{
	int group = beside.label;

	beside.label = NONE;
	if (group == NONE || form_parent(label) != group)
		return;
	if (beside.blank && f->n == beside.to) {
		f->n = beside.from;
		b->seen[group - b->head.first] = false;
	} else if (!beside.blank && label != form_first_part(group)) {
		align_take_back(beside.from, beside.to, "row-label",
		    "the numbers are the group's, or of its first row, whose "
		    "label is missing: not read", f);
	}
}

/* True when a line of the form is part of the other, or is it. */
static bool
is_within(int row, int other)
{
	while (row != NONE && row != other)
		row = form_parent(row);
	return row == other;
}

static bool
read_data(const struct rec *row, struct block *b, struct facts *f)
{
	int label = NONE, next;
	bool crossed = false; /* a label stands behind one of its parts */
	size_t i;

	b->shared = false;
	for (i = 0; i < cells.n; i++) {
		/* Labels that span from the rows above, or a row's number. */
		if (label == NONE && cellrow_is_before_label(&cells, i))
			continue;
		next = row_of(b, &cells.v[i], b->group);
		if (next == NONE)
			break;
		crossed |= label != NONE && !is_within(next, label);
		label = next;
		b->shared = count_rows(b, &cells.v[i], &next) > 1;
		b->astray &= b->shared;
		b->group = form_first_part(label) != NONE ? label :
		    form_parent(label);
	}
	if (label == NONE && (label = unlabelled(b)) != NONE)
		i = head_blanks(&cells, 0, b->head.margin) ? b->head.margin : 0;
	if (label == NONE || (i < cells.n && !form_is_none(b->head.column[0]) &&
	    cellrow_is_text(&cells.v[i]))) {
		beside.label = NONE;
		return false;
	}
	look_beside(b, label, f);
	read_values(row, b, label, i, b->seen[label - b->head.first] ||
	    crossed || (b->shared && (label <= b->last || b->astray)), f);
	b->last = label > b->last ? label : b->last;
	return true;
}

/* Reads the row as one of the block at hand; the first one under a header tells
 * which of the blocks it is that have such a header. */
static bool
read_row(const struct rec *row, struct facts *f)
{
	if (active == NULL || read_data(row, active, f))
		return active != NULL;
	for (struct block *b = blocks; active->last == NONE &&
	    b < blocks + form_blocks(); b++)
		if (b != active && b->header == headers &&
		    read_data(row, b, f)) {
			active = b;
			return true;
		}
	return false;
}

/* True for a row without a label that has as many values as there are columns,
 * or more. */
static bool
is_stray(const struct block *b)
{
	size_t values = cellrow_count_values(&cells, 0);

	for (size_t i = 0; i < cells.n; i++)
		if (cells.v[i].hits->n != 0)
			return false;
	return values > 1 && values >= (size_t)b->head.width;
}

void
tables_begin(void)
{
	active = NULL;
	headed = false;
	last_line = 0;
	halves_begin();
	bare = 0;
	unknown.n = unknown.labelled = 0;
	pool_reset(&unknown.pool);
	table = STR("");
	serial.printed = false;
	align_begin();
	serial.last = 0;
	beside.label = NONE;
	for (int i = 0; i < form_blocks(); i++) {
		blocks[i].head.width = 0;
		blocks[i].head.complete = false;
		blocks[i].group = blocks[i].last = NONE;
	}
}

/* True for a row of the page's next table when nothing stands between it and the
 * one before: a page may have cut a table in two, or each row from the next. */
static bool
is_adjacent(const struct rec *row)
{
	return str_eq(row->f[ROW_KIND], STR("html")) && last_line != 0 &&
	    records_count(row, F_LINE) == last_line + 1;
}

static void
warn_line(struct str line, struct facts *f)
{
	records_warn(f->doc, line, f->report, "row-unknown", "no header, or no label "
	    "of the form, for the numbers of this row: not read");
}

/* True for a table that is one of the forms, for all that has been seen of it. */
static bool
is_known(void)
{
	return headed || active != NULL || unknown.labelled >= LABELLED_LEAST;
}

/* Warns of the rows that have waited, if their table is one of the forms. */
static void
warn_known(struct facts *f)
{
	if (!is_known())
		return;
	for (size_t i = 0; i < unknown.n; i++)
		warn_line(unknown.v[i], f);
	unknown.n = 0;
}

/* The row is not read.  Whether its table is one of the forms may show only in
 * the rows to come. */
static void
warn_unknown(const struct rec *row, struct facts *f)
{
	bool labelled = cellrow_has_label(&cells);

	unknown.labelled += labelled;
	if (!is_known() && !labelled) {
		unknown.v = xgrow(unknown.v, unknown.n, &unknown.cap,
		    sizeof *unknown.v);
		unknown.v[unknown.n++] = pool_str(&unknown.pool, row->f[F_LINE]);
		return;
	}
	warn_known(f);
	warn_line(row->f[F_LINE], f);
}

/* True for a row of the page's next table that goes on with the rows of the one
 * before, where little stands between: the number of a page.  Its first row is
 * one that the form has behind those read. */
static bool
goes_on(const struct rec *row)
{
	int label = NONE, next;

	if (active == NULL || active->last == NONE || records_count(row, F_LINE) >
	    last_line + BETWEEN_MOST + 1 || !str_eq(row->f[ROW_KIND], kind))
		return false;
	take_cells(row);
	for (size_t i = 0; i < cells.n; i++) {
		if (label == NONE && cellrow_is_before_label(&cells, i))
			continue;
		next = row_of(active, &cells.v[i], active->group);
		if (next == NONE)
			break;
		label = next;
	}
	return label != NONE && label > active->last;
}

static void
read(const struct rec *row, struct facts *f)
{
	struct block *was;
	bool numbers;

	one_a_line = str_eq(row->f[ROW_KIND], STR("cells"));
	cells.loses_blanks = one_a_line ||
	    str_eq(row->f[ROW_KIND], STR("layout"));
	take_cells(row);
	align_cells(row->n - ROW_FIELDS);
	serial.printed |= cellrow_has_serial(&cells);
	was = active;
	if (read_row(row, f))
		return;
	numbers = cellrow_has_number(&cells);
	headed |= !numbers && cellrow_has_columns(&cells);
	if (!numbers && read_header(f)) {
		if (cellrow_ends_blank(&cells))
			align_padded();
		return;
	}
	/* A number alone: those of other rows have been taken for values. */
	if (numbers && one_a_line && cells.n == 1)
		align_wide();
	if (cells.loses_blanks && was != NULL && is_stray(was))
		align_stray();
	/* One cell, or a row with numbers, is no header that could close one. */
	if (head_filled(&cells) < 2 || numbers)
		active = was;
	if (active != NULL) {
		active->broken |= !numbers;
		active->astray |= head_filled(&cells) != 0;
	}
	if (numbers)
		align_orphan();
	if (!numbers && active == NULL && cellrow_has_label(&cells) &&
	    head_filled(&cells) == 1 && ++bare == BARE_MOST)
		records_warn(f->doc, row->f[F_LINE], f->report, "table-unread",
		    "%d rows have a label of the forms, but no header, and no "
		    "values beside it: the table is not read", BARE_MOST);
	if (numbers || (cellrow_has_word(&cells) && cellrow_has_label(&cells)))
		warn_unknown(row, f);
}

static void
read_right(struct facts *f)
{
	const struct rec *row;

	for (size_t i = 0; (row = halves_right(i, &before)) != NULL; i++)
		read(row, f);
	before = 0;
	halves_drop();
}

void
tables_end(struct facts *f)
{
	read_right(f);
	warn_known(f);
	align_settle(f);
}

void
tables_row(const struct rec *row, struct facts *f)
{
	struct str number = row->f[ROW_TABLE];

	if (!str_eq(number, table)) {
		read_right(f);
		if (!is_adjacent(row) && !goes_on(row)) {
			tables_end(f);
			tables_begin();
		}
		if (number.n > sizeof table_digits)
			number.n = sizeof table_digits;
		memcpy(table_digits, number.p, number.n);
		table = (struct str){ table_digits, number.n };
	}
	last_line = records_count(row, ROW_LAST);
	kind = str_eq(row->f[ROW_KIND], STR("html")) ? STR("html") :
	    str_eq(row->f[ROW_KIND], STR("pipe")) ? STR("pipe") :
	    str_eq(row->f[ROW_KIND], STR("tab")) ? STR("tab") : STR("");
	read(halves_left(row), f);
}
