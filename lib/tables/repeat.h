/*
 * repeat: whether a table prints any text twice.  Floor 8.
 *
 * Some scrapers drop every line that has been before.  Where each cell has a line of
 * its own, that takes all values away but the first of each, and a label that stands
 * alone tells nothing of its values.
 */
#ifndef GX_REPEAT_H
#define GX_REPEAT_H

#include "tables/head.h"

void repeat_begin(void); /* a table */
void repeat_look(const struct head_row *row);

/* True when two cells of its rows, or of what was seen of them, are the same. */
bool repeat_found(void);

#endif
