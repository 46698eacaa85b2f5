#include <stdlib.h>

#include "core/ascii.h"
#include "core/date.h"
#include "core/die.h"
#include "core/url.h"
#include "csv/csvin.h"
#include "csv/roster.h"
#include "domain/agency.h"
#include "domain/fold.h"
#include "domain/succession.h"

enum { REGION, FROM, TO, BODY, AGENCY, URL, SITE_CODE, NOTE };
enum { YEAR_FIRST = 2000, YEAR_LAST = 2100 };

static struct tab t;
static struct roster_row *rows;
static struct pool pool;

/* The marks, and for each of them a list of rows. */
static struct intern marks;
static long *firsts;
static size_t first_cap;
static struct link { size_t row; long next; } *links;
static size_t link_count, link_cap;

size_t
roster_count(void)
{
	return t.rows;
}

const struct roster_row *
roster_nth(size_t n)
{
	return n < t.rows ? &rows[n] : NULL;
}

void
roster_wrong(size_t row, const char *why)
{
	tab_wrong(&t, row, "%s", why);
}

void
roster_key(struct str region, struct str year, struct str body, struct buf *key)
{
	key->n = 0;
	succession_then(region, year, STR("9999"), key);
	buf_byte(key, '\0');
	buf_put(key, body);
}

/* An address without what makes no difference: scheme, www., a slash at its
 * end; the domain in lower case. */
static struct str
plain_url(struct str url)
{
	static const char *const schemes[] = { "http://", "https://", NULL };
	static struct buf b;
	size_t slash;

	for (size_t i = 0; schemes[i] != NULL; i++)
		if (str_same(str_slice(url, 0, strlen(schemes[i])),
		    str_of(schemes[i])))
			url = str_slice(url, strlen(schemes[i]), url.n);
	if (str_same(str_slice(url, 0, 4), STR("www.")))
		url = str_slice(url, 4, url.n);
	while (str_ends(url, STR("/")))
		url.n--;
	slash = str_byte(url, '/', 0);
	b.n = 0;
	for (size_t i = 0; i < slash; i++)
		buf_byte(&b, ascii_lower(url.p[i]));
	buf_put(&b, str_slice(url, slash, url.n));
	return buf_str(&b);
}

/* Valid until the next call. */
static struct str
folded(struct str s)
{
	static struct folded f;

	fold(str_trim(s), &f);
	return buf_str(&f.text);
}

/* A mark as it is looked up. */
static struct str
marked(enum roster_mark mark, struct str text)
{
	static struct buf b;

	b.n = 0;
	buf_byte(&b, (char)('0' + (int)mark));
	buf_put(&b, text);
	return buf_str(&b);
}

static void
add_mark(size_t row, enum roster_mark mark, struct str text)
{
	size_t known = marks.n, n;

	if (text.n == 0)
		return;
	n = intern_put(&marks, marked(mark, text));
	if (n == known) {
		firsts = xgrow(firsts, n, &first_cap, sizeof *firsts);
		firsts[n] = ROSTER_NONE;
	}
	links = xgrow(links, link_count, &link_cap, sizeof *links);
	links[link_count] = (struct link){ row, firsts[n] };
	firsts[n] = (long)link_count++;
}

static long
first_of(enum roster_mark mark, struct str text)
{
	size_t n = intern_find(&marks, marked(mark, text));

	return n < marks.n ? firsts[n] : ROSTER_NONE;
}

/* The address, then what it begins with up to a / or ?, then the domains that
 * its host lies in. */
static long
first_of_url(struct str url, bool *exact)
{
	struct str s = plain_url(url);
	size_t slash = str_byte(s, '/', 0), dot;
	long place;

	*exact = true;
	while ((place = first_of(ROSTER_URL, s)) == ROSTER_NONE && s.n > slash) {
		*exact = false;
		while (s.n > slash && s.p[--s.n] != '/' && s.p[s.n] != '?')
			continue;
	}
	while (place == ROSTER_NONE && (dot = str_byte(s, '.', 0)) < s.n) {
		*exact = false;
		s = str_slice(s, dot + 1, s.n);
		place = first_of(ROSTER_URL, s);
	}
	return place;
}

