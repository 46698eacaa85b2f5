/*
 * lines: the documents in JSON, as crawlers write them: an object for each, whose
 * strings are a page and its address.  Mostly each is a line (JSON Lines); else
 * they are an array, or follow one another in some other way.  Floor 10.
 *
 * The members are named by the options or, without them, by their usual names:
 * html, content, text, body; url, link.
 */
#ifndef GX_LINES_H
#define GX_LINES_H

#include "decode/item.h"

enum lines_kind {
	LINES_NONE,  /* no such file */
	LINES_EACH,  /* each line is an object, or should be: the first one is, or
	              * the second; or it begins like one and members are named by
	              * the options */
	LINES_VALUE  /* an array of objects, or objects of which the first has a
	              * page; such a file is held whole */
};

/* What the file is. */
enum lines_kind lines_kind(struct feed *f);

void lines_read(struct feed *f, enum lines_kind kind);

#endif
