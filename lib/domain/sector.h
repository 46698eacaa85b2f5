/*
 * sector: the field of work that the end of an agency's name tells.  Floor 6.
 */
#ifndef GX_SECTOR_H
#define GX_SECTOR_H

#include "core/buf.h"

void sector_load(const char *folder);

/* Adds a sector, a key of sectors.tsv, to those that are there. */
void sector_add(struct buf *all, struct str key);

/* Adds the sectors of a name, those of the work named first before others, and
 * returns the level of such an agency; empty: that of its place. */
struct str sector_add_all(struct buf *all, struct str name);

/* True when all of a name is that of a bureau, but not of a town, a street, a zone
 * or a school: those bear the names of places. */
bool sector_is_bureau(struct str name);

/* True when all of a name only says that it is a school, or the like. */
bool sector_is_school(struct str name);

#endif
