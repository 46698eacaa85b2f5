#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "csv.h"
#include "date.h"
#include "indicator.h"
#include "io.h"
#include "missing.h"
#include "obs.h"
#include "profile.h"
#include "publication.h"
#include "series.h"
#include "sheet.h"
#include "succession.h"

enum { SHEETS = 16, PATH_BYTES = 4096 };

/* A row, or the rows of one report, that wait for their place. */
struct sheet_row {
	struct str key, line;
	size_t group; /* bytes of the key that name agency, year and scope */
	size_t split; /* where the numbers of the version go into the line */
	size_t rows;
	bool alone;   /* agency or year is not known: no version of another */
};

struct sheet_table {
	const char *name;
	const char *key; /* the columns that name a row */
	void (*rows)(struct sheet *);
	enum { NO_STREAM, OF_DOC, OF_REPORT } of;
	struct obs_wants wants;

	/* Of a table that takes only the last report of an agency and year: what
	 * it does with its row, and at the end. */
	void (*last)(struct sheet *, const struct sheet_row *);
	void (*end)(struct sheet *);
};

static struct sheet_options options;
static struct sheet sheets[SHEETS];
static size_t sheet_count;
static struct column_items items;
static struct obs obs;
static struct buf key, line;

/* What a cell is about. */
struct cell {
	const struct rec *r;     /* the record of the row; NULL: the report */
	const struct column *of; /* of the codebook: what is described */
	const char *table;
	int scope;
	size_t repeated;         /* of a fact's id */
	const struct total *total;
	bool gap;                /* there is no report */
};

/* Cells */

static struct buf cell_text;

static struct str
number_text(size_t n)
{
	cell_text.n = 0;
	buf_number(&cell_text, n);
	return buf_str(&cell_text);
}

static struct str
date_text(int days)
{
	static char text[DATE_TEXT];

	date_print(days, text);
	return (struct str){ text, sizeof text };
}

static struct str
report_field(size_t field)
{
	return obs.report != NULL ? obs.report->f[field] : STR("");
}

static const struct rec *
record(const struct cell *c, enum rec_type type)
{
	if (c->r != NULL && c->r->type == type)
		return c->r;
	return type == REC_DOC ? obs.doc : type == REC_REPORT ? obs.report :
	    type == REC_DOCEND ? obs.end : NULL;
}

/* Document, report, line, cell or column, indicator. */
static struct str
fact_id(const struct cell *c)
{
	const struct str *f = c->r->f;
	const struct str parts[] = { f[F_DOC], f[FACT_REPORT], f[F_LINE],
		f[FACT_CELL].n != 0 ? f[FACT_CELL] : f[FACT_COLUMN],
		f[FACT_INDICATOR] };

	cell_text.n = 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (i != 0)
			buf_byte(&cell_text, ':');
		buf_put(&cell_text, parts[i]);
	}
	if (c->repeated != 0) {
		buf_byte(&cell_text, '#');
		buf_number(&cell_text, c->repeated + 1);
	}
	return buf_str(&cell_text);
}

static struct str
region_now(void)
{
	cell_text.n = 0;
	succession_now(report_field(REPORT_REGION), report_field(REPORT_YEAR),
	    &cell_text);
	return buf_str(&cell_text);
}

static struct str
days_late(void)
{
	int due, late;

	if (obs.date_worth == 0 || !publication_due(report_field(REPORT_YEAR),
	    report_field(REPORT_SECTOR), &due))
		return STR("");
	late = obs.date - due;
	cell_text.n = 0;
	if (late < 0)
		buf_byte(&cell_text, '-');
	buf_number(&cell_text, (uint64_t)(late < 0 ? -late : late));
	return buf_str(&cell_text);
}

/* The unit that the region lies in; "" when it is not certain. */
static struct str
above(size_t digits, struct str zeros)
{
	struct str region = report_field(REPORT_REGION);

	if (region.n != 6)
		return STR("");
	cell_text.n = 0;
	buf_put(&cell_text, str_slice(region, 0, digits));
	buf_put(&cell_text, zeros);
	return buf_str(&cell_text);
}

