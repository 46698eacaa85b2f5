/*
 * explain: a finding for a person (gx-check -x): whose report it is, the
 * numbers with their names, places and what was read there, how they must
 * stand to each other, and the difference.  Floor 9.
 */
#ifndef GX_EXPLAIN_H
#define GX_EXPLAIN_H

#include "check/identity.h"
#include "check/ledger.h"

/* One number of a finding. */
struct explain_number {
	struct str name, said;         /* said: "=value@doc:report:line" */
	int side;                      /* 0 left of the relation, 1 right */
	const struct term *term;       /* or NULL */
	const struct indicator *in;    /* or NULL */
	const struct reading *reading; /* or NULL */
};

/* What it is about. */
struct explain_finding {
	const struct identity *id;
	struct str doc, report, relation, detail;
	bool sums;
	struct dec left, right;
};

/* The file that a document was read from, and whose report it is. */
void explain_source(struct str source);
void explain_whose(struct str name, struct str year);

void explain_begin(struct str doc);
void explain_number(const struct explain_number *n);
void explain_read(struct str raw); /* the text that has all its numbers */
void explain_end(const struct explain_finding *f); /* writes it */

#endif
