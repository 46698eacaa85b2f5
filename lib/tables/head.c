#include "domain/value.h"
#include "tables/head.h"

static const struct head_row *at_hand; /* of head_take() */

bool
head_has(const struct head *h, int row)
{
	return row >= h->first ? row < h->end : row < form_commons();
}

bool
head_blanks(const struct head_row *row, size_t from, size_t to)
{
	for (; from < to; from++)
		if (from >= row->n || row->v[from].folded.n != 0)
			return false;
	return true;
}

/* How many cells of the row are not blank. */
size_t
head_filled(const struct head_row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n; i++)
		n += row->v[i].folded.n != 0;
	return n;
}

uint64_t
head_blocks(const struct head_row *row)
{
	uint64_t may = UINT64_MAX;

	for (size_t i = 1; i < row->n; i++)
		if (row->v[i].hits->n != 0)
			may &= form_in_header(row->v[i].hits);
	return may;
}

int
head_find(const struct head *h, const struct head_cell *cell, enum form_what what)
{
	for (int i = 0; i < cell->hits->n; i++)
		if (form_is(cell->hits->row[i], what) &&
		    head_has(h, cell->hits->row[i]))
			return cell->hits->row[i];
	return FORM_NONE;
}

static bool
is_note(const struct head *h, const struct head_cell *cell)
{
	return head_find(h, cell, FORM_NOTE) != FORM_NONE;
}

/* A column that may be missing: but where the row's form loses blank cells, a
 * value less and a column less look the same, and only one that gives no
 * indicator may, or the totals, without which other rows can tell. */
static bool
may_be_missing(int column)
{
	return form_is_optional(column) && (!at_hand->loses_blanks ||
	    form_is_totals(column) ||
	    (form_is_none(column) && !str_ends(form_key(column), STR("??"))));
}

static bool
taken(const int *header, int from, int to, int column)
{
	for (; from < to; from++)
		if (header[from] == column)
			return true;
	return false;
}

/* False for what names something and says what it is: 单位:件. */
static bool
is_bare(struct str folded)
{
	return !str_has(folded, STR(":")) || str_starts(folded, STR("其中:"));
}

/* True for no label of the forms, or one that another form has for a column of another
 * year, or the like. */
static bool
is_other(const struct head_cell *cell)
{
	for (int i = 0; i < cell->hits->n; i++)
		if (!form_is_other(cell->hits->row[i]))
			return false;
	return true;
}

/* The column that any block may have and that the cell names; or, unless it may be
 * the header of the labels, one for what is_other().  Whether that is a
 * column at all shows in the rows, which must have a cell for it. */
static int
common_column(const struct head_cell *cell, bool corner, const int *header,
    int from, int to)
{
	for (int i = 0; i < form_commons(); i++)
		if (form_is(i, FORM_COL) && (form_is_any(i) ?
		    is_other(cell) && !cell->value && !corner &&
		    is_bare(cell->folded) :
		    form_hit(cell->hits, i) && !taken(header, from, to, i)))
			return i;
	return FORM_NONE;
}

/* The column of the block that a header cell names, unless it stands in
 * header[from..to) already: one below a group (FORM_NONE: a top one), or where
 * no groups are printed, and rows are certain, any that has the label alone;
 * else one of which the cell has some of the characters. */
static int
column_below(const struct head *h, int group, const struct head_cell *cell,
    bool corner, const int *header, int from, int to)
{
	struct str above = group == FORM_NONE ? STR("") : form_key(group);
	int alone = FORM_NONE, of_label = 0, remnant = FORM_NONE, of_remnant = 0;

	for (int i = h->first; i < h->lines; i++) {
		if (!form_is(i, FORM_COL) && !form_is(i, FORM_GROUP))
			continue;
		if (form_hit(cell->hits, i)) {
			if (str_eq(form_cell(i, FORM_UNDER), above) &&
			    !taken(header, from, to, i))
				return i;
			of_label++;
			alone = i;
		} else if (cell->hits->n == 0 &&
		    str_eq(form_cell(i, FORM_UNDER), above) &&
		    form_is_remnant(cell->folded, i)) {
			of_remnant++;
			remnant = i;
		}
	}
	if (of_label != 0)
		return group == FORM_NONE && of_label == 1 &&
		    form_is(alone, FORM_COL) &&
		    !taken(header, from, to, alone) ? alone : FORM_NONE;
	if (of_remnant != 0)
		return of_remnant == 1 && !taken(header, from, to, remnant) ?
		    remnant : FORM_NONE;
	/* Below a group, it might as well stand behind all columns. */
	return group == FORM_NONE ?
	    common_column(cell, corner, header, from, to) : FORM_NONE;
}

