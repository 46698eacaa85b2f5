/*
 * tidy: what may stand in a line of text.  Floor 3.
 */
#ifndef GX_TIDY_H
#define GX_TIDY_H

#include "core/buf.h"
#include "core/eight.h"

/*
 * Tidies what stands in b from an offset on (UTF-8); what stands before it is
 * tidy.  Line ends of other systems (CR, VT, FF, U+0085, U+2028, U+2029) become
 * one space each; NUL and other control characters except TAB become U+FFFD and
 * are added to *replaced.  With collapse, a run of ASCII blanks becomes one
 * space, and none is added to one that stands before the offset.
 */
void tidy(struct buf *b, size_t from, bool collapse, uint64_t *replaced);

/* Bytes at the start of a text that are sound: well-formed UTF-8 that tidy(), not
 * to collapse, would leave as it is, and no character of it was lost before.
 * Lines may end, with LF or CR LF. */
size_t tidy_sound(struct str text);

/* True for a few visible characters of ASCII, as most cells of a table hold: in
 * any charset whose code unit is one byte, they are tidy as they are. */
static inline bool
tidy_is_short(struct str s)
{
	uint64_t eight, all = EIGHT_HIGH;

	if (s.n == 0 || s.n > 8)
		return false;
	eight = eight_few(s.p, s.n);
	all >>= 64 - 8 * s.n;
	return ((eight_below(eight, 0x21) | eight_is(eight, 0x7F) | eight) &
	    all) == 0;
}

#endif
