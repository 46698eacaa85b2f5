#include <stdio.h>
#include <stdlib.h>

#include "check/book.h"
#include "check/ledger.h"
#include "core/date.h"
#include "core/io.h"
#include "domain/succession.h"

enum { PATH_BYTES = 4096 };

/* The fields of a fact that a book has, in the order of its cells. */
static const size_t kept[] = { FACT_INDICATOR, FACT_VALUE, F_LINE, FACT_SCOPE,
	FACT_QUALIFIER, FACT_RULE };

enum { KEPT = sizeof kept / sizeof *kept };

static struct io_out *out; /* NULL: there are no books */

/* The report at hand. */
static struct { struct buf doc, report, key; } now;

/* Its facts, as they are written. */
static struct entry {
	uint64_t head;       /* what orders most of them */
	struct str line;
	struct str reading;  /* cells of the book, with a TAB before each; or "" */
} *entries;
static size_t count, cap;
static struct pool pool;

int
book_year(struct str key, struct str *agency)
{
	size_t first = str_byte(key, '/', 0), last = key.n;

	while (last > first && key.p[last - 1] != '/')
		last--;
	*agency = str_slice(key, 0, last);
	if (first == 0 || first == key.n || last < first + 3 ||
	    str_byte(key, ' ', 0) < first)
		return 0;
	return date_year(str_slice(key, last, key.n));
}

/* Writing */

void
book_open(const char *folder, const char *rules)
{
	char path[PATH_BYTES];

	if (snprintf(path, sizeof path, "%s/books", folder) >= (int)sizeof path)
		die(GX_USAGE, "-b: the name is too long");
	succession_load(rules);
	out = io_create(path);
}

/* The first bytes of a number; of a greater head the text comes later. */
static uint64_t
head_of(struct str number)
{
	uint64_t head = 0;

	for (size_t i = 0; i < sizeof head; i++)
		head = head << 8 | (i < number.n ? (unsigned char)number.p[i] : 0);
	return head;
}

/* The rule only of what is derived. */
static struct str
reading_of(const struct rec *fact)
{
	static struct buf b;
	struct str cell;

	b.n = 0;
	for (size_t k = 0; k < KEPT; k++) {
		cell = kept[k] == FACT_RULE &&
		    !str_eq(fact->f[FACT_USE], STR("2")) ? STR("") : fact->f[kept[k]];
		buf_byte(&b, '\t');
		if (cell.n != 0)
			b.n = (size_t)(rec_escape(buf_room(&b, 2 * cell.n + 8), cell) - b.p);
	}
	return pool_str(&pool, buf_str(&b));
}

void
book_fact(const struct rec *fact)
{
	struct entry *e;

	if (out == NULL)
		return;
	if (count != 0 && !str_eq(fact->f[FACT_KEY], buf_str(&now.key)))
		book_end();
	if (count == 0) {
		buf_set(&now.doc, fact->f[F_DOC]);
		buf_set(&now.report, fact->f[FACT_REPORT]);
		buf_set(&now.key, fact->f[FACT_KEY]);
	}
	entries = xgrow(entries, count, &cap, sizeof *entries);
	e = &entries[count++];
	e->head = head_of(fact->f[F_LINE]);
	e->line = rec_pack(&pool, fact);
	e->reading = ledger_enters(fact) ? reading_of(fact) : STR("");
}

/* As sort(1) orders what has the same key, document by document: of two readings
 * the first counts. */
static int
by_line(const void *x, const void *y)
{
	const struct entry *a = x, *b = y;

	if (a->head != b->head)
		return a->head < b->head ? -1 : 1;
	return str_cmp(a->line, b->line);
}

static struct str
last_key(struct str key)
{
	static struct buf b;
	size_t stroke = str_byte(key, '/', 0);

	return buf_join(&b, succession_last(str_slice(key, 0, stroke)),
	    str_slice(key, stroke, key.n));
}

static void
write(void)
{
	static struct rec book;
	static struct buf line;

	rec_make(&book, REC_BOOK, buf_str(&now.doc),
	    rec_packed(entries[0].line, F_LINE));
	book.f[BOOK_REPORT] = buf_str(&now.report);
	book.f[BOOK_KEY] = last_key(buf_str(&now.key));
	line.n = 0;
	rec_print(&line, &book);
	for (size_t i = 0; i < count; i++)
		buf_put(&line, entries[i].reading);
	buf_byte(&line, '\n');
	io_put(out, buf_str(&line));
}

void
book_end(void)
{
	struct str agency;

	if (count != 0 && book_year(buf_str(&now.key), &agency) != 0) {
		qsort(entries, count, sizeof *entries, by_line);
		write();
	}
	count = 0;
	pool_reset(&pool);
}

void
book_close(void)
{
	if (out != NULL)
		io_done(out);
}

/* Reading */

bool
book_next(const struct rec *book, size_t *at, struct rec *fact)
{
	const struct str *cell = book->f + BOOK_FIELDS + *at;

	if (BOOK_FIELDS + *at + KEPT > book->n)
		return false;
	rec_make(fact, REC_FACT, book->f[F_DOC], STR(""));
	for (size_t k = 0; k < KEPT; k++)
		fact->f[kept[k]] = cell[k];
	fact->f[FACT_USE] = fact->f[FACT_RULE].n != 0 ? STR("2") : STR("1");
	*at += KEPT;
	return true;
}
