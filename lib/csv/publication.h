/*
 * publication: when a report was published, and when it had to be
 * (deadlines.tsv).  Floor 5.
 */
#ifndef GX_PUBLICATION_H
#define GX_PUBLICATION_H

#include "core/buf.h"

void publication_load(const char *folder);

/* How far a meta record of this key tells the date: 0 not at all, else the
 * greater the better. */
int publication_worth(struct str key);

/* The last day for a report of the year, in days since 1970; false if none is
 * known. */
bool publication_due(struct str year, struct str sector, int *days);

#endif
