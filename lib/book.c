#include <stdio.h>
#include <stdlib.h>

#include "book.h"
#include "date.h"
#include "io.h"
#include "ledger.h"
#include "succession.h"

enum { PATH_BYTES = 4096 };

/* The fields of a fact that a book has, in the order of its cells. */
static const size_t kept[] = { FACT_INDICATOR, FACT_VALUE, F_LINE, FACT_SCOPE,
	FACT_QUALIFIER, FACT_RULE };

enum { KEPT = sizeof kept / sizeof *kept };

static struct io_out *out; /* NULL: there are no books */

/* The facts of the report, as they are written. */
static struct entry {
	struct str line;
	const struct rec *fact;
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

void
book_fact(const struct rec *fact)
{
	struct entry *e;

	if (out == NULL)
		return;
	if (count != 0 && !str_eq(fact->f[FACT_KEY], entries[0].fact->f[FACT_KEY]))
		book_end();
	entries = xgrow(entries, count, &cap, sizeof *entries);
	e = &entries[count++];
	e->fact = rec_keep(&pool, fact);
	e->line = e->fact->line.n != 0 ? e->fact->line : rec_pack(&pool, fact);
}

/* As sort(1) orders what has the same key: of two readings the first counts. */
static int
by_line(const void *x, const void *y)
{
	const struct entry *a = x, *b = y;

	return str_cmp(a->line, b->line);
}

static void
put_key(struct rec *book, struct str key, struct buf *b)
{
	size_t stroke = str_byte(key, '/', 0);

	b->n = 0;
	buf_put(b, succession_last(str_slice(key, 0, stroke)));
	buf_put(b, str_slice(key, stroke, key.n));
	book->f[BOOK_KEY] = buf_str(b);
}

/* The rule only of what is derived. */
static void
put_reading(struct rec *book, const struct rec *fact)
{
	bool derived = str_eq(fact->f[FACT_USE], STR("2"));

	for (size_t k = 0; k < KEPT; k++)
		rec_cell(book, kept[k] == FACT_RULE && !derived ? STR("") :
		    fact->f[kept[k]]);
}

static void
write(const struct rec *first)
{
	static struct rec book;
	static struct buf line, key;

	rec_make(&book, REC_BOOK, first->f[F_DOC], first->f[F_LINE]);
	book.f[BOOK_REPORT] = first->f[FACT_REPORT];
	put_key(&book, first->f[FACT_KEY], &key);
	for (size_t i = 0; i < count; i++)
		if (ledger_enters(entries[i].fact))
			put_reading(&book, entries[i].fact);
	line.n = 0;
	rec_print(&line, &book);
	buf_byte(&line, '\n');
	io_put(out, buf_str(&line));
}

void
book_end(void)
{
	struct str agency;

	if (count != 0 && book_year(entries[0].fact->f[FACT_KEY], &agency) != 0) {
		qsort(entries, count, sizeof *entries, by_line);
		write(entries[0].fact);
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
