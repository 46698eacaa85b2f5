#include "core/block.h"
#include "core/charset.h"
#include "core/utf8.h"

static const char *const names[CHARSETS] = {
	[CHARSET_UTF_8] = "UTF-8",
	[CHARSET_GB18030] = "GB18030",
	[CHARSET_BIG5] = "Big5-HKSCS",
	[CHARSET_UTF_16LE] = "UTF-16LE",
	[CHARSET_UTF_16BE] = "UTF-16BE",
	[CHARSET_UTF_32LE] = "UTF-32LE",
	[CHARSET_UTF_32BE] = "UTF-32BE",
};

static const struct {
	const char *name;
	enum charset charset;
} labels[] = {
#include "core/charsets.inc"
};

const char *
charset_name(enum charset c)
{
	return names[c];
}

/* How well some bytes agree with a charset. */
struct score {
	uint64_t good, bad; /* sequences that are not ASCII */
	uint64_t frequent;  /* of the good: in the zones that text is made of */
};

enum {
	ALL = 100,     /* percent */
	ENOUGH = 2048, /* sequences that tell what a text is in */
	LOST = 64      /* broken ones after which nobody need look on */
};

/* Shares in percent; of nothing, 0. */
static uint64_t
share(uint64_t part, uint64_t of)
{
	return of != 0 ? part * 100 / of : 0;
}

/* Sound text shows itself soon. */
static bool
is_clear(struct score s)
{
	enum { SOON = 512 };

	return s.good >= SOON && s.bad == 0 && s.frequent * 20 >= s.good * 19;
}

static uint64_t
quality(struct score s)
{
	uint64_t all = s.good + s.bad;

	if (is_clear(s))
		return ALL;
	return share(s.good, all) * share(s.frequent, all) / 100;
}

static size_t
skip_ascii(struct str s, size_t i)
{
	while (s.n - i >= 8 && (eight_get(s.p + i) & EIGHT_HIGH) == 0)
		i += 8;
	while (i < s.n && (unsigned char)s.p[i] < 0x80)
		i++;
	return i;
}

/* True when what is rare in a block, and no lead of four, allows any trail
 * bytes. */
static bool
is_free(char rare)
{
	unsigned char b = (unsigned char)rare;

	return b < 0x80 || b == 0xC2 || (b > 0xE0 && b != 0xED);
}

/* Adds up the blocks at the start of s that are soon known to be UTF-8, until it
 * is clear; returns their bytes. */
static size_t
score_blocks(struct str s, struct score *score)
{
	struct block_utf8 b;
	uint64_t whole;
	size_t i = 0, n;

	while (s.n - i >= BLOCK && !is_clear(*score)) {
		block_utf8(s.p + i, &b);
		n = block_whole(&b);
		for (; b.rare != 0; b.rare &= b.rare - 1)
			if (!is_free(s.p[i + eight_lowest(b.rare)]))
				return i;
		if (n == 0)
			return i;
		whole = UINT64_MAX >> (BLOCK - n);
		score->good += eight_count(b.high & ~b.trail & whole);
		score->frequent += eight_count(b.three & whole);
		i += n;
	}
	return i;
}

/* All of s, unless it is soon clear or lost.  Frequent is what takes three
 * bytes. */