static struct str
due_text(void)
{
	int due;

	return publication_due(report_field(REPORT_YEAR),
	    report_field(REPORT_SECTOR), &due) ? date_text(due) : STR("");
}

static struct str
qualifier(size_t indicator, const struct cell *c)
{
	int scope = c->scope;
	const struct obs_value *v = obs_value(&obs, scope, indicator);

	if (c->gap)
		return STR("no_report");
	if (v != NULL)
		return v->qualifier;
	return scope == obs.scope ?
	    missing_reason(&obs, indicator_nth(indicator)) : STR("not_found");
}

/* Where a form prints an indicator. */
static struct str
printed(const struct indicator *id)
{
	const struct str parts[] = { id->table, id->row, id->column };

	cell_text.n = 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (parts[i].n == 0)
			continue;
		if (cell_text.n != 0)
			buf_put(&cell_text, STR(" / "));
		buf_put(&cell_text, parts[i]);
	}
	return buf_str(&cell_text);
}

static struct str
described_series(enum column_from from, size_t series)
{
	switch (from) {
	case COLUMN_CB_FORMS: series_forms(series, &cell_text); break;
	case COLUMN_CB_PRINTED: series_expressions(series, &cell_text); break;
	case COLUMN_CB_NOTES: series_breaks(series, &cell_text); break;
	default: return STR("");
	}
	return buf_str(&cell_text);
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
	case COLUMN_CB_WIDTH: return number_text(of->width);
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
series_cell(const struct column *column, int scope)
{
	static struct series_value v;

	v = series_value(&obs, scope, column->item);
	return column->from == COLUMN_SERIES ? (struct str){ v.text, v.n } :
	    column->from == COLUMN_SERIES_SOURCE ? v.source : v.match;
}

static struct str
cell(const struct column *column, const struct cell *c)
{
	const struct obs_value *v;
	const struct rec *r;

	switch (column->from) {
	case COLUMN_FIELD:
		r = record(c, column->of);
		return r != NULL ? r->f[column->field] : STR("");
	case COLUMN_VALUE:
		v = obs_value(&obs, c->scope, column->item);
		return v != NULL ? v->value : STR("");
	case COLUMN_QUALIFIER: return qualifier(column->item, c);
	case COLUMN_SERIES:
	case COLUMN_SERIES_SOURCE:
	case COLUMN_SERIES_MATCH: return series_cell(column, c->scope);
	case COLUMN_ID: return fact_id(c);
	case COLUMN_DOC: return obs.doc_id;
	case COLUMN_REPORT: return report_field(REPORT_REPORT);
	case COLUMN_LINE:
		return c->r != NULL ? c->r->f[F_LINE] : report_field(F_LINE);
	case COLUMN_SCOPE: return obs_scope_name(c->scope);
	case COLUMN_REGION_NOW: return region_now();
	case COLUMN_PUBLISHED:
		return obs.date_worth != 0 ? date_text(obs.date) : STR("");
	case COLUMN_DUE: return due_text();
	case COLUMN_DAYS_LATE: return days_late();
	case COLUMN_SECTIONS: return buf_str(&obs.sections);
	case COLUMN_FACTS: return number_text(obs.used);
	case COLUMN_FAILED: return number_text(obs.failed);
	case COLUMN_REPORTS: return number_text(obs.reports);
	case COLUMN_WARNINGS: return buf_str(&obs.warnings);
	case COLUMN_STATUS: return c->gap ? STR("gap") : STR("reported");
	case COLUMN_PROVINCE: return above(2, STR("0000"));
	case COLUMN_PREFECTURE: return above(4, STR("00"));
	case COLUMN_SUM:
	case COLUMN_SUMMED:
	case COLUMN_VERSION:
	case COLUMN_VERSIONS:
	case COLUMN_FROMS: return STR("");
	default: return described(column->from, c);
	}
}

/* Rows */

static void
put_cell(struct sheet *s, size_t column, struct str text)
{
	if (text.n > s->widest[column])
		s->widest[column] = text.n;
	if (s->columns.v[column].type == COLUMN_TEXT)
		csv_text(&line, text);
	else
		csv_number(&line, text);
}

/* Puts a row into the line; returns where the numbers of its version go. */
static size_t
put_row(struct sheet *s, const struct cell *c)
{
	size_t split = 0;

	for (size_t i = 0; i < s->columns.n; i++) {
		if (s->columns.v[i].from == COLUMN_VERSION)
			split = line.n;
		else if (s->columns.v[i].from != COLUMN_VERSIONS)
			put_cell(s, i, cell(&s->columns.v[i], c));
	}
	csv_end(&line);
	return split;
}

static void
key_part(struct str s)
{
	buf_put(&key, s);
	buf_byte(&key, '\0');
}

/* Digits in the order of their number. */
static void
key_number(struct str digits)
{
	buf_byte(&key, (char)(digits.n < 100 ? digits.n : 100));
	key_part(digits);
}

/* Agency and year. */
static void
begin_key(void)
{
	key.n = 0;
	key_part(report_field(REPORT_REGION));
	key_part(report_field(REPORT_BODY));
	key_part(report_field(REPORT_YEAR));
}

static void
end_key(void)
{
	key_part(obs.date_worth != 0 ? date_text(obs.date) : STR(""));
	key_part(obs.doc_id);
	key_number(report_field(REPORT_REPORT));
}

static bool
is_one_agency(void)
{
	struct str region = report_field(REPORT_REGION);

	return region.n != 0 && str_byte(region, ' ', 0) == region.n &&
	    report_field(REPORT_BODY).n != 0 && report_field(REPORT_YEAR).n != 0;
}

/* The line waits under the key, of which the first bytes are the group. */
static void
wait_row(struct sheet *s, size_t group, size_t split, size_t rows)
{
	s->waiting = xgrow(s->waiting, s->n, &s->cap, sizeof *s->waiting);
	s->waiting[s->n++] = (struct sheet_row){
		pool_str(&s->pool, buf_str(&key)),
		pool_str(&s->pool, buf_str(&line)), group, split, rows,
		!is_one_agency() };
}

static int
by_key(const void *x, const void *y)
{
	const struct sheet_row *a = x, *b = y;

	return str_cmp(a->key, b->key);
}

static bool
same_group(const struct sheet_row *a, const struct sheet_row *b)
{
	return !a->alone && a->group == b->group &&
	    str_eq(str_slice(a->key, 0, a->group), str_slice(b->key, 0, b->group));
}

static void
write_row(struct sheet *s, const struct sheet_row *row, size_t version,
    size_t versions)
{
	s->rows += row->rows;
	if (row->split == 0) {
		io_put(s->out, row->line);
		return;
	}
	io_put(s->out, str_slice(row->line, 0, row->split));
	line.n = 0;
	csv_number(&line, number_text(version));
	csv_number(&line, number_text(versions));
	io_put(s->out, buf_str(&line));
	io_put(s->out, str_slice(row->line, row->split, row->line.n));
}

/* The rows of one agency, year and scope, in the order of publication. */
static void
write_group(struct sheet *s, const struct sheet_row *row, size_t n)
{
	size_t from = 0, to = n;

	if (s->table->last != NULL) {
		s->table->last(s, &row[n - 1]);
		return;
	}
	if (row->split != 0 && options.versions == SHEET_FIRST)
		to = 1;
	else if (row->split != 0 && options.versions == SHEET_LAST)
		from = n - 1;
	for (size_t i = from; i < to; i++)
		write_row(s, &row[i], i + 1, n);
}

/* A document that comes twice comes with the same records.  In a stream made by
 * hand a report may come in pieces. */
static void
drop_repeated(struct sheet *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		if (n == 0 || by_key(&s->waiting[n - 1], &s->waiting[i]) != 0) {
			s->waiting[n++] = s->waiting[i];
			continue;
		}
		if (str_eq(s->waiting[n - 1].line, s->waiting[i].line))
			continue;
		if (options.unverified)
			s->waiting[n++] = s->waiting[i];
		else
			die(GX_FAIL, "%s: two different readings of the same "
			    "report: %.*s", s->name,
			    (int)str_byte(s->waiting[i].line, '\n', 0),
			    s->waiting[i].line.p);
	}
	s->n = n;
}

