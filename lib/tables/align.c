#include "core/die.h"
#include "tables/align.h"
#include "tables/lastblank.h"
#include "tables/rowsum.h"
#include "tables/running.h"

enum {
	LOST_LEAST = 2,   /* rows that are short show that blanks are lost */
	ALONE_LEAST = 3,  /* labels before their values, not rows of blanks */
	ODD_TOTALS = 3,   /* wrong ones that show that all are */
	PROOF_LEAST = 2,  /* rows whose totals show what columns a table has */
	ODD_ROWS = 1,     /* so many rows may be odd, the others are believed */
	DIFFER_LEAST = 3, /* rows that show that there is no column of totals */
	DIFFER_TIMES = 4  /* so many for each row that looks as if there were */
};

static struct {
	size_t lost; /* rows that have lost blanks, for certain if LOST_LEAST */
	bool padded; /* blanks fill rows up to the width of the table */
	bool orphan; /* numbers stand without a label */
	size_t cells; /* of its last row, as they are marked; 0: there is none */
	bool uneven; /* rows have more cells or fewer: blanks do not fill them up */
	struct stretch_row *v;
	size_t n, cap;
	struct stretch *under;
	size_t headers, header_cap;
} table;

void
align_begin(void)
{
	table.padded = table.orphan = table.uneven = false;
	table.cells = 0;
	table.lost = 0;
	table.n = table.headers = 0;
	align_header(false, false);
}

void
align_cells(size_t n)
{
	table.uneven |= table.cells != 0 && table.cells != n;
	table.cells = n;
}

void
align_padded(void)
{
	table.padded = true;
}

void
align_header(bool unsure, bool lacking)
{
	table.under = xgrow(table.under, table.headers, &table.header_cap,
	    sizeof *table.under);
	table.under[table.headers++] = (struct stretch){ .from = table.n,
		.to = table.n, .unsure = unsure, .lacking = lacking };
}

void
align_wide(void)
{
	table.under[table.headers - 1].wide++;
}

void
align_follow(void)
{
	table.under[table.headers - 1].followed = table.n;
}

void
align_stray(void)
{
	table.under[table.headers - 1].stray = true;
}

void
align_orphan(void)
{
	table.orphan = true;
}

void
align_lost(bool blanks)
{
	table.lost += blanks ? LOST_LEAST : 1;
}

static bool
has_lost(void)
{
	return table.lost >= LOST_LEAST;
}

void
align_row(const struct stretch_row *row, const struct facts *f)
{
	if (row->from == f->n)
		return;
	table.v = xgrow(table.v, table.n, &table.cap, sizeof *table.v);
	table.v[table.n++] = *row;
	table.under[table.headers - 1].to = table.n;
}

/* How many rows of the table have more values than columns. */
static size_t
wide_rows(void)
{
	size_t n = 0;

	for (size_t i = 0; i < table.headers; i++)
		n += table.under[i].wide;
	return n;
}

/* Where rows have more values than their header has columns, it has lost one,
 * and a row that fits has lost a value: a blank, where blanks are lost, and then
 * its total shows nothing. */
static void
doubt_narrow_header(const struct stretch *s, struct facts *f)
{
	bool all = s->wide >= s->to - s->from || wide_rows() >= table.n;

	if (!all && s->wide <= ODD_ROWS)
		return;
	all |= has_lost();
	for (size_t i = s->from; i < s->to; i++)
		if (table.v[i].values && !table.v[i].sure &&
		    (all || !rowsum_adds_up(&table.v[i], f)))
			stretch_doubt(&table.v[i], "the header has lost a "
			    "column: not read", f);
}

/* True when several totals of a row are wrong, and not just left at 0, or one is and
 * another is missing, and none is right: its values have moved. */
static bool
are_moved(const struct rowsum *n)
{
	return n->filled && (n->off > 1 ||
	    (n->off != 0 && n->lacking != 0 && n->right == 0));
}

/* Where rows have lost blanks, one that fits may have lost a blank and have got
 * another number, such as that of a page, if its values do not add up, or if they
 * do not show it but other rows have such a number. */
static void
doubt_wrong_sums(struct facts *f)
{
	bool wide = wide_rows() != 0;
	struct rowsum n;

	for (size_t i = 0; i < table.n; i++) {
		n = rowsum(&table.v[i], f);
		if (are_moved(&n))
			stretch_doubt(&table.v[i], "several totals are wrong: the "
			    "values may stand elsewhere: not read", f);
		else if (has_lost() &&
		    (table.v[i].values || table.v[i].alone) &&
		    (n.wrong != 0 || (wide && n.right + n.zero == 0)))
			stretch_doubt(&table.v[i], "blanks are lost, and the "
			    "values do not add up: not read", f);
	}
}

/* Where most totals under a header are wrong, or some, and a row has more values than
 * columns, it is not that of these rows. */
