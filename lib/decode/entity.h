/*
 * entity: character references of HTML (WHATWG HTML, 13.2.5.72 to 80).
 * Floor 5.
 */
#ifndef GX_ENTITY_H
#define GX_ENTITY_H

#include "core/buf.h"

enum { ENTITY_TEXT = 8 }; /* bytes of the longest text: two characters */

struct entity {
	char text[ENTITY_TEXT]; /* UTF-8 */
	size_t n;
};

/* The reference at the "&" with which s begins.  Returns its length in s, or 0
 * when the "&" stands for itself.  In an attribute, a name without ";" before
 * "=" or a letter or digit is none ("?a=1&copy=2"). */
size_t entity_read(struct str s, bool in_attribute, struct entity *e);

#endif
