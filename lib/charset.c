#include <errno.h>
#include <iconv.h>

#include "charset.h"
#include "die.h"
#include "utf8.h"

/*
 * A charset of one and two bytes, made from iconv when it is first needed: 190
 * to 192 characters for each lead byte 81..FE.  An entry is the UTF-8 of the
 * character, padded with NUL; all NUL when there is none.
 */
enum { LEADS = 126, TRAILS = 192, ENTRY = 4, CHUNK = 64 * 1024 };

struct pairs {
	const char *iconv_name;
	iconv_t cd;
	bool ready;
	char entry[LEADS * TRAILS][ENTRY];
};

static struct pairs gb18030 = { .iconv_name = "GB18030" };
static struct pairs big5 = { .iconv_name = "BIG5-HKSCS" };

static const struct {
	const char *name;
	size_t unit;
	bool big_endian;
	struct pairs *pairs;
} charsets[CHARSETS] = {
	[CHARSET_UTF_8] = { "UTF-8", 1, false, NULL },
	[CHARSET_GB18030] = { "GB18030", 1, false, &gb18030 },
	[CHARSET_BIG5] = { "Big5-HKSCS", 1, false, &big5 },
	[CHARSET_UTF_16LE] = { "UTF-16LE", 2, false, NULL },
	[CHARSET_UTF_16BE] = { "UTF-16BE", 2, true, NULL },
	[CHARSET_UTF_32LE] = { "UTF-32LE", 4, false, NULL },
	[CHARSET_UTF_32BE] = { "UTF-32BE", 4, true, NULL },
};

/* Sequences of GB18030 on which iconv implementations differ from the WHATWG
 * index (80 is how Windows wrote the euro sign). */
static const struct {
	struct str bytes, utf8;
} exceptions[] = {
	{ { "\x80", 1 }, { "\xE2\x82\xAC", 3 } },
	{ { "\x82\x35\x90\x37", 4 }, { "\xE9\xBE\xB4", 3 } },
};

const char *
charset_name(enum charset c)
{
	return charsets[c].name;
}

size_t
charset_unit(enum charset c)
{
	return charsets[c].unit;
}

/* Converting */

static void
replace(struct buf *out, uint64_t *replaced)
{
	buf_put(out, STR(UTF8_REPLACEMENT));
	++*replaced;
}

static void
put_character(struct buf *out, uint32_t c)
{
	out->n += utf8_put(buf_room(out, UTF8_MAX), c);
}

/* The surrogate pair that CESU-8 writes as two sequences of three bytes; 0
 * when s does not begin with one. */
static uint32_t
cesu8(struct str s)
{
	const unsigned char *b = (const unsigned char *)s.p;

	if (s.n < 6 || b[0] != 0xED || (b[1] & 0xF0) != 0xA0 ||
	    (b[2] & 0xC0) != 0x80 || b[3] != 0xED || (b[4] & 0xF0) != 0xB0 ||
	    (b[5] & 0xC0) != 0x80)
		return 0;
	return 0x10000 + (((b[1] & 0xFu) << 6 | (b[2] & 0x3Fu)) << 10) +
	    ((b[4] & 0xFu) << 6 | (b[5] & 0x3Fu));
}

static void
decode_utf8(struct str *in, struct buf *out, size_t max, uint64_t *replaced)
{
	size_t part, good;
	uint32_t c;
	bool cut;

	while (in->n != 0 && out->n < max) {
		part = in->n < CHUNK ? in->n : CHUNK;
		cut = part < in->n;
		good = utf8_valid(in->p, part);
		buf_put(out, str_slice(*in, 0, good));
		*in = str_slice(*in, good, in->n);
		if (good == part || (cut && good != 0 && part - good < 6))
			continue; /* the chunk may have cut a character */
		c = cesu8(*in);
		if (c != 0) {
			put_character(out, c);
			*in = str_slice(*in, 6, in->n);
		} else {
			replace(out, replaced);
			*in = str_slice(*in, utf8_broken(in->p, in->n), in->n);
		}
	}
}

