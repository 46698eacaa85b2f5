#include <stdlib.h>

#include "check/corrections.h"
#include "core/dec.h"
#include "core/die.h"
#include "core/records.h"
#include "core/tab.h"
#include "domain/indicator.h"

enum { DOC, REPORT, INDICATOR, OLD, NEW, WHO, WHEN, WHY };

static struct tab t;
static struct correction {
	size_t row;
	enum { NOT_READ, APPLIED, OTHER, MET } state;
	struct buf read; /* what is read instead */
} *all;              /* sorted by document and report */
static size_t from, to; /* those of the report at hand */

static struct str
cell(size_t i, int column)
{
	return t.row[all[i].row].cell[column];
}

static int
compare(struct str doc, struct str report, size_t i)
{
	int order = str_cmp(doc, cell(i, DOC));

	return order != 0 ? order : str_cmp(report, cell(i, REPORT));
}

static int
by_report(const void *x, const void *y)
{
	const struct correction *a = x, *b = y;
	const struct str *ca = t.row[a->row].cell, *cb = t.row[b->row].cell;
	int order = str_cmp(ca[DOC], cb[DOC]);

	if (order == 0)
		order = str_cmp(ca[REPORT], cb[REPORT]);
	return order != 0 ? order : (a->row > b->row) - (a->row < b->row);
}

static void
check_row(size_t row)
{
	const struct str *c = t.row[row].cell;
	struct dec d;

	if (indicator_find(c[INDICATOR]) == NULL)
		tab_wrong(&t, row, "no indicator %.*s", (int)c[INDICATOR].n,
		    c[INDICATOR].p);
	if (c[NEW].n != 0 && !dec_parse(c[NEW], &d))
		tab_wrong(&t, row, "new: want a number or nothing");
	if (c[WHO].n == 0 || c[WHEN].n == 0 || c[WHY].n == 0)
		tab_wrong(&t, row, "want who, when and why");
}

void
corrections_load(const char *path)
{
	const char *name = strrchr(path, '/');
	char *folder = name == NULL ? xstrndup(".", 1) :
	    xstrndup(path, name == path ? 1 : (size_t)(name - path));

	tab_load(&t, folder, name == NULL ? path : name + 1,
	    "doc report indicator old new who when why");
	free(folder);
	all = xcalloc(t.rows + 1, sizeof *all);
	for (size_t i = 0; i < t.rows; i++) {
		check_row(i);
		all[i].row = i;
	}
	qsort(all, t.rows, sizeof *all, by_report);
}

void
corrections_begin(struct str doc, struct str report)
{
	size_t low = 0, high = t.rows, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (compare(doc, report, mid) > 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (from = to = low; to < t.rows && compare(doc, report, to) == 0; to++)
		all[to].state = NOT_READ;
}

/* The same number, or neither is one and the text is the same. */
static bool
same(struct str a, struct str b)
{
	struct dec da, db;

	if (dec_parse(a, &da) && dec_parse(b, &db))
		return dec_cmp(da, db) == 0;
	return str_eq(a, b);
}

static const struct rec *
corrected(const struct rec *fact, size_t i)
{
	static struct rec w;
	static struct buf rule;

	rec_make(&w, REC_FACT, fact->f[F_DOC], fact->f[F_LINE]);
	for (size_t k = F_LINE + 1; k < FACT_FIELDS; k++)
		w.f[k] = fact->f[k];
	rule.n = 0;
	buf_put(&rule, STR("corrections:"));
	buf_put(&rule, cell(i, WHEN));
	buf_byte(&rule, ' ');
	buf_put(&rule, cell(i, WHO));
	buf_put(&rule, STR(": "));
	buf_put(&rule, cell(i, WHY));
	w.f[FACT_VALUE] = cell(i, NEW);
	w.f[FACT_QUALIFIER] = cell(i, NEW).n != 0 ? STR("exact") : STR("unread");
	w.f[FACT_RULE] = buf_str(&rule);
	return &w;
}

const struct rec *
corrections_apply(const struct rec *fact)
{
	struct str value = fact->f[FACT_VALUE];
	const struct rec *w = NULL;

	for (size_t i = from; i < to; i++) {
		if (!str_eq(fact->f[FACT_USE], STR("1")) ||
		    !str_eq(fact->f[FACT_INDICATOR], cell(i, INDICATOR)) ||
		    all[i].state == APPLIED)
			continue;
		if (str_starts(fact->f[FACT_RULE], STR("corrections:"))) {
			all[i].state = APPLIED; /* in an earlier run */
		} else if (w == NULL && same(value, cell(i, OLD))) {
			all[i].state = APPLIED;
			w = corrected(fact, i);
		} else {
			all[i].state = same(value, cell(i, NEW)) ? MET : OTHER;
			all[i].read.n = 0;
			buf_put(&all[i].read, value);
		}
	}
	return w;
}

static void
warn(const struct correction *c, const struct str *row)
{
	struct str read = buf_str(&c->read), id = row[INDICATOR];
	struct str old = row[OLD], new = row[NEW];

	if (c->state == MET)
		records_warn(row[DOC], STR("0"), row[REPORT], "correction-met",
		    "%.*s is read as %.*s now: the correction is not needed",
		    (int)id.n, id.p, (int)new.n, new.p);
	else
		records_warn(row[DOC], STR("0"), row[REPORT], "correction-stale",
		    "%.*s is not corrected: it is read as \"%.*s\", not \"%.*s\"",
		    (int)id.n, id.p, (int)read.n, read.p, (int)old.n, old.p);
}

void
corrections_end(void)
{
	for (size_t i = from; i < to; i++)
		if (all[i].state != APPLIED)
			warn(&all[i], t.row[all[i].row].cell);
	from = to = 0;
}
