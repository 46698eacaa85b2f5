/*
 * unit: the pure modules of the library, asked directly.
 *
 *	unit check                      asserts; says what is wrong, exit 1
 *	unit table DIR FILE COLUMNS     the cells that tab_load() finds
 *	unit records                    one record of each type, nasty fields
 *	unit fields <STREAM             counts fields that are not nasty
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/block.h"
#include "core/dec.h"
#include "core/hash.h"
#include "core/memo.h"
#include "core/numeral.h"
#include "core/records.h"
#include "core/scan.h"
#include "core/tab.h"
#include "core/utf8.h"
#include "decode/tidy.h"
#include "domain/fold.h"
#include "prose/glance.h"

/* The text that tests/nasty.awk writes with escapes. */
#define NASTY "a\tb\nc\rd\\e\\n\xF0\xA0\x80\x80\xE5\xB9\xB4\x7F "

static int wrong;

#define SAME(have, want) same(__LINE__, #have, have, str_of(want))
#define TRUE(what) number(__LINE__, #what, (long long)(what), 1)
#define NUMBER(have, want) number(__LINE__, #have, (long long)(have), want)

static void
same(int line, const char *what, struct str have, struct str want)
{
	if (str_eq(have, want))
		return;
	printf("unit.c:%d: %s: have '%.*s', want '%.*s'\n", line, what,
	    (int)have.n, have.p, (int)want.n, want.p);
	wrong = 1;
}

static void
number(int line, const char *what, long long have, long long want)
{
	if (have == want)
		return;
	printf("unit.c:%d: %s: have %lld, want %lld\n", line, what, have,
	    want);
	wrong = 1;
}

static struct dec
d(const char *text)
{
	struct dec value;

	if (!dec_parse(str_of(text), &value)) {
		printf("unit.c: %s: not read\n", text);
		wrong = 1;
	}
	return value;
}

static struct str
print(struct dec value)
{
	static char text[DEC_TEXT];

	return (struct str){ text, dec_print(value, text) };
}

static struct str
sum(const char *a, const char *b)
{
	struct dec total = d(a);

	return dec_add(&total, d(b)) ? print(total) : STR("no");
}

static struct str
difference(const char *a, const char *b)
{
	struct dec total = d(a);

	return dec_sub(&total, d(b)) ? print(total) : STR("no");
}

static struct str
shifted(const char *a, int places)
{
	struct dec value = d(a);

	return dec_shift(&value, places) ? print(value) : STR("no");
}

static struct str
product(const char *a, const char *b)
{
	struct dec value = d(a);

	return dec_mul(&value, d(b)) ? print(value) : STR("no");
}

