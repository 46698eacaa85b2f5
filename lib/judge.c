#include "judge.h"

static const struct indicator *
indicator_of(const struct term *term, const struct books *b)
{
	return term->kind == TERM_X ? b->x : term->in;
}

/* In a scope its own readings count, then those without one; in no scope those
 * without one, then a single one. */
const struct reading *
judge_reading(const struct term *term, const struct books *b, struct str scope)
{
	const struct ledger *l = term->where == WHERE_BEFORE ? b->before : b->here;
	const struct reading *all, *r, *without = NULL;

	if (l == NULL || term->kind == TERM_NUMBER || term->where == WHERE_BELOW)
		return NULL;
	all = l->at[indicator_of(term, b)->order];
	if (!l->scoped)
		return all;
	for (r = all; r != NULL; r = r->next) {
		if (str_eq(r->scope, scope))
			return r;
		if (r->scope.n == 0)
			without = r;
	}
	if (without == NULL && scope.n == 0 && all != NULL && all->next == NULL)
		return all;
	return without;
}

/* What a test came upon. */
struct tally {
	size_t wanted, printed, known;
	bool inexact, too_big, mixed, solved, scoped;
	struct str scope;
	struct dec sum[2];
};

/* The scope is the reading's, or its report's. */
static void
note_scope(struct tally *t, const struct reading *r, const struct ledger *l)
{
	struct str scope = r->scope.n != 0 ? r->scope : l->scope;

	t->mixed |= t->scoped && !str_eq(t->scope, scope);
	t->scope = scope;
	t->scoped = true;
}

static void
add(struct tally *t, const struct term *term, struct dec value)
{
	t->too_big |= !dec_mul(&value, term->factor) ||
	    !dec_add(&t->sum[term->side], value);
}

static void
add_fact(struct tally *t, const struct term *term, const struct books *b,
    struct str scope, const struct identity *id)
{
	const struct reading *r = judge_reading(term, b, scope);

	t->wanted++;
	t->printed += r != NULL;
	if (!reading_has_value(r))
		return;
	t->known++;
	t->inexact |= r->state == READING_INEXACT;
	t->solved |= r->by == id && r->solved;
	note_scope(t, r, term->where == WHERE_BEFORE ? b->before : b->here);
	add(t, term, r->value);
}

static void
add_below(struct tally *t, const struct term *term, const struct books *b)
{
	const struct below *below = b->below != NULL ?
	    &b->below[indicator_of(term, b)->order] : NULL;

	t->wanted++;
	if (below == NULL || !below->known)
		return;
	t->printed++;
	t->known++;
	add(t, term, below->sum);
}

static bool
relation_holds(struct str relation, const struct dec sum[2])
{
	int order = dec_cmp(sum[0], sum[1]);

	return order == 0 || (order < 0 && relation.p[0] == '<') ||
	    (order > 0 && relation.p[0] == '>');
}

static struct judgement
skipped(const struct test *test, int why)
{
	return (struct judgement){ .verdict = VERDICT_SKIPPED, .test = test,
		.why = why };
}

static struct judgement
judge_relation(const struct identity *id, const struct test *test,
    const struct books *b, struct str scope)
{
	struct tally t = { .wanted = 0 };
	const struct term *term;
	bool holds;

	for (term = test->term; term < test->term + test->terms; term++) {
		if (term->kind == TERM_NUMBER)
			add(&t, term, (struct dec){ 1, 0 });
		else if (term->where == WHERE_BELOW)
			add_below(&t, term, b);
		else
			add_fact(&t, term, b, scope, id);
	}
	if (t.printed == 0)
		return (struct judgement){ .verdict = VERDICT_NONE };
	if (t.known < t.wanted)
		return skipped(test, WHY_MISSING);
	if (t.too_big)
		return skipped(test, WHY_RANGE);
	if (t.inexact)
		return skipped(test, WHY_INEXACT);
	if (t.solved)
		return skipped(test, WHY_SOLVED);
	holds = test->kind == TEST_WHOLE ? dec_is_whole(t.sum[0]) :
	    relation_holds(test->relation, t.sum);
	if (t.mixed && !(holds && test->relation.p[0] == '='))
		return skipped(test, WHY_SCOPE);
	return (struct judgement){ holds ? VERDICT_PASS : VERDICT_FAIL,
		WHY_NOT_SAID, test, t.sum[0], t.sum[1], STR("") };
}

