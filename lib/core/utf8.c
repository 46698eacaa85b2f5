#include <string.h>

#include "core/utf8.h"

/* The rows of Unicode table 3-7: lead bytes and the range of the second
 * byte; all further bytes are 80..BF. */
static const struct row {
	unsigned char lead, last, low, high, length;
} rows[] = {
	{ 0xC2, 0xDF, 0x80, 0xBF, 2 },
	{ 0xE0, 0xE0, 0xA0, 0xBF, 3 },
	{ 0xE1, 0xEC, 0x80, 0xBF, 3 },
	{ 0xED, 0xED, 0x80, 0x9F, 3 },
	{ 0xEE, 0xEF, 0x80, 0xBF, 3 },
	{ 0xF0, 0xF0, 0x90, 0xBF, 4 },
	{ 0xF1, 0xF3, 0x80, 0xBF, 4 },
	{ 0xF4, 0xF4, 0x80, 0x8F, 4 },
};

static const struct row *
row_of(unsigned char lead)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (lead >= rows[i].lead && lead <= rows[i].last)
			return &rows[i];
	return NULL;
}

/* Bytes of the sequence at s that agree with the table; *whole says whether
 * that is a full character. */
static size_t
agree(const unsigned char *s, size_t n, int *whole)
{
	const struct row *r = row_of(s[0]);
	size_t i;

	*whole = 0;
	if (r == NULL)
		return 0;
	for (i = 1; i < r->length; i++)
		if (i >= n || s[i] < (i == 1 ? r->low : 0x80) ||
		    s[i] > (i == 1 ? r->high : 0xBF))
			return i;
	*whole = 1;
	return i;
}

/* True when eight bytes begin with two characters of three bytes, and of those
 * whose lead (not E0 or ED) allows any trail bytes: nearly all Chinese text. */
static int
is_two(const unsigned char *s)
{
	static const unsigned char bits[8] = {
		0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0, 0
	};
	static const unsigned char wanted[8] = {
		0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80, 0, 0
	};
	uint64_t have, mask, want;

	memcpy(&have, s, sizeof have);
	memcpy(&mask, bits, sizeof mask);
	memcpy(&want, wanted, sizeof want);
	return (have & mask) == want &&
	    ((0x2001u >> (s[0] & 0xF) | 0x2001u >> (s[3] & 0xF)) & 1) == 0;
}

size_t
utf8_valid(const char *text, size_t n)
{
	const unsigned char *s = (const unsigned char *)text;
	const uint64_t high = UINT64_C(0x8080808080808080);
	uint64_t eight;
	size_t i = 0, length;
	int whole;

	while (i < n) {
		if (s[i] < 0x80) {
			for (; n - i >= sizeof eight; i += sizeof eight) {
				memcpy(&eight, s + i, sizeof eight);
				if (eight & high)
					break;
			}
			while (i < n && s[i] < 0x80)
				i++;
		} else if (n - i >= 8 && is_two(s + i)) {
			do
				i += 6;
			while (n - i >= 8 && is_two(s + i));
		} else if (n - i >= 3 && s[i] >= 0xE1 && s[i] <= 0xEC &&
		    (s[i + 1] & 0xC0) == 0x80 && (s[i + 2] & 0xC0) == 0x80) {
			i += 3;
		} else {
			length = agree(s + i, n - i, &whole);
			if (!whole)
				return i;
			i += length;
		}
	}
	return n;
}

size_t
utf8_broken(const char *s, size_t n)
{
	int whole;
	size_t length = agree((const unsigned char *)s, n, &whole);

	return length == 0 ? 1 : length;
}

size_t
utf8_put(char *s, uint32_t c)
{
	size_t length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };

	for (size_t i = length; i-- > 1; c >>= 6)
		s[i] = (char)(0x80 | (c & 0x3F));
	s[0] = (char)(lead[length] | c);
	return length;
}

size_t
utf8_printable(const char *s, size_t n)
{
	unsigned char b = n != 0 ? (unsigned char)*s : 0;

	if (b < 0x20 || b == 0x7F ||
	    utf8_valid(s, n < UTF8_MAX ? n : UTF8_MAX) == 0)
		return 0;
	if (b == 0xC2 && (unsigned char)s[1] < 0xA0)
		return 0;
	return utf8_length(*s);
}