static bool
is_complete(const struct head *h, const int *header, int width)
{
	for (int i = 0; i < width; i++)
		if (form_is(header[i], FORM_GROUP))
			return false;
	for (int i = h->first; i < h->lines; i++)
		if (form_is(i, FORM_COL) && !may_be_missing(i) &&
		    !taken(header, 0, width, i))
			return false;
	return true;
}

/* True for a header that has totals, and so many columns that it may have lost one,
 * with its label: whether its cells are missing in every row too, the totals tell. */
static bool
is_lacking(const struct head *h)
{
	bool totals = false;

	if (h->complete || h->blanks || h->width < HEAD_SURE ||
	    at_hand->loses_blanks)
		return false;
	for (int i = 0; i < h->width; i++) {
		if (form_is(h->column[i], FORM_GROUP))
			return false;
		totals |= form_is_totals(h->column[i]);
	}
	return totals;
}

/* True when the header has the column, or what is below the group. */
static bool
covers(const struct head *h, const int *header, int width, int column)
{
	if (taken(header, 0, width, column))
		return true;
	for (int i = 0; i < width && form_is(column, FORM_GROUP); i++)
		if (head_has(h, header[i]) &&
		    str_eq(form_cell(header[i], FORM_UNDER), form_key(column)))
			return true;
	return false;
}

/* The first row of a header has all columns that are below no group. */
static bool
has_all_on_top(const struct head *h, const int *header, int width)
{
	for (int i = h->first; i < h->lines; i++)
		if ((form_is(i, FORM_COL) || form_is(i, FORM_GROUP)) &&
		    form_cell(i, FORM_UNDER).n == 0 && !may_be_missing(i) &&
		    !covers(h, header, width, i))
			return false;
	return true;
}

/* The columns of a header as it is put together. */
struct header {
	int column[HEAD_COLUMNS], width;
	size_t place[HEAD_COLUMNS];
	int unit[HEAD_COLUMNS];
};

static void
put_column(struct header *h, int column, size_t place, int unit)
{
	h->column[h->width] = column;
	h->unit[h->width] = unit;
	h->place[h->width++] = place;
}

/* Passes over cells that name no column: blanks, the notes that come first, and
 * where spans are printed as copies, a copy of the cell before or of the column
 * above. */
static size_t
pass_over(const struct head *h, size_t i, bool first, bool copies, int above)
{
	const struct head_cell *cell;

	for (; i < at_hand->n; i++) {
		cell = &at_hand->v[i];
		if (cell->folded.n == 0 || (first && is_note(h, cell)))
			continue;
		if (!copies || !((above != FORM_NONE &&
		    form_hit(cell->hits, above)) || (i > 0 &&
		    str_eq(cell->folded, at_hand->v[i - 1].folded))))
			break;
	}
	return i;
}

/* True when nothing stands before cell i but the header of the rows' numbers: it may
 * be that of their labels. */
static bool
is_corner(const struct head *h, size_t i)
{
	int note;

	while (i-- > 0) {
		note = head_find(h, &at_hand->v[i], FORM_NOTE);
		if (note == FORM_NONE || !str_eq(form_key(note), STR("#")))
			return false;
	}
	return true;
}

/* The last cell that stands above all columns; row->n: none does. */
static size_t
last_above(const struct head *h, const struct head_row *row)
{
	size_t last = row->n;
	int note;

	for (size_t i = 0; i < row->n; i++) {
		note = head_find(h, &row->v[i], FORM_NOTE);
		if (note != FORM_NONE &&
		    str_eq(form_key(note), STR("above")))
			last = i;
	}
	return last;
}

