#include "core/die.h"
#include "core/memo.h"
#include "extract/trace.h"
#include "prose/glance.h"
#include "prose/rules.h"

enum { MATCHES = 64 /* of a row in a sentence */ };

static struct rows table;
static struct rule *rules;
static struct rows_set zeros; /* the rules that have no number */

/* What has been matched in sentences that were met before. */
struct matches {
	struct rules_match *v;
	size_t n;
};
static struct memo met = { .size = sizeof(struct matches) };

/* What a text without a number must have for any rule. */
static const struct str negations[] = {
	{ "未", 3 }, { "无", 3 }, { "没", 3 }, { "不存在", 9 }, { "免费", 6 },
	{ "免收", 6 }, { "零申请", 9 }, { "零复议", 9 }, { "零诉讼", 9 }, { "不收", 6 },
	{ "不向", 6 }, { "为零", 6 }, { "零发生", 9 }, { "零记录", 9 }, { "零投诉", 9 },
	{ "零举报", 9 },
};

static void
load_rule(size_t row)
{
	struct rule *rule = &rules[row];
	struct str pattern = rows_cell(&table, row, RULES_PATTERN);

	rule->zero = !str_has(pattern, STR("(#)"));
	rule->bare = str_has(pattern, STR("{bare}"));
	reading_name(rules, row, &table.tab, STR("prose:"));
	if (rule->zero)
		rows_put(&table, row, &zeros);
}

void
rules_load(const char *folder)
{
	rows_load(&table, folder, "prose.tsv",
	    "indicator sections needs pattern example expect also");
	rules = xcalloc(table.tab.rows, sizeof *rules);
	for (size_t i = 0; i < table.tab.rows; i++)
		if (!rows_is_macro(&table, i))
			load_rule(i);
	glance_load(negations, sizeof negations / sizeof *negations);
}

const struct rows *
rules_table(void)
{
	return &table;
}

const struct rule *
rules_of(size_t row)
{
	return &rules[row];
}

void
rules_candidates(struct str text, bool numbers, struct rows_set *may)
{
	*may = (struct rows_set){ { 0 } };
	if (numbers || (glance(text) & GLANCE_NEGATION) != 0)
		rows_scan(text, may);
}

/* Finds a row's next match at or behind byte `from`; false when there is no more. */
static bool
find_next(size_t row, struct str sentence, size_t from, struct rules_match *m)
{
	struct rx_match hit;
	enum rx_result found;

	*m = (struct rules_match){ .row = row };
	if (from >= sentence.n)
		return false;
	found = rows_find(&table, row, sentence, from, &hit);
	m->gave_up = found == RX_LIMIT;
	if (found != RX_FOUND)
		return false;
	m->from = (size_t)(hit.group[0].p - sentence.p);
	m->to = m->from + hit.group[0].n;
	if (!rules[row].zero && hit.group[1].p != NULL)
		m->number = (size_t)(hit.group[1].p - sentence.p) + 1;
	return m->to > m->from;
}

/* What has been found in the sentence at hand. */
static struct {
	struct rules_match *v;
	size_t n, cap;
} found;

static void
add(const struct rules_match *m)
{
	found.v = xgrow(found.v, found.n, &found.cap, sizeof *found.v);
	found.v[found.n++] = *m;
}

static void
match_row(size_t row, struct str sentence)
{
	struct rules_match m = { .to = 0 };
	size_t before = found.n;

	for (int i = 0; i < MATCHES && find_next(row, sentence, m.to, &m); i++)
		if (rules[row].zero || m.number != 0)
			add(&m);
	if (m.gave_up)
		add(&m);
	else if (found.n == before)
		trace_say(2, "%.*s does not match", (int)rules[row].name.n,
		    rules[row].name.p);
}

static void
match_all(struct str sentence)
{
	struct rows_set may;
	bool numbers = str_has(sentence, STR("#"));

	found.n = 0;
	rules_candidates(sentence, numbers, &may);
	if (!numbers)
		rows_both(&may, &zeros, &may);
	for (size_t row = rows_next(&table, &may, 0); row < table.tab.rows;
	     row = rows_next(&table, &may, row + 1))
		match_row(row, sentence);
}

const struct rules_match *
rules_match(struct str sentence, size_t *n)
{
	bool known;
	struct matches *m = memo_find(&met, sentence, &known);

	if (!known || trace_listens()) { /* who asks hears of all rules */
		match_all(sentence);
		m->n = found.n;
		m->v = pool_copy(&met.pool, found.v, found.n * sizeof *found.v);
	}
	*n = m->n;
	return m->v;
}

bool
rules_hold(size_t row, struct str section)
{
	return context_admits(rows_cell(&table, row, RULES_SECTIONS), section);
}

void
rules_trim(void)
{
	memo_trim(&met);
}