/* Writes all that waits, in order. */
static void
write_waiting(struct sheet *s)
{
	size_t end;

	if (s->n != 0)
		qsort(s->waiting, s->n, sizeof *s->waiting, by_key);
	drop_repeated(s);
	for (size_t i = 0; i < s->n; i = end) {
		for (end = i + 1; end < s->n &&
		     same_group(&s->waiting[i], &s->waiting[end]);)
			end++;
		write_group(s, &s->waiting[i], end - i);
	}
	s->n = 0;
	pool_reset(&s->pool);
}

/* Before the rows of the next report of a stream that is in order. */
static void
next_group(struct sheet *s)
{
	int order;

	begin_key();
	order = str_cmp(buf_str(&s->last), buf_str(&key));
	if (order == 0)
		return;
	if (order > 0 && s->last.n != 0)
		die(GX_USAGE, "--grouped: line %" PRIu64 ": the reports are not in "
		    "the order of region, body and year", rec_line());
	write_waiting(s);
	s->last.n = 0;
	buf_put(&s->last, buf_str(&key));
}

/* The tables: what the rows of a report are. */

static void
reports_rows(struct sheet *s)
{
	struct cell c = { .scope = obs.scope };
	size_t group, split;

	line.n = 0;
	split = put_row(s, &c);
	begin_key();
	group = key.n;
	end_key();
	wait_row(s, group, split, 1);
}

