#include "core/ascii.h"
#include "decode/lined.h"
#include "decode/tag.h"

/* Where what stands on the line that begins at i begins. */
static size_t
indent(struct str text, size_t i)
{
	while (i < text.n && (text.p[i] == ' ' || text.p[i] == '\t'))
		i++;
	return i;
}

bool
lined_is_blank(struct str text, size_t i)
{
	i = indent(text, i);
	return i >= text.n || text.p[i] == '\n' || text.p[i] == '\r';
}

bool
lined_is_drawn(struct str text, size_t i)
{
	i = indent(text, i);
	return i < text.n && (text.p[i] == '|' || text.p[i] == '!' ||
	    str_starts(str_slice(text, i, text.n), STR("{|")));
}

bool
lined_breaks(struct str line, enum charset charset)
{
	if (str_ends(line, STR("\r")))
		line.n--;
	return str_ends(line, STR("  ")) ||
	    (charset == CHARSET_UTF_8 && str_ends(line, STR("\\")));
}

/* True for a line that is drawn below a header, |---|:--|, or begins a table of a
 * wiki, {|. */
static bool
is_rule(struct str line)
{
	bool pipe = false, run = false;

	line = str_trim(line);
	if (str_starts(line, STR("{|")))
		return true;
	for (size_t i = 0; i < line.n; i++) {
		if (strchr("|-: ", line.p[i]) == NULL || line.p[i] == '\0')
			return false;
		pipe |= line.p[i] == '|';
		run |= str_starts(str_slice(line, i, line.n), STR("--"));
	}
	return pipe && run;
}

/* True when what ends before i, behind blanks, is running text: words, or the end of an
 * element that stands in a line. */
static bool
is_text_before(struct str text, size_t i)
{
	enum { NAME = 16 };
	size_t from, end;

	while (i > 0 && ascii_is_blank(text.p[i - 1]))
		i--;
	if (i == 0 || text.p[i - 1] != '>')
		return i != 0;
	for (from = i; from > 0 && i - from < NAME && text.p[from] != '<';)
		from--;
	return str_starts(str_slice(text, from, i), STR("</")) &&
	    tag_read(str_slice(text, 0, i), from + 2, &end)->role == TAG_INLINE;
}

/* True when the line from..to, behind a blank one, shows that lines count. */
static bool
shows(struct str text, size_t from, size_t to)
{
	struct str line = str_slice(text, from, to);
	size_t marks = 0;

	if (ascii_begins(line, "<table"))
		return is_text_before(text, from);
	while (marks < line.n && (line.p[marks] == '#' || line.p[marks] == '='))
		marks++;
	return marks != 0 && marks < line.n && line.p[marks] == ' ';
}

/* True when a tag of a whole page stands in its beginning. */
static bool
is_whole_page(struct str text)
{
	enum { LOOK = 64 * 1024 };
	static const char *const tags[] = {
		"<!doctype", "<html", "<head>", "<body", "<meta", "<script", NULL
	};
	struct str s = str_slice(text, 0, LOOK);

	for (size_t i = 0; (i = str_byte(s, '<', i)) < s.n; i++)
		for (const char *const *tag = tags; *tag != NULL; tag++)
			if (ascii_begins(str_slice(s, i, s.n), *tag))
				return true;
	return false;
}

/* True when the line from..to, behind a blank one, is a paragraph without tags, and so
 * may be the one before. */
static bool
is_paragraph(struct str text, size_t from, size_t to)
{
	struct str line = str_slice(text, from, to);

	return !lined_is_blank(text, from) && str_byte(line, '<', 0) == line.n &&
	    lined_is_blank(text, to + 1) && is_text_before(text, from);
}

bool
lined_is(struct str text)
{
	enum { PARAGRAPHS = 8 };
	size_t paragraphs = 0;
	bool blank = true;

	if (is_whole_page(text))
		return false;
	for (size_t i = 0, end; i < text.n; i = end + 1) {
		end = str_byte(text, '\n', i);
		if (is_rule(str_slice(text, i, end)) || (blank && shows(text, i, end)))
			return true;
		paragraphs += blank && is_paragraph(text, i, end);
		if (paragraphs == PARAGRAPHS)
			return true;
		blank = lined_is_blank(text, i);
	}
	return false;
}
