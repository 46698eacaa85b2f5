/*
 * tables: facts from the rows of the official forms (tables.tsv).  Floor 13.
 *
 * The form is recognised block by block from the header as it is printed, and
 * cells are matched to columns by their ordinal in the row, because header and
 * data rows of real pages span different grid columns.  A row that does not
 * fit its header is not read: its facts are unread, and a warning names it.
 */
#ifndef GX_TABLES_H
#define GX_TABLES_H

#include "extract/facts.h"

void tables_load(const char *folder);

/* Begins a report: no block is open. */
void tables_begin(void);

/* Reads one row record into f. */
void tables_row(const struct rec *row, struct facts *f);

/* A line inside a table that is part of no row, or of one: why is table. */
void tables_line(const struct rec *skip);

/* The report, or its last table, has ended: what was read of it and is not
 * certain becomes unread. */
void tables_end(struct facts *f);

#endif
