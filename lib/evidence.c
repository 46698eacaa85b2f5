#include <stdio.h>

#include "die.h"
#include "evidence.h"
#include "rows.h"
#include "utf8.h"

enum { FIELD, RANK, ZONE, READ, WHERE, PATTERN };
enum { CANDIDATES = 256, PER_LINE = 32, RANKS = 20, WEAK = 10 };

static struct rows rows;
static int *rank_of; /* each row */
static struct pool *pool;

static struct candidate {
	size_t row, times;         /* row of evidence.tsv; how often it was found */
	struct str value, raw;     /* value: what was read */
	struct region_set regions; /* of a place */
	struct str line;           /* where it was found first */
	bool chosen;
} found[CANDIDATES];
static size_t finds;
static bool open_year, open_region; /* what weak evidence is wanted for */

static struct str
cell(size_t row, int column)
{
	return rows_cell(&rows, row, column);
}

/* The rank of a row, as a number; 0 when it is none. */
static int
read_rank(struct str s)
{
	int rank = 0;

	for (size_t i = 0; i < s.n && rank < RANKS; i++)
		rank = s.p[i] < '0' || s.p[i] > '9' ? RANKS :
		    rank * 10 + (s.p[i] - '0');
	return rank < RANKS ? rank : 0;
}

void
evidence_load(const char *folder)
{
	rows_load(&rows, folder, "evidence.tsv",
	    "field rank zone read where pattern example needs");
	rank_of = xcalloc(rows.tab.rows, sizeof *rank_of);
	for (size_t i = 0; i < rows.tab.rows; i++) {
		rank_of[i] = read_rank(cell(i, RANK));
		if (rank_of[i] == 0)
			tab_wrong(&rows.tab, i, "rank: 1 to %d", RANKS - 1);
	}
}

/* Reading */

/* A year in Arabic or Chinese digits, of four or two; 0 when it is none. */
static int
year_of(struct str s)
{
	static const char han[] = "零一二三四五六七八九";
	int year = 0, digits = 0;
	size_t i = 0, d;

	for (; i < s.n && digits < 4; digits++) {
		if (s.p[i] >= '0' && s.p[i] <= '9') {
			d = (size_t)(s.p[i++] - '0');
		} else if (s.p[i] == 'O') { /* typed for a zero */
			d = 0;
			i++;
		} else {
			d = str_find(STR(han), str_slice(s, i, i + 3), 0) / 3;
			i += 3;
		}
		if (d > 9)
			return 0;
		year = year * 10 + (int)d;
	}
	if (digits == 2)
		year += 2000;
	return i == s.n && year >= 1990 && year < 2100 ? year : 0;
}

static bool
is_one_of(struct str s, const char *const *words)
{
	for (; *words != NULL; words++)
		if (str_eq(s, str_of(*words)))
			return true;
	return false;
}

/* The units whose names are all of the text; of a county, a short name alone
 * may mean a lake or a bay. */
static void
units_all(struct str text, bool wide, struct region_set *set)
{
	if (!region_whole(text, set) || (wide && set->n == 1 &&
	    strcmp(region_level(set->unit[0]), "county") == 0 &&
	    text.n < set->unit[0]->name.n))
		set->n = 0;
}

/* The unit that a text names: the first or the last one, or, for names that may
 * be short and then mean anything (新平 in 新平台), only one that stands at the
 * start or at the end, or that is all. */
static void
unit_in(struct str text, struct str how, struct region_set *set)
{
	bool first = str_eq(how, STR("name")), last = str_eq(how, STR("last"));
	bool start = str_eq(how, STR("start")), end = str_eq(how, STR("end"));
	bool whole = str_eq(how, STR("whole")), wide = str_eq(how, STR("wide"));
	struct region_set here;
	size_t i = 0, n;

	set->n = 0;
	if (whole || wide) {
		units_all(text, wide, set);
		return;
	}
	while (i < text.n && !((first || end) && set->n != 0) &&
	    !(start && i > 0)) {
		n = region_chain(text, i, 0, &here);
		if (n == 0 && !first && !last)
			n = region_short(text, i, 0, &here);
		if (n != 0 && (!end || i + n == text.n))
			*set = here;
		i += n != 0 && !end ? n : utf8_length(text.p[i]);
	}
}

