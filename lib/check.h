/*
 * check: accounting rules (identities.tsv) applied to the facts and claims of a
 * report.  Floor 7.
 *
 * Applied are the arithmetic rules within one report whose era is the report's,
 * or one of the forms printed in it, and of which at least one operand was
 * reported.  A rule with a missing operand is skipped: never passed.
 * The row of form "claim" is applied to every claim by itself.
 */
#ifndef GX_CHECK_H
#define GX_CHECK_H

#include "indicator.h"
#include "rec.h"

enum check_severity { CHECK_INFO, CHECK_WARN, CHECK_ERROR };

void check_load(const char *folder);

/* Begins the report that a report or fact record is of. */
void check_begin(struct str doc, struct str report, struct str line,
    struct str eras);

/* Notes a fact's value: readings that are not used are passed over. */
void check_fact(const struct rec *fact);

/* Writes the check record of a claim; true when it failed. */
bool check_claim(const struct rec *claim, enum check_severity least);

/* Writes the check records from `least` on; returns how many failed. */
size_t check_end(enum check_severity least);

#endif
