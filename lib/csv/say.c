#include "core/utf8.h"
#include "csv/say.h"

static struct buf out;
static bool chinese;

void
say_begin(bool in_chinese)
{
	out.n = 0;
	chinese = in_chinese;
}

struct str
say_all(void)
{
	return buf_str(&out);
}

void
say_text(const char *z)
{
	buf_put(&out, str_of(z));
}

void
say_str(struct str s)
{
	buf_put(&out, s);
}

void
say_byte(char c)
{
	buf_byte(&out, c);
}

void
say_number(size_t n)
{
	buf_number(&out, n);
}

void
say_with(struct str s, char what, const char *instead)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == what)
			say_text(instead);
		else
			say_byte(s.p[i]);
	}
}

void
say_quoted(struct str s)
{
	say_byte('"');
	for (size_t i = 0; i < s.n; i++)
		switch (s.p[i]) {
		case '\t': say_text("\\t"); break;
		case '\n': say_text("\\n"); break;
		case '\r': say_text("\\r"); break;
		case '"':
		case '\\': say_byte('\\'); /* fall through */
		default: say_byte(s.p[i]);
		}
	say_byte('"');
}

void
say_take_back(size_t bytes)
{
	out.n -= bytes;
}

bool
say_ends(char c)
{
	return out.n != 0 && out.p[out.n - 1] == c;
}

bool
say_in_chinese(void)
{
	return chinese;
}

struct str
say_label(const struct column *c)
{
	return chinese ? c->label_zh : c->label_en;
}

struct str
say_category(const struct category *c)
{
	return chinese ? c->label_zh : c->label_en;
}

struct str
say_cut(struct str s, size_t n)
{
	size_t at = 0;
	uint32_t c;

	while (at < s.n && n-- > 0)
		at += utf8_get(s.p + at, &c);
	return str_slice(s, 0, at);
}

struct str
say_cut_bytes(struct str s, size_t n)
{
	while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	return str_slice(s, 0, n);
}

bool
say_is_known(const struct columns *list, size_t column)
{
	for (size_t i = 0; i < column; i++)
		if (str_eq(list->v[i].categories, list->v[column].categories))
			return true;
	return false;
}
