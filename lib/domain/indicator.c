#include <stdlib.h>

#include "core/die.h"
#include "core/tab.h"
#include "domain/indicator.h"

static struct indicator *all;   /* in the codebook's order */
static size_t *by_id, count;    /* indexes of all, sorted by id */

static int
compare(const void *a, const void *b)
{
	const size_t *x = a, *y = b;

	return str_cmp(all[*x].id, all[*y].id);
}

void
indicator_load(const char *folder)
{
	static struct tab t;
	struct str *c;

	tab_load(&t, folder, "indicators.tsv", "id unit type label_zh label_en "
	    "era table row_path column additivity notes");
	all = xcalloc(t.rows, sizeof *all);
	by_id = xcalloc(t.rows, sizeof *by_id);
	count = t.rows;
	for (size_t i = 0; i < count; i++) {
		c = t.row[i].cell;
		all[i] = (struct indicator){ c[0], c[1], c[2], c[3], c[4], c[5],
			c[6], c[7], c[8], c[9], c[10], i };
		by_id[i] = i;
	}
	qsort(by_id, count, sizeof *by_id, compare);
	for (size_t i = 1; i < count; i++)
		if (str_eq(all[by_id[i]].id, all[by_id[i - 1]].id))
			tab_wrong(&t, by_id[i], "this id has a row already");
}

size_t
indicator_count(void)
{
	return count;
}

const struct indicator *
indicator_nth(size_t order)
{
	return &all[order];
}

const struct indicator *
indicator_find(struct str id)
{
	static size_t next; /* mostly they come in the codebook's order, or again */
	size_t low = 0, high = count, mid;
	int order;

	if (next < count && str_eq(id, all[next].id))
		return &all[next++];
	if (next != 0 && str_eq(id, all[next - 1].id))
		return &all[next - 1];
	while (low < high) {
		mid = low + (high - low) / 2;
		order = str_cmp(id, all[by_id[mid]].id);
		if (order == 0) {
			next = by_id[mid] + 1;
			return &all[by_id[mid]];
		}
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}
