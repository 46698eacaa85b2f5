#include <inttypes.h>
#include <stdlib.h>

#include "core/csv.h"
#include "core/date.h"
#include "core/records.h"
#include "csv/sheet.h"

static bool
tells_of_report(const struct column *c)
{
	return c->from == COLUMN_FIELD ? c->of == REC_DOC || c->of == REC_REPORT ||
	    c->of == REC_DOCEND : c->from != COLUMN_ID && c->from != COLUMN_LINE;
}

void
sheet_open(struct sheet *s)
{
	const struct columns *columns = &s->columns;

	s->widest = xcalloc(columns->n + 1, sizeof *s->widest);
	s->begin = xcalloc(columns->n + 1, sizeof *s->begin);
	s->told = xcalloc(columns->n + 1, sizeof *s->told);
	for (size_t i = columns->n; i-- != 0;)
		s->told[i] = !tells_of_report(&columns->v[i]) ? i :
		    s->told[i + 1] > i + 1 ? s->told[i + 1] : i + 1;
}

void
sheet_header(struct sheet *s)
{
	s->line.n = 0;
	for (size_t i = 0; i < s->columns.n; i++)
		csv_text(&s->line, s->columns.v[i].name);
	csv_end(&s->line);
	io_put(s->out, csv_mark());
	sheet_write(s);
}

void
sheet_write(struct sheet *s)
{
	io_put(s->out, buf_str(&s->line));
}

void
sheet_cell(struct sheet *s, size_t column, struct str text)
{
	if (text.n > s->widest[column])
		s->widest[column] = text.n;
	if (s->columns.v[column].type == COLUMN_TEXT)
		csv_text(&s->line, text);
	else
		csv_number(&s->line, text);
}

size_t
sheet_put(struct sheet *s, const struct cell *c)
{
	s->line.n = 0;
	return sheet_add(s, c);
}

/* The first of what is known later, and the others, which follow it. */

static bool
is_split(enum column_from from)
{
	return from == COLUMN_VERSION || from == COLUMN_POPULATION;
}

static bool
is_later(enum column_from from)
{
	return from == COLUMN_VERSIONS || from == COLUMN_SAMPLED ||
	    from == COLUMN_PROBABILITY || from == COLUMN_WEIGHT;
}

size_t
sheet_add(struct sheet *s, const struct cell *c)
{
	size_t split = 0;

	for (size_t i = 0; i < s->columns.n; i++) {
		s->begin[i] = s->line.n;
		if (is_split(s->columns.v[i].from))
			split = s->line.n;
		else if (!is_later(s->columns.v[i].from))
			sheet_cell(s, i, cell_text(&s->columns.v[i], c));
	}
	s->begin[s->columns.n] = s->line.n;
	csv_end(&s->line);
	return split;
}

/* Bytes of the line once more. */
static void
repeat(struct sheet *s, size_t from, size_t end)
{
	char *to = buf_room(&s->line, end - from);

	memcpy(to, s->line.p + from, end - from);
	s->line.n += end - from;
}

void
sheet_add_next(struct sheet *s, const struct cell *c)
{
	for (size_t i = 0, end; i < s->columns.n; i = end) {
		end = s->told[i];
		if (end != i) {
			repeat(s, s->begin[i], s->begin[end]);
			continue;
		}
		sheet_cell(s, i, cell_text(&s->columns.v[i], c));
		end++;
	}
	csv_end(&s->line);
}

void
sheet_key_part(struct sheet *s, struct str part)
{
	buf_put(&s->key, part);
	buf_byte(&s->key, '\0');
}

/* Digits in the order of their number. */
void
sheet_key_number(struct sheet *s, struct str digits)
{
	buf_byte(&s->key, (char)(digits.n < 100 ? digits.n : 100));
	sheet_key_part(s, digits);
}

void
sheet_key_begin(struct sheet *s, const struct obs *o)
{
	s->key.n = 0;
	sheet_key_part(s, o->report->f[REPORT_REGION]);
	sheet_key_part(s, o->report->f[REPORT_BODY]);
	sheet_key_part(s, o->report->f[REPORT_YEAR]);
}

void
sheet_key_end(struct sheet *s, const struct obs *o)
{
	char date[DATE_TEXT];

	if (o->date_worth != 0)
		date_print(o->date, date);
	sheet_key_part(s, (struct str){ date,
	    o->date_worth != 0 ? sizeof date : 0 });
	sheet_key_part(s, o->doc_id);
	sheet_key_number(s, o->report->f[REPORT_REPORT]);
}

bool
sheet_is_certain(const struct obs *o)
{
	const struct str *f = o->report->f;

	return (f[REPORT_REGION].n != 0 || /* of a ministry there is none */
	    str_eq(f[REPORT_LEVEL], STR("national"))) &&
	    f[REPORT_BODY].n != 0 && date_year(f[REPORT_YEAR]) != 0 &&
	    str_byte(f[REPORT_REGION], ' ', 0) == f[REPORT_REGION].n;
}

void
sheet_wait(struct sheet *s, const struct obs *o, size_t group, size_t split,
    size_t rows)
{
	s->waiting = xgrow(s->waiting, s->n, &s->cap, sizeof *s->waiting);
	s->waiting[s->n++] = (struct sheet_row){
		pool_str(&s->pool, buf_str(&s->key)),
		pool_str(&s->pool, buf_str(&s->line)), group, split, rows,
		o->report == NULL || !sheet_is_certain(o) };
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

void
sheet_write_row(struct sheet *s, const struct sheet_row *row, size_t version,
    size_t versions)
{
	if (row->split == 0) {
		io_put(s->out, row->line);
		return;
	}
	io_put(s->out, str_slice(row->line, 0, row->split));
	s->line.n = 0;
	csv_number(&s->line, cell_number(version));
	csv_number(&s->line, cell_number(versions));
	io_put(s->out, buf_str(&s->line));
	io_put(s->out, str_slice(row->line, row->split, row->line.n));
}

/* The rows of one agency, year and scope, in the order of publication. */
static void
write_group(struct sheet *s, const struct sheet_row *row, size_t n)
{
	size_t from = 0, to = n;

	if (s->last != NULL) {
		s->last(s, &row[n - 1]);
		return;
	}
	if (row->split != 0 && s->versions == SHEET_FIRST)
		to = 1;
	else if (row->split != 0 && s->versions == SHEET_LAST)
		from = n - 1;
	for (size_t i = from; i < to; i++)
		sheet_write_row(s, &row[i], i + 1, n);
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
		if (s->unverified)
			s->waiting[n++] = s->waiting[i];
		else
			die(GX_FAIL, "%s: two different readings of the same "
			    "report: %.*s", s->name,
			    (int)str_byte(s->waiting[i].line, '\n', 0),
			    s->waiting[i].line.p);
	}
	s->n = n;
}

void
sheet_flush(struct sheet *s)
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

void
sheet_next(struct sheet *s, const struct obs *o)
{
	int order;

	sheet_key_begin(s, o);
	order = str_cmp(buf_str(&s->at), buf_str(&s->key));
	if (order == 0)
		return;
	if (order > 0 && s->at.n != 0)
		die(GX_USAGE, "--grouped: line %" PRIu64 ": the reports are not in "
		    "the order of region, body and year", records_line());
	sheet_flush(s);
	s->at.n = 0;
	buf_put(&s->at, buf_str(&s->key));
}