/* Reads what group 1 of a row says; false when it says nothing. */
static bool
read_value(struct candidate *c, struct str group)
{
	static const char *const units[] = {
		"name", "last", "start", "end", "whole", "wide", NULL
	};
	struct str how = cell(c->row, READ);
	char digits[8];
	int year;

	c->raw = c->value = pool_str(pool, group);
	if (str_starts(how, STR("=")))
		c->value = str_slice(how, 1, how.n);
	if (str_eq(how, STR("number")) || str_eq(how, STR("next"))) {
		if ((year = year_of(group)) == 0)
			return false;
		snprintf(digits, sizeof digits, "%d",
		    year - str_eq(how, STR("next")));
		c->value = pool_str(pool, str_of(digits));
	} else if (str_eq(how, STR("code"))) {
		region_by_code(group, &c->regions);
		return c->regions.n != 0;
	} else if (is_one_of(how, units)) {
		unit_in(c->raw, how, &c->regions);
		return c->regions.n != 0;
	}
	return c->value.n != 0;
}

static bool
same_units(const struct region_set *a, const struct region_set *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (a->unit[i] != b->unit[i])
			return false;
	return true;
}

/* Notes a candidate; one that says the same again is counted. */
static void
note(size_t row, struct str group, struct str line)
{
	struct candidate c = { .row = row, .times = 1 }, *old;

	if (!read_value(&c, group))
		return;
	for (old = found; old < found + finds; old++)
		if (old->row == row && (c.regions.n != 0 ?
		    same_units(&old->regions, &c.regions) :
		    str_eq(old->value, c.value))) {
			old->times++;
			return;
		}
	if (finds == CANDIDATES)
		return;
	c.line = pool_str(pool, line);
	found[finds++] = c;
}

void
evidence_begin(struct pool *p)
{
	pool = p;
	finds = 0;
}

/* True when no evidence, or evidence of several units, has been found. */
static bool
is_open(const char *field)
{
	size_t n = 0;

	for (size_t i = 0; i < finds; i++)
		if (str_eq(cell(found[i].row, FIELD), str_of(field))) {
			if (found[i].regions.n > 1)
				return true;
			n++;
		}
	return n == 0;
}

bool
evidence_is_open(void)
{
	open_year = is_open("year");
	open_region = is_open("region");
	return open_year || open_region;
}

static bool
is_wanted(size_t row, bool weak)
{
	if ((rank_of[row] >= WEAK) != weak)
		return false;
	return !weak || (str_eq(cell(row, FIELD), STR("year")) ? open_year :
	    open_region);
}

void
evidence_look(struct str zone, struct str folded,
    const struct rows_set *may, struct str line, bool weak)
{
	struct rx_match m;
	struct str rest;
	size_t end;

	for (size_t i = rows_next(&rows, may, 0); i < rows.tab.rows;
	     i = rows_next(&rows, may, i + 1)) {
		if (!str_eq(cell(i, ZONE), zone) || !is_wanted(i, weak))
			continue;
		rest = folded;
		for (int k = 0; k < PER_LINE && rest.n != 0; k++) {
			if (!rows_match(&rows, i, rest, &m) ||
			    m.group[1].p == NULL)
				break;
			note(i, m.group[1], line);
			end = (size_t)(m.group[1].p + m.group[1].n - rest.p);
			if (end == 0 || cell(i, PATTERN).p[0] == '^')
				break;
			rest = str_slice(rest, end, rest.n);
		}
	}
}

/* Choosing */

static bool
is_field(const struct candidate *c, const char *field)
{
	return str_eq(cell(c->row, FIELD), str_of(field));
}

/* Marks the candidates that decide a field.  A year or a place that is found
 * once beside one that is found often is another's; of forms, each counts. */
