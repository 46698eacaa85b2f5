#include <stdlib.h>

#include "core/die.h"
#include "core/records.h"
#include "extract/facts.h"
#include "extract/trace.h"

void
facts_begin(struct facts *f, const struct rec *report)
{
	struct buf key = { NULL, 0, 0 };

	f->n = 0;
	f->full = false;
	pool_reset(&f->pool);
	f->doc = pool_str(&f->pool, report->f[F_DOC]);
	f->report = pool_str(&f->pool, report->f[REPORT_REPORT]);
	buf_put(&key, report->f[REPORT_REGION]);
	buf_byte(&key, '/');
	buf_put(&key, report->f[REPORT_BODY]);
	buf_byte(&key, '/');
	buf_put(&key, report->f[REPORT_YEAR]);
	f->key = pool_str(&f->pool, buf_str(&key));
	buf_free(&key);
}

void
facts_add(struct facts *f, const struct fact *fact)
{
	f->v = xgrow(f->v, f->n, &f->cap, sizeof *f->v);
	f->v[f->n++] = *fact;
}

bool
facts_are_full(struct facts *f, struct str line)
{
	if (f->n >= FACTS_MOST && !f->full) {
		f->full = true;
		records_warn(f->doc, line, f->report, "facts-limit", "more than %d "
		    "readings: what follows is not read", FACTS_MOST);
	}
	return f->full;
}

/* Of facts of one indicator. */
static int
same_series(const struct fact *a, const struct fact *b)
{
	int order = str_cmp(a->scope, b->scope);

	return order != 0 ? order : str_cmp(a->period, b->period);
}

/* True when it was read from the codebook's own name of a category: 工作动态, and not
 * 时政要闻. */
static bool
is_named(const struct fact *a)
{
	struct str label = a->indicator->label_zh;
	size_t n = str_find(label, STR("类信息数"), 0);

	return n < label.n && str_has(a->raw, str_slice(label, 0, n));
}

/* In a series: with a value, of the lowest rank, exact before inexact, and of the rows
 * of one category the one that has its name. */
static int
by_claim(const struct fact *a, const struct fact *b)
{
	int order = same_series(a, b);
	bool ea = strcmp(a->value.qualifier, "exact") == 0;
	bool eb = strcmp(b->value.qualifier, "exact") == 0;

	if (order != 0)
		return order;
	if (a->value.present != b->value.present)
		return a->value.present ? -1 : 1;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (ea != eb)
		return ea ? -1 : 1;
	return is_named(b) - is_named(a);
}

/* The reading to use comes first in its series: of equal claims the first in
 * the report. */
static int
by_choice(const void *x, const void *y)
{
	const struct fact *a = *(const struct fact *const *)x;
	const struct fact *b = *(const struct fact *const *)y;
	int order = by_claim(a, b);

	return order != 0 ? order : a < b ? -1 : a > b;
}

/* False when another reading behind this one, the first of its series, and up to
 * the last of its indicator, has an equal claim and another value, in the same
 * enumeration. */
static bool
may_use(const struct facts *f, struct fact *const *order, size_t first, size_t last)
{
	const struct fact *a = order[first], *b;
	const struct fact *rival = NULL;
	bool enumerated = false;
	char one[DEC_TEXT], two[DEC_TEXT];

	for (size_t i = first + 1; i < last && by_claim(a, order[i]) == 0; i++) {
		b = order[i];
		if (!a->value.present ||
		    dec_cmp(a->value.number, b->value.number) == 0)
			continue;
		enumerated |= a->group != 0 && a->group == b->group;
		rival = rival != NULL ? rival : b;
	}
	if (rival == NULL)
		return true;
	records_warn(f->doc, rival->line, f->report, "tie", "%.*s: %.*s or %.*s: %s",
	    (int)a->indicator->id.n, a->indicator->id.p,
	    (int)dec_print(a->value.number, one), one,
	    (int)dec_print(rival->value.number, two), two,
	    enumerated ? "neither is used" : "the first is used");
	return !enumerated;
}

