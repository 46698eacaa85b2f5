#include <stdlib.h>

#include "csv.h"
#include "die.h"
#include "indicator.h"
#include "sheet.h"

enum { FIXED_MAX = 24 };

struct column {
	const char *name;
	enum rec_type of;
	size_t field;
};

static const struct column report_columns[] = {
	{ "region", REC_REPORT, REPORT_REGION },
	{ "body", REC_REPORT, REPORT_BODY },
	{ "year", REC_REPORT, REPORT_YEAR },
	{ "doc", REC_REPORT, F_DOC },
	{ "report", REC_REPORT, REPORT_REPORT },
	{ "source", REC_DOC, DOC_SOURCE },
	{ "line", REC_REPORT, F_LINE },
	{ "last", REC_REPORT, REPORT_LAST },
	{ "era", REC_REPORT, REPORT_ERA },
	{ "form", REC_REPORT, REPORT_FORM },
	{ "complete", REC_REPORT, REPORT_COMPLETE },
	{ "level", REC_REPORT, REPORT_LEVEL },
	{ "sector", REC_REPORT, REPORT_SECTOR },
	{ "scope", REC_REPORT, REPORT_SCOPE },
	{ "agency", REC_REPORT, REPORT_AGENCY },
	{ "title", REC_REPORT, REPORT_TITLE },
	{ "url", REC_DOC, DOC_URL },
	{ NULL, REC_OTHER, 0 }
}, wide_columns[] = {
	{ "region", REC_REPORT, REPORT_REGION },
	{ "body", REC_REPORT, REPORT_BODY },
	{ "year", REC_REPORT, REPORT_YEAR },
	{ "doc", REC_REPORT, F_DOC },
	{ "report", REC_REPORT, REPORT_REPORT },
	{ "form", REC_REPORT, REPORT_FORM },
	{ "complete", REC_REPORT, REPORT_COMPLETE },
	{ "level", REC_REPORT, REPORT_LEVEL },
	{ "sector", REC_REPORT, REPORT_SECTOR },
	{ "scope", REC_REPORT, REPORT_SCOPE },
	{ "agency", REC_REPORT, REPORT_AGENCY },
	{ NULL, REC_OTHER, 0 }
}, long_columns[] = {
	{ "doc", REC_FACT, F_DOC },
	{ "report", REC_FACT, FACT_REPORT },
	{ "region", REC_REPORT, REPORT_REGION },
	{ "agency", REC_REPORT, REPORT_AGENCY },
	{ "body", REC_REPORT, REPORT_BODY },
	{ "year", REC_REPORT, REPORT_YEAR },
	{ "indicator", REC_FACT, FACT_INDICATOR },
	{ "value", REC_FACT, FACT_VALUE },
	{ "unit", REC_FACT, FACT_UNIT },
	{ "qualifier", REC_FACT, FACT_QUALIFIER },
	{ "scope", REC_FACT, FACT_SCOPE },
	{ "period", REC_FACT, FACT_PERIOD },
	{ "use", REC_FACT, FACT_USE },
	{ "source", REC_DOC, DOC_SOURCE },
	{ "line", REC_FACT, F_LINE },
	{ "column", REC_FACT, FACT_COLUMN },
	{ "cell", REC_FACT, FACT_CELL },
	{ "raw", REC_FACT, FACT_RAW },
	{ "rule", REC_FACT, FACT_RULE },
	{ NULL, REC_OTHER, 0 }
}, check_columns[] = {
	{ "doc", REC_CHECK, F_DOC },
	{ "report", REC_CHECK, CHECK_REPORT },
	{ "region", REC_REPORT, REPORT_REGION },
	{ "agency", REC_REPORT, REPORT_AGENCY },
	{ "body", REC_REPORT, REPORT_BODY },
	{ "year", REC_REPORT, REPORT_YEAR },
	{ "identity", REC_CHECK, CHECK_IDENTITY },
	{ "severity", REC_CHECK, CHECK_SEVERITY },
	{ "verdict", REC_CHECK, CHECK_VERDICT },
	{ "left", REC_CHECK, CHECK_LEFT },
	{ "relation", REC_CHECK, CHECK_RELATION },
	{ "right", REC_CHECK, CHECK_RIGHT },
	{ "diff", REC_CHECK, CHECK_DIFF },
	{ "operands", REC_CHECK, CHECK_OPERANDS },
	{ "detail", REC_CHECK, CHECK_DETAIL },
	{ "source", REC_DOC, DOC_SOURCE },
	{ NULL, REC_OTHER, 0 }
};

static const struct sheet {
	const char *name;
	const struct column *columns;
	enum rec_type row; /* the record that makes a row */
	bool sorted;       /* rows wait for the end: by region, body, year */
	bool indicators;   /* a column for every indicator that was reported */
} sheets[] = {
	{ "long", long_columns, REC_FACT, false, false },
	{ "wide", wide_columns, REC_REPORT, true, true },
	{ "reports", report_columns, REC_REPORT, true, false },
	{ "checks", check_columns, REC_CHECK, false, false },
};

/* The doc and report records that the stream is in. */
static struct {
	struct pool pool;
	struct rec *doc, *report;
} in;

/* A row that waits to be sorted. */
struct row {
	struct str *fixed;
	struct value {
		size_t order; /* of the indicator */
		int worth;    /* of its scope: the greatest is kept */
		struct str value, qualifier;
	} *value;
	size_t values, cap;
};

static struct row *rows;
static size_t row_count, row_cap;
static struct pool kept;
static bool *reported; /* indicators that have a column */
static bool with_qualifiers;

const struct sheet *
sheet_find(const char *name)
{
	for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++)
		if (strcmp(sheets[i].name, name) == 0)
			return &sheets[i];
	return NULL;
}

