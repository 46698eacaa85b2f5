#include "core/die.h"
#include "core/tab.h"
#include "csv/category.h"

static struct category *all;
static size_t count, cap;

static void
add(struct category c)
{
	all = xgrow(all, count, &cap, sizeof *all);
	all[count++] = c;
}

void
category_load(const char *folder)
{
	static struct tab lists, sectors;
	const struct str *c;

	tab_load(&lists, folder, "categories.tsv", "list value label_zh label_en");
	for (size_t i = 0; i < lists.rows; i++) {
		c = lists.row[i].cell;
		add((struct category){ c[0], c[1], c[2], c[3] });
	}
	tab_load(&sectors, folder, "sectors.tsv", "sector label_zh label_en");
	for (size_t i = 0; i < sectors.rows; i++) {
		c = sectors.row[i].cell;
		if (c[1].n != 0) /* else more agencies of a sector */
			add((struct category){ STR("sector"), c[0], c[1],
			    c[2] });
	}
}

const struct category *
category_next(struct str list, size_t *at)
{
	while (*at < count)
		if (str_eq(all[(*at)++].list, list))
			return &all[*at - 1];
	return NULL;
}