static void
wide_rows(struct sheet *s)
{
	struct cell c = { .r = NULL };
	size_t group, split;

	for (c.scope = 0; c.scope < OBS_SCOPES; c.scope++) {
		if (!obs.has[c.scope])
			continue;
		line.n = 0;
		split = put_row(s, &c);
		begin_key();
		key_part(obs_scope_name(c.scope));
		group = key.n;
		end_key();
		wait_row(s, group, split, 1);
	}
}

/* The panel: one row of each agency, scope and year, by year; where there is no
 * report between the first and the last year of all, a row says so. */

static struct {
	struct buf agency; /* and scope: the key without the year */
	int year;          /* of the last row of this agency */
	int first, last;   /* of all reports */
} span = { .first = 9999 };

static int
year_of(struct str s)
{
	int year = 0;

	for (size_t i = 0; i < s.n && i < 4; i++)
		year = year * 10 + (s.p[i] - '0');
	return year;
}

static void
panel_rows(struct sheet *s)
{
	struct cell c = { .r = NULL };
	struct str year = report_field(REPORT_YEAR);
	size_t group;

	for (c.scope = 0; c.scope < OBS_SCOPES; c.scope++) {
		if (!obs.has[c.scope])
			continue;
		line.n = 0;
		put_row(s, &c);
		key.n = 0;
		key_part(report_field(REPORT_REGION));
		key_part(report_field(REPORT_BODY));
		key_part(obs_scope_name(c.scope));
		key_part(year);
		group = key.n;
		end_key();
		wait_row(s, group, 0, 1);
	}
	if (is_one_agency() && year_of(year) < span.first)
		span.first = year_of(year);
	if (is_one_agency() && year_of(year) > span.last)
		span.last = year_of(year);
}

/* Rows for the years up to this one, of the agency that span names. */
static void
fill_gaps(struct sheet *s, int year)
{
	static struct rec made;
	struct str rest = buf_str(&span.agency), scope;
	struct cell c = { .gap = true };

	if (span.agency.n == 0)
		return;
	rec_make(&made, REC_REPORT, STR(""), STR(""));
	str_split(&rest, '\0', &made.f[REPORT_REGION]);
	str_split(&rest, '\0', &made.f[REPORT_BODY]);
	str_split(&rest, '\0', &scope);
	c.scope = obs_scope(scope);
	obs.report = &made;
	while (++span.year < year) {
		rec_number(&made, REPORT_YEAR, (uint64_t)span.year);
		line.n = 0;
		put_row(s, &c);
		io_put(s->out, buf_str(&line));
		s->rows++;
	}
	obs.report = NULL;
}