static void
decimals(void)
{
	static const char *const good[] = { "0", "1", "-1", "0.90", "-0.5",
		"12.000000001", "999999999999999999", "-999999999999999999",
		"999999999.999999999", "100" };
	static const char *const bad[] = { "", "-", "+", ".", "1.", ".5",
		"-.5", "1..2", "1.2.3", " 1", "1 ", "1e3", "0x1", "1,000",
		"1000000000000000000", "99999999999999999999", "--1",
		"0.0000000001", "\xEF\xBC\x91" };
	struct dec value;

	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		SAME(print(d(good[i])), good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (dec_parse(str_of(bad[i]), &value)) {
			printf("unit.c: '%s' was read as a number\n", bad[i]);
			wrong = 1;
		}
	SAME(print(d("+7")), "7");
	SAME(print(d("007")), "7");
	SAME(print(d("-0")), "0");
	SAME(print(d("-0.00")), "0.00");
	SAME(print(d("000000000000000000000000.1")), "0.1");
	SAME(sum("118", "3"), "121");
	SAME(sum("0.1", "0.2"), "0.3");
	SAME(sum("0.90", "0.1"), "1.00");
	SAME(sum("1", "-1"), "0");
	SAME(sum("999999999999999999", "0.000000001"), "no");
	SAME(sum("999999999999999999", "1"), "no"); /* 19 digits */
	SAME(sum("-999999999999999999", "-1"), "no");
	SAME(sum("999999999999999998", "1"), "999999999999999999");
	SAME(difference("1", "1.5"), "-0.5");
	SAME(difference("5", "-5"), "10");
	SAME(shifted("3967", 4), "39670000");
	SAME(shifted("1.5", 4), "15000");
	SAME(shifted("1.25", 1), "12.5");
	SAME(shifted("999999999999999999", 4), "no");
	SAME(product("12", "-1"), "-12");
	SAME(product("1.5", "5"), "7.5");
	SAME(product("-0.25", "0.4"), "-0.100");
	SAME(product("0", "999999999999999999"), "0");
	SAME(product("1000000000", "1000000000"), "no"); /* 19 digits */
	SAME(product("999999999", "1000000000"), "999999999000000000");
	SAME(product("-999999999", "1000000001"), "-999999999999999999");
	SAME(product("0.00001", "0.00001"), "no"); /* 10 decimals */
	SAME(product("0.000010", "0.00001"), "no");
	SAME(product("0.00010", "0.00001"), "0.000000001");
	TRUE(dec_cmp(d("1"), d("1.00")) == 0);
	TRUE(dec_cmp(d("1.01"), d("1.1")) < 0);
	TRUE(dec_cmp(d("-1"), d("1")) < 0);
	TRUE(dec_cmp(d("999999999999999999"), d("0.000000001")) > 0);
	TRUE(dec_cmp(d("0.000000001"), d("999999999999999999")) < 0);
	TRUE(dec_cmp(d("-999999999999999999"), d("0.000000001")) < 0);
	TRUE(dec_cmp(d("-0.000000001"), d("-999999999999999999")) > 0);
	TRUE(dec_is_whole(d("2.00")));
	TRUE(!dec_is_whole(d("2.01")));
	TRUE(dec_is_whole(d("0.0")));
}

/* Bytes that are well-formed, and the length of the broken sequence there. */
static void
broken(const char *text, size_t good, size_t skip)
{
	size_t n = strlen(text);

	if (utf8_valid(text, n) == good &&
	    (good == n || utf8_broken(text + good, n - good) == skip))
		return;
	printf("unit.c: utf8 '%s': have %zu and %zu, want %zu and %zu\n",
	    text, utf8_valid(text, n), utf8_broken(text + good, n - good),
	    good, skip);
	wrong = 1;
}

static void
characters(void)
{
	static const uint32_t edges[] = { 1, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF,
		0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x20000, 0x10FFFF };
	char text[UTF8_MAX];
	uint32_t c;
	size_t n;

	for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
		n = utf8_put(text, edges[i]);
		NUMBER(utf8_valid(text, n), (long long)n);
		NUMBER(utf8_get(text, &c), (long long)n);
		NUMBER(c, edges[i]);
		NUMBER(utf8_length(*text), (long long)n);
		for (size_t cut = 1; cut < n; cut++)
			NUMBER(utf8_valid(text, cut), 0);
	}
	NUMBER(utf8_valid("a\0b", 3), 3);
	broken("abcdefghijklmnopqrstuvwxyz", 26, 0);
	broken("abcdefghijklmnop\x80qrs", 16, 1);
	broken("\xE5\xB9\xB4\xE5\xB9", 3, 2);
	broken("\xC0\xAF", 0, 1);              /* overlong */
	broken("\xE0\x80\xAF", 0, 1);
	broken("\xF0\x80\x80\xAF", 0, 1);
	broken("\xED\xA0\x80", 0, 1);          /* a surrogate */
	broken("\xF4\x90\x80\x80", 0, 1);      /* U+110000 */
	broken("\xF8\x88\x80\x80\x80", 0, 1);  /* five bytes */
	broken("x\xF0\xA0\x80y", 1, 3);        /* one U+FFFD, y survives */
	broken("\xB1<", 0, 1);
}

/* Bytes of the character at s by the plain rule: what utf8_put() makes of the
 * number that they encode, which is no surrogate; else 0. */
