/*
 * evidence: what says the year, the place and the agency of a report.
 * Floor 9.
 *
 * Every row of evidence.tsv that finds something gives a candidate.
 */
#ifndef GX_EVIDENCE_H
#define GX_EVIDENCE_H

#include "segment/clue.h"
#include "segment/page.h"

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

enum { EVIDENCE_WEAK = 10, EVIDENCE_RANKS = 20 }; /* the first weak rank; ranks */

struct evidence {
	enum evidence_field field;
	int rank;          /* 1 is strongest */
	bool own;          /* found in the report, not on the page around it */
	bool given;        /* the row gives the value: none was printed */
	size_t row, times; /* of evidence.tsv; how often it was found */
	struct clue clue;
	struct str record; /* packed, where it was found first */
	bool chosen;       /* it decides its field */
	bool aside;        /* it is of something else */
};

void evidence_load(const char *folder);
void evidence_prove(void); /* each row's example */

/* Forgets all candidates; strings will live in the pool. */
void evidence_begin(struct pool *p);

/* Looks for evidence in a folded text of a zone, which these rows may match and
 * which stands in this packed record: strong evidence, or weak evidence for what
 * the strong has left open. */
void evidence_look(enum zone zone, struct str folded,
    struct rows_set *may, struct str record, bool weak);

/* After the strong evidence: true when the year, the place or the agency is open,
 * or the place is known from the page alone. */
bool evidence_is_open(void);

/* True when the field was open then. */
bool evidence_wants(enum evidence_field field);

/* All candidates, in the order in which they were found; *n: how many.  Good until
 * evidence_begin(); more may come. */
struct evidence *evidence_found(size_t *n);

/* Writes the evid records of a report. */
void evidence_write(struct str doc, uint64_t report);

#endif
