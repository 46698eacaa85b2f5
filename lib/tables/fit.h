/*
 * fit: whether the cells of a row fit the columns of its header.  Floor 12.
 *
 * Cells are told by their order: a row fits that has one for each column, no more
 * and no less, but for blanks and a note behind the last, and none that cannot stand
 * in its column.
 */
#ifndef GX_FIT_H
#define GX_FIT_H

#include "tables/align.h"
#include "tables/head.h"

void fit_begin(void); /* a table */

/* A row of it comes: whether the rows have numbers of their own shows in one. */
void fit_look(const struct head_row *row);

/* Compares the cells from *at on, behind the label, with the columns of h; `rec` is
 * the record of the row.  may_be_alone: its label may stand for a row of blanks.  Cells
 * are put in and taken out, and digits put together, until they fit: *at is then where
 * the first value stands.  What it shows of the row goes to *read.  True when the row
 * fits.  The cells are good until the next call. */
bool fit_cells(struct head_row *row, const struct head *h, const struct rec *rec,
    size_t *at, bool may_be_alone, struct stretch_row *read);

#endif
