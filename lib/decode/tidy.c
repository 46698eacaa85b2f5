#include "core/block.h"
#include "core/utf8.h"
#include "decode/tidy.h"

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

/* The same where a line may end as well. */
static size_t
sound_or_end(struct str s)
{
	if (*s.p == '\n')
		return 1;
	return str_starts(s, STR("\r\n")) ? 2 : sound(s);
}

/* True when a full-width form (EF BC, EF BD) or a quotation mark (E2 80 98 to 9F)
 * begins: most of what is rare in a block. */
static bool
is_frequent(const char *s)
{
	return *s == '\xEF' ? (s[1] & '\xFE') == '\xBC' :
	    *s == '\xE2' && s[1] == '\x80' && (s[2] & '\xF8') == '\x98';
}

/* A block and what may be left of the character that begins with its last byte. */
enum { LOOK = BLOCK + UTF8_MAX - 1 };

/* True when all that is rare in a block of LOOK bytes is sound. */
static bool
is_sound_rarity(const char *s, uint64_t rare)
{
	const char *at;

	for (; rare != 0; rare &= rare - 1) {
		at = s + eight_lowest(rare);
		if (!is_frequent(at) &&
		    sound_or_end((struct str){ at, UTF8_MAX }) == 0)
			return false;
	}
	return true;
}

/* Bytes at the start of s, whole characters, that are soon known to be sound; 0
 * when there must be a closer look. */
static size_t
soon_sound(struct str s)
{
	char last[LOOK];
	struct block_utf8 b;
	size_t n;

	if (s.n < LOOK) {
		memset(last, ' ', sizeof last);
		memcpy(last, s.p, s.n);
		s.p = last;
	}
	block_utf8(s.p, &b);
	n = block_whole(&b);
	if (n == 0 || !is_sound_rarity(s.p, b.rare))
		return 0;
	return n < s.n ? n : s.n;
}

size_t
tidy_sound(struct str s)
{
	struct str rest;
	size_t i = 0, n = 1;

	for (; i < s.n && n != 0; i += n) {
		rest = str_slice(s, i, s.n);
		n = soon_sound(rest);
		if (n == 0)
			n = sound_or_end(rest);
	}
	return i;
}
