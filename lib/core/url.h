/*
 * url: one way to write an address.  Floor 6.
 */
#ifndef GX_URL_H
#define GX_URL_H

#include "core/buf.h"

/* Appends raw to out as UTF-8: without the <> that wget puts around it, what
 * is not ASCII as characters, whether it came as bytes or as %XX, in UTF-8 or
 * in GBK; blanks and control characters as %XX.  %XX of ASCII stay. */
void url_put(struct buf *out, struct str raw);

#endif
