/*
 * report: which pieces of a page are a report.  Floor 10.
 *
 * A report begins at its title (titles.tsv), which may be broken over two lines,
 * or at the lines above it where an agency or a year stands alone, and ends before
 * the next one.  A page without a title
 * is one report when something on it shows that it is (rows of kind sign),
 * unless it says that it is another kind of document (rows of kind other).
 */
#ifndef GX_REPORT_H
#define GX_REPORT_H

#include "segment/page.h"

struct report {
	unsigned number;
	size_t from, to; /* its pieces, to excluded */
	size_t title;    /* the last piece of its title; p->n or more: none */
	size_t title_from; /* the first one; an agency above may be before it */
};

/* Finds the reports of a page and numbers their pieces; what lies outside of
 * them goes to skip.  Returns their number; *reports until the next call. */
size_t report_find(struct page *p, struct report **reports);

#endif