static struct judgement
judge_about(const struct test *test, const struct ledger *l)
{
	const struct str fields[] = { l->level, l->sector, l->scope, l->body };
	struct str have = fields[test->about];
	bool in = identity_lists(test->list, ',', have);

	if (have.n == 0)
		return skipped(test, WHY_MISSING);
	return (struct judgement){ .test = test,
		.verdict = in != test->outside ? VERDICT_PASS : VERDICT_FAIL };
}

static struct judgement
judge_test(const struct identity *id, const struct test *test,
    const struct books *b, struct str scope)
{
	const struct reading *r;
	bool yes;

	switch (test->kind) {
	case TEST_RELATION:
	case TEST_WHOLE:
		return judge_relation(id, test, b, scope);
	case TEST_REPORT:
		return judge_about(test, b->here);
	default:
		r = judge_reading(test->term, b, scope);
		yes = test->kind == TEST_PRINTED ? r != NULL :
		    test->kind == TEST_NONE ? r != NULL && r->none :
		    !reading_has_value(r);
		return (struct judgement){ .test = test,
			.verdict = yes ? VERDICT_PASS : VERDICT_FAIL };
	}
}

/* All must hold; the first that does not is the judgement. */
static struct judgement
judge_all(const struct identity *id, const struct tests *tests,
    const struct books *b, struct str scope)
{
	struct judgement j, all = { .verdict = VERDICT_NONE };

	for (size_t i = 0; i < tests->n; i++) {
		j = judge_test(id, &tests->v[i], b, scope);
		if (j.verdict == VERDICT_FAIL)
			return j;
		if (i == 0 || j.verdict == VERDICT_SKIPPED)
			all = j;
	}
	return all;
}

bool
judge_applies(const struct identity *id, const struct books *b,
    struct str scope)
{
	unsigned eras = b->here->eras;

	return (eras == 0 || (eras & id->eras) != 0) && (id->when.n == 0 ||
	    judge_all(id, &id->when, b, scope).verdict == VERDICT_PASS);
}

static struct judgement
judge_in(const struct identity *id, const struct books *b, struct str scope)
{
	if (!judge_applies(id, b, scope))
		return (struct judgement){ .verdict = VERDICT_NONE };
	return judge_all(id, &id->holds, b, scope);
}

/* True when a reading that the rule asks for has a scope. */
static bool
is_scoped(const struct tests *tests, const struct books *b)
{
	const struct term *term;
	const struct ledger *l;
	const struct reading *r;

	for (size_t i = 0; i < tests->n; i++)
		for (term = tests->v[i].term;
		     term < tests->v[i].term + tests->v[i].terms; term++) {
			l = term->where == WHERE_BEFORE ? b->before : b->here;
			if (term->kind == TERM_NUMBER || l == NULL)
				continue;
			r = l->at[indicator_of(term, b)->order];
			if (r != NULL && (r->scope.n != 0 || r->next != NULL))
				return true;
		}
	return false;
}

/* The best verdict is pass, then fail. */
struct judgement
judge(const struct identity *id, const struct books *b)
{
	static const struct str scopes[] = { { "own", 3 }, { "area", 4 } };
	struct judgement best, j;

	best = judge_in(id, b, STR(""));
	if ((!b->here->scoped && (b->before == NULL || !b->before->scoped)) ||
	    !is_scoped(&id->holds, b))
		return best;
	for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++) {
		j = judge_in(id, b, scopes[i]);
		j.scope = scopes[i];
		if (j.verdict < best.verdict)
			best = j;
	}
	return best;
}
