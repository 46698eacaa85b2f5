/*
 * eight: eight bytes at a time.  Floor 0.
 *
 * Byte k of a group is bits 8k..8k+7 of the number, on any machine.  Marks are
 * the high bits of bytes; of several, only the lowest is to be trusted.
 */
#ifndef GX_EIGHT_H
#define GX_EIGHT_H

#include <stddef.h>
#include <stdint.h>

#define EIGHT_ONES UINT64_C(0x0101010101010101)
#define EIGHT_HIGH (EIGHT_ONES * 0x80)

/* Compilers make one load, and one store, of these. */
static inline uint64_t
eight_get(const char *s)
{
	const unsigned char *b = (const unsigned char *)s;

	return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 |
	    (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 |
	    (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

static inline void
eight_put(char *s, uint64_t eight)
{
	s[0] = (char)eight;
	s[1] = (char)(eight >> 8);
	s[2] = (char)(eight >> 16);
	s[3] = (char)(eight >> 24);
	s[4] = (char)(eight >> 32);
	s[5] = (char)(eight >> 40);
	s[6] = (char)(eight >> 48);
	s[7] = (char)(eight >> 56);
}

static inline uint64_t
eight_half(const char *s)
{
	const unsigned char *b = (const unsigned char *)s;

	return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 |
	    (uint64_t)b[3] << 24;
}

/* The n bytes at s, 1 to 8, and zeros behind them. */
static inline uint64_t
eight_few(const char *s, size_t n)
{
	const unsigned char *b = (const unsigned char *)s;

	if (n >= 4)
		return eight_half(s) | eight_half(s + n - 4) << 8 * (n - 4);
	return (uint64_t)b[0] | (uint64_t)b[n / 2] << 8 * (n / 2) |
	    (uint64_t)b[n - 1] << 8 * (n - 1);
}

/* Marks the bytes below c (at most 128), and those that are c. */
static inline uint64_t
eight_below(uint64_t eight, unsigned char c)
{
	return (eight - EIGHT_ONES * c) & ~eight & EIGHT_HIGH;
}

static inline uint64_t
eight_is(uint64_t eight, unsigned char c)
{
	return eight_below(eight ^ EIGHT_ONES * c, 1);
}

/* The same, all marks to be trusted. */
static inline uint64_t
eight_all_below(uint64_t eight, unsigned char c)
{
	return ~(((eight & ~EIGHT_HIGH) + EIGHT_ONES * (0x80u - c)) | eight) &
	    EIGHT_HIGH;
}

static inline uint64_t
eight_all_are(uint64_t eight, unsigned char c)
{
	return eight_all_below(eight ^ EIGHT_ONES * c, 1);
}

/* Marks the bytes below 40 (hexadecimal), all of them to be trusted: blanks,
 * digits and most of what has a meaning in markup. */
static inline uint64_t
eight_low(uint64_t eight)
{
	return ~(eight | eight << 1) & EIGHT_HIGH;
}

/* All bits of the bytes before the lowest one that is marked; there must be
 * one. */
static inline uint64_t
eight_before(uint64_t marks)
{
	return ((marks & (~marks + 1)) >> 7) - 1;
}

/* The number of the lowest bit that is set; there must be one. */
static inline size_t
eight_lowest(uint64_t bits)
{
#if defined(__GNUC__)
	return (size_t)__builtin_ctzll(bits);
#else
	size_t i = 0;

	while (!(bits >> i & 1))
		i++;
	return i;
#endif
}

/* How many bits are set. */
static inline unsigned
eight_count(uint64_t bits)
{
#if defined(__GNUC__)
	return (unsigned)__builtin_popcountll(bits);
#else
	unsigned n = 0;

	for (; bits != 0; bits &= bits - 1)
		n++;
	return n;
#endif
}

/* The number of the lowest byte that is marked; there must be one. */
static inline size_t
eight_first(uint64_t marks)
{
	return eight_lowest(marks) / 8;
}

#endif
