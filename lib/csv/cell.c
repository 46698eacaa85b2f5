#include "core/date.h"
#include "csv/cell.h"
#include "csv/missing.h"
#include "csv/publication.h"
#include "csv/series.h"
#include "domain/indicator.h"
#include "domain/succession.h"

/* What was worked out last. */
static struct buf text;

struct str
cell_number(size_t n)
{
	text.n = 0;
	buf_number(&text, n);
	return buf_str(&text);
}

static struct str
date_text(int days)
{
	static char date[DATE_TEXT];

	date_print(days, date);
	return (struct str){ date, sizeof date };
}

static struct str
report_field(const struct cell *c, size_t field)
{
	const struct rec *report = c->obs->report;

	return report != NULL ? report->f[field] : STR("");
}

static const struct rec *
record(const struct cell *c, enum rec_type type)
{
	if (c->r != NULL && c->r->type == type)
		return c->r;
	return type == REC_DOC ? c->obs->doc :
	    type == REC_REPORT ? c->obs->report :
	    type == REC_DOCEND ? c->obs->end : NULL;
}

/* Document, report, line, cell or column, indicator. */
static struct str
fact_id(const struct cell *c)
{
	const struct str *f = c->r->f;
	const struct str parts[] = { f[F_DOC], f[FACT_REPORT], f[F_LINE],
		f[FACT_CELL].n != 0 ? f[FACT_CELL] : f[FACT_COLUMN],
		f[FACT_INDICATOR] };

	text.n = 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (i != 0)
			buf_byte(&text, ':');
		buf_put(&text, parts[i]);
	}
	if (c->repeated != 0) {
		buf_byte(&text, '#');
		buf_number(&text, c->repeated + 1);
	}
	return buf_str(&text);
}

static struct str
region_now(const struct cell *c)
{
	text.n = 0;
	succession_now(report_field(c, REPORT_REGION), report_field(c, REPORT_YEAR),
	    &text);
	return buf_str(&text);
}

static struct str
days_late(const struct cell *c)
{
	int due, late;

	if (c->obs->date_worth == 0 || !publication_due(report_field(c, REPORT_YEAR),
	    report_field(c, REPORT_SECTOR), &due))
		return STR("");
	late = c->obs->date - due;
	text.n = 0;
	if (late < 0)
		buf_byte(&text, '-');
	buf_number(&text, (uint64_t)(late < 0 ? -late : late));
	return buf_str(&text);
}

/* The unit that the region lies in; "" when it is not certain. */
static struct str
above(const struct cell *c, size_t digits, struct str zeros)
{
	struct str region = report_field(c, REPORT_REGION);

	if (region.n != 6)
		return STR("");
	text.n = 0;
	buf_put(&text, str_slice(region, 0, digits));
	buf_put(&text, zeros);
	return buf_str(&text);
}

static struct str
due_text(const struct cell *c)
{
	int due;

	return publication_due(report_field(c, REPORT_YEAR),
	    report_field(c, REPORT_SECTOR), &due) ? date_text(due) : STR("");
}

static struct str
qualifier(size_t indicator, const struct cell *c)
{
	int scope = c->scope;
	const struct obs_value *v = obs_value(c->obs, scope, indicator);

	if (c->gap)
		return STR("no_report");
	if (v != NULL)
		return v->qualifier;
	return scope == c->obs->scope ?
	    missing_reason(c->obs, indicator_nth(indicator)) : STR("not_found");
}

/* Where a form prints an indicator. */
static struct str
printed(const struct indicator *id)
{
	const struct str parts[] = { id->table, id->row, id->column };

	text.n = 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (parts[i].n == 0)
			continue;
		if (text.n != 0)
			buf_put(&text, STR(" / "));
		buf_put(&text, parts[i]);
	}
	return buf_str(&text);
}

static struct str
described_series(enum column_from from, size_t series)
{
	switch (from) {
	case COLUMN_CB_FORMS: series_forms(series, &text); break;
	case COLUMN_CB_PRINTED: series_expressions(series, &text); break;
	case COLUMN_CB_NOTES: series_breaks(series, &text); break;
	default: return STR("");
	}
	return buf_str(&text);
}

/* The cell of the codebook that describes a column. */
static struct str
described(enum column_from from, const struct cell *c)
{
	const struct column *of = c->of;
	const struct indicator *id = of->from == COLUMN_VALUE ||
	    of->from == COLUMN_SUM || of->from == COLUMN_SUMMED ||
	    of->from == COLUMN_QUALIFIER ? indicator_nth(of->item) : NULL;

	switch (from) {
	case COLUMN_CB_TABLE: return str_of(c->table);
	case COLUMN_CB_NAME: return of->name;
	case COLUMN_CB_TYPE: return str_of(column_type_name(of->type));
	case COLUMN_CB_WIDTH: return cell_number(of->width);
	case COLUMN_CB_UNIT: return of->unit;
	case COLUMN_CB_LABEL_ZH: return of->label_zh;
	case COLUMN_CB_LABEL_EN: return of->label_en;
	case COLUMN_CB_CATEGORIES: return of->categories;
	default: break;
	}
	if (of->from == COLUMN_SERIES)
		return described_series(from, of->item);
	if (id == NULL)
		return STR("");
	switch (from) {
	case COLUMN_CB_INDICATOR: return id->id;
	case COLUMN_CB_FORMS: return id->eras;
	case COLUMN_CB_PRINTED: return printed(id);
	case COLUMN_CB_ADDITIVITY: return id->additivity;
	case COLUMN_CB_NOTES: return id->notes;
	default: return STR("");
	}
}

