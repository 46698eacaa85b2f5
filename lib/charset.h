/*
 * charset: which charset bytes are in, and the way to UTF-8.  Floor 5.  The
 * only owner of <iconv.h>.
 *
 * UTF-8, UTF-16 and UTF-32 are decoded here.  The characters of GB18030 and
 * Big5 (with HKSCS) are iconv's; which bytes make one character, and what
 * becomes of broken ones, is decided here as in WHATWG Encoding 10 and 12, so
 * that every iconv gives the same result and text may be cut anywhere between
 * two characters.  "GB2312" and "GBK" always mean GB18030.
 *
 * One U+FFFD stands for one broken sequence.  An ASCII byte is never part of
 * one: of a lead byte and "<", the "<" is kept.
 */
#ifndef GX_CHARSET_H
#define GX_CHARSET_H

#include "buf.h"

enum charset {
	CHARSET_NONE,
	CHARSET_UTF_8,
	CHARSET_GB18030,
	CHARSET_BIG5,
	CHARSET_UTF_16LE,
	CHARSET_UTF_16BE,
	CHARSET_UTF_32LE,
	CHARSET_UTF_32BE,
	CHARSETS
};

struct charset_label {
	struct str name;
	const char *how;      /* who says so: json, http, meta */
};

struct charset_found {
	enum charset charset; /* never CHARSET_NONE */
	const char *how;      /* bom, a label's how, bytes or default */
	size_t bom;           /* bytes of the byte order mark */
	bool unknown;         /* the label is not in charsets.tsv */
	bool overruled;       /* the bytes are not what the label says */
	bool mixed;           /* UTF-8, but some lines are GB18030 */
};

/* The IANA name. */
const char *charset_name(enum charset c);

/* Bytes of a code unit: 1, 2 or 4.  With 1, all ASCII bytes stand for
 * themselves, and < > & " ' = LF are never part of another character. */
size_t charset_unit(enum charset c);

/* Finds the charset of a payload.  The first of the n given labels that has a
 * meaning is a hint that the bytes can overrule; names may be empty. */
void charset_find(struct str payload, const struct charset_label *given,
    size_t n, struct charset_found *f);

/* Takes bytes from the front of *in and appends their characters to out, until
 * in is empty or out has max bytes or a few more.  *in must begin with a
 * character and end where the text ends.  Adds to *replaced. */
void charset_decode(enum charset c, struct str *in, struct buf *out,
    size_t max, uint64_t *replaced);

#endif
