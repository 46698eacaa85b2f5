/*
 * check: a report held against the rules.  Floor 11.
 *
 * Applied are the rules within one report, between prose and table too, whose
 * era is the report's, or one of the forms printed in it, and of which
 * something was reported.  A rule with a missing operand is skipped: never
 * passed.  One rule of a group that are alternatives to each other (any_of)
 * must hold.
 */
#ifndef GX_CHECK_H
#define GX_CHECK_H

#include "check/judge.h"

void check_load(void);

/* Begins a report: with its record, or, in a hand-made stream, with its first
 * fact. */
void check_begin(const struct rec *report);
void check_begin_without(struct str doc, struct str report, struct str line);

void check_fact(const struct rec *fact);

/* Writes what was derived, and the findings. */
void check_end(void);

/* Applies the rules of a scope to these books. */
void check_rules(int scope, const struct books *b);

#endif
