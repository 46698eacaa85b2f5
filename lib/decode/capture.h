/*
 * capture: the documents in a WARC file.  Floor 10.
 *
 * Records of the types response, resource and conversion hold documents.  What
 * holds none, or not one to be read as text, is named in a warn record with
 * its address; only requests, what crawlers say about themselves, and what
 * pages are made of besides their text (media.tsv) are passed over in silence.
 */
#ifndef GX_CAPTURE_H
#define GX_CAPTURE_H

#include "decode/item.h"

void capture_read(struct feed *f);

#endif
