#include "segment/choice.h"

enum {
	OWN = 2,   /* evidence up to this rank says whose the report is */
	NAMED = 11 /* weak evidence up to this one is what the text names */
};

static struct evidence *found;
static size_t finds;
static struct pool *pool;

void
choice_begin(struct pool *p)
{
	pool = p;
	found = evidence_found(&finds);
}

static bool
is_field(const struct evidence *c, enum evidence_field field)
{
	return c->field == field && !c->aside;
}

/* Marks the candidates that decide a field.  A year or a place that is found
 * once beside one that is found often is another's; of forms, each counts. */
static void
choose(enum evidence_field field)
{
	int best = EVIDENCE_RANKS;
	size_t most = 0;
	bool each = field == EVIDENCE_FORM;

	for (size_t i = 0; i < finds; i++)
		if (is_field(&found[i], field) && found[i].rank < best)
			best = found[i].rank;
	for (size_t i = 0; i < finds; i++)
		if (is_field(&found[i], field) && found[i].rank == best &&
		    found[i].times > most)
			most = found[i].times;
	for (size_t i = 0; i < finds; i++)
		found[i].chosen |= is_field(&found[i], field) &&
		    found[i].rank == best &&
		    (each || found[i].times * 2 > most);
}

/* True when the report names its place itself. */
static bool
is_named(void)
{
	for (size_t i = 0; i < finds; i++)
		if (is_field(&found[i], EVIDENCE_REGION) && found[i].rank <= OWN)
			return true;
	return false;
}

void
choice_look_at_agency(void)
{
	struct rows_set may;

	choose(EVIDENCE_AGENCY);
	if (!evidence_wants(EVIDENCE_REGION) || is_named())
		return;
	for (size_t i = 0; i < finds; i++)
		if (found[i].chosen && is_field(&found[i], EVIDENCE_AGENCY)) {
			rows_scan(found[i].clue.value, &may);
			evidence_look(ZONE_AGENCY, found[i].clue.value, &may,
			    found[i].record, false);
		}
	choice_begin(pool);
}

/* True for a candidate that was chosen, unless another says it in full
 * (望城区水务局 beside 水务局) or the same before. */
static bool
is_chosen(size_t at, enum evidence_field field)
{
	struct str value = found[at].clue.value;
	const struct evidence *c;

	if (!found[at].chosen || !is_field(&found[at], field))
		return false;
	for (size_t i = 0; i < finds; i++) {
		c = &found[i];
		if (i != at && c->chosen && is_field(c, field) &&
		    str_has(c->clue.value, value) &&
		    (i < at || c->clue.value.n > value.n))
			return false;
	}
	return true;
}

struct str
choice_values(enum evidence_field field)
{
	struct buf all = { NULL, 0, 0 };
	struct str text;

	choose(field);
	for (size_t i = 0; i < finds; i++)
		if (is_chosen(i, field)) {
			if (all.n != 0)
				buf_byte(&all, ' ');
			buf_put(&all, found[i].clue.value);
		}
	text = pool_str(pool, buf_str(&all));
	buf_free(&all);
	return text;
}

bool
choice_is_weak(enum evidence_field field)
{
	choose(field);
	for (size_t i = 0; i < finds; i++)
		if (is_chosen(i, field))
			return found[i].rank >= EVIDENCE_WEAK;
	return false;
}

void
choice_set_aside(enum evidence_field field)
{
	for (size_t i = 0; i < finds; i++)
		if (is_field(&found[i], field)) {
			found[i].chosen = false;
			found[i].aside = true;
		}
}

struct str
choice_printed(enum evidence_field field)
{
	choose(field);
	for (size_t i = 0; i < finds; i++)
		if (is_chosen(i, field))
			return found[i].given ? STR("") : found[i].clue.value;
	return STR("");
}

static void
add_units(struct region_set *set, const struct region_set *more)
{
	for (size_t i = 0; i < more->n && set->n < REGION_CODES; i++)
		if (!region_in(more->unit[i], set))
			set->unit[set->n++] = more->unit[i];
}

