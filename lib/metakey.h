/*
 * metakey: the keys of meta records and where their values are found
 * (metakeys.tsv).  Floor 4.
 */
#ifndef GX_METAKEY_H
#define GX_METAKEY_H

#include "buf.h"

/* True for a key of the list. */
bool metakey_is(struct str key);

/* The key of what a page names so at a place of the list (meta, link, label
 * ...), ASCII letters in any case; NULL when it has none. */
const char *metakey_find(const char *where, struct str name);

/* The same for a label.  Most text cannot begin one, as is soon known. */
const char *metakey_label(struct str name);
bool metakey_may_begin_label(struct str s);

#endif
