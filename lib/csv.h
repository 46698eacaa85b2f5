/*
 * csv: RFC 4180 as statistics packages read it.  Floor 4.
 *
 * UTF-8, LF at the end of a line, no byte order mark.  A cell never has a line
 * break: PSPP would see another case, so breaks and tabs become one blank.
 */
#ifndef GX_CSV_H
#define GX_CSV_H

#include "buf.h"

/* Adds a cell to the line at hand. */
void csv_cell(struct str s);

/* Adds the name of a column: dots become underscores. */
void csv_name(struct str s);

/* Ends the line and writes it. */
void csv_end(void);

#endif
