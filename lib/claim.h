/*
 * claim: a whole and its parts in the marks of a paragraph.  Floor 7.
 *
 * A claim needs a reason (claims.tsv): a word such as 其中 between the whole and
 * its first part, a share of the whole beside every part, or a list behind a
 * total that adds up exactly.  Only numbers with units of one kind are held
 * together; a number in brackets belongs to the part before them, and dates
 * and document numbers are no values (marks.h).  What could be read in two
 * ways is no claim.
 */
#ifndef GX_CLAIM_H
#define GX_CLAIM_H

#include "marks.h"
#include "rows.h"

struct claim {
	struct dec whole;
	size_t from, to;       /* bytes of the marked text, whole to last part */
	struct str qualifier;  /* of the whole; in 万 or 亿 it is rounded: approx */
	struct str basis;      /* 其中, list, shares or channels (whole.h) */
	struct str parts;      /* values between blanks; inexact ones: 90:more */
	struct str shares;     /* percentages in the same order, or empty */
};

void claim_load(const char *folder);

/* False for a folded text that has too few numbers, in Arabic or Chinese digits. */
bool claim_is_likely(struct str folded);

/* Takes a paragraph, which must stay until the last claim has been read; may is
 * rows_scan() of it. */
void claim_begin(const struct marks *m, const struct rows_set *may);

/* The next claim, valid until the one after it; false at the end. */
bool claim_next(struct claim *c);

/* Appends a part: its value, and its qualifier when it is not exact. */
void claim_put(struct buf *parts, struct dec value, const char *qualifier);

/* Where a claim was read. */
struct claim_place {
	struct str doc, report, line, raw;
	size_t column;
};

/* Writes the record of a claim. */
void claim_write(const struct claim *c, const struct claim_place *at);

/* Proves every row of the table by its example. */
void claim_prove(void);

#endif
