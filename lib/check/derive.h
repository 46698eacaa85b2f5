/*
 * derive: blank cells that the rules of the form decide.  Floor 9.
 *
 * A blank part is 0 when the other numbers of its sum close without it, and a
 * blank total is the sum of its parts.  Any other value must follow from two
 * rules.  Rules that decide are the equations of severity error.
 *
 * A value that a second rule contradicts is contested: the rules are judged
 * by it, since no value can satisfy both, but it is no fact.
 */
#ifndef GX_DERIVE_H
#define GX_DERIVE_H

#include "check/judge.h"

/* Decides what can be decided; the readings then have values. */
void derive(struct ledger *l);

/* Writes the facts that were derived, in the codebook's order of entry. */
void derive_write(const struct ledger *l);

#endif
