#include "core/charset.h"
#include "core/url.h"
#include "core/utf8.h"

static void
put_escaped(struct buf *out, char c)
{
	static const char digit[] = "0123456789ABCDEF";

	buf_byte(out, '%');
	buf_byte(out, digit[(unsigned char)c >> 4]);
	buf_byte(out, digit[(unsigned char)c & 15]);
}

/* Undoes the escapes of bytes that are not ASCII. */
static void
unescape(struct buf *out, struct str s)
{
	int high, low;

	for (size_t i = 0; i < s.n; i++) {
		high = s.p[i] == '%' && s.n - i > 2 ? hex_value(s.p[i + 1]) : -1;
		low = high >= 8 ? hex_value(s.p[i + 2]) : -1;
		if (low >= 0) {
			buf_byte(out, (char)(high << 4 | low));
			i += 2;
		} else {
			buf_byte(out, s.p[i]);
		}
	}
}

/* Writes what is neither ASCII nor a character as %XX again. */
static void
put_safe(struct buf *out, struct str s)
{
	size_t good;

	for (; s.n != 0; s = str_slice(s, good != 0 ? good : 1, s.n)) {
		good = utf8_printable(s.p, s.n);
		if (good == 0 || *s.p == ' ')
			put_escaped(out, *s.p);
		else
			buf_put(out, str_slice(s, 0, good));
	}
}

void
url_put(struct buf *out, struct str raw)
{
	struct buf bytes = { NULL, 0, 0 }, utf8 = { NULL, 0, 0 };
	struct str rest;
	uint64_t replaced = 0;

	raw = str_trim(raw);
	if (str_starts(raw, STR("<")) && str_ends(raw, STR(">")))
		raw = str_trim(str_slice(raw, 1, raw.n - 1));
	unescape(&bytes, raw);
	rest = buf_str(&bytes);
	if (utf8_valid(rest.p, rest.n) != rest.n) {
		convert_text(CHARSET_GB18030, &rest, &utf8, SIZE_MAX,
		    &replaced);
		if (replaced == 0) {
			put_safe(out, buf_str(&utf8));
			rest.n = 0;
		} else {
			rest = buf_str(&bytes);
		}
	}
	put_safe(out, rest);
	buf_free(&bytes);
	buf_free(&utf8);
}