static size_t
plain_character(const char *s)
{
	static const unsigned char bits[] = { 0, 0x7F, 0x1F, 0xF, 7 };
	size_t n = (unsigned char)*s >= 0xF8 ? 0 : utf8_length(*s);
	uint32_t c = (unsigned char)*s & bits[n];
	char again[UTF8_MAX];

	for (size_t i = 1; i < n; i++)
		c = c << 6 | (s[i] & 0x3Fu);
	if (n == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ||
	    utf8_put(again, c) != n || memcmp(again, s, n) != 0)
		return 0;
	return n;
}

/* All pairs of bytes, before some others, within text and at its end. */
static void
all_pairs(void)
{
	static const char third[] = "\x7F\x80\xA8\xBF\xC0";
	char text[] = "\xE4\xB8\x80pqrs\xE4\xB8\x80\xE4\xB8\x80";
	char *s = text + 3;
	size_t want;

	for (int k = 0; k < 256 * 256 * 5; k++) {
		s[0] = (char)(k & 255);
		s[1] = (char)(k >> 8 & 255);
		s[2] = third[k >> 16];
		s[3] = '\x80';
		for (want = 3; want < 7 && plain_character(text + want) != 0 &&
		     want + plain_character(text + want) <= 7;)
			want += plain_character(text + want);
		if (utf8_valid(text, 7) != want ||
		    utf8_valid(text, 13) != (want == 7 ? 13 : want))
			broken(text, want, 0);
	}
}

/* Puts 一1，1 and so on, n bytes or some more. */
static void
fill(struct buf *b, size_t n)
{
	for (size_t end = b->n + n; b->n < end;)
		buf_put(b, STR("\xE4\xB8\x80" "1\xEF\xBC\x8C" "1"));
}

/* True when a character is sound where it stands between others. */
static bool
sound_at(uint32_t c, size_t before, size_t behind)
{
	static struct buf text;
	size_t end, sound;

	text.n = 0;
	fill(&text, before);
	end = text.n;
	text.n += utf8_put(buf_room(&text, UTF8_MAX), c);
	fill(&text, behind);
	sound = tidy_sound(buf_str(&text));
	TRUE(sound == text.n || sound == end);
	return sound == text.n;
}

/* Every character is sound, or tidy() changes it, or it was lost. */
static void
sound(void)
{
	struct buf text = { NULL, 0, 0 };
	uint64_t replaced = 0;
	char utf8[UTF8_MAX];
	struct str one = { utf8, 0 };
	bool want;

	for (uint32_t c = 0; c <= 0x10FFFF; c += c == 0xD7FF ? 0x801 : 1) {
		one.n = utf8_put(utf8, c);
		text.n = 0;
		buf_put(&text, one);
		tidy(&text, 0, false, &replaced);
		want = (str_eq(buf_str(&text), one) && !utf8_is_lost(c)) ||
		    c == '\n';
		if (sound_at(c, 0, 0) != want || sound_at(c, 40, 80) != want)
			NUMBER(c, want);
	}
	buf_free(&text);
}

