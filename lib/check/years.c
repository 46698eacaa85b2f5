#include <inttypes.h>
#include <stdlib.h>

#include "check/book.h"
#include "check/check.h"
#include "check/finding.h"
#include "check/years.h"
#include "core/date.h"
#include "core/die.h"
#include "core/records.h"
#include "core/tab.h"

enum { LEAST_TO_COPY = 5, REPORTS_MAX = 64 };
enum { REGION, BODY, YEAR };

static struct tab agencies;
static const struct identity *copy_rule, *twice_rule;

/* The agency at hand. */
static struct {
	struct buf key;     /* of the last fact */
	struct buf agency;  /* region/body/ */
	int year;           /* 0: this key is held against none */
	struct ledger v[REPORTS_MAX]; /* of this year */
	size_t n;
	bool crowded;       /* there are more: so it was warned */
	bool repeated[REPORTS_MAX]; /* the document is there twice */
	struct ledger before;
	int before_year;    /* 0: there is none */
} at;

void
years_load(const char *folder)
{
	tab_load(&agencies, folder, "agencies.tsv", "region body year");
	copy_rule = identity_need("copy");
	twice_rule = identity_need("twice");
}

/* True when the agency of this year is not what bore its name a year before. */
static bool
is_another(void)
{
	struct str agency = buf_str(&at.agency), region, body;
	size_t stroke = str_byte(agency, '/', 0);
	struct str *cell;

	region = str_slice(agency, 0, stroke);
	body = str_slice(agency, stroke + 1, agency.n - 1);
	for (size_t i = 0; i < agencies.rows; i++) {
		cell = agencies.row[i].cell;
		if (date_year(cell[YEAR]) == at.year &&
		    (cell[REGION].n == 0 || str_eq(cell[REGION], region)) &&
		    (cell[BODY].n == 0 || str_eq(cell[BODY], body)))
			return true;
	}
	return false;
}

/* Reports that say the same, or should */

static const struct reading *
exact(const struct ledger *l, size_t order)
{
	const struct reading *r = l->at[order];

	return r != NULL && r->next == NULL && r->state == READING_EXACT ? r :
	    NULL;
}

static void
put(const struct reading *r, int side)
{
	finding_number(&(struct explain_number){ r->in->id, r->said, side,
		NULL, r->in, r });
}

static void
begin(const struct identity *id, const struct ledger *l,
    const struct ledger *other)
{
	finding_begin(id, l->doc, l->report, l->line);
	finding_other(other);
}

/* How many numbers of a that are not zero are b's as well; *n: how many there
 * are. */
static size_t
count_same(const struct ledger *a, const struct ledger *b, size_t *n)
{
	const struct reading *ra, *rb;
	size_t same = 0;

	for (size_t i = *n = 0; i < a->n; i++) {
		ra = exact(a, a->seen[i]);
		rb = exact(b, a->seen[i]);
		if (ra == NULL || ra->value.n == 0)
			continue;
		++*n;
		same += rb != NULL && dec_cmp(ra->value, rb->value) == 0;
	}
	return same;
}

/* True when there are as many numbers of different sizes, and not zero, as no two
 * years have by chance: one request a year gives six ones. */
static bool
is_varied(const struct ledger *l)
{
	struct dec v[LEAST_TO_COPY];
	const struct reading *r;
	size_t n = 0, k;

	for (size_t i = 0; i < l->n && n < LEAST_TO_COPY; i++) {
		r = exact(l, l->seen[i]);
		if (r == NULL || r->value.n == 0)
			continue;
		for (k = 0; k < n && dec_cmp(v[k], r->value) != 0; k++)
			continue;
		if (k == n)
			v[n++] = r->value;
	}
	return n == LEAST_TO_COPY;
}

static void
check_copy(const struct ledger *l)
{
	size_t n, before, same = count_same(l, &at.before, &n);

	count_same(&at.before, l, &before);
	begin(copy_rule, l, &at.before);
	finding_detail_number(same);
	finding_detail(STR("of"));
	finding_detail_number(n);
	finding_detail(STR("numbers that are not zero are those of the year before"));
	finding_end(!is_varied(l) ? VERDICT_SKIPPED :
	    same == n && n == before ? VERDICT_FAIL : VERDICT_PASS);
}

