/*
 * boxes: tables that are drawn whole, each cell in its box, as text browsers, pandoc and
 * database shells draw them.  Floor 10.
 *
 * A cell is the rectangle between bars and rules, and may stand beside several others: it
 * belongs to the row that it begins in, as in the HTML.  All lines of a table are as long
 * as the first, by one of the ways to measure characters that such programs have.
 */
#ifndef GX_BOXES_H
#define GX_BOXES_H

#include "segment/page.h"

/* Begins a page, whose lines are then asked about in their order. */
void boxes_begin(void);

/* How many lines from i on draw one table of the forms; 0: none. */
size_t boxes_lines(const struct page *p, size_t i);

/* Makes rows of those that boxes_lines() has just found at i. */
void boxes_take(struct page *p, size_t i, size_t n);

#endif
