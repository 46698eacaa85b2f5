/*
 * evidence: what says the year, the place and the agency of a report.
 * Floor 9.
 *
 * Every row of evidence.tsv that finds something gives a candidate.  The best
 * rank that has one decides; of candidates that differ within it, those seen
 * less than half as often as the first are left, and what remains is reported
 * together: ambiguous.
 */
#ifndef GX_EVIDENCE_H
#define GX_EVIDENCE_H

#include "page.h"
#include "region.h"

/* Where to look: the zones of evidence.tsv. */
enum zone {
	ZONE_TITLE, ZONE_TEXT, ZONE_SIGN, ZONE_ROW, ZONE_CRUMB, ZONE_PAGE,
	ZONE_META, ZONE_AGENCY, ZONES
};

/* What is looked for: the fields of evidence.tsv. */
enum evidence_field {
	EVIDENCE_YEAR, EVIDENCE_REGION, EVIDENCE_AGENCY, EVIDENCE_VOICE,
	EVIDENCE_KIND, EVIDENCE_SCOPE, EVIDENCE_FORM
};

void evidence_load(const char *folder);
void evidence_prove(void); /* each row's example */

/* Forgets all candidates; strings will live in the pool. */
void evidence_begin(struct pool *p);

/* Looks for evidence in a folded text of a zone, which these rows may match and
 * which stands on this line: strong evidence, or weak evidence for what the
 * strong has left open. */
void evidence_look(enum zone zone, struct str folded,
    struct rows_set *may, struct str line, bool weak);

/* After the strong evidence: true when the year, the place or the agency is open,
 * or the place is known from the page alone. */
bool evidence_is_open(void);

/* Looks at the names chosen for the agency, when the place is open. */
void evidence_look_at_agency(void);

/* The values chosen for a field, space separated; empty if there are none. */
struct str evidence_values(enum evidence_field field);

/* True when only weak evidence decides the field. */
bool evidence_is_weak(enum evidence_field field);

/* The evidence of the field is of something else: none of it is chosen. */
void evidence_set_aside(enum evidence_field field);

/* The first value chosen for the field, as it was printed (STR("") when the
 * row gives a value of its own). */
struct str evidence_printed(enum evidence_field field);

/* The units chosen for the region: of those that bear a name, the ones that
 * existed in the year (if it is one), and that other evidence does not
 * exclude.  What the report does not say itself must be of the kind that its voice
 * (values of that field) or its text speaks of, and what only the page around it
 * says does not decide against what the text names. */
struct region_set evidence_place(struct str year, struct str voice);

/* Writes the evid records of a report. */
void evidence_write(struct str doc, uint64_t report);

#endif
