/*
 * styled: Markdown that gives pieces of a line a style, [text]{lang="EN-US"}, as
 * converters write it of Word's pages.  Floor 4.
 */
#ifndef GX_STYLED_H
#define GX_STYLED_H

#include "core/buf.h"

/* True for a text that has several. */
bool styled_is(struct str text);

/* True for a line of it that may lose its styles: those of tables keep their columns. */
bool styled_can_be(struct str line);

/* Appends a line without its styles to out.  *open: it begins in one, as that may go on
 * over lines; it ends in one. */
void styled_put(struct str line, bool *open, struct buf *out);

#endif
