/*
 * convert: from a charset to UTF-8.  Floor 4.  The only owner of <iconv.h>.
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
#ifndef GX_CONVERT_H
#define GX_CONVERT_H

#include "core/buf.h"

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

/* Bytes of a code unit: 1, 2 or 4.  With 1, all ASCII bytes stand for
 * themselves, and < > & " ' = LF are never part of another character. */
size_t convert_unit(enum charset c);

/* Takes bytes from the front of *in and appends their characters to out, until
 * in is empty or out has max bytes or a few more.  *in must begin with a
 * character and end where the text ends.  Adds to *replaced. */
void convert_text(enum charset c, struct str *in, struct buf *out,
    size_t max, uint64_t *replaced);

/* What s begins with: a character of two bytes (GB18030, Big5), four bytes that
 * GB18030 could mean something by, a surrogate pair as CESU-8 writes it in two
 * times three bytes (returned as one character, else 0). */
bool convert_is_pair(enum charset c, struct str s);
bool convert_is_four(struct str s);
uint32_t convert_cesu8(struct str s);

#endif