/* The same wherever in a block it stands, and what is no character. */
static void
sound_anywhere(void)
{
	static const uint32_t good[] = { 't', '\t', 0xB7, 0xA0, 0x3B1, 0xE01,
		0x1000, 0x201C, 0x2018, 0x2030, 0x4E00, 0xD7FF, 0xFF0C, 0xFF5E,
		0x10000, 0x20000 };
	static const uint32_t lost[] = { 0, 0x1F, 0x7F, 0x80, 0x85, 0x2028,
		0x2029, 0xE000, 0xF8FF, 0xFFFD, 0xF0000, 0x10FFFF };
	static const struct str broken[] = { { "\x80", 1 }, { "\xC3", 1 },
		{ "\xC0\x80", 2 }, { "\xC1\xBF", 2 }, { "\xE4\xB8", 2 },
		{ "\xE4", 1 }, { "\xE0\x9F\x80", 3 }, { "\xED\xA0\x80", 3 },
		{ "\xEF\xBC", 2 }, { "\xE2\x80", 2 }, { "\xF0\xA0\x80", 3 },
		{ "\xF0\x8F\xBF\xBF", 4 }, { "\xF4\x90\x80\x80", 4 },
		{ "\xF5\x80\x80\x80", 4 }, { "\xE4\xB8\x80\x80", 4 },
		{ "\r", 1 } };
	struct buf text = { NULL, 0, 0 };
	size_t at, sound;

	for (size_t k = 0; k < 2 * 68; k++) {
		struct str shift = str_slice(STR("1234567"), 0, k % 8);

		for (size_t i = 0; i < sizeof good / sizeof *good; i++)
			TRUE(sound_at(good[i], k, 3 * k));
		for (size_t i = 0; i < sizeof lost / sizeof *lost; i++)
			TRUE(!sound_at(lost[i], k, 3 * k));
		for (size_t i = 0; i < 2 * sizeof broken / sizeof *broken; i++) {
			text.n = 0;
			buf_put(&text, shift);
			fill(&text, k);
			at = text.n;
			buf_put(&text, broken[i / 2]);
			fill(&text, i % 2 * 100);
			sound = tidy_sound(buf_str(&text));
			/* the good start of 一 and a trail byte counts */
			TRUE(sound == at || (sound == at + 3 &&
			    str_starts(broken[i / 2], STR("\xE4\xB8\x80"))));
		}
	}
	TRUE(tidy_sound(STR("")) == 0);
	TRUE(tidy_sound(STR("1\r\n\n2\r\n")) == 7);
	TRUE(tidy_sound(STR("1\r")) == 1);
	buf_free(&text);
}

/* What tidy() makes of the text behind what is tidy already. */
static void
tidies(const char *before, struct str text, bool collapse, const char *want,
    uint64_t lost)
{
	struct buf b = { NULL, 0, 0 };
	uint64_t replaced = 0;

	buf_put(&b, str_of(before));
	buf_put(&b, text);
	tidy(&b, strlen(before), collapse, &replaced);
	same(__LINE__, text.p, buf_str(&b), str_of(want));
	number(__LINE__, text.p, (long long)replaced, (long long)lost);
	buf_free(&b);
}

static void
tidied(void)
{
	tidies("", STR(""), true, "", 0);
	tidies("", STR(" a \t b\r\n c 12345678 d"), true, " a b c 12345678 d", 0);
	tidies("a ", STR(" b  c"), true, "a b c", 0);
	tidies("a", STR("\nb"), true, "a b", 0);
	tidies("a ", STR(" \n"), true, "a ", 0);
	tidies("", STR("a  b\t\tc\vd\n"), false, "a  b\t\tc d ", 0);
	tidies("", STR("a\0b\x7F" "c\xC2\x80"), true,
	    "a\xEF\xBF\xBD" "b\xEF\xBF\xBD" "c\xEF\xBF\xBD", 3);
	tidies("", STR("a\xC2\x85" "b\xE2\x80\xA8" "c\xE2\x80\xA9"), true,
	    "a b c ", 0);
	tidies("", STR("\xE2\x80\x9C\xE5\xB9\xB4\xC2\xB7 \xE2\x80\x9D"),
	    true, "\xE2\x80\x9C\xE5\xB9\xB4\xC2\xB7 \xE2\x80\x9D", 0);
	TRUE(tidy_is_short(STR("1")) && tidy_is_short(STR("12345678")));
	TRUE(!tidy_is_short(STR("")) && !tidy_is_short(STR("123456789")));
	TRUE(!tidy_is_short(STR("1 2")) && !tidy_is_short(STR("1\x7F")));
	TRUE(!tidy_is_short(STR("\xE5\xB9\xB4")));
	TRUE(!tidy_is_short(STR("12\n")) && !tidy_is_short(STR("\0")));
}

static void
pieces(const char *text, char sep, const char *joined)
{
	struct str left = str_of(text), piece;
	struct buf b = { NULL, 0, 0 };

	while (str_split(&left, sep, &piece)) {
		buf_byte(&b, '[');
		buf_put(&b, piece);
		buf_byte(&b, ']');
	}
	same(__LINE__, text, buf_str(&b), str_of(joined));
	buf_free(&b);
}

/* Strings that differ in one byte or in their length; then so many that they
 * cannot all be kept. */
