/*
 * glance: what a paragraph may hold, seen before it is folded.  Floor 7.
 *
 * Most paragraphs have no number, and none of the words that state a zero.  Their
 * characters tell, one by one, or two that follow each other.
 */
#ifndef GX_GLANCE_H
#define GX_GLANCE_H

#include "core/buf.h"

enum {
	GLANCE_DIGIT = 1,    /* a digit, so there is a number */
	GLANCE_HAN = 2,      /* a number in Chinese digits may be there */
	GLANCE_NEGATION = 4  /* one of the words may be there */
};

/* The words, folded, that make a sentence without a number worth reading. */
void glance_load(const struct str *words, size_t n);

/* What the text may hold; of one with a digit nothing else is certain. */
unsigned glance(struct str text);

#endif
