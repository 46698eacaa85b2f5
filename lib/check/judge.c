#include "check/judge.h"

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
	if (all == NULL || (all->next == NULL && all->scope.n == 0))
		return all; /* as nearly always */
	for (r = all; r != NULL; r = r->next) {
		if (str_eq(r->scope, scope))
			return r;
		if (r->scope.n == 0)
			without = r;
	}
	if (without == NULL && scope.n == 0 && all->next == NULL)
		return all;
	return without;
}

/* What a test came upon. */
struct tally {
	size_t wanted, printed, known;
	bool inexact, too_big, solved;
	bool plain, scoped, mixed; /* readings without a scope, with one, with
	                            * several */
	struct str scope;
	struct dec sum[2];
};

static void
note_scope(struct tally *t, struct str scope)
{
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
	if (r->scope.n == 0)
		t->plain = true;
	else
		note_scope(t, r->scope);
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
relation_holds(const struct test *test, const struct dec sum[2])
{
	int order;

	if (test->kind == TEST_WHOLE)
		return dec_is_whole(sum[0]);
	order = dec_cmp(sum[0], sum[1]);
	return order == 0 || (order < 0 && test->relation.p[0] == '<') ||
	    (order > 0 && test->relation.p[0] == '>');
}

/* Why the sums prove nothing. */
static int
reason(const struct tally *t)
{
	return t->known < t->wanted ? WHY_MISSING : t->too_big ? WHY_RANGE :
	    t->inexact ? WHY_INEXACT : t->solved ? WHY_SOLVED : WHY_NOT_SAID;
}

static void
judge_relation(const struct identity *id, const struct test *test,
    const struct books *b, struct str scope, struct judgement *j)
{
	struct tally t = { .wanted = 0 };
	const struct term *term, *end = test->term + test->terms;
	bool holds;

	for (term = test->term; term < end; term++) {
		if (term->kind == TERM_NUMBER)
			add(&t, term, (struct dec){ 1, 0 });
		else if (term->where == WHERE_BELOW)
			add_below(&t, term, b);
		else
			add_fact(&t, term, b, scope, id);
	}
	j->verdict = VERDICT_NONE;
	if (t.printed == 0)
		return;
	/* A reading without a scope has its report's. */
	t.mixed |= t.scoped && t.plain && !str_eq(t.scope, b->here->scope);
	holds = relation_holds(test, t.sum);
	j->test = test;
	j->left = t.sum[0];
	j->right = t.sum[1];
	j->why = reason(&t);
	if (j->why == WHY_NOT_SAID && t.mixed &&
	    !(holds && test->relation.p[0] == '='))
		j->why = WHY_SCOPE;
	j->verdict = j->why != WHY_NOT_SAID ? VERDICT_SKIPPED :
	    holds ? VERDICT_PASS : VERDICT_FAIL;
}

static void
judge_about(const struct test *test, const struct ledger *l,
    struct judgement *j)
{
	const struct str fields[] = { l->level, l->sector, l->scope, l->body };
	struct str have = fields[test->about];
	bool in = str_has_word(test->list, ',', have);

	j->test = test;
	j->why = have.n == 0 ? WHY_MISSING : WHY_NOT_SAID;
	j->verdict = have.n == 0 ? VERDICT_SKIPPED :
	    in != test->outside ? VERDICT_PASS : VERDICT_FAIL;
}

static void
judge_test(const struct identity *id, const struct test *test,
    const struct books *b, struct str scope, struct judgement *j)
{
	const struct reading *r;
	bool yes;

	switch (test->kind) {
	case TEST_RELATION:
	case TEST_WHOLE:
		judge_relation(id, test, b, scope, j);
		break;
	case TEST_REPORT:
		judge_about(test, b->here, j);
		break;
	default:
		r = judge_reading(test->term, b, scope);
		yes = test->kind == TEST_PRINTED ? r != NULL :
		    test->kind == TEST_NONE ? r != NULL && r->none :
		    !reading_has_value(r);
		j->test = test;
		j->verdict = yes ? VERDICT_PASS : VERDICT_FAIL;
	}
}

/* All must hold; the first that fails is the judgement, else the last that is
 * skipped, else the first. */
static void
judge_all(const struct identity *id, const struct tests *tests,
    const struct books *b, struct str scope, struct judgement *j)
{
	struct judgement other;

	judge_test(id, tests->v, b, scope, j);
	for (size_t i = 1; i < tests->n && j->verdict != VERDICT_FAIL; i++) {
		other.why = WHY_NOT_SAID;
		other.scope = scope;
		judge_test(id, &tests->v[i], b, scope, &other);
		if (other.verdict == VERDICT_FAIL ||
		    other.verdict == VERDICT_SKIPPED)
			*j = other;
	}
}

bool
judge_applies(const struct identity *id, const struct books *b,
    struct str scope)
{
	struct judgement j;

	if (!judge_knows(id, b->here))
		return false;
	if (id->when.n == 0)
		return true;
	judge_all(id, &id->when, b, scope, &j);
	return j.verdict == VERDICT_PASS;
}

static void
judge_in(const struct identity *id, const struct books *b, struct str scope,
    struct judgement *j)
{
	j->verdict = VERDICT_NONE;
	j->why = WHY_NOT_SAID;
	j->scope = scope;
	if (judge_applies(id, b, scope))
		judge_all(id, &id->holds, b, scope, j);
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
enum verdict
judge(const struct identity *id, const struct books *b, struct judgement *j)
{
	static const struct str scopes[] = { { "own", 3 }, { "area", 4 } };
	struct judgement other;

	judge_in(id, b, STR(""), j);
	if ((!b->here->scoped && (b->before == NULL || !b->before->scoped)) ||
	    !is_scoped(&id->holds, b))
		return j->verdict;
	for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++) {
		judge_in(id, b, scopes[i], &other);
		if (other.verdict < j->verdict)
			*j = other;
	}
	return j->verdict;
}
