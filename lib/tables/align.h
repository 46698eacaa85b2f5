/*
 * align: whether the values of a table's rows stand under their own columns.
 * Floor 11.
 *
 * A row with as many values as its header has columns may still be out of
 * place: it has lost a value and is filled with a blank, or its header has lost
 * a column.  That shows in the other rows of the table, so what was read from
 * a row is doubted or believed when the table has ended.
 */
#ifndef GX_ALIGN_H
#define GX_ALIGN_H

#include "tables/stretch.h"

/* Begins a table. */
void align_begin(void);

/* Rows of this table are filled with blanks up to its width. */
void align_padded(void);

/* The next row of the table has n cells, values or not. */
void align_cells(size_t n);

/* The rows that follow stand under a header of their own.  unsure: it lacks the
 * column of totals, in a text that loses blanks; lacking: it lacks another. */
void align_header(bool unsure, bool lacking);

/* A row has more values than its header has columns. */
void align_wide(void);

/* A row has fewer; blanks: in a text that loses them. */
void align_lost(bool blanks);

/* A row with a label and values follows, whether they can be read or not. */
void align_follow(void);

/* A row has as many values as there are columns, and no label. */
void align_stray(void);

/* A row has numbers, but no label that is known. */
void align_orphan(void);

void align_row(const struct stretch_row *row, const struct facts *f);

/* The table has ended. */
void align_settle(struct facts *f);

#endif
