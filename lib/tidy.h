/*
 * tidy: what may stand in a line of text.  Floor 3.
 */
#ifndef GX_TIDY_H
#define GX_TIDY_H

#include "buf.h"

/*
 * Appends a piece of text (UTF-8) to out.  Line ends of other systems (CR, VT,
 * FF, U+0085, U+2028, U+2029) become one space each; NUL and other control
 * characters except TAB become U+FFFD and are added to *replaced.  With
 * collapse, a run of ASCII blanks becomes one space, and none is added to one
 * that stands at the end of out.
 */
void tidy(struct str text, bool collapse, struct buf *out, uint64_t *replaced);

/* True when bytes are well-formed UTF-8 that tidy(), not to collapse, would
 * leave as they are, and none of the characters was lost before. */
bool tidy_is_sound(struct str bytes);

#endif
