/*
 * output: the records of a stream become CSV tables.  Floor 12.
 *
 * The columns of a table are rows of columns.tsv.  Its rows come in an order
 * that does not depend on that of the documents: by region, body, year, date of
 * publication and document.  They wait in memory as finished lines, or, when
 * the stream is in that order already (grouped), only those of one agency and
 * year.
 */
#ifndef GX_OUTPUT_H
#define GX_OUTPUT_H

#include "csv/sheet.h"

struct output_options {
	const char *tables;     /* names, separated by commas */
	const char *folder;     /* where they go as NAME.csv; NULL: one to
	                         * standard output */
	const char *indicators; /* as profile_items() takes them */
	const char *groups;     /* of table sums: columns, separated by commas */
	bool qualifiers, grouped;
	bool only_columns; /* no rows are wanted, and no files made */
	bool documents;    /* output_documents() will be asked for */
	bool unverified;   /* a hand-made stream */
	enum sheet_versions versions;
};

/* Dies with GX_USAGE when there is no such table or indicator. */
void output_open(const struct output_options *o);

/* False when no stream is needed for what is open. */
bool output_reads(void);

void output_take(const struct rec *r);
void output_close(void); /* writes all that waits */

/* The tables that are open, in their order; NULL behind the last. */
const struct sheet *output_nth(size_t n);

/* The hashes of all documents, sorted, each ended by LF. */
struct str output_documents(void);

#endif