/* Reads a code unit; the bytes must be there. */
static uint32_t
unit_at(const char *s, size_t unit, bool big_endian)
{
	uint32_t c = 0;

	for (size_t i = 0; i < unit; i++)
		c |= (uint32_t)(unsigned char)s[i] <<
		    8 * (big_endian ? unit - 1 - i : i);
	return c;
}

static void
decode_wide(enum charset charset, struct str *in, struct buf *out, size_t max,
    uint64_t *replaced)
{
	const size_t unit = charsets[charset].unit;
	const bool big_endian = charsets[charset].big_endian;
	uint32_t c, low = 0;
	size_t used;

	for (; in->n != 0 && out->n < max; *in = str_slice(*in, used, in->n)) {
		used = unit;
		c = in->n < unit ? UINT32_MAX :
		    unit_at(in->p, unit, big_endian);
		if (unit == 2 && c >= 0xD800 && c <= 0xDBFF && in->n >= 4) {
			low = unit_at(in->p + 2, unit, big_endian);
			if (low >= 0xDC00 && low <= 0xDFFF) {
				c = 0x10000 + ((c - 0xD800) << 10) +
				    (low - 0xDC00);
				used = 4;
			}
		}
		if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
			replace(out, replaced);
		else
			put_character(out, c);
	}
}

/* Fills the characters of one lead byte.  Between the pairs stands an LF, so
 * that their characters can be told apart whatever their length. */
static void
fill_lead(struct pairs *t, unsigned lead)
{
	char bytes[TRAILS * 3], utf8[TRAILS * (ENTRY + 1)];
	char *from = bytes, *to = utf8, *entry = t->entry[lead * TRAILS];
	size_t left = sizeof bytes, room = sizeof utf8, n = 0;

	for (unsigned i = 0; i < TRAILS; i++) {
		bytes[3 * i] = (char)(0x81 + lead);
		/* FF is no trail byte; 7F and (Big5) 80..A0 are refused. */
		bytes[3 * i + 1] = (char)(0x40 + i);
		bytes[3 * i + 2] = '\n';
	}
	iconv(t->cd, NULL, NULL, NULL, NULL);
	while (left != 0 && iconv(t->cd, &from, &left, &to, &room) ==
	    (size_t)-1 && (errno == EILSEQ || errno == EINVAL)) {
		/* from is at the pair that is none, perhaps inside it */
		while (left != 0 && *from != '\n') {
			from++;
			left--;
		}
	}
	for (char *p = utf8; p < to; p++) {
		if (*p == '\n') {
			entry += ENTRY;
			n = 0;
		} else if (n < ENTRY) {
			entry[n++] = *p;
		}
	}
}

static void
fill(struct pairs *t)
{
	t->cd = iconv_open("UTF-8", t->iconv_name);
	if (t->cd == (iconv_t)-1)
		die(GX_FAIL, "iconv does not know %s", t->iconv_name);
	for (unsigned lead = 0; lead < LEADS; lead++)
		fill_lead(t, lead);
	t->ready = true;
}

/* Four bytes of GB18030 that are well-formed: b[1] and b[3] are digits. */
static bool
is_four(const unsigned char *b, size_t n)
{
	return n >= 4 && b[0] >= 0x81 && b[0] <= 0xFE && b[1] >= '0' &&
	    b[1] <= '9' && b[2] >= 0x81 && b[2] <= 0xFE && b[3] >= '0' &&
	    b[3] <= '9';
}

/* Appends what iconv makes of the n bytes; false when that is nothing. */
static bool
by_iconv(struct pairs *t, const char *bytes, size_t n, struct buf *out)
{
	char copy[4], *from = copy, *to = buf_room(out, 16), *start = to;
	size_t left = n, room = 16;

	memcpy(copy, bytes, n);
	iconv(t->cd, NULL, NULL, NULL, NULL);
	if (iconv(t->cd, &from, &left, &to, &room) == (size_t)-1 || left != 0)
		return false;
	out->n += (size_t)(to - start);
	return to != start;
}

