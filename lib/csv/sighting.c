#include <stdlib.h>

#include "core/date.h"
#include "core/tab.h"
#include "csv/category.h"
#include "csv/intern.h"
#include "csv/roster.h"
#include "csv/sighting.h"

enum { CODE, SAYS, REASON };
enum { FIRST_YEAR = 2000 };

static struct tab codes; /* of warnings: why a document could not be read */

static struct sighting *all;
static size_t count, cap;
static struct intern keys; /* what makes them differ */

/* The document at hand. */
static struct {
	struct buf id;
	bool open, has_report;
	int year;      /* the only one that its address and its titles name, or 0 */
	bool many;     /* they name several */
	int code;
	size_t *rows;  /* of the roster, that it belongs to */
	bool *exact;
	size_t n, cap, exact_cap;
} doc = { .code = SIGHTING_READ };

void
sighting_load(const char *folder)
{
	const struct category *c;
	size_t at;

	tab_load(&codes, folder, "coverage.tsv", "code says reason");
	for (size_t i = 0; i < codes.rows; i++) {
		for (at = 0; (c = category_next(STR("qualifier"), &at)) != NULL;)
			if (str_eq(c->value, codes.row[i].cell[REASON]))
				break;
		if (c == NULL)
			tab_wrong(&codes, i, "reason: not a qualifier of "
			    "categories.tsv");
	}
}

static void
add_row(size_t row, bool exact)
{
	for (size_t i = 0; i < doc.n; i++)
		if (doc.rows[i] == row) {
			doc.exact[i] |= exact;
			return;
		}
	doc.rows = xgrow(doc.rows, doc.n, &doc.cap, sizeof *doc.rows);
	doc.exact = xgrow(doc.exact, doc.n, &doc.exact_cap, sizeof *doc.exact);
	doc.rows[doc.n] = row;
	doc.exact[doc.n++] = exact;
}

static void
add_mark(enum roster_mark mark, struct str text)
{
	bool exact;
	size_t row;
	long place;

	if (roster_count() == 0 || text.n == 0)
		return;
	place = roster_first(mark, text, &exact);
	while (place != ROSTER_NONE) {
		row = roster_at(place, &place);
		add_row(row, exact);
	}
}

/* The years that a text names: 2021年. */
static void
add_years(struct str text)
{
	struct str word = STR("年");
	int year;

	for (size_t i = 4; (i = str_find(text, word, i)) < text.n; i++) {
		year = date_year(str_slice(text, i - 4, i));
		if (year < FIRST_YEAR)
			continue;
		doc.many |= doc.year != 0 && year != doc.year;
		doc.year = year;
	}
}

static void
begin_doc(struct str id)
{
	doc.id.n = 0;
	buf_put(&doc.id, id);
	doc.open = true;
	doc.has_report = doc.many = false;
	doc.year = 0;
	doc.code = SIGHTING_READ;
	doc.n = 0;
}

/* Counts the document for a row of the roster. */
static void
add_sighting(size_t row, bool exact)
{
	static struct buf key;
	const struct roster_row *r = roster_nth(row);
	int year = doc.many ? 0 : doc.year;
	bool sure = year != 0 || exact || r->from == r->to;
	size_t n;

	if (year != 0 && !roster_has_year(r, year))
		return;
	key.n = 0;
	buf_number(&key, row);
	buf_byte(&key, ' ');
	buf_number(&key, (uint64_t)year);
	buf_byte(&key, ' ');
	buf_number(&key, (uint64_t)(doc.code - SIGHTING_READ));
	buf_byte(&key, sure ? '!' : '?');
	n = intern_put(&keys, buf_str(&key));
	if (n == count) {
		all = xgrow(all, n, &cap, sizeof *all);
		all[count++] = (struct sighting){ row, 0, year, doc.code, sure };
	}
	all[n].n++;
}

static void
end_doc(void)
{
	for (size_t i = 0; doc.open && !doc.has_report && i < doc.n; i++)
		add_sighting(doc.rows[i], doc.exact[i]);
	doc.open = false;
	doc.n = 0;
}

/* The first row of coverage.tsv counts of those that a document has. */
static void
add_code(struct str code, struct str message)
{
	const struct str *c;

	for (size_t i = 0; i < codes.rows; i++) {
		c = codes.row[i].cell;
		if (str_eq(c[CODE], code) &&
		    (c[SAYS].n == 0 || str_has(message, c[SAYS])) &&
		    (doc.code == SIGHTING_READ || (int)i < doc.code))
			doc.code = (int)i;
	}
}

/* A page that did not become a document: "FILE: ADDRESS: what". */
static void
take_refused(const struct rec *r)
{
	struct str message = r->f[WARN_MESSAGE], colon = STR(": "), url;
	size_t at = str_find(message, STR(": http"), 0);

	if (at == message.n)
		return;
	url = str_slice(message, at + colon.n, message.n);
	url.n = str_find(url, colon, 0);
	end_doc();
	begin_doc(STR("-"));
	add_code(r->f[WARN_CODE], message);
	add_mark(ROSTER_URL, url);
	add_years(url);
	if (doc.code != SIGHTING_READ)
		end_doc();
	doc.open = false;
}

static void
take_meta(struct str key, struct str value)
{
	static const struct {
		const char *key;
		enum roster_mark mark;
	} marks[] = {
		{ "site.code", ROSTER_SITE }, { "site.code.printed", ROSTER_SITE },
		{ "index.publisher", ROSTER_NAME }, { "article.source", ROSTER_NAME }
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_eq(key, str_of(marks[i].key)))
			add_mark(marks[i].mark, value);
	if (str_ends(key, STR("title")))
		add_years(value);
}

void
sighting_take(const struct rec *r)
{
	if (r->type == REC_WARN && str_eq(r->f[F_DOC], STR("-"))) {
		take_refused(r);
		return;
	}
	if (r->type == REC_DOC || (doc.open && r->type != REC_OTHER &&
	    !str_eq(r->f[F_DOC], buf_str(&doc.id))))
		end_doc();
	switch (r->type) {
	case REC_DOC:
		begin_doc(r->f[F_DOC]);
		add_mark(ROSTER_URL, r->f[DOC_URL]);
		add_years(r->f[DOC_URL]);
		break;
	case REC_META: take_meta(r->f[META_KEY], r->f[META_VALUE]); break;
	case REC_WARN: add_code(r->f[WARN_CODE], r->f[WARN_MESSAGE]); break;
	case REC_REPORT: doc.has_report = true; break;
	case REC_DOCEND:
		if (str_eq(r->f[DOCEND_STATUS], STR("refused")))
			add_code(r->f[DOCEND_STATUS], STR(""));
		end_doc();
		break;
	default: break;
	}
}


size_t
sighting_rows(const size_t **list)
{
	*list = doc.rows;
	return doc.n;
}

size_t
sighting_all(struct sighting **list)
{
	end_doc();
	*list = all;
	return count;
}

struct str
sighting_code(int code)
{
	return codes.row[code].cell[CODE];
}

struct str
sighting_reason(int code)
{
	return codes.row[code].cell[REASON];
}
