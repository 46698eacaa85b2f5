/*
 * delimited: lines that are the records of a sheet: CSV, cells copied from one with tabs
 * between them, or lists and objects as programs print them.  Floor 10.
 *
 * All records but lists have as many fields; objects of one table have the same keys,
 * which may be its header, and each value may have a line.  A field in quotes may hold the joint, doubled quotes,
 * and line ends: then it goes on in the next lines.
 */
#ifndef GX_DELIMITED_H
#define GX_DELIMITED_H

#include "segment/page.h"

/* Begins a page, whose lines are then asked about in their order. */
void delimited_begin(void);

/* How many lines from i on are records of one table of the forms; 0: none are.  A list of
 * lists or of objects that stands on line i is cut first, a piece to each. */
size_t delimited_lines(struct page *p, size_t i);

/* Makes rows of those lines; returns how many pieces they have become. */
size_t delimited_take(struct page *p, size_t i, size_t n);

#endif
