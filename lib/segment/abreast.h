/*
 * abreast: reports that stand side by side on a page.  Floor 9.
 */
#ifndef GX_ABREAST_H
#define GX_ABREAST_H

#include "segment/page.h"

/* True when two titles stand side by side on one line, or many lines of text do,
 * as on a page of two columns: which words belong to which report cannot be told. */
bool abreast_is(const struct page *p);

#endif
