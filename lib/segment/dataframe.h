/*
 * dataframe: tables as pandas prints them with to_string().  Floor 10.
 *
 * Below the names of the columns stand the rows, numbered from 0, their cells set to the
 * right and parted by two blanks at least:
 *
 *	        0     1
 *	0    行政许可    12
 *	1  行政强制执行   NaN
 *
 * A cell that spans several columns is printed in each.
 */
#ifndef GX_DATAFRAME_H
#define GX_DATAFRAME_H

#include "segment/page.h"

/* How many lines from i on are such a table of the forms; 0: none are. */
size_t dataframe_lines(struct page *p, size_t i);

/* Makes rows of those lines, about which was asked last; returns n. */
size_t dataframe_take(struct page *p, size_t i, size_t n);

#endif
