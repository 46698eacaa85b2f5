/*
 * rows: a table whose rows are patterns with examples.  Floor 6.
 *
 * Headings, furniture, titles and evidence are all recognised by rows of this
 * kind: a pattern, matched against folded text, and an example that it must
 * match.
 */
#ifndef GX_ROWS_H
#define GX_ROWS_H

#include "rx.h"
#include "tab.h"

struct rows {
	struct tab tab;
	struct rx **rx; /* one for each row */
	size_t pattern, example; /* the columns */
};

/* Loads a table with these columns, of which one is named pattern and one
 * example; a wrong pattern dies with path:line. */
void rows_load(struct rows *r, const char *folder, const char *file,
    const char *columns);

struct str rows_cell(const struct rows *r, size_t row, int column);

/* Looks for the row's pattern in folded text.  A limit that is hit counts as
 * not found and is remembered for rows_gave_up(). */
bool rows_match(const struct rows *r, size_t row, struct str folded,
    struct rx_match *m);

/* True when a limit has been hit since the last call. */
bool rows_gave_up(void);

/* Matches each row's example; dies with path:line where one fails. */
void rows_prove(const struct rows *r);

#endif
