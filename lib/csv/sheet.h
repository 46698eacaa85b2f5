/*
 * sheet: a CSV table that is being written.  Floor 10.
 *
 * Rows are put together in s->line and wait under the key in s->key until all
 * are there; then they are written in the order of their keys.  A key begins
 * with its group: agency and year, and the scope where rows have one.  Rows of
 * one group are versions of each other, in the order of publication.
 */
#ifndef GX_SHEET_H
#define GX_SHEET_H

#include "core/io.h"
#include "csv/cell.h"
#include "csv/totals.h"

enum sheet_versions { SHEET_ALL, SHEET_FIRST, SHEET_LAST };

/* A row, or the rows of one report, that wait for their place. */
struct sheet_row {
	struct str key, line;
	size_t group; /* bytes of the key that are the group */
	size_t split; /* where the numbers of the version go into the line; or 0 */
	size_t rows;
	bool alone;   /* agency or year is not known: no version of another */
};

struct sheet {
	const char *name;
	const char *key_columns; /* that together name a row, by blanks; or "" */
	struct columns columns;
	const struct column_items *items; /* that the columns stand for */
	size_t *widest;  /* bytes, of each column's cells */
	struct io_out *out;
	bool unverified; /* a report may come in pieces that differ */
	enum sheet_versions versions;

	/* What is done with the last row of a group, where no other counts. */
	void (*last)(struct sheet *s, const struct sheet_row *row);

	struct buf line, key;
	size_t *begin;   /* of each cell of the row that sheet_add() added, and its end */
	size_t *told;    /* of each column, the end of those from it on that tell of
	                  * the report */
	struct sheet_row *waiting;
	size_t n, cap;
	struct pool pool;
	struct buf at;   /* agency and year, of a stream in order */
	struct totals totals; /* of table sums */
};

void sheet_open(struct sheet *s); /* once it has its columns */

/* Rows.  sheet_put() begins a new line, sheet_add() goes on with it; both return
 * where the numbers go that are known later: of the version, or of the stratum. */
void sheet_header(struct sheet *s);
void sheet_cell(struct sheet *s, size_t column, struct str text);
size_t sheet_put(struct sheet *s, const struct cell *c);
size_t sheet_add(struct sheet *s, const struct cell *c);

/* Goes on with the row of another record of the same report: what tells of the
 * report is copied from the row that sheet_add() added. */
void sheet_add_next(struct sheet *s, const struct cell *c);
void sheet_write(struct sheet *s); /* the line, at once */

/* Keys: agency and year; what tells the reports of a group apart. */
void sheet_key_begin(struct sheet *s, const struct obs *o);
void sheet_key_part(struct sheet *s, struct str part);
void sheet_key_number(struct sheet *s, struct str digits);
void sheet_key_end(struct sheet *s, const struct obs *o);

/* True when agency and year of the report are certain. */
bool sheet_is_certain(const struct obs *o);

void sheet_wait(struct sheet *s, const struct obs *o, size_t group, size_t split,
    size_t rows);
void sheet_write_row(struct sheet *s, const struct sheet_row *row, size_t version,
    size_t versions);
void sheet_flush(struct sheet *s); /* writes all that waits, in order */

/* Before the rows of the next report of a stream that is in order: writes what
 * waits of another agency and year; dies when the order is wrong. */
void sheet_next(struct sheet *s, const struct obs *o);

#endif