static void
memos(void)
{
	static struct memo m = { .size = sizeof(int) };
	char text[20] = "abcdefghijklmnopqrs";
	int *kept, bad = 0;
	bool found;

	for (int round = 0; round < 2; round++)
		for (size_t n = 0; n <= sizeof text; n++)
			for (size_t i = 0; i <= n; i++) {
				if (i > 0)
					text[i - 1] ^= 1;
				kept = memo_find(&m, (struct str){ text, n },
				    &found);
				if (i > 0)
					text[i - 1] ^= 1;
				bad += found != (round > 0) ||
				    *kept != (found ? (int)(n * 99 + i) : 0);
				*kept = (int)(n * 99 + i);
				memo_trim(&m);
			}
	NUMBER(bad, 0);
	for (int i = 0; i < 100000; i++) {
		memcpy(text, &i, sizeof i);
		memo_find(&m, (struct str){ text, sizeof i }, &found);
		bad += found;
		memo_trim(&m);
	}
	NUMBER(bad, 0);
	TRUE(m.strings < 100000 / 2);
	memo_find(&m, STR("abc"), &found);
	TRUE(!found); /* it was forgotten */
	for (int i = 0; i < 20000; i++) {
		memcpy(text, &i, sizeof i);
		memo_find(&m, (struct str){ text, sizeof i }, &found);
	}
	memo_find(&m, (struct str){ text, sizeof(int) }, &found);
	TRUE(!found); /* there was no room for it: lists stay short */
	memo_find(&m, STR("abc"), &found);
	TRUE(found);
}

/* The k-th text of n characters: each is one of four, of one to four bytes. */
static struct str
spell(size_t k, size_t n, char *text)
{
	static const char *const characters[] = { "a", "é", "年", "𠀀" };
	struct buf b = { NULL, 0, 0 };

	for (; n > 0; n--, k /= 4)
		buf_put(&b, str_of(characters[k % 4]));
	memcpy(text, buf_str(&b).p, b.n);
	buf_free(&b);
	return (struct str){ text, strlen(text) };
}

/* Literals that begin and end like each other, in every text of six characters;
 * the id of some is that of another. */
static void
scans(void)
{
	enum { LITERALS = 80, LENGTH = 6, TEXTS = 1 << 2 * LENGTH };
	struct scan *s = scan_new();
	uint64_t set[4];
	char spelled[LITERALS][20], text[32];
	struct str literal[LITERALS], t;
	int bad = 0, hits = 0;

	scan_add(s, STR(""), 7);
	for (size_t i = 0; i < LITERALS; i++) {
		memset(spelled[i], 0, sizeof spelled[i]);
		literal[i] = spell(i * 37 % 256, 1 + i % 4, spelled[i]);
		scan_add(s, literal[i], i < 8 ? 2 * i : i + 70);
		scan_add(s, literal[i], 68);
	}
	scan_build(s);
	TRUE(scan_words(s) <= sizeof set / sizeof *set);
	for (size_t k = 0; k < TEXTS; k++) {
		memset(set, 0, sizeof set);
		memset(text, 0, sizeof text);
		t = spell(k, LENGTH, text);
		scan_run(s, t, set);
		for (size_t i = 0; i < LITERALS; i++) {
			bad += scan_has(set, i < 8 ? 2 * i : i + 70) !=
			    str_has(t, literal[i]);
			hits += str_has(t, literal[i]);
		}
		bad += scan_has(set, 7);
	}
	NUMBER(bad, 0);
	TRUE(hits > TEXTS && hits < TEXTS * LITERALS / 2);
}

