/*
 * series: values that can be followed across the forms (concordance.tsv).
 * Floor 8.
 */
#ifndef GX_SERIES_H
#define GX_SERIES_H

#include "core/dec.h"
#include "csv/column.h"
#include "csv/obs.h"

struct series_value {
	char text[DEC_TEXT]; /* the value; n 0: none */
	size_t n;
	struct str source;   /* the expression that gave it */
	struct str match;    /* exact or approximate */
};

void series_load(const char *folder);

/* The series, as items of columns, in the order of the table. */
struct column_items series_items(void);

/* The value of a series in the report at a scope.  An operand that is itself not
 * exact makes the value approximate. */
struct series_value series_value(const struct obs *o, int scope, size_t series);

/* What the codebook says: the forms that have it, how it is read from each, and
 * where it breaks.  Each replaces what is in the buffer. */
void series_forms(size_t series, struct buf *b);
void series_expressions(size_t series, struct buf *b);
void series_breaks(size_t series, struct buf *b);

#endif
