/*
 * table: the rows of the table at hand, until it is known whether it holds
 * data or only places text on the page.  Floor 7.
 *
 * Layout is a table with a cell of more than TABLE_LINES lines or TABLE_BYTES
 * bytes, and one of which each row has one cell and some cell has several
 * lines.  It comes out as the lines of its cells in their order; so does a
 * table that is too big.  Data comes out as one row record for each row that
 * has cells; the lines of a cell are joined by LF.
 */
#ifndef GX_TABLE_H
#define GX_TABLE_H

#include "decode/doc.h"

enum {
	TABLE_LINES = 20,
	TABLE_BYTES = 4096,
	TABLE_COLUMNS = 1000,
	TABLE_ROWS = 20000,
	TABLE_CELLS = 200000,
	TABLE_COLSPAN = 1000,
	TABLE_ROWSPAN = 65534
};

struct table {
	struct buf text; /* of all lines; LF between those of a cell */
	struct table_line {
		size_t from, to;
		uint64_t at; /* offset in the payload */
	} *line;
	struct table_cell {
		size_t line, lines; /* the first one, and how many */
		unsigned colspan, rowspan;
	} *cell;
	struct table_row {
		size_t cell, cells;
		uint64_t at;
	} *row;
	size_t lines, lines_cap, cells, cells_cap, rows, rows_cap;
	uint64_t number; /* tables written in this document */
	uint64_t row_at; /* where the row begins that has no cell yet */
	bool in_row, in_cell;
	bool fresh;      /* in_row, and the row has no cell yet */
};

/* A row begins, which stands at the offset.  Without cells it is nothing. */
void table_row(struct table *t, uint64_t at);

/* A cell of the row that is open, and a line of the cell that is open.  Both
 * return false when the table turns out to be too big or layout: then
 * table_flatten() is due. */
bool table_cell(struct table *t, struct doc *d, unsigned colspan,
    unsigned rowspan);
bool table_line(struct table *t, struct str text, uint64_t at);

/* Writes the table and empties it: as what it is, or as lines. */
void table_end(struct table *t, struct doc *d);
void table_flatten(struct table *t, struct doc *d);

/* Empties it for another document. */
void table_begin(struct table *t);

#endif