/* What may stand in a text is seen however it is written. */
static void
glances(void)
{
	static const struct str words[] = { { "无", 3 }, { "不存在", 9 } };
	char text[UTF8_MAX];
	struct str s = { text, 0 };

	fold_load(tab_folder(NULL));
	glance_load(words, sizeof words / sizeof *words);
	for (uint32_t c = 0x80; c < 0x10000; c++)
		if (c < 0xD800 || c > 0xDFFF) {
			s.n = utf8_put(text, c);
			if (numeral_ends_han(s, 0) !=
			    str_has(STR(NUMERAL_HAN), s))
				NUMBER(c, 0);
		}
	NUMBER(glance(STR("进一步公开，统一发布，不断完善")), 0);
	NUMBER(glance(STR("公开3件")), GLANCE_DIGIT);
	NUMBER(glance(STR("公开３件")), GLANCE_DIGIT);
	NUMBER(glance(STR("公开三件")), GLANCE_HAN);
	NUMBER(glance(STR("公开兩 個")), GLANCE_HAN);
	NUMBER(glance(STR("公开三\n　件")), GLANCE_HAN);
	NUMBER(glance(STR("公开三(sān)件")), GLANCE_HAN);
	NUMBER(glance(STR("增长三%")), GLANCE_HAN);
	NUMBER(glance(STR("公开三，件")), 0);
	NUMBER(glance(STR("無诉讼")), GLANCE_NEGATION);
	NUMBER(glance(STR("不 存在诉讼")), GLANCE_NEGATION);
	NUMBER(glance(STR("不仅存在")), 0);
	NUMBER(glance(STR("")), 0);
}

static bool
same_utf8(struct block_utf8 a, struct block_utf8 b)
{
	return a.high == b.high && a.trail == b.trail && a.three == b.three &&
	    a.rare == b.rare;
}

/* Every bit of a mask is as for byte 0, but the one for the other byte. */
static bool
is_mask(uint64_t mask, int at, bool others, bool other)
{
	uint64_t bit = UINT64_C(1) << at;

	return (mask | bit) == ((others ? UINT64_MAX : 0) | bit) &&
	    ((mask & bit) != 0) == other;
}

static bool
is_rare(int byte)
{
	return (byte < 0x20 && byte != '\n') || byte == 0x7F ||
	    (byte >= 0xC0 && byte <= 0xC2) || (byte >= 0xE0 && byte <= 0xE2) ||
	    byte >= 0xED;
}

/* A block of a byte and a different one. */
static void
block_of(int byte, int at, char others)
{
	char s[BLOCK];
	struct block_utf8 b, same;
	int o = (unsigned char)others;

	memset(s, others, sizeof s);
	s[at] = (char)byte;
	block_utf8(s, &b);
	block_utf8_anywhere(s, &same);
	TRUE(same_utf8(b, same));
	TRUE(is_mask(b.high, at, o >= 0x80, byte >= 0x80));
	TRUE(is_mask(b.trail, at, o >= 0x80 && o < 0xC0,
	    byte >= 0x80 && byte < 0xC0));
	TRUE(is_mask(b.three, at, o >= 0xE0, byte >= 0xE0));
	TRUE(is_mask(b.rare, at, is_rare(o), is_rare(byte)));
}

/* A piece, copied, and whether it has what is asked for. */
static void
piece_of(int byte, int at)
{
	char s[PIECE], to[PIECE];
	bool want = byte < 14 || byte == '\\';

	memset(s, 'a', sizeof s);
	s[at] = (char)byte;
	TRUE(piece_copy(to, s, 14, '\\') == want);
	TRUE(memcmp(s, to, sizeof s) == 0);
	memset(to, 0, sizeof to);
	TRUE(piece_copy_anywhere(to, s, 14, '\\') == want);
	TRUE(memcmp(s, to, sizeof s) == 0);
}

/* Each byte, at each place of a block of others, is marked or it is not. */
static void
blocks(void)
{
	char s[BLOCK];
	uint64_t want;

	for (int byte = 0; byte < 256; byte++)
		for (int at = 0; at < BLOCK; at++) {
			memset(s, "a\x80\xFF\t"[at % 4], sizeof s);
			want = at % 4 == 3 ? UINT64_MAX : 0;
			want &= ~(UINT64_C(1) << at);
			s[at] = (char)byte;
			if (byte < 14 || byte == '\\')
				want |= UINT64_C(1) << at;
			TRUE(block_marks(s, 14, '\\') == want);
			TRUE(block_marks_anywhere(s, 14, '\\') == want);
			NUMBER(eight_lowest(UINT64_MAX << at), at);
			NUMBER(eight_count(UINT64_MAX << at), 64 - at);
			block_of(byte, at, "a\x80\xFF\t\n\xE4\xC2\xED"[at % 8]);
			if (at < PIECE)
				piece_of(byte, at);
		}
}

