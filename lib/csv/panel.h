/*
 * panel: the rows of table panel: one of each agency, scope and year.  Where
 * there is no report between the first and the last year of all, a row says so.
 * Floor 11.
 */
#ifndef GX_PANEL_H
#define GX_PANEL_H

#include "csv/sheet.h"

void panel_rows(struct sheet *s, const struct obs *o);

/* Takes the last report of an agency and year, in the order of agencies. */
void panel_last(struct sheet *s, const struct sheet_row *row);
void panel_end(struct sheet *s);

#endif
