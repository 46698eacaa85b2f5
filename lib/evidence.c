#include <stdio.h>

#include "die.h"
#include "evidence.h"
#include "rows.h"
#include "utf8.h"

enum { FIELD, RANK, ZONE, READ, WHERE, PATTERN };
enum { CANDIDATES = 256, PER_LINE = 32, RANKS = 20, WEAK = 10 };
enum {
	OWN = 2,   /* evidence up to this rank says whose the report is */
	NAMED = 11 /* weak evidence up to this one is what the text names */
};

static struct rows rows;
static int *rank_of;                     /* each row */
static enum evidence_field *field_of;
static struct rows_set of_zone[ZONES][2]; /* strong ones, weak ones */
static struct pool *pool;

static struct candidate {
	size_t row, times;         /* row of evidence.tsv; how often it was found */
	struct str value, raw;     /* value: what was read */
	struct region_set regions; /* of a place */
	struct str line;           /* where it was found first */
	bool chosen, aside;
} found[CANDIDATES];
static size_t finds;
static bool open_year, open_region, open_agency; /* what is still wanted */

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

static enum evidence_field
read_field(size_t row)
{
	static const char *const names[] = {
		"year", "region", "agency", "voice", "kind", "scope", "form",
		NULL
	};

	return (enum evidence_field)tab_choice(&rows.tab, row, FIELD, names,
	    "field: year, region, agency, voice, kind, scope or form");
}

static enum zone
read_zone(size_t row)
{
	static const char *const names[] = {
		"title", "text", "sign", "row", "crumb", "page", "meta",
		"agency", NULL
	};

	return (enum zone)tab_choice(&rows.tab, row, ZONE, names,
	    "zone: title, text, sign, row, crumb, page, meta or agency");
}

