/*
 * rules: the patterns of prose.tsv, and what they match in a sentence.  Floor 9.
 *
 * Agencies copy each other, and themselves year by year, and change the numbers.
 * What the patterns match in a sentence follows from its marked text (marks.h), in
 * which no number stands: it is found once, and remembered.
 */
#ifndef GX_RULES_H
#define GX_RULES_H

#include "prose/reading.h"

/* Where a rule matches, in bytes of the sentence. */
struct rules_match {
	size_t row, from, to;
	size_t number; /* behind the sign of its number; 0: the rule has none */
	bool gave_up;  /* the match of this row was given up, which is no answer */
};

void rules_load(const char *folder);

/* The table, whose columns these are, and the rule of one of its rows. */
enum { RULES_INDICATOR, RULES_SECTIONS, RULES_NEEDS, RULES_PATTERN, RULES_EXAMPLE,
    RULES_EXPECT, RULES_ALSO };
const struct rows *rules_table(void);
const struct rule *rules_of(size_t row);

/* Finds the rows of all tables that can match a marked text; none when it has neither
 * numbers nor a word that states a zero. */
void rules_candidates(struct str text, bool numbers, struct rows_set *may);

/* What the rules match in a sentence of marked text, by row and place: *n matches, which
 * stay until rules_trim(). */
const struct rules_match *rules_match(struct str sentence, size_t *n);

/* True when the rule of a row is one for this section. */
bool rules_hold(size_t row, struct str section);

/* Forgets sentences when there are many; to be called from time to time. */
void rules_trim(void);

#endif
