/*
 * furniture: what stands around a report and belongs to the site.  Floor 8.
 * The patterns are rows of furniture.tsv.
 */
#ifndef GX_FURNITURE_H
#define GX_FURNITURE_H

#include "segment/page.h"

void furniture_load(const char *folder);
void furniture_prove(void); /* each row's example */

/* Sets aside what is furniture wherever it stands, and cuts off what a line
 * begins with. */
void furniture_skip(struct page *p);

/* Sets aside the furniture that ends the pieces from..to. */
void furniture_skip_tail(struct page *p, size_t from, size_t to);

#endif
