/*
 * imprint: whose report it is, and of which year and place.  Floor 11.
 *
 * All that a report says of it, and what stands around the reports of its page, is
 * looked at for evidence: first for what is strong; for what that leaves open,
 * also for what is weak.
 */
#ifndef GX_IMPRINT_H
#define GX_IMPRINT_H

#include "segment/report.h"

void imprint_load(const char *folder);
void imprint_prove(void); /* each row's example */

/* Begins a page whose reports have been found. */
void imprint_begin(const struct page *p);

/* Writes the report record and its evidence, before the report's pieces. */
void imprint_write(struct page *p, const struct report *r);

#endif
