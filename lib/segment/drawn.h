/*
 * drawn: tables that are drawn with other signs than | + and -.  Floor 6.
 *
 * Text browsers and editors print │ ─ ┼, many copies hold a wide bar ｜ or the ideograph
 * 丨 in its place.
 */
#ifndef GX_DRAWN_H
#define GX_DRAWN_H

#include "core/pool.h"

/* The text with these signs as | + and -, among blanks: byte for byte as long, so that
 * places in it stay.  Without any it is the text itself; else it lives in the pool. */
struct str drawn_plain(struct pool *pool, struct str text);

/* What a character draws: '|' a bar, '-' a rule, '+' where they meet; 0 for others. */
char drawn_sign(uint32_t c);

#endif
