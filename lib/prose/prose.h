/*
 * prose: facts from sentences.  Floor 10.
 *
 * A rule (prose.tsv) is a pattern over a sentence whose numbers have become
 * marks (marks.h); the mark in its group 1 is the value, and must be followed
 * by a unit of the indicator.  A rule without group 1 is a zero stated by
 * negation.  What the rules leave, frames (frame.h) read from the words of its
 * clause.  Either is reported, or turned down, by reading.h.
 */
#ifndef GX_PROSE_H
#define GX_PROSE_H

#include "extract/facts.h"

void prose_load(const char *folder);

/* Begins a report. */
void prose_begin(void);

/* Takes one text record.  A paragraph that is broken over lines is read as one,
 * so facts may come with a later line, or with prose_end(). */
void prose_line(const struct rec *text, bool heading, struct facts *f);

/* Reads what has been taken: a heading, a table or the report's end. */
void prose_end(struct facts *f);

/* Proves every row of the rules, and of the frames without the rules: its example
 * gives its expected value, and no other indicator than the row's own and those it
 * names under also. */
void prose_prove(void);

#endif