long
roster_first(enum roster_mark mark, struct str text, bool *exact)
{
	*exact = false;
	switch (mark) {
	case ROSTER_URL: return first_of_url(text, exact);
	case ROSTER_SITE: return first_of(mark, str_trim(text));
	case ROSTER_NAME: return first_of(mark, folded(text));
	}
	return ROSTER_NONE;
}

size_t
roster_at(long place, long *next)
{
	*next = links[place].next;
	return links[place].row;
}

static int
year_of(size_t row, int column, const char *name, int open)
{
	struct str s = t.row[row].cell[column];
	int year = date_year(s);

	if (s.n == 0)
		return open;
	if (year < YEAR_FIRST || year > YEAR_LAST)
		tab_wrong(&t, row, "%s: a year from %d to %d", name, YEAR_FIRST,
		    YEAR_LAST);
	return year;
}

static void
check_region(size_t row)
{
	struct str code = t.row[row].cell[REGION];
	struct region_set set = { .n = 0 };

	if (code.n == REGION_CODE)
		region_by_code(code, &set);
	if (set.n == 0 && code.n != 0) /* a ministry has none */
		tab_wrong(&t, row, "region: no unit has the code %.*s",
		    (int)code.n, code.p);
}

static void
read_row(size_t row, struct intern *keys)
{
	static struct buf b;
	const struct str *c = t.row[row].cell;
	struct roster_row *r = &rows[row];
	struct str name = pool_str(&pool, folded(c[AGENCY]));
	struct agency a;

	check_region(row);
	*r = (struct roster_row){ .region = c[REGION], .agency = c[AGENCY],
		.url = c[URL], .note = c[NOTE], .line = t.row[row].line,
		.from = year_of(row, FROM, "from", 0),
		.to = year_of(row, TO, "to", ROSTER_OPEN) };
	if (r->from > r->to)
		tab_wrong(&t, row, "from is after to");
	agency_read(name, &pool, &a);
	r->body = c[BODY].n != 0 ? pool_str(&pool, folded(c[BODY])) : a.body;
	if (r->body.n == 0)
		tab_wrong(&t, row, "want body or agency");
	roster_key(r->region, c[FROM], r->body, &b);
	r->key = intern_put(keys, buf_str(&b));
	b.n = 0;
	url_put(&b, c[URL]);
	add_mark(row, ROSTER_URL, plain_url(buf_str(&b)));
	add_mark(row, ROSTER_SITE, c[SITE_CODE]);
	add_mark(row, ROSTER_NAME, name);
}

/* Of one agency, by address and year. */
static int
by_agency(const void *x, const void *y)
{
	const struct roster_row *a = &rows[*(const size_t *)x];
	const struct roster_row *b = &rows[*(const size_t *)y];
	int order = (a->key > b->key) - (a->key < b->key);

	if (order == 0)
		order = str_cmp(a->url, b->url);
	if (order == 0)
		order = (a->from > b->from) - (a->from < b->from);
	return order != 0 ? order : (a->line > b->line) - (a->line < b->line);
}

/* One agency has a year once, unless at several addresses. */
static void
check_repeated(void)
{
	size_t *order = xcalloc(t.rows + 1, sizeof *order);
	const struct roster_row *a, *b;

	for (size_t i = 0; i < t.rows; i++)
		order[i] = i;
	qsort(order, t.rows, sizeof *order, by_agency);
	for (size_t i = 1; i < t.rows; i++) {
		a = &rows[order[i - 1]];
		b = &rows[order[i]];
		if (a->key == b->key && str_eq(a->url, b->url) &&
		    b->from <= a->to)
			tab_wrong(&t, order[a->line > b->line ? i - 1 : i],
			    "line %zu has the agency, with years of these",
			    a->line < b->line ? a->line : b->line);
	}
	free(order);
}

void
roster_load(const char *path, const char *folder, struct intern *keys)
{
	fold_load(folder);
	region_load(folder);
	agency_load(folder);
	csvin_load(&t, path, "region from to body? agency? url? site_code? note?");
	rows = xcalloc(t.rows + 1, sizeof *rows);
	for (size_t i = 0; i < t.rows; i++)
		read_row(i, keys);
	check_repeated();
}
