/*
 * ascii: letters and blanks of markup, whatever the locale.  Floor 3.
 */
#ifndef GX_ASCII_H
#define GX_ASCII_H

#include "core/buf.h"

static inline char
ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static inline bool
ascii_is_letter(char c)
{
	return ((unsigned char)c | 0x20u) - 'a' < 26;
}

static inline bool
ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What HTML calls a blank. */
static inline bool
ascii_is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Offset of the first byte at or after i that is no blank; s.n without one. */
static inline size_t
ascii_skip(struct str s, size_t i)
{
	while (i < s.n && ascii_is_blank(s.p[i]))
		i++;
	return i;
}

/* True when s begins with, or is, the lower-case word, in any case. */
bool ascii_begins(struct str s, const char *word);
bool ascii_is(struct str s, const char *word);

#endif
