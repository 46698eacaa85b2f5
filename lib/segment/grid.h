/*
 * grid: rows of a text whose columns stand below each other, as a PDF's do.
 * Floor 9.
 *
 * Values that overlap from line to line are a column; where a line has none in
 * one, its cell is blank.  A label that is wrapped stands above, beside and below
 * its values: pieces below each other are put together as long as they begin a
 * label of the forms.
 */
#ifndef GX_GRID_H
#define GX_GRID_H

#include "segment/cells.h"

/* Begins a table on the lines from..to of a page. */
void grid_begin(const struct page *p, size_t from, size_t to);

/* Looks at the lines from..to of it, which stand under one header: its own lines
 * are those from `header` on.  False when they are no such rows, or not for
 * certain. */
bool grid_read(const struct page *p, size_t header, size_t from, size_t to);

/* The row whose values, or whose label alone, stand on line i; NULL when there is
 * none.  Its cells are good until the next grid_read(). */
const struct cells *grid_row(size_t i);

/* Where blanks of one number join the cells of rows: puts the blank cells that
 * wider gaps are into the cells of a line. */
void grid_fill(struct cells *c, struct str line);

#endif
