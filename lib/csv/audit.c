#include <stdlib.h>

#include "core/csv.h"
#include "core/hash.h"
#include "csv/audit.h"
#include "csv/intern.h"
#include "csv/missing.h"
#include "domain/indicator.h"

enum { RANK = 16, DECIMALS = 6, CONTEXT = 240 };

static struct {
	size_t size;
	const char *seed;
	bool blind;
} options;

/* A cell that may be in the sample. */
struct row {
	char rank[RANK]; /* hash of seed and id */
	struct buf key;  /* its place in the table */
	struct buf line;
	size_t split;    /* where the numbers of its stratum go */
	size_t stratum;
};

/* By number of its name. */
static struct stratum {
	size_t cells, taken; /* in all; in the sample */
	uint64_t weight;     /* for how much the cells count */
	struct row *v;       /* those of the smallest ranks, up to twice the size */
	size_t n, cap;
	bool full;           /* v[0..size) are sorted */
} *strata;
static size_t stratum_cap;
static struct intern names, seen; /* of strata; reports */

void
audit_set(size_t size, const char *seed, bool blind)
{
	options.size = size;
	options.seed = seed;
	options.blind = blind;
}

static int
by_rank(const void *x, const void *y)
{
	const struct row *a = x, *b = y;

	return memcmp(a->rank, b->rank, RANK);
}

static void
free_row(struct row *r)
{
	buf_free(&r->key);
	buf_free(&r->line);
}

/* Leaves the rows that can be in the sample. */
static void
trim(struct stratum *t)
{
	if (t->n != 0)
		qsort(t->v, t->n, sizeof *t->v, by_rank);
	while (t->n > options.size)
		free_row(&t->v[--t->n]);
	t->full = t->n == options.size;
}

static bool
may_be_taken(const struct stratum *t, const char *rank)
{
	return !t->full ||
	    memcmp(rank, t->v[options.size - 1].rank, RANK) < 0;
}

static struct stratum *
stratum_of(struct str name)
{
	size_t n = names.n, i = intern_put(&names, name);

	if (i == n) {
		strata = xgrow(strata, n, &stratum_cap, sizeof *strata);
		strata[n] = (struct stratum){ .v = NULL };
	}
	return &strata[i];
}

static void
put_part(struct buf *b, struct str part)
{
	if (b->n != 0)
		buf_byte(b, '/');
	buf_put(b, part.n != 0 ? part : STR("-"));
}

static struct str
family_of(const struct rec *fact)
{
	struct str rule = fact->f[FACT_RULE];

	if (rule.n != 0)
		return str_slice(rule, 0, str_byte(rule, ':', 0));
	return str_starts(fact->f[FACT_INDICATOR], STR("n.")) ? STR("prose") :
	    STR("tables");
}

static bool
is_inside(struct str s, size_t at)
{
	return at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80;
}

/* What stands around the raw text in a line: CONTEXT bytes on both sides, whole
 * characters. */
static struct str
around(struct str line, struct str raw)
{
	size_t at = str_find(line, raw, 0), from, to;

	at = at < line.n ? at : 0;
	from = at > CONTEXT ? at - CONTEXT : 0;
	to = at + raw.n + CONTEXT < line.n ? at + raw.n + CONTEXT : line.n;
	while (is_inside(line, from))
		from--;
	while (is_inside(line, to))
		to++;
	return str_slice(line, from, to);
}

/* The line that a fact was read from, as far as the stream has it. */
static void
find_context(const struct obs *o, struct str line, struct buf *b)
{
	const struct rec *r;

	b->n = 0;
	for (size_t i = 0; line.n != 0 && b->n == 0 && i < o->texts; i++)
		if (str_eq(o->text[i]->f[F_LINE], line))
			buf_put(b, o->text[i]->f[TEXT_TEXT]);
	for (size_t i = 0; line.n != 0 && b->n == 0 && i < o->rows; i++) {
		r = o->row[i];
		for (size_t k = ROW_FIELDS; k < r->n &&
		     str_eq(r->f[F_LINE], line); k++) {
			if (b->n != 0)
				buf_put(b, STR(" | "));
			buf_put(b, r->f[k]);
		}
	}
}

static void
name_cell(const struct obs *o, const struct rec *fact, struct buf *id)
{
	const struct str parts[] = { o->doc_id, o->report->f[REPORT_REPORT],
		fact->f[FACT_SCOPE], fact->f[FACT_INDICATOR] };

	id->n = 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (i != 0)
			buf_byte(id, ':');
		buf_put(id, parts[i]);
	}
}

