#include <stdlib.h>

#include "csv/totals.h"

struct total *
totals_find(struct totals *t, struct str key)
{
	size_t i = intern_put(&t->keys, key);

	if (i == t->n) {
		t->v = xgrow(t->v, t->n, &t->cap, sizeof *t->v);
		t->v[t->n++] = (struct total){ .key = t->keys.v[i],
			.sum = xcalloc(t->width + 1, sizeof(struct dec)),
			.summed = xcalloc(t->width + 1, sizeof(uint64_t)),
			.lost = xcalloc(t->width + 1, sizeof(bool)) };
	}
	return &t->v[i];
}

void
totals_add(struct total *t, size_t column, struct str value)
{
	struct dec d;

	if (!dec_parse(value, &d))
		return;
	t->lost[column] |= !dec_add(&t->sum[column], d);
	t->summed[column]++;
}

static int
by_key(const void *x, const void *y)
{
	const struct total *a = x, *b = y;

	return str_cmp(a->key, b->key);
}

/* Then they can no longer be found. */
void
totals_sort(struct totals *t)
{
	if (t->n != 0)
		qsort(t->v, t->n, sizeof *t->v, by_key);
}
