#include "core/die.h"
#include "core/records.h"
#include "domain/fold.h"
#include "domain/form.h"
#include "domain/listed.h"
#include "tables/align.h"
#include "tables/caption.h"
#include "tables/cellrow.h"
#include "tables/fit.h"
#include "tables/flip.h"
#include "tables/halves.h"
#include "tables/head.h"
#include "tables/repeat.h"
#include "tables/rival.h"
#include "tables/rowlabel.h"
#include "tables/tables.h"
#include "tables/unread.h"

enum {
	BLOCKS = 64,
	BETWEEN_MOST = 3, /* lines between two parts of a table */
	BARE_MOST = 3,    /* rows that may be a list, not a table */
	HELD_MOST = 16,   /* that have labels of several forms */
	TURNED_SHARE = 10, /* of a turned form one row of so many is there */
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
static size_t candidates; /* blocks of which the last one may be */
static size_t blanks;    /* behind the last one, in a text of one cell a line */
static struct str table; /* the number of the table being read */
static char table_digits[20];
static uint64_t last_line; /* of the row before; 0: of no row */
static struct str kind;    /* of that row, if its text keeps blanks */
static size_t before;      /* cells that stand before those of the right half */
static size_t bare;        /* rows with nothing but a label, under no header */
static bool one_a_line;  /* the form in which the row was printed */
static bool headed;      /* it has, or had, a header of the forms */
static bool opened;      /* a header of it was complete */
static bool numbered;    /* a row of it has numbers */
static bool turned;      /* it is read by its columns */
static bool nameless;    /* one of which has numbers, and no label */
static struct str period;  /* of its numbers; empty: of another year */

/* The values read last stand beside a group: they may be those of its first
 * part, whose label is lost, and blanks are none of a group that has parts. */
static struct {
	int label; /* NONE: they do not */
	size_t from, to;
	bool blank;
} beside;

static struct head_row cells; /* the row at hand */

/* Rows that are not read yet. */
static const struct rec *held[HELD_MOST];
static size_t held_count;
static struct pool held_pool;

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
	cellrow_take(&cells, row, before);
}

/* How many cells of a header are called as the block calls its columns and notes
 * first of all. */
static size_t
own_cells(const struct block *b)
{
	const struct form_hits *hits;
	size_t n = 0;

	for (size_t i = 0; i < cells.n; i++) {
		hits = cells.v[i].hits;
		for (int k = 0; k < hits->n; k++)
			n += hits->row[k] >= b->head.first &&
			    hits->row[k] < b->head.lines && str_eq(
			    cells.v[i].folded, form_label(hits->row[k]));
	}
	return n;
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
		if (!head_take(&b->head, &cells, false) && (one_a_line ||
		    !head_take(&b->head, &cells, true))) {
			if (!any && head_take_above(&b->head, &cells))
				return true;
			continue;
		}
		any = true;
		if (!b->head.complete || (complete != NULL &&
		    b->head.lacking && !complete->head.lacking))
			continue;
		if (complete != NULL && complete->head.lacking &&
		    !b->head.lacking)
			complete = NULL;
		candidates = complete == NULL ? 1 : candidates + 1;
		if (complete == NULL || own_cells(b) > own_cells(complete))
			complete = b;
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
	opened = true;
	for (blanks = 0; one_a_line && blanks < cells.n &&
	    cells.v[cells.n - 1 - blanks].folded.n == 0; blanks++)
		;
	align_header(cells.loses_blanks && head_lacks_totals(&active->head),
	    active->head.lacking);
	return any;
}

/* Data */

/* The row for data without any label, when the block has one, and the cell *at where
 * they begin: behind a cell more, which may be called anything.  In a text of one cell
 * a line, blanks with which the row begins stand behind the header. */
static int
unlabelled(const struct block *b, size_t *at)
{
	int row = b->head.first;

	while (row < b->head.end && !(form_is(row, FORM_ROW) &&
	    form_cell(row, FORM_LABELS).n == 0))
		row++;
	if (row == b->head.end || cells.n == 0)
		return NONE;
	*at = head_blanks(&cells, 0, b->head.margin) ? b->head.margin : 0;
	if (cells.n == (size_t)b->head.width + 1 && !cells.loses_blanks &&
	    cellrow_is_text(&cells.v[0]))
		*at = 1;
	for (size_t i = *at; i < cells.n; i++)
		if (!cells.v[i].value)
			return NONE;
	if (head_filled(&cells) == 0 && (b->astray || b->last != NONE))
		return NONE; /* no row, but what ends the table */
	for (; cells.n + blanks == (size_t)b->head.width && blanks != 0; blanks--)
		cellrow_put_blank(&cells, 0);
	return row;
}

