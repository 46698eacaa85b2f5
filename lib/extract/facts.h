/*
 * facts: what was read from one report.  Floor 7.
 *
 * All readings are kept until the report ends; then one of each indicator,
 * scope and period is chosen for use.
 */
#ifndef GX_FACTS_H
#define GX_FACTS_H

#include "core/rec.h"
#include "domain/value.h"

struct fact {
	const struct indicator *indicator;
	struct value value;
	struct str line, raw, scope, rule, period;
	struct str row; /* of a table, as 1:2, and the cell's number in it; 0: */
	size_t ordinal; /* of the prose */
	size_t column;
	int rank; /* among readings of one indicator the lowest is chosen */
	size_t group; /* readings of one enumeration have one; 0: of none */
	int use;
};

struct facts {
	struct str doc, report, key; /* of the report being read */
	struct fact *v;
	size_t n, cap;
	bool full;        /* the report has more than can be held */
	struct pool pool; /* what the strings of the facts live in */
};

enum { FACTS_MOST = 65536 };

/* Begins a report; what the last one left is given back. */
void facts_begin(struct facts *f, const struct rec *report);

/* Adds a reading.  Its strings must stay until the report ends: those that come
 * from a record are copied into the pool. */
void facts_add(struct facts *f, const struct fact *fact);

/* True, with a warning for the line the first time, when the report has
 * FACTS_MOST readings or more: what is left of it is not to be read. */
bool facts_are_full(struct facts *f, struct str line);

/* Chooses, and writes the fact records in the order of their lines.  Two that
 * have equal claims and other values are a warning; of one enumeration neither
 * is chosen, because what is enumerated is not said. */
void facts_end(struct facts *f);

#endif
