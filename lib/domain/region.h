/*
 * region: administrative units and their names (GB/T 2260).  Floor 6.
 *
 * regions.tsv lists every unit from province to county that was valid some
 * time since 2007.  A name alone may be borne by several units, and a unit may
 * have changed its code; what cannot be decided keeps all its candidates.
 */
#ifndef GX_REGION_H
#define GX_REGION_H

#include "core/pool.h"

enum { REGION_CODES = 16, REGION_CODE = 6 };

/* The units that a text may mean. */
struct region_set {
	size_t n;
	const struct region *unit[REGION_CODES];
};

struct region {
	struct str code; /* six digits */
	struct str name; /* folded */
	int from, to;    /* first and last year; 0 and 9999 where open */
};

void region_load(const char *folder);

/* The longest name of a unit valid in the year (give or take one: a report is
 * published after its year) that begins at byte `at` of the folded text;
 * returns its length, 0 if none.  year 0: any year. */
size_t region_at(struct str text, size_t at, int year, struct region_set *set);

/* Reads names that follow one another at the start of text (湖南省长沙市开福区,
 * 长沙市开福区, 开福区), each below the one before; returns their length. */
size_t region_chain(struct str text, size_t at, int year,
    struct region_set *set);

/* The same for names that lack the word that says what the unit is (省 市 区 县 旗
 * 州 盟), unless such a word follows: 广水 is 广水市. */
size_t region_short(struct str text, size_t at, int year,
    struct region_set *set);

/* Length of the names that text begins with, short ones as well, each below the
 * one before (湖南桑植). */
size_t region_names(struct str text, struct region_set *set);

/* True for a word that says what a unit is: 省 市 县 区 州 盟 旗. */
bool region_is_kind(struct str word);

/* The unit of a code, in any year; none if there is no such unit. */
void region_by_code(struct str code, struct region_set *set);

/* Adds the units that hold those of the set: a district may stand for its city. */
void region_add_holders(struct region_set *set);

/* Leaves the units that existed in the year (give or take one, unless a unit of
 * the same name, which came before or after, had its place in that year); if
 * none did, what had their place in that year, which may be nothing.  Year 0
 * leaves the set as it is. */
void region_of_year(struct region_set *set, int year);

bool region_in(const struct region *u, const struct region_set *set);

/* Drops the units of the set that hold one which is named more exactly: 福州市 goes
 * when 福州市鼓楼区 is named as well, but not when 长沙 may be 长沙市 or 长沙县. */
void region_deepen(struct region_set *set, const struct region_set *named);

/* The codes of the set, space separated. */
struct str region_codes(const struct region_set *set, struct pool *p);

/* True when b lies in a, or is a. */
bool region_holds(const struct region *a, const struct region *b);

bool region_agrees(const struct region *u, const struct region_set *context);

/* Leaves in *set what lies in, or holds, one of the units of context; if none
 * does, *set stays. */
void region_narrow(struct region_set *set, const struct region_set *context);

/* "province", "prefecture" or "county". */
const char *region_level(const struct region *unit);
bool region_is_county(const struct region *unit);

#endif
