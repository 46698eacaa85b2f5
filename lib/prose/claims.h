/*
 * claims: the wholes and their parts in the marks of a paragraph.  Floor 9.
 *
 * A claim needs a reason: a word such as 其中 between the whole and its first
 * part, a share of the whole beside every part, or a list behind a total that
 * adds up exactly.  Only numbers with units of one kind are held together; a
 * number in brackets belongs to the part before them.  What could be read in
 * two ways is no claim.
 */
#ifndef GX_CLAIMS_H
#define GX_CLAIMS_H

#include "domain/rows.h"
#include "prose/claim.h"
#include "prose/marks.h"

/* False for a folded text that has too few numbers, in Arabic or Chinese digits. */
bool claims_are_likely(struct str folded);

/* Takes a paragraph, which must stay until the last claim has been read; may is
 * rows_scan() of it. */
void claims_begin(const struct marks *m, const struct rows_set *may);

/* The next claim, valid until the one after it; false at the end. */
bool claims_next(struct claim *c);

#endif
