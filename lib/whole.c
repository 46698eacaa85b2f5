#include "fold.h"
#include "rows.h"
#include "whole.h"

enum { WHOLE, PARTS };

static struct rows wholes;

static const struct indicator *
whole_of(size_t row)
{
	return indicator_find(rows_cell(&wholes, row, WHOLE));
}

void
whole_load(const char *folder)
{
	struct str rest, part;

	rows_load(&wholes, folder, "wholes.tsv", "whole parts pattern example");
	for (size_t i = 0; i < wholes.tab.rows; i++) {
		rest = rows_cell(&wholes, i, PARTS);
		if (whole_of(i) == NULL)
			tab_wrong(&wholes.tab, i, "no such indicator");
		while (str_split(&rest, ' ', &part))
			if (indicator_find(part) == NULL)
				tab_wrong(&wholes.tab, i, "no indicator %.*s",
				    (int)part.n, part.p);
	}
}

static bool
is_of_year(const struct fact *fact)
{
	return fact->value.present && str_eq(fact->period, STR("year"));
}

/* The only part of the whole that the report has; NULL when it has the whole,
 * no part, or several. */
static const struct fact *
only_part(size_t row, const struct facts *f)
{
	const struct fact *only = NULL, *fact;

	for (fact = f->v; fact < f->v + f->n; fact++) {
		if (fact->indicator == whole_of(row) && is_of_year(fact))
			return NULL;
		if (!str_has_word(rows_cell(&wholes, row, PARTS), ' ',
		    fact->indicator->id) || !is_of_year(fact))
			continue;
		if (only != NULL)
			return NULL;
		only = fact;
	}
	return only;
}

static bool
says_whole(size_t row, struct str raw)
{
	static struct folded f;
	struct rx_match m;

	fold(raw, &f);
	return rows_match(&wholes, row, buf_str(&f.text), &m);
}

void
whole_add(struct facts *f)
{
	const struct fact *part;
	struct fact fact;
	struct buf rule = { NULL, 0, 0 };

	for (size_t i = 0; i < wholes.tab.rows; i++) {
		part = only_part(i, f);
		if (part == NULL || !says_whole(i, part->raw))
			continue;
		fact = *part;
		fact.indicator = whole_of(i);
		rule.n = 0;
		buf_put(&rule, STR("wholes:"));
		buf_put(&rule, fact.indicator->id);
		fact.rule = buf_str(&rule);
		facts_add(f, &fact);
	}
	buf_free(&rule);
}

void
whole_prove(void)
{
	rows_prove(&wholes);
}
