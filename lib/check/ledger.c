#include <stdlib.h>

#include "check/identity.h"
#include "check/ledger.h"
#include "core/die.h"

void
ledger_begin(struct ledger *l, struct str doc, struct str report,
    struct str line)
{
	struct buf place = { NULL, 0, 0 };

	if (l->at == NULL) {
		l->at = xcalloc(indicator_count(), sizeof *l->at);
		l->seen = xcalloc(indicator_count(), sizeof *l->seen);
	}
	for (size_t i = 0; i < l->n; i++)
		l->at[l->seen[i]] = NULL;
	l->n = 0;
	l->again = l->again_last = NULL;
	pool_reset(&l->pool);
	l->doc = pool_str(&l->pool, doc);
	l->report = pool_str(&l->pool, report);
	l->line = pool_str(&l->pool, line);
	l->year = l->level = l->sector = l->scope = l->body = STR("");
	l->eras = 0;
	l->scoped = false;
	buf_byte(&place, '@');
	buf_put(&place, doc);
	buf_byte(&place, ':');
	buf_put(&place, report);
	buf_byte(&place, ':');
	l->place = pool_str(&l->pool, buf_str(&place));
	buf_free(&place);
}

void
ledger_about(struct ledger *l, const struct rec *report)
{
	l->year = pool_str(&l->pool, report->f[REPORT_YEAR]);
	l->level = pool_str(&l->pool, report->f[REPORT_LEVEL]);
	l->sector = pool_str(&l->pool, report->f[REPORT_SECTOR]);
	l->scope = pool_str(&l->pool, report->f[REPORT_SCOPE]);
	l->body = pool_str(&l->pool, report->f[REPORT_BODY]);
	l->eras = identity_eras(report->f[REPORT_ERA], ' ') |
	    identity_eras(report->f[REPORT_FORM], ' ');
}

static bool
is_of_year(const struct rec *fact, const struct indicator *in)
{
	struct str period = fact->f[FACT_PERIOD];

	return period.n == 0 || str_eq(period, STR("year")) ||
	    (str_eq(period, STR("cum")) && str_ends(in->id, STR(".cum")));
}

static void
say(struct ledger *l, struct reading *r, struct str value, struct str line)
{
	size_t n = 1 + value.n + l->place.n + line.n;
	char *p = pool_take(&l->pool, n);

	r->said = (struct str){ p, n };
	*p++ = '=';
	memcpy(p, value.p, value.n);
	p += value.n;
	memcpy(p, l->place.p, l->place.n);
	memcpy(p + l->place.n, line.p, line.n);
}

static void
take_value(struct ledger *l, struct reading *r, const struct rec *fact)
{
	static const char *const inexact[] = { "more", "less", "approx" };
	struct str how = fact->f[FACT_QUALIFIER], value = fact->f[FACT_VALUE];

	r->state = str_eq(how, STR("empty")) ? READING_BLANK : READING_NO_VALUE;
	if (!dec_parse(value, &r->value))
		return;
	r->state = READING_EXACT;
	say(l, r, value, fact->f[F_LINE]);
	if (str_eq(how, STR("exact")))
		return;
	for (size_t i = 0; i < sizeof inexact / sizeof *inexact; i++)
		if (str_eq(how, str_of(inexact[i])))
			r->state = READING_INEXACT;
	r->none = str_eq(how, STR("none"));
}

/* What decided a value in an earlier run. */
static void
take_rule(struct reading *r, struct str rule)
{
	struct str table = STR("identities:");

	if (!str_starts(rule, table))
		return;
	r->by = identity_find(str_slice(rule, table.n, rule.n));
	r->solved = r->by != NULL && (r->value.n != 0 ||
	    identity_is_total(r->by, r->in));
}

/* Of the prose; a table that prints an indicator twice has several columns. */
static void
add_again(struct ledger *l, const struct rec *fact, const struct indicator *in)
{
	struct reading *r;

	if (fact->f[FACT_CELL].n != 0)
		return;
	r = pool_take(&l->pool, sizeof *r);
	*r = (struct reading){ .in = in,
		.scope = pool_str(&l->pool, fact->f[FACT_SCOPE]) };
	take_value(l, r, fact);
	if (l->keep)
		r->fact = rec_keep(&l->pool, fact);
	if (l->again_last != NULL)
		l->again_last->next = r;
	else
		l->again = r;
	l->again_last = r;
}

bool
ledger_enters(const struct rec *fact)
{
	const struct indicator *in = indicator_find(fact->f[FACT_INDICATOR]);
	struct str use = fact->f[FACT_USE];

	return in != NULL && use.n == 1 && use.p[0] != '0' &&
	    is_of_year(fact, in);
}

bool
ledger_add(struct ledger *l, const struct rec *fact)
{
	const struct indicator *in = indicator_find(fact->f[FACT_INDICATOR]);
	struct str use = fact->f[FACT_USE];
	struct reading *r, *first;

	if (in == NULL || use.n != 1 || !is_of_year(fact, in))
		return true;
	if (use.p[0] == '0') {
		add_again(l, fact, in);
		return true;
	}
	first = l->at[in->order];
	for (r = first; r != NULL; r = r->next)
		if (str_eq(r->scope, fact->f[FACT_SCOPE]))
			break;
	if (r != NULL && (reading_has_value(r) || fact->f[FACT_VALUE].n == 0))
		return reading_has_value(r) != (fact->f[FACT_VALUE].n != 0);
	if (r == NULL) {
		r = pool_take(&l->pool, sizeof *r);
		*r = (struct reading){ .next = first, .in = in };
		l->at[in->order] = r;
		if (first == NULL)
			l->seen[l->n++] = in->order;
	}
	r->scope = pool_str(&l->pool, fact->f[FACT_SCOPE]);
	l->scoped |= r->scope.n != 0;
	take_value(l, r, fact);
	if (use.p[0] == '2')
		take_rule(r, fact->f[FACT_RULE]);
	else if (fact->f[FACT_CELL].n == 0)
		r->corrected = str_starts(fact->f[FACT_RULE],
		    STR("corrections:"));
	if (l->keep || r->state == READING_BLANK)
		r->fact = rec_keep(&l->pool, fact);
	return true;
}

void
ledger_decide(struct ledger *l, struct reading *r, struct dec value)
{
	char text[DEC_TEXT];

	r->state = READING_EXACT;
	r->value = value;
	say(l, r, (struct str){ text, dec_print(value, text) },
	    r->fact->f[F_LINE]);
}
