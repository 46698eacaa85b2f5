#include <stdio.h>
#include <stdlib.h>

#include "csv/aside.h"
#include "csv/audit.h"
#include "csv/coverage.h"
#include "csv/output.h"
#include "csv/panel.h"
#include "csv/profile.h"
#include "csv/series.h"
#include "csv/sighting.h"
#include "csv/sums.h"

enum { SHEETS = 16, PATH_BYTES = 4096 };

static struct output_options options;
static struct column_items items;
static struct obs obs;

/* The rows of a report. */

static void
reports_rows(struct sheet *s, const struct obs *o)
{
	struct cell c = { .obs = o, .scope = o->scope };
	size_t group, split;

	split = sheet_put(s, &c);
	sheet_key_begin(s, o);
	group = s->key.n;
	sheet_key_end(s, o);
	sheet_wait(s, o, group, split, 1);
}

static void
wide_rows(struct sheet *s, const struct obs *o)
{
	struct cell c = { .obs = o };
	size_t group, split;

	for (c.scope = 0; c.scope < OBS_SCOPES; c.scope++) {
		if (!o->has[c.scope])
			continue;
		split = sheet_put(s, &c);
		sheet_key_begin(s, o);
		sheet_key_part(s, obs_scope_name(c.scope));
		group = s->key.n;
		sheet_key_end(s, o);
		sheet_wait(s, o, group, split, 1);
	}
}

