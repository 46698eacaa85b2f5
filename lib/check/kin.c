#include <stdlib.h>

#include "check/finding.h"
#include "check/kin.h"
#include "core/die.h"
#include "core/tab.h"

enum { CODE, FROM, TO, CODE_LENGTH = 6 };

/* A report and the facts of it that are asked for. */
struct kin {
	const struct rec *report;
	const struct rec **fact;
	size_t facts, cap;
	struct str parent; /* code of the unit above; empty: none is known */
};

static struct kin *all;
static size_t count, cap;
static struct pool pool;
static struct tab regions;
static bool *asked;          /* indicators, by the codebook's order */
static struct below *below;  /* the same */

void
kin_load(const char *folder)
{
	const struct identity *id;
	const struct test *test;

	tab_load(&regions, folder, "regions.tsv", "code from_year to_year");
	for (size_t i = 0; i < regions.rows; i++)
		if (regions.row[i].cell[CODE].n != CODE_LENGTH || (i != 0 &&
		    str_cmp(regions.row[i - 1].cell[CODE],
		    regions.row[i].cell[CODE]) > 0))
			tab_wrong(&regions, i, "want codes of six digits, sorted");
	asked = xcalloc(indicator_count(), sizeof *asked);
	below = xcalloc(indicator_count(), sizeof *below);
	for (size_t i = 0; i < identity_count(); i++) {
		id = identity_nth(i);
		test = id->holds.v;
		for (size_t k = 0; id->scope == IDENTITY_KIN && k < test->terms; k++)
			if (test->term[k].in != NULL)
				asked[test->term[k].in->order] = true;
	}
}

/* Units */

