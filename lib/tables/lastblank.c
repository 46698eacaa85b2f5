#include "tables/lastblank.h"
#include "tables/rowsum.h"

enum {
	ROWS_LEAST = 4, /* of which one is odd */
	MOVED_LEAST = 2 /* rows that show that all have lost a column */
};

static void
doubt(struct stretch_row *row, struct facts *f)
{
	stretch_doubt(row, "the last value is blank, or the row has lost one: "
	    "not read", f);
}

void
lastblank_padded(const struct stretch *s, struct facts *f)
{
	bool filled = false;

	for (size_t i = s->from; i < s->to; i++)
		filled |= s->rows[i].last_blank ? rowsum_has_total(&s->rows[i], f) :
		    s->rows[i].to > s->rows[i].from + 1;
	for (size_t i = s->from; filled && i < s->to; i++)
		if (s->rows[i].last_blank && s->rows[i].values)
			doubt(&s->rows[i], f);
}

static bool
is_blank(const struct fact *fact)
{
	return strcmp(fact->value.qualifier, "empty") == 0;
}

/* True when the row has a number that is not 0, or cannot be read, or with others,
 * anything that is no blank. */
static bool
has_number(const struct stretch_row *row, bool others, const struct facts *f)
{
	for (size_t i = row->from; i < row->to; i++)
		if (others ? !is_blank(&f->v[i]) :
		    stretch_is_unread(&f->v[i]) || (f->v[i].value.present &&
		    f->v[i].value.number.n != 0))
			return true;
	return false;
}

/* True when a value stands behind a blank. */
static bool
has_inner_blank(const struct stretch_row *row, const struct facts *f)
{
	for (size_t i = row->from; i + 1 < row->to; i++)
		if (is_blank(&f->v[i]) && !is_blank(&f->v[i + 1]))
			return true;
	return false;
}

static bool
ends_blank(const struct stretch_row *row, const struct facts *f)
{
	return row->to > row->from + 1 && is_blank(&f->v[row->to - 1]);
}

/* True when the table leaves cells blank that stand before values, or whole
 * rows. */
static bool
leaves_blanks(const struct stretch *s, const struct facts *f)
{
	for (size_t i = s->from; i < s->to; i++)
		if (has_inner_blank(&s->rows[i], f) ||
		    (!s->rows[i].alone && !has_number(&s->rows[i], true, f)))
			return true;
	return false;
}

/* True when under this header more rows with a number end blank than do not;
 * *alone: there is one such row at most, which shows no habit. */
static bool
mostly_ends_blank(const struct stretch *s, const struct facts *f, bool *alone)
{
	size_t rows = 0, blank = 0;

	for (size_t i = s->from; i < s->to; i++)
		if (s->rows[i].to > s->rows[i].from + 1 &&
		    has_number(&s->rows[i], false, f)) {
			rows++;
			blank += ends_blank(&s->rows[i], f);
		}
	*alone = rows <= 1;
	return blank * 2 > rows;
}

/* A row whose last cell is blank may have lost a value before it, so that the
 * others stand too far left, and the table has filled it up.  If its total has
 * moved, it is no less than the sum of what stands before it; when it is that
 * sum, it has.  Otherwise blanks at the end of rows are the habit of a table when
 * most end so, or others are blank too; but where cells are told by their place
 * on a line, or the blank is a total of numbers, only the former counts. */
static bool
may_be_left(const struct stretch_row *row, bool blanks, bool most,
    const struct facts *f)
{
	bool total;
	int cmp = 0;

	if (rowsum(row, f).right != 0)
		return false;
	total = rowsum_compare_moved(row, f, &cmp);
	if (total && cmp < 0)
		return false;
	if (total && cmp == 0 && f->v[row->to - 2].value.number.n != 0)
		return true;
	return most ? row->placed && !blanks :
	    row->placed || !blanks || total;
}

/* True when under this header the value before a blank total is the total of those
 * before it, in several rows, and in none less: all rows have lost a column. */
static bool
have_moved(const struct stretch *s, const struct facts *f)
{
	size_t rows = 0;
	const struct stretch_row *row;
	int cmp;

	for (size_t i = s->from; i < s->to; i++) {
		row = &s->rows[i];
		if (!ends_blank(row, f) ||
		    !rowsum_compare_moved(row, f, &cmp))
			continue;
		if (cmp < 0)
			return false;
		rows += cmp == 0 && f->v[row->to - 2].value.number.n != 0;
	}
	return rows >= MOVED_LEAST;
}

/* The same where nothing fills rows up as a rule, because their cells are marked,
 * or rows differ in length: then a row is in doubt that alone has no total, or has a
 * wrong one, or another that is right; where the table has no other blank, also one
 * without others beside it, and one among many. */
static bool
is_odd(const struct stretch_row *row, bool blanks, bool alone, bool most,
    bool many, const struct facts *f)
{
	struct rowsum n = rowsum(row, f);

	return n.off != 0 || (n.lacking != 0 && n.right != 0) ||
	    (!most && many && !blanks && row->tagged) ||
	    ((!most || (alone && !blanks)) &&
	    rowsum_is_total(&f->v[row->to - 1]));
}

/* True when most rows under this header have more cells than the row, which has no
 * number in its last column: it has lost one, and a note has moved there. */
static bool
is_shorter(const struct stretch_row *row, const struct stretch *s,
    const struct facts *f)
{
	size_t longer = 0;

	for (size_t i = s->from; i < s->to; i++)
		longer += s->rows[i].length > row->length;
	return row->tagged && row->to != row->from && (row->last_blank ||
	    stretch_is_unread(&f->v[row->to - 1])) && longer * 2 > s->to - s->from;
}

/* True when the row alone has no number in a column of another year, or the like: what
 * stands in its own columns may have moved. */
static bool
lacks_other_year(const struct stretch_row *row, const struct stretch *s)
{
	size_t blank = 0;

	if (row->to == row->from || !row->values || !row->lacks_other ||
	    s->to - s->from < ROWS_LEAST)
		return false;
	for (size_t i = s->from; i < s->to && blank < 2; i++)
		blank += s->rows[i].lacks_other;
	return blank == 1;
}

void
lastblank_doubt(const struct stretch *s, const struct stretch *table, bool uneven,
    struct facts *f)
{
	bool blanks = leaves_blanks(table, f), marked, alone;
	bool most = mostly_ends_blank(s, f, &alone);
	bool many = s->to - s->from >= ROWS_LEAST;
	bool moved = most && have_moved(s, f);
	const struct stretch_row *row;

	for (size_t i = s->from; i < s->to; i++) {
		row = &s->rows[i];
		marked = !row->placed && (row->tagged || uneven);
		if (is_shorter(row, s, f) || lacks_other_year(row, s) ||
		    (moved && ends_blank(row, f) && rowsum_is_total(
		    &f->v[row->to - 1])) ||
		    (!row->sure && ends_blank(row, f) &&
		    has_number(row, !blanks, f) && (marked ?
		    is_odd(row, blanks, alone, most, many, f) :
		    may_be_left(row, blanks, most, f))))
			doubt(&s->rows[i], f);
	}
}
