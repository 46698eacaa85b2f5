#define _GNU_SOURCE /* memmem */
#include <stdio.h>
#include <stdlib.h>

#include "core/buf.h"
#include "core/die.h"
#include "core/utf8.h"

struct str
str_of(const char *z)
{
	return z != NULL ? (struct str){ z, strlen(z) } : STR("");
}

static char
lower(char c)
{
	return (char)(c + (c >= 'A' && c <= 'Z' ? 'a' - 'A' : 0));
}

bool
str_same(struct str a, struct str b)
{
	size_t i = 0;

	while (a.n == b.n && i < a.n && lower(a.p[i]) == lower(b.p[i]))
		i++;
	return a.n == b.n && i == a.n;
}

int
str_cmp(struct str a, struct str b)
{
	int order = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);

	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

bool
str_starts_any(struct str s, const char *const *words)
{
	for (; *words != NULL; words++)
		if (str_starts(s, str_of(*words)))
			return true;
	return false;
}

bool
str_ends_any(struct str s, const char *const *words)
{
	for (; *words != NULL; words++)
		if (str_ends(s, str_of(*words)))
			return true;
	return false;
}

/* Few characters share their last byte, while ideographs share their first:
 * for a short text, looking for its last byte is the fastest way. */
size_t
str_find(struct str s, struct str what, size_t from)
{
	enum { SHORT = 8 };
	const char *hit;
	size_t at;

	if (from >= s.n)
		return s.n;
	if (what.n == 0 || what.n > SHORT) {
		hit = memmem(s.p + from, s.n - from, what.p, what.n);
		return hit != NULL ? (size_t)(hit - s.p) : s.n;
	}
	for (at = from + what.n - 1; at < s.n; at++) {
		at = str_byte(s, what.p[what.n - 1], at);
		if (at < s.n && memcmp(s.p + at - (what.n - 1), what.p,
		    what.n) == 0)
			return at - (what.n - 1);
	}
	return s.n;
}

bool
str_abbreviates(struct str few, struct str s)
{
	size_t at = 0, n;

	for (size_t i = 0; i < few.n; i += n) {
		n = utf8_length(few.p[i]);
		at = str_find(s, str_slice(few, i, i + n), at);
		if (at == s.n)
			return false;
		at += n;
	}
	return true;
}

static bool
is_ascii_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Length of the blank character at the start, or at the end, of s (not empty). */
static inline size_t
blank(struct str s, bool at_end)
{
	if (is_ascii_blank(s.p[at_end ? s.n - 1 : 0]))
		return 1;
	if (s.n >= 2 && memcmp(s.p + (at_end ? s.n - 2 : 0), "\xC2\xA0",
	    2) == 0)
		return 2;
	if (s.n >= 3 && memcmp(s.p + (at_end ? s.n - 3 : 0), "\xE3\x80\x80",
	    3) == 0)
		return 3;
	return 0;
}

struct str
str_trim_blanks(struct str s)
{
	size_t n;

	while (s.n != 0 && (n = blank(s, false)) != 0)
		s = str_slice(s, n, s.n);
	while (s.n != 0 && (n = blank(s, true)) != 0)
		s.n -= n;
	return s;
}

int
str_columns(struct str s)
{
	int columns = 0;
	size_t length;

	for (size_t i = 0; i < s.n; i += length) {
		length = utf8_length(s.p[i]);
		columns += length >= 3 ? 2 : 1;
	}
	return columns;
}

/* Length of the rare blank, or character of no width, at the start of s:
 * U+2000..U+200F, U+FEFF. */
static size_t
rare_blank(struct str s)
{
	return str_starts(s, STR("\xEF\xBB\xBF")) ||
	    (str_starts(s, STR("\xE2\x80")) && s.n >= 3 &&
	    (unsigned char)s.p[2] < 0x90) ? 3 : 0;
}

bool
str_is_blank(struct str s)
{
	size_t n;

	while (s.n != 0 && ((n = blank(s, false)) != 0 ||
	    (n = rare_blank(s)) != 0))
		s = str_slice(s, n, s.n);
	return s.n == 0;
}

bool
str_split(struct str *rest, char sep, struct str *piece)
{
	const char *end;

	if (rest->p == NULL)
		return false;
	end = rest->n != 0 ? memchr(rest->p, sep, rest->n) : NULL;
	if (end == NULL) {
		*piece = *rest;
		*rest = (struct str){ NULL, 0 };
		return true;
	}
	*piece = (struct str){ rest->p, (size_t)(end - rest->p) };
	*rest = (struct str){ end + 1, rest->n - piece->n - 1 };
	return true;
}

bool
str_has_word(struct str list, char sep, struct str word)
{
	struct str piece;

	while (str_split(&list, sep, &piece))
		if (str_eq(piece, word))
			return true;
	return false;
}

void
buf_grow(struct buf *b, size_t n)
{
	size_t cap = b->cap < 64 ? 64 : b->cap + b->cap / 2;

	if (n > SIZE_MAX / 4 - b->n)
		die(GX_FAIL, "out of memory");
	if (cap < b->n + n)
		cap = b->n + n;
	b->p = xrealloc(b->p, cap, 1);
	b->cap = cap;
}

char *
put_many_digits(char *to, uint64_t n)
{
	char digits[DIGITS], *end = digits + sizeof digits, *from = end;

	do
		*--from = (char)('0' + n % 10);
	while ((n /= 10) != 0);
	memcpy(to, from, (size_t)(end - from));
	return to + (end - from);
}

void
buf_printable(struct buf *b, struct str s)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t good;

	for (; s.n != 0; s = str_slice(s, good, s.n)) {
		good = utf8_printable(s.p, s.n);
		if (good != 0) {
			buf_put(b, str_slice(s, 0, good));
			continue;
		}
		good = 1;
		buf_put(b, STR("\\x"));
		buf_byte(b, hex[(unsigned char)*s.p >> 4]);
		buf_byte(b, hex[(unsigned char)*s.p & 15]);
	}
}

void
buf_free(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ NULL, 0, 0 };
}