/* Everything but ASCII and assigned pairs.  Returns the bytes used. */
static size_t
decode_rare(struct pairs *t, struct str in, struct buf *out,
    uint64_t *replaced)
{
	const unsigned char *b = (const unsigned char *)in.p;
	bool four = t == &gb18030 && is_four(b, in.n);

	if (t == &gb18030)
		for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions;
		     i++)
			if (str_starts(in, exceptions[i].bytes)) {
				buf_put(out, exceptions[i].utf8);
				return exceptions[i].bytes.n;
			}
	if (four && by_iconv(t, in.p, 4, out))
		return 4;
	replace(out, replaced);
	if (four)
		return 4;
	/* 80 and FF are no lead bytes; an ASCII byte is never swallowed. */
	return b[0] == 0x80 || b[0] == 0xFF || in.n < 2 || b[1] < 0x80 ? 1 : 2;
}

static void
decode_pairs(struct pairs *t, struct str *in, struct buf *out, size_t max,
    uint64_t *replaced)
{
	const unsigned char *p, *end, *stop;
	const char *e;
	char *d;
	size_t used;

	if (!t->ready)
		fill(t);
	while (in->n != 0 && out->n < max) {
		p = (const unsigned char *)in->p;
		end = p + in->n;
		stop = in->n < CHUNK ? end : p + CHUNK;
		/* A pair may become four bytes, an ASCII byte one; the last
		 * store may reach three bytes further. */
		d = buf_room(out, 2 * (size_t)(stop - p) + 2 * ENTRY);
		while (p < stop) {
			if (*p < 0x80) {
				*d++ = (char)*p++;
				continue;
			}
			if (*p == 0x80 || *p == 0xFF || end - p < 2 ||
			    p[1] < 0x40 || p[1] == 0xFF)
				break;
			e = t->entry[(*p - 0x81u) * TRAILS + p[1] - 0x40u];
			if (*e == '\0')
				break;
			memcpy(d, e, ENTRY);
			d += e[3] != 0 ? 4 : e[2] != 0 ? 3 : e[1] != 0 ? 2 : 1;
			p += 2;
		}
		out->n = (size_t)(d - out->p);
		used = (size_t)((const char *)p - in->p);
		*in = str_slice(*in, used, in->n);
		if (p < stop) {
			used = decode_rare(t, *in, out, replaced);
			*in = str_slice(*in, used, in->n);
		}
	}
}

void
charset_decode(enum charset c, struct str *in, struct buf *out, size_t max,
    uint64_t *replaced)
{
	if (charsets[c].pairs != NULL)
		decode_pairs(charsets[c].pairs, in, out, max, replaced);
	else if (charsets[c].unit > 1)
		decode_wide(c, in, out, max, replaced);
	else
		decode_utf8(in, out, max, replaced);
}

/* Finding */

static const struct {
	const char *name;
	enum charset charset;
} labels[] = {
#include "charsets.inc"
};

/* How well some bytes agree with a charset. */
struct score {
	uint64_t good, bad; /* sequences that are not ASCII */
	uint64_t frequent;  /* of the good: in the zones that text is made of */
};

enum {
	ENOUGH = 2048, /* sequences that tell what a text is in */
	LOST = 64      /* broken ones after which nobody need look on */
};

/* Shares in percent; of nothing, 0. */
static uint64_t
share(uint64_t part, uint64_t of)
{
	return of != 0 ? part * 100 / of : 0;
}

static uint64_t
quality(struct score s)
{
	return share(s.good + s.frequent, 2 * (s.good + s.bad));
}

static size_t
skip_ascii(struct str s, size_t i)
{
	const uint64_t high = UINT64_C(0x8080808080808080);
	uint64_t eight;

	while (s.n - i >= sizeof eight) {
		memcpy(&eight, s.p + i, sizeof eight);
		if (eight & high)
			break;
		i += sizeof eight;
	}
	while (i < s.n && (unsigned char)s.p[i] < 0x80)
		i++;
	return i;
}