static void
panel_last(struct sheet *s, const struct sheet_row *row)
{
	struct str rest = str_slice(row->key, 0, row->group), part, agency;
	size_t n = 0;

	for (int i = 0; i < 3 && str_split(&rest, '\0', &part); i++)
		n += part.n + 1;
	agency = str_slice(row->key, 0, row->alone ? 0 : n);
	if (!str_eq(agency, buf_str(&span.agency))) {
		fill_gaps(s, span.last + 1);
		span.agency.n = 0;
		buf_put(&span.agency, agency);
		span.year = span.first - 1;
	}
	if (!row->alone) {
		str_split(&rest, '\0', &part);
		fill_gaps(s, year_of(part));
	}
	write_row(s, row, 1, 1);
}

static void
panel_end(struct sheet *s)
{
	fill_gaps(s, span.last + 1);
	span.agency.n = 0;
}

/* Sums.  What waits is the cells that name the group, ended by NUL, then those
 * of the sums. */

static bool
is_exact(struct str qualifier)
{
	return str_has_word(STR("exact none derived"), ' ', qualifier);
}

static void
sums_rows(struct sheet *s)
{
	struct cell c = { .r = NULL };
	const struct column *column;
	const struct obs_value *v;
	size_t group;

	for (c.scope = 0; c.scope < OBS_SCOPES; c.scope++) {
		if (!obs.has[c.scope])
			continue;
		line.n = 0;
		for (size_t i = 0; i < s->columns.n; i++) {
			column = &s->columns.v[i];
			if (column->from == COLUMN_REPORTS ||
			    column->from == COLUMN_SUMMED)
				continue;
			if (column->from == COLUMN_SUM) {
				v = obs_value(&obs, c.scope, column->item);
				if (v != NULL && is_exact(v->qualifier))
					buf_put(&line, v->value);
			} else {
				buf_put(&line, cell(column, &c));
			}
			buf_byte(&line, '\0');
		}
		begin_key();
		key_part(obs_scope_name(c.scope));
		group = key.n;
		end_key();
		wait_row(s, group, 0, 0);
	}
}

static void
sums_last(struct sheet *s, const struct sheet_row *row)
{
	struct str rest = row->line, part;
	struct total *total;
	size_t n = 0, i = 0;

	for (; i < s->columns.n && s->columns.v[i].from != COLUMN_REPORTS; i++)
		if (str_split(&rest, '\0', &part))
			n += part.n + 1;
	s->totals.width = s->columns.n;
	total = totals_find(&s->totals, str_slice(row->line, 0, n));
	total->reports++;
	for (; i < s->columns.n; i++)
		if (s->columns.v[i].from == COLUMN_SUM &&
		    str_split(&rest, '\0', &part))
			totals_add(total, i, part);
}

static void
sums_end(struct sheet *s)
{
	struct total *total;
	struct str rest, part;
	char text[DEC_TEXT];

	totals_sort(&s->totals);
	for (size_t k = 0; k < s->totals.n; k++) {
		total = &s->totals.v[k];
		rest = total->key;
		line.n = 0;
		for (size_t i = 0; i < s->columns.n; i++) {
			if (s->columns.v[i].from == COLUMN_REPORTS)
				part = number_text(total->reports);
			else if (s->columns.v[i].from == COLUMN_SUMMED)
				part = number_text(total->summed[i - 1]);
			else if (s->columns.v[i].from != COLUMN_SUM)
				str_split(&rest, '\0', &part);
			else if (total->summed[i] == 0 || total->lost[i])
				part = STR("");
			else
				part = (struct str){ text,
					dec_print(total->sum[i], text) };
			put_cell(s, i, part);
		}
		csv_end(&line);
		io_put(s->out, buf_str(&line));
		s->rows++;
	}
}

