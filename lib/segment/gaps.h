/*
 * gaps: rows whose cells stand apart by so many blanks, with single blanks inside them.
 * Floor 9.
 *
 * OCR puts blanks between the characters of a word or a number.  Where the gaps
 * between cells are wider, and all of one width, as a program writes them, digits with
 * single blanks between them are one number: 2 8 4 0.
 */
#ifndef GX_GAPS_H
#define GX_GAPS_H

#include "segment/cells.h"

/* Looks for such rows on a page: before its lines are looked at. */
void gaps_begin(const struct page *p);

/* True when the page has them. */
bool gaps_are_wide(void);

/* Makes *c the cells of a piece if it is such a row, and tells what it is; else
 * LINE_OTHER.  Good until the next page. */
enum line_kind gaps_look(struct cells *c, const struct piece *piece);

#endif
