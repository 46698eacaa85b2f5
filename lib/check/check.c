#include <stdlib.h>

#include "check/check.h"
#include "check/derive.h"
#include "check/finding.h"
#include "core/die.h"

static struct ledger ledger;
static struct judgement *judgements; /* of the rules, in their order */
static size_t *order; /* of those that say something */
static const struct identity *again_rule;

void
check_load(void)
{
	again_rule = identity_need("again");
}

void
check_begin_without(struct str doc, struct str report, struct str line)
{
	ledger.keep = finding_explains();
	ledger_begin(&ledger, doc, report, line);
}

void
check_begin(const struct rec *report)
{
	check_begin_without(report->f[F_DOC], report->f[REPORT_REPORT],
	    report->f[F_LINE]);
	ledger_about(&ledger, report);
}

void
check_fact(const struct rec *fact)
{
	ledger_add(&ledger, fact);
}

static void
begin(const struct identity *id, const struct books *b)
{
	finding_begin(id, b->here->doc, b->here->report, b->here->line);
	if (b->before != NULL)
		finding_other(b->before);
}

static bool
is_alternative(const struct identity *id, const struct identity *other)
{
	return other != id && id->any_of.n != 0 &&
	    str_eq(other->any_of, id->any_of);
}

/* A rule's alternative: one that passes, else one that is skipped; NULL when
 * there is neither. */
static const struct identity *
alternative(size_t n)
{
	const struct identity *id = identity_nth(n), *found = NULL, *other;
	enum verdict best = VERDICT_INCOMPLETE;

	for (size_t i = 0; i < identity_count(); i++) {
		other = identity_nth(i);
		if (!is_alternative(id, other) ||
		    judgements[i].verdict == VERDICT_FAIL ||
		    judgements[i].verdict >= best)
			continue;
		best = judgements[i].verdict;
		found = other;
	}
	return found;
}

/* The other alternatives of a rule that fail as well. */
static void
put_failed(size_t n)
{
	const struct identity *id = identity_nth(n), *other;

	for (size_t i = 0; i < identity_count(); i++) {
		other = identity_nth(i);
		if (!is_alternative(id, other) ||
		    judgements[i].verdict != VERDICT_FAIL)
			continue;
		finding_detail(STR("nor as"));
		finding_detail(other->id);
	}
}

static void
write(size_t n, const struct books *b)
{
	const struct identity *id = identity_nth(n), *other = NULL;
	struct judgement *j = &judgements[n];
	enum verdict verdict = j->verdict;

	if (verdict == VERDICT_FAIL)
		other = alternative(n);
	begin(id, b);
	finding_test(j, b);
	if (other != NULL) {
		verdict = judgements[other - identity_nth(0)].verdict;
		finding_detail(verdict == VERDICT_PASS ? STR("holds as") :
		    STR("may hold as"));
		finding_detail(other->id);
	}
	if (verdict == VERDICT_FAIL)
		put_failed(n);
	finding_end(verdict);
}

/* A number that is there again and again, mostly 0, is judged once. */
static bool
passed_before(const struct identity *id, const struct reading *r,
    const struct reading *last)
{
	return id->x_alone && last != NULL && r->next == NULL &&
	    r->state == READING_EXACT && r->value.n == last->value.n &&
	    r->value.scale == last->value.scale;
}

/* One finding for each x that fails, else one for all that pass. */
static void
check_template(const struct identity *id, struct books b)
{
	const struct ledger *l = b.here;
	const struct reading *r, *last = NULL;
	struct judgement j;
	size_t count[VERDICT_NONE + 1] = { 0 };

	for (size_t i = 0; i < l->n; i++) {
		if (!id->over[l->seen[i]])
			continue;
		r = l->at[l->seen[i]];
		if (passed_before(id, r, last)) {
			count[VERDICT_PASS]++;
			continue;
		}
		b.x = r->in;
		count[judge(id, &b, &j)]++;
		if (j.verdict == VERDICT_PASS)
			last = r;
		if (j.verdict != VERDICT_FAIL)
			continue;
		begin(id, &b);
		finding_test(&j, &b);
		finding_end(VERDICT_FAIL);
	}
	if (count[VERDICT_FAIL] != 0 ||
	    count[VERDICT_PASS] + count[VERDICT_SKIPPED] == 0)
		return;
	begin(id, &b);
	finding_detail(STR("numbers:"));
	finding_detail_number(count[VERDICT_PASS]);
	finding_end(count[VERDICT_PASS] != 0 ? VERDICT_PASS : VERDICT_SKIPPED);
}

void
check_rules(int scope, const struct books *b)
{
	const struct identity *all = identity_nth(0), *id;
	size_t n = identity_count(), given = 0;

	if (judgements == NULL) {
		judgements = xcalloc(n, sizeof *judgements);
		order = xcalloc(n, sizeof *order);
	}
	for (size_t i = 0; i < n; i++) {
		id = &all[i];
		judgements[i].verdict = VERDICT_NONE;
		if ((int)id->scope != scope || !judge_knows(id, b->here) ||
		    !finding_is_wanted(id))
			continue;
		if (id->form == IDENTITY_TEMPLATE || (id->form == IDENTITY_SUMS &&
		    judge(id, b, &judgements[i]) != VERDICT_NONE))
			order[given++] = i;
	}
	for (size_t i = 0; i < given; i++)
		if (all[order[i]].form == IDENTITY_TEMPLATE)
			check_template(&all[order[i]], *b);
		else
			write(order[i], b);
}

/* What stands in the prose besides must be what was chosen for use, unless a
 * person has chosen. */
static void
check_again(const struct ledger *l, const struct identity *id)
{
	const struct reading *r, *chosen;

	for (r = l->again; r != NULL; r = r->next) {
		for (chosen = l->at[r->in->order]; chosen != NULL;
		     chosen = chosen->next)
			if (str_eq(chosen->scope, r->scope))
				break;
		if (!id->over[r->in->order] || chosen == NULL || chosen->corrected ||
		    !reading_has_value(chosen) || !reading_has_value(r))
			continue;
		finding_begin(id, l->doc, l->report, l->line);
		finding_number(&(struct explain_number){ r->in->id,
			chosen->said, 0, NULL, r->in, chosen });
		finding_number(&(struct explain_number){ r->in->id, r->said, 1,
			NULL, r->in, r });
		if (chosen->state == READING_INEXACT ||
		    r->state == READING_INEXACT) {
			finding_detail(STR("not exact"));
			finding_end(VERDICT_SKIPPED);
			continue;
		}
		finding_sums(chosen->value, STR("="), r->value);
		finding_end(dec_cmp(chosen->value, r->value) == 0 ?
		    VERDICT_PASS : VERDICT_FAIL);
	}
}

void
check_end(void)
{
	const struct books b = { .here = &ledger };

	if (ledger.n == 0)
		return;
	derive(&ledger);
	if (!finding_explains())
		derive_write(&ledger);
	check_rules(IDENTITY_REPORT, &b);
	if (finding_is_wanted(again_rule))
		check_again(&ledger, again_rule);
}
