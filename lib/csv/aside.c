#include <errno.h>
#include <stdlib.h>

#include "core/io.h"
#include "csv/aside.h"

static struct entry {
	struct str doc, report, line;
	size_t place; /* in the file */
} *entries; /* by document, report and place */
static size_t count, cap;
static struct pool pool;

static int
compare(const struct entry *a, struct str doc, struct str report, size_t place)
{
	int order = str_cmp(a->doc, doc);

	if (order == 0)
		order = str_cmp(a->report, report);
	return order != 0 ? order : a->place < place ? -1 : a->place > place;
}

static int
by_report(const void *x, const void *y)
{
	const struct entry *b = y;

	return compare(x, b->doc, b->report, b->place);
}

static void
add(const struct rec *r, struct str report)
{
	entries = xgrow(entries, count, &cap, sizeof *entries);
	entries[count] = (struct entry){ pool_str(&pool, r->f[F_DOC]),
		pool_str(&pool, report), rec_pack(&pool, r), count };
	count++;
}

_Noreturn static void
bad(const char *path, size_t line, const char *why)
{
	die(GX_FAIL, "%s:%zu: %s", path, line, why);
}

static void
take(const char *path, size_t place, struct str line)
{
	static struct rec r;
	const char *why = rec_parse(&r, line, rec_split(&r, line));

	if (why != NULL)
		bad(path, place, why);
	if (r.type == REC_CHECK)
		add(&r, r.f[CHECK_REPORT]);
	else if (r.type == REC_WARN)
		add(&r, r.f[WARN_REPORT]);
	else
		bad(path, place, "neither a check nor a warning");
}

void
aside_load(const char *path)
{
	struct io_in in;
	struct str line;
	enum io_line got;
	size_t place = 0;

	if (!io_open(&in, path))
		die(GX_FAIL, "%s: %s", path, strerror(errno));
	while ((got = io_line(&in, '\n', REC_LINE_MAX, &line)) == IO_LINE)
		take(path, ++place, line);
	if (in.error != 0)
		die(GX_FAIL, "%s: %s", path, strerror(in.error));
	if (got != IO_END)
		bad(path, place + 1, "missing newline, or a record too long");
	io_close(&in);
	if (count != 0)
		qsort(entries, count, sizeof *entries, by_report);
}

/* The first entry of a report, or where it would stand. */
static size_t
find(struct str doc, struct str report)
{
	size_t from = 0, to = count, middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (compare(&entries[middle], doc, report, 0) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

const struct rec *
aside_next(struct str doc, struct str report, size_t *at)
{
	static struct rec r;
	static struct pool fields;
	size_t i = find(doc, report) + (*at)++;

	if (i >= count || !str_eq(entries[i].doc, doc) ||
	    !str_eq(entries[i].report, report))
		return NULL;
	pool_reset(&fields);
	rec_unpack(&r, &fields, entries[i].line);
	return &r;
}
