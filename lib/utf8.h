/*
 * utf8: what is well-formed UTF-8 (Unicode 15, table 3-7).  Floor 0.
 *
 * iconv is no validator: glibc's lets U+110000 and five-byte forms through.
 */
#ifndef GX_UTF8_H
#define GX_UTF8_H

#include <stddef.h>
#include <stdint.h>

#define UTF8_REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */
enum { UTF8_MAX = 4 };                  /* bytes of one character, at most */

/* Number of bytes at the start of s that are well-formed; n when all are. */
size_t utf8_valid(const char *s, size_t n);

/* Bytes to skip at s, where utf8_valid() stopped: the maximal broken
 * sequence, which one U+FFFD replaces.  At least 1 when n > 0. */
size_t utf8_broken(const char *s, size_t n);

/* Writes the character c to s; returns its length (at most UTF8_MAX). */
size_t utf8_put(char *s, uint32_t c);

/* Length of the well-formed character that begins with this byte. */
static inline size_t
utf8_length(char lead)
{
	unsigned char b = (unsigned char)lead;

	return b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
}

/* The character at s, which must be well-formed; returns its length. */
static inline size_t
utf8_get(const char *s, uint32_t *c)
{
	const unsigned char *b = (const unsigned char *)s;

	if (b[0] < 0x80) {
		*c = b[0];
		return 1;
	}
	if (b[0] < 0xE0) {
		*c = (b[0] & 0x1Fu) << 6 | (b[1] & 0x3Fu);
		return 2;
	}
	*c = (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
	if (b[0] < 0xF0)
		return 3;
	*c = (*c & 0x7FFFu) << 6 | (b[3] & 0x3Fu);
	return 4;
}

/* Bytes of the character at s, of which n are at hand; 0 when it is none, or
 * one that steers a terminal. */
size_t utf8_printable(const char *s, size_t n);

/* True for a byte that continues a character. */
static inline int
utf8_is_trail(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

#endif
