#include "tables/running.h"

/* No row's number comes behind this one. */
static const uint64_t no_run = UINT32_MAX;

/* The first number of a row, where the row's own would stand; 0: it has none. */
static uint64_t
first_number(const struct stretch_row *row, const struct facts *f)
{
	const struct value *v = &f->v[row->from].value;

	return v->present && v->number.scale == 0 && v->number.n > 0 ?
	    (uint64_t)v->number.n : 0;
}

/* True when rows, which may lack numbers, have the numbers between last and next, in
 * their order, as their only ones. */
static bool
runs(const struct stretch *s, uint64_t last, uint64_t next, const struct facts *f)
{
	uint64_t run = last, n;

	for (size_t i = s->from; i < s->to; i++) {
		n = first_number(&s->rows[i], f);
		if (n > last && n < next && n != ++run)
			return false;
	}
	return run + 1 == next;
}

/* Rows that have one cell less than columns, between rows of the numbers last
 * and next: those with a number that runs from one to the other have lost a
 * value, and all others have no number. */
static void
settle_between(const struct stretch *s, uint64_t last, uint64_t next,
    struct facts *f)
{
	bool run = runs(s, last, next, f);
	uint64_t n;
	struct stretch_row *row;

	for (size_t i = s->from; i < s->to; i++) {
		row = &s->rows[i];
		n = row->from == row->to ? 0 : first_number(row, f);
		if (!run || (n > last && n < next && row->to != row->from + 1))
			stretch_doubt(row, "the row has lost its number or a "
			    "value: not read", f);
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
		if (s->rows[i].number != 0 && s->rows[i].number <= last)
			return false;
		last = s->rows[i].number > last ? s->rows[i].number : last;
	}
	return true;
}

void
running_settle(const struct stretch *s, struct facts *f)
{
	uint64_t last = 0, next;
	struct stretch between = *s;
	bool ascending = ascend(s);

	for (size_t i = s->from; i <= s->to; i++) {
		if (i < s->to && s->rows[i].filled)
			continue;
		next = i < s->to ? s->rows[i].number : 0;
		between.to = i;
		settle_between(&between, ascending ? last : no_run, next, f);
		last = next;
		between.from = i + 1;
	}
}
