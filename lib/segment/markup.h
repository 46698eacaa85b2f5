/*
 * markup: tables whose cells have a mark each, as wikis and AsciiDoc write them:
 * {| |- |} around lines of | and ||, and |=== around cells that begin with |.
 * Floor 10.
 */
#ifndef GX_MARKUP_H
#define GX_MARKUP_H

#include "segment/page.h"

/* How many lines from i on are such a table of the forms; 0: none are.  Where they are,
 * but their rows cannot be told, they get the warning that they were not read. */
size_t markup_lines(struct page *p, size_t i);

/* Makes rows of those lines; returns n. */
size_t markup_take(struct page *p, size_t i, size_t n);

#endif
