#include <stdlib.h>

#include "core/date.h"
#include "core/die.h"
#include "core/tab.h"
#include "core/utf8.h"
#include "domain/fold.h"
#include "domain/region.h"

enum { FIRSTS = 0x10000, SLACK = 1, STEPS = 5 };

static struct region *units;
static size_t count;

/* Every way to call a unit, sorted by the first character, then the longest
 * name first; first[c] is where those that begin with c start. */
static struct name {
	struct str text;
	const struct region *unit;
	uint32_t second; /* its second character */
	bool is_short; /* lacks the word that says what the unit is */
} *names;
static size_t name_count, name_cap, first[FIRSTS + 1];

static struct tab succession; /* of codes */

enum { CODE, NAME, FROM, TO };
enum { UNIT = 2 }; /* of othernames.tsv, behind CODE and NAME */
enum { OLD, NEW };

static uint32_t
first_character(struct str name)
{
	uint32_t c;

	utf8_get(name.p, &c);
	return c < FIRSTS ? c : 0;
}

/* The second of a text's characters, which are ideographs; 0 if there is none. */
static uint32_t
second_character(struct str text)
{
	return text.n >= 6 ? first_character(str_slice(text, 3, text.n)) : 0;
}

static int
by_length(const void *x, const void *y)
{
	const struct name *a = x, *b = y;

	if (a->text.n != b->text.n)
		return a->text.n > b->text.n ? -1 : 1;
	if (!str_eq(a->text, b->text))
		return str_cmp(a->text, b->text);
	return str_cmp(a->unit->code, b->unit->code);
}

/* Few names begin with the same character, so they are counted out into lots
 * before each lot is sorted. */
static void
sort_names(void)
{
	struct name *sorted = xcalloc(name_count, sizeof *sorted);

	for (size_t i = 0; i < name_count; i++)
		first[first_character(names[i].text) + 1]++;
	for (size_t c = 0; c < FIRSTS; c++)
		first[c + 1] += first[c];
	for (size_t i = 0; i < name_count; i++)
		sorted[first[first_character(names[i].text)]++] = names[i];
	memmove(first + 1, first, FIRSTS * sizeof *first);
	first[0] = 0;
	for (size_t c = 0; c < FIRSTS; c++)
		if (first[c + 1] - first[c] > 1)
			qsort(sorted + first[c], first[c + 1] - first[c],
			    sizeof *sorted, by_length);
	free(names);
	names = sorted;
}

static int
year_of(const struct tab *t, size_t row, int column, int open)
{
	struct str s = t->row[row].cell[column];
	int year = date_year(s);

	if (s.n == 0)
		return open;
	if (year == 0)
		tab_wrong(t, row, "no year: %.*s", (int)s.n, s.p);
	return year;
}

static void
add_name(struct str text, const struct region *unit, bool is_short)
{
	if (text.n < 6) /* one character is no name */
		return;
	names = xgrow(names, name_count, &name_cap, sizeof *names);
	names[name_count++] = (struct name){ text, unit,
		second_character(text), is_short };
}

/* The place in a name where a people begins: 漾濞|彝族自治县; n when none does. */
static size_t
people_in(struct str name, const struct tab *peoples)
{
	size_t at = name.n, found;

	for (size_t i = 0; i < peoples->rows; i++) {
		found = str_find(name, peoples->row[i].cell[0], 3);
		at = found < at ? found : at;
	}
	return at;
}

/* An autonomous unit is mostly called without its peoples: 漾濞县, 漾濞自治县, 延边州,
 * 广西; or without 族 and 自治 where it is called by its people: 东乡县, 鄂伦春旗. */
static void
add_autonomous(const struct region *u, const struct tab *peoples)
{
	struct str stem = str_slice(u->name, 0, people_in(u->name, peoples));
	struct buf text;

	if (stem.n == u->name.n) {
		stem.n -= strlen("自治区");
		if (str_ends(stem, STR("族")))
			stem.n -= 3;
	}
	for (size_t n = 3; n <= 9; n += 6) {
		text = (struct buf){ NULL, 0, 0 };
		buf_put(&text, stem);
		buf_put(&text, str_slice(u->name, u->name.n - n, u->name.n));
		if ((n != 3 || !str_ends(u->name, STR("区"))) &&
		    text.n < u->name.n)
			add_name(buf_str(&text), u, false);
	}
	add_name(stem, u, !str_ends(u->name, STR("区")));
}