/* Two reports of one agency and year: what both say must agree. */
static void
check_twice(const struct ledger *a, const struct ledger *b)
{
	const struct reading *ra, *rb;
	size_t both = 0, differ = 0;

	begin(twice_rule, b, a);
	for (size_t i = 0; i < a->n; i++) {
		ra = exact(a, a->seen[i]);
		rb = exact(b, a->seen[i]);
		if (ra == NULL || rb == NULL || !str_eq(ra->scope, rb->scope))
			continue;
		both++;
		if (dec_cmp(ra->value, rb->value) == 0)
			continue;
		differ++;
		put(ra, 0);
		put(rb, 0);
	}
	finding_detail_number(differ);
	finding_detail(STR("of"));
	finding_detail_number(both);
	finding_detail(STR("numbers differ"));
	finding_end(both == 0 ? VERDICT_SKIPPED :
	    differ != 0 ? VERDICT_FAIL : VERDICT_PASS);
}

/* A report that is in the stream twice, whatever it says. */
static void
check_repeated(const struct ledger *l)
{
	begin(twice_rule, l, l);
	finding_detail(STR("the document is in the stream twice"));
	finding_end(VERDICT_FAIL);
}

/* Years */

static void
check_year(const struct ledger *l)
{
	const struct books b = { .here = l, .before = &at.before };

	if (at.before_year != at.year - 1)
		return;
	if (is_another()) {
		records_warn(l->doc, l->line, l->report, "succession",
		    "not held against the year before: the agency or its "
		    "region has changed");
		return;
	}
	check_rules(IDENTITY_YEARS, &b);
	if (finding_is_wanted(copy_rule))
		check_copy(l);
}

/* Ends a year: its first report is held against the year before, the others
 * against the first. */
static void
end_year(void)
{
	struct ledger first;

	if (at.n == 0)
		return;
	check_year(&at.v[0]);
	for (size_t i = 0; i < at.n && finding_is_wanted(twice_rule); i++) {
		if (at.repeated[i])
			check_repeated(&at.v[i]);
		if (i != 0)
			check_twice(&at.v[0], &at.v[i]);
	}
	first = at.v[0];
	at.v[0] = at.before;
	at.before = first;
	at.before_year = at.year;
	at.n = 0;
}

static void
begin_key(struct str key)
{
	struct str agency;
	int year;

	end_year();
	year = book_year(key, &agency);
	if (!str_eq(agency, buf_str(&at.agency)))
		at.before_year = 0;
	at.agency.n = at.key.n = 0;
	buf_put(&at.agency, agency);
	buf_put(&at.key, key);
	at.year = year;
	at.crowded = false;
	explain_whose(str_slice(agency, 0, agency.n != 0 ? agency.n - 1 : 0),
	    str_slice(key, agency.n, key.n));
}

/* The ledger of the report that a record is of; NULL when there are too many. */
static struct ledger *
find_report(const struct rec *r, struct str report)
{
	for (size_t i = at.n; i-- > 0;)
		if (str_eq(at.v[i].doc, r->f[F_DOC]) &&
		    str_eq(at.v[i].report, report))
			return &at.v[i];
	if (at.n == REPORTS_MAX) {
		if (!at.crowded)
			records_warn(r->f[F_DOC], STR("0"), report,
			    "reports-limit",
			    "only the first %d reports of this agency and "
			    "year are held against each other", REPORTS_MAX);
		at.crowded = true;
		return NULL;
	}
	at.v[at.n].keep = finding_explains();
	at.repeated[at.n] = false;
	ledger_begin(&at.v[at.n], r->f[F_DOC], report, r->f[F_LINE]);
	return &at.v[at.n++];
}

/* The same, once the years before it are done; NULL when it is held against none. */
static struct ledger *
go_to(const struct rec *r, struct str key, struct str report)
{
	int order = str_cmp(key, buf_str(&at.key));

	if (order < 0)
		die(GX_USAGE, "line %" PRIu64 ": not sorted (-y: sort by field "
		    "16, the key)", records_line());
	if (order > 0)
		begin_key(key);
	return at.year != 0 ? find_report(r, report) : NULL;
}

static void
add(struct ledger *l, const struct rec *fact)
{
	at.repeated[l - at.v] |= !ledger_add(l, fact);
}

void
years_fact(const struct rec *fact)
{
	struct ledger *l = go_to(fact, fact->f[FACT_KEY], fact->f[FACT_REPORT]);

	if (l != NULL)
		add(l, fact);
}

void
years_book(const struct rec *book)
{
	static struct rec fact;
	struct ledger *l = go_to(book, book->f[BOOK_KEY], book->f[BOOK_REPORT]);
	size_t next = 0;

	while (l != NULL && book_next(book, &next, &fact))
		add(l, &fact);
}

void
years_end(void)
{
	end_year();
}
