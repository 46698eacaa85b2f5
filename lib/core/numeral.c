#include "core/numeral.h"
#include "core/utf8.h"

enum { NO_HAN = 10 };

#define WORD(text, how) { { text, sizeof text - 1 }, how }

static const struct word {
	struct str text;
	enum numeral_how how;
} before[] = {
	WORD("超过", NUMERAL_MORE), WORD("突破", NUMERAL_MORE),
	WORD("超", NUMERAL_MORE), WORD("逾", NUMERAL_MORE),
	WORD("不少于", NUMERAL_MORE), WORD("不低于", NUMERAL_MORE),
	WORD("不足", NUMERAL_LESS), WORD("不到", NUMERAL_LESS),
	WORD("少于", NUMERAL_LESS), WORD("低于", NUMERAL_LESS),
	WORD("大约", NUMERAL_APPROX), WORD("约", NUMERAL_APPROX),
	WORD("将近", NUMERAL_APPROX), WORD("接近", NUMERAL_APPROX),
	WORD("近", NUMERAL_APPROX), WORD("约为", NUMERAL_APPROX),
	WORD("约有", NUMERAL_APPROX), WORD("约达", NUMERAL_APPROX),
	WORD("大概", NUMERAL_APPROX), WORD("大概有", NUMERAL_APPROX),
	WORD("大约有", NUMERAL_APPROX), WORD("差不多", NUMERAL_APPROX),
	WORD("差不多有", NUMERAL_APPROX),
}, after[] = {
	WORD("以上", NUMERAL_MORE), WORD("余", NUMERAL_MORE),
	WORD("多", NUMERAL_MORE), WORD("左右", NUMERAL_APPROX),
	WORD("以内", NUMERAL_LESS),
};

