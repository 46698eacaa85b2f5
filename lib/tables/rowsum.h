/*
 * rowsum: the totals of a row, and whether they are the sums of its parts.  Floor 9.
 */
#ifndef GX_ROWSUM_H
#define GX_ROWSUM_H

#include "tables/stretch.h"

/* The totals of a row: those that are the sum of their parts, and not 0, show
 * that every value stands under its own column. */
struct rowsum {
	int right, zero; /* zero: of parts that are all 0 */
	int wrong;       /* or no numbers */
	int off;         /* wrong numbers beside parts */
	int lacking;     /* or none beside parts that are not 0 */
	bool filled;     /* a total is not 0 */
};

struct rowsum rowsum(const struct stretch_row *row, const struct facts *f);
bool rowsum_adds_up(const struct stretch_row *row, const struct facts *f);

bool rowsum_is_total(const struct fact *fact);
bool rowsum_has_total(const struct stretch_row *row, const struct facts *f);

/* Adds up what stands beside a fact of the row; false when it has no sum. */
bool rowsum_of_others(const struct stretch_row *row, const struct fact *fact,
    const struct facts *f, struct dec *sum);

/* Compares the value before a blank total with the sum of those before it; false
 * when it cannot. */
bool rowsum_compare_moved(const struct stretch_row *row, const struct facts *f,
    int *cmp);

#endif
