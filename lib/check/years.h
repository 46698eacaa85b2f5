/*
 * years: the reports of one agency held against each other, year by year.
 * Floor 12.
 *
 * Facts or books come sorted by their key, region/body/year, and so by agency; what
 * is kept are the reports of one agency, of this year and of the year before.
 * A report whose region, body or year is not known is held against none.
 */
#ifndef GX_YEARS_H
#define GX_YEARS_H

#include "core/rec.h"

void years_load(const char *folder); /* after identity_load() */
void years_fact(const struct rec *fact); /* dies when it is not sorted */
void years_book(const struct rec *book); /* the same, of all facts of a report */
void years_end(void);

#endif