bool
head_take_above(struct head *h, const struct head_row *row)
{
	struct head_sides sides;
	bool corner, behind;
	size_t above = last_above(h, row);
	int column;

	at_hand = row;
	sides.n[false] = sides.n[true] = 0;
	for (size_t i = 0; i < row->n; i++) {
		if (row->v[i].folded.n == 0 || is_note(h, &row->v[i]))
			continue;
		corner = !row->loses_blanks && is_corner(h, i);
		column = common_column(&row->v[i], corner, NULL, 0, 0);
		if (column == FORM_NONE && !corner)
			return false;
		behind = i > above;
		if (above == row->n || sides.n[behind] == HEAD_SIDE)
			return false;
		if (column == FORM_NONE ||
		    (row->loses_blanks && form_is_notes(column)))
			continue; /* most notes are blank, and lost */
		sides.place[behind][sides.n[behind]] = i;
		sides.column[behind][sides.n[behind]++] = column;
	}
	h->sides = sides;
	return true;
}

static void
put_side(struct header *new, const struct head_sides *s, bool behind)
{
	for (size_t i = 0; i < s->n[behind]; i++)
		if (new->width < HEAD_COLUMNS - 1)
			put_column(new, s->column[behind][i],
			    s->place[behind][i], VALUE_NO_UNIT);
}

/* True when a first row has columns that stand below no group, but should; where
 * blanks are lost, it must have all others too. */
static bool
lacks_groups(const struct head *h, const struct header *new)
{
	if (!at_hand->loses_blanks)
		return false;
	for (int i = 0; i < new->width; i++)
		if (form_cell(new->column[i], FORM_UNDER).n != 0)
			return !is_complete(h, new->column, new->width) ||
			    new->width < HEAD_SURE;
	return false;
}

/* True when the row has nothing but the totals and the header of the labels' own
 * column: some print the totals alone. */
static bool
are_totals(const struct head *h, const struct header *new)
{
	size_t notes = 0;
	int note;

	if (new->width != 1 || !form_is_totals(new->column[0]))
		return false;
	for (size_t i = 0; i < new->place[0]; i++) {
		note = head_find(h, &at_hand->v[i], FORM_NOTE);
		notes += note != FORM_NONE;
		if (at_hand->v[i].folded.n != 0 && (note == FORM_NONE ||
		    form_key(note).n != 0))
			return false;
	}
	return notes != 0;
}

/* True for so many columns, or groups of them, that the first cell can be nothing
 * but the header of the labels. */
static bool
are_sure(const struct header *new)
{
	int groups = 0;

	for (int i = 0; i < new->width; i++)
		groups += form_is(new->column[i], FORM_GROUP);
	return new->width >= HEAD_SURE || groups > 1;
}

/* The cells of a header row, as they are put under the groups of the one above. */
struct placing {
	struct header to;
	size_t i;     /* the cell at hand */
	bool copies;  /* spans are printed as copies */
	bool first;   /* no cell has been put */
	bool strange; /* the labels' own column has a name not known */
};

/* The column that the next cell is below a group, of which those from start on
 * have been put; FORM_NONE: it is below another, or the row has ended. */
static int
next_column(const struct head *h, struct placing *p, int group, int start)
{
	bool corner; /* the cell may be the header of the labels */
	int column;

	for (;; p->i++) {
		p->i = pass_over(h, p->i, p->first, p->copies, FORM_NONE);
		if (p->i == at_hand->n)
			return FORM_NONE;
		corner = p->first && is_corner(h, p->i);
		column = column_below(h, group, &at_hand->v[p->i], corner,
		    p->to.column, start, p->to.width);
		if (column != FORM_NONE || !corner || at_hand->loses_blanks)
			return column;
		p->strange = true;
	}
}