static bool
is_digit(struct str s, size_t i)
{
	return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

static bool
is_letter(struct str s, size_t i)
{
	return i < s.n && ((s.p[i] | 32) >= 'a') && ((s.p[i] | 32) <= 'z');
}

/* The ideograph at i, if it has the second byte of one that numbers are made of,
 * which few others have; else 0. */
static uint32_t
ideograph(struct str s, size_t i)
{
	static const bool seconds[0x40] = {
		[0x02] = true, [0x05] = true, [0x07] = true, [0x0B] = true,
		[0x0D] = true, [0x0E] = true, [0x0F] = true, [0x19] = true,
		[0x1B] = true, [0x1F] = true, [0x23] = true, [0x24] = true,
		[0x34] = true, [0x38] = true, [0x39] = true, [0x3A] = true,
		[0x3B] = true, [0x3C] = true, [0x3D] = true,
	};
	uint32_t c;

	if (i >= s.n || s.n - i < 3 || (unsigned char)s.p[i] < 0xE4 ||
	    !seconds[s.p[i + 1] & 0x3F])
		return 0;
	utf8_get(s.p + i, &c);
	return c;
}

/* The value of a Han digit, also as cheques have it, or the complement of the power of ten that a scale
 * has; that of 万 and 亿 multiplies all that is before it. */
static int
han_value(uint32_t c)
{
	switch (c) {
	case u'零': return 0;
	case u'一': case u'壹': return 1;
	case u'二': case u'两': case u'贰': return 2;
	case u'三': case u'叁': return 3;
	case u'四': case u'肆': return 4;
	case u'五': case u'伍': return 5;
	case u'六': case u'陆': return 6;
	case u'七': case u'柒': return 7;
	case u'八': case u'捌': return 8;
	case u'九': case u'玖': return 9;
	case u'十': case u'拾': return ~1;
	case u'百': case u'佰': return ~2;
	case u'千': case u'仟': return ~3;
	case u'万': return ~4;
	case u'亿': return ~8;
	default: return NO_HAN;
	}
}

static int
han_at(struct str s, size_t i)
{
	uint32_t c = ideograph(s, i);

	return c != 0 ? han_value(c) : NO_HAN;
}

/* 余, 多 or 几: the number is more than it says. */
static bool
is_more(uint32_t c)
{
	return c == u'余' || c == u'多' || c == u'几';
}

static size_t
more_at(struct str s, size_t i)
{
	return is_more(ideograph(s, i)) ? 3 : 0;
}

/* True for 来 before a measure: 80来条 is about 80. */
static bool
is_about(struct str s, size_t i, const struct numeral *n)
{
	static const char *const measures[] = { "条", "件", "个", "次", "人", "名",
		"篇", "份", "封", "期", "场", "元", "万", "户", "项", NULL };

	return str_starts(str_slice(s, i, s.n), STR("来")) &&
	    n->value.scale == 0 && n->value.n != 0 && n->value.n % 10 == 0 &&
	    str_starts_any(str_slice(s, i + 3, s.n), measures);
}

/* True for a comma, or a blank, with exactly three digits behind it. */
static bool
is_group(struct str s, size_t i, char mark)
{
	return i < s.n && s.p[i] == mark && is_digit(s, i + 1) &&
	    is_digit(s, i + 2) && is_digit(s, i + 3) && !is_digit(s, i + 4);
}

/* What is between the groups of the digits that end at i: a comma, or a blank
 * when a word follows (15 862条); alone, 15 862 may be two numbers. */
static char
group_mark(struct str s, size_t i)
{
	char mark = i < s.n ? s.p[i] : ',';

	while (mark == ' ' && is_group(s, i, mark))
		i += 4;
	return mark == ' ' && i < s.n && (unsigned char)s.p[i] >= 0xE4 ? ' ' : ',';
}

/* 1234, 1,234, 12.5: returns its length.  A comma belongs to the number only
 * before exactly three digits. */
static size_t
ascii_number(struct str s, size_t i, struct dec *value, bool *fits)
{
	char plain[64];
	size_t from = i, n = 0, lead;
	char mark;

	while (is_digit(s, i) && n < sizeof plain - 1)
		plain[n++] = s.p[i++];
	lead = i - from;
	mark = group_mark(s, i);
	while (lead <= 3 && is_group(s, i, mark) && n + 3 < sizeof plain) {
		for (i++; is_digit(s, i); i++)
			plain[n++] = s.p[i];
	}
	if (i + 1 < s.n && s.p[i] == '.' && is_digit(s, i + 1)) {
		plain[n++] = '.';
		for (i++; is_digit(s, i) && n < sizeof plain; i++)
			plain[n++] = s.p[i];
	}
	*fits = !is_digit(s, i) && dec_parse((struct str){ plain, n }, value);
	while (is_digit(s, i))
		i++;
	return i - from;
}

/* 一百一十八, 二零一二, 两, 百: returns its length.  Digits in a row without
 * scales are read one by one, as a year is; but 三四 and 二三十 are about so many,
 * and 一百二 may be 120. */
static size_t
han_number(struct str s, size_t i, struct dec *value, bool *fits)
{
	size_t from = i;
	int64_t total = 0, part = 0, digit = -1, run = 0, ten = 0;
	bool zero = false;
	int h;

	*fits = true;
	for (; (h = han_at(s, i)) != NO_HAN && h > ~4; i += 3) {
		if (h >= 0) {
			run++;
			zero |= h == 0;
			digit = digit < 0 || run == 1 ? h :
			    digit * 10 + h;
			*fits &= digit < 100000000;
			if (!*fits)
				digit = 0;
		} else {
			*fits &= digit < 10;
			run = 0;
			zero = false;
			ten = h == ~1 ? 10 : h == ~2 ? 100 : 1000;
			part += (digit < 0 ? 1 : digit) * ten;
			digit = -1;
		}
	}
	*fits &= run != 2 || zero;
	*fits &= ten <= 10 || digit <= 0 || zero;
	total = part + (digit > 0 ? digit : 0);
	*value = (struct dec){ total, 0 };
	return i - from;
}

enum { SLIP_LEAST = 100000 /* before 万 */ };

/* The scales behind a number, with 余 before, between or behind them. */
static size_t
scales(struct str s, size_t i, struct numeral *n, bool *fits)
{
	size_t from = i, more;
	int h;

	for (;;) {
		more = more_at(s, i);
		if (more != 0)
			n->how = NUMERAL_MORE;
		if (is_about(s, i, n)) {
			more = 3;
			n->how = NUMERAL_APPROX;
		}
		h = han_at(s, i + more);
		i += more;
		if (h >= 0)
			return i - from;
		n->slip |= h == ~4 && dec_cmp(n->value,
		    (struct dec){ SLIP_LEAST, 0 }) >= 0;
		*fits &= dec_shift(&n->value, ~h);
		n->scaled = true;
		i += 3;
	}
}

/* Words before a number that begins with a scale: 数百, 上千. */
static void
look_before_scale(struct str head, struct numeral *n, bool *fits)
{
	static const char *const several[] = { "数", "几", "成", NULL };

	*fits &= !str_ends_any(head, several);
	if (str_ends(head, STR("上"))) {
		n->from -= 3;
		n->how = NUMERAL_MORE;
	}
}

/* 三万六千: what follows 万 is added to it. */
static void
add_rest(struct str s, struct numeral *n, bool *fits)
{
	struct dec part;
	size_t length;
	bool fits_part;

	if (!n->scaled || n->value.scale != 0 || n->how != NUMERAL_EXACT ||
	    han_at(s, n->to) < 0 || han_at(s, n->to) > 9)
		return;
	length = han_number(s, n->to, &part, &fits_part);
	n->to += length;
	if (more_at(s, n->to) != 0) {
		n->how = NUMERAL_MORE;
		n->to += 3;
	}
	*fits &= fits_part && part.n < 10000 && han_at(s, n->to) == NO_HAN;
	n->value.n += part.n;
}

/* A word before the number that makes it inexact. */
static void
look_before(struct str s, struct numeral *n)
{
	struct str head = str_slice(s, 0, n->from);

	for (size_t k = 0; k < sizeof before / sizeof *before; k++)
		if (str_ends(head, before[k].text)) {
			n->from -= before[k].text.n;
			if (n->how == NUMERAL_EXACT)
				n->how = before[k].how;
			return;
		}
}

/* Reads the number whose first digit is at i. */
static bool
read_at(struct str s, size_t i, struct numeral *n)
{
	bool fits, han = !is_digit(s, i);
	size_t length;

	*n = (struct numeral){ .from = i, .digits = i, .han = han };
	length = han ? han_number(s, i, &n->value, &fits) :
	    ascii_number(s, i, &n->value, &fits);
	if (length == 0)
		return false;
	n->to = i + length;
	n->to += scales(s, n->to, n, &fits);
	if (han)
		add_rest(s, n, &fits);
	/* 3 0 0 1 is four numbers or one: nobody can tell from here. */
	if ((n->to < s.n && s.p[n->to] == ' ') || (i > 0 && s.p[i - 1] == ' '))
		fits = false;
	/* 1万2千 and 3-5 have no single value. */
	if (is_digit(s, n->to) || (n->to + 1 < s.n && is_digit(s, n->to + 1) &&
	    (s.p[n->to] == '-' || s.p[n->to] == '~')))
		fits = false;
	if (han && han_at(s, i) < 0)
		look_before_scale(str_slice(s, 0, i), n, &fits);
	look_before(s, n);
	if (!fits) {
		n->how = NUMERAL_UNREAD;
		n->value = (struct dec){ 0, 0 };
	}
	return true;
}

bool
numeral_next(struct str s, size_t from, struct numeral *n)
{
	for (size_t i = from; i < s.n; i += utf8_length(s.p[i])) {
		if (is_letter(s, i)) {
			/* A word with digits in it is a name. */
			while (is_letter(s, i + 1) || is_digit(s, i + 1))
				i++;
		} else if ((is_digit(s, i) || han_at(s, i) != NO_HAN) &&
		    read_at(s, i, n)) {
			return true;
		}
	}
	return false;
}

bool
numeral_ends_han(struct str s, size_t at)
{
	uint32_t c = ideograph(s, at);

	return c != 0 && (han_value(c) != NO_HAN || is_more(c));
}

const char *
numeral_qualifier(enum numeral_how how)
{
	static const char *const names[] = {
		"exact", "more", "less", "approx", "unread"
	};

	return names[how];
}

enum numeral_how
numeral_after(struct str text, enum numeral_how how)
{
	for (size_t k = 0; k < sizeof after / sizeof *after; k++)
		if (how == NUMERAL_EXACT && str_starts(text, after[k].text))
			return after[k].how;
	return how;
}
