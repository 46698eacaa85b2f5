/*
 * csv: RFC 4180 as statistics packages read it.  Floor 4.
 *
 * UTF-8, LF at the end of a line, no byte order mark.  A cell never has a line
 * break: PSPP would see another case, so a run of control characters becomes
 * one blank.  A line is put together in a buffer of the caller: every cell ends
 * with a delimiter, the last of which csv_end() makes the end of the line, so
 * that pieces of lines can be joined.
 */
#ifndef GX_CSV_H
#define GX_CSV_H

#include "core/buf.h"

/* How tables are written from now on.  missing: what stands in a cell of
 * numbers that has none.  excel: byte order mark, CRLF, and an apostrophe before
 * text that a spreadsheet would take for a formula. */
void csv_dialect(char delimiter, struct str missing, bool excel);

char csv_delimiter(void);
struct str csv_missing(void);

/* What a file begins with; what a line ends with. */
struct str csv_mark(void);
struct str csv_line_end(void);

/* True for text that a spreadsheet takes for a formula. */
bool csv_is_formula(struct str s);

void csv_text(struct buf *line, struct str s);
void csv_number(struct buf *line, struct str digits); /* or a date */
void csv_end(struct buf *line);

#endif