static void
add_names(const struct region *u, const struct tab *peoples)
{
	static const char *const ends[] = { "省", "市", "区", "县", "旗", "州", "盟" };
	struct str name = u->name;

	add_name(name, u, false);
	if (str_ends(name, STR("自治区")) || str_ends(name, STR("自治州")) ||
	    str_ends(name, STR("自治县")) || str_ends(name, STR("自治旗"))) {
		add_autonomous(u, peoples);
		return;
	}
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(name, str_of(ends[i])))
			add_name(str_slice(name, 0, name.n - 3), u, true);
}

/* The names that do not come from a unit's own: 巴州. */
static void
add_other_names(const struct tab *t)
{
	struct region_set set;
	const struct str *row;
	size_t k;

	for (size_t i = 0; i < t->rows; i++) {
		row = t->row[i].cell;
		region_by_code(row[CODE], &set);
		for (k = 0; k < set.n; k++)
			if (str_eq(set.unit[k]->name, row[UNIT]))
				break;
		if (k == set.n)
			tab_wrong(t, i, "no unit of this code and name");
		add_name(row[NAME], set.unit[k], false);
	}
}

void
region_load(const char *folder)
{
	static struct tab t, others;
	struct tab peoples;
	size_t i;

	tab_load(&peoples, folder, "peoples.tsv", "name");
	tab_load(&succession, folder, "succession.tsv", "code successor");
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
		if (i > 0 && str_cmp(units[i - 1].code, units[i].code) > 0)
			tab_wrong(&t, i, "the codes must ascend");
		add_names(&units[i], &peoples);
	}
	tab_free(&peoples);
	tab_load(&others, folder, "othernames.tsv", "code name unit");
	add_other_names(&others);
	sort_names();
}

static bool
is_valid(const struct region *u, int year)
{
	return year == 0 || (u->from - SLACK <= year && year <= u->to + SLACK);
}

/* True when u was not yet, or no more, there in the year, but another unit of
 * its name in the province was that came after it, or before: it has had two
 * codes. */
static bool
is_replaced(const struct region *u, const struct region_set *set, int year)
{
	const struct region *v;

	if (u->from <= year && year <= u->to)
		return false;
	for (size_t i = 0; i < set->n; i++) {
		v = set->unit[i];
		if (v->from <= year && year <= v->to &&
		    (u->to <= v->from || v->to <= u->from) &&
		    str_eq(u->name, v->name) && str_eq(
		    str_slice(u->code, 0, 2), str_slice(v->code, 0, 2)))
			return true;
	}
	return false;
}

/* True when one of the words for units follows: 长沙 is not meant in 长沙县. */
static bool
goes_on(struct str after)
{
	after = str_slice(after, 0, 3);
	return after.n == 3 && str_has(STR("省市区县旗州盟"), after);
}

static size_t
find(struct str text, size_t at, int year, bool is_short,
    struct region_set *set)
{
	struct str rest = str_slice(text, at, text.n);
	const struct name *n;
	size_t length = 0;
	uint32_t c, second = second_character(rest);

	set->n = 0;
	if (second == 0)
		return 0;
	c = first_character(rest);
	for (size_t i = first[c]; i < first[c + 1]; i++) {
		n = &names[i];
		if (length != 0 && n->text.n != length)
			break;
		if (n->second != second || n->is_short != is_short ||
		    !str_starts(rest, n->text) ||
		    !is_valid(n->unit, year) || set->n == REGION_CODES ||
		    (is_short && goes_on(str_slice(rest, n->text.n, rest.n))))
			continue;
		length = n->text.n;
		set->unit[set->n++] = n->unit;
	}
	return length;
}

size_t
region_at(struct str text, size_t at, int year, struct region_set *set)
{
	return find(text, at, year, false, set);
}

