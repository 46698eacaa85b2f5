/*
 * corrections: readings that a person has corrected (gx-check -c).  Floor 6.
 *
 * The table names document, report, indicator, the old value and the new, who
 * says so, when and why.  A correction is applied while the old value is what
 * is read; when the rules come to read the new one, or another, it says so.
 * An empty new value withdraws the reading.
 */
#ifndef GX_CORRECTIONS_H
#define GX_CORRECTIONS_H

#include "core/rec.h"

void corrections_load(const char *path);

/* The report whose facts follow. */
void corrections_begin(struct str doc, struct str report);

/* What a fact is corrected to, valid until the next call; NULL: it stays. */
const struct rec *corrections_apply(const struct rec *fact);

/* Warns of corrections of the report that were not applied. */
void corrections_end(void);

#endif