/* The numbers in a text by their size: 1:9 before 1:10. */
static int
by_numbers(struct str a, struct str b)
{
	struct str x, y;
	int order = 0;

	while (order == 0 && a.p != NULL && b.p != NULL &&
	    str_split(&a, ':', &x) && str_split(&b, ':', &y))
		order = x.n != y.n ? (x.n > y.n ? 1 : -1) : str_cmp(x, y);
	return order;
}

static struct str
place(const struct rec *fact)
{
	return fact->f[FACT_CELL].n != 0 ? fact->f[FACT_CELL] :
	    fact->f[FACT_COLUMN];
}

static int
by_place(const void *x, const void *y)
{
	static const size_t fields[] = { FACT_INDICATOR, FACT_USE, FACT_SCOPE,
		FACT_PERIOD, FACT_RULE, FACT_VALUE };
	const struct rec *a = *(struct rec *const *)x, *b = *(struct rec *const *)y;
	int order = by_numbers(a->f[F_LINE], b->f[F_LINE]);

	if (order == 0)
		order = by_numbers(place(a), place(b));
	if (order == 0)
		order = str_cmp(place(a), place(b));
	for (size_t i = 0; order == 0 && i < sizeof fields / sizeof *fields; i++)
		order = str_cmp(a->f[fields[i]], b->f[fields[i]]);
	return order;
}

static bool
same_id(const struct rec *a, const struct rec *b)
{
	return str_eq(a->f[F_LINE], b->f[F_LINE]) &&
	    str_eq(place(a), place(b)) &&
	    str_eq(a->f[FACT_INDICATOR], b->f[FACT_INDICATOR]);
}

/* One row for each record; they stay together.  The first one's line makes the
 * keys of a report differ that comes in pieces. */
static void
record_rows(struct sheet *s, struct rec *const *records, size_t n)
{
	struct cell c = { .scope = obs.scope };

	if (n == 0)
		return;
	line.n = 0;
	for (size_t i = 0; i < n; i++) {
		c.r = records[i];
		c.repeated = i != 0 && c.r->type == REC_FACT &&
		    same_id(records[i - 1], c.r) ? c.repeated + 1 : 0;
		put_row(s, &c);
	}
	begin_key();
	end_key();
	key_number(records[0]->f[F_LINE]);
	wait_row(s, key.n, 0, n);
}

static void
long_rows(struct sheet *s)
{
	if (obs.facts != 0)
		qsort(obs.fact, obs.facts, sizeof *obs.fact, by_place);
	record_rows(s, obs.fact, obs.facts);
}

static void
checks_rows(struct sheet *s)
{
	record_rows(s, obs.check, obs.checks);
}

static void
text_rows(struct sheet *s)
{
	record_rows(s, obs.text, obs.texts);
}

static void
docs_rows(struct sheet *s)
{
	struct cell c = { .r = obs.doc };

	line.n = 0;
	put_row(s, &c);
	key.n = 0;
	key_part(obs.doc_id);
	wait_row(s, key.n, 0, 1);
}

static const struct sheet_table tables[] = {
	{ .name = "wide", .key = "doc report scope", .of = OF_REPORT,
	  .rows = wide_rows, .wants.values = true },
	{ .name = "harmonised", .key = "doc report scope", .of = OF_REPORT,
	  .rows = wide_rows, .wants.values = true },
	{ .name = "panel", .key = "region body year scope doc", .of = OF_REPORT,
	  .rows = panel_rows, .wants.values = true,
	  .last = panel_last, .end = panel_end },
	{ .name = "sums", .key = "", .of = OF_REPORT,
	  .rows = sums_rows, .wants.values = true,
	  .last = sums_last, .end = sums_end },
	{ .name = "long", .key = "fact", .of = OF_REPORT,
	  .rows = long_rows, .wants.facts = true },
	{ .name = "reports", .key = "doc report", .of = OF_REPORT,
	  .rows = reports_rows },
	{ .name = "checks", .key = "", .of = OF_REPORT,
	  .rows = checks_rows, .wants.checks = true },
	{ .name = "text", .key = "", .of = OF_REPORT,
	  .rows = text_rows, .wants.texts = true },
	{ .name = "docs", .key = "doc", .of = OF_DOC, .rows = docs_rows },
	{ .name = "codebook", .key = "table_name name", .of = NO_STREAM },
};

