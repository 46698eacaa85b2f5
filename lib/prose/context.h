/*
 * context: what the words around a number say of it (context.tsv).  Floor 7.
 *
 * Meaning before value: of what kind of thing the paragraph speaks, of which
 * period and scope the number is, and whether it is the indicator at all.
 */
#ifndef GX_CONTEXT_H
#define GX_CONTEXT_H

#include "domain/rows.h"
#include "prose/marks.h"

struct words {
	struct str before;  /* the sentence up to the number, marked */
	struct str so_far;  /* the paragraph, to the end of what a rule matched */
	struct str behind;  /* the paragraph behind the number, from its unit on */
	struct str section;
	const struct rows_set *rows; /* context_rows() of the indicator */
	const struct rows_set *may;  /* rows_scan() of the paragraph */
	bool zero;          /* there is no number: a zero stated by negation */
	const struct marks *marks; /* that they are of */
	struct str key;     /* the report's: region/body/year */
};

void context_load(const char *folder);

/* The rows that concern an indicator. */
void context_rows(struct str id, struct rows_set *rows);

/* True when the list (empty: any; "-x y": any but these) admits the word, or
 * a prefix of it that ends in a dot. */
bool context_admits(struct str list, struct str word);

/* The end of what stands before a number: words that are far away say nothing
 * of it. */
struct str context_near(struct str before);

/* What each step says; empty when nothing. */
struct str context_kind(const struct words *w);   /* what else it is of */
struct str context_period(const struct words *w);  /* cum, prev, part */
struct str context_scope(const struct words *w);  /* own, area */

/* Why a number is turned down, whose period is known. */
struct str context_refusal(const struct words *w, struct str period);

/* Forgets texts when there are many; to be called from time to time. */
void context_trim(void);

void context_prove(void);

#endif
