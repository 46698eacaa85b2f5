/*
 * flat: tables that a scraper flattened to text become rows.  Floor 7.
 *
 * It splits cells and never repairs them: what is aligned to what is for the
 * reader of the tables to decide.  The lines that it reads go to skip with
 * why = table.
 */
#ifndef GX_FLAT_H
#define GX_FLAT_H

#include "page.h"

/* Cells joined by " | ", and one "|" for every grid column that a row lacks:
 * the trailing ones become blank cells. */
void flat_pipes(struct page *p);

#endif