enum { TABLES = sizeof tables / sizeof *tables };

/* The codebook describes the tables that are open beside it, or all. */

static void
describe(struct sheet *s, const char *table, const struct columns *columns)
{
	struct cell c = { .table = table };

	for (size_t i = 0; i < columns->n; i++) {
		c.of = &columns->v[i];
		line.n = 0;
		put_row(s, &c);
		io_put(s->out, buf_str(&line));
		s->rows++;
	}
}

/* True for a column that table sums has: those it is grouped by, the scope, and
 * of the indicators those that can be added over what it is grouped by. */
static bool
is_summed(const struct column *c)
{
	struct str by = indicator_count() != 0 && (c->from == COLUMN_SUM ||
	    c->from == COLUMN_SUMMED) ? indicator_nth(c->item)->additivity :
	    STR("");

	if (by.n != 0)
		return str_eq(by, STR("flow")) || (str_eq(by, STR("stock")) &&
		    str_has_word(str_of(options.groups), ',', STR("year")));
	return c->from == COLUMN_SCOPE || c->from == COLUMN_REPORTS ||
	    str_has_word(str_of(options.groups), ',', c->name);
}

/* Dies when table sums has no column of such a name. */
static void
check_groups(void)
{
	struct str rest = str_of(options.groups), name;
	struct columns all = column_list("sums", &items);
	size_t i;

	while (str_split(&rest, ',', &name)) {
		for (i = 0; i < all.n && all.v[i].from != COLUMN_REPORTS; i++)
			if (str_eq(all.v[i].name, name))
				break;
		if (i == all.n || all.v[i].from == COLUMN_REPORTS)
			die(GX_USAGE, "-g: %.*s: no column to group by",
			    (int)name.n, name.p);
	}
}

static struct columns
columns_of(const char *table)
{
	struct column_items series = series_items();
	struct columns all = column_list(table,
	    strcmp(table, "harmonised") == 0 ? &series : &items);
	size_t n = 0;

	for (size_t i = 0; i < all.n; i++)
		if (strcmp(table, "sums") == 0 ? is_summed(&all.v[i]) :
		    options.qualifiers || all.v[i].from != COLUMN_QUALIFIER)
			all.v[n++] = all.v[i];
	all.n = n;
	return all;
}

static void
write_codebook(struct sheet *s)
{
	struct columns columns;

	for (size_t i = 0; sheet_count > 1 && i < sheet_count; i++)
		describe(s, sheets[i].name, &sheets[i].columns);
	for (size_t i = 0; sheet_count == 1 && i < TABLES; i++) {
		columns = columns_of(tables[i].name);
		describe(s, tables[i].name, &columns);
	}
}

/* Opening and closing */

static void
open_sheet(const struct sheet_table *table)
{
	struct sheet *s = &sheets[sheet_count++];
	char path[PATH_BYTES];

	*s = (struct sheet){ .table = table, .name = table->name,
		.columns = columns_of(table->name), .out = io_standard() };
	s->widest = xcalloc(s->columns.n + 1, sizeof *s->widest);
	if (options.folder != NULL && !options.only_columns) {
		if (snprintf(path, sizeof path, "%s/%s.csv", options.folder,
		    table->name) >= (int)sizeof path)
			die(GX_USAGE, "-o: the name is too long");
		s->out = io_create(path);
	}
	obs.wants.facts |= table->wants.facts;
	obs.wants.checks |= table->wants.checks;
	obs.wants.texts |= table->wants.texts;
	obs.wants.values |= table->wants.values;
}

static void
write_header(struct sheet *s)
{
	line.n = 0;
	for (size_t i = 0; i < s->columns.n; i++)
		csv_text(&line, s->columns.v[i].name);
	csv_end(&line);
	io_put(s->out, csv_mark());
	io_put(s->out, buf_str(&line));
}

