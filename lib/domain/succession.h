/*
 * succession: the codes that came after those of GB/T 2260 that are no longer
 * valid (succession.tsv).  Floor 5.
 */
#ifndef GX_SUCCESSION_H
#define GX_SUCCESSION_H

#include "core/buf.h"

void succession_load(const char *folder);

/* Appends today's code of each unit of the list (codes as of the year, separated
 * by blanks), or of the unit that it became part of. */
void succession_now(struct str codes, struct str year, struct buf *list);

/* The same for the code that it has in the year then, as long as it is a unit of
 * its own: its agencies are still the same. */
void succession_then(struct str codes, struct str year, struct str then,
    struct buf *list);

/* The last code of a unit that was recoded, whatever the year; else its own. */
struct str succession_last(struct str code);

#endif
