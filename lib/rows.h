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
#include "scan.h"
#include "tab.h"

struct rows {
	struct tab tab;
	struct rx **rx; /* one for each row */
	size_t pattern, example; /* the columns */
	struct scan *scan; /* the literals of the column needs */
	uint64_t *has;     /* rows whose literal the text at hand has */
	bool *always;      /* rows that need none */
};

/* Loads a table with these columns, of which one is named pattern, one
 * example, and one may be named needs: literals separated by |, one of which
 * a text must have for the pattern to match.  A wrong pattern dies with
 * path:line. */
void rows_load(struct rows *r, const char *folder, const char *file,
    const char *columns);

struct str rows_cell(const struct rows *r, size_t row, int column);

/* Tells which text rows_match() will be asked about next: it, or a part of it. */
void rows_text(const struct rows *r, struct str folded);

/* False when the text at hand has not the literal that the row needs. */
static inline bool
rows_may(const struct rows *r, size_t row)
{
	return r->always[row] || scan_has(r->has, row);
}

/* Looks for the row's pattern in folded text.  A limit that is hit counts as
 * not found and is remembered for rows_gave_up(). */
bool rows_match(const struct rows *r, size_t row, struct str folded,
    struct rx_match *m);

/* True when a limit has been hit since the last call. */
bool rows_gave_up(void);

/* Matches each row's example; dies with path:line where one fails, or has not
 * the literal that the row needs. */
void rows_prove(const struct rows *r);

#endif