/* All of s, unless it is lost.  Frequent is what takes three bytes. */
static struct score
score_utf8(struct str s)
{
	const unsigned char *b = (const unsigned char *)s.p;
	struct score score = { 0, 0, 0 };
	size_t i = 0;

	while ((i = skip_ascii(s, i)) < s.n) {
		if (s.n - i >= 3 && b[i] >= 0xE1 && b[i] <= 0xEC &&
		    (b[i + 1] & 0xC0) == 0x80 && (b[i + 2] & 0xC0) == 0x80) {
			score.good++;
			score.frequent++;
			i += 3;
		} else if (utf8_valid(s.p + i, s.n - i < UTF8_MAX ? s.n - i :
		    UTF8_MAX) != 0) {
			score.good++;
			score.frequent += b[i] >= 0xE0;
			i += utf8_length(s.p[i]);
		} else if (cesu8(str_slice(s, i, s.n)) != 0) {
			score.good++;
			i += 6;
		} else {
			score.bad++;
			i += utf8_broken(s.p + i, s.n - i);
			if (score.bad > LOST && score.bad > score.good)
				break;
		}
	}
	return score;
}

/* Frequent are punctuation and the characters of the first level: leads A1..A3
 * and B0..D7 in GB 2312, A1..C6 in Big5. */
static bool
is_frequent(enum charset c, unsigned char lead, unsigned char trail)
{
	if (c == CHARSET_BIG5)
		return lead >= 0xA1 && lead <= 0xC6 && trail >= 0x40;
	return trail >= 0xA1 && ((lead >= 0xA1 && lead <= 0xA3) ||
	    (lead >= 0xB0 && lead <= 0xD7));
}

static struct score
score_pairs(enum charset c, struct str s)
{
	struct score score = { 0, 0, 0 };
	struct pairs *t = charsets[c].pairs;
	const unsigned char *b;
	size_t i = 0;

	if (!t->ready)
		fill(t);
	while (score.good + score.bad < ENOUGH &&
	    (i = skip_ascii(s, i)) < s.n) {
		b = (const unsigned char *)s.p + i;
		if (c == CHARSET_GB18030 && is_four(b, s.n - i)) {
			score.good++;
			i += 4;
		} else if (s.n - i >= 2 && *b > 0x80 && *b < 0xFF &&
		    b[1] >= 0x40 && b[1] < 0xFF &&
		    *t->entry[(*b - 0x81u) * TRAILS + b[1] - 0x40u] != '\0') {
			score.good++;
			score.frequent += is_frequent(c, b[0], b[1]);
			i += 2;
		} else {
			score.bad++;
			i++;
		}
	}
	return score;
}

/* Well-formed UTF-8 does not come about by chance: a few sequences are proof,
 * more of them against a label, and one broken in eight is damage. */
static bool
is_utf8(struct score s, enum charset label)
{
	uint64_t proof = s.good + s.frequent;

	return proof >= (label == CHARSET_NONE || label == CHARSET_UTF_8 ?
	    4 : 8) && s.bad <= s.good / 8;
}

/* What the bytes say.  A label holds unless another charset is clearly
 * better; CHARSET_NONE when all bytes are ASCII. */
static enum charset
by_bytes(struct str s, enum charset label)
{
	enum { CLEARLY = 20, ALL = 100 };
	const enum charset order[] = {
		label, CHARSET_UTF_8, CHARSET_GB18030, CHARSET_BIG5
	};
	struct score score = score_utf8(s);
	enum charset best = CHARSET_NONE;
	uint64_t value, most = 0;

	if (score.good + score.bad == 0)
		return CHARSET_NONE;
	if (is_utf8(score, label))
		return CHARSET_UTF_8;
	for (size_t i = label == CHARSET_NONE; i < sizeof order / sizeof *order &&
	     most < ALL; i++) {
		value = quality(order[i] == CHARSET_UTF_8 ? score :
		    score_pairs(order[i], s));
		if (order[i] == label)
			value += CLEARLY;
		if (best == CHARSET_NONE || value > most) {
			best = order[i];
			most = value;
		}
	}
	return best;
}

/* UTF-16 without a mark: nearly all units are ASCII, punctuation, Chinese
 * characters or full-width forms when read in one of the two orders, and some
 * are ASCII. */
