/*
 * claim: the record of a whole and its parts.  Floor 6.
 */
#ifndef GX_CLAIM_H
#define GX_CLAIM_H

#include "core/buf.h"
#include "core/dec.h"

struct claim {
	struct dec whole;
	size_t from, to;       /* bytes of the marked text, whole to last part */
	struct str qualifier;  /* of the whole; in 万 or 亿 it is rounded: approx */
	struct str basis;      /* 其中, list, shares or channels (whole.h) */
	struct str parts;      /* values between blanks; inexact ones: 90:more */
	struct str shares;     /* percentages in the same order, or empty */
};

/* Appends a part: its value, and its qualifier when it is not exact. */
void claim_put(struct buf *parts, struct dec value, const char *qualifier);

/* Where a claim was read. */
struct claim_place {
	struct str doc, report, line, raw;
	size_t column;
};

void claim_write(const struct claim *c, const struct claim_place *at);

#endif
