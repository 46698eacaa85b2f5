/*
 * intern: strings as numbers, in the order in which they came first.  Floor 4.
 */
#ifndef GX_INTERN_H
#define GX_INTERN_H

#include "core/pool.h"

struct intern {
	struct str *v;         /* by number; they live in the pool */
	size_t n, cap;
	size_t *table, slots;  /* hash table: numbers, from 1 */
	struct pool pool;
};

/* The number of a string; a new one gets the next. */
size_t intern_put(struct intern *t, struct str s);

/* The same; t->n when it is not there. */
size_t intern_find(const struct intern *t, struct str s);

#endif