static void
choose(const char *field)
{
	int best = RANKS;
	size_t most = 0;
	bool each = strcmp(field, "form") == 0;

	for (size_t i = 0; i < finds; i++)
		if (is_field(&found[i], field) && rank_of[found[i].row] < best)
			best = rank_of[found[i].row];
	for (size_t i = 0; i < finds; i++)
		if (is_field(&found[i], field) && rank_of[found[i].row] == best &&
		    found[i].times > most)
			most = found[i].times;
	for (size_t i = 0; i < finds; i++)
		found[i].chosen |= is_field(&found[i], field) &&
		    rank_of[found[i].row] == best &&
		    (each || found[i].times * 2 > most);
}

struct str
evidence_values(const char *field)
{
	struct buf all = { NULL, 0, 0 };
	struct str text;

	choose(field);
	for (size_t i = 0; i < finds; i++)
		if (found[i].chosen && is_field(&found[i], field) &&
		    !str_has(buf_str(&all), found[i].value)) {
			if (all.n != 0)
				buf_byte(&all, ' ');
			buf_put(&all, found[i].value);
		}
	text = pool_str(pool, buf_str(&all));
	buf_free(&all);
	return text;
}

struct str
evidence_printed(const char *field)
{
	choose(field);
	for (size_t i = 0; i < finds; i++)
		if (found[i].chosen && is_field(&found[i], field))
			return str_starts(cell(found[i].row, READ), STR("=")) ?
			    STR("") : found[i].value;
	return STR("");
}

static void
add_units(struct region_set *set, const struct region_set *more)
{
	for (size_t i = 0; i < more->n && set->n < REGION_CODES; i++)
		if (!region_in(more->unit[i], set))
			set->unit[set->n++] = more->unit[i];
}

/* What the evidence of this rank names that did not decide. */
static struct region_set
context(int rank)
{
	struct region_set set = { .n = 0 };

	for (size_t i = 0; i < finds; i++)
		if (is_field(&found[i], "region") && !found[i].chosen &&
		    rank_of[found[i].row] == rank)
			add_units(&set, &found[i].regions);
	return set;
}

struct region_set
evidence_place(struct str year)
{
	struct region_set set = { .n = 0 }, more;

	choose("region");
	for (size_t i = 0; i < finds; i++)
		if (found[i].chosen && is_field(&found[i], "region"))
			add_units(&set, &found[i].regions);
	region_of_year(&set, year_of(year));
	for (int rank = 1; rank < RANKS && set.n > 1; rank++) {
		more = context(rank);
		if (more.n < REGION_CODES) /* else some are missing */
			region_narrow(&set, &more);
	}
	for (size_t i = 0; i < finds; i++)
		if (found[i].chosen && is_field(&found[i], "region"))
			region_deepen(&set, &found[i].regions);
	return set;
}

/* Writing and proof */

void
evidence_write(struct str doc, uint64_t report)
{
	static struct rec w;
	const struct candidate *c;

	for (c = found; c < found + finds; c++) {
		rec_make(&w, REC_EVID, doc, c->line);
		rec_number(&w, EVID_REPORT, report);
		w.f[EVID_FIELD] = cell(c->row, FIELD);
		w.f[EVID_CANDIDATE] = c->regions.n == 0 ? c->value :
		    region_codes(&c->regions, pool);
		w.f[EVID_RANK] = cell(c->row, RANK);
		w.f[EVID_CHOSEN] = c->chosen ? STR("1") : STR("0");
		w.f[EVID_WHERE] = cell(c->row, WHERE);
		w.f[EVID_RAW] = c->raw;
		rec_write(&w);
	}
}

void
evidence_prove(void)
{
	static struct pool own;
	struct rx_match m;
	struct candidate c;
	struct str example;

	pool = &own;
	for (size_t i = 0; i < rows.tab.rows; i++) {
		c = (struct candidate){ .row = i };
		if (!rows_example(&rows, i, &example) ||
		    !rows_match(&rows, i, example, &m) ||
		    m.group[1].p == NULL || !read_value(&c, m.group[1]))
			tab_wrong(&rows.tab, i, "the example gives no evidence");
	}
	pool_reset(&own);
}