/* Gives a fact its row's place. */
static void
place(const struct rec *row, struct fact *fact, struct facts *f)
{
	static struct buf b;

	b.n = 0;
	buf_put(&b, row->f[ROW_TABLE]);
	buf_byte(&b, ':');
	buf_put(&b, row->f[ROW_ROW]);
	fact->line = pool_str(&f->pool, row->f[F_LINE]);
	fact->row = pool_str(&f->pool, buf_str(&b));
}

/* What the facts of a row share. */
static struct fact
fact_of(const struct rec *row, struct facts *f)
{
	struct fact fact = { .scope = STR(""), .period = period, .column = 1 };

	place(row, &fact, f);
	return fact;
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
	if (turned && i < cells.n)
		place(flip_origin(cell->ordinal, &fact->ordinal), fact, f);
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
		stretch_take_back(from, to, "row-order", "another row has this "
		    "label: not read", f);
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

/* The row is not read: its cells are not one for each column, or it may be another
 * one. */
static void
warn_doubt(const struct rec *row, const struct block *b, size_t at, bool fits,
    struct facts *f)
{
	if (!fits)
		records_warn(f->doc, row->f[F_LINE], f->report, "row-width",
		    "%zu cells under %d columns: not read", cells.n - at,
		    b->head.width);
	else
		records_warn(f->doc, row->f[F_LINE], f->report, "row-order",
		    "a row with this label has been read, or several have it "
		    "and this is not the place of one that is left: not read");
}

/* Adds what the cells from `at` on say. */
static void
add_values(const struct rec *row, const struct block *b, int label, size_t at,
    bool readable, struct facts *f)
{
	struct fact fact = fact_of(row, f);
	int unit = unit_of(b, at);
	size_t unread = 0;

	for (size_t i = 0; i < (size_t)b->head.width; i++)
		unread += add(&fact, label, b->head.column[i], at + i,
		    unit == VALUE_NO_UNIT ? b->head.unit[i] : unit, readable, f);
	if (unread == 0)
		return;
	if (cells.loses_blanks && cellrow_has_several(&cells, at))
		align_orphan(); /* one may be of a row that seems to have none */
	records_warn(f->doc, row->f[F_LINE], f->report, "cell-unread",
	    "%zu cells of the row are no numbers that can be read", unread);
}

/* True when the last cell of the row is blank, but for notes, of which most have
 * none. */
static bool
ends_blank(const struct block *b, size_t at)
{
	size_t width = (size_t)b->head.width;

	while (width > 1 && form_is_notes(b->head.column[width - 1]))
		width--;
	return cells.v[at + width - 1].folded.n == 0;
}

/* The cells from `at` on are the values of the row `label`; in_doubt: it may
 * be another row that has this label. */
static void
read_values(const struct rec *row, struct block *b, int label, size_t at,
    bool in_doubt, struct facts *f)
{
	struct stretch_row read = { .from = f->n };
	bool part = form_is(label, FORM_PART), fits, blank;

	fits = fit_cells(&cells, &b->head, row, &at,
	    !in_doubt && form_is(label, FORM_ROW), &read);
	if (read.joined)
		records_warn(f->doc, row->f[F_LINE], f->report, "digits-joined",
		    "digits stand apart, and were put together as the total "
		    "demands");
	blank = cellrow_is_blank_from(&cells, at);
	if (blank && (!fits || (part && (cells.loses_blanks || in_doubt)))) {
		/* A label alone, or a row that has lost all its blanks. */
		if (form_is(label, FORM_ROW))
			warn_alone(row, b, label, f);
		return;
	}
	if (b->seen[label - b->head.first] && !b->shared)
		doubt_first(b, label, f);
	b->seen[label - b->head.first] = true;
	if (!fits || in_doubt)
		warn_doubt(row, b, at, fits, f);
	add_values(row, b, label, at, fits && !in_doubt, f);
	read.to = f->n;
	if (part && read.to != read.from) {
		beside.label = label;
		beside.from = read.from;
		beside.to = read.to;
		beside.blank = blank;
	}
	if (!blank)
		align_follow();
	if (!blank && in_doubt)
		align_orphan();
	if (!fits || in_doubt || (part && blank))
		return;
	read.values = !blank;
	read.last_blank = ends_blank(b, at);
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
		stretch_take_back(beside.from, beside.to, "row-label",
		    "the numbers are the group's, or of its first row, whose "
		    "label is missing: not read", f);
	}
}

