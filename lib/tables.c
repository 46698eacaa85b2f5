#include <stdlib.h>

#include "fold.h"
#include "tab.h"
#include "tables.h"

enum { WHAT, FORM, BLOCK, KEY, UNDER, LABELS };
enum { COLUMNS = 64, BLOCKS = 64, NONE = -1 };

/* A stretch of tables.tsv; columns and rows are its rows' numbers. */
static struct block {
	int first, end;
	int header[COLUMNS]; /* as printed so far: columns, and groups still */
	int width;           /* whose own columns have not come; 0: no header */
	bool complete;       /* no group is left, no column is missing */
	int group;           /* the row that the next rows may be parts of */
} blocks[BLOCKS];

static struct tab t;
static int count;
static struct block *active;
static struct str table; /* the number of the table being read */
static char table_digits[20];

/* The cells of the row at hand, folded. */
static struct {
	struct str *folded;
	size_t n, cap;
	struct pool pool;
} cells;

static struct str
cell(int row, int column)
{
	return t.row[row].cell[column];
}

static bool
is(int row, const char *what)
{
	return str_eq(cell(row, WHAT), str_of(what));
}

static bool
is_none(struct str key)
{
	return str_starts(key, STR("-"));
}

static bool
is_optional(int column)
{
	return str_ends(cell(column, KEY), STR("?"));
}

/* Loading */

/* The indicator of a row and a column: their keys joined by a dot. */
static const struct indicator *
indicator_of(int row, int column)
{
	static struct buf id;

	id.n = 0;
	buf_put(&id, cell(row, KEY));
	if (id.n != 0)
		buf_byte(&id, '.');
	buf_put(&id, cell(column, KEY));
	return indicator_find(buf_str(&id));
}

static void
check_block(const struct block *b)
{
	for (int r = b->first; r < b->end; r++)
		for (int c = b->first; c < b->end; c++)
			if (is(r, "row") && is(c, "col") &&
			    !is_none(cell(r, KEY)) && !is_none(cell(c, KEY)) &&
			    indicator_of(r, c) == NULL &&
			    !str_eq(cell(r, KEY), STR("req.other")))
				tab_wrong(&t, (size_t)r, "no indicator %.*s.%.*s",
				    (int)cell(r, KEY).n, cell(r, KEY).p,
				    (int)cell(c, KEY).n, cell(c, KEY).p);
}

void
tables_load(const char *folder)
{
	static const char *const whats[] = {
		"col", "group", "row", "part", "note"
	};
	int same, what;

	tab_load(&t, folder, "tables.tsv", "what form block key under labels");
	for (int i = 0; i < (int)t.rows; i++) {
		for (what = 0; what < 5 && !is(i, whats[what]); what++)
			continue;
		if (what == 5)
			tab_wrong(&t, (size_t)i,
			    "what: col, group, row, part or note");
		t.row[i].cell[LABELS] = fold_copy(cell(i, LABELS));
		same = i > 0 && str_eq(cell(i, FORM), cell(i - 1, FORM)) &&
		    str_eq(cell(i, BLOCK), cell(i - 1, BLOCK));
		if (!same && count == BLOCKS)
			tab_wrong(&t, (size_t)i, "more than %d blocks", BLOCKS);
		if (!same)
			blocks[count++].first = i;
		blocks[count - 1].end = i + 1;
	}
	for (int i = 0; i < count; i++)
		check_block(&blocks[i]);
}

/* Labels */

/* Length of a numbering at the start: 一、 (一) 1. 1、 */
static size_t
numbering(struct str s)
{
	static const char digits[] = "一二三四五六七八九十0123456789";
	size_t bracket = str_starts(s, STR("(")), i = bracket, n;

	while (i < s.n) {
		n = (unsigned char)s.p[i] < 0x80 ? 1 : 3;
		if (!str_has(STR(digits), str_slice(s, i, i + n)))
			break;
		i += n;
	}
	if (i == bracket)
		return 0;
	if (bracket)
		return str_starts(str_slice(s, i, s.n), STR(")")) ? i + 1 : 0;
	if (str_starts(str_slice(s, i, s.n), STR("、")))
		return i + 3;
	return str_starts(str_slice(s, i, s.n), STR(".")) ? i + 1 : 0;
}

static bool
among(struct str labels, struct str label)
{
	struct str one;

	while (label.n != 0 && str_split(&labels, '|', &one))
		if (str_eq(one, label))
			return true;
	return false;
}

/* A cell is one of the labels as it is, without its numbering, or without the
 * note in brackets behind it, or around all of it. */
static bool
says(int row, struct str text)
{
	struct str labels = cell(row, LABELS);
	struct str plain = str_slice(text, numbering(text), text.n);
	size_t note = str_find(plain, STR("("), 0);

	if (among(labels, text) || among(labels, plain))
		return true;
	if (note == 0 && str_ends(plain, STR(")")))
		return among(labels, str_slice(plain, 1, plain.n - 1));
	return among(labels, str_slice(plain, 0, note));
}

/* Headers */

