/*
 * metakey: the keys of meta records and where their values are found
 * (metakeys.tsv).  Floor 3.
 */
#ifndef GX_METAKEY_H
#define GX_METAKEY_H

#include "core/buf.h"

enum metakey_place {
	METAKEY_META,
	METAKEY_LINK,
	METAKEY_TITLE,
	METAKEY_LABEL,
	METAKEY_FOOTER,
	METAKEY_WARC,
	METAKEY_HTTP,
	METAKEY_JSON,
	METAKEY_CONVERTED
};

/* True for a key of the list. */
bool metakey_is(struct str key);

/* The key of what a page names so at a place, ASCII letters in any case; NULL
 * when it has none. */
const char *metakey_find(enum metakey_place place, struct str name);

/* Most text cannot begin a label, as is soon known. */
bool metakey_may_begin_label(struct str s);

#endif
