/*
 * metakey: the published list of keys of meta records (metakeys.tsv).  Floor
 * 3.
 */
#ifndef GX_METAKEY_H
#define GX_METAKEY_H

#include "buf.h"

bool metakey_is(struct str key);

/* The key of what an element (in lower case) says under a name (in any case);
 * NULL when it is none of ours. */
const char *metakey_of(const char *element, struct str name);

#endif
