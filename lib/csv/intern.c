#include <stdlib.h>

#include "core/die.h"
#include "csv/intern.h"

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
slot_of(const struct intern *t, struct str s)
{
	size_t i = hash(s) & (t->slots - 1);

	while (t->table[i] != 0 && !str_eq(t->v[t->table[i] - 1], s))
		i = (i + 1) & (t->slots - 1);
	return i;
}

static void
widen(struct intern *t)
{
	t->slots = t->slots == 0 ? SLOTS_FIRST : 2 * t->slots;
	free(t->table);
	t->table = xcalloc(t->slots, sizeof *t->table);
	for (size_t i = 0; i < t->n; i++)
		t->table[slot_of(t, t->v[i])] = i + 1;
}

size_t
intern_find(const struct intern *t, struct str s)
{
	size_t slot = t->slots != 0 ? slot_of(t, s) : 0;

	return t->slots != 0 && t->table[slot] != 0 ? t->table[slot] - 1 : t->n;
}

size_t
intern_put(struct intern *t, struct str s)
{
	size_t slot;

	if (2 * t->n >= t->slots)
		widen(t);
	slot = slot_of(t, s);
	if (t->table[slot] == 0) {
		t->v = xgrow(t->v, t->n, &t->cap, sizeof *t->v);
		t->v[t->n] = pool_str(&t->pool, s);
		t->table[slot] = ++t->n;
	}
	return t->table[slot] - 1;
}
