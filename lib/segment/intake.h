/*
 * intake: the lines of a flattened table become its rows, one after the other.
 * Floor 11.
 */
#ifndef GX_INTAKE_H
#define GX_INTAKE_H

#include "segment/page.h"

/* What lines of pipes alone are. */
enum intake_bars {
	BARS_BLANK, /* behind lines that end in a pipe, blank cells */
	BARS_SPLIT, /* between lines that have none, what parts cells; any beyond the
	             * first is a blank one */
	BARS_BETWEEN, /* the same, and none stands behind a row: one that does has a
	             * last cell behind it that is blank */
	BARS_END,   /* several fill a row up that has fewer cells than the table has
	             * columns, and end it; one is a blank cell */
	BARS_FILL   /* one does so, too: where blank cells stood nobody can tell */
};

/* Begins a table.  rows: each line is one; ruled: or several, up to a drawn one. */
void intake_begin(bool rows, bool ruled, enum intake_bars bars);

/* Ends it. */
void intake_end(struct page *p);

/* Takes the row or the cell that begins with line i of a table that ends before
 * line `end`; returns how many lines that are. */
size_t intake_lines(struct page *p, size_t i, size_t end);

#endif