static struct score
score_utf8(struct str s)
{
	struct score score = { 0, 0, 0 };
	size_t i = score_blocks(s, &score), n;

	while (!is_clear(score) && (i = skip_ascii(s, i)) < s.n) {
		n = s.n - i >= 8 ?
		    utf8_threes(eight_get(s.p + i), UTF8_NARROW) : 0;
		if (n != 0) {
			score.good += n / 3;
			score.frequent += n / 3;
			i += n;
		} else if (utf8_valid(s.p + i, s.n - i < UTF8_MAX ? s.n - i :
		    UTF8_MAX) != 0) {
			score.good++;
			score.frequent += (unsigned char)s.p[i] >= 0xE0;
			i += utf8_length(s.p[i]);
		} else if (convert_cesu8(str_slice(s, i, s.n)) != 0) {
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
 * and B0..D7 in GB 2312, A4..C6 and the first half of A1 in Big5. */
static bool
is_frequent(enum charset c, unsigned char lead, unsigned char trail)
{
	if (c == CHARSET_BIG5)
		return (lead >= 0xA4 && lead <= 0xC6) ||
		    (lead == 0xA1 && trail < 0x7F);
	return trail >= 0xA1 && ((lead >= 0xA1 && lead <= 0xA3) ||
	    (lead >= 0xB0 && lead <= 0xD7));
}

static struct score
score_pairs(enum charset c, struct str s)
{
	struct score score = { 0, 0, 0 };
	struct str at;
	size_t i = 0;

	while (score.good + score.bad < ENOUGH && !is_clear(score) &&
	    (i = skip_ascii(s, i)) < s.n) {
		at = (struct str){ s.p + i, s.n - i };
		if (convert_is_pair(c, at)) {
			score.good++;
			score.frequent += is_frequent(c,
			    (unsigned char)at.p[0], (unsigned char)at.p[1]);
			i += 2;
		} else if (c == CHARSET_GB18030 && convert_is_four(at)) {
			score.good++;
			i += 4;
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
			value += value / 4;
		if (best == CHARSET_NONE || value > most) {
			best = order[i];
			most = value;
		}
	}
	return best;
}

/* UTF-16 without a mark, read in one of the two orders: zone counts the units
 * that are ASCII, punctuation, Chinese characters or full-width forms; odd
 * those whose low byte is not ASCII. */
struct wide_score {
	size_t zone, ascii, odd;
};

static bool
is_in_zone(unsigned char high, unsigned char low)
{
	return high == 0 ? low != 0 : (high >= 0x4E && high <= 0x9F) ||
	    high == 0x20 || high == 0x30 || high == 0xFF;
}

/* True when three of four units at the start are in the zone in one of the
 * orders.  Most pages are not, which is soon known. */
static bool
may_be_wide(struct str s)
{
	enum { LOOK = 64 /* units */ };
	size_t i, others[2] = { 0, 0 };

	for (i = 0; i < 2 * LOOK && i + 1 < s.n; i++) {
		others[i % 2] += !is_in_zone((unsigned char)s.p[i],
		    (unsigned char)s.p[i ^ 1]);
		if (others[0] > LOOK / 4 && others[1] > LOOK / 4)
			return false;
	}
	return true;
}

static void
score_wide(struct str s, size_t units, struct wide_score score[2])
{
	unsigned char high, low;

	score[0] = score[1] = (struct wide_score){ 0, 0, 0 };
	for (size_t i = 0; i < 2 * units; i++) {
		bool big = i % 2 == 0; /* this is the high byte */

		high = (unsigned char)s.p[i];
		low = (unsigned char)s.p[i ^ 1];
		score[big].ascii += high == 0 && low != 0;
		score[big].odd += low >= 0x80;
		score[big].zone += is_in_zone(high, low);
	}
}

/* One order must be nearly all zone and the other not, or have ASCII where
 * the other has none: then the zeros are the proof.  Two small letters are in
 * the zone too. */
static enum charset
by_units(struct str s)
{
	enum { FEW = 32 };
	size_t n = s.n / 2 < ENOUGH ? s.n / 2 : ENOUGH;
	struct wide_score score[2];

	if (!may_be_wide(s))
		return CHARSET_NONE;
	score_wide(s, n, score);
	for (int big = 0; big < 2 && n >= 2; big++) {
		struct wide_score is = score[big], other = score[!big];

		if ((is.ascii * 50 >= n && is.zone * 10 >= n * 9 &&
		    (other.zone * 10 < n * 9 || is.ascii > 2 * other.ascii)) ||
		    (n >= FEW && is.zone * 20 >= n * 19 &&
		    other.zone * 3 < n * 2 && is.odd * 4 > n))
			return big ? CHARSET_UTF_16BE : CHARSET_UTF_16LE;
	}
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
		f->charset = by_units(payload);
	}
	if (f->charset == CHARSET_NONE)
		f->charset = by_bytes(payload, said);
	if (f->charset == CHARSET_NONE) {
		f->how = "default";
		f->charset = said != CHARSET_NONE ? said : CHARSET_UTF_8;
	}
	f->overruled = said != CHARSET_NONE && f->charset != said;
	if (said == f->charset && f->bom == 0)
		f->how = how;
}

static enum charset
of_line(struct str s)
{
	struct score score = score_utf8(s);

	if (score.good + score.bad == 0 || is_utf8(score, CHARSET_NONE) ||
	    quality(score) > quality(score_pairs(CHARSET_GB18030, s)))
		return CHARSET_UTF_8;
	return CHARSET_GB18030;
}

enum charset
charset_at(struct str text, size_t offset, struct charset_line *line)
{
	if (line->charset != CHARSET_NONE && offset >= line->from &&
	    offset < line->to)
		return line->charset;
	line->from = offset;
	while (line->from > 0 && text.p[line->from - 1] != '\n')
		line->from--;
	line->to = str_byte(text, '\n', offset);
	line->to += line->to < text.n;
	line->charset = of_line(str_slice(text, line->from, line->to));
	return line->charset;
}

bool
charset_is_mixed(struct str s, enum charset whole)
{
	enum { SOME = 8, GOOD = 80 };
	struct score sum = { 0, 0, 0 }, score;
	struct str line;
	bool is_good;

	if (whole != CHARSET_UTF_8 && whole != CHARSET_GB18030)
		return false;
	while (sum.good + sum.bad < ENOUGH && str_split(&s, '\n', &line)) {
		is_good = utf8_valid(line.p, line.n) == line.n;
		if (is_good == (whole == CHARSET_UTF_8))
			continue;
		score = is_good ? score_utf8(line) :
		    score_pairs(CHARSET_GB18030, line);
		sum.good += score.good;
		sum.bad += score.bad;
		sum.frequent += score.frequent;
	}
	return sum.good >= SOME && quality(sum) >= GOOD;
}
