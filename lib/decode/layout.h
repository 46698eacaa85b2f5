/*
 * layout: the lines and the table rows of a page, and what it says about
 * itself, in document order.  Floor 8.
 *
 * A line ends where a block begins or ends and at <br>; runs of ASCII blanks
 * in it become one space, except in <pre>; lines without text are dropped.  Digits
 * that are struck out, hidden or of a note are parted from those beside them:
 * 12<sup>1</sup> is 12^1, not 121.
 * Lines and rows together are numbered from 1.
 *
 * Of tables within tables only the innermost can hold data: as soon as a cell
 * holds a table, what surrounds it is layout, and comes out as lines.
 * Whatever is left open ends with the page; a row outside any table begins
 * one.  There is no tree, so nothing is too deep; more than LAYOUT_DEPTH
 * tables or elements within one another are warned of.
 */
#ifndef GX_LAYOUT_H
#define GX_LAYOUT_H

#include "decode/doc.h"

enum { LAYOUT_DEPTH = 512 };

/* Writes the records of the page in doc->decoded; CHARSET_NONE: each line is
 * in a charset of its own. */
void layout_read(struct doc *d, enum charset charset);

#endif
