/*
 * digits: numbers whose digits stand apart (3 0 0 1).  Floor 8.
 *
 * Glyph spacing splits numbers.  They are put together again only when the total
 * of the row, in its last column, proves it.
 */
#ifndef GX_DIGITS_H
#define GX_DIGITS_H

#include "core/rec.h"
#include "tables/head.h"

/* Of the row `row` under the header h: cells from `at` on that have one digit each,
 * more than there are columns, or blanks between their digits, become numbers,
 * which live in the pool.  False when there are none, or nothing proves them. */
bool digits_join(struct head_row *cells, size_t at, const struct head *h,
    const struct rec *row, struct pool *pool);

#endif
