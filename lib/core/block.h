/*
 * block: sixteen and sixty-four bytes at a time.  Floor 1.
 *
 * Bit k of a mask is byte k of the block; eight_lowest() finds the first one.
 */
#ifndef GX_BLOCK_H
#define GX_BLOCK_H

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <stdbool.h>

#include "core/eight.h"

enum { BLOCK = 64, PIECE = 16 };

/* Copies a piece; true when it has bytes below c or such that are c2. */
static inline bool
piece_copy_anywhere(char *to, const char *s, unsigned char c, unsigned char c2)
{
	uint64_t half, marks = 0;

	for (int i = 0; i < PIECE; i += 8) {
		half = eight_get(s + i);
		eight_put(to + i, half);
		marks |= eight_below(half, c) | eight_is(half, c2);
	}
	return marks != 0;
}

/* The same with what every x86-64 has. */
static inline bool
piece_copy(char *to, const char *s, unsigned char c, unsigned char c2)
{
#if defined(__SSE2__)
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)s);
	__m128i low = _mm_min_epu8(v, _mm_set1_epi8((char)(c - 1)));

	_mm_storeu_si128((__m128i *)(void *)to, v);
	return _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(low, v),
	    _mm_cmpeq_epi8(v, _mm_set1_epi8((char)c2)))) != 0;
#else
	return piece_copy_anywhere(to, s, c, c2);
#endif
}

/* The high bits of eight bytes, as those of a mask. */
static inline uint64_t
block_gather(uint64_t marks)
{
	return (marks >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

/* The bytes below c, which is at least 1, and those that are c2. */
static inline uint64_t
block_marks_anywhere(const char *s, unsigned char c, unsigned char c2)
{
	uint64_t mask = 0, eight;

	for (int i = 0; i < BLOCK; i += 8) {
		eight = eight_get(s + i);
		mask |= block_gather(eight_all_below(eight, c) |
		    eight_all_are(eight, c2)) << i;
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

	for (int i = 0; i < BLOCK; i += PIECE) {
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

/* A block that should be UTF-8: what its bytes are. */
struct block_utf8 {
	uint64_t high;  /* 80 and more */
	uint64_t trail; /* 80 to BF */
	uint64_t three; /* E0 and more: leads of three bytes, or four */
	uint64_t rare;  /* what wants a closer look: control characters but LF,
	                 * C0 to C2, E0 to E2, ED and more */
};

static inline void
block_utf8_anywhere(const char *s, struct block_utf8 *b)
{
	uint64_t eight, lead, rare;

	*b = (struct block_utf8){ 0, 0, 0, 0 };
	for (int i = 0; i < BLOCK; i += 8) {
		eight = eight_get(s + i);
		lead = eight & eight << 1 & EIGHT_HIGH;
		/* E0 is C0 and one more bit */
		rare = eight_all_below((eight & EIGHT_ONES * 0xDF) ^
		    EIGHT_ONES * 0xC0, 3) | eight_all_below(~eight, 0x13) |
		    (eight_all_below(eight, 0x20) &
		    ~eight_all_are(eight, '\n')) | eight_all_are(eight, 0x7F);
		b->high |= block_gather(eight & EIGHT_HIGH) << i;
		b->trail |= block_gather((eight & EIGHT_HIGH) ^ lead) << i;
		b->three |= block_gather(lead & eight << 2) << i;
		b->rare |= block_gather(rare) << i;
	}
}

#if defined(__SSE2__)

/* The bytes of a piece from low to low + more, as FF, others as 00. */
static inline __m128i
piece_range(__m128i v, unsigned char low, unsigned char more)
{
	v = _mm_sub_epi8(v, _mm_set1_epi8((char)low));
	return _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8((char)more)), v);
}

static inline uint64_t
piece_mask(__m128i v)
{
	return (uint64_t)(unsigned)_mm_movemask_epi8(v);
}

/* The same for the piece at an offset, with what every x86-64 has. */
static inline void
piece_utf8(const char *s, int at, struct block_utf8 *b)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)(s + at));
	/* From ED on, and on from FF */
	__m128i rare = _mm_andnot_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\n')),
	    piece_range(v, 0xED, 0x32));

	rare = _mm_or_si128(rare, piece_range(_mm_and_si128(v,
	    _mm_set1_epi8((char)0xDF)), 0xC0, 2));
	rare = _mm_or_si128(rare, _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7F)));
	b->high |= piece_mask(v) << at;
	b->trail |= piece_mask(_mm_cmplt_epi8(v,
	    _mm_set1_epi8((char)0xC0))) << at;
	b->three |= piece_mask(piece_range(v, 0xE0, 0x1F)) << at;
	b->rare |= piece_mask(rare) << at;
}

#endif

static inline void
block_utf8(const char *s, struct block_utf8 *b)
{
#if defined(__SSE2__)
	*b = (struct block_utf8){ 0, 0, 0, 0 };
	piece_utf8(s, 0, b);
	piece_utf8(s, PIECE, b);
	piece_utf8(s, 2 * PIECE, b);
	piece_utf8(s, 3 * PIECE, b);
#else
	block_utf8_anywhere(s, b);
#endif
}

/* Bytes of a block that begin with a whole character and end with one, when no
 * trail byte is missing or out of place; 0 when one is, or a character has four
 * bytes.  What is rare has still to be looked at. */
static inline size_t
block_whole(const struct block_utf8 *b)
{
	uint64_t lead = b->high & ~b->trail;

	if ((lead << 1 | b->three << 2) != b->trail)
		return 0;
	if (lead >> 63 != 0)
		return BLOCK - 1;
	if ((b->three >> 62 & 1) != 0)
		return BLOCK - 2;
	/* Of four bytes three may be here. */
	return (b->three & b->rare) >> 61 != 0 ? BLOCK - 3 : BLOCK;
}

#endif
