/*
 * block: sixty-four bytes at a time.  Floor 1.
 *
 * Bit k of a mask is byte k of the block; eight_lowest() finds the first one.
 */
#ifndef GX_BLOCK_H
#define GX_BLOCK_H

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "eight.h"

enum { BLOCK = 64 };

/* The bytes below c, which is at least 1, and those that are c2. */
static inline uint64_t
block_marks_anywhere(const char *s, unsigned char c, unsigned char c2)
{
	uint64_t mask = 0, eight, marks;

	for (int i = 0; i < BLOCK; i += 8) {
		eight = eight_get(s + i);
		marks = eight_all_below(eight, c) | eight_all_are(eight, c2);
		/* gathers the high bits of the bytes */
		mask |= ((marks >> 7) * UINT64_C(0x0102040810204080) >> 56) << i;
	}
	return mask;
}

/* The same with what every x86-64 has. */
static inline uint64_t
block_marks(const char *s, unsigned char c, unsigned char c2)
{
#if defined(__SSE2__)
	const __m128i most = _mm_set1_epi8((char)(c - 1));
	const __m128i other = _mm_set1_epi8((char)c2);
	uint64_t mask = 0;
	__m128i v;

	for (int i = 0; i < BLOCK; i += 16) {
		v = _mm_loadu_si128((const __m128i *)(const void *)(s + i));
		v = _mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(v, most), v),
		    _mm_cmpeq_epi8(v, other));
		mask |= (uint64_t)(unsigned)_mm_movemask_epi8(v) << i;
	}
	return mask;
#else
	return block_marks_anywhere(s, c, c2);
#endif
}

#endif
