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

static void
put_blank(struct str *s, bool collapse, struct buf *out)
{
	char c = *s->p;
	size_t n = 1;

	while (collapse && n < s->n && class[(unsigned char)s->p[n]] == 1)
		n++;
	*s = str_slice(*s, n, s->n);
	if (collapse && out->n != 0 && out->p[out->n - 1] == ' ')
		return;
	buf_byte(out, !collapse && c == '\t' ? '\t' : ' ');
}

/* A character that may not stand in a line, or only looks like one. */
static void
put_odd(struct str *s, struct buf *out, uint64_t *replaced)
{
	uint32_t c;
	size_t n = utf8_get(s->p, &c);

	if (c == 0x85 || c == 0x2028 || c == 0x2029) {
		buf_byte(out, ' ');
	} else if (c < 0xA0) {
		buf_put(out, STR(UTF8_REPLACEMENT));
		++*replaced;
	} else {
		buf_put(out, str_slice(*s, 0, n));
	}
	*s = str_slice(*s, n, s->n);
}

/* Marks those of eight bytes that do not have class 0. */
static uint64_t
marks_of(uint64_t eight)
{
	return eight_below(eight, 0x21) | eight_is(eight, 0x7F) |
	    eight_is(eight | EIGHT_ONES * 0x20, 0xE2); /* or C2 */
}

/* Bytes at the start of s that stand for themselves. */
static size_t
plain(struct str s)
{
	uint64_t marks;
	size_t n = 0;

	for (; s.n - n >= 8; n += 8) {
		marks = marks_of(eight_get(s.p + n));
		if (marks != 0)
			return n + eight_first(marks);
	}
	while (n < s.n && class[(unsigned char)s.p[n]] == 0)
		n++;
	return n;
}

void
tidy(struct str s, bool collapse, struct buf *out, uint64_t *replaced)
{
	size_t n;

	while (s.n != 0) {
		n = plain(s);
		buf_put(out, str_slice(s, 0, n));
		s = str_slice(s, n, s.n);
		if (s.n == 0)
			break;
		if (class[(unsigned char)*s.p] == 1)
			put_blank(&s, collapse, out);
		else
			put_odd(&s, out, replaced);
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
		return class[b] == 0 || b == ' ' || b == '\t';
	if (utf8_valid(s.p, s.n < UTF8_MAX ? s.n : UTF8_MAX) == 0)
		return 0;
	utf8_get(s.p, &c);
	if (c < 0xA0 || c == 0x2028 || c == 0x2029 || utf8_is_lost(c))
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
