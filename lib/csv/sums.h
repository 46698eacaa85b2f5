/*
 * sums: the rows of table sums: of exact values, over groups of reports, never
 * over both scopes.  Floor 11.
 */
#ifndef GX_SUMS_H
#define GX_SUMS_H

#include "csv/sheet.h"

/* True for a column that the table has when it is grouped by these (separated
 * by commas): they, the scope, and those indicators that can be added over
 * them. */
bool sums_has(const struct column *c, const char *groups);

/* Dies with GX_USAGE when there is no column to group by of such a name. */
void sums_check(const char *groups);

void sums_rows(struct sheet *s, const struct obs *o);
void sums_last(struct sheet *s, const struct sheet_row *row);
void sums_end(struct sheet *s);

#endif
