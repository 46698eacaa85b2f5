/*
 * whole: totals, and what a report prints as their parts (wholes.tsv).  Floor 8.
 *
 * 我区在政府网站主动公开政府信息1136条: where a report names one channel and no
 * total, what went through it is the total as well (READING 1).
 *
 * 全区共公开政府信息1136条。 and then, in the next paragraph, 在区门户网站公开410条,
 * 通过政务微博公开96条: what the channels carried is held against the total.
 */
#ifndef GX_WHOLE_H
#define GX_WHOLE_H

#include "extract/facts.h"

void whole_load(const char *folder);

/* Adds the totals that the facts of a report print in this way; to be called
 * when the whole report has been read. */
void whole_add(struct facts *f);

/* Writes a claim record for each total whose parts stand in the next paragraph. */
void whole_claim(const struct facts *f);

/* Each row's example, which is a fact's raw text. */
void whole_prove(void);

#endif
