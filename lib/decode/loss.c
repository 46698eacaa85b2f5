#include "core/eight.h"
#include "core/utf8.h"
#include "decode/loss.h"

enum {
	LOOK = 96,     /* bytes of a line */
	BIT = 8
};

static const struct {
	const char *lead, *characters;
} rows[] = {
#include "decode/mojibake.inc"
};

/* The characters of rows: a bit for each. */
static unsigned char signs[0x10000 / BIT];

static void
fill_signs(void)
{
	uint32_t c;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (const char *s = rows[i].characters; *s != '\0';) {
			s += utf8_get(s, &c);
			signs[c / BIT] |= (unsigned char)(1u << c % BIT);
		}
}

static bool
is_sign(uint32_t c)
{
	return c < 0x10000 && (signs[c / BIT] >> c % BIT & 1);
}

/* A letter that is the first byte of a Chinese character in UTF-8, with what
 * the other two became. */
static bool
is_latin_sign(struct str s, uint32_t c)
{
	size_t second = utf8_length(*s.p);

	return c >= 0xE3 && c <= 0xE9 && s.n > second && s.p[second] < 0 &&
	    s.n > second + utf8_length(s.p[second]) &&
	    s.p[second + utf8_length(s.p[second])] < 0;
}

/* Two letters that are a Chinese character in GBK, or the halves of two. */
static bool
is_latin_pair(struct str s, uint32_t c)
{
	return c > 0xA0 && c <= 0xFF && s.n >= 4 && (s.p[2] == '\xC3' ||
	    (s.p[2] == '\xC2' && (unsigned char)s.p[3] > 0xA0));
}

void
loss_look_at(struct loss *l, struct str s)
{
	static bool filled;
	uint64_t characters = 0, gbk = 0, latin = 0, pairs = 0;
	uint32_t c;
	size_t n;

	if (!filled)
		fill_signs();
	filled = true;
	for (size_t i = 0; i < s.n && i < LOOK; i += n) {
		n = utf8_get(s.p + i, &c);
		if (n == 1)
			continue;
		characters++;
		gbk += is_sign(c);
		if (n != 2)
			continue;
		latin += is_latin_sign(str_slice(s, i, s.n), c);
		pairs += is_latin_pair(str_slice(s, i, s.n), c);
	}
	l->looked += characters;
	if (gbk >= 3 && gbk * 5 >= characters)
		l->as_gbk += characters;
	if (latin >= 2 && latin * 5 >= characters)
		l->as_latin += characters;
	else if (pairs >= 4 && pairs * 2 >= characters)
		l->gbk_as_latin += characters;
}

/* The character at s, whose first byte is EE or more. */
static void
count(struct loss *l, const char *s)
{
	uint32_t c;

	utf8_get(s, &c);
	l->missing += c == 0xFFFD;
	l->private += c != 0xFFFD && utf8_is_lost(c);
}

/* True for the first bytes of full-width forms, of which text is full. */
static bool
is_wide_form(const char *s)
{
	return s[0] == '\xEF' && (s[1] == '\xBC' || s[1] == '\xBD');
}

/* Bytes of EE and more are private-use characters, full-width forms, or what
 * is rare. */
void
loss_count(struct loss *l, struct str s)
{
	uint64_t eight, marks;
	size_t i = 0;

	for (; s.n - i >= 8; i += 8) {
		eight = eight_get(s.p + i);
		/* EE + 12 is 100 */
		marks = ((eight & ~EIGHT_HIGH) + EIGHT_ONES * 0x12) & eight &
		    EIGHT_HIGH;
		for (; marks != 0; marks &= marks - 1)
			if (!is_wide_form(s.p + i + eight_first(marks)))
				count(l, s.p + i + eight_first(marks));
	}
	for (; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0xEE && !is_wide_form(s.p + i))
			count(l, s.p + i);
}

const char *
loss_story(const struct loss *l)
{
	enum { FEW = 6, SHARE = 20 };

	if (l->as_gbk >= FEW && l->as_gbk * SHARE >= l->looked)
		return "UTF-8 that was read as GBK";
	if (l->as_latin >= FEW && l->as_latin * SHARE >= l->looked)
		return "UTF-8 that was read as Latin-1";
	if (l->gbk_as_latin >= FEW && l->gbk_as_latin * SHARE >= l->looked)
		return "GBK that was read as Latin-1";
	return NULL;
}
