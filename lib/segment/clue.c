#include <stdio.h>
#include <string.h>

#include "core/utf8.h"
#include "segment/clue.h"

const char *const clue_hows[] = {
	"number", "next", "code", "seat", "name", "last", "start", "end",
	"home", "whole", "zone", "as-is", NULL
};

int
clue_year(struct str s)
{
	static const char han[] = "零一二三四五六七八九";
	int year = 0, digits = 0;
	size_t i = 0, d;

	for (; i < s.n && digits < 4; digits++) {
		i += s.p[i] == ' ' && i + 1 < s.n; /* 2 0 1 2 */
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
	    region_is_county(set->unit[0]) &&
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

/* The unit that a text names: the first or the last one, or one that stands at
 * the start or at the end. */
static void
unit_in(struct str text, enum clue_how how, struct region_set *set)
{
	bool first = how == CLUE_NAME, last = how == CLUE_LAST;
	bool start = how == CLUE_START, end = how == CLUE_END;
	struct region_set here;
	size_t i = 0, n, after = 0;

	set->n = 0;
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

static bool
read_year(struct str text, int later, struct pool *pool, struct clue *c)
{
	char digits[12];
	int year = clue_year(text);

	if (year == 0)
		return false;
	snprintf(digits, sizeof digits, "%d", year - later);
	c->value = pool_str(pool, str_of(digits));
	return true;
}

static bool
read_place(enum clue_how how, struct str text, struct region_set *set)
{
	switch (how) {
	case CLUE_CODE:
	case CLUE_SEAT: region_by_code(text, set); break;
	case CLUE_WHOLE:
	case CLUE_ZONE: units_short(text, how == CLUE_ZONE, set); break;
	case CLUE_HOME: unit_in(text, CLUE_END, set); break;
	default: unit_in(text, how, set); break;
	}
	if (how == CLUE_SEAT || how == CLUE_HOME)
		region_add_holders(set);
	return set->n != 0;
}

bool
clue_read(enum clue_how how, struct str text, struct pool *pool, struct clue *c)
{
	c->raw = c->value = pool_str(pool, text);
	c->places.n = 0;
	switch (how) {
	case CLUE_NUMBER: return read_year(text, 0, pool, c);
	case CLUE_NEXT: return read_year(text, 1, pool, c);
	case CLUE_AS_IS: return text.n != 0;
	default: return read_place(how, c->raw, &c->places);
	}
}
