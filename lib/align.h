/*
 * align: whether the values of a table's rows stand under their own columns.
 * Floor 8.
 *
 * A row with as many values as its header has columns may still be out of
 * place: it has lost a value and is filled with a blank, or its header has lost
 * a column.  That shows in the other rows of the table, so what was read from
 * a row is doubted or believed when the table has ended.
 */
#ifndef GX_ALIGN_H
#define GX_ALIGN_H

#include "facts.h"

/* What was read from one row: the facts from..to. */
struct align_row {
	size_t from, to;
	size_t length;   /* how many cells it has, behind its label */
	bool values;     /* not all of its values are blank */
	bool last_blank; /* the value in the last column is */
	bool lacks_other; /* a column of another year, or the like, is blank */
	bool sure;       /* its total, or copies of its values, prove it */
	bool joined;     /* its digits stood apart */
	bool alone;      /* its label stands alone, in a text that loses blanks */
	bool below;      /* its values stand on a line below its label */
	uint64_t number; /* its own, of those that run from row to row; 0: none */
	bool filled;     /* blanks stand for its number, and a value, that it may
	                  * lack or have lost */
	bool placed;     /* its blanks are known by the place of the values on the
	                  * line */
	bool tagged;     /* its cells stand in tags: none is lost without a gap */
};

/* Begins a table. */
void align_begin(void);

/* Rows of this table are filled with blanks up to its width. */
void align_padded(void);

/* The next row of the table has n cells, values or not. */
void align_cells(size_t n);

/* The rows that follow stand under a header of their own.  unsure: it lacks the
 * column of totals, in a text that loses blanks. */
void align_header(bool unsure);

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

void align_row(const struct align_row *row, const struct facts *f);

/* Turns facts that are not certain into unread ones, with a warning. */
void align_take_back(size_t from, size_t to, const char *code, const char *why,
    struct facts *f);

/* The table has ended. */
void align_settle(struct facts *f);

#endif
