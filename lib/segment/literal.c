#include "core/utf8.h"
#include "segment/literal.h"

enum { ESCAPE_DIGITS = 4 /* of \u4e00 */ };

enum literal
literal_open(struct str *text)
{
	struct str s = str_trim(*text);
	bool object;
	char end;

	while (str_starts(s, STR("[")) && s.n > 1)
		s = str_trim(str_slice(s, 1, s.n));
	object = str_starts(s, STR("{"));
	end = object ? '}' : ']';
	if ((!object && s.p == str_trim(*text).p) || str_byte(s, end, 0) == s.n)
		return LITERAL_NONE;
	s = str_slice(s, object, s.n);
	while (s.n != 0 && memchr("]},", s.p[s.n - 1], 3) != NULL)
		s.n--;
	*text = s;
	return object ? LITERAL_OBJECT : LITERAL_LIST;
}

/* Where the string ends whose quote stands at byte i. */
static size_t
string_end(struct str text, size_t i)
{
	char quote = text.p[i++];

	while (i < text.n && text.p[i] != quote)
		i += text.p[i] == '\\' ? 2 : 1;
	return i;
}

size_t
literal_next(struct str text, size_t from)
{
	bool closed = false; /* the one before is */

	for (size_t i = from; i < text.n; i++) {
		if (text.p[i] == '"' || text.p[i] == '\'')
			i = string_end(text, i);
		else if (closed && (text.p[i] == '[' || text.p[i] == '{'))
			return i;
		else if (text.p[i] != ' ' && (!closed || text.p[i] != ','))
			closed = text.p[i] == ']' || text.p[i] == '}';
	}
	return text.n;
}

/* Where a key ends that begins a text: behind its quotes or its bracket, or its
 * digits. */
static size_t
key_end(struct str s)
{
	size_t n = 0;

	if (s.n != 0 && memchr("\"'(", *s.p, 3) != NULL)
		return str_byte(s, *s.p == '(' ? ')' : *s.p, 1) + 1;
	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n;
}

bool
literal_key(struct str *text, struct str *key)
{
	size_t end = key_end(*text);

	if (end == 0 || end >= text->n || text->p[end] != ':')
		return false;
	*key = str_slice(*text, 0, end);
	if (*key->p == '"' || *key->p == '\'')
		*key = str_slice(*key, 1, end - 1);
	*text = str_trim(str_slice(*text, end + 1, text->n));
	return true;
}

/* What programs print for one character; line ends say nothing, and JSON has \/ for a
 * slash. */
static const struct { const char *printed; uint32_t character; } escapes[] = {
	{ "\\n", 0 }, { "\\r", 0 }, { "\\t", ' ' }, { "\\xa0", ' ' },
	{ "\\/", '/' }, { "\\\"", '"' }, { "\\'", '\'' },
};

/* Length of such at the start of s, which is *c, 0 for nothing; 0 when there is
 * none. */
static size_t
escape(struct str s, uint32_t *c)
{
	int digit;

	for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
		if (str_starts(s, str_of(escapes[i].printed))) {
			*c = escapes[i].character;
			return strlen(escapes[i].printed);
		}
	*c = 0;
	if (!str_starts(s, STR("\\u")) || s.n < 2 + ESCAPE_DIGITS)
		return 0;
	for (size_t i = 2; i < 2 + ESCAPE_DIGITS; i++) {
		digit = hex_value(s.p[i]);
		if (digit < 0)
			return 0;
		*c = *c * 16 + (uint32_t)digit;
	}
	/* No control, and no half of a pair. */
	return *c >= 0xA0 && (*c < 0xD800 || *c > 0xDFFF) ? 2 + ESCAPE_DIGITS : 0;
}

struct str
literal_text(struct pool *pool, struct str text)
{
	static struct buf b;
	char character[UTF8_MAX];
	uint32_t c;
	size_t n;

	if (str_byte(text, '\\', 0) == text.n)
		return text; /* most */
	b.n = 0;
	for (size_t i = 0; i < text.n; i += n > 0 ? n : 1) {
		n = escape(str_slice(text, i, text.n), &c);
		if (n == 0)
			buf_byte(&b, text.p[i]);
		else if (c != 0)
			buf_put(&b, (struct str){ character, utf8_put(character, c) });
	}
	return pool_str(pool, buf_str(&b));
}
