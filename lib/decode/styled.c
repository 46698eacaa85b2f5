#include "core/ascii.h"
#include "decode/styled.h"

static const struct str joint = { "]{", 2 };

/* True when a style begins at i, behind its text. */
static bool
is_style(struct str text, size_t i)
{
	static const char *const begins[] = {
		"]{style=", "]{lang=", "]{class=", "]{.", "]{#", NULL
	};

	return str_starts_any(str_slice(text, i, text.n), begins);
}

/* Offset of the next style from i on; text.n when there is none. */
static size_t
find_style(struct str text, size_t i)
{
	while ((i = str_find(text, joint, i)) < text.n && !is_style(text, i))
		i += joint.n;
	return i;
}

bool
styled_is(struct str text)
{
	enum { LEAST = 4 };
	size_t n = 0;

	for (size_t i = 0; n < LEAST && (i = find_style(text, i)) < text.n; n++)
		i += joint.n;
	return n == LEAST;
}

bool
styled_can_be(struct str line)
{
	return line.n != 0 && strchr(" \t|+-=", *line.p) == NULL;
}

/* Appends a text without the bracket that opens its style, the last one. */
static void
put_text(struct str text, struct buf *out)
{
	size_t open = text.n;

	while (open > 0 && text.p[open - 1] != '[')
		open--;
	buf_put(out, str_slice(text, 0, open != 0 ? open - 1 : 0));
	buf_put(out, str_slice(text, open, text.n));
}

/* Behind the } that ends the style at i, which quotes may hold as well; text.n when it
 * goes on in the next line, then *open is set. */
static size_t
style_end(struct str text, size_t i, bool *open)
{
	char quote = '\0';

	for (; i < text.n; i++) {
		if (quote != '\0')
			quote = text.p[i] == quote ? '\0' : quote;
		else if (text.p[i] == '"')
			quote = text.p[i];
		else if (text.p[i] == '}')
			break;
	}
	*open = i == text.n;
	return *open ? i : i + 1;
}

void
styled_put(struct str line, bool *open, struct buf *out)
{
	size_t from = *open ? style_end(line, 0, open) : 0, end;

	while ((end = find_style(line, from)) < line.n) {
		put_text(str_slice(line, from, end), out);
		from = style_end(line, end + joint.n, open);
	}
	buf_put(out, str_slice(line, from, line.n));
}
