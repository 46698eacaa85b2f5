/*
 * form: the official forms (tables.tsv) and their labels.  Floor 6.
 *
 * A block is a stretch of table under one header; its rows stand together in
 * the table.  Labels are compared folded, without numbering, and without notes
 * in brackets.
 */
#ifndef GX_FORM_H
#define GX_FORM_H

#include "domain/indicator.h"

enum form_column { FORM_WHAT, FORM_FORM, FORM_BLOCK, FORM_KEY, FORM_UNDER,
	FORM_LABELS };

enum form_what { FORM_COL, FORM_GROUP, FORM_ROW, FORM_PART, FORM_NOTE };

enum { FORM_HITS = 48, FORM_NONE = -1 };

/* The rows of tables.tsv whose label a text is. */
struct form_hits {
	int n, row[FORM_HITS];
};
extern const struct form_hits form_no_hits; /* of what is no label */

struct form_block {
	int first, end; /* its rows in tables.tsv */
	int lines;      /* its first line: columns and groups come before */
};

void form_load(const char *folder);

struct str form_cell(int row, enum form_column column);
static inline struct str
form_key(int row)
{
	return form_cell(row, FORM_KEY);
}
enum form_what form_what(int row);

static inline bool
form_is(int row, enum form_what what)
{
	return form_what(row) == what;
}

/* True for a line of the table, not of its header. */
static inline bool
form_is_line(int row)
{
	return form_is(row, FORM_ROW) || form_is(row, FORM_PART);
}

/* Whether one of the labels is this, or names a line, or what only headers have. */
bool form_has(const struct form_hits *hits, enum form_what what);
bool form_has_line(const struct form_hits *hits);
bool form_has_header(const struct form_hits *hits);

/* True when both rows are of one block. */
bool form_same_block(int a, int b);

/* The blocks in whose header such labels stand: bit i for the block i. */
uint64_t form_in_header(const struct form_hits *hits);

/* The rows from 0 on, so many, are columns and notes of every block. */
extern int form_common_rows;
static inline int
form_commons(void)
{
	return form_common_rows;
}

int form_blocks(void);
const struct form_block *form_block(int i);

/* The columns in a row of the block's header: those below no group, and in each
 * next row those below the groups of the row before.  Returns how many; none of
 * those that may be missing and give no indicator. */
enum { FORM_COLUMNS = 64 };
int form_header(int block, int row, int column[FORM_COLUMNS]);

/* False for a block whose only row has no label. */
bool form_labelled(int block);

/* The label of a row that is printed most. */
struct str form_label(int row);

/* Finds the labels that a folded text is, but for those of blocks that say nothing
 * of a flattened text. */
void form_find(struct str folded, struct form_hits *hits);

/* All of them, for the text of a cell: it may end in a colon, and a numbered text that
 * is none has lost some characters, if there is one label only that has all of its
 * own, in order. */
void form_find_damaged(struct str folded, struct form_hits *hits);

/* True for a numbering without a label: 一、 */
bool form_is_numbering(struct str folded);

/* True when a folded text is a label of this row that has lost some of its
 * characters, but no more than two in five. */
bool form_is_remnant(struct str folded, int row);

/* True when a folded text is, or begins, a label of a column; of a line of a
 * table, perhaps numbered. */
bool form_begins(struct str folded);
bool form_begins_line(struct str folded);

static inline bool
form_hit(const struct form_hits *hits, int row)
{
	for (int i = 0; i < hits->n; i++)
		if (hits->row[i] == row)
			return true;
	return false;
}

/* Of rows, by their keys: those that begin with - give no indicator, and columns
 * whose key ends in ? may be missing.  Columns are those of totals, of units, of notes,
 * of numbers that run from row to row, of any other numbers that give no indicator,
 * and among them those whose header is no label of the forms. */
enum { FORM_EMPTY = 1, FORM_OPTIONAL = 2, FORM_TOTALS = 4, FORM_UNITS = 8,
	FORM_NOTES = 16, FORM_RUNNING = 32, FORM_OTHER = 64, FORM_ANY = 128 };
extern unsigned *form_kinds;

static inline bool
form_is_none(int row)
{
	return form_kinds[row] & FORM_EMPTY;
}

static inline bool
form_is_optional(int row)
{
	return form_kinds[row] & FORM_OPTIONAL;
}

static inline bool
form_is_totals(int row)
{
	return form_kinds[row] & FORM_TOTALS;
}

static inline bool
form_is_units(int row)
{
	return form_kinds[row] & FORM_UNITS;
}

static inline bool
form_is_notes(int row)
{
	return form_kinds[row] & FORM_NOTES;
}

static inline bool
form_is_running(int row)
{
	return form_kinds[row] & FORM_RUNNING;
}

static inline bool
form_is_other(int row)
{
	return form_kinds[row] & FORM_OTHER;
}

static inline bool
form_is_any(int row)
{
	return form_kinds[row] & FORM_ANY;
}

/* The indicator of a row and a column of one block; NULL when there is none.
 * What reads it is the rule. */
const struct indicator *form_indicator(int row, int column);
struct str form_rule(int row, int column);

/* Of a line of the table: the line that it is a part of, and its own first part;
 * FORM_NONE when there is none. */
int form_parent(int row);
int form_first_part(int row);

#endif