/* True when labels, and no numbers, stand in the cells from i on: rows may be called
 * as columns are. */
static bool
is_of_header(size_t i)
{
	size_t labels = 0;

	if (i == cells.n || (cells.v[i].value && cells.v[i].folded.n != 0))
		return false; /* most rows */
	for (; i < cells.n; i++)
		labels += cells.v[i].hits->n != 0 && !cells.v[i].value;
	return labels != 0 && !cellrow_has_number(&cells);
}

/* True when a total may be another's: what it is of has numbers of its own, or is not
 * the label beside it, above, and has no parts whose rows end above it. */
static bool
is_lost_total(const struct block *b, int total, int above,
    const struct head_cell *cell)
{
	int whole = form_parent(total);

	return rowlabel_is_total(total) && (b->seen[whole - b->head.first] ||
	    (above != whole && !(form_is(whole, FORM_PART) &&
	    str_eq(cell->folded, form_label(total)))));
}

static bool
read_data(const struct rec *row, struct block *b, struct facts *f)
{
	int label = NONE, next;
	bool crossed = false; /* a label stands behind one of its parts */
	size_t i;

	b->shared = false;
	if (b->last == NONE && cellrow_is_index(&cells))
		return true;
	for (i = 0; i < cells.n; i++) {
		/* Labels that span from the rows above, or a row's number. */
		if ((label == NONE && cellrow_is_before_label(&cells, i)) ||
		    cellrow_is_numbering(&cells, i))
			continue;
		next = rowlabel_find(&b->head, &cells.v[i], b->group);
		if (next == NONE)
			break;
		crossed |= (label != NONE && !rowlabel_is_within(next, label)) ||
		    is_lost_total(b, next, label, &cells.v[i]);
		label = next;
		b->shared = rowlabel_count(&b->head, &cells.v[i], &next) > 1;
		b->astray &= b->shared;
		b->group = form_first_part(label) != NONE ? label :
		    form_parent(label);
	}
	if (label == NONE)
		label = unlabelled(b, &i);
	if (label == NONE || is_of_header(i) || (i < cells.n &&
	    !form_is_none(b->head.column[0]) && cellrow_is_text(&cells.v[i]))) {
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

/* True when it is known, or the row tells, of which block the header is. */
static bool
is_told(const struct rec *row)
{
	struct block *only = NULL;
	size_t i = 0, n = 0;

	if (active == NULL || active->last != NONE || candidates == 1)
		return true;
	take_cells(row);
	while (i < cells.n && cellrow_is_before_label(&cells, i))
		i++;
	for (struct block *b = blocks; i < cells.n &&
	    b < blocks + form_blocks(); b++)
		if (b->header == headers && b->head.complete &&
		    rowlabel_find(&b->head, &cells.v[i], NONE) != NONE) {
			only = b;
			n++;
		}
	if (n == 1)
		active = only;
	return n == 1 || (n == 0 &&
	    (held_count == 0 || !cellrow_has_number(&cells)));
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

static void
begin_table(void)
{
	active = NULL;
	headed = opened = numbered = false;
	flip_begin();
	period = STR("year");
	last_line = 0;
	halves_begin();
	bare = 0;
	unread_begin();
	table = STR("");
	fit_begin();
	repeat_begin();
	align_begin();
	beside.label = NONE;
	for (int i = 0; i < form_blocks(); i++) {
		blocks[i].head.width = 0;
		blocks[i].head.complete = false;
		blocks[i].head.sides.n[0] = blocks[i].head.sides.n[1] = 0;
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

/* True for a table that is one of the forms, for all that has been seen of it. */
static bool
is_known(void)
{
	return headed || active != NULL || unread_shows_form();
}

/* The row is not read.  Whether its table is one of the forms, or is to be turned,
 * may show only in the rows to come. */
static void
warn_unknown(const struct rec *row, struct facts *f)
{
	unread_put(row->f[F_LINE], cellrow_has_label(&cells));
	if (opened && !turned)
		unread_warn(is_known(), f);
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
		next = rowlabel_find(&active->head, &cells.v[i], active->group);
		if (next == NONE)
			break;
		label = next;
	}
	return label != NONE && label > active->last;
}

/* What stands in the only cell of a row that is not blank. */
static struct str
only_text(void)
{
	size_t i = 0;

	while (cells.v[i].folded.n == 0)
		i++;
	return cells.v[i].raw;
}

static void
take_inside(struct str text)
{
	caption_inside(text, numbered);
}

/* Where cells stand alone on their lines, the next table's name, and more of it, may
 * come behind the last value of a row. */
static void
take_caption(void)
{
	for (size_t n = cells.n; n != 0 && (cells.v[n - 1].folded.n == 0 ||
	    (cells.v[n - 1].hits->n == 0 && !cells.v[n - 1].value)); n--)
		take_inside(cells.v[n - 1].raw);
}

/* True when a whole row stands in a cell. */
static bool
is_listed(void)
{
	for (size_t i = 0; i < cells.n; i++)
		if (listed_is(cells.v[i].raw) || listed_is_values(cells.v[i].raw))
			return true;
	return false;
}

static void
read_known(const struct rec *row, struct facts *f)
{
	struct block *was;
	bool numbers, listed;

	one_a_line = str_eq(row->f[ROW_KIND], STR("cells"));
	cells.loses_blanks = one_a_line ||
	    str_eq(row->f[ROW_KIND], STR("layout"));
	take_cells(row);
	align_cells(row->n - ROW_FIELDS);
	fit_look(&cells);
	numbered = numbered || cellrow_has_number(&cells);
	was = active;
	if (one_a_line) {
		take_caption();
		repeat_look(&cells);
	}
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
	if (!numbers && !turned && head_filled(&cells) == 1)
		take_inside(only_text());
	/* One cell, or a row with numbers, is no header that could close one. */
	if (head_filled(&cells) < 2 || numbers)
		active = was;
	if (active != NULL) {
		active->broken |= !numbers;
		active->astray |= head_filled(&cells) != 0;
	}
	if (numbers)
		align_orphan();
	nameless |= turned && numbers && cells.v[0].value;
	listed = !numbers && is_listed();
	if (!numbers && active == NULL && head_filled(&cells) == 1 &&
	    (listed || cellrow_has_label(&cells)) && ++bare == BARE_MOST)
		records_warn(f->doc, row->f[F_LINE], f->report, "table-unread",
		    "%d rows have a label of the forms, but no header, and no "
		    "cells beside it for values: the table is not read",
		    BARE_MOST);
	if (numbers || (listed && active != NULL) ||
	    (cellrow_has_word(&cells) && cellrow_has_label(&cells)))
		warn_unknown(row, f);
}

static void
release(struct facts *f)
{
	if (held_count == 0)
		return;
	for (size_t i = 0; i < held_count; i++)
		read_known(held[i], f);
	held_count = 0;
	pool_reset(&held_pool);
}

/* Rows whose labels several forms have, under a header that they have too, wait for
 * one that tells which it is. */
static void
read(const struct rec *row, struct facts *f)
{
	if (!is_told(row) && held_count < HELD_MOST) {
		held[held_count++] = rec_keep(&held_pool, row);
		return;
	}
	release(f);
	read_known(row, f);
}

static void
read_right(struct facts *f)
{
	const struct rec *row;

	release(f);
	for (size_t i = 0; (row = halves_right(i, &before)) != NULL; i++)
		read(row, f);
	release(f);
	before = 0;
	halves_drop();
}

/* True when so few rows of the block at hand have been read that the table is no such
 * form, but another one that has some of its labels above its columns. */
static bool
has_few_rows(void)
{
	size_t rows = 0, seen = 0;

	for (int i = active->head.first; i < active->head.end; i++) {
		rows += form_is(i, FORM_ROW);
		seen += active->seen[i - active->head.first];
	}
	return seen * TURNED_SHARE < rows;
}

/* A table of which no header was found may have it in its first column.  Where a
 * column has lost its label, those of others may have moved. */
static void
read_turned(struct facts *f)
{
	size_t unread = unread_count(), n = opened ? 0 : flip_turn();
	size_t from = f->n;

	turned = true;
	nameless = false;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = i; k < n && !is_told(flip_row(k)); k++)
			;
		read_known(flip_row(i), f);
	}
	turned = false;
	if (from != f->n && (nameless || (active != NULL && has_few_rows()))) {
		stretch_take_back(from, f->n, "row-label", nameless ?
		    "a column of a turned table has no label: not read" :
		    "few columns of a turned table are called as rows of the "
		    "form: not read", f);
		align_begin();
	}
	if (f->n != from)
		unread_drop(0, unread);
	else
		unread_drop(unread, unread_count());
}

static void
end_table(struct facts *f)
{
	read_right(f);
	read_turned(f);
	unread_warn(is_known(), f);
	if (one_a_line && !repeat_found())
		align_orphan(); /* their labels have lost them */
	align_settle(f);
	rival_settle(f);
}

/* Finds of which year the numbers of a row are; false, with a warning for its
 * table, when they are not of the report's, nor of the one before, or another
 * body's. */
static bool
find_period(const struct rec *row, struct facts *f)
{
	bool was = period.n != 0;

	period = caption_period(row->f[ROW_SECTION]);
	if (caption_is_foreign()) {
		period = STR("");
		if (was)
			records_warn(f->doc, row->f[F_LINE], f->report,
			    "table-body", "the line above names another body: "
			    "the table is not read");
	} else if (period.n == 0 && was)
		records_warn(f->doc, row->f[F_LINE], f->report, "table-year",
		    "the line above names another year: the table is not read");
	return period.n != 0;
}

/* Takes a unit that stands on a line behind a header: it is that of its only
 * column, or of one of several, and of which nobody knows. */
static void
take_unit(struct head *h, struct str text)
{
	static struct folded f;
	int unit;

	fold(str_trim(text), &f);
	unit = value_named_unit(buf_str(&f.text));
	for (int i = 0; i < h->width && unit != VALUE_NO_UNIT; i++)
		if (h->unit[i] == VALUE_NO_UNIT)
			h->unit[i] = h->width == 1 ? unit : VALUE_UNIT_CUT;
}

/* True for a year and nothing else. */
static bool
is_year(struct str text)
{
	static struct folded f;
	struct str relative;

	fold(str_trim(text), &f);
	return caption_relative(buf_str(&f.text), &relative) &&
	    relative.n <= strlen("上年度");
}

void
tables_line(const struct rec *skip)
{
	if (records_count(skip, F_LINE) <= last_line)
		return;
	if (active != NULL && active->last == NONE) {
		take_unit(&active->head, skip->f[SKIP_TEXT]);
		if (is_year(skip->f[SKIP_TEXT]))
			return; /* of a column, not of a table */
	}
	caption_wait(skip->f[SKIP_TEXT], numbered, records_count(skip, F_LINE));
}

/* A line that is a row of several columns' names, such as 去年同期, is none that names
 * the year of the table. */
static void
drop_header(const struct rec *row)
{
	size_t columns = 0;

	if (!caption_waits(records_count(row, F_LINE),
	    records_count(row, ROW_LAST)))
		return;
	take_cells(row);
	for (size_t i = 0; i < cells.n; i++)
		columns += form_has(cells.v[i].hits, FORM_COL);
	if (columns > 1)
		caption_drop();
}

void
tables_row(const struct rec *row, struct facts *f)
{
	struct str number = row->f[ROW_TABLE];

	drop_header(row);
	if (!str_eq(number, table)) {
		if (held_count == 0 || !is_adjacent(row))
			read_right(f);
		if (!is_adjacent(row) && !goes_on(row)) {
			end_table(f);
			begin_table();
		}
		if (number.n > sizeof table_digits)
			number.n = sizeof table_digits;
		memcpy(table_digits, number.p, number.n);
		table = (struct str){ table_digits, number.n };
	}
	last_line = records_count(row, ROW_LAST);
	if (!find_period(row, f))
		return;
	kind = str_eq(row->f[ROW_KIND], STR("html")) ? STR("html") :
	    str_eq(row->f[ROW_KIND], STR("pipe")) ? STR("pipe") :
	    str_eq(row->f[ROW_KIND], STR("tab")) ? STR("tab") : STR("");
	if (!opened && kind.n != 0)
		flip_keep(row);
	read(halves_left(row), f);
}

void
tables_begin(void)
{
	rival_begin();
	begin_table();
}

void
tables_end(struct facts *f)
{
	end_table(f);
}
