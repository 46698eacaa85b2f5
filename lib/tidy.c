#include "eight.h"
#include "tidy.h"
#include "utf8.h"

/* 0: stands for itself, 1: a blank, 2: the first byte of a line end or of a
 * control character, if that is what follows. */
static const unsigned char class[256] = {
	2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 2, 2,
	2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
	[' '] = 1, [0x7F] = 2, [0xC2] = 2, [0xE2] = 2
};

static unsigned
class_of(char c)
{
	return class[(unsigned char)c];
}

static bool
is_line_end(uint32_t c)
{
	return c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool
is_control(uint32_t c)
{
	return c < 0xA0;
}

/* Marks those of eight bytes that do not have class 0. */
static uint64_t
marks_of(uint64_t eight)
{
	return eight_below(eight, 0x21) | eight_is(eight, 0x7F) |
	    eight_is(eight | EIGHT_ONES * 0x20, 0xE2); /* or C2 */
}

/* Offset of the first byte of s at or after n that has not class 0. */
static size_t
skip_plain(struct str s, size_t n)
{
	uint64_t marks;

	for (; s.n - n >= 8; n += 8) {
		marks = marks_of(eight_get(s.p + n));
		if (marks != 0)
			return n + eight_first(marks);
	}
	while (n < s.n && class_of(s.p[n]) == 0)
		n++;
	return n;
}

/* True when the character at i, which has not class 0, may stay: with collapse,
 * a single space, else every space and TAB. */
static bool
may_stay(struct str s, size_t i, bool collapse)
{
	uint32_t c;

	if (s.p[i] == ' ')
		return !collapse || i == 0 || s.p[i - 1] != ' ';
	utf8_get(s.p + i, &c);
	return class_of(s.p[i]) == 1 ? !collapse && c == '\t' :
	    !is_control(c) && !is_line_end(c);
}

/* Appends the character at s, which has not class 0, as it should be. */
static void
put_tidied(struct buf *b, const char *s, bool collapse, uint64_t *replaced)
{
	bool twice = collapse && b->n != 0 && b->p[b->n - 1] == ' ';
	uint32_t c;
	size_t n = utf8_get(s, &c);

	if (class_of(*s) == 1) {
		if (!twice)
			buf_byte(b, !collapse && c == '\t' ? '\t' : ' ');
	} else if (is_line_end(c)) {
		buf_byte(b, ' ');
	} else if (is_control(c)) {
		buf_put(b, STR(UTF8_REPLACEMENT));
		++*replaced;
	} else {
		buf_put(b, (struct str){ s, n });
	}
}

/* Most text is tidy, and stays where it is. */
void
tidy(struct buf *b, size_t from, bool collapse, uint64_t *replaced)
{
	static struct buf rest;
	struct str s = buf_str(b);
	size_t i = from, n;

	while ((i = skip_plain(s, i)) < s.n && may_stay(s, i, collapse))
		i++;
	if (i == s.n)
		return;
	b->n = i;
	rest.n = 0;
	buf_put(&rest, str_slice(s, i, s.n));
	s = buf_str(&rest);
	for (i = 0; i < s.n; i += n) {
		n = skip_plain(s, i) - i;
		buf_put(b, str_slice(s, i, i + n));
		if (n != 0)
			continue;
		n = utf8_length(s.p[i]);
		put_tidied(b, s.p + i, collapse, replaced);
	}
}

/* Length of the character at the start of s (not empty) if it is sound; else
 * 0. */
static size_t
sound(struct str s)
{
	unsigned char b = (unsigned char)*s.p;
	uint32_t c;

	if (b < 0x80)
		return class_of(*s.p) == 0 || b == ' ' || b == '\t';
	if (utf8_valid(s.p, s.n < UTF8_MAX ? s.n : UTF8_MAX) == 0)
		return 0;
	utf8_get(s.p, &c);
	if (is_control(c) || is_line_end(c) || utf8_is_lost(c))
		return 0;
	return utf8_length(*s.p);
}

/* Bytes at the start of p, of which n are at hand, that are soon known to be
 * sound; 0 when there must be a closer look. */
static size_t
soon_sound(const char *p, size_t n)
{
	uint64_t eight = n >= 8 ? eight_get(p) : eight_few(p, n);
	size_t three = utf8_threes(eight, UTF8_SPECIAL);

	if (three != 0)
		return three;
	if ((eight & 0xC0FEFF) == 0x80BCEF) /* full-width forms: EF BC, EF BD */
		return 3;
	eight = (eight & EIGHT_HIGH) | eight_below(eight, 0x20) |
	    eight_is(eight, 0x7F);
	return eight == 0 ? 8 : eight_first(eight);
}

bool
tidy_is_sound(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;
	size_t n;

	for (; p < end; p += n) {
		n = soon_sound(p, (size_t)(end - p));
		if (n == 0)
			n = sound((struct str){ p, (size_t)(end - p) });
		if (n == 0)
			return false;
	}
	return true;
}
