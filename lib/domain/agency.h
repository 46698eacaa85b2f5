/*
 * agency: what an agency's name says of it.  Floor 7.
 */
#ifndef GX_AGENCY_H
#define GX_AGENCY_H

#include "domain/region.h"

struct agency {
	struct str body;   /* the name in full, without its place and without what
	                    * stands in brackets (住建局 is 住房和城乡建设局); a
	                    * government is 人民政府, also where only the place
	                    * is printed; empty for a town without its name */
	struct str sector; /* keys of sectors.tsv, space separated, or empty */
	struct str level;  /* national, vertical, town, street or zone; empty:
	                    * that of its place */
};

void agency_load(const char *folder);

/* Reads a folded name; the strings live in it or in the pool. */
void agency_read(struct str name, struct pool *pool, struct agency *a);

/* True for a government, or an office that reports for it. */
bool agency_is_government(const struct agency *a);

/* Its level: its own, else that of its place when that is one. */
struct str agency_level(const struct agency *a,
    const struct region_set *place);

#endif
