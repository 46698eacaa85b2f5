/*
 * flip: a table that is printed with its rows as columns.  Floor 7.
 *
 * Its rows are kept until it has ended, and given again column by column.  That
 * takes a grid without a hole, which the spans of its cells must fill exactly: else
 * nobody knows what stands below what.
 */
#ifndef GX_FLIP_H
#define GX_FLIP_H

#include "core/rec.h"

void flip_begin(void); /* of a table */

/* Keeps a row of it; of one that has too many none can be turned. */
void flip_keep(const struct rec *row);

/* How many rows the table has when it is turned; 0: it cannot be, or the blanks at
 * the ends of its rows show that it may have lost cells. */
size_t flip_turn(void);

/* Row i of the turned table, good until the next call.  Its line is that of its
 * first cell. */
const struct rec *flip_row(size_t i);

/* Where a cell of the row given last, of so many from 1, is printed: the row, which
 * is good until flip_begin(), and its place in it, from 1. */
const struct rec *flip_origin(size_t cell, size_t *place);

#endif
