/*
 * sheet: one kind of record becomes one CSV table.  Floor 6.
 *
 * A table is a list of columns, each a field of a record: of the record that
 * makes the row, or of the doc and report records that it stands in.  Adding a
 * column is a row in sheet.c.
 */
#ifndef GX_SHEET_H
#define GX_SHEET_H

#include "rec.h"

struct sheet;

/* NULL when there is no table of this name. */
const struct sheet *sheet_find(const char *name);

/* Writes the header, if it can be written before the rows are known. */
void sheet_begin(const struct sheet *t, bool qualifiers);

/* Takes the next record of the stream. */
void sheet_take(const struct sheet *t, const struct rec *r);

/* Writes what has been kept back for sorting. */
void sheet_end(const struct sheet *t);

#endif
