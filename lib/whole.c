#include "die.h"
#include "fold.h"
#include "rows.h"
#include "whole.h"

enum column { WHOLE, UNLESS, PARTS, LISTS };
enum { LONGEST = 16 };

static struct rows wholes;

/* The indicators that the columns of a row name. */
static struct whole {
	struct list {
		const struct indicator *in[LONGEST];
		size_t n;
	} list[LISTS];
	struct buf rule; /* wholes:n.req.recv */
} *rows;

static void
load_list(size_t row, enum column column)
{
	struct list *list = &rows[row].list[column];
	struct str rest = rows_cell(&wholes, row, (int)column), id;

	while (rest.n != 0 && str_split(&rest, ' ', &id)) {
		if (list->n == LONGEST)
			tab_wrong(&wholes.tab, row, "more than %d indicators",
			    LONGEST);
		list->in[list->n] = indicator_find(id);
		if (list->in[list->n++] == NULL)
			tab_wrong(&wholes.tab, row, "no indicator %.*s",
			    (int)id.n, id.p);
	}
	if (column == WHOLE && list->n != 1)
		tab_wrong(&wholes.tab, row, "whole: want one indicator");
}

void
whole_load(const char *folder)
{
	rows_load(&wholes, folder, "wholes.tsv",
	    "whole unless parts pattern example");
	rows = xcalloc(wholes.tab.rows, sizeof *rows);
	for (size_t i = 0; i < wholes.tab.rows; i++) {
		for (enum column column = WHOLE; column < LISTS; column++)
			load_list(i, column);
		buf_put(&rows[i].rule, STR("wholes:"));
		buf_put(&rows[i].rule, rows[i].list[WHOLE].in[0]->id);
	}
}

static bool
is_in(const struct list *list, const struct fact *fact)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->in[i] == fact->indicator)
			return true;
	return false;
}

static bool
is_of_year(const struct fact *fact)
{
	return fact->value.present && str_eq(fact->period, STR("year"));
}

/* The only part of the whole that the report has; NULL when it has the whole,
 * a number that leaves no room for it, no part, or several. */
static const struct fact *
only_part(const struct whole *w, const struct facts *f)
{
	const struct fact *only = NULL, *fact;

	for (size_t i = 0; i < f->n; i++) {
		fact = &f->v[i];
		if (is_in(&w->list[UNLESS], fact) ||
		    (is_in(&w->list[WHOLE], fact) && is_of_year(fact)))
			return NULL;
		if (!is_in(&w->list[PARTS], fact) || !is_of_year(fact))
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

	for (size_t i = 0; i < wholes.tab.rows; i++) {
		part = only_part(&rows[i], f);
		if (part == NULL || !says_whole(i, part->raw))
			continue;
		fact = *part;
		fact.indicator = rows[i].list[WHOLE].in[0];
		fact.rule = buf_str(&rows[i].rule);
		facts_add(f, &fact);
	}
}

void
whole_prove(void)
{
	rows_prove(&wholes);
}
