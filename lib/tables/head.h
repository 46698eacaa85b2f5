/*
 * head: the header that a table prints over a block of an official form.
 * Floor 7.
 *
 * Headers have one row or several: groups, and the columns below them.  A cell
 * belongs to a column by its label and its order, not by its place in a grid,
 * because the spans of real pages are wrong.
 */
#ifndef GX_HEAD_H
#define GX_HEAD_H

#include "domain/form.h"

enum {
	HEAD_COLUMNS = 64,
	HEAD_SURE = 5 /* so many columns tell what the first cell is */
};

/* The cells of a row of the table. */
struct head_row {
	struct head_cell {
		struct str folded, raw;
		size_t ordinal;               /* of the row, from 1 */
		const struct form_hits *hits; /* the labels that it is */
		bool value;                   /* value_is_cell() */
		int unit;                     /* value_named_unit() */
	} *v;
	size_t n, cap;
	bool loses_blanks; /* as the row was printed, blank cells are lost */
};

/* Columns that span the height of a header whose first row has no other, before and
 * behind the others. */
enum { HEAD_SIDE = 8 };
struct head_sides {
	size_t n[2], place[2][HEAD_SIDE];
	int column[2][HEAD_SIDE];
};

struct head {
	int first, lines, end;      /* as of its form_block */
	int column[HEAD_COLUMNS];   /* as printed so far: columns, and groups */
	size_t place[HEAD_COLUMNS]; /* the cell in which each stands */
	int unit[HEAD_COLUMNS];     /* that it names: value_named_unit() */
	int width;           /* whose own columns have not come; 0: no header */
	size_t cells;        /* of every row of the header; 0: they differ */
	size_t margin;       /* blank cells with which every row of it begins */
	bool copied;         /* what spans several cells is printed in each */
	bool complete;       /* no group is left, no column is missing */
	bool lacking;        /* it is, but for columns printed nowhere in its rows */
	bool blanks;         /* a cell of it is blank */
	struct head_sides sides; /* of a header to come */
};

/* The blocks of which the row may be a header, as far as its labels tell: bit i
 * for the block i.  Labels that are none, but may be what is left of one, do not
 * tell, nor does the first cell, which may be called anything. */
uint64_t head_blocks(const struct head_row *row);

/* Takes the row as the next one of the header, or as its first; false when it
 * is none.  copies: what spans several cells is printed in each. */
bool head_take(struct head *h, const struct head_row *row, bool copies);

/* Takes a row of notes, and of columns that span the rows of the header below it;
 * false when it is no such row. */
bool head_take_above(struct head *h, const struct head_row *row);

/* True when the header has no totals, though the form has. */
bool head_lacks_totals(const struct head *h);

/* True for a line, column or note of the header's block. */
bool head_has(const struct head *h, int row);

/* The first such of its block that a cell is; FORM_NONE when it is none. */
int head_find(const struct head *h, const struct head_cell *cell,
    enum form_what what);

/* True when the row has only notes of the block, and blanks. */
bool head_all_notes(const struct head *h, const struct head_row *row);

/* How many cells of the row are not blank. */
size_t head_filled(const struct head_row *row);

/* True when the cells from..to are there, and blank. */
bool head_blanks(const struct head_row *row, size_t from, size_t to);

#endif
