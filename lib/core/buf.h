/*
 * buf: byte strings.  Floor 2.
 *
 * A struct str borrows bytes that something else owns; a struct buf owns
 * them.  Neither needs a NUL, and NUL bytes are bytes like others.
 */
#ifndef GX_BUF_H
#define GX_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/eight.h"

struct str {
	const char *p;
	size_t n;
};

struct buf {
	char *p; /* owned; NULL while empty */
	size_t n, cap;
};

#define STR(literal) ((struct str){ literal, sizeof(literal) - 1 })

struct str str_of(const char *z); /* of a C string; NULL is empty */

/* The bytes from..to of s; both are cut to what s has. */
static inline struct str
str_slice(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return (struct str){ s.p + from, to - from };
}

static inline bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}
bool str_same(struct str a, struct str b); /* upper and lower case are one */
int str_cmp(struct str a, struct str b); /* by bytes, as strcmp */
static inline bool
str_starts(struct str s, struct str with)
{
	return s.n >= with.n && memcmp(s.p, with.p, with.n) == 0;
}

/* Few characters share their last byte. */
static inline bool
str_ends(struct str s, struct str with)
{
	return with.n == 0 || (s.n >= with.n &&
	    s.p[s.n - 1] == with.p[with.n - 1] &&
	    memcmp(s.p + s.n - with.n, with.p, with.n) == 0);
}

/* The same for any of the words, of which the last is NULL. */
bool str_starts_any(struct str s, const char *const *words);
bool str_ends_any(struct str s, const char *const *words);

/* Offset of the byte c in s at or after from; s.n when it is not there. */
static inline size_t
str_byte(struct str s, char c, size_t from)
{
	const char *hit = from < s.n ?
	    memchr(s.p + from, c, s.n - from) : NULL;

	return hit != NULL ? (size_t)(hit - s.p) : s.n;
}

/* The same where it is mostly near: a call takes as long as a look at some bytes. */
static inline size_t
str_near(struct str s, char c, size_t from)
{
	uint64_t marks;

	for (; from < s.n && s.n - from >= 8; from += 8) {
		marks = eight_is(eight_get(s.p + from), (unsigned char)c);
		if (marks != 0)
			return from + eight_first(marks);
	}
	while (from < s.n && s.p[from] != c)
		from++;
	return from < s.n ? from : s.n;
}

/* Offset of what in s at or after from; s.n when it is not there. */
size_t str_find(struct str s, struct str what, size_t from);
static inline bool
str_has(struct str s, struct str what)
{
	return str_find(s, what, 0) < s.n;
}

/* True when all characters of few stand in s, in their order: 住建局 for
 * 住房和城乡建设局. */
bool str_abbreviates(struct str few, struct str s);

/* Cuts ASCII blanks, U+00A0 and U+3000 from both ends.  Most text begins and
 * ends with none of them, as its first and last byte show. */
struct str str_trim_blanks(struct str s);
static inline struct str
str_trim(struct str s)
{
	unsigned char first = s.n != 0 ? (unsigned char)*s.p : '0';
	unsigned char last = s.n != 0 ? (unsigned char)s.p[s.n - 1] : '0';

	return first <= ' ' || first == 0xC2 || first == 0xE3 ||
	    last <= ' ' || last == 0xA0 || last == 0x80 ?
	    str_trim_blanks(s) : s;
}

/* True when s has nothing that can be seen: such blanks, those of U+2000
 * to U+200F, or a byte order mark. */
bool str_is_blank(struct str s);

/* Width in columns of a terminal: ideographs take two. */
int str_columns(struct str s);

/* Takes the next piece of *rest up to sep, which is dropped; false when
 * nothing is left.  "a||b" has three pieces, "" one empty piece. */
bool str_split(struct str *rest, char sep, struct str *piece);

/* True when a piece of the list is the word. */
bool str_has_word(struct str list, char sep, struct str word);

/* Of a hexadecimal digit; -1 when it is none. */
static inline int
hex_value(char c)
{
	return c >= '0' && c <= '9' ? c - '0' :
	    c >= 'a' && c <= 'f' ? c - 'a' + 10 :
	    c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Room for n more bytes at the end: the caller writes, then adds to b->n. */
void buf_grow(struct buf *b, size_t n); /* when there is none */
static inline char *
buf_room(struct buf *b, size_t n)
{
	if (b->p == NULL || b->cap - b->n < n)
		buf_grow(b, n);
	return b->p + b->n;
}

static inline void
buf_put(struct buf *b, struct str s)
{
	char *to = buf_room(b, s.n);

	if (s.n != 0)
		memcpy(to, s.p, s.n);
	b->n += s.n;
}

static inline void
buf_byte(struct buf *b, char c)
{
	*buf_room(b, 1) = c;
	b->n++;
}

/* Writes n in digits; returns where they end.  There is room for DIGITS bytes. */
enum { DIGITS = 20 };
char *put_many_digits(char *to, uint64_t n);
static inline char *
put_digits(char *to, uint64_t n)
{
	uint64_t eight = 0;
	size_t digits = 0;

	if (n >= 100000000)
		return put_many_digits(to, n);
	do { /* the last one first, which the others push up */
		eight = eight << 8 | ('0' + n % 10);
		digits++;
	} while ((n /= 10) != 0);
	eight_put(to, eight);
	return to + digits;
}

static inline void
buf_number(struct buf *b, uint64_t n)
{
	b->n = (size_t)(put_digits(buf_room(b, DIGITS), n) - b->p);
}

/* Appends s so that it can be shown: what is no UTF-8, and what steers a
 * terminal, as \xNN. */
void buf_printable(struct buf *b, struct str s);
void buf_free(struct buf *b);

static inline struct str
buf_str(const struct buf *b)
{
	return (struct str){ b->n != 0 ? b->p : "", b->n };
}

/* Makes a text, which is not in b, the one in it. */
static inline void
buf_set(struct buf *b, struct str s)
{
	b->n = 0;
	buf_put(b, s);
}

/* The same with two texts, one behind the other. */
static inline struct str
buf_join(struct buf *b, struct str s, struct str t)
{
	b->n = 0;
	buf_put(b, s);
	buf_put(b, t);
	return buf_str(b);
}

#endif
