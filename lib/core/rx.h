/*
 * rx: regular expressions (PCRE2, JIT).  Floor 3.  The only owner of
 * <pcre2.h>.
 *
 * Patterns and subjects are UTF-8; subjects must have been validated.
 * Unicode properties are on, so that \s and \d mean what they say of
 * U+3000 and of full-width digits.
 */
#ifndef GX_RX_H
#define GX_RX_H

#include "core/buf.h"

struct rx;

enum { RX_GROUPS = 8 }; /* group 0 is the whole match */

struct rx_match {
	struct str group[RX_GROUPS]; /* p is NULL for a group that took no part */
};

enum rx_result {
	RX_NONE,
	RX_FOUND,
	RX_LIMIT /* gave up (match, depth, heap): never "absent" */
};

/* Compiles a pattern; NULL and a message of at most whyn bytes in why when it
 * is wrong.  Free with rx_free(). */
struct rx *rx_new(struct str pattern, char *why, size_t whyn);
void rx_free(struct rx *rx);

/* Looks for the pattern in s from the byte offset `from`. */
enum rx_result rx_find(struct rx *rx, struct str s, size_t from,
    struct rx_match *m);

#endif
