/*
 * tokens: the tokens of html, for tests/tokens.py.  Standard input holds
 * cases: a line "STATE TAG LENGTH", then LENGTH bytes.  Each token is a line
 * of fields with "\t", "\n" and "\\" escaped; a line "." ends a case.
 *
 *	C text			characters
 *	S name closed name value ...
 *	E name
 *	M comment
 *	D			a doctype
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/ascii.h"
#include "core/die.h"
#include "decode/html.h"

/* Characters that have not been printed yet. */
static struct buf characters;

static void
put_field(struct str s, bool lower)
{
	putchar('\t');
	for (size_t i = 0; i < s.n; i++)
		switch (s.p[i]) {
		case '\t': fputs("\\t", stdout); break;
		case '\n': fputs("\\n", stdout); break;
		case '\\': fputs("\\\\", stdout); break;
		case '\0': fputs("\xEF\xBF\xBD", stdout); break;
		default: putchar(lower ? ascii_lower(s.p[i]) : s.p[i]);
		}
}

static void
begin(char kind)
{
	if (characters.n != 0) {
		putchar('C');
		put_field(buf_str(&characters), false);
		putchar('\n');
		characters.n = 0;
	}
	putchar(kind);
}

static void
on_text(void *to, struct str raw, size_t at)
{
	(void)to;
	(void)at;
	buf_put(&characters, raw);
}

/* True when an attribute before the i-th has its name. */
static bool
is_repeated(const struct html_tag *tag, size_t i)
{
	char *name = xstrndup(tag->attribute[i].name.p,
	    tag->attribute[i].name.n);
	bool found = false;

	for (char *p = name; *p != '\0'; p++)
		*p = ascii_lower(*p);
	while (i-- > 0 && !found)
		found = ascii_is(tag->attribute[i].name, name);
	free(name);
	return found;
}

static void
put_attributes(const struct html_tag *tag)
{
	struct buf text = { NULL, 0, 0 };
	uint64_t replaced = 0;

	for (size_t i = 0; i < tag->attributes; i++) {
		if (is_repeated(tag, i))
			continue;
		text.n = 0;
		html_value(tag->attribute[i].value, CHARSET_UTF_8, &text,
		    &replaced);
		put_field(tag->attribute[i].name, true);
		put_field(buf_str(&text), false);
	}
	buf_free(&text);
}

static void
on_open(void *to, const struct html_tag *tag)
{
	(void)to;
	begin('S');
	put_field(tag->name, true);
	put_field(tag->closed ? STR("1") : STR("0"), false);
	put_attributes(tag);
	putchar('\n');
}

static void
on_close(void *to, const struct html_tag *tag)
{
	(void)to;
	begin('E');
	put_field(tag->name, true);
	putchar('\n');
}

static void
on_other(void *to, enum html_other kind, struct str raw)
{
	(void)to;
	if (kind == HTML_CODE) {
		buf_put(&characters, raw);
		return;
	}
	begin(kind == HTML_COMMENT ? 'M' : 'D');
	if (kind == HTML_COMMENT)
		put_field(raw, false);
	putchar('\n');
}

static void
read_case(const char *state, const char *last, struct str page)
{
	static const struct html_reader reader = {
		on_text, on_text, on_open, on_close, on_other
	};
	static const char *const states[] = {
		"Data", "RCDATA", "RAWTEXT", "Script", "PLAINTEXT"
	};
	struct tag element = { last, TAG_INLINE, TAG_MUST, TAG_MARKUP };

	for (int i = TAG_MARKUP; i <= TAG_PLAIN; i++)
		if (strcmp(state, states[i]) == 0)
			element.inside = (enum tag_inside)i;
	if (element.inside == TAG_MARKUP)
		html_read(page, &reader, NULL);
	else
		html_read_inside(page, &element, &reader, NULL);
	begin('.');
	putchar('\n');
}

int
main(int argc, char **argv)
{
	char state[32], last[32], *page;
	size_t n;

	(void)argc;
	die_name(argv[0]);
	while (scanf("%31s %31s %zu", state, last, &n) == 3) {
		getchar();
		page = xcalloc(n + 1, 1);
		if (fread(page, 1, n, stdin) != n)
			die(GX_FAIL, "short input");
		read_case(state, strcmp(last, "-") == 0 ? "" : last,
		    (struct str){ page, n });
		free(page);
	}
	buf_free(&characters);
	return 0;
}
