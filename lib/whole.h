/*
 * whole: a total that is printed as the number of its only part (wholes.tsv).
 * Floor 8.
 *
 * 我区在政府网站主动公开政府信息1136条: where a report names one channel and no
 * total, what went through it is the total as well (READING 1).
 */
#ifndef GX_WHOLE_H
#define GX_WHOLE_H

#include "facts.h"

void whole_load(const char *folder);

/* Adds the totals that the facts of a report print in this way; to be called
 * when the whole report has been read. */
void whole_add(struct facts *f);

/* Each row's example, which is a fact's raw text. */
void whole_prove(void);

#endif
