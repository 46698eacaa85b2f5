/*
 * lines: the documents in JSON Lines, as crawlers write them: one object a
 * line, whose strings are a page and its address.  Floor 10.
 *
 * The members are named by the options or, without them, by their usual names:
 * html, content, text, body; url, link.
 */
#ifndef GX_LINES_H
#define GX_LINES_H

#include "item.h"

/* True when the first line that is not blank is an object; when members are
 * named by the options, that it begins like one is enough. */
bool lines_is(struct feed *f);

void lines_read(struct feed *f);

#endif
