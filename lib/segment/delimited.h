/*
 * delimited: lines that are the records of a sheet: CSV, cells copied from one with tabs
 * between them, or lists as programs print them.  Floor 10.
 *
 * All records but lists have as many fields.  One in quotes may hold the joint, doubled quotes,
 * and line ends: then it goes on in the next lines.
 */
#ifndef GX_DELIMITED_H
#define GX_DELIMITED_H

#include "segment/page.h"

/* Begins a page, whose lines are then asked about in their order. */
void delimited_begin(void);

/* How many lines from i on are records of one table of the forms; 0: none are. */
size_t delimited_lines(struct page *p, size_t i);

/* Makes rows of those lines. */
void delimited_take(struct page *p, size_t i, size_t n);

#endif
