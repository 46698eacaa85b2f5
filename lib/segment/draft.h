/*
 * draft: the row of a flattened table that is being put together.  Floor 9.
 */
#ifndef GX_DRAFT_H
#define GX_DRAFT_H

#include "segment/cells.h"

/* The row at hand. */
struct draft {
	bool open;
	bool values;    /* it has values already */
	bool header;    /* it has a label that only headers have */
	bool numbered;  /* it has its number, or that of its label, and nothing
	                 * else yet */
	bool numbers;   /* the rows of the table have numbers */
	const struct form_hits *last; /* the labels that its last cell is */
};
const struct draft *draft_now(void);

/* Begins the table of this number. */
void draft_table(uint64_t number);

/* Begins a row, of this kind, with piece i; the one before has ended. */
void draft_row(struct page *p, size_t i, enum line_kind kind);
void draft_kind(enum line_kind kind);

/* Puts a cell, several, or a text that is no label, at its end. */
void draft_cell(const struct cell *cell);
void draft_cells(const struct cells *c);
void draft_text(struct str text);

/* Piece i belongs to the row, which is said to stand where its label does. */
void draft_line(struct page *p, size_t i);

/* It is said to stand on the lines of these pieces, which are set aside already. */
void draft_place(const struct page *p, size_t from, size_t last);

/* Makes it the row that its first piece stands for. */
void draft_end(struct page *p);

/* True for what can be the number of a row: digits alone. */
bool draft_is_number(struct str text);

/* True for the numbering of a label that does not stand with it: 一、 */
bool draft_is_numbering(struct str text);

/* Whether a cell that stands alone begins another row: a label does behind
 * values, and where it is not, in a form, printed beside the one before it. */
bool draft_is_over(const struct cell *cell);

#endif
