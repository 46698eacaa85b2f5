/*
 * tally: the counts that may be the parts of a whole, and what they add up to.
 * Floor 8.
 */
#ifndef GX_TALLY_H
#define GX_TALLY_H

#include "prose/token.h"

enum { TALLY_PARTS = 64 };

struct tally {
	struct tokens *of;
	size_t first;              /* the token that it begins behind */
	size_t part[TALLY_PARTS];  /* tokens */
	size_t share[TALLY_PARTS]; /* tokens; 0: none */
	size_t n;
	size_t clause;             /* how many parts come before the first ; */
	bool nested;               /* a basis stands between its parts */
};

/* The counts like those of token `like` behind token `from`, in the bracket
 * `open`; to the end of the sentence, or until something else is spoken of.
 * What stands behind a second basis up to the next ; is a list of its own. */
void tally_collect(struct tally *l, struct tokens *t, size_t from, size_t open,
    size_t like);

/* Sum of the parts; false when it does not fit. */
bool tally_sum(const struct tally *l, struct dec *sum);

/* How many parts add up to the whole, zeros behind them counted; 0: none do. */
size_t tally_exact(const struct tally *l, size_t whole);

/* True when every part has a share. */
bool tally_has_shares(const struct tally *l);

/* How many of the shares are shares of this whole, but for one unit of the last
 * digit. */
size_t tally_shares(const struct tally *l, size_t whole);

/* Parts that are more than the whole may be an error of the report, or of the
 * reading.  True when it is the report's, as nothing else could be meant. */
bool tally_is_firm(const struct tally *l, size_t whole);

#endif
