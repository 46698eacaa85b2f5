/*
 * agency: what an agency's name says of it.  Floor 7.
 */
#ifndef GX_AGENCY_H
#define GX_AGENCY_H

#include "region.h"

void agency_load(const char *folder);

/* The name without its place; a government is 人民政府, also where only the
 * place is printed. */
struct str agency_body(struct str name);

/* The sector of a body (sectors.tsv), or empty. */
struct str agency_sector(struct str body);

/* True for a government, or the office that reports for it. */
bool agency_is_government(struct str body);

/* Its level: by the words its name ends in, else that of its place. */
struct str agency_level(struct str body, const struct region_set *place);

#endif
