#include "core/die.h"
#include "domain/indicator.h"
#include "tables/rival.h"
#include "tables/stretch.h"

static size_t *first;  /* by indicator: 1 + the fact that a table gave of it; 0: none */
static size_t settled; /* facts of the report, of the tables before this one */

/* In how many cells two tables differ or agree, and which of them has a number
 * where the other has a blank, or what could not be read. */
struct contrast {
	size_t differ, agree, only_first, only_second, hidden;
};

void
rival_begin(void)
{
	if (first == NULL)
		first = xcalloc(indicator_count(), sizeof *first);
	memset(first, 0, indicator_count() * sizeof *first);
	settled = 0;
}

/* True for what a table says of the year. */
static bool
counts(const struct fact *fact)
{
	return fact->ordinal != 0 && str_eq(fact->period, STR("year"));
}

/* A blank differs from a number, but not from 0. */
static bool
is_number(const struct fact *fact)
{
	return fact->value.present && fact->value.number.n != 0;
}

static void
compare(const struct fact *a, const struct fact *b, struct contrast *c)
{
	bool equal = a->value.present && b->value.present &&
	    dec_cmp(a->value.number, b->value.number) == 0;

	c->agree += equal && is_number(a);
	if (a->value.present && b->value.present)
		c->differ += !equal;
	else if (stretch_is_unread(a))
		c->hidden += is_number(b);
	else
		c->only_first += is_number(a);
	c->only_second += !a->value.present && is_number(b);
}

/* True when the numbers may be of two bodies, and are not those of a form that is
 * printed once more, with its cells left blank or now filled in. */
static bool
contradicts(const struct contrast *c)
{
	return c->differ != 0 || (c->hidden != 0 && c->agree == 0) ||
	    (c->only_first != 0 && c->only_second != 0);
}

static void
take_back(struct facts *f)
{
	size_t from = settled, to;

	for (; from < f->n; from = to) {
		for (to = from + 1; to < f->n && counts(&f->v[from]) &&
		    counts(&f->v[to]); to++)
			;
		if (counts(&f->v[from]))
			stretch_take_back(from, to, "table-rival", "a table "
			    "before it has other numbers for its rows: not "
			    "read", f);
	}
}

void
rival_settle(struct facts *f)
{
	struct contrast c = { 0 };
	size_t before;

	for (size_t i = settled; i < f->n; i++) {
		before = first[f->v[i].indicator->order];
		if (before != 0 && before <= settled && counts(&f->v[i]))
			compare(&f->v[before - 1], &f->v[i], &c);
	}
	if (contradicts(&c))
		take_back(f);
	for (; settled < f->n; settled++)
		if (counts(&f->v[settled]) &&
		    first[f->v[settled].indicator->order] == 0)
			first[f->v[settled].indicator->order] = settled + 1;
}
