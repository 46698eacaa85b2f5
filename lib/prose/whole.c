#include "core/die.h"
#include "domain/fold.h"
#include "domain/rows.h"
#include "prose/claim.h"
#include "prose/whole.h"

enum column { USE, WHOLE, UNLESS, PARTS, LISTS };
enum { LONGEST = 16, NEAR = 2 /* lines */ };

static enum use { COPY, CLAIM } *uses;
static const char *const use_names[] = { "copy", "claim", NULL };

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
	    "use whole unless parts pattern example");
	rows = xcalloc(wholes.tab.rows, sizeof *rows);
	uses = xcalloc(wholes.tab.rows, sizeof *uses);
	for (size_t i = 0; i < wholes.tab.rows; i++) {
		uses[i] = (enum use)tab_choice(&wholes.tab, i, USE, use_names,
		    "copy or claim");
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
		part = uses[i] == COPY ? only_part(&rows[i], f) : NULL;
		if (part == NULL || !says_whole(i, part->raw))
			continue;
		fact = *part;
		fact.indicator = rows[i].list[WHOLE].in[0];
		fact.rule = buf_str(&rows[i].rule);
		facts_add(f, &fact);
	}
}

/* The parts of a whole */

/* How many lines b stands below a; a part of the page that has no such number is
 * far away. */
static int64_t
lines_between(const struct fact *a, const struct fact *b)
{
	struct dec above, below;

	return dec_parse(a->line, &above) && dec_parse(b->line, &below) ?
	    below.n - above.n : INT64_MAX;
}

/* Puts a part among n others of its line, in their order; false when it is said
 * twice, or its number read for two. */
static bool
put_part(const struct fact *fact, const struct fact **part, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (part[i]->indicator == fact->indicator ||
		    part[i]->column == fact->column)
			return false;
	for (; n > 0 && part[n - 1]->column > fact->column; n--)
		part[n] = part[n - 1];
	part[n] = fact;
	return true;
}

/* The parts in the next paragraph that has any; 0 when it is not near, or they
 * are not clear. */
static size_t
parts_below(const struct whole *w, const struct facts *f, size_t whole,
    const struct fact **part)
{
	const struct fact *fact;
	size_t n = 0;

	for (size_t i = whole + 1; i < f->n; i++) {
		fact = &f->v[i];
		if (fact->ordinal != 0 || /* of a table: the text has ended */
		    lines_between(&f->v[whole], fact) > NEAR)
			break;
		if (!is_in(&w->list[PARTS], fact) || !is_of_year(fact) ||
		    str_eq(fact->line, f->v[whole].line))
			continue;
		if (n != 0 && !str_eq(fact->line, part[0]->line))
			break;
		if (n == LONGEST || !put_part(fact, part, n))
			return 0;
		n++;
	}
	return n;
}

/* What several channels carried may be the same: more than the whole is no
 * error, and no claim. */
static bool
fit(const struct fact *whole, const struct fact *const *part, size_t n)
{
	struct dec sum = { 0, 0 };

	for (size_t i = 0; i < n; i++)
		if (!dec_add(&sum, part[i]->value.number))
			return false;
	return n > 1 && dec_cmp(sum, whole->value.number) <= 0;
}

static void
write_claim(const struct facts *f, const struct fact *whole,
    const struct fact *const *part, size_t n)
{
	static struct buf parts;

	parts.n = 0;
	for (size_t i = 0; i < n; i++)
		claim_put(&parts, part[i]->value.number,
		    part[i]->value.qualifier);
	claim_write(&(struct claim){ .whole = whole->value.number,
		.qualifier = str_of(whole->value.qualifier),
		.basis = STR("channels"), .parts = buf_str(&parts) },
	    &(struct claim_place){ f->doc, f->report, whole->line, whole->raw,
		whole->column });
}

void
whole_claim(const struct facts *f)
{
	const struct fact *part[LONGEST];
	size_t n;

	for (size_t row = 0; row < wholes.tab.rows; row++)
		for (size_t i = 0; i < f->n && uses[row] == CLAIM; i++) {
			if (f->v[i].ordinal != 0 || /* of a table */
			    !is_in(&rows[row].list[WHOLE], &f->v[i]) ||
			    !is_of_year(&f->v[i]) ||
			    !says_whole(row, f->v[i].raw))
				continue;
			n = parts_below(&rows[row], f, i, part);
			if (fit(&f->v[i], part, n))
				write_claim(f, &f->v[i], part, n);
		}
}

void
whole_prove(void)
{
	rows_prove(&wholes);
}