static void
doubt_wrong_header(const struct stretch *s, struct facts *f)
{
	size_t right = 0, off = 0;
	struct rowsum n;

	for (size_t i = s->from; i < s->to; i++) {
		n = rowsum(&table.v[i], f);
		right += n.right != 0;
		off += n.off != 0 && n.filled;
	}
	if (off < ODD_TOTALS || (off <= right && s->wide == 0))
		return;
	for (size_t i = s->from; i < s->to; i++)
		stretch_doubt(&table.v[i], "many totals are wrong: the header "
		    "may be of other columns: not read", f);
}

/* A header without a column of totals, where blanks are lost: if it has lost
 * that column, and its rows a blank each, then the last value of each is the sum
 * of the others. */
static void
doubt_lost_totals(const struct stretch *s, struct facts *f)
{
	size_t differ = 0, agree = 0;
	const struct stretch_row *row;
	const struct fact *last;
	struct dec sum;

	for (size_t i = s->from; s->unsure && i < s->to; i++) {
		row = &s->rows[i];
		if (row->from == row->to)
			continue;
		last = &f->v[row->to - 1];
		if (!rowsum_of_others(row, last, f, &sum))
			continue;
		differ += dec_cmp(sum, last->value.number) != 0;
		agree += dec_cmp(sum, last->value.number) == 0 && sum.n != 0;
	}
	if (!s->unsure ||
	    (differ >= DIFFER_LEAST && differ >= agree * DIFFER_TIMES))
		return;
	for (size_t i = s->from; i < s->to; i++)
		stretch_doubt(&table.v[i], "the table has no totals, or has "
		    "lost them and a blank: not read", f);
}

/* A header that lacks a column is that of its rows when they lack its cells too: each
 * has one for every column that is left, and the totals are the sums of these. */
static void
doubt_lacking(const struct stretch *s, struct facts *f)
{
	bool odd = wide_rows() != 0 || table.lost != 0 || table.orphan;
	size_t right = 0;
	struct rowsum n;

	for (size_t i = s->from; s->lacking && i < s->to; i++) {
		n = rowsum(&table.v[i], f);
		right += n.right != 0;
		odd |= n.wrong != 0;
	}
	if (!s->lacking || (!odd && right >= PROOF_LEAST))
		return;
	for (size_t i = s->from; i < s->to; i++)
		stretch_doubt(&table.v[i], "the header lacks a column, and the "
		    "totals do not show that its rows do: not read", f);
}

/* Where values stand without a label, those below one may be another row's. */
static void
doubt_below(const struct stretch *s, struct facts *f)
{
	for (size_t i = s->from; s->stray && i < s->to; i++)
		if (table.v[i].below && table.v[i].values)
			stretch_doubt(&table.v[i], "values without a label "
			    "stand among such whose label is on another line: "
			    "not read", f);
}

/* How many rows of the stretch have a label alone. */
static size_t
count_alone(const struct stretch *s)
{
	size_t n = 0;

	for (size_t i = s->from; i < s->to; i++)
		n += table.v[i].alone || table.v[i].filled;
	return n;
}

/* True when the first values stand behind the last of several labels: they may be
 * those of the first. */
static bool
are_apart(const struct stretch *s)
{
	size_t alone = count_alone(s);

	return alone >= ALONE_LEAST && alone + 1 == s->to - s->from &&
	    !table.v[s->to - 1].alone;
}

/* A label alone, or with the row's number, has only blanks behind it where the
 * rows go on, and no values are left over; at the end of a table its own may have
 * been cut off.  Where values are left over, and most labels are alone, a value
 * may be the number of a page. */
static void
doubt_alone(const struct stretch *s, struct facts *f)
{
	bool over = s->stray || wide_rows() != 0 || table.orphan;
	bool most = count_alone(s) * 2 > s->to - s->from;
	const struct stretch_row *row;

	for (size_t i = s->from; i < s->to; i++) {
		row = &table.v[i];
		if (are_apart(s) || (row->alone || row->filled ?
		    over || i >= s->followed : over && most))
			stretch_doubt(&table.v[i], "a label without values: not read",
			    f);
	}
}

void
align_settle(struct facts *f)
{
	const struct stretch all = { .rows = table.v, .to = table.n };
	struct stretch *s = table.under, *end = s + table.headers;

	for (s = table.under; s < end; s++) {
		s->rows = table.v;
		running_settle(s, f);
	}
	if (table.padded)
		lastblank_padded(&all, f);
	for (s = table.under; s < end; s++)
		lastblank_doubt(s, &all, table.uneven, f);
	doubt_wrong_sums(f);
	for (s = table.under; s < end; s++)
		doubt_wrong_header(s, f);
	for (s = table.under; s < end; s++)
		doubt_narrow_header(s, f);
	for (s = table.under; s < end; s++)
		doubt_lost_totals(s, f);
	for (s = table.under; s < end; s++)
		doubt_lacking(s, f);
	for (s = table.under; s < end; s++)
		doubt_below(s, f);
	for (s = table.under; s < end; s++)
		doubt_alone(s, f);
	align_begin();
}
