#include <stdlib.h>

#include "core/date.h"
#include "csv/coverage.h"
#include "csv/roster.h"
#include "csv/sighting.h"
#include "domain/succession.h"

static bool has_roster;
static struct intern agencies; /* by region of today and body */
static struct pool pool;

/* The reports.  One whose agency or year is not certain is listed apart, and may
 * be that of several agencies. */
static struct report {
	struct str region, region_now, body, year, agency, doc, number;
	size_t key; /* of the agency, if that is certain */
	bool certain;
} *reports;
static size_t report_count, report_cap;

/* A report that may be an agency's; year 0: of any. */
static struct maybe {
	size_t key;
	int year;
	struct str doc;
} *maybes;
static size_t maybe_count, maybe_cap;

void
coverage_roster(const char *path, const char *folder)
{
	roster_load(path, folder, &agencies);
	has_roster = true;
}

/* Reports */

static void
add_maybe(size_t key, int year, struct str id)
{
	maybes = xgrow(maybes, maybe_count, &maybe_cap, sizeof *maybes);
	maybes[maybe_count++] = (struct maybe){ key, year, id };
}

void
coverage_report(struct sheet *s, const struct obs *o)
{
	static struct buf key;
	const struct str *f = o->report->f;
	const size_t *of = NULL;
	struct report *r;
	size_t count;

	(void)s;
	roster_key(f[REPORT_REGION], f[REPORT_YEAR], f[REPORT_BODY], &key);
	reports = xgrow(reports, report_count, &report_cap, sizeof *reports);
	r = &reports[report_count++];
	*r = (struct report){ .region = pool_str(&pool, f[REPORT_REGION]),
		.body = pool_str(&pool, f[REPORT_BODY]),
		.year = pool_str(&pool, f[REPORT_YEAR]),
		.agency = pool_str(&pool, f[REPORT_AGENCY]),
		.doc = pool_str(&pool, o->doc_id),
		.number = pool_str(&pool, f[REPORT_REPORT]),
		.region_now = pool_str(&pool, str_slice(buf_str(&key), 0,
		    str_byte(buf_str(&key), '\0', 0))),
		.certain = sheet_is_certain(o) };
	if (r->certain)
		r->key = intern_put(&agencies, buf_str(&key));
	count = r->certain ? 0 : sighting_rows(&of);
	for (size_t i = 0; i < count; i++)
		add_maybe(roster_nth(of[i])->key, date_year(r->year), r->doc);
}

static int
by_report(const void *x, const void *y)
{
	const struct report *a = x, *b = y;
	const struct str pairs[][2] = { { a->region_now, b->region_now },
		{ a->body, b->body }, { a->year, b->year }, { a->doc, b->doc },
		{ a->number, b->number } };
	int order = a->certain - b->certain;

	for (size_t i = 0; order == 0 && i < sizeof pairs / sizeof *pairs; i++)
		order = str_cmp(pairs[i][0], pairs[i][1]);
	return order;
}

/* Sorts them, those that are not certain first, and drops those of documents
 * that came twice. */
static void
sort_reports(void)
{
	size_t n = 0;

	if (report_count != 0)
		qsort(reports, report_count, sizeof *reports, by_report);
	for (size_t i = 0; i < report_count; i++)
		if (n == 0 || by_report(&reports[n - 1], &reports[i]) != 0)
			reports[n++] = reports[i];
	report_count = n;
}

/* The agencies that a report may be of by what it says itself: one for each of
 * its regions. */
static void
find_maybes(const struct report *r)
{
	static struct buf key;
	struct str rest = r->region_now, code;
	size_t n;

	if (r->body.n == 0)
		return;
	while (str_split(&rest, ' ', &code)) {
		key.n = 0;
		buf_put(&key, code);
		buf_byte(&key, '\0');
		buf_put(&key, r->body);
		n = intern_find(&agencies, buf_str(&key));
		if (n < agencies.n)
			add_maybe(n, date_year(r->year), r->doc);
	}
}

/* The order of the agencies: rank[key]. */
static size_t *order, *rank;

static int
by_agency(const void *x, const void *y)
{
	return str_cmp(agencies.v[*(const size_t *)x],
	    agencies.v[*(const size_t *)y]);
}

static void
rank_agencies(void)
{
	order = xcalloc(agencies.n + 1, sizeof *order);
	rank = xcalloc(agencies.n + 1, sizeof *rank);
	for (size_t i = 0; i < agencies.n; i++)
		order[i] = i;
	qsort(order, agencies.n, sizeof *order, by_agency);
	for (size_t i = 0; i < agencies.n; i++)
		rank[order[i]] = i;
}

