#include <string.h>

#include "segment/cells.h"
#include "segment/relation.h"
#include "segment/strung.h"

enum {
	LINES_LEAST = 20,
	OTHERS_SHARE = 20, /* one line of so many may lack the sign */
	ALONE_SHARE = 3,   /* one of so many, or more, has it nowhere else */
	SENTENCES_LEAST = 2,
	STRINGS_MOST = 6,  /* of a label, which has no more bytes */
	LABEL_MOST = 300
};

/* How the lines of a page use a sign. */
struct use {
	size_t lines;     /* that have more than it */
	size_t edged;     /* begin or end with it, */
	size_t alone;     /* which have it nowhere else, */
	size_t sentences; /* or are sentences */
};

/* A text without the sign, and the blanks, at its ends. */
static struct str
inner(struct str text, char sign)
{
	while (text.n != 0 && (*text.p == sign || *text.p == ' '))
		text = str_slice(text, 1, text.n);
	while (text.n != 0 && (text.p[text.n - 1] == sign ||
	    text.p[text.n - 1] == ' '))
		text.n--;
	return text;
}

static bool
is_sentence(struct str text)
{
	return str_has(text, STR("。"));
}

static void
count(const struct piece *piece, char sign, struct use *use)
{
	struct str text = piece->text, own;

	if (piece->kind != PIECE_TEXT || text.n == 0)
		return;
	own = inner(text, sign);
	use->lines += own.n != 0;
	if (own.n == 0 || (*text.p != sign && text.p[text.n - 1] != sign))
		return;
	use->edged++;
	use->alone += str_byte(own, sign, 0) == own.n;
	use->sentences += is_sentence(piece->folded);
}

static bool
is_strung(const struct page *p, char sign)
{
	struct use use = { 0, 0, 0, 0 };

	for (size_t i = 0; i < p->n; i++)
		count(&p->piece[i], sign, &use);
	return use.lines >= LINES_LEAST &&
	    (use.lines - use.edged) * OTHERS_SHARE <= use.lines &&
	    use.alone * ALONE_SHARE >= use.lines &&
	    use.sentences >= SENTENCES_LEAST;
}

/* True for the last string of a label: two labels of one block are not one. */
static bool
ends_label(struct str label, struct str string)
{
	const struct form_hits *whole, *own;

	return cells_label(label, &whole) &&
	    (!cells_label(string, &own) || !relation_in_block(whole, own));
}

/* Where the label ends of whose strings the text begins with several; 0 when it does
 * not. */
static size_t
label_end(struct str text, char sign)
{
	static struct buf label;
	struct str rest = text, string;
	bool known = cells_label(str_slice(text, 0, str_byte(text, sign, 0)), NULL);
	size_t end = 0;

	label.n = 0;
	for (int i = 0; i < STRINGS_MOST && str_split(&rest, sign, &string) &&
	    label.n + string.n <= LABEL_MOST; i++) {
		buf_put(&label, string);
		if (i != 0 && (known ? ends_label(buf_str(&label), string) :
		    cells_label(buf_str(&label), NULL)))
			end = (size_t)(string.p + string.n - text.p);
	}
	return end;
}

/* Makes blanks of the signs of a text that has n bytes. */
static void
blank(char *text, size_t n, char sign)
{
	for (size_t i = 0; i < n; i++)
		if (text[i] == sign)
			text[i] = ' ';
}

/* Blanks for the signs in labels. */
static void
blank_in_labels(char *text, size_t n, char sign)
{
	struct str rest = { text, n };
	size_t end;

	while (rest.n != 0) {
		end = label_end(rest, sign);
		blank(text + n - rest.n, end, sign);
		end = str_byte(rest, sign, end);
		rest = str_slice(rest, end + 1 < rest.n ? end + 1 : rest.n, rest.n);
	}
}

static void
clear(struct page *p, struct piece *piece, char sign)
{
	static struct buf plain;
	struct str own = inner(piece->text, sign);
	size_t at = (size_t)(own.p - piece->text.p);

	plain.n = 0;
	buf_put(&plain, piece->text);
	blank(plain.p, at, sign);
	blank(plain.p + at + own.n, plain.n - at - own.n, sign);
	if (is_sentence(piece->folded))
		blank(plain.p + at, own.n, sign);
	else
		blank_in_labels(plain.p + at, own.n, sign);
	page_read_as(p, piece, buf_str(&plain));
}

void
strung_clear(struct page *p)
{
	static const char signs[] = { '|', '\t' };
	struct piece *piece;
	size_t k = 0;

	while (k < sizeof signs && !is_strung(p, signs[k]))
		k++;
	if (k == sizeof signs)
		return; /* most */
	for (size_t i = 0; i < p->n; i++) {
		piece = &p->piece[i];
		if (piece->kind != PIECE_TEXT || str_byte(piece->text, signs[k], 0) ==
		    piece->text.n)
			continue;
		if (inner(piece->text, signs[k]).n == 0)
			page_skip(piece, STR("table"));
		else
			clear(p, piece, signs[k]);
	}
}
