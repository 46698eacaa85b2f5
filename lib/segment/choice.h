/*
 * choice: which of the evidence of a report decides.  Floor 10.
 *
 * The best rank that has a candidate decides; of candidates that differ within it,
 * those seen less than half as often as the first are left, and what remains is
 * reported together: ambiguous.
 */
#ifndef GX_CHOICE_H
#define GX_CHOICE_H

#include "segment/evidence.h"

/* Begins to choose among the evidence that has been found; strings will live in the
 * pool. */
void choice_begin(struct pool *p);

/* Looks for a place in the names chosen for the agency, when the place is open and
 * the report does not name it itself. */
void choice_look_at_agency(void);

/* The values chosen for a field, space separated; empty if there are none. */
struct str choice_values(enum evidence_field field);

/* The first of them, as it was printed (STR("") when the row of evidence.tsv gives
 * a value of its own). */
struct str choice_printed(enum evidence_field field);

/* True when only weak evidence decides the field. */
bool choice_is_weak(enum evidence_field field);

/* The evidence of the field is of something else: none of it is chosen. */
void choice_set_aside(enum evidence_field field);

/* The units chosen for the region: of those that bear a name, the ones that
 * existed in the year (if it is one), and that other evidence does not
 * exclude.  What the report does not say itself must be of the kind that its voice
 * (values of that field) or its text speaks of, and what only the page around it
 * says does not decide against what the text names. */
struct region_set choice_place(struct str year, struct str voice);

#endif
