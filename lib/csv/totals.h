/*
 * totals: sums of indicators over groups of reports.  Floor 7.
 */
#ifndef GX_TOTALS_H
#define GX_TOTALS_H

#include "core/dec.h"
#include "csv/column.h"
#include "csv/intern.h"

/* A group: what it is known by, how many reports, and for every column the sum
 * and how many reports are in it. */
struct total {
	struct str key;
	uint64_t reports;
	struct dec *sum;
	uint64_t *summed;
	bool *lost; /* the sum has too many digits */
};

struct totals {
	size_t width; /* columns */
	struct total *v;
	size_t n, cap;
	struct intern keys;
};

/* The group of a key, made when it is new. */
struct total *totals_find(struct totals *t, struct str key);

/* Adds a value to a column; one that is no number is passed over. */
void totals_add(struct total *t, size_t column, struct str value);

/* By key. */
void totals_sort(struct totals *t);

#endif