static void
name_stratum(const struct obs *o, const struct rec *fact, struct buf *name)
{
	name->n = 0;
	put_part(name, fact->f[FACT_VALUE].n != 0 ? STR("found") :
	    STR("absent"));
	put_part(name, family_of(fact));
	put_part(name, o->report->f[REPORT_FORM]);
	put_part(name, o->report->f[REPORT_LEVEL]);
	put_part(name, fact->f[FACT_QUALIFIER]);
}

static void
rank_of(struct str id, char *rank)
{
	static struct buf b;
	char hex[HASH_HEX];

	b.n = 0;
	buf_put(&b, str_of(options.seed));
	buf_byte(&b, '\0');
	buf_put(&b, id);
	hash_hex(buf_str(&b), hex);
	memcpy(rank, hex, RANK);
}

/* In the order of the tables: one report after the other, down its lines. */
static void
make_key(struct sheet *s, const struct obs *o, const struct rec *fact)
{
	sheet_key_begin(s, o);
	sheet_key_end(s, o);
	sheet_key_number(s, fact->f[F_LINE]);
	sheet_key_part(s, fact->f[FACT_INDICATOR]);
	sheet_key_part(s, fact->f[FACT_SCOPE]);
}

static void
add_row(struct sheet *s, const struct obs *o, struct stratum *t,
    const struct cell *c, const char *rank)
{
	struct row *r;

	t->v = xgrow(t->v, t->n, &t->cap, sizeof *t->v);
	r = &t->v[t->n++];
	*r = (struct row){ .split = sheet_put(s, c),
		.stratum = (size_t)(t - strata) };
	memcpy(r->rank, rank, RANK);
	make_key(s, o, c->r);
	buf_put(&r->key, buf_str(&s->key));
	buf_put(&r->line, buf_str(&s->line));
	if (t->n >= 2 * options.size)
		trim(t);
}

/* What a coder must not see. */
static void
hide(struct rec *fact, struct cell_audit *a)
{
	for (size_t i = F_LINE; i < FACT_FIELDS; i++)
		if (i != FACT_INDICATOR && i != FACT_SCOPE && i != FACT_UNIT)
			fact->f[i] = STR("");
	a->stratum = a->context = a->found = STR("");
}

static void
take_cell(struct sheet *s, const struct obs *o, struct rec *fact)
{
	static struct buf id, name, context;
	struct cell_audit a;
	struct cell c = { .obs = o, .r = fact, .audit = &a };
	struct stratum *t;
	char rank[RANK];

	c.scope = fact->f[FACT_SCOPE].n != 0 ? obs_scope(fact->f[FACT_SCOPE]) :
	    OBS_NONE;
	name_cell(o, fact, &id);
	name_stratum(o, fact, &name);
	rank_of(buf_str(&id), rank);
	t = stratum_of(buf_str(&name));
	t->cells++;
	if (!may_be_taken(t, rank))
		return;
	find_context(o, fact->f[F_LINE], &context);
	a = (struct cell_audit){ .id = buf_str(&id), .stratum = buf_str(&name),
		.context = around(buf_str(&context), fact->f[FACT_RAW]),
		.found = fact->f[FACT_VALUE].n != 0 ? STR("yes") : STR("no"),
		.indicator = indicator_find(fact->f[FACT_INDICATOR]) };
	if (options.blind)
		hide(fact, &a);
	add_row(s, o, t, &c, rank);
}

/* The cell of an indicator as a fact: that which was read, or one that has only
 * the reason.  False when the form does not ask for it. */
static bool
make_fact(const struct obs *o, int scope, const struct indicator *id,
    struct rec *fact)
{
	const struct obs_value *v = obs_value(o, scope, id->order);
	struct str reason;

	rec_make(fact, REC_FACT, o->doc_id, STR(""));
	for (size_t i = F_LINE; v != NULL && i < FACT_FIELDS; i++)
		fact->f[i] = v->fact->f[i];
	fact->f[FACT_REPORT] = o->report->f[REPORT_REPORT];
	fact->f[FACT_INDICATOR] = id->id;
	fact->f[FACT_UNIT] = id->unit;
	fact->f[FACT_SCOPE] = obs_scope_name(scope);
	if (v != NULL) {
		fact->f[FACT_VALUE] = v->value;
		fact->f[FACT_QUALIFIER] = v->qualifier;
		return true;
	}
	reason = missing_reason(o, id);
	fact->f[FACT_QUALIFIER] = reason;
	return scope == o->scope && !str_eq(reason, STR("not_in_form"));
}

