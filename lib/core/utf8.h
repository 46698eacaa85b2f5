/*
 * utf8: what is well-formed UTF-8 (Unicode 15, table 3-7).  Floor 0.
 *
 * iconv is no validator: glibc's lets U+110000 and five-byte forms through.
 */
#ifndef GX_UTF8_H
#define GX_UTF8_H

#include <stdbool.h>
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

/* Lead bytes of three, as bits, that do not allow all trail bytes: E0 and ED. */
enum { UTF8_NARROW = 1 << 0 | 1 << 0xD };

/* Eight bytes (see eight.h) begin with one or two characters of three bytes
 * each, with other leads than these, as nearly all Chinese text: 3 or 6; or
 * they do not: 0. */
static inline size_t
utf8_threes(uint64_t eight, unsigned others)
{
	if ((eight & 0xC0C0F0) != 0x8080E0 || (others >> (eight & 0xF) & 1))
		return 0;
	eight >>= 24;
	if ((eight & 0xC0C0F0) != 0x8080E0 || (others >> (eight & 0xF) & 1))
		return 3;
	return 6;
}

/* Length of the well-formed character that begins with this byte. */
static inline size_t
utf8_length(char lead)
{
	unsigned char b = (unsigned char)lead;

	return b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
}

/* True for a character of the block CJK Unified Ideographs, which has all that
 * these reports are written in, but for rare names. */
static inline bool
utf8_is_ideograph(uint32_t c)
{
	return c >= 0x4E00 && c <= 0x9FFF;
}

/* True for a character of one byte; and for the first byte of one of three. */
static inline bool
utf8_is_ascii(char byte)
{
	return (unsigned char)byte < 0x80;
}

static inline bool
utf8_is_three(char lead)
{
	return ((unsigned char)lead & 0xF0) == 0xE0;
}

/* The character at s, which must be well-formed; returns its length. */
static inline size_t
utf8_get(const char *text, uint32_t *c)
{
	const unsigned char *s = (const unsigned char *)text;

	if (utf8_is_three(*text)) { /* as nearly all Chinese text */
		*c = ((uint32_t)s[0] << 12) + ((uint32_t)s[1] << 6) + s[2] -
		    0xE2080; /* the marks of lead and trail bytes, all at once */
		return 3;
	}
	if (s[0] < 0x80) {
		*c = s[0];
		return 1;
	}
	if (s[0] < 0xE0) {
		*c = (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
		return 2;
	}
	*c = (s[0] & 0x7u) << 18 | (s[1] & 0x3Fu) << 12 |
	    (s[2] & 0x3Fu) << 6 | (s[3] & 0x3Fu);
	return 4;
}

/* True for a character that stands for one that was lost: U+FFFD, or one of
 * private use. */
static inline int
utf8_is_lost(uint32_t c)
{
	return c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
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
