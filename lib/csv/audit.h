/*
 * audit: the rows of table audit: a sample of cells of the wide table, for people
 * to code by hand.  Floor 11.
 *
 * The cells are those of the indicators chosen that the report's form asks for:
 * with a value, or without and why.  A stratum is what they have in common:
 * whether there is a value, the family of the rule, form, level and qualifier.
 * Of each the cells with the smallest hashes of seed and id are taken, so that the
 * sample does not depend on the order of the stream.  What waits is as many rows
 * of a stratum as the sample has, and the ids of the reports.
 */
#ifndef GX_AUDIT_H
#define GX_AUDIT_H

#include "csv/sheet.h"

enum { AUDIT_MAX = 100000 };

/* How many rows (more when there are more strata); the seed, any text; blind:
 * what was read is not shown. */
void audit_set(size_t size, const char *seed, bool blind);

void audit_rows(struct sheet *s, const struct obs *o);
void audit_end(struct sheet *s);

#endif
