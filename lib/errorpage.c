#include "ascii.h"
#include "errorpage.h"

static const struct {
	const char *where, *phrase, *code;
} phrases[] = {
#include "errorpages.inc"
};

/* Puts s into to, its letters in lower case. */
static struct str
lowered(struct str s, struct buf *to)
{
	to->n = 0;
	for (size_t i = 0; i < s.n; i++)
		buf_byte(to, ascii_lower(s.p[i]));
	return buf_str(to);
}

const char *
errorpage_phrase(struct str title, struct str text, const char **code)
{
	static struct buf buf[2];

	title = lowered(title, &buf[0]);
	text = lowered(text, &buf[1]);
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
		bool in_title = strcmp(phrases[i].where, "title") == 0;

		*code = phrases[i].code;
		if (str_has(in_title ? title : text, str_of(phrases[i].phrase)))
			return phrases[i].phrase;
	}
	return NULL;
}