/* The numbers in a text by their size: 1:9 before 1:10. */
static int
by_numbers(struct str a, struct str b)
{
	size_t i = 0, number = 0, end;

	for (; i < a.n && i < b.n && a.p[i] == b.p[i]; i++)
		if (a.p[i] == ':')
			number = i + 1;
	end = str_byte(a, ':', number);
	if (end != str_byte(b, ':', number))
		return end > str_byte(b, ':', number) ? 1 : -1;
	return str_cmp(str_slice(a, i, end), str_slice(b, i, end));
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
record_rows(struct sheet *s, const struct obs *o, struct rec *const *records,
    size_t n)
{
	struct cell c = { .obs = o, .scope = o->scope };

	if (n == 0)
		return;
	s->line.n = 0;
	for (size_t i = 0; i < n; i++) {
		c.r = records[i];
		c.repeated = i != 0 && c.r->type == REC_FACT &&
		    same_id(records[i - 1], c.r) ? c.repeated + 1 : 0;
		if (i == 0)
			sheet_add(s, &c);
		else
			sheet_add_next(s, &c);
	}
	sheet_key_begin(s, o);
	sheet_key_end(s, o);
	sheet_key_number(s, records[0]->f[F_LINE]);
	sheet_wait(s, o, s->key.n, 0, n);
}

static void
long_rows(struct sheet *s, const struct obs *o)
{
	if (o->facts != 0)
		qsort(o->fact, o->facts, sizeof *o->fact, by_place);
	record_rows(s, o, o->fact, o->facts);
}

static void
checks_rows(struct sheet *s, const struct obs *o)
{
	record_rows(s, o, o->check, o->checks);
}

static void
text_rows(struct sheet *s, const struct obs *o)
{
	record_rows(s, o, o->text, o->texts);
}

static void
docs_rows(struct sheet *s, const struct obs *o)
{
	struct cell c = { .obs = o, .r = o->doc };

	sheet_put(s, &c);
	s->key.n = 0;
	sheet_key_part(s, o->doc_id);
	sheet_wait(s, o, s->key.n, 0, 1);
}

static const struct table {
	const char *name;
	const char *key; /* the columns that name a row */
	enum { NO_STREAM, OF_DOC, OF_REPORT } of;
	struct obs_wants wants;
	void (*rows)(struct sheet *, const struct obs *);

	/* Of a table that takes only the last report of an agency and year: what
	 * it does with its row, and at the end. */
	void (*last)(struct sheet *, const struct sheet_row *);
	void (*end)(struct sheet *);

	/* Of a table that needs more than the reports and documents. */
	void (*take)(const struct rec *);
} tables[] = {
	{ .name = "wide", .key = "doc report scope", .of = OF_REPORT,
	  .rows = wide_rows, .wants.values = true },
	{ .name = "harmonised", .key = "doc report scope", .of = OF_REPORT,
	  .rows = wide_rows, .wants.values = true },
	{ .name = "panel", .key = "region body year scope doc", .of = OF_REPORT,
	  .rows = panel_rows, .wants.values = true,
	  .last = panel_last, .end = panel_end },
	{ .name = "coverage", .key = "", .of = OF_REPORT,
	  .rows = coverage_report, .end = coverage_end, .take = sighting_take },
	{ .name = "sums", .key = "", .of = OF_REPORT,
	  .rows = sums_rows, .wants.values = true,
	  .last = sums_last, .end = sums_end },
	{ .name = "audit", .key = "audit", .of = OF_REPORT,
	  .rows = audit_rows, .end = audit_end,
	  .wants = { .facts = true, .values = true, .texts = true, .rows = true } },
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

/* What is open. */
static struct sheet sheets[SHEETS];
static const struct table *of[SHEETS];
static size_t sheet_count;

/* The codebook describes the tables that are open beside it, or all. */

static void
describe(struct sheet *s, const char *table, const struct columns *columns)
{
	struct cell c = { .obs = &obs, .table = table };

	for (size_t i = 0; i < columns->n; i++) {
		c.of = &columns->v[i];
		sheet_put(s, &c);
		sheet_write(s);
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
		if (strcmp(table, "sums") == 0 ? sums_has(&all.v[i], options.groups) :
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
open_sheet(const struct table *table)
{
	struct sheet *s = &sheets[sheet_count++];
	char path[PATH_BYTES];

	of[sheet_count - 1] = table;
	*s = (struct sheet){ .name = table->name, .key_columns = table->key,
		.columns = columns_of(table->name), .out = io_standard(), .items = &items,
		.unverified = options.unverified, .versions = options.versions,
		.last = table->last };
	sheet_open(s);
	if (options.folder != NULL && !options.only_columns) {
		if (snprintf(path, sizeof path, "%s/%s.csv", options.folder,
		    table->name) >= (int)sizeof path)
			die(GX_USAGE, "-o: the name is too long");
		s->out = io_create(path);
	}
	obs.wants.facts |= table->wants.facts;
	obs.wants.checks |= table->wants.checks;
	obs.wants.texts |= table->wants.texts;
	obs.wants.rows |= table->wants.rows;
	obs.wants.values |= table->wants.values;
}

static const struct table *
find_table(struct str name)
{
	for (size_t i = 0; i < TABLES; i++)
		if (str_eq(name, str_of(tables[i].name)))
			return &tables[i];
	die(GX_USAGE, "-t: %.*s: no such table", (int)name.n, name.p);
}

static bool
is_open(const struct table *table)
{
	for (size_t i = 0; i < sheet_count; i++)
		if (of[i] == table)
			return true;
	return false;
}

void
output_open(const struct output_options *o)
{
	struct str rest = str_of(o->tables), name;
	const struct table *table;

	options = *o;
	items = profile_items(o->indicators);
	sums_check(o->groups);
	while (str_split(&rest, ',', &name)) {
		table = find_table(name);
		if (table->end != NULL && o->grouped)
			die(GX_USAGE, "--grouped: not for %s", table->name);
		if (!is_open(table))
			open_sheet(table);
	}
	if (sheet_count > 1 && o->folder == NULL && !o->only_columns)
		die(GX_USAGE, "several tables need -o DIR");
}

/* The headers are written with the first record: nothing comes of a stream that
 * is none. */
static void
write_headers(void)
{
	static bool written;

	for (size_t i = 0; !written && i < sheet_count; i++)
		sheet_header(&sheets[i]);
	written = true;
}

bool
output_reads(void)
{
	if (options.only_columns)
		return false;
	for (size_t i = 0; i < sheet_count; i++)
		if (of[i]->of != NO_STREAM)
			return true;
	return false;
}

const struct sheet *
output_nth(size_t n)
{
	return n < sheet_count ? &sheets[n] : NULL;
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
output_documents(void)
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
take(const struct rec *r)
{
	obs_take(&obs, r);
	for (size_t i = 0; i < sheet_count; i++)
		if (of[i]->take != NULL)
			of[i]->take(r);
}

static void
end_report(void)
{
	struct str report = obs.report->f[REPORT_REPORT];
	const struct rec *r;
	size_t next = 0;

	while ((r = aside_next(obs.doc_id, report, &next)) != NULL)
		take(r);
	for (size_t i = 0; i < sheet_count; i++) {
		if (of[i]->of != OF_REPORT)
			continue;
		if (options.grouped)
			sheet_next(&sheets[i], &obs);
		of[i]->rows(&sheets[i], &obs);
	}
	obs_end_report(&obs);
}

static void
end_doc(void)
{
	for (size_t i = 0; i < sheet_count; i++) {
		if (of[i]->of != OF_DOC)
			continue;
		of[i]->rows(&sheets[i], &obs);
		if (options.grouped)
			sheet_flush(&sheets[i]);
	}
	note_document();
	obs_end_doc(&obs);
}

void
output_take(const struct rec *r)
{
	write_headers();
	if (obs_ends_report(&obs, r))
		end_report();
	if (obs_ends_doc(&obs, r))
		end_doc();
	take(r);
	if (r->type == REC_DOCEND)
		end_doc();
}

void
output_close(void)
{
	if (obs.report != NULL)
		end_report();
	if (obs.in_doc)
		end_doc();
	if (options.only_columns)
		return;
	write_headers();
	for (size_t i = 0; i < sheet_count; i++) {
		sheet_flush(&sheets[i]);
		if (of[i]->end != NULL)
			of[i]->end(&sheets[i]);
	}
	for (size_t i = 0; i < sheet_count; i++)
		if (of[i]->of == NO_STREAM)
			write_codebook(&sheets[i]);
	for (size_t i = 0; i < sheet_count; i++)
		io_done(sheets[i].out);
}
