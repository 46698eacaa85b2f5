/*
 * part: lines of a flattened table that are no cells: they may be the first parts
 * of a label.  Floor 9.
 */
#ifndef GX_PART_H
#define GX_PART_H

#include "segment/cells.h"

enum { PART_MOST = 8 }; /* lines of parts, one after the other */

/* True for a part of a label, a letter of a vertical one, or the number of a
 * page. */
bool part_can_be(const struct piece *piece);

void part_add(struct str text);
void part_drop(void); /* all that were added */

/* Puts the parts, or the last of them, before a text if that makes a label of it;
 * what they make is *joined, and the others are left.  Good until the next. */
bool part_join(struct str text, struct str *joined);

/* Takes the first part that is left; false when none is. */
bool part_is_left(void);
bool part_next(struct str *part);

#endif
