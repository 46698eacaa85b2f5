/*
 * numeral: the numbers in Chinese text.  Floor 4.
 *
 * Reads folded text (fold.h): ASCII digits with thousands commas and decimals,
 * Chinese digits (一百一十八, 两, 二零一二), scales (百 千 万 亿), and the words that
 * make a number inexact (约 近 超 不足 before it; 余 多 几 inside or behind it, and
 * 来 before a measure).
 */
#ifndef GX_NUMERAL_H
#define GX_NUMERAL_H

#include "core/dec.h"

enum numeral_how {
	NUMERAL_EXACT,
	NUMERAL_MORE,   /* 余 多 以上 超过 突破 */
	NUMERAL_LESS,   /* 不足 不到 */
	NUMERAL_APPROX, /* 约 近 左右 */
	NUMERAL_UNREAD  /* digits without a certain value; dec is 0 */
};

struct numeral {
	size_t from, to; /* bytes of the text, with the words that belong to it */
	size_t digits;   /* where its first digit stands */
	struct dec value;
	enum numeral_how how;
	bool han;        /* written in Chinese digits */
	bool scaled;     /* has 万 or 亿 */
	bool slip;       /* 173769万: what counts things would say 亿 */
};

/* The next number at or after `from`; false if there is none. */
bool numeral_next(struct str text, size_t from, struct numeral *n);

/* Han digits and scales, and the words that can end a number. */
#define NUMERAL_HAN "零一二两三四五六七八九十百千万亿余多几壹贰叁肆伍陆柒捌玖拾佰仟"

/* True for a Han digit or scale at this byte, or a word that can end a number: 余
 * 多 几. */
bool numeral_ends_han(struct str text, size_t at);

/* The name of how, as the qualifier of a fact. */
const char *numeral_qualifier(enum numeral_how how);

/* What the words behind the unit say (以上 左右 余), at the start of text. */
enum numeral_how numeral_after(struct str text, enum numeral_how how);

#endif
