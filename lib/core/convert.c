#include <errno.h>
#include <iconv.h>

#include "core/convert.h"
#include "core/die.h"
#include "core/utf8.h"

/*
 * A charset of one and two bytes: 190 to 192 characters for each lead byte
 * 81..FE, which are asked of iconv when the lead byte is first met.  An entry is
 * the UTF-8 of the character, padded with NUL; all NUL when there is none, or
 * it has not been asked for.
 */
enum { LEADS = 126, TRAILS = 192, ENTRY = 4, CHUNK = 64 * 1024 };

struct pairs {
	const char *iconv_name;
	iconv_t cd;
	bool open, asked[LEADS];
	char entry[LEADS * TRAILS][ENTRY];
};

static struct pairs gb18030 = { .iconv_name = "GB18030" };
static struct pairs big5 = { .iconv_name = "BIG5-HKSCS" };

static const struct {
	size_t unit;
	bool big_endian;
	struct pairs *pairs;
} charsets[CHARSETS] = {
	[CHARSET_UTF_8] = { 1, false, NULL },
	[CHARSET_GB18030] = { 1, false, &gb18030 },
	[CHARSET_BIG5] = { 1, false, &big5 },
	[CHARSET_UTF_16LE] = { 2, false, NULL },
	[CHARSET_UTF_16BE] = { 2, true, NULL },
	[CHARSET_UTF_32LE] = { 4, false, NULL },
	[CHARSET_UTF_32BE] = { 4, true, NULL },
};

/* Sequences of GB18030 on which iconv implementations differ from the WHATWG
 * index (80 is how Windows wrote the euro sign). */
static const struct {
	struct str bytes, utf8;
} exceptions[] = {
	{ { "\x80", 1 }, { "\xE2\x82\xAC", 3 } },
	{ { "\x82\x35\x90\x37", 4 }, { "\xE9\xBE\xB4", 3 } },
};

size_t
convert_unit(enum charset c)
{
	return charsets[c].unit;
}

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

uint32_t
convert_cesu8(struct str s)
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
		c = convert_cesu8(*in);
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
open_pairs(struct pairs *t)
{
	t->cd = iconv_open("UTF-8", t->iconv_name);
	if (t->cd == (iconv_t)-1 && errno == ENOMEM)
		die(GX_FAIL, "out of memory");
	if (t->cd == (iconv_t)-1)
		die(GX_FAIL, "iconv does not know %s", t->iconv_name);
	t->open = true;
}

/* Asks for the characters of a lead byte; false when it is none, or they are
 * there already. */
static inline bool
ask(struct pairs *t, unsigned lead)
{
	if (lead >= LEADS || t->asked[lead])
		return false;
	if (!t->open)
		open_pairs(t);
	fill_lead(t, lead);
	return t->asked[lead] = true;
}

bool
convert_is_four(struct str s)
{
	const unsigned char *b = (const unsigned char *)s.p;

	return s.n >= 4 && b[0] >= 0x81 && b[0] <= 0xFE && b[1] >= '0' &&
	    b[1] <= '9' && b[2] >= 0x81 && b[2] <= 0xFE && b[3] >= '0' &&
	    b[3] <= '9';
}

bool
convert_is_pair(enum charset c, struct str s)
{
	const unsigned char *b = (const unsigned char *)s.p;
	struct pairs *t = charsets[c].pairs;

	if (s.n < 2 || b[0] <= 0x80 || b[0] == 0xFF || b[1] < 0x40 ||
	    b[1] == 0xFF)
		return false;
	ask(t, b[0] - 0x81u);
	return *t->entry[(b[0] - 0x81u) * TRAILS + b[1] - 0x40u] != '\0';
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
	bool four = t == &gb18030 && convert_is_four(in);

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

/* ASCII and assigned pairs from p on, until stop or something else comes; the
 * last pair may reach over stop.  *to goes behind what was written. */
static const unsigned char *
copy_pairs(const struct pairs *t, const unsigned char *p,
    const unsigned char *stop, const unsigned char *end, char **to)
{
	char *d = *to;
	const char *e;
	unsigned lead, trail;

	while (p < stop) {
		lead = *p - 0x81u; /* below 81: very large */
		if (lead >= LEADS) {
			if (*p >= 0x80)
				break;
			*d++ = (char)*p++;
			continue;
		}
		trail = end - p < 2 ? TRAILS : p[1] - 0x40u;
		if (trail >= TRAILS)
			break;
		e = t->entry[lead * TRAILS + trail];
		if (*e == '\0')
			break;
		memcpy(d, e, ENTRY);
		if (e[2] != '\0')
			d += 3 + (e[3] != '\0');
		else
			d += 1 + (e[1] != '\0');
		p += 2;
	}
	*to = d;
	return p;
}

static void
decode_pairs(struct pairs *t, struct str *in, struct buf *out, size_t max,
    uint64_t *replaced)
{
	const unsigned char *p, *end, *stop;
	char *d;
	size_t used;

	while (in->n != 0 && out->n < max) {
		p = (const unsigned char *)in->p;
		end = p + in->n;
		stop = in->n < CHUNK ? end : p + CHUNK;
		/* A pair may become four bytes, an ASCII byte one; the last
		 * store may reach three bytes further. */
		d = buf_room(out, 2 * (size_t)(stop - p) + 2 * ENTRY);
		p = copy_pairs(t, p, stop, end, &d);
		out->n = (size_t)(d - out->p);
		used = (size_t)((const char *)p - in->p);
		*in = str_slice(*in, used, in->n);
		if (p < stop && !ask(t, *p - 0x81u)) {
			used = decode_rare(t, *in, out, replaced);
			*in = str_slice(*in, used, in->n);
		}
	}
}

void
convert_text(enum charset c, struct str *in, struct buf *out, size_t max,
    uint64_t *replaced)
{
	if (charsets[c].pairs != NULL)
		decode_pairs(charsets[c].pairs, in, out, max, replaced);
	else if (charsets[c].unit > 1)
		decode_wide(c, in, out, max, replaced);
	else
		decode_utf8(in, out, max, replaced);
}
