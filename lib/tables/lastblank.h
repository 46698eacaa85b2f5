/*
 * lastblank: rows whose last cell is blank.  Floor 10.
 *
 * It may be a value, or fill up a row that has lost one: then all values behind
 * that one stand too far left.
 */
#ifndef GX_LASTBLANK_H
#define GX_LASTBLANK_H

#include "tables/stretch.h"

/* A blank in the last column is a value where other rows are blank there too;
 * where blanks fill rows up to the width of the table, and rows, or other groups
 * of columns, have a value in their last column, it may fill a row that has lost
 * a cell. */
void lastblank_padded(const struct stretch *s, struct facts *f);

/* Doubts the rows under one header that may have lost a value; table: all rows of
 * the table, whose habits show; uneven: they differ in length, so that nothing fills
 * them up. */
void lastblank_doubt(const struct stretch *s, const struct stretch *table,
    bool uneven, struct facts *f);

#endif
