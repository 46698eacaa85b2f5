/*
 * halves: a long table that is printed in two halves side by side.  Floor 8.
 *
 * Its header stands twice on one line.  The right halves of all rows go on where
 * the left ones end, so they are kept until then, and stand under the same header.
 */
#ifndef GX_HALVES_H
#define GX_HALVES_H

#include "core/rec.h"
#include "domain/form.h"

void halves_begin(void); /* of a table */

/* The row, or its left half, which is good until the next call. */
const struct rec *halves_left(const struct rec *row);

/* The right half i of those that were kept; NULL behind the last one.  *from: how
 * many cells stand before it. */
const struct rec *halves_right(size_t i, size_t *from);
void halves_drop(void); /* all of them */

#endif
