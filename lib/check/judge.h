/*
 * judge: does a rule hold in what is reported?  Floor 8.
 *
 * The readings that a rule is held against are of one scope, where they have
 * one: numbers of the office itself and of the whole area are never set
 * against each other.  Each scope that is reported is tried, and a rule that
 * holds in one of them holds.
 */
#ifndef GX_JUDGE_H
#define GX_JUDGE_H

#include "check/identity.h"
#include "check/ledger.h"

/* Sums over the reports of the units below. */
struct below {
	bool known;
	struct dec sum;
};

struct books {
	const struct ledger *here;
	const struct ledger *before; /* of the year before, or NULL */
	const struct below *below;   /* by the codebook's order, or NULL */
	const struct indicator *x;   /* of a template */
};

enum verdict {
	VERDICT_PASS, VERDICT_FAIL, VERDICT_SKIPPED, VERDICT_INCOMPLETE,
	VERDICT_NONE /* the rule does not apply, or nothing of it is reported */
};

struct judgement {
	enum verdict verdict;
	enum {
		WHY_NOT_SAID,
		WHY_MISSING, WHY_INEXACT, WHY_SCOPE, WHY_RANGE, WHY_SOLVED
	} why;                       /* of skipped */
	const struct test *test;     /* the one that failed, or the first */
	struct dec left, right;
	struct str scope;            /* whose readings these are */
};

/* False when the rule is of other forms than the report. */
static inline bool
judge_knows(const struct identity *id, const struct ledger *l)
{
	return l->eras == 0 || (l->eras & id->eras) != 0;
}

/* False when a condition of the rule is not met, or cannot be known. */
bool judge_applies(const struct identity *id, const struct books *b,
    struct str scope);

/* The verdict, which is j's as well; of VERDICT_NONE nothing else is set. */
enum verdict judge(const struct identity *id, const struct books *b,
    struct judgement *j);

/* The reading of a term in the scope judged; NULL when there is none. */
const struct reading *judge_reading(const struct term *term,
    const struct books *b, struct str scope);

#endif