size_t
region_short(struct str text, size_t at, int year, struct region_set *set)
{
	return find(text, at, year, true, set);
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

bool
region_is_county(const struct region *u)
{
	return strcmp(region_level(u), "county") == 0;
}

bool
region_agrees(const struct region *u, const struct region_set *context)
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
		if (region_agrees(set->unit[i], context))
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

size_t
region_names(struct str text, struct region_set *set)
{
	struct region_set next;
	size_t at = 0, n;

	for (set->n = 0; at < text.n; at += n) {
		n = region_at(text, at, 0, &next);
		if (n == 0)
			n = region_short(text, at, 0, &next);
		if (n != 0 && at != 0)
			keep_below(&next, set);
		if (n == 0 || next.n == 0)
			break;
		*set = next;
	}
	return at;
}

bool
region_is_kind(struct str word)
{
	return word.n == 3 && str_has(STR("省市县区州盟旗"), word);
}

void
region_by_code(struct str code, struct region_set *set)
{
	size_t low = 0, high = count, middle;

	while (low < high) { /* the first that is not below the code */
		middle = low + (high - low) / 2;
		if (str_cmp(units[middle].code, code) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	set->n = 0;
	for (; low < count && str_eq(units[low].code, code); low++)
		if (set->n < REGION_CODES)
			set->unit[set->n++] = &units[low];
}

void
region_add_holders(struct region_set *set)
{
	struct region_set all = *set;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < set->n; k++)
			if (units[i].code.n == REGION_CODE &&
			    stem(&units[i]) < stem(set->unit[k]) &&
			    region_holds(&units[i], set->unit[k]) &&
			    all.n < REGION_CODES && !region_in(&units[i], &all))
				all.unit[all.n++] = &units[i];
	*set = all;
}

static void
add_unit(struct region_set *set, const struct region *u)
{
	if (set->n < REGION_CODES && !region_in(u, set))
		set->unit[set->n++] = u;
}

static void
add_code(struct region_set *set, struct str code, const struct region *but)
{
	struct region_set with;

	region_by_code(code, &with);
	for (size_t i = 0; i < with.n; i++)
		if (with.unit[i] != but)
			add_unit(set, with.unit[i]);
}

/* Adds what u became, or what it had been before it was, towards the year: by
 * another name with its code, or by another code. */
static void
add_step(struct region_set *set, const struct region *u, int year)
{
	bool later = year > u->to;
	const struct str *row;

	add_code(set, u->code, u);
	for (size_t i = 0; i < succession.rows; i++) {
		row = succession.row[i].cell;
		if (str_eq(row[later ? OLD : NEW], u->code))
			add_code(set, row[later ? NEW : OLD], u);
	}
}

/* Puts those in the place of the units that the year had. */
static void
move_to_year(struct region_set *set, int year)
{
	struct region_set moved;

	for (int step = 0; step < STEPS; step++) {
		moved.n = 0;
		for (size_t i = 0; i < set->n; i++)
			if (is_valid(set->unit[i], year))
				add_unit(&moved, set->unit[i]);
			else
				add_step(&moved, set->unit[i], year);
		*set = moved;
	}
}

void
region_of_year(struct region_set *set, int year)
{
	struct region_set kept = { .n = 0 };

	for (size_t i = 0; i < set->n; i++)
		if (is_valid(set->unit[i], year) &&
		    !is_replaced(set->unit[i], set, year))
			kept.unit[kept.n++] = set->unit[i];
	if (kept.n == 0)
		move_to_year(set, year);
	else
		*set = kept;
}

bool
region_in(const struct region *u, const struct region_set *set)
{
	for (size_t i = 0; i < set->n; i++)
		if (set->unit[i] == u)
			return true;
	return false;
}

void
region_deepen(struct region_set *set, const struct region_set *named)
{
	struct region_set kept = { .n = 0 };
	bool above;

	for (size_t i = 0; i < set->n; i++) {
		above = false;
		for (size_t k = 0; k < named->n; k++)
			above |= stem(set->unit[i]) < stem(named->unit[k]) &&
			    region_holds(set->unit[i], named->unit[k]) &&
			    region_in(named->unit[k], set);
		if (!above || region_in(set->unit[i], named))
			kept.unit[kept.n++] = set->unit[i];
	}
	*set = kept;
}

struct str
region_codes(const struct region_set *set, struct pool *p)
{
	struct buf all = { NULL, 0, 0 };
	struct str text;

	for (size_t i = 0; i < set->n; i++) {
		if (str_has(buf_str(&all), set->unit[i]->code))
			continue; /* renamed: one code, two names */
		if (all.n != 0)
			buf_byte(&all, ' ');
		buf_put(&all, set->unit[i]->code);
	}
	text = pool_str(p, buf_str(&all));
	buf_free(&all);
	return text;
}