/* Puts those of one indicator together, in the codebook's order. */
static void
group(struct facts *f, struct fact **order)
{
	size_t *at = xcalloc(indicator_count() + 1, sizeof *at);

	for (size_t i = 0; i < f->n; i++)
		at[f->v[i].indicator->order + 1]++;
	for (size_t i = 1; i < indicator_count(); i++)
		at[i] += at[i - 1];
	for (size_t i = 0; i < f->n; i++)
		order[at[f->v[i].indicator->order]++] = &f->v[i];
	free(at);
}

static void
choose(struct facts *f)
{
	struct fact **order = xcalloc(f->n + 1, sizeof *order);
	size_t from = 0, to;

	group(f, order);
	for (; from < f->n; from = to) {
		for (to = from + 1; to < f->n &&
		     order[to]->indicator == order[from]->indicator; to++)
			;
		if (to - from > 1)
			qsort(order + from, to - from, sizeof *order, by_choice);
		for (size_t i = from; i < to; i++)
			order[i]->use = (i == from ||
			    same_series(order[i - 1], order[i]) != 0) &&
			    strcmp(order[i]->value.qualifier, "unread") != 0 &&
			    may_use(f, order, i, to);
	}
	free(order);
}

static void
explain(const struct facts *f, const struct fact *fact, struct str value)
{
	trace_listen(trace_wants(fact->line));
	trace_say(0, "%.*s, report %.*s: %s, %.*s = %.*s %s by %.*s",
	    (int)f->doc.n, f->doc.p, (int)f->report.n, f->report.p,
	    fact->use ? "used" : "not used: another reading is, or none",
	    (int)fact->indicator->id.n, fact->indicator->id.p, (int)value.n,
	    value.p, fact->value.qualifier, (int)fact->rule.n, fact->rule.p);
}

/* The place of a table's cell; empty for the prose. */
static struct str
cell_of(const struct fact *fact)
{
	static struct buf cell;

	cell.n = 0;
	if (fact->ordinal != 0) {
		buf_put(&cell, fact->row);
		buf_byte(&cell, ':');
		buf_number(&cell, fact->ordinal);
	}
	return buf_str(&cell);
}

/* What the records of a row, or of a line, have in common. */
static void
begin_line(const struct facts *f, const struct fact *fact, struct rec *w)
{
	static const size_t shared[] = { 0, F_DOC, F_LINE, FACT_REPORT,
		FACT_PERIOD, FACT_KEY };
	static struct buf b;

	rec_make(w, REC_FACT, f->doc, fact->line);
	w->f[FACT_REPORT] = f->report;
	w->f[FACT_PERIOD] = fact->period;
	w->f[FACT_KEY] = f->key;
	rec_share(w, shared, sizeof shared / sizeof *shared, &b);
}

static void
write(const struct facts *f, const struct fact *fact, struct rec *w)
{
	char number[DEC_TEXT];

	w->f[FACT_INDICATOR] = fact->indicator->id;
	w->f[FACT_VALUE] = (struct str){ number, fact->value.present ?
		dec_print(fact->value.number, number) : 0 };
	explain(f, fact, w->f[FACT_VALUE]);
	w->f[FACT_UNIT] = fact->indicator->unit;
	w->f[FACT_QUALIFIER] = str_of(fact->value.qualifier);
	w->f[FACT_SCOPE] = fact->scope;
	w->f[FACT_CELL] = cell_of(fact);
	rec_number(w, FACT_USE, (uint64_t)fact->use);
	rec_number(w, FACT_COLUMN, fact->column);
	w->f[FACT_RAW] = fact->raw;
	w->f[FACT_RULE] = fact->rule;
	records_write(w);
}

void
facts_end(struct facts *f)
{
	static struct rec w;
	const struct fact *fact;

	choose(f);
	for (size_t i = 0; i < f->n; i++) {
		fact = &f->v[i];
		if (i == 0 || fact->line.p != fact[-1].line.p ||
		    fact->period.p != fact[-1].period.p)
			begin_line(f, fact, &w);
		write(f, fact, &w);
	}
	f->n = 0;
}