static bool
is_note(const struct block *b, struct str text)
{
	for (int i = b->first; i < b->end; i++)
		if (is(i, "note") && says(i, text))
			return true;
	return false;
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
column_below(const struct block *b, int group, struct str text,
    const int *header, int from, int to)
{
	struct str key = group == NONE ? STR("") : cell(group, KEY);

	for (int i = b->first; i < b->end; i++)
		if ((is(i, "col") || is(i, "group")) &&
		    str_eq(cell(i, UNDER), key) && says(i, text) &&
		    !taken(header, from, to, i))
			return i;
	return NONE;
}

static bool
is_complete(const struct block *b, const int *header, int width)
{
	for (int i = 0; i < width; i++)
		if (is(header[i], "group"))
			return false;
	for (int i = b->first; i < b->end; i++)
		if (is(i, "col") && !is_optional(i) &&
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
		if (old[k] != NONE && !is(old[k], "group")) {
			header[width++] = old[k];
			continue;
		}
		for (start = width; width < COLUMNS - 1; i++) {
			while (i < cells.n && (cells.folded[i].n == 0 ||
			    is_note(b, cells.folded[i])))
				i++;
			column = i == cells.n ? NONE : column_below(b, old[k],
			    cells.folded[i], header, start, width);
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
	if (i != cells.n)
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
		if (cells.folded[i].n != 0 && !is_note(b, cells.folded[i]))
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

	for (struct block *b = blocks; b < blocks + count; b++) {
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
find_key(const struct block *b, struct str key)
{
	for (int i = b->first; i < b->end; i++)
		if ((is(i, "row") || is(i, "part")) &&
		    str_eq(cell(i, KEY), key))
			return i;
	return NONE;
}

static bool
is_parent(const struct block *b, int row)
{
	for (int i = b->first; i < b->end; i++)
		if ((is(i, "row") || is(i, "part")) && cell(row, KEY).n != 0 &&
		    str_eq(cell(i, UNDER), cell(row, KEY)))
			return true;
	return false;
}

/* The row that a label names: a part of the group at hand, or of what that is
 * a part of; else the only row of the block with this label. */
static int
row_of(const struct block *b, struct str text, int group)
{
	struct str under;
	int only = NONE, found = 0;

	for (;;) {
		under = group == NONE ? STR("") : cell(group, KEY);
		for (int i = b->first; i < b->end; i++)
			if ((is(i, "row") || is(i, "part")) &&
			    str_eq(cell(i, UNDER), under) && says(i, text))
				return i;
		if (group == NONE)
			break;
		group = cell(group, UNDER).n == 0 ? NONE :
		    find_key(b, cell(group, UNDER));
	}
	for (int i = b->first; i < b->end; i++)
		if ((is(i, "row") || is(i, "part")) && says(i, text)) {
			only = i;
			found++;
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
		if (is(i, "row") && cell(i, LABELS).n == 0)
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

	if (is_none(cell(label, KEY)) || is_none(cell(column, KEY)))
		return;
	if ((in = indicator_of(label, column)) == NULL)
		return;
	place.n = rule.n = 0;
	buf_put(&place, row->f[ROW_TABLE]);
	buf_byte(&place, ':');
	buf_put(&place, row->f[ROW_ROW]);
	buf_byte(&place, ':');
	buf_number(&place, ordinal + 1);
	buf_put(&rule, STR("tables:"));
	buf_put(&rule, cell(b->first, FORM));
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
		if (cells.folded[i].n != 0)
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

	if (blank_from(at) && (!fits || is(label, "part")))
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
		if (cells.folded[i].n == 0 && label == NONE)
			continue; /* a label that spans from the row above */
		next = row_of(b, cells.folded[i], b->group);
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
		if (numeral_next(cells.folded[i], 0, &n) && !n.han &&
		    value_is_cell(row->f[ROW_FIELDS + i]))
			return true;
	return false;
}

/* True when a cell is a row's label in one of the forms. */
static bool
has_label(void)
{
	for (size_t i = 0; i < cells.n; i++)
		for (int r = 0; r < (int)t.rows; r++)
			if (is(r, "row") && says(r, cells.folded[i]))
				return true;
	return false;
}

static void
take_cells(const struct rec *row)
{
	static struct folded f;

	pool_reset(&cells.pool);
	cells.n = 0;
	for (size_t i = ROW_FIELDS; i < row->n; i++) {
		cells.folded = xgrow(cells.folded, cells.n, &cells.cap,
		    sizeof *cells.folded);
		fold(row->f[i], &f);
		cells.folded[cells.n++] =
		    pool_str(&cells.pool, buf_str(&f.text));
	}
}

void
tables_begin(void)
{
	active = NULL;
	table = STR("");
	for (int i = 0; i < count; i++) {
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
	take_cells(row);
	was = active;
	if ((active != NULL && read_data(row, active, f)) || read_header())
		return;
	if (has_number(row))
		active = was; /* no header: a row that is not the form's */
	if (has_number(row) && (active != NULL || has_label()))
		rec_warn(f->doc, row->f[F_LINE], f->report, "row-unknown",
		    "no header, or no label of the form, for the numbers of "
		    "this row: not read");
}
