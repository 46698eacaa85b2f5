/*
 * ruler: tables whose columns are drawn above them: ------ ---- ----  Floor 10.
 *
 * Each run of signs is as wide as its column, in columns of a terminal or in
 * characters.  Rows are lines, or what blank lines part; a header may stand above.
 * Another such line, or a blank one where none comes, ends the table.
 */
#ifndef GX_RULER_H
#define GX_RULER_H

#include "segment/page.h"

/* How many lines from i on are such a table of the forms; 0: none are. */
size_t ruler_lines(struct page *p, size_t i);

/* Makes rows of those lines; returns n. */
size_t ruler_take(struct page *p, size_t i, size_t n);

#endif