static struct str
series_cell(const struct column *column, const struct cell *c)
{
	static struct series_value v;

	v = series_value(c->obs, c->scope, column->item);
	return column->from == COLUMN_SERIES ? (struct str){ v.text, v.n } :
	    column->from == COLUMN_SERIES_SOURCE ? v.source : v.match;
}

static struct str
coverage_cell(enum column_from from, const struct cell_coverage *c)
{
	switch (from) {
	case COLUMN_EXPECTED: return str_of(c->expected);
	case COLUMN_CRAWLED: return cell_number(c->crawled);
	case COLUMN_READABLE: return cell_number(c->readable);
	case COLUMN_REPORTED: return cell_number(c->reported);
	case COLUMN_REASON: return c->reason;
	case COLUMN_DETAIL: return c->detail;
	case COLUMN_ROSTER_URL: return c->url;
	default: return c->note;
	}
}

static struct str
audit_cell(enum column_from from, const struct cell_audit *a)
{
	switch (from) {
	case COLUMN_AUDIT_ID: return a->id;
	case COLUMN_STRATUM: return a->stratum;
	case COLUMN_FOUND: return a->found;
	case COLUMN_CONTEXT: return a->context;
	case COLUMN_LABEL_ZH: return a->indicator->label_zh;
	case COLUMN_LABEL_EN: return a->indicator->label_en;
	default: return STR("");
	}
}

struct str
cell_text(const struct column *column, const struct cell *c)
{
	const struct obs_value *v;
	const struct rec *r;

	switch (column->from) {
	case COLUMN_FIELD:
		r = record(c, column->of);
		return r != NULL ? r->f[column->field] : STR("");
	case COLUMN_VALUE:
		v = obs_value(c->obs, c->scope, column->item);
		return v != NULL ? v->value : STR("");
	case COLUMN_QUALIFIER: return qualifier(column->item, c);
	case COLUMN_SERIES:
	case COLUMN_SERIES_SOURCE:
	case COLUMN_SERIES_MATCH: return series_cell(column, c);
	case COLUMN_ID: return fact_id(c);
	case COLUMN_DOC: return c->obs->doc_id;
	case COLUMN_REPORT: return report_field(c, REPORT_REPORT);
	case COLUMN_LINE:
		return c->r != NULL ? c->r->f[F_LINE] : report_field(c, F_LINE);
	case COLUMN_SCOPE: return obs_scope_name(c->scope);
	case COLUMN_REGION_NOW: return region_now(c);
	case COLUMN_PUBLISHED:
		return c->obs->date_worth != 0 ? date_text(c->obs->date) : STR("");
	case COLUMN_DUE: return due_text(c);
	case COLUMN_DAYS_LATE: return days_late(c);
	case COLUMN_SECTIONS: return buf_str(&c->obs->sections);
	case COLUMN_FACTS: return cell_number(c->obs->used);
	case COLUMN_FAILED: return cell_number(c->obs->failed);
	case COLUMN_REPORTS: return cell_number(c->obs->reports);
	case COLUMN_WARNINGS: return buf_str(&c->obs->warnings);
	case COLUMN_STATUS: return c->gap ? STR("gap") : STR("reported");
	case COLUMN_PROVINCE: return above(c, 2, STR("0000"));
	case COLUMN_PREFECTURE: return above(c, 4, STR("00"));
	case COLUMN_EXPECTED:
	case COLUMN_CRAWLED:
	case COLUMN_READABLE:
	case COLUMN_REPORTED:
	case COLUMN_REASON:
	case COLUMN_DETAIL:
	case COLUMN_ROSTER_URL:
	case COLUMN_ROSTER_NOTE: return coverage_cell(column->from, c->coverage);
	case COLUMN_AUDIT_ID:
	case COLUMN_STRATUM:
	case COLUMN_FOUND:
	case COLUMN_CONTEXT:
	case COLUMN_LABEL_ZH:
	case COLUMN_LABEL_EN: return audit_cell(column->from, c->audit);
	case COLUMN_SUM:
	case COLUMN_SUMMED:
	case COLUMN_VERSION:
	case COLUMN_VERSIONS:
	case COLUMN_POPULATION:
	case COLUMN_SAMPLED:
	case COLUMN_PROBABILITY:
	case COLUMN_WEIGHT:
	case COLUMN_BLANK:
	case COLUMN_FROMS: return STR("");
	default: return described(column->from, c);
	}
}
