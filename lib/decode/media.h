/*
 * media: what a media type says about a payload (media.tsv).  Floor 3.
 */
#ifndef GX_MEDIA_H
#define GX_MEDIA_H

#include "core/buf.h"

enum media {
	MEDIA_TEXT,  /* a document; so is what no row speaks of */
	MEDIA_MAYBE, /* a document if it looks like a page */
	MEDIA_OTHER, /* none */
	MEDIA_QUIET  /* none, and not worth a word each time */
};

/* Of the value of a Content-Type field. */
enum media media_of(struct str type);

/* The charset that such a value names, or "". */
struct str media_charset(struct str type);

#endif
