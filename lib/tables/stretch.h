/*
 * stretch: the rows of a table that stand under one header, and what was read of
 * them.  Floor 8.
 */
#ifndef GX_STRETCH_H
#define GX_STRETCH_H

#include "extract/facts.h"

/* What was read from one row: the facts from..to. */
struct stretch_row {
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
	bool tagged;     /* its cells stand in tags */
};

/* The rows under one header: from..to of those of the table. */
struct stretch {
	struct stretch_row *rows; /* of the table */
	size_t from, to;
	size_t wide;     /* rows that have more values than columns */
	size_t followed; /* rows with another one behind that has values */
	bool unsure;     /* the header lacks the column of totals, where blanks
	                  * are lost */
	bool lacking;    /* it lacks another column */
	bool stray;      /* values without a label stand among them */
};

bool stretch_is_unread(const struct fact *fact);

/* Turns facts that are not certain into unread ones, with a warning. */
void stretch_take_back(size_t from, size_t to, const char *code, const char *why,
    struct facts *f);

/* The same for those of a row, unless it has been settled: now it is. */
void stretch_doubt(struct stretch_row *row, const char *why, struct facts *f);

#endif