void
evidence_load(const char *folder)
{
	rows_load(&rows, folder, "evidence.tsv",
	    "field rank zone read where pattern example needs");
	rank_of = xcalloc(rows.tab.rows, sizeof *rank_of);
	field_of = xcalloc(rows.tab.rows, sizeof *field_of);
	for (size_t i = 0; i < rows.tab.rows; i++) {
		if (rows.rx[i] == NULL) /* a macro */
			continue;
		field_of[i] = read_field(i);
		rank_of[i] = read_rank(cell(i, RANK));
		if (rank_of[i] == 0)
			tab_wrong(&rows.tab, i, "rank: 1 to %d", RANKS - 1);
		rows_put(&rows, i, &of_zone[read_zone(i)][rank_of[i] >= WEAK]);
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

static bool
is_county(const struct region *u)
{
	return strcmp(region_level(u), "county") == 0;
}

/* The units whose names, some of them short, are all of the text, or for a zone,
 * its start.  Of a county in short alone only a city is meant there: others may
 * be a lake or a bay. */
static void
units_short(struct str text, bool zone, struct region_set *set)
{
	size_t n = region_names(text, set);

	if (region_chain(text, 0, 0, set) == n)
		set->n = 0; /* not short */
	else if (n == text.n || zone)
		region_names(text, set);
	else
		set->n = 0;
	if (zone && set->n == 1 && n < set->unit[0]->name.n &&
	    is_county(set->unit[0]) &&
	    !str_ends(set->unit[0]->name, STR("市")))
		set->n = 0;
}

/* True when a unit in short stands before the one at i..end, which lies in it:
 * 天津滨海新区. */
static bool
is_below_short(struct str text, size_t i, size_t end)
{
	struct region_set set;

	for (size_t n = 6; n <= 12 && n <= i; n += 3)
		if (region_names(str_slice(text, i - n, end), &set) ==
		    n + (end - i))
			return true;
	return false;
}

/* True when a name of two characters (东区), or of a new area, at byte i is part of
 * a longer word (华东区域, 老港滨海新区): behind a character that is neither of a unit,
 * which ended at `end`, nor of a year. */
static bool
is_inside(struct str text, size_t i, size_t n, size_t end)
{
	struct str before = str_slice(text, 0, i);
	struct str name = str_slice(text, i, i + n);

	return (n == 6 ? str_ends(name, STR("区")) :
	    str_ends(name, STR("新区"))) && i != end && before.n != 0 &&
	    (unsigned char)before.p[before.n - 1] >= 0x80 &&
	    !str_ends(before, STR("年")) && !str_ends(before, STR("度")) &&
	    !str_ends(before, STR("》")) && !is_below_short(text, i, i + n);
}

/* Goes on with a unit below, in short, that is all the rest of the text:
 * 泉州市洛江.  Returns the length of both; n if there is none. */
static size_t
go_on(struct str text, size_t i, size_t n, struct region_set *set)
{
	struct region_set below;
	struct str rest = str_slice(text, i, text.n);

	if (n == 0 || n == rest.n || region_names(rest, &below) != rest.n)
		return n;
	*set = below;
	return rest.n;
}

/* The unit that a text names: the first or the last one, or, for names that may
 * be short and then mean anything (新平 in 新平台), only one that stands at the
 * start or at the end, or that is all. */
static void
unit_in(struct str text, struct str how, struct region_set *set)
{
	bool first = str_eq(how, STR("name")), last = str_eq(how, STR("last"));
	bool start = str_eq(how, STR("start")), end = str_eq(how, STR("end"));
	bool whole = str_eq(how, STR("whole")), zone = str_eq(how, STR("zone"));
	struct region_set here;
	size_t i = 0, n, after = 0;

	set->n = 0;
	if (whole || zone) {
		units_short(text, zone, set);
		return;
	}
	while (i < text.n && !((first || end) && set->n != 0) &&
	    !(start && i > 0)) {
		n = region_chain(text, i, 0, &here);
		if (last)
			n = go_on(text, i, n, &here);
		if (n == 0 && !first && !last)
			n = region_short(text, i, 0, &here);
		if (is_inside(text, i, n, after))
			n = here.n = 0;
		after = n != 0 ? i + n : after;
		if (set->n != 0) /* 福州市》鼓楼区 */
			region_narrow(&here, set);
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
		"name", "last", "start", "end", "whole", "zone", NULL
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
	} else if (str_eq(how, STR("seat"))) {
		region_by_code(group, &c->regions);
		region_add_holders(&c->regions);
		return c->regions.n != 0;
	} else if (str_eq(how, STR("home"))) {
		unit_in(c->raw, STR("end"), &c->regions);
		region_add_holders(&c->regions);
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
	bool is_text = str_eq(cell(row, ZONE), STR("text"));

	if (!read_value(&c, group))
		return;
	for (old = found; old < found + finds; old++)
		if (old->row == row && (c.regions.n != 0 ?
		    same_units(&old->regions, &c.regions) :
		    str_eq(old->value, c.value))) {
			old->times += is_text;
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

/* True when the row looks at the report itself, not at the page around it. */
static bool
is_own(size_t row)
{
	static const char *const zones[] = {
		"title", "text", "sign", "row", "agency", NULL
	};

	return is_one_of(cell(row, ZONE), zones);
}

/* True when no evidence of a field has been found, or evidence of several units,
 * or evidence of the site alone. */
static bool
is_open(enum evidence_field field)
{
	bool own = false;

	for (size_t i = 0; i < finds; i++)
		if (field_of[found[i].row] == field) {
			if (found[i].regions.n > 1)
				return true;
			own |= found[i].regions.n == 0 || is_own(found[i].row);
		}
	return !own;
}

bool
evidence_is_open(void)
{
	open_year = is_open(EVIDENCE_YEAR);
	open_region = is_open(EVIDENCE_REGION);
	open_agency = is_open(EVIDENCE_AGENCY);
	return open_year || open_region || open_agency;
}

/* True when the field of a weak row is still open. */
static bool
is_wanted(size_t row)
{
	switch (field_of[row]) {
	case EVIDENCE_YEAR: return open_year;
	case EVIDENCE_AGENCY: return open_agency;
	case EVIDENCE_VOICE: return open_agency || open_region;
	default: return open_region;
	}
}

void
evidence_look(enum zone zone, struct str folded, struct rows_set *may,
    struct str line, bool weak)
{
	struct rx_match m;
	struct rows_set here;
	size_t from, end;

	if (!rows_both(may, &of_zone[zone][weak], &here))
		return;
	for (size_t i = rows_next(&rows, &here, 0); i < rows.tab.rows;
	     i = rows_next(&rows, &here, i + 1)) {
		if (weak && !is_wanted(i))
			continue;
		from = 0;
		for (int k = 0; k < PER_LINE && from < folded.n; k++) {
			if (!(k == 0 ? rows_try(&rows, i, folded, may, &m) :
			    rows_again(&rows, i, folded, from, &m)) ||
			    m.group[1].p == NULL)
				break;
			note(i, m.group[1], line);
			end = (size_t)(m.group[1].p + m.group[1].n - folded.p);
			if (end <= from || cell(i, PATTERN).p[0] == '^')
				break;
			from = end;
		}
	}
}

/* Choosing */

static bool
is_field(const struct candidate *c, enum evidence_field field)
{
	return field_of[c->row] == field && !c->aside;
}

/* Marks the candidates that decide a field.  A year or a place that is found
 * once beside one that is found often is another's; of forms, each counts. */
static void
choose(enum evidence_field field)
{
	int best = RANKS;
	size_t most = 0;
	bool each = field == EVIDENCE_FORM;

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

/* True when the report says itself whose it is, and of what place. */
static bool
has_own_place(void)
{
	for (size_t i = 0; i < finds; i++)
		if (is_field(&found[i], EVIDENCE_REGION) &&
		    rank_of[found[i].row] <= OWN)
			return true;
	return false;
}

void
evidence_look_at_agency(void)
{
	struct rows_set may;
	size_t n = open_region && !has_own_place() ? finds : 0;

	choose(EVIDENCE_AGENCY);
	for (size_t i = 0; i < n; i++)
		if (found[i].chosen && is_field(&found[i], EVIDENCE_AGENCY)) {
			rows_scan(found[i].value, &may);
			evidence_look(ZONE_AGENCY, found[i].value, &may,
			    found[i].line, false);
		}
}

/* True for a candidate that was chosen, unless another says it in full
 * (望城区水务局 beside 水务局) or the same before. */
static bool
is_chosen(size_t at, enum evidence_field field)
{
	struct str value = found[at].value;
	const struct candidate *c;

	if (!found[at].chosen || !is_field(&found[at], field))
		return false;
	for (size_t i = 0; i < finds; i++) {
		c = &found[i];
		if (i != at && c->chosen && is_field(c, field) &&
		    str_has(c->value, value) &&
		    (i < at || c->value.n > value.n))
			return false;
	}
	return true;
}

struct str
evidence_values(enum evidence_field field)
{
	struct buf all = { NULL, 0, 0 };
	struct str text;

	choose(field);
	for (size_t i = 0; i < finds; i++)
		if (is_chosen(i, field)) {
			if (all.n != 0)
				buf_byte(&all, ' ');
			buf_put(&all, found[i].value);
		}
	text = pool_str(pool, buf_str(&all));
	buf_free(&all);
	return text;
}

bool
evidence_is_weak(enum evidence_field field)
{
	choose(field);
	for (size_t i = 0; i < finds; i++)
		if (is_chosen(i, field))
			return rank_of[found[i].row] >= WEAK;
	return false;
}

void
evidence_set_aside(enum evidence_field field)
{
	for (size_t i = 0; i < finds; i++)
		if (is_field(&found[i], field)) {
			found[i].chosen = false;
			found[i].aside = true;
		}
}

struct str
evidence_printed(enum evidence_field field)
{
	choose(field);
	for (size_t i = 0; i < finds; i++)
		if (is_chosen(i, field))
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
		if (is_field(&found[i], EVIDENCE_REGION) && !found[i].chosen &&
		    rank_of[found[i].row] == rank)
			add_units(&set, &found[i].regions);
	return set;
}

static bool
decides_place(const struct candidate *c)
{
	return c->chosen && is_field(c, EVIDENCE_REGION);
}

/* True when the place is known from the page around the report alone. */
static bool
is_of_site(void)
{
	for (size_t i = 0; i < finds; i++)
		if (decides_place(&found[i]) && is_own(found[i].row))
			return false;
	return true;
}

/* True when the report names its place itself. */
static bool
is_named(void)
{
	for (size_t i = 0; i < finds; i++)
		if (decides_place(&found[i]) && rank_of[found[i].row] <= OWN)
			return true;
	return false;
}

static bool
is_of_kind(const struct region *u, struct str kind)
{
	return str_eq(kind, STR("省")) ?
	    strcmp(region_level(u), "province") == 0 : str_ends(u->name, kind);
}

/* Leaves the units of the kind that the report speaks of: 我县 is no 市.  counties:
 * and all that are as deep as a unit can be. */
static void
keep_kind(struct region_set *set, struct str kind, bool counties)
{
	struct region_set kept = { .n = 0 };

	for (size_t i = 0; i < set->n; i++)
		if (is_of_kind(set->unit[i], kind) ||
		    (counties && is_county(set->unit[i])))
			kept.unit[kept.n++] = set->unit[i];
	*set = kept;
}

/* Adds what the text names in the units of the set: a site has the reports of
 * those below as well. */
static void
add_named(struct region_set *set)
{
	const struct region_set site = *set, *named;

	for (size_t i = 0; i < finds; i++) {
		named = &found[i].regions;
		if (is_field(&found[i], EVIDENCE_REGION) && named->n == 1 &&
		    rank_of[found[i].row] >= WEAK &&
		    rank_of[found[i].row] <= NAMED &&
		    region_agrees(named->unit[0], &site))
			add_units(set, named);
	}
}

/* What was chosen; of what bears one name, the unit that something else names. */
static struct region_set
chosen_places(void)
{
	struct region_set set = { .n = 0 }, named;

	for (size_t i = 0; i < finds; i++) {
		if (!decides_place(&found[i]))
			continue;
		named = found[i].regions;
		for (size_t k = 0; k < finds; k++)
			if (named.n > 1 && decides_place(&found[k]) &&
			    found[k].regions.n == 1)
				region_narrow(&named, &found[k].regions);
		add_units(&set, &named);
	}
	return set;
}

/* What kind of unit the report is of, where the text says it: of a bureau on
 * the site of the city above, 县委县政府 tells that it is not the city's. */
static void
keep_told_kind(struct region_set *set, struct str voice)
{
	struct str kind = evidence_values(EVIDENCE_KIND);

	if (region_is_kind(voice))
		keep_kind(set, voice, false);
	else if (region_is_kind(kind))
		keep_kind(set, kind, is_of_site());
}

struct region_set
evidence_place(struct str year, struct str voice)
{
	struct region_set set, more;

	choose(EVIDENCE_REGION);
	set = chosen_places();
	region_of_year(&set, year_of(year));
	for (int rank = 1; rank < RANKS && set.n > 1; rank++) {
		more = context(rank);
		if (more.n < REGION_CODES) /* else some are missing */
			region_narrow(&set, &more);
	}
	for (size_t i = 0; i < finds; i++)
		if (decides_place(&found[i]))
			region_deepen(&set, &found[i].regions);
	if (is_named())
		return set;
	if (is_of_site())
		add_named(&set);
	keep_told_kind(&set, voice);
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
		if (rows.rx[i] == NULL) /* a macro */
			continue;
		if (!rows_example(&rows, i, &example) ||
		    !rows_match(&rows, i, example, &m) ||
		    m.group[1].p == NULL || !read_value(&c, m.group[1]))
			tab_wrong(&rows.tab, i, "the example gives no evidence");
	}
	pool_reset(&own);
}
