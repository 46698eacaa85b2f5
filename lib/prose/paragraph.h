/*
 * paragraph: lines that are read as one.  Floor 7.
 *
 * A page breaks its paragraphs over lines, and writes the items of a list, and
 * a breakdown (其中), on lines of their own.
 */
#ifndef GX_PARAGRAPH_H
#define GX_PARAGRAPH_H

#include "core/rec.h"

enum { PARAGRAPH_BYTES = 2 * 1024 * 1024 };

struct paragraph {
	struct buf text;    /* lines joined by LF; when it is full the last one */
	struct buf section; /* its key, or empty */
	struct line {
		size_t at;       /* where it begins in text */
		size_t column;   /* of its first byte */
		char number[20]; /* of the line */
		size_t digits;
	} *line;
	size_t n, cap;
	bool items; /* the last line is an item of a list */
	bool full;  /* it has more than PARAGRAPH_BYTES: it cannot be read */
};

/* True when the text record goes on in a paragraph that has lines. */
bool paragraph_goes_on(const struct paragraph *p, const struct rec *text);

void paragraph_add(struct paragraph *p, const struct rec *text);
void paragraph_clear(struct paragraph *p);

/* The line that holds a byte of the text. */
const struct line *paragraph_line(const struct paragraph *p, size_t at);
struct str paragraph_number(const struct line *line);

/* The key of its section; outside any known section it is in none. */
struct str paragraph_section(const struct paragraph *p);

#endif