/* Numbers of every length, and the byte that is near. */
static void
digits(void)
{
	char text[DIGITS], want[DIGITS + 1];

	for (uint64_t n = 1; n < UINT64_MAX / 10; n *= 10)
		for (uint64_t k = n - 1; k <= n + 1; k++) {
			snprintf(want, sizeof want, "%llu",
			    (unsigned long long)k);
			same(__LINE__, want, (struct str){ text,
			    (size_t)(put_digits(text, k) - text) }, str_of(want));
		}
	same(__LINE__, "most", (struct str){ text,
	    (size_t)(put_digits(text, UINT64_MAX) - text) },
	    STR("18446744073709551615"));
	for (size_t k = 0; k < 40; k++) {
		struct str s = str_slice(STR("a|0123456789|abcdefghijklmnopqrs|wxyz"),
		    0, k);

		for (size_t from = 0; from <= k; from++)
			NUMBER(str_near(s, '|', from), str_byte(s, '|', from));
	}
}

static void
strings(void)
{
	struct buf b = { NULL, 0, 0 };
	struct str s = STR("abcabc");

	pieces("a||b", '|', "[a][][b]");
	pieces("", '|', "[]");
	pieces("|", '|', "[][]");
	pieces("a", '|', "[a]");
	pieces("a|", '|', "[a][]");
	SAME(str_trim(STR(" \t a b \r\n")), "a b");
	SAME(str_trim(STR("\xC2\xA0\xE3\x80\x80\xE5\xB9\xB4\xE3\x80\x80")),
	    "\xE5\xB9\xB4");
	SAME(str_trim(STR(" \xE3\x80\x80 ")), "");
	SAME(str_trim(STR("")), "");
	SAME(str_trim(STR("\xE3\x80\x81")), "\xE3\x80\x81");
	SAME(str_trim(STR("a\xC2\xA0")), "a");
	SAME(str_trim(STR("\xE4\xB8\x80")), "\xE4\xB8\x80");
	TRUE(str_is_blank(STR("")) && str_is_blank(STR(" \xE3\x80\x80\xC2\xA0")));
	TRUE(str_is_blank(STR("\xEF\xBB\xBF \xE2\x80\x8B\xE2\x80\x8D")));
	TRUE(!str_is_blank(STR("\xE2\x80\x9C")) && !str_is_blank(STR("\xE2\x80")));
	TRUE(!str_is_blank(STR("\xE3\x80\x80 1")) && !str_is_blank(STR("\xE3")));
	SAME(str_slice(s, 2, 4), "ca");
	SAME(str_slice(s, 4, 99), "bc");
	SAME(str_slice(s, 99, 100), "");
	SAME(str_slice(s, 4, 2), "");
	NUMBER(str_find(s, STR("c"), 0), 2);
	NUMBER(str_find(s, STR("c"), 3), 5);
	NUMBER(str_find(s, STR("d"), 0), 6);
	NUMBER(str_find(s, STR("c"), 9), 6);
	TRUE(str_starts(s, STR("abc")) && !str_starts(s, STR("abcabca")));
	TRUE(str_ends(s, STR("bc")) && !str_ends(s, STR("ab")));
	TRUE(str_ends(s, STR("")) && str_starts(s, STR("")));
	TRUE(str_cmp(STR("a"), STR("ab")) < 0 && str_cmp(STR("b"), STR("ab")) > 0);
	TRUE(str_cmp(STR("\xE5"), STR("a")) > 0); /* bytes are unsigned */
	TRUE(str_eq(str_of(NULL), STR("")));
	TRUE(!str_eq(STR("a\0b"), STR("a\0c")));
	buf_number(&b, 0);
	buf_number(&b, UINT64_MAX);
	buf_number(&b, 9);
	buf_number(&b, 10);
	SAME(buf_str(&b), "018446744073709551615910");
	buf_free(&b);
	SAME(buf_str(&b), "");
}

