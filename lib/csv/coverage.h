/*
 * coverage: the rows of table coverage: one of each agency and year that a
 * report is expected of, or that has one, with what the stream has of it and, if
 * there is no report, why.  Floor 11.
 *
 * What waits are the reports; of other documents there are only numbers.  A report
 * comes before sighting takes the next document.
 */
#ifndef GX_COVERAGE_H
#define GX_COVERAGE_H

#include "csv/sheet.h"

/* The agencies that are expected to report; without it, those of the stream are,
 * from their first year to their last. */
void coverage_roster(const char *path, const char *folder);

void coverage_report(struct sheet *s, const struct obs *o);
void coverage_end(struct sheet *s);

#endif