static int
by_number(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int
by_rank(const void *x, const void *y)
{
	const struct maybe *a = x, *b = y;
	int n = by_number(rank[a->key], rank[b->key]);

	if (n == 0)
		n = a->year - b->year;
	return n != 0 ? n : str_cmp(a->doc, b->doc);
}

static void
sort_maybes(void)
{
	size_t n = 0;

	for (size_t i = 0; i < report_count && !reports[i].certain; i++)
		find_maybes(&reports[i]);
	if (maybe_count != 0)
		qsort(maybes, maybe_count, sizeof *maybes, by_rank);
	for (size_t i = 0; i < maybe_count; i++)
		if (n == 0 || by_rank(&maybes[n - 1], &maybes[i]) != 0)
			maybes[n++] = maybes[i];
	maybe_count = n;
}

static size_t
rank_of_row(size_t row)
{
	return rank[roster_nth(row)->key];
}

/* Rows of the roster, by agency, then as they stand. */
static int
by_row(const void *x, const void *y)
{
	size_t a = *(const size_t *)x, b = *(const size_t *)y;
	int n = by_number(rank_of_row(a), rank_of_row(b));

	return n != 0 ? n : by_number(a, b);
}

static int
by_page(const void *x, const void *y)
{
	const struct sighting *a = x, *b = y;
	int n = by_row(&a->row, &b->row);

	return n != 0 ? n : a->code - b->code;
}

/* What is known of one agency: parts of the sorted lists. */
struct part {
	size_t from, to;
};
static struct {
	struct part reports, rows, pages, maybes;
	size_t key;
} one;
static size_t *rows, row_count; /* of the roster */
static struct sighting *pages;
static size_t page_count;
static int first_year, last_year; /* of all reports, and of the roster */

static void
widen_span(int year)
{
	if (year == 0 || year == ROSTER_OPEN)
		return;
	if (first_year == 0 || year < first_year)
		first_year = year;
	if (year > last_year)
		last_year = year;
}

static void
find_span(void)
{
	for (size_t i = 0; i < report_count; i++)
		if (reports[i].certain)
			widen_span(date_year(reports[i].year));
	for (size_t i = 0; has_roster && i < roster_count(); i++) {
		widen_span(roster_nth(i)->from);
		widen_span(roster_nth(i)->to);
	}
	if (has_roster && roster_count() != 0 && first_year == 0)
		roster_wrong(0, "no year is known: want from and to");
}

/* The row of the roster by which a report of the year is expected; roster_count()
 * if none. */
static size_t
expecting(int year)
{
	for (size_t i = one.rows.from; i < one.rows.to; i++)
		if (roster_has_year(roster_nth(rows[i]), year))
			return rows[i];
	return roster_count();
}

/* Codes of what could not be read, each once; they come in their order. */
static void
add_word(struct buf *words, struct str word)
{
	if (words->n != 0 && str_has_word(buf_str(words), ' ', word))
		return;
	if (words->n != 0)
		buf_byte(words, ' ');
	buf_put(words, word);
}

static bool
is_of_year(int known, int year)
{
	return known == 0 || known == year;
}

/* Counts documents without a report; returns the row of coverage.tsv that says
 * why what may be the report could not be read, SIGHTING_READ if none does. */
static int
count_pages(struct cell_coverage *c, int year, struct buf *detail)
{
	const struct sighting *p;
	int why = SIGHTING_READ;

	for (size_t i = one.pages.from; i < one.pages.to; i++) {
		p = &pages[i];
		if (!is_of_year(p->year, year) ||
		    !roster_has_year(roster_nth(p->row), year))
			continue;
		if (p->code == SIGHTING_READ) {
			c->crawled += p->n;
			c->readable += p->n;
			continue;
		}
		if (!str_eq(sighting_reason(p->code), STR("not_crawled")))
			c->crawled += p->n;
		add_word(detail, sighting_code(p->code));
		if (p->sure && (why == SIGHTING_READ || p->code < why))
			why = p->code;
	}
	return why;
}

static size_t
count_maybes(int year)
{
	size_t n = 0;

	for (size_t i = one.maybes.from; i < one.maybes.to; i++)
		n += is_of_year(maybes[i].year, year);
	return n;
}

/* Counts the reports of the year; returns the first of them, or NULL. */
static const struct report *
count_reports(struct cell_coverage *c, int year)
{
	const struct report *first = NULL, *r;

	for (size_t i = one.reports.from; i < one.reports.to; i++) {
		r = &reports[i];
		if (date_year(r->year) != year)
			continue;
		c->crawled += first == NULL || !str_eq(r->doc, r[-1].doc);
		c->reported++;
		first = first != NULL ? first : r;
	}
	c->readable = c->crawled;
	return first;
}

static void
write_row(struct sheet *s, const struct report *r, const struct cell_coverage *c)
{
	static struct rec made;
	struct obs none = { .report = &made, .doc_id = r->doc };
	struct cell cell = { .obs = &none, .coverage = c };

	rec_make(&made, REC_REPORT, STR(""), STR(""));
	made.f[REPORT_REGION] = r->region;
	made.f[REPORT_BODY] = r->body;
	made.f[REPORT_YEAR] = r->year;
	made.f[REPORT_AGENCY] = r->agency;
	sheet_put(s, &cell);
	sheet_write(s);
}

/* The report before a year without one, or else the first. */
static const struct report *
report_before(int year)
{
	size_t i = one.reports.from;

	while (i + 1 < one.reports.to && date_year(reports[i + 1].year) <= year)
		i++;
	return &reports[i];
}

/* What names an agency in a year without a report: the row of the roster, or else
 * a report of another year; with the code of its region in that year. */
static void
name_row(struct report *r, size_t row, struct cell_coverage *c)
{
	static struct buf region;
	const struct roster_row *listed = roster_nth(row);
	const struct report *before;

	region.n = 0;
	if (listed != NULL) {
		succession_then(listed->region, STR(""), r->year, &region);
		r->agency = listed->agency;
		c->url = listed->url;
		c->note = listed->note;
	} else {
		before = report_before(date_year(r->year));
		succession_then(before->region, before->year, r->year, &region);
	}
	r->region = buf_str(&region);
}

/* The row of a year in which the agency has a report, or should have. */
static void
write_year(struct sheet *s, int year)
{
	static struct buf detail, number;
	struct cell_coverage c = { .reason = STR("") };
	size_t row = expecting(year);
	bool expected = !has_roster || roster_nth(row) != NULL;
	const struct report *first = count_reports(&c, year);
	struct str key = agencies.v[one.key];
	struct report shown = { .doc = STR("") };
	size_t uncertain = count_maybes(year);
	int why;

	if (first == NULL && !expected)
		return;
	detail.n = number.n = 0;
	buf_number(&number, (uint64_t)year);
	why = count_pages(&c, year, &detail);
	c.crawled += uncertain;
	c.readable += uncertain;
	c.expected = expected ? "yes" : one.rows.from < one.rows.to ?
	    "outside" : "unlisted";
	if (c.reported == 0)
		c.reason = uncertain != 0 ? STR("conflict") :
		    why != SIGHTING_READ ? sighting_reason(why) :
		    c.crawled != 0 ? STR("not_found") : STR("not_crawled");
	c.detail = buf_str(&detail);
	shown.body = str_slice(key, str_byte(key, '\0', 0) + 1, key.n);
	shown.year = buf_str(&number);
	name_row(&shown, row, &c);
	if (first != NULL) {
		shown.region = first->region;
		shown.agency = first->agency.n != 0 ? first->agency :
		    shown.agency;
		shown.doc = first->doc;
	}
	write_row(s, &shown, &c);
}

static void
write_agency(struct sheet *s)
{
	int from = ROSTER_OPEN, to = 0, year;
	const struct roster_row *r;

	for (size_t i = one.reports.from; i < one.reports.to; i++) {
		year = date_year(reports[i].year);
		from = year < from ? year : from;
		to = year > to ? year : to;
	}
	for (size_t i = one.rows.from; i < one.rows.to; i++) {
		r = roster_nth(rows[i]);
		from = r->from < from ? r->from : from;
		to = r->to > to ? r->to : to;
	}
	from = from < first_year ? first_year : from;
	to = to > last_year ? last_year : to;
	for (year = from; year <= to; year++)
		write_year(s, year);
}

/* The reports whose agency or year is not certain. */
static void
write_uncertain(struct sheet *s, const struct report *r)
{
	const struct cell_coverage c = { .expected = "uncertain",
		.reason = STR(""), .crawled = 1, .readable = 1, .reported = 1 };

	write_row(s, r, &c);
}

/* The agency that the n-th of a list is of. */

static size_t
of_report(size_t n)
{
	return reports[n].key;
}

static size_t
of_row(size_t n)
{
	return roster_nth(rows[n])->key;
}

static size_t
of_page(size_t n)
{
	return roster_nth(pages[n].row)->key;
}

static size_t
of_maybe(size_t n)
{
	return maybes[n].key;
}

static void
next_part(struct part *p, size_t count, size_t (*key_of)(size_t n))
{
	for (p->from = p->to; p->to < count && key_of(p->to) == one.key;)
		p->to++;
}

static void
sort_rows(void)
{
	row_count = has_roster ? roster_count() : 0;
	rows = xcalloc(row_count + 1, sizeof *rows);
	for (size_t i = 0; i < row_count; i++)
		rows[i] = i;
	qsort(rows, row_count, sizeof *rows, by_row);
	page_count = sighting_all(&pages);
	if (page_count != 0)
		qsort(pages, page_count, sizeof *pages, by_page);
}

void
coverage_end(struct sheet *s)
{
	size_t i;

	sort_reports();
	rank_agencies();
	sort_maybes();
	sort_rows();
	find_span();
	for (i = 0; i < report_count && !reports[i].certain; i++)
		write_uncertain(s, &reports[i]);
	one.reports.to = i;
	for (i = 0; i < agencies.n; i++) {
		one.key = order[i];
		next_part(&one.reports, report_count, of_report);
		next_part(&one.rows, row_count, of_row);
		next_part(&one.pages, page_count, of_page);
		next_part(&one.maybes, maybe_count, of_maybe);
		write_agency(s);
	}
}
