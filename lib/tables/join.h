/*
 * join: numbers whose digits stand apart, as 3 0 0 1 in the text of a PDF.
 * Floor 3.
 *
 * Which digits are one number is told by the row's total alone: the parts must
 * add up to it, and in one way only.
 */
#ifndef GX_JOIN_H
#define GX_JOIN_H

#include "core/buf.h"

enum { JOIN_COLUMNS = 8, JOIN_DIGITS = 16 };

/* Finds where each of so many numbers begins in a row of digits, the last being
 * the sum of all others and not 0: number i is first[i] up to first[i + 1].
 * False when there is no such way, or more than one. */
bool join_digits(struct str digits, size_t columns,
    size_t first[JOIN_COLUMNS + 1]);

/* The same when it is known where each number begins. */
bool join_adds_up(struct str digits, size_t columns,
    const size_t first[JOIN_COLUMNS + 1]);

#endif