static enum charset
by_zeros(struct str s)
{
	size_t in_zone[2] = { 0, 0 }, ascii[2] = { 0, 0 };
	size_t n = s.n / 2 < ENOUGH ? s.n / 2 : ENOUGH;
	unsigned char high, low;
	int big;

	for (size_t i = 0; i < 2 * n; i++) {
		big = i % 2 == 0; /* this byte is the high one of big-endian */
		high = (unsigned char)s.p[i];
		low = (unsigned char)s.p[i ^ 1];
		ascii[big] += high == 0 && low != 0;
		in_zone[big] += (high == 0 && low != 0) || high == 0x20 ||
		    high == 0x30 || high == 0xFF ||
		    (high >= 0x4E && high <= 0x9F);
	}
	for (big = 0; big < 2; big++)
		if (n >= 2 && ascii[big] * 50 >= n &&
		    in_zone[big] * 10 >= n * 9 &&
		    (in_zone[!big] * 10 < n * 9 ||
		    ascii[big] > 2 * ascii[!big]))
			return big ? CHARSET_UTF_16BE : CHARSET_UTF_16LE;
	return CHARSET_NONE;
}

static enum charset
by_mark(struct str s, size_t *length)
{
	static const struct {
		struct str mark;
		enum charset charset;
	} marks[] = { /* UTF-32 first: its mark begins with that of UTF-16 */
		{ { "\xEF\xBB\xBF", 3 }, CHARSET_UTF_8 },
		{ { "\xFF\xFE\0\0", 4 }, CHARSET_UTF_32LE },
		{ { "\0\0\xFE\xFF", 4 }, CHARSET_UTF_32BE },
		{ { "\xFF\xFE", 2 }, CHARSET_UTF_16LE },
		{ { "\xFE\xFF", 2 }, CHARSET_UTF_16BE },
		{ { "\x84\x31\x95\x33", 4 }, CHARSET_GB18030 },
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(s, marks[i].mark)) {
			*length = marks[i].mark.n;
			return marks[i].charset;
		}
	return CHARSET_NONE;
}

/* True when the lines that are broken UTF-8 are good GB18030: the page was put
 * together from two. */
static bool
is_mixed(struct str s)
{
	enum { SOME = 8, GOOD = 80 };
	struct score sum = { 0, 0, 0 }, score;
	struct str line;

	if (utf8_valid(s.p, s.n) == s.n)
		return false;
	while (sum.good + sum.bad < ENOUGH && str_split(&s, '\n', &line)) {
		if (utf8_valid(line.p, line.n) == line.n)
			continue;
		score = score_pairs(CHARSET_GB18030, line);
		sum.good += score.good;
		sum.bad += score.bad;
		sum.frequent += score.frequent;
	}
	return sum.good >= SOME && quality(sum) >= GOOD;
}

/* The meaning of a label; *unknown when it has none. */
static enum charset
by_label(struct str label, bool *unknown)
{
	char lower[32];

	label = str_trim(label);
	*unknown = label.n != 0;
	if (label.n == 0 || label.n > sizeof lower)
		return CHARSET_NONE;
	for (size_t i = 0; i < label.n; i++)
		lower[i] = (char)(label.p[i] + (label.p[i] >= 'A' &&
		    label.p[i] <= 'Z' ? 'a' - 'A' : 0));
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (str_eq((struct str){ lower, label.n },
		    str_of(labels[i].name))) {
			*unknown = false;
			return labels[i].charset;
		}
	return CHARSET_NONE;
}

void
charset_find(struct str payload, const struct charset_label *given, size_t n,
    struct charset_found *f)
{
	enum charset said = CHARSET_NONE;
	const char *how = "meta";
	bool unknown;

	f->unknown = false;
	for (size_t i = 0; i < n && said == CHARSET_NONE; i++) {
		said = by_label(given[i].name, &unknown);
		f->unknown |= unknown;
		how = given[i].how;
	}
	f->bom = 0;
	f->how = "bom";
	f->charset = by_mark(payload, &f->bom);
	if (f->charset == CHARSET_NONE) {
		f->how = "bytes";
		f->charset = by_zeros(payload);
	}
	if (f->charset == CHARSET_NONE)
		f->charset = by_bytes(payload, said);
	if (f->charset == CHARSET_NONE) {
		f->how = "default";
		f->charset = said != CHARSET_NONE ? said : CHARSET_UTF_8;
	}
	f->overruled = said != CHARSET_NONE && f->charset != said;
	f->mixed = f->charset == CHARSET_UTF_8 && is_mixed(payload);
	if (said == f->charset && f->bom == 0)
		f->how = how;
}
