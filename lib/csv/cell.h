/*
 * cell: what stands in a cell of a table.  Floor 9.
 */
#ifndef GX_CELL_H
#define GX_CELL_H

#include "csv/column.h"
#include "csv/obs.h"

/* What is known of an agency and a year (table coverage). */
struct cell_coverage {
	const char *expected; /* a value of the list "expected" */
	size_t crawled, readable, reported;
	struct str reason, detail, url, note;
};

/* What table audit says of a cell of the wide table. */
struct cell_audit {
	struct str id, stratum, found, context;
	const struct indicator *indicator;
};

/* What a cell is about. */
struct cell {
	const struct obs *obs;
	int scope;
	const struct rec *r;     /* the record of the row; NULL: the report */
	size_t repeated;         /* how many facts before this have its id */
	bool gap;                /* there is no report */
	const struct cell_coverage *coverage;
	const struct cell_audit *audit;
	const struct column *of; /* what a row of the codebook describes ... */
	const char *table;       /* ... and in which table */
};

/* Valid until the next call. */
struct str cell_text(const struct column *column, const struct cell *c);
struct str cell_number(size_t n);

#endif
