/*
 * columns: tables that are printed column by column, one cell a line.  Floor 10.
 *
 * All labels of rows come first, then each column of the header with its values.
 * Nothing says where a column ends but the number of its values: that of the rows, in
 * each column that the form has, in its order.
 */
#ifndef GX_COLUMNS_H
#define GX_COLUMNS_H

#include "segment/page.h"

/* How many lines from i on are such a table of the forms; 0: none are. */
size_t columns_lines(struct page *p, size_t i);

/* Makes rows of those lines; returns n. */
size_t columns_take(struct page *p, size_t i, size_t n);

#endif
