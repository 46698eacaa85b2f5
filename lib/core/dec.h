/*
 * dec: exact decimal numbers.  Floor 3.
 *
 * Counts, sums of money and percentages are kept as they are printed; there
 * is no floating point anywhere.  A number that does not fit (18 digits) is
 * refused by every operation, never rounded; the operand stays as it was.
 */
#ifndef GX_DEC_H
#define GX_DEC_H

#include "core/buf.h"

enum { DEC_SCALE_MAX = 9, DEC_DIGITS = 18, DEC_TEXT = 32 };

/* The value is n / 10^scale.  Trailing zeros of the print are kept: 0.90 has
 * scale 2. */
struct dec {
	int64_t n;
	int scale; /* 0..DEC_SCALE_MAX */
};

/* Reads [+-]digits[.digits], all of s, nothing else. */
bool dec_parse(struct str s, struct dec *d);

/* Writes d at text (DEC_TEXT bytes); returns the length.  No exponent, no
 * negative zero. */
size_t dec_print(struct dec d, char *text);

bool dec_add(struct dec *sum, struct dec d); /* false: does not fit */
bool dec_sub(struct dec *sum, struct dec d);
bool dec_mul(struct dec *product, struct dec d);
bool dec_shift(struct dec *d, int places); /* times 10^places; places >= 0 */
int dec_cmp(struct dec a, struct dec b); /* <0, 0, >0 */
bool dec_is_whole(struct dec d);

#endif
