/*
 * literal: lists and objects as programs print them, a row of a table each.
 * Floor 4.
 *
 * ['行政许可', '12'], ["\u89c4\u7ae0", null], {0: '规章', 1: '0'}: the row of a list
 * of Python or of JSON, or of a frame of pandas.
 */
#ifndef GX_LITERAL_H
#define GX_LITERAL_H

#include "core/pool.h"

/* What brackets hold a text. */
enum literal {
	LITERAL_NONE,
	LITERAL_LIST,  /* [ ] */
	LITERAL_OBJECT /* { }: each value has a key before it */
};

/* Takes the brackets off a text, perhaps with a comma behind them. */
enum literal literal_open(struct str *text);

/* Where the next list or object begins behind byte `from` of a text that is a list of
 * such; its length when none does. */
size_t literal_next(struct str text, size_t from);

/* Takes a key and the colon behind it off the start of a text; false when there is
 * none. */
bool literal_key(struct str *text, struct str *key);

/* A text with the characters for which escapes stand, but for line ends: \u3000, \t.  It
 * lives in the pool, if it is another. */
struct str literal_text(struct pool *pool, struct str text);

#endif
