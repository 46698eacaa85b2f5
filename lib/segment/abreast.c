#include "domain/fold.h"
#include "segment/abreast.h"
#include "segment/title.h"

enum {
	TEXT_LEAST = 24, /* bytes that a line of prose has at least */
	LINES_LEAST = 6  /* that stand beside others on a page in columns */
};

/* Where the blanks between two columns begin: three, or a tab; s.n if none. */
static size_t
gap(struct str s)
{
	const char *tab = memchr(s.p, '\t', s.n), *p = s.p;
	const char *end = tab != NULL ? tab : s.p + s.n;

	while ((p = memchr(p, ' ', (size_t)(end - p))) != NULL && end - p > 2) {
		if (p[1] == ' ' && p[2] == ' ')
			return (size_t)(p - s.p);
		p++;
	}
	return (size_t)(end - s.p);
}

/* Takes what stands before the next gap off rest; false when nothing is left. */
static bool
next_column(struct str *rest, struct str *column)
{
	*rest = str_trim(*rest);
	*column = str_slice(*rest, 0, gap(*rest));
	*rest = str_slice(*rest, column->n, rest->n);
	return column->n != 0;
}

/* How many columns of the line are titles, and how many hold a line of text. */
static void
count_columns(struct str line, unsigned *title, unsigned *text)
{
	static struct folded f;
	struct rows_set may;
	struct str column;

	*title = *text = 0;
	while (next_column(&line, &column)) {
		fold(column, &f);
		rows_scan(buf_str(&f.text), &may);
		*text += f.text.n >= TEXT_LEAST;
		*title += title_is(buf_str(&f.text), &may);
	}
}

bool
abreast_is(const struct page *p)
{
	unsigned title, text, beside = 0, lines = 0;
	struct str line;

	for (size_t i = 0; i < p->n; i++) {
		line = p->piece[i].text;
		if (p->piece[i].kind != PIECE_TEXT || line.n == 0)
			continue;
		lines++;
		if (gap(line) == line.n)
			continue;
		count_columns(line, &title, &text);
		if (title > 1)
			return true;
		beside += text > 1;
	}
	return beside >= LINES_LEAST && beside * 3 > lines;
}
