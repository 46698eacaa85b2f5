/*
 * sheet: the records of a stream become CSV tables.  Floor 9.
 *
 * The columns of a table are rows of columns.tsv.  The rows come in an order
 * that does not depend on that of the documents: by region, body, year, date of
 * publication and document.  They wait in memory as finished lines, or, when
 * the stream is in that order already (grouped), only those of one agency and
 * year.
 */
#ifndef GX_SHEET_H
#define GX_SHEET_H

#include "totals.h"

struct sheet_options {
	const char *tables;     /* names, separated by commas */
	const char *folder;     /* where they go as NAME.csv; NULL: one to
	                         * standard output */
	const char *indicators; /* as profile_items() takes them */
	const char *groups;     /* of table sums: columns, separated by commas */
	bool qualifiers, grouped;
	bool only_columns; /* no rows are wanted, and no files made */
	bool documents; /* sheet_documents() will be asked for */
	bool unverified; /* a hand-made stream */
	enum sheet_versions { SHEET_ALL, SHEET_FIRST, SHEET_LAST } versions;
};

/* What has been opened. */
struct sheet {
	const struct sheet_table *table;
	const char *name;
	struct columns columns;
	size_t *widest; /* bytes, of each column's cells */
	size_t rows;    /* written */
	struct io_out *out;
	struct sheet_row *waiting;
	size_t n, cap;
	struct pool pool;
	struct buf last; /* agency and year of the last row written */
	struct totals totals; /* of table sums */
};

/* Dies with GX_USAGE when there is no such table or indicator. */
void sheet_open(const struct sheet_options *o);

/* False when no stream is needed for what is open. */
bool sheet_reads(void);

void sheet_take(const struct rec *r);
void sheet_close(void); /* writes all that waits */

/* The tables that are open, in their order; NULL behind the last. */
const struct sheet *sheet_nth(size_t n);

/* The columns that together name a row, separated by blanks. */
const char *sheet_key(const struct sheet *s);

/* The hashes of all documents, sorted, each ended by LF. */
struct str sheet_documents(void);

#endif