static void
header(const struct sheet *t)
{
	const struct indicator *id;
	struct buf name = { NULL, 0, 0 };

	for (const struct column *c = t->columns; c->name != NULL; c++)
		csv_name(str_of(c->name));
	for (size_t i = 0; t->indicators && i < indicator_count(); i++) {
		if (!reported[i])
			continue;
		id = indicator_nth(i);
		csv_name(id->id);
		name.n = 0;
		buf_put(&name, id->id);
		buf_put(&name, STR("_q"));
		if (with_qualifiers)
			csv_name(buf_str(&name));
	}
	buf_free(&name);
	csv_end();
}

void
sheet_begin(const struct sheet *t, bool qualifiers)
{
	with_qualifiers = qualifiers;
	if (!t->sorted)
		header(t);
	reported = xcalloc(indicator_count() + 1, sizeof *reported);
}

/* The cell of a column, of the record r or of those it stands in. */
static struct str
cell(const struct column *c, const struct rec *r)
{
	const struct rec *of = c->of == r->type ? r :
	    c->of == REC_DOC ? in.doc : in.report;

	return of != NULL ? of->f[c->field] : STR("");
}

static void
write_row(const struct sheet *t, const struct rec *r)
{
	for (const struct column *c = t->columns; c->name != NULL; c++)
		csv_cell(cell(c, r));
	csv_end();
}

static void
keep_row(const struct sheet *t, const struct rec *r)
{
	struct row *row;
	size_t n = 0;

	rows = xgrow(rows, row_count, &row_cap, sizeof *rows);
	row = &rows[row_count++];
	*row = (struct row){ .fixed =
	    pool_take(&kept, FIXED_MAX * sizeof *row->fixed) };
	for (const struct column *c = t->columns; c->name != NULL; c++)
		row->fixed[n++] = pool_str(&kept, cell(c, r));
}

/* A cell of the wide table holds one value: of the report's own scope, else of
 * no scope, else of another. */
static int
worth(const struct rec *fact)
{
	if (str_eq(fact->f[FACT_QUALIFIER], STR("unread")))
		return 0; /* only says why there is no value */
	if (in.report != NULL && fact->f[FACT_SCOPE].n != 0 &&
	    str_eq(fact->f[FACT_SCOPE], in.report->f[REPORT_SCOPE]))
		return 3;
	return fact->f[FACT_SCOPE].n == 0 ? 2 : 1;
}

static void
keep_value(const struct rec *fact)
{
	struct row *row = row_count != 0 ? &rows[row_count - 1] : NULL;
	const struct indicator *id = indicator_find(fact->f[FACT_INDICATOR]);
	struct value v = { .worth = worth(fact) };
	size_t i;

	if (row == NULL || id == NULL ||
	    (str_eq(fact->f[FACT_USE], STR("0")) && v.worth != 0) ||
	    str_eq(fact->f[FACT_PERIOD], STR("prev")) ||
	    str_eq(fact->f[FACT_PERIOD], STR("part")) ||
	    (str_eq(fact->f[FACT_PERIOD], STR("cum")) &&
	    !str_ends(id->id, STR(".cum"))))
		return;
	v.order = id->order;
	v.value = pool_str(&kept, fact->f[FACT_VALUE]);
	v.qualifier = pool_str(&kept, fact->f[FACT_QUALIFIER]);
	reported[v.order] = true;
	for (i = 0; i < row->values; i++)
		if (row->value[i].order == v.order)
			break;
	if (i == row->values) {
		row->value = xgrow(row->value, row->values, &row->cap,
		    sizeof *row->value);
		row->value[row->values++] = v;
	} else if (row->value[i].worth < v.worth) {
		row->value[i] = v;
	}
}

void
sheet_take(const struct sheet *t, const struct rec *r)
{
	if (r->type == REC_DOC) {
		pool_reset(&in.pool);
		in.doc = rec_keep(&in.pool, r);
		in.report = NULL;
	}
	if (r->type == REC_REPORT)
		in.report = rec_keep(&in.pool, r);
	if (t->indicators && r->type == REC_FACT)
		keep_value(r);
	if (r->type != t->row)
		return;
	if (t->sorted)
		keep_row(t, r);
	else
		write_row(t, r);
}

static const struct sheet *sorting;

static int
by_key(const void *x, const void *y)
{
	const struct row *a = x, *b = y;
	int order = 0;

	for (size_t i = 0; order == 0 && sorting->columns[i].name != NULL; i++)
		order = str_cmp(a->fixed[i], b->fixed[i]);
	return order;
}

static int
by_order(const void *x, const void *y)
{
	const struct value *a = x, *b = y;

	return (a->order > b->order) - (a->order < b->order);
}

static void
write_values(struct row *row)
{
	size_t k = 0;
	bool has;

	if (row->values != 0)
		qsort(row->value, row->values, sizeof *row->value, by_order);
	for (size_t i = 0; i < indicator_count(); i++) {
		if (!reported[i])
			continue;
		has = k < row->values && row->value[k].order == i;
		csv_cell(has ? row->value[k].value : STR(""));
		if (with_qualifiers)
			csv_cell(has ? row->value[k].qualifier : STR(""));
		k += has;
	}
}

void
sheet_end(const struct sheet *t)
{
	if (!t->sorted)
		return;
	header(t);
	sorting = t;
	if (row_count != 0)
		qsort(rows, row_count, sizeof *rows, by_key);
	for (size_t i = 0; i < row_count; i++) {
		for (size_t k = 0; t->columns[k].name != NULL; k++)
			csv_cell(rows[i].fixed[k]);
		if (t->indicators)
			write_values(&rows[i]);
		csv_end();
	}
}
