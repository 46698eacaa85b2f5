#include <string.h>

#include "core/utf8.h"
#include "segment/drawn.h"

/* Signs, and what stands for each of them in as many bytes.  fold.tsv reads them as | + -
 * as well. */
static const struct { const char *signs, *plain; } rows[] = {
	{ "│┃║｜丨∣︱", " | " }, { "¦", " |" }, { "─━═", "---" },
	{ "┌├└┏┣┗╔╠╚", "+--" }, { "┐┤┘┓┫┛╗╣╝", "--+" },
	{ "┬┼┴┳╋┻╦╬╩", "-+-" },
};

/* What stands for the character of n bytes; NULL when it stands for itself. */
static const char *
plain_of(const char *character, size_t n)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (const char *sign = rows[i].signs; *sign != '\0';
		     sign += utf8_length(*sign))
			if (strncmp(sign, character, n) == 0)
				return rows[i].plain;
	return NULL;
}

struct str
drawn_plain(struct pool *pool, struct str text)
{
	static struct buf b;
	const char *plain;
	bool any = false;
	size_t n;

	b.n = 0;
	for (size_t i = 0; i < text.n; i += n) {
		n = utf8_length(text.p[i]);
		plain = n > 1 ? plain_of(text.p + i, n) : NULL;
		any |= plain != NULL;
		buf_put(&b, (struct str){ plain != NULL ? plain : text.p + i, n });
	}
	return any ? pool_str(pool, buf_str(&b)) : text;
}
