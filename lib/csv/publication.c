#include "core/date.h"
#include "core/tab.h"
#include "csv/publication.h"

enum { FROM_YEAR, TO_YEAR, SECTORS, DAY };

static struct tab t;

/* Best last. */
static const struct str keys[] = {
	{ "index.date", 10 }, { "article.date", 12 }, { "index.published", 15 }
};

int
publication_worth(struct str key)
{
	for (int i = 0; i < (int)(sizeof keys / sizeof *keys); i++)
		if (str_eq(key, keys[i]))
			return i + 1;
	return 0;
}

/* The day of a row in the year after this one. */
static bool
day_after(struct str year, struct str day, int *days)
{
	int number = date_year(year) + 1;
	char text[DATE_TEXT];

	if (day.n != 5 || number > 9999)
		return false;
	date_print(date_of(number, 1, 1), text);
	memcpy(text + 5, day.p, 5);
	return date_parse((struct str){ text, sizeof text }, days);
}

bool
publication_due(struct str year, struct str sector, int *days)
{
	const struct str *c;

	for (size_t i = 0; date_year(year) >= 1000 && i < t.rows; i++) {
		c = t.row[i].cell;
		if (str_cmp(year, c[FROM_YEAR]) >= 0 &&
		    (c[TO_YEAR].n == 0 || str_cmp(year, c[TO_YEAR]) <= 0) &&
		    (c[SECTORS].n == 0 || str_has_word(c[SECTORS], ' ', sector)))
			return day_after(year, c[DAY], days);
	}
	return false;
}

void
publication_load(const char *folder)
{
	int days;

	tab_load(&t, folder, "deadlines.tsv", "from_year to_year sectors day");
	for (size_t i = 0; i < t.rows; i++) {
		if (date_year(t.row[i].cell[FROM_YEAR]) < 1000 ||
		    (t.row[i].cell[TO_YEAR].n != 0 &&
		    date_year(t.row[i].cell[TO_YEAR]) < 1000))
			tab_wrong(&t, i, "a year has four digits");
		if (!day_after(STR("2018"), t.row[i].cell[DAY], &days))
			tab_wrong(&t, i, "day: MM-DD");
	}
}
