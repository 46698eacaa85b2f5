/*
 * printed: what a page prints about itself: the index above a document
 * (索引号, 文号, 发布机构 ..., in a table, a list or a line), the site code and
 * the filing numbers at its end.  Floor 5.
 *
 * It only reads along: what it finds stays where it stands as well.
 */
#ifndef GX_PRINTED_H
#define GX_PRINTED_H

#include "core/buf.h"

enum {
	PRINTED_MAX = 32,
	PRINTED_CELLS = 12 /* a row with more holds numbers */
};

struct printed {
	struct printed_pair {
		const char *key;
		size_t from, to;  /* the value, in text; it may be blank */
		uint64_t line;
	} pair[PRINTED_MAX];
	size_t pairs;
	struct buf text;
	const char *pending; /* a label was the end of the line before */
	uint64_t list;       /* the line behind a label with its value */
	const char *above[PRINTED_CELLS]; /* the labels of the row before, */
	size_t columns;                   /* if it has nothing else */
};

/* A line of text, and the cells of a row: looks for an index. */
void printed_line(struct printed *p, uint64_t line, struct str text);
void printed_row(struct printed *p, uint64_t line, const struct str *cell,
    size_t cells);

/* A line or cell near the end of the page: looks for numbers. */
void printed_end(struct printed *p, uint64_t line, struct str text);

/* The value of the i-th pair.  False when it is blank, or not to be believed:
 * one label alone is a word like others. */
bool printed_value(const struct printed *p, size_t i, struct str *value);

void printed_free(struct printed *p);

#endif
