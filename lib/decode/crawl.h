/*
 * crawl: the documents of a file, whatever holds them.  Floor 11.
 *
 * The container is known by the first bytes: a WARC file, JSON Lines, or else
 * the file is one document; each of them plain or packed.
 */
#ifndef GX_CRAWL_H
#define GX_CRAWL_H

#include "decode/item.h"

/* Reads the open file of from to its end and writes its documents. */
void crawl_read(struct source *from, const struct item_options *o);

#endif