void
audit_rows(struct sheet *s, const struct obs *o)
{
	static struct buf report;
	static struct rec fact;
	size_t known = seen.n;

	report.n = 0;
	buf_put(&report, o->doc_id);
	buf_byte(&report, ':');
	buf_put(&report, o->report->f[REPORT_REPORT]);
	if (intern_put(&seen, buf_str(&report)) != known)
		return;
	for (int scope = 0; scope < OBS_SCOPES; scope++)
		for (size_t i = 0; o->has[scope] && i < s->items->n; i++)
			if (make_fact(o, scope,
			    indicator_nth(s->items->v[i].number), &fact))
				take_cell(s, o, &fact);
}

/* The size of a stratum as it counts: the root of its cells, times 1000. */
static uint64_t
root(uint64_t cells)
{
	uint64_t low = 0, high = (uint64_t)1 << 32, mid;

	cells *= 1000000;
	while (high - low > 1) {
		mid = low + (high - low) / 2;
		if (mid * mid <= cells)
			low = mid;
		else
			high = mid;
	}
	return low;
}

/* One for each stratum, then one by one to that which has fewest for the root of
 * its size (Webster's method), so that small ones are seen and large ones have
 * most. */
static void
allocate(const size_t *order)
{
	size_t left = options.size > names.n ? options.size - names.n : 0;
	struct stratum *best, *t;

	for (size_t i = 0; i < names.n; i++) {
		strata[i].weight = root(strata[i].cells);
		strata[i].taken = 1;
	}
	for (; left > 0; left--) {
		best = NULL;
		for (size_t i = 0; i < names.n; i++) {
			t = &strata[order[i]];
			if (t->taken < t->cells && (best == NULL ||
			    t->weight * (2 * best->taken + 1) >
			    best->weight * (2 * t->taken + 1)))
				best = t;
		}
		if (best == NULL)
			return;
		best->taken++;
	}
}

static int
by_name(const void *x, const void *y)
{
	return str_cmp(names.v[*(const size_t *)x],
	    names.v[*(const size_t *)y]);
}

static int
by_key(const void *x, const void *y)
{
	const struct row *a = *(const struct row *const *)x;
	const struct row *b = *(const struct row *const *)y;

	return str_cmp(buf_str(&a->key), buf_str(&b->key));
}

/* a/b, rounded to DECIMALS places. */
static struct str
quotient(uint64_t a, uint64_t b)
{
	static struct buf text;
	uint64_t whole = a / b, rest = a % b, unit = 1, digits;

	for (int i = 0; i < DECIMALS; i++)
		unit *= 10;
	digits = (rest * unit + b / 2) / b;
	text.n = 0;
	buf_number(&text, whole + digits / unit);
	buf_byte(&text, '.');
	for (digits %= unit; unit > 1; digits %= unit) {
		unit /= 10;
		buf_byte(&text, (char)('0' + digits / unit));
	}
	return buf_str(&text);
}

static void
write_row(struct sheet *s, const struct row *r, const struct stratum *t)
{
	struct str line = buf_str(&r->line);

	io_put(s->out, str_slice(line, 0, r->split));
	s->line.n = 0;
	csv_number(&s->line, cell_number(t->cells));
	csv_number(&s->line, cell_number(t->taken));
	csv_number(&s->line, quotient(t->taken, t->cells));
	csv_number(&s->line, quotient(t->cells, t->taken));
	sheet_write(s);
	io_put(s->out, str_slice(line, r->split, line.n));
}

void
audit_end(struct sheet *s)
{
	size_t *order = xcalloc(names.n + 1, sizeof *order), n = 0;
	struct row **rows;

	for (size_t i = 0; i < names.n; i++) {
		trim(&strata[i]);
		order[i] = i;
	}
	qsort(order, names.n, sizeof *order, by_name);
	allocate(order);
	rows = xcalloc(options.size + names.n, sizeof *rows);
	for (size_t i = 0; i < names.n; i++)
		for (size_t k = 0; k < strata[i].taken; k++)
			rows[n++] = &strata[i].v[k];
	if (n != 0)
		qsort(rows, n, sizeof *rows, by_key);
	for (size_t i = 0; i < n; i++)
		write_row(s, rows[i], &strata[rows[i]->stratum]);
	if (names.n > options.size)
		complain("audit: %zu rows, one of each stratum", n);
	free(rows);
	free(order);
}
