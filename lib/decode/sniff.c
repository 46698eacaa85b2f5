#include <string.h>

#include "core/ascii.h"
#include "decode/html.h"
#include "decode/sniff.h"

/* The value of charset= (or encoding=) in a piece of markup. */
static struct str
charset_in(struct str s, const char *word)
{
	struct str value;
	size_t i, n = strlen(word);

	for (i = 0; i + n < s.n; i++) {
		if (!ascii_begins(str_slice(s, i, s.n), word))
			continue;
		i = ascii_skip(s, i + n);
		if (i >= s.n || s.p[i] != '=')
			continue;
		html_read_value(s, i + 1, &value);
		for (n = 0; n < value.n && value.p[n] != ';' &&
		     value.p[n] != '"' && value.p[n] != '\'' &&
		     value.p[n] != '/'; n++)
			continue;
		return str_slice(value, 0, n);
	}
	return STR("");
}

struct str
sniff_label(struct str payload)
{
	enum { HEAD = 16 * 1024 };
	struct str s = str_slice(payload, 0, HEAD), tag, found = STR(""), text;
	size_t i = 0;

	while (found.n == 0 && (i = str_byte(s, '<', i)) < s.n) {
		tag = str_slice(s, i, str_byte(s, '>', i));
		if (ascii_begins(tag, "<!--"))
			i = html_comment(s, i + 4, &text);
		else
			i++;
		if (ascii_begins(tag, "<meta"))
			found = charset_in(tag, "charset");
		else if (ascii_begins(tag, "<?xml"))
			found = charset_in(tag, "encoding");
	}
	return found;
}

/* True when the tag of a known element begins at i, behind "<" or "</". */
static bool
is_tag_at(struct str s, size_t i)
{
	size_t end = i;

	while (end < s.n && (ascii_is_letter(s.p[end]) ||
	    ascii_is_digit(s.p[end])))
		end++;
	return (end == s.n || tag_ends_name(s.p[end])) &&
	    tag_is_known(tag_find(str_slice(s, i, end)));
}

static bool
begins_page(struct str s)
{
	return ascii_begins(s, "<!doctype html") || ascii_begins(s, "<?xml") ||
	    ascii_begins(s, "<!--");
}

/* True when the tag at i is what a string of a script begins with, as in s="<td>" and
 * write('<li>'): a text that holds scripts is no page. */
static bool
is_quoted(struct str s, size_t i)
{
	size_t at = i - 1;

	if (i < 2 || (s.p[at] != '"' && s.p[at] != '\''))
		return false;
	while (at > 1 && s.p[at - 1] == ' ')
		at--;
	return memchr("=(+", s.p[at - 1], 3) != NULL;
}

bool
sniff_is_page(struct str text)
{
	enum { LOOK = 64 * 1024, TAGS = 4, APART = 1024 };
	struct str s = str_slice(text, 0, LOOK);
	size_t tags = 0, start = ascii_skip(s, 0), i, at;

	if (begins_page(str_slice(s, start, s.n)))
		return true;
	for (i = start; (i = str_byte(s, '<', i)) < s.n; i++) {
		at = i + 1 + (i + 1 < s.n && s.p[i + 1] == '/');
		if (!is_tag_at(s, at))
			continue;
		if (i == start)
			return true;
		if (is_quoted(s, i)) /* so are those behind it on its line */
			i = str_byte(s, '\n', i);
		else
			tags++;
	}
	return tags >= TAGS && tags * APART >= s.n;
}

/* What the visible text is made of. */
struct marks {
	size_t questions; /* that stand beside one another */
	size_t letters, high;
};

static void
count_text(void *to, struct str raw, size_t at)
{
	struct marks *m = to;

	(void)at;
	for (size_t i = 0; i < raw.n; i++) {
		m->questions += raw.p[i] == '?' &&
		    ((i > 0 && raw.p[i - 1] == '?') ||
		    (i + 1 < raw.n && raw.p[i + 1] == '?'));
		m->letters += ascii_is_letter(raw.p[i]);
		m->high += raw.p[i] < 0;
	}
}

static void
ignore(void *to, const struct html_tag *tag)
{
	(void)to;
	(void)tag;
}

bool
sniff_is_lost(struct str text, bool is_page)
{
	enum { FEW = 16 };
	static const struct html_reader reader = {
		count_text, count_text, ignore, ignore, NULL
	};
	struct marks m = { 0, 0, 0 };
	size_t pairs = 0;

	/* Most documents have none, and need not be read twice. */
	for (size_t i = 0; pairs < FEW / 2 &&
	     (i = str_byte(text, '?', i)) + 1 < text.n; i++)
		pairs += text.p[i + 1] == '?';
	if (pairs < FEW / 2)
		return false;
	if (is_page)
		html_read(text, &reader, &m);
	else
		count_text(&m, text, 0);
	/* Some punctuation may have survived, in two or three bytes each. */
	return m.questions >= FEW && m.questions > m.letters &&
	    m.questions > m.high;
}
