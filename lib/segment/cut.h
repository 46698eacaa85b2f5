/*
 * cut: lines that hold several rows of a table are cut, a piece to a row.
 * Floor 9.
 *
 * A scraper may put a whole table on one line, or two rows.  A label behind a
 * value begins a row; of a header, each cell is a piece of its own, as in a text
 * of one cell a line.
 */
#ifndef GX_CUT_H
#define GX_CUT_H

#include "segment/page.h"

void cut_load(void); /* before any text is read */

/* Cuts piece i; false when it holds no more than one row, or cannot be cut: then
 * piece.unread is set. */
bool cut_rows(struct page *p, size_t i);

#endif
