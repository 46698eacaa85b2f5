/*
 * breakdown: claims of the prose, a whole and its parts, held against the rules
 * pr.parts, pr.pct and pr.pct100 of identities.tsv.  Floor 11.
 *
 * Parts that are more than the whole fail; so do parts that are less although
 * their shares add up to 100.  Parts that do not reach the whole are
 * incomplete when nothing says that they are all, and so are numbers that are
 * not exact, unless they fit: 300余 is less than 400.  A share is right when it
 * is what rounding or truncation makes of it at the digits printed.
 */
#ifndef GX_BREAKDOWN_H
#define GX_BREAKDOWN_H

#include "core/rec.h"

void breakdown_load(void); /* after identity_load() */
void breakdown_check(const struct rec *claim);

#endif
