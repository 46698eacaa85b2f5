#include <stdlib.h>

#include "totals.h"

enum { SLOTS_FIRST = 1024 };

/* FNV-1a. */
static uint64_t
hash(struct str s)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
	return h;
}

static size_t
slot_of(const struct totals *t, struct str key)
{
	size_t i = hash(key) & (t->slots - 1);

	while (t->table[i] != 0 && !str_eq(t->v[t->table[i] - 1].key, key))
		i = (i + 1) & (t->slots - 1);
	return i;
}

static void
widen(struct totals *t)
{
	t->slots = t->slots == 0 ? SLOTS_FIRST : 2 * t->slots;
	free(t->table);
	t->table = xcalloc(t->slots, sizeof *t->table);
	for (size_t i = 0; i < t->n; i++)
		t->table[slot_of(t, t->v[i].key)] = i + 1;
}

struct total *
totals_find(struct totals *t, struct str key)
{
	size_t slot;

	if (2 * t->n >= t->slots)
		widen(t);
	slot = slot_of(t, key);
	if (t->table[slot] == 0) {
		t->v = xgrow(t->v, t->n, &t->cap, sizeof *t->v);
		t->v[t->n] = (struct total){ .key = pool_str(&t->pool, key),
			.sum = xcalloc(t->width + 1, sizeof(struct dec)),
			.summed = xcalloc(t->width + 1, sizeof(uint64_t)),
			.lost = xcalloc(t->width + 1, sizeof(bool)) };
		t->table[slot] = ++t->n;
	}
	return &t->v[t->table[slot] - 1];
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

/* The hash table is of no use afterwards. */
void
totals_sort(struct totals *t)
{
	if (t->n != 0)
		qsort(t->v, t->n, sizeof *t->v, by_key);
}
