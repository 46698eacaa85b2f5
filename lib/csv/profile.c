#include "core/tab.h"
#include "csv/profile.h"
#include "domain/indicator.h"

enum { PROFILE, INDICATORS };

static struct tab t;

/* Marks what a word stands for; false when it is nothing. */
static bool
mark(struct str word, bool *chosen)
{
	bool all = str_ends(word, STR(".")), any = false;
	struct str id;

	for (size_t i = 0; i < indicator_count(); i++) {
		id = indicator_nth(i)->id;
		if (all ? str_starts(id, word) : str_eq(id, word))
			any = chosen[i] = true;
	}
	return any;
}

void
profile_load(const char *folder)
{
	bool *chosen = xcalloc(indicator_count() + 1, sizeof *chosen);
	struct str rest, word;

	tab_load(&t, folder, "profiles.tsv", "profile indicators");
	for (size_t i = 0; i < t.rows; i++) {
		rest = t.row[i].cell[INDICATORS];
		while (str_split(&rest, ' ', &word))
			if (!mark(word, chosen))
				tab_wrong(&t, i, "%.*s: no such indicator",
				    (int)word.n, word.p);
	}
}

static bool
mark_profile(struct str name, bool *chosen)
{
	struct str rest, word;

	for (size_t i = 0; i < t.rows; i++) {
		if (!str_eq(t.row[i].cell[PROFILE], name))
			continue;
		rest = t.row[i].cell[INDICATORS];
		while (str_split(&rest, ' ', &word))
			mark(word, chosen);
		return true;
	}
	return false;
}

static struct column_item
item_of(const struct indicator *id)
{
	return (struct column_item){ id->id, id->unit, id->label_zh,
		id->label_en, str_eq(id->type, STR("count")) ? COLUMN_INTEGER :
		COLUMN_NUMBER, id->order };
}

struct column_items
profile_items(const char *list)
{
	struct column_items items = { 0, 0, NULL };
	bool *chosen = xcalloc(indicator_count() + 1, sizeof *chosen);
	struct str rest = str_of(list), word;

	while (str_split(&rest, ',', &word))
		if (!mark_profile(word, chosen) && !mark(word, chosen))
			die(GX_USAGE, "-i: %.*s: no such profile or indicator",
			    (int)word.n, word.p);
	for (size_t i = 0; i < indicator_count(); i++) {
		if (!chosen[i])
			continue;
		items.v = xgrow(items.v, items.n, &items.cap, sizeof *items.v);
		items.v[items.n++] = item_of(indicator_nth(i));
	}
	return items;
}
