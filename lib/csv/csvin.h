/*
 * csvin: a table that a person keeps in RFC 4180.  Floor 5.
 *
 * UTF-8, with or without a byte order mark, lines ended by LF or CRLF, one
 * header line; cells may have quotes, and line breaks within them.  Blank lines
 * are passed over.  Columns are found by name, as those of struct tab, and every
 * complaint says path:line: the line where the row begins.
 */
#ifndef GX_CSVIN_H
#define GX_CSVIN_H

#include "core/tab.h"

/* The columns are names separated by blanks; one with ? behind it may be
 * missing, and is then empty in every row. */
void csvin_load(struct tab *t, const char *path, const char *columns);

#endif