/* True for a name that all units of the set bear: it tells nothing. */
static bool
names_all(const struct region_set *named, const struct region_set *set)
{
	for (size_t i = 0; i < set->n; i++)
		if (!region_in(set->unit[i], named))
			return false;
	return true;
}

/* What the evidence of this rank names that did not decide, and that may tell the
 * units of the set apart. */
static struct region_set
context(int rank, const struct region_set *set)
{
	struct region_set more = { .n = 0 };

	for (size_t i = 0; i < finds; i++)
		if (is_field(&found[i], EVIDENCE_REGION) && !found[i].chosen &&
		    found[i].rank == rank && !names_all(&found[i].clue.places, set))
			add_units(&more, &found[i].clue.places);
	return more;
}

static bool
decides_place(const struct evidence *c)
{
	return c->chosen && is_field(c, EVIDENCE_REGION);
}

/* True when the place is known from the page around the report alone. */
static bool
is_of_site(void)
{
	for (size_t i = 0; i < finds; i++)
		if (decides_place(&found[i]) && found[i].own)
			return false;
	return true;
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
		    (counties && region_is_county(set->unit[i])))
			kept.unit[kept.n++] = set->unit[i];
	*set = kept;
}

/* True for the voice of what lies in a county: 我镇, 我街道. */
static bool
is_below_county(struct str voice)
{
	static const char *const kinds[] = { "镇", "乡", "苏木", "街道", NULL };

	return str_ends_any(voice, kinds);
}

/* Adds what the text names that agrees with the units of the set: a site has the
 * reports of those below as well, and of those above, unless a town speaks. */
static void
add_named(struct region_set *set, struct str voice)
{
	const struct region_set site = *set, *named;

	for (size_t i = 0; i < finds; i++) {
		named = &found[i].clue.places;
		if (is_field(&found[i], EVIDENCE_REGION) && named->n == 1 &&
		    found[i].rank >= EVIDENCE_WEAK &&
		    found[i].rank <= NAMED &&
		    region_agrees(named->unit[0], &site))
			add_units(set, named);
	}
	if (is_below_county(voice))
		region_deepen(set, &site);
}

/* What was chosen; of what bears one name, the unit that something else names. */
static struct region_set
chosen_places(void)
{
	struct region_set set = { .n = 0 }, named;

	for (size_t i = 0; i < finds; i++) {
		if (!decides_place(&found[i]))
			continue;
		named = found[i].clue.places;
		for (size_t k = 0; k < finds; k++)
			if (named.n > 1 && decides_place(&found[k]) &&
			    found[k].clue.places.n == 1)
				region_narrow(&named, &found[k].clue.places);
		add_units(&set, &named);
	}
	return set;
}

/* What kind of unit the report is of, where the text says it: of a bureau on
 * the site of the city above, 县委县政府 tells that it is not the city's. */
static void
keep_told_kind(struct region_set *set, struct str voice)
{
	struct str kind = choice_values(EVIDENCE_KIND);

	if (region_is_kind(voice))
		keep_kind(set, voice, false);
	else if (region_is_kind(kind))
		keep_kind(set, kind, is_of_site());
}

struct region_set
choice_place(struct str year, struct str voice)
{
	struct region_set set, more;

	choose(EVIDENCE_REGION);
	set = chosen_places();
	region_of_year(&set, clue_year(year));
	for (int rank = 1; rank < EVIDENCE_RANKS && set.n > 1; rank++) {
		more = context(rank, &set);
		if (more.n < REGION_CODES) /* else some are missing */
			region_narrow(&set, &more);
	}
	for (size_t i = 0; i < finds; i++)
		if (decides_place(&found[i]))
			region_deepen(&set, &found[i].clue.places);
	if (is_named())
		return set;
	if (is_of_site())
		add_named(&set, voice);
	keep_told_kind(&set, voice);
	return set;
}
