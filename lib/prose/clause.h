/*
 * clause: a sentence cut into clauses, and what each says (words.tsv).  Floor 7.
 *
 * The text is marked (marks.h).  A clause ends at a comma and the like, at a bracket,
 * and behind what a number counts: at 、, at 和 before another number, at a word for
 * all that has been counted (收到申请8件均已答复), which begins the next one, and where
 * something else is counted at once (培训2场覆盖85人).
 */
#ifndef GX_CLAUSE_H
#define GX_CLAUSE_H

#include "prose/lexicon.h"

enum { CLAUSE_MOST = 64 }; /* of a sentence; what has more is a list of names */

struct clause {
	size_t from, to;
	size_t number;  /* behind the mark of its last one */
	int numbers;
	bool inside;    /* of brackets */
	bool joined;    /* nothing is between it and the one before */
	struct gist gist;
};

/* The clauses of a sentence, *n of them, or 0 when there are too many; their places are
 * bytes of it.  They stay until clause_trim(). */
const struct clause *clause_find(struct str sentence, size_t *n);

/* Forgets sentences when there are many; to be called from time to time. */
void clause_trim(void);

/* True for a text with a word for all that has been counted: 均, 全部. */
bool clause_says_all(struct str text);

#endif
