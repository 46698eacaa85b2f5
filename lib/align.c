#include "align.h"
#include "die.h"
#include "records.h"

enum {
	LOST_LEAST = 2,   /* rows that are short show that blanks are lost */
	ODD_ROWS = 1,     /* so many rows may be odd, the others are believed */
	DIFFER_LEAST = 3, /* rows that show that there is no column of totals */
	DIFFER_TIMES = 4  /* so many for each row that looks as if there were */
};

/* No row's number comes behind this one. */
static const uint64_t no_run = UINT32_MAX;

/* The rows under one header. */
struct stretch {
	size_t from, to;
	size_t wide;
	size_t followed; /* rows with another one behind that has values */
	bool unsure, stray;
};

static struct {
	size_t lost; /* rows that have lost blanks, for certain if LOST_LEAST */
	bool padded; /* blanks fill rows up to the width of the table */
	bool orphan; /* numbers stand without a label */
	size_t cells; /* of its last row, as they are marked; 0: there is none */
	bool uneven; /* rows have more cells or fewer: blanks do not fill them up */
	struct align_row *v;
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
	align_header(false);
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
align_header(bool unsure)
{
	table.under = xgrow(table.under, table.headers, &table.header_cap,
	    sizeof *table.under);
	table.under[table.headers++] = (struct stretch){ .from = table.n,
		.to = table.n, .unsure = unsure };
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
align_row(const struct align_row *row, const struct facts *f)
{
	if (row->from == f->n)
		return;
	table.v = xgrow(table.v, table.n, &table.cap, sizeof *table.v);
	table.v[table.n++] = *row;
	table.under[table.headers - 1].to = table.n;
}

void
align_take_back(size_t from, size_t to, const char *code, const char *why,
    struct facts *f)
{
	records_warn(f->doc, f->v[from].line, f->report, code, "%s", why);
	for (; from < to; from++)
		f->v[from].value = (struct value){ { 0, 0 }, false, "unread" };
}

/* Totals of a row */

static struct str
id_of(const struct fact *fact)
{
	return fact->indicator->id;
}

static bool
is_total(const struct fact *fact)
{
	return str_ends(id_of(fact), STR(".tot"));
}

/* What comes before the last dot of an id. */
static struct str
stem(const struct fact *fact)
{
	struct str s = id_of(fact);

	while (s.n != 0 && s.p[s.n - 1] != '.')
		s.n--;
	return s;
}

static bool
is_unread(const struct fact *fact)
{
	return strcmp(fact->value.qualifier, "unread") == 0;
}

/* Adds up what stands beside a fact of the row; false when it has no sum. */
static bool
add_others(const struct align_row *row, const struct fact *fact,
    const struct facts *f, struct dec *sum)
{
	*sum = (struct dec){ 0, 0 };
	for (size_t i = row->from; i < row->to; i++)
		if (&f->v[i] != fact && str_eq(stem(&f->v[i]), stem(fact)) &&
		    (is_unread(&f->v[i]) ||
		    !dec_add(sum, f->v[i].value.number)))
			return false;
	return true;
}

/* The totals of a row: those that are the sum of their parts, and not 0, show
 * that every value stands under its own column. */
struct sums {
	int right, zero; /* zero: of parts that are all 0 */
	int wrong;       /* or no numbers */
	int off;         /* wrong numbers */
	bool filled;     /* a total is not 0 */
};

static struct sums
sums(const struct align_row *row, const struct facts *f)
{
	struct sums n = { .right = 0 };
	const struct value *v;
	struct dec sum;

	for (size_t i = row->from; i < row->to; i++) {
		if (!is_total(&f->v[i]))
			continue;
		v = &f->v[i].value;
		n.filled |= v->present && v->number.n != 0;
		if (!v->present || !add_others(row, &f->v[i], f, &sum) ||
		    dec_cmp(sum, v->number) != 0) {
			n.wrong++;
			n.off += v->present;
		} else if (sum.n != 0)
			n.right++;
		else
			n.zero++;
	}
	return n;
}

static bool
adds_up(const struct align_row *row, const struct facts *f)
{
	struct sums n = sums(row, f);

	return n.right != 0 && n.wrong == 0;
}

static bool
has_total(const struct align_row *row, const struct facts *f)
{
	for (size_t i = row->from; i < row->to; i++)
		if (is_total(&f->v[i]) && f->v[i].value.present)
			return true;
	return false;
}

/* Settling */

static void
doubt(struct align_row *row, const char *why, struct facts *f)
{
	if (row->from != row->to)
		align_take_back(row->from, row->to, "row-width", why, f);
	row->to = row->from; /* it is settled */
}

/* A blank in the last column is a value where other rows are blank there too;
 * where blanks fill rows up to the width of the table, and rows, or other groups
 * of columns, have a value in their last column, it may fill a row that has lost
 * a cell. */
static void
doubt_last_blanks(struct facts *f)
{
	bool filled = false;

	for (size_t i = 0; i < table.n; i++)
		filled |= table.v[i].last_blank ? has_total(&table.v[i], f) :
		    table.v[i].to > table.v[i].from + 1;
	for (size_t i = 0; filled && table.padded && i < table.n; i++)
		if (table.v[i].last_blank && table.v[i].values)
			doubt(&table.v[i], "the last value is blank, or the row "
			    "has lost one: not read", f);
}

/* Blanks in a row */

static bool
is_blank(const struct fact *fact)
{
	return strcmp(fact->value.qualifier, "empty") == 0;
}

/* True when the row has a number that is not 0, or with others, anything that is
 * no blank. */
static bool
has_number(const struct align_row *row, bool others, const struct facts *f)
{
	for (size_t i = row->from; i < row->to; i++)
		if (others ? !is_blank(&f->v[i]) : f->v[i].value.present &&
		    f->v[i].value.number.n != 0)
			return true;
	return false;
}

/* True when a value stands behind a blank. */
static bool
has_inner_blank(const struct align_row *row, const struct facts *f)
{
	for (size_t i = row->from; i + 1 < row->to; i++)
		if (is_blank(&f->v[i]) && !is_blank(&f->v[i + 1]))
			return true;
	return false;
}

static bool
ends_blank(const struct align_row *row, const struct facts *f)
{
	return row->to > row->from + 1 && is_blank(&f->v[row->to - 1]);
}

/* True when the table leaves cells blank that stand before values, or whole
 * rows. */
static bool
leaves_blanks(const struct facts *f)
{
	for (size_t i = 0; i < table.n; i++)
		if (has_inner_blank(&table.v[i], f) ||
		    (!table.v[i].alone && !has_number(&table.v[i], true, f)))
			return true;
	return false;
}

/* True when under this header more rows with a number end blank than do not. */
static bool
mostly_ends_blank(const struct stretch *s, const struct facts *f)
{
	size_t rows = 0, blank = 0;

	for (size_t i = s->from; i < s->to; i++)
		if (table.v[i].to > table.v[i].from + 1 &&
		    has_number(&table.v[i], false, f)) {
			rows++;
			blank += ends_blank(&table.v[i], f);
		}
	return blank * 2 > rows;
}

/* Compares the value before a blank total with the sum of those before it; false
 * when it cannot. */
static bool
compare_moved(const struct align_row *row, const struct facts *f, int *cmp)
{
	const struct fact *last = &f->v[row->to - 1];
	struct dec sum;

	if (!is_total(last) || !last[-1].value.present ||
	    !add_others(row, last - 1, f, &sum))
		return false;
	*cmp = dec_cmp(last[-1].value.number, sum);
	return true;
}

/* A row whose last cell is blank may have lost a value before it, so that the
 * others stand too far left, and the table has filled it up.  If its total has
 * moved, it is no less than the sum of what stands before it; when it is that
 * sum, it has.  Otherwise blanks at the end of rows are the habit of a table when
 * most end so, or others are blank too; but where cells are told by their place
 * on a line, or the blank is a total of numbers, only the former counts. */
static bool
may_be_left(const struct align_row *row, bool blanks, bool most,
    const struct facts *f)
{
	bool total;
	int cmp = 0;

	if (!row->placed && (row->tagged || table.uneven))
		return false;
	if (!ends_blank(row, f) || !has_number(row, !blanks, f) ||
	    sums(row, f).right != 0)
		return false;
	total = compare_moved(row, f, &cmp);
	if (total && cmp < 0)
		return false;
	if (total && cmp == 0 && f->v[row->to - 2].value.number.n != 0)
		return true;
	return most ? row->placed && !blanks :
	    row->placed || !blanks || total;
}

static void
doubt_left(const struct stretch *s, struct facts *f)
{
	bool blanks = leaves_blanks(f), most = mostly_ends_blank(s, f);

	for (size_t i = s->from; i < s->to; i++)
		if (may_be_left(&table.v[i], blanks, most, f))
			doubt(&table.v[i], "the last value is blank, or the row "
			    "has lost one: not read", f);
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
		    (all || !adds_up(&table.v[i], f)))
			doubt(&table.v[i], "the header has lost a column: not "
			    "read", f);
}

/* Where several totals of one row are wrong, and not just left at 0, its values
 * have moved.  Where rows have lost blanks, one that fits may have lost a blank
 * and have got another number, such as that of a page, if its values do not add
 * up, or if they do not show it but other rows have such a number. */
static void
doubt_wrong_sums(struct facts *f)
{
	bool wide = wide_rows() != 0;
	struct sums n;

	for (size_t i = 0; i < table.n; i++) {
		n = sums(&table.v[i], f);
		if (n.off > 1 && n.filled)
			doubt(&table.v[i], "several totals are wrong: the "
			    "values may stand elsewhere: not read", f);
		else if (has_lost() &&
		    (table.v[i].values || table.v[i].alone) &&
		    (n.wrong != 0 || (wide && n.right + n.zero == 0)))
			doubt(&table.v[i], "blanks are lost, and the values do "
			    "not add up: not read", f);
	}
}

/* A header without a column of totals, where blanks are lost: if it has lost
 * that column, and its rows a blank each, then the last value of each is the sum
 * of the others. */
static void
doubt_lost_totals(const struct stretch *s, struct facts *f)
{
	size_t differ = 0, agree = 0;
	const struct fact *last;
	struct dec sum;

	for (size_t i = s->from; s->unsure && i < s->to; i++) {
		last = &f->v[table.v[i].to - 1];
		if (table.v[i].from == table.v[i].to || !add_others(&table.v[i], last, f, &sum))
			continue;
		differ += dec_cmp(sum, last->value.number) != 0;
		agree += dec_cmp(sum, last->value.number) == 0 && sum.n != 0;
	}
	if (!s->unsure ||
	    (differ >= DIFFER_LEAST && differ >= agree * DIFFER_TIMES))
		return;
	for (size_t i = s->from; i < s->to; i++)
		doubt(&table.v[i], "the table has no totals, or has lost them "
		    "and a blank: not read", f);
}

/* Where values stand without a label, those below one may be another row's. */
static void
doubt_below(const struct stretch *s, struct facts *f)
{
	for (size_t i = s->from; s->stray && i < s->to; i++)
		if (table.v[i].below && table.v[i].values)
			doubt(&table.v[i], "values without a label stand among "
			    "such whose label is on another line: not read", f);
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

/* A label alone, or with the row's number, has only blanks behind it where the
 * rows go on, and no values are left over; at the end of a table its own may have
 * been cut off.  Where values are left over, and most labels are alone, a value
 * may be the number of a page. */
static void
doubt_alone(const struct stretch *s, struct facts *f)
{
	bool over = s->stray || wide_rows() != 0 || table.orphan;
	bool most = count_alone(s) * 2 > s->to - s->from;
	const struct align_row *row;

	for (size_t i = s->from; i < s->to; i++) {
		row = &table.v[i];
		if (row->alone || row->filled ? over || i >= s->followed :
		    over && most)
			doubt(&table.v[i], "a label without values: not read",
			    f);
	}
}

/* Numbers of rows */

/* The first number of a row, where the row's own would stand; 0: it has none. */
static uint64_t
first_number(const struct align_row *row, const struct facts *f)
{
	const struct value *v = &f->v[row->from].value;

	return v->present && v->number.scale == 0 && v->number.n > 0 ?
	    (uint64_t)v->number.n : 0;
}

/* True when the rows from..to, which may lack numbers, have the numbers between
 * last and next, in their order, as their only ones. */
static bool
runs(size_t from, size_t to, uint64_t last, uint64_t next, const struct facts *f)
{
	uint64_t run = last, n;

	for (; from < to; from++) {
		n = first_number(&table.v[from], f);
		if (n > last && n < next && n != ++run)
			return false;
	}
	return run + 1 == next;
}

/* Rows that have one cell less than columns, between rows of the numbers last
 * and next: those with a number that runs from one to the other have lost a
 * value, and all others have no number. */
static void
settle_numbers(size_t from, size_t to, uint64_t last, uint64_t next,
    struct facts *f)
{
	bool run = runs(from, to, last, next, f);
	uint64_t n;
	struct align_row *row;

	for (; from < to; from++) {
		row = &table.v[from];
		n = row->from == row->to ? 0 : first_number(row, f);
		if (!run || (n > last && n < next && row->to != row->from + 1))
			doubt(row, "the row has lost its number or a value: "
			    "not read", f);
		else if (n > last && n < next) {
			f->v[row->from].value = value_cell(STR(""), NULL);
			f->v[row->from].raw = STR("");
		}
	}
}

/* True when no number stands behind a larger one.  Where one does, as in halves
 * of a table side by side, a number cannot be told from a value by its place. */
static bool
ascend(const struct stretch *s)
{
	uint64_t last = 0;

	for (size_t i = s->from; i < s->to; i++) {
		if (table.v[i].number != 0 && table.v[i].number <= last)
			return false;
		last = table.v[i].number > last ? table.v[i].number : last;
	}
	return true;
}

static void
settle_runs(const struct stretch *s, struct facts *f)
{
	uint64_t last = 0, next;
	size_t from = s->from;
	bool ascending = ascend(s);

	for (size_t i = s->from; i <= s->to; i++) {
		if (i < s->to && table.v[i].filled)
			continue;
		next = i < s->to ? table.v[i].number : 0;
		settle_numbers(from, i, ascending ? last : no_run, next, f);
		last = next;
		from = i + 1;
	}
}

void
align_settle(struct facts *f)
{
	for (size_t i = 0; i < table.headers; i++)
		settle_runs(&table.under[i], f);
	doubt_last_blanks(f);
	for (size_t i = 0; i < table.headers; i++)
		doubt_left(&table.under[i], f);
	doubt_wrong_sums(f);
	for (size_t i = 0; i < table.headers; i++)
		doubt_narrow_header(&table.under[i], f);
	for (size_t i = 0; i < table.headers; i++)
		doubt_lost_totals(&table.under[i], f);
	for (size_t i = 0; i < table.headers; i++)
		doubt_below(&table.under[i], f);
	for (size_t i = 0; i < table.headers; i++)
		doubt_alone(&table.under[i], f);
	align_begin();
}
