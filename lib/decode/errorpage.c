#include "core/ascii.h"
#include "decode/errorpage.h"

static const struct {
	enum { IN_TITLE, IN_TEXT } where;
	const char *phrase, *code;
} phrases[] = {
#include "decode/errorpages.inc"
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
	struct str s[] = {
		[IN_TITLE] = lowered(title, &buf[0]),
		[IN_TEXT] = lowered(text, &buf[1]),
	};

	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
		*code = phrases[i].code;
		if (s[phrases[i].where].n != 0 && str_has(s[phrases[i].where],
		    str_of(phrases[i].phrase)))
			return phrases[i].phrase;
	}
	return NULL;
}
