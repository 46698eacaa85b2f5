/*
 * missing: why a report has no value of an indicator (missing.tsv).  Floor 7.
 */
#ifndef GX_MISSING_H
#define GX_MISSING_H

#include "csv/obs.h"
#include "domain/indicator.h"

void missing_load(const char *folder);

/* The reason, a value of the list "qualifier" of categories.tsv. */
struct str missing_reason(const struct obs *o, const struct indicator *id);

#endif