static void
hashes(void)
{
	char hex[HASH_HEX];

	hash_hex(STR(""), hex);
	same(__LINE__, "hash", (struct str){ hex, HASH_HEX }, STR("e3b0c442"
	    "98fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
	hash_hex(STR("abc"), hex);
	same(__LINE__, "hash", (struct str){ hex, HASH_HEX }, STR("ba7816bf"
	    "8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

static int
table(char **argv)
{
	struct tab t;

	tab_load(&t, argv[0], argv[1], argv[2]);
	for (size_t i = 0; i < t.rows; i++) {
		printf("%zu:", t.row[i].line);
		for (size_t c = 0; c < t.columns; c++)
			printf(" [%.*s]", (int)t.row[i].cell[c].n,
			    t.row[i].cell[c].p);
		printf("\n");
	}
	printf("%s\n", tab_hash());
	tab_free(&t);
	return 0;
}

static int
records(const struct opt *o)
{
	struct rec r = { .n = 0 };
	struct buf b = { NULL, 0, 0 };
	size_t shared[] = { 0, F_DOC, F_LINE, 0 };

	records_open(o, "0000000000000000");
	for (int t = REC_OTHER + 1; t < REC_EOS; t++) {
		rec_make(&r, (enum rec_type)t, STR(NASTY), STR(NASTY));
		for (size_t i = F_LINE + 1; i < r.n; i++)
			r.f[i] = STR(NASTY);
		if (t == REC_ROW) {
			rec_cell(&r, STR(NASTY));
			rec_cell(&r, (struct str){ NULL, 0 });
			rec_cell(&r, STR(NASTY));
		}
		shared[3] = r.n - 1;
		if (t % 2 == 0) /* they are written alike */
			rec_share(&r, shared, 4, &b);
		records_write(&r);
	}
	buf_free(&b);
	rec_free(&r);
	return records_finish(GX_OK);
}

static int
fields(const struct opt *o)
{
	struct rec r = { .n = 0 };
	size_t bad = 0, all = 0, types = 0;

	records_open(o, "0000000000000000");
	while (records_read(&r)) {
		types++;
		for (size_t i = 1; i < r.n; i++, all++)
			bad += !str_eq(r.f[i], STR(NASTY)) &&
			    !(r.type == REC_ROW && i == ROW_FIELDS + 1 &&
			    r.f[i].n == 0);
	}
	rec_free(&r);
	printf("%zu types, %zu fields, %zu wrong\n", types, all, bad);
	return bad != 0;
}

/* Writes each record, and a copy that was kept; of a row the first cell is cut at its
 * second byte, and the section is set. */
static int
moved(const struct opt *o)
{
	struct rec r = { .n = 0 };
	struct pool pool = { .blocks = NULL };
	struct str cell;

	records_open(o, "0000000000000000");
	while (records_read(&r)) {
		if (r.type == REC_ROW) {
			cell = r.f[ROW_FIELDS];
			rec_cell(&r, r.f[ROW_FIELDS + 1]);
			r.f[ROW_FIELDS] = str_slice(cell, 0, 1);
			r.f[ROW_FIELDS + 1] = str_slice(cell, 2, cell.n);
			r.f[ROW_SECTION] = STR("\\");
		}
		records_write(&r);
		records_write(rec_keep(&pool, &r));
	}
	pool_reset(&pool);
	free(pool.blocks);
	rec_free(&r);
	return records_finish(GX_OK);
}

int
main(int argc, char **argv)
{
	static char dash[] = "-", *standard_input[] = { dash, NULL };
	const struct opt o = { .quiet = true, .files = standard_input };
	const char *what = argc > 1 ? argv[1] : "";

	die_name(argv[0]);
	if (argc == 5 && strcmp(what, "table") == 0)
		return table(argv + 2);
	if (strcmp(what, "records") == 0)
		return records(&o);
	if (strcmp(what, "fields") == 0)
		return fields(&o);
	if (strcmp(what, "moved") == 0)
		return moved(&o);
	decimals();
	characters();
	all_pairs();
	sound();
	tidied();
	blocks();
	digits();
	sound_anywhere();
	strings();
	memos();
	scans();
	glances();
	hashes();
	return wrong;
}