/* Puts the columns of a group; false when there are none. */
static bool
put_group(const struct head *h, struct placing *p, int group)
{
	int start = p->to.width, column;

	while (p->to.width < HEAD_COLUMNS - 1 &&
	    (column = next_column(h, p, group, start)) != FORM_NONE) {
		put_column(&p->to, column, p->i, at_hand->v[p->i].unit);
		p->first = false;
		p->i++;
	}
	return p->to.width != start;
}

/* Puts what stands below column k of old; false when nothing does. */
static bool
put_below(const struct head *h, struct placing *p, const struct header *old,
    int k)
{
	int above = old->column[k];

	if (above == FORM_NONE || form_is(above, FORM_GROUP)) {
		if (put_group(h, p, above))
			return true;
		/* Its columns are in a row to come. */
		if (above == FORM_NONE || p->to.width == HEAD_COLUMNS - 1)
			return false;
		put_column(&p->to, above, old->place[k], old->unit[k]);
		return true;
	}
	put_column(&p->to, above, old->place[k], old->unit[k]);
	if (p->copies)
		p->i = pass_over(h, p->i, p->first, true, above);
	return true;
}

/* The row becomes the header, or its next row. */
static void
take(struct head *h, const struct placing *p)
{
	h->cells = h->cells == at_hand->n ? at_hand->n : 0;
	while (!head_blanks(at_hand, 0, h->margin))
		h->margin--;
	memcpy(h->column, p->to.column, sizeof p->to.column);
	memcpy(h->place, p->to.place, sizeof p->to.place);
	memcpy(h->unit, p->to.unit, sizeof p->to.unit);
	h->width = p->to.width;
	h->copied = p->copies;
}

/* Puts the cells of a header row, in their order, under the groups of old;
 * columns without a cell stand for a cell that spans the row above.  Notes, of
 * which the labels' own column is one, come first, or the values of its rows
 * would not stand behind their labels. */
static bool
extend(struct head *h, const struct header *old, bool copies)
{
	struct placing p = { .copies = copies, .first = true };
	bool top = old->column[0] == FORM_NONE; /* there is no row above */
	bool totals; /* are all that it has */

	if (top)
		put_side(&p.to, &h->sides, false);
	for (int k = 0; k < old->width; k++)
		if (!put_below(h, &p, old, k))
			return false;
	p.i = pass_over(h, p.i, false, copies, FORM_NONE);
	if (top)
		put_side(&p.to, &h->sides, true);
	totals = top && are_totals(h, &p.to);
	if (p.i != at_hand->n || (p.strange && !are_sure(&p.to)) ||
	    (top && !totals && (!has_all_on_top(h, p.to.column, p.to.width) ||
	    lacks_groups(h, &p.to))))
		return false;
	if (top) {
		h->sides.n[false] = h->sides.n[true] = 0;
		h->cells = h->margin = at_hand->n;
	}
	take(h, &p);
	h->blanks = (!top && h->blanks) || head_filled(at_hand) != at_hand->n;
	h->complete = totals || is_complete(h, h->column, h->width);
	h->lacking = is_lacking(h);
	h->complete |= h->lacking;
	return true;
}

bool
head_take(struct head *h, const struct head_row *row, bool copies)
{
	static const struct header top = { { FORM_NONE }, 1, { 0 },
		{ VALUE_NO_UNIT } };
	struct header old = { .width = h->width };

	at_hand = row;
	memcpy(old.column, h->column, sizeof old.column);
	memcpy(old.place, h->place, sizeof old.place);
	memcpy(old.unit, h->unit, sizeof old.unit);
	return (h->width != 0 && !h->complete && extend(h, &old, copies)) ||
	    (head_filled(row) > 1 && extend(h, &top, copies));
}

bool
head_lacks_totals(const struct head *h)
{
	for (int i = h->first; i < h->lines; i++)
		if (form_is(i, FORM_COL) && form_is_totals(i) &&
		    !taken(h->column, 0, h->width, i))
			return true;
	return false;
}

bool
head_all_notes(const struct head *h, const struct head_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (row->v[i].folded.n != 0 && !is_note(h, &row->v[i]))
			return false;
	return true;
}
