/*
 * finding: a verdict on its way out, as a check record or, with -x, as lines
 * for a person.  Floor 10.
 */
#ifndef GX_FINDING_H
#define GX_FINDING_H

#include "check/explain.h"
#include "check/judge.h"

/* How findings are written: verdicts of rules below `least` are not; explain
 * writes text instead of records, and only what failed. */
void finding_open(enum severity least, bool explain);
bool finding_explains(void);
bool finding_is_wanted(const struct identity *id);

/* Begins a finding about a report; the strings must stay until its end. */
void finding_begin(const struct identity *id, struct str doc,
    struct str report, struct str line);

/* Its numbers, in order. */
void finding_number(const struct explain_number *n);

/* The numbers of a rule's test, and what is missing in it. */
void finding_test(const struct judgement *j, const struct books *b);

/* Appends to the detail, a blank before it unless it is the first. */
void finding_detail(struct str s);
void finding_detail_number(uint64_t n);

void finding_other(const struct ledger *other);
void finding_sums(struct dec left, struct str relation, struct dec right);

/* Writes it; true when it is a failure, which is counted. */
bool finding_end(enum verdict verdict);
size_t finding_failed(void);

#endif