static const struct sheet_table *
find_table(struct str name)
{
	for (size_t i = 0; i < TABLES; i++)
		if (str_eq(name, str_of(tables[i].name)))
			return &tables[i];
	die(GX_USAGE, "-t: %.*s: no such table", (int)name.n, name.p);
}

static bool
is_open(const struct sheet_table *table)
{
	for (size_t i = 0; i < sheet_count; i++)
		if (sheets[i].table == table)
			return true;
	return false;
}

void
sheet_open(const struct sheet_options *o)
{
	struct str rest = str_of(o->tables), name;
	const struct sheet_table *table;

	options = *o;
	items = profile_items(o->indicators);
	check_groups();
	while (str_split(&rest, ',', &name)) {
		table = find_table(name);
		if (table->last != NULL && o->grouped)
			die(GX_USAGE, "--grouped: not for %s", table->name);
		if (!is_open(table))
			open_sheet(table);
	}
	if (sheet_count > 1 && o->folder == NULL && !o->only_columns)
		die(GX_USAGE, "several tables need -o DIR");
	for (size_t i = 0; i < sheet_count && !options.only_columns; i++)
		write_header(&sheets[i]);
}

bool
sheet_reads(void)
{
	if (options.only_columns)
		return false;
	for (size_t i = 0; i < sheet_count; i++)
		if (sheets[i].table->of != NO_STREAM)
			return true;
	return false;
}

const struct sheet *
sheet_nth(size_t n)
{
	return n < sheet_count ? &sheets[n] : NULL;
}

const char *
sheet_key(const struct sheet *s)
{
	return s->table->key;
}

/* The documents */

static struct str *hashes;
static size_t hash_count, hash_cap;
static struct pool hash_pool;

static void
note_document(void)
{
	if (!options.documents || obs.doc == NULL)
		return;
	hashes = xgrow(hashes, hash_count, &hash_cap, sizeof *hashes);
	hashes[hash_count++] = pool_str(&hash_pool, obs.doc->f[DOC_SHA256]);
}

static int
by_text(const void *x, const void *y)
{
	const struct str *a = x, *b = y;

	return str_cmp(*a, *b);
}

struct str
sheet_documents(void)
{
	static struct buf list;

	if (hash_count != 0)
		qsort(hashes, hash_count, sizeof *hashes, by_text);
	list.n = 0;
	for (size_t i = 0; i < hash_count; i++) {
		if (i != 0 && str_eq(hashes[i], hashes[i - 1]))
			continue;
		buf_put(&list, hashes[i]);
		buf_byte(&list, '\n');
	}
	return buf_str(&list);
}

static void
end_report(void)
{
	for (size_t i = 0; i < sheet_count; i++) {
		if (sheets[i].table->of != OF_REPORT)
			continue;
		if (options.grouped)
			next_group(&sheets[i]);
		sheets[i].table->rows(&sheets[i]);
	}
	obs_end_report(&obs);
}

static void
end_doc(void)
{
	for (size_t i = 0; i < sheet_count; i++) {
		if (sheets[i].table->of != OF_DOC)
			continue;
		sheets[i].table->rows(&sheets[i]);
		if (options.grouped)
			write_waiting(&sheets[i]);
	}
	note_document();
	obs_end_doc(&obs);
}

void
sheet_take(const struct rec *r)
{
	if (obs_ends_report(&obs, r))
		end_report();
	if (obs_ends_doc(&obs, r))
		end_doc();
	obs_take(&obs, r);
	if (r->type == REC_DOCEND)
		end_doc();
}

void
sheet_close(void)
{
	if (obs.report != NULL)
		end_report();
	if (obs.in_doc)
		end_doc();
	if (options.only_columns)
		return;
	for (size_t i = 0; i < sheet_count; i++) {
		write_waiting(&sheets[i]);
		if (sheets[i].table->end != NULL)
			sheets[i].table->end(&sheets[i]);
	}
	for (size_t i = 0; i < sheet_count; i++)
		if (sheets[i].table->of == NO_STREAM)
			write_codebook(&sheets[i]);
	for (size_t i = 0; i < sheet_count; i++)
		io_done(sheets[i].out);
}
