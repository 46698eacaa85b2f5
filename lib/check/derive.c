#include <stdlib.h>

#include "check/book.h"
#include "check/derive.h"
#include "core/die.h"
#include "core/records.h"

/* What the rules say of one blank cell. */
struct proposal {
	const struct identity *by; /* the first; NULL: none */
	struct dec value;
	unsigned votes;
	bool sure, solved, contested;
};

static struct proposal *proposals; /* by the codebook's order */

/* How a rule stands: what is left for the unknown cells, all on one side. */
struct rest {
	size_t unknown;
	bool usable;
	int side;
	struct dec left;
};

/* NULL where there is nothing, or several readings. */
static struct reading *
cell_of(const struct term *term, const struct ledger *l)
{
	struct reading *r = l->at[term->in->order];

	return r != NULL && r->next == NULL ? r : NULL;
}

/* left minus right of what is known, then turned to the unknown's side. */
static struct rest
rest_of(const struct test *test, const struct ledger *l)
{
	struct rest rest = { .usable = true };
	const struct reading *r;
	const struct term *term;
	int side;

	for (term = test->term; term < test->term + test->terms; term++) {
		r = cell_of(term, l);
		side = term->side ^ (term->factor.n < 0);
		if (r != NULL && r->state == READING_EXACT) {
			rest.usable &= side == 0 ? dec_add(&rest.left, r->value) :
			    dec_sub(&rest.left, r->value);
		} else if (r != NULL && r->state == READING_BLANK) {
			rest.usable &= rest.unknown == 0 || side == rest.side;
			rest.unknown++;
			rest.side = side;
		} else {
			rest.usable = false;
		}
	}
	if (rest.side == 0)
		rest.left.n = -rest.left.n;
	return rest;
}

static void
propose(const struct identity *id, const struct term *term,
    const struct rest *rest)
{
	struct proposal *p = &proposals[term->in->order];
	bool total = identity_is_total(id, term->in);
	bool sure = total || rest->left.n == 0;

	p->contested |= rest->left.n < 0 ||
	    (p->by != NULL && dec_cmp(p->value, rest->left) != 0);
	if (rest->left.n < 0)
		return;
	if (p->by == NULL || (sure && !p->sure))
		*p = (struct proposal){ id, rest->left, p->votes, sure,
			total || rest->left.n != 0, p->contested };
	p->votes++;
}

static void
propose_all(const struct identity *id, const struct ledger *l)
{
	const struct test *test = &id->holds.v[0];
	struct rest rest = rest_of(test, l);
	const struct reading *r;

	if (!rest.usable || rest.unknown == 0 ||
	    (rest.unknown > 1 && rest.left.n != 0) ||
	    !judge_applies(id, &(struct books){ .here = l }, STR("")))
		return;
	for (size_t i = 0; i < test->terms; i++) {
		r = cell_of(&test->term[i], l);
		if (r->state == READING_BLANK)
			propose(id, &test->term[i], &rest);
	}
}

/* Takes the proposals over; true when one was taken. */
static bool
accept(struct ledger *l)
{
	struct proposal *p;
	struct reading *r;
	bool any = false;

	for (size_t i = 0; i < l->n; i++) {
		p = &proposals[l->seen[i]];
		r = l->at[l->seen[i]];
		if (p->by != NULL && (p->sure || p->votes > 1)) {
			ledger_decide(l, r, p->value);
			r->by = p->by;
			r->fresh = true;
			r->solved = p->solved;
			r->contested = p->contested;
			any = true;
		}
		*p = (struct proposal){ .by = NULL };
	}
	return any;
}

/* The cells that were decided and stand in a rule that fails now. */
static void
contest(const struct identity *id, struct ledger *l)
{
	const struct test *test = &id->holds.v[0];
	struct reading *r;
	struct judgement j;

	if (judge(id, &(struct books){ .here = l }, &j) != VERDICT_FAIL)
		return;
	for (size_t i = 0; i < test->terms; i++) {
		r = cell_of(&test->term[i], l);
		if (r != NULL)
			r->contested |= r->by != NULL;
	}
}

static bool
has_blank(const struct ledger *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->at[l->seen[i]]->state == READING_BLANK)
			return true;
	return false;
}

void
derive(struct ledger *l)
{
	size_t n = identity_count();

	if (!has_blank(l))
		return;
	if (proposals == NULL)
		proposals = xcalloc(indicator_count(), sizeof *proposals);
	do
		for (size_t i = 0; i < n; i++)
			if (identity_nth(i)->decides)
				propose_all(identity_nth(i), l);
	while (accept(l));
	for (size_t i = 0; i < n; i++)
		if (identity_nth(i)->decides)
			contest(identity_nth(i), l);
}

static void
write(const struct reading *r)
{
	static struct rec w;
	static struct buf rule;
	char value[DEC_TEXT];

	rec_make(&w, REC_FACT, r->fact->f[F_DOC], r->fact->f[F_LINE]);
	for (size_t i = F_LINE + 1; i < FACT_FIELDS; i++)
		w.f[i] = r->fact->f[i];
	rule.n = 0;
	buf_put(&rule, STR("identities:"));
	buf_put(&rule, r->by->id);
	w.f[FACT_VALUE] = (struct str){ value, dec_print(r->value, value) };
	w.f[FACT_QUALIFIER] = STR("derived");
	w.f[FACT_USE] = STR("2");
	w.f[FACT_RULE] = buf_str(&rule);
	records_write(&w);
	book_fact(&w);
}

void
derive_write(const struct ledger *l)
{
	const struct reading *r;

	for (size_t i = 0; i < l->n; i++) {
		r = l->at[l->seen[i]];
		if (r->fresh && !r->contested)
			write(r);
	}
}