/* The first row, in the order of codes, whose code is not below this one. */
static size_t
first_row(struct str code)
{
	size_t low = 0, high = regions.rows, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (str_cmp(regions.row[mid].cell[CODE], code) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool
is_valid(const struct str *cell, struct str year)
{
	return (cell[FROM].n == 0 || str_cmp(cell[FROM], year) <= 0) &&
	    (cell[TO].n == 0 || str_cmp(year, cell[TO]) <= 0);
}

static bool
is_unit(struct str code, struct str year)
{
	for (size_t i = first_row(code); i < regions.rows &&
	    str_eq(regions.row[i].cell[CODE], code); i++)
		if (is_valid(regions.row[i].cell, year))
			return true;
	return false;
}

/* 320106 lies in 320100, and that in 320000; where there is no prefecture, a
 * county lies in its province.  The parent's code is written at p. */
static struct str
parent_of(struct str code, struct str year, char *p)
{
	struct str parent;

	if (code.n != CODE_LENGTH || str_ends(code, STR("0000")))
		return STR("");
	memcpy(p, code.p, CODE_LENGTH);
	parent = (struct str){ p, CODE_LENGTH };
	p[4] = p[5] = '0';
	if (str_eq(parent, code) || !is_unit(parent, year))
		p[2] = p[3] = '0';
	return parent;
}

/* How many units there are right below one. */
static size_t
count_units(struct str code, struct str year)
{
	const struct str *cell;
	size_t n = 0;
	char up[CODE_LENGTH];

	for (size_t i = first_row(code); i < regions.rows; i++) {
		cell = regions.row[i].cell;
		if (memcmp(cell[CODE].p, code.p, 2) != 0)
			break;
		n += is_valid(cell, year) &&
		    str_eq(parent_of(cell[CODE], year, up), code);
	}
	return n;
}

/* Reading */

void
kin_report(const struct rec *report)
{
	struct kin *k;

	if (!str_eq(report->f[REPORT_BODY], STR("人民政府")) ||
	    report->f[REPORT_REGION].n != CODE_LENGTH ||
	    report->f[REPORT_YEAR].n != 4)
		return;
	all = xgrow(all, count, &cap, sizeof *all);
	k = &all[count++];
	*k = (struct kin){ .report = rec_keep(&pool, report) };
	k->parent = parent_of(k->report->f[REPORT_REGION],
	    k->report->f[REPORT_YEAR], pool_take(&pool, CODE_LENGTH));
}

void
kin_fact(const struct rec *fact)
{
	const struct indicator *in = indicator_find(fact->f[FACT_INDICATOR]);
	struct kin *k = count != 0 ? &all[count - 1] : NULL;

	if (k == NULL || in == NULL || !asked[in->order] ||
	    !str_eq(k->report->f[F_DOC], fact->f[F_DOC]) ||
	    !str_eq(k->report->f[REPORT_REPORT], fact->f[FACT_REPORT]))
		return;
	k->fact = xgrow(k->fact, k->facts, &k->cap, sizeof *k->fact);
	k->fact[k->facts++] = rec_keep(&pool, fact);
}

/* Judging */

static int
by_parent(const void *x, const void *y)
{
	const struct kin *a = x, *b = y;
	int order = str_cmp(a->parent, b->parent);

	if (order == 0)
		order = str_cmp(a->report->f[REPORT_YEAR],
		    b->report->f[REPORT_YEAR]);
	if (order == 0)
		order = str_cmp(a->report->f[REPORT_REGION],
		    b->report->f[REPORT_REGION]);
	return order != 0 ? order :
	    str_cmp(a->report->f[F_DOC], b->report->f[F_DOC]);
}

static void
enter(struct ledger *l, const struct kin *k)
{
	l->keep = finding_explains();
	ledger_begin(l, k->report->f[F_DOC], k->report->f[REPORT_REPORT],
	    k->report->f[F_LINE]);
	ledger_about(l, k->report);
	for (size_t i = 0; i < k->facts; i++)
		ledger_add(l, k->fact[i]);
}

static bool
is_child(const struct kin *child, const struct kin *parent)
{
	return str_eq(child->parent, parent->report->f[REPORT_REGION]) &&
	    str_eq(child->report->f[REPORT_YEAR],
	    parent->report->f[REPORT_YEAR]);
}

/* The first child; the others follow it. */
static size_t
first_child(const struct kin *parent)
{
	struct rec want = *parent->report;
	size_t low = 0, high = count, mid;
	int order;

	while (low < high) {
		mid = low + (high - low) / 2;
		order = str_cmp(all[mid].parent, want.f[REPORT_REGION]);
		if (order == 0)
			order = str_cmp(all[mid].report->f[REPORT_YEAR],
			    want.f[REPORT_YEAR]);
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Adds up the children's numbers of one indicator, each a number of the
 * finding; returns how many there are.  One whose scope is not known says
 * nothing, and of two reports of one unit the first counts. */
static size_t
add_up(const struct kin *parent, const struct indicator *in, bool *fits)
{
	static struct ledger child;
	const struct reading *r;
	size_t i = first_child(parent), n = 0;
	struct below *b = &below[in->order];

	*b = (struct below){ .known = false };
	for (; i < count && is_child(&all[i], parent); i++) {
		if (i != 0 && is_child(&all[i - 1], parent) &&
		    str_eq(all[i - 1].report->f[REPORT_REGION],
		    all[i].report->f[REPORT_REGION]))
			continue;
		enter(&child, &all[i]);
		r = child.at[in->order];
		if (child.scope.n == 0 || r == NULL || r->next != NULL ||
		    r->state != READING_EXACT)
			continue;
		*fits &= dec_add(&b->sum, r->value);
		b->known = true;
		n++;
		finding_number(&(struct explain_number){ in->id, r->said, 0,
			NULL, in, r });
	}
	return n;
}

static const struct indicator *
of_children(const struct identity *id)
{
	const struct test *test = id->holds.v;

	for (size_t i = 0; i < test->terms; i++)
		if (test->term[i].where == WHERE_BELOW)
			return test->term[i].in;
	return NULL;
}

static void
judge_kin(const struct identity *id, const struct books *b,
    const struct kin *parent, size_t units)
{
	const struct indicator *in = of_children(id);
	struct judgement j;
	bool fits = true;
	size_t n = 0;

	if (!judge_applies(id, b, STR("")))
		return;
	finding_begin(id, b->here->doc, b->here->report, b->here->line);
	if (in != NULL)
		n = add_up(parent, in, &fits);
	if (judge(id, b, &j) == VERDICT_NONE || !fits)
		return;
	finding_test(&j, b);
	if (in != NULL) {
		finding_detail_number(n);
		finding_detail(STR("of"));
		finding_detail_number(units);
		finding_detail(STR("units"));
	}
	if (n < units && j.verdict < VERDICT_SKIPPED && in != NULL &&
	    (j.verdict == VERDICT_PASS || j.test->relation.p[0] == '>'))
		j.verdict = VERDICT_INCOMPLETE;
	finding_end(j.verdict);
}

void
kin_end(void)
{
	static struct ledger here;
	const struct books b = { .here = &here, .below = below };
	const struct identity *id;
	size_t units;

	if (count != 0)
		qsort(all, count, sizeof *all, by_parent);
	for (size_t i = 0; i < count; i++) {
		enter(&here, &all[i]);
		if (here.n == 0)
			continue;
		explain_whose(all[i].report->f[REPORT_AGENCY],
		    all[i].report->f[REPORT_YEAR]);
		units = count_units(all[i].report->f[REPORT_REGION],
		    all[i].report->f[REPORT_YEAR]);
		for (size_t k = 0; k < identity_count(); k++) {
			id = identity_nth(k);
			if (id->scope == IDENTITY_KIN && finding_is_wanted(id))
				judge_kin(id, &b, &all[i], units);
		}
	}
}
