#include <stdlib.h>

#include "die.h"
#include "fold.h"
#include "region.h"
#include "tab.h"
#include "utf8.h"

enum { FIRSTS = 0x10000, SLACK = 1 };

/* The units, sorted by the first character of their names, then the longest
 * name first; first[c] is where those that begin with c start. */
static struct region *units;
static size_t count, first[FIRSTS + 1];

enum { CODE, NAME, FROM, TO };

static uint32_t
first_character(struct str name)
{
	uint32_t c;

	utf8_get(name.p, &c);
	return c < FIRSTS ? c : 0;
}

static int
by_place(const void *x, const void *y)
{
	const struct region *a = x, *b = y;
	uint32_t ca = first_character(a->name), cb = first_character(b->name);

	if (ca != cb)
		return ca < cb ? -1 : 1;
	if (a->name.n != b->name.n)
		return a->name.n > b->name.n ? -1 : 1;
	if (!str_eq(a->name, b->name))
		return str_cmp(a->name, b->name);
	return str_cmp(a->code, b->code);
}

static int
year_of(const struct tab *t, size_t row, int column, int open)
{
	struct str s = t->row[row].cell[column];
	int year = 0;

	if (s.n == 0)
		return open;
	for (size_t i = 0; i < s.n; i++) {
		if (s.n != 4 || s.p[i] < '0' || s.p[i] > '9')
			tab_wrong(t, row, "no year: %.*s", (int)s.n, s.p);
		year = year * 10 + (s.p[i] - '0');
	}
	return year;
}

void
region_load(const char *folder)
{
	static struct tab t;
	size_t i, c;

	tab_load(&t, folder, "regions.tsv", "code name from_year to_year");
	units = xcalloc(t.rows, sizeof *units);
	count = t.rows;
	for (i = 0; i < t.rows; i++) {
		units[i].code = t.row[i].cell[CODE];
		units[i].name = fold_copy(t.row[i].cell[NAME]);
		units[i].from = year_of(&t, i, FROM, 0);
		units[i].to = year_of(&t, i, TO, 9999);
		if (units[i].code.n != REGION_CODE || units[i].name.n == 0)
			tab_wrong(&t, i, "want a code of six digits and a name");
	}
	qsort(units, count, sizeof *units, by_place);
	for (i = 0, c = 0; c <= FIRSTS; c++) {
		first[c] = i;
		while (i < count && first_character(units[i].name) == c)
			i++;
	}
}

static bool
is_valid(const struct region *u, int year)
{
	return year == 0 || (u->from - SLACK <= year && year <= u->to + SLACK);
}

size_t
region_at(struct str text, size_t at, int year, struct region_set *set)
{
	struct str rest = str_slice(text, at, text.n);
	size_t length = 0;
	uint32_t c;

	set->n = 0;
	if (rest.n == 0)
		return 0;
	c = first_character(rest);
	for (size_t i = first[c]; i < first[c + 1]; i++) {
		if (length != 0 && units[i].name.n != length)
			break;
		if (!str_starts(rest, units[i].name) ||
		    !is_valid(&units[i], year) || set->n == REGION_CODES)
			continue;
		length = units[i].name.n;
		set->unit[set->n++] = &units[i];
	}
	return length;
}

/* Length of a name without the word that says what the unit is; 0 if what is
 * left would be one character. */
static size_t
bare(struct str name)
{
	static const char *const ends[] = { "省", "市", "区", "县", "旗", "州", "盟" };

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(name, str_of(ends[i])) && name.n > 6)
			return name.n - 3;
	return 0;
}

size_t
region_short(struct str text, size_t at, int year, struct region_set *set)
{
	struct str rest = str_slice(text, at, text.n), after;
	size_t length = 0, n;
	uint32_t c;

	set->n = 0;
	if (rest.n == 0)
		return 0;
	c = first_character(rest);
	for (size_t i = first[c]; i < first[c + 1]; i++) {
		n = bare(units[i].name);
		if (n == 0 || n < length || set->n == REGION_CODES ||
		    !str_starts(rest, str_slice(units[i].name, 0, n)) ||
		    !is_valid(&units[i], year))
			continue;
		after = str_slice(rest, n, n + 3);
		if (after.n == 3 && str_has(STR("省市区县旗州盟"), after))
			continue;
		length = n;
		set->unit[set->n++] = &units[i];
	}
	return length;
}

/* Length of the part of a code that its children share: 2, 4 or 6. */
static size_t
stem(const struct region *u)
{
	return str_ends(u->code, STR("0000")) ? 2 :
	    str_ends(u->code, STR("00")) ? 4 : REGION_CODE;
}

bool
region_holds(const struct region *a, const struct region *b)
{
	return str_eq(str_slice(a->code, 0, stem(a)),
	    str_slice(b->code, 0, stem(a)));
}

const char *
region_level(const struct region *u)
{
	return stem(u) == 2 ? "province" : stem(u) == 4 ? "prefecture" :
	    "county";
}

static bool
agrees(const struct region *u, const struct region_set *context)
{
	for (size_t i = 0; i < context->n; i++)
		if (region_holds(context->unit[i], u) ||
		    region_holds(u, context->unit[i]))
			return true;
	return false;
}

void
region_narrow(struct region_set *set, const struct region_set *context)
{
	struct region_set kept = { .n = 0 };

	for (size_t i = 0; i < set->n; i++)
		if (agrees(set->unit[i], context))
			kept.unit[kept.n++] = set->unit[i];
	if (kept.n != 0)
		*set = kept;
}

/* Those of *below that lie in a unit of *above. */
static void
keep_below(struct region_set *below, const struct region_set *above)
{
	struct region_set kept = { .n = 0 };

	for (size_t i = 0; i < below->n; i++)
		for (size_t k = 0; k < above->n; k++)
			if (region_holds(above->unit[k], below->unit[i])) {
				kept.unit[kept.n++] = below->unit[i];
				break;
			}
	*below = kept;
}

size_t
region_chain(struct str text, size_t at, int year, struct region_set *set)
{
	struct region_set next;
	size_t length = region_at(text, at, year, set), more;

	while (length != 0) {
		more = region_at(text, at + length, year, &next);
		if (more != 0)
			keep_below(&next, set);
		if (more == 0 || next.n == 0)
			break;
		length += more;
		*set = next;
	}
	return length;
}
