#include "domain/fold.h"
#include "segment/title.h"

enum { KIND };

static struct rows titles;
static struct rows_set of_kind[TITLE_KINDS];

/* Whether a text is a title is asked several times: the questions whether that is
 * still to be found out, and whether it is one. */
static size_t is_unknown, is_title;

static enum title_kind
read_kind(size_t row)
{
	static const char *const names[] = {
		"title", "end", "tail", "glued", "bare", "annex", "agency",
		"sign", "other", "news", "not", NULL
	};

	return (enum title_kind)tab_choice(&titles.tab, row, KIND, names,
	    "kind: title, end, tail, glued, bare, annex, agency, sign, "
	    "other, news or not");
}

void
title_load(const char *folder)
{
	rows_load(&titles, folder, "titles.tsv", "kind pattern example needs");
	for (size_t i = 0; i < titles.tab.rows; i++)
		if (!rows_is_macro(&titles, i))
			rows_put(&titles, i, &of_kind[read_kind(i)]);
	is_unknown = rows_question();
	is_title = rows_question();
}

void
title_prove(void)
{
	rows_prove(&titles);
}

/* True when a row of this kind matches the folded text, which these may. */
static bool
finds(struct str folded, struct rows_set *may, enum title_kind kind,
    struct rx_match *m)
{
	struct rows_set set;

	if (!rows_both(may, &of_kind[kind], &set))
		return false;
	for (size_t i = rows_next(&titles, &set, 0); i < titles.tab.rows;
	     i = rows_next(&titles, &set, i + 1))
		if (rows_try(&titles, i, folded, may, m))
			return true;
	return false;
}

static bool
says(struct str folded, struct rows_set *may, enum title_kind kind)
{
	struct rx_match m;

	return finds(folded, may, kind, &m);
}

bool
title_says(const struct piece *piece, enum title_kind kind)
{
	return says(piece->folded, piece->may, kind);
}

bool
title_text_says(struct str text, enum title_kind kind)
{
	static struct folded f;
	struct rows_set may;

	fold(text, &f);
	rows_scan(buf_str(&f.text), &may);
	return says(buf_str(&f.text), &may, kind);
}

bool
title_is_short(const struct piece *piece, size_t longest)
{
	return piece->kind == PIECE_TEXT && piece->folded.n <= longest;
}

struct str
title_bare(struct str text)
{
	while (text.n != 0 && (text.p[text.n - 1] == '|' ||
	    text.p[text.n - 1] == ' '))
		text.n--;
	return text;
}

bool
title_is(struct str folded, struct rows_set *may)
{
	if (!rows_is_open(may, is_unknown))
		return rows_is_open(may, is_title);
	rows_close(may, is_unknown);
	folded = title_bare(folded);
	if (folded.n <= TITLE_LONGEST && says(folded, may, TITLE_REPORT) &&
	    !says(folded, may, TITLE_NOT))
		return true;
	rows_close(may, is_title);
	return false;
}

size_t
title_text_above(const struct page *p, size_t i)
{
	for (size_t k = i; k-- > 0;)
		if (p->piece[k].kind == PIECE_TEXT)
			return k;
	return i;
}

/* True when the line below makes of the title that of a notice. */
static bool
is_of_notice(const struct page *p, size_t i)
{
	for (i++; i < p->n; i++)
		if (p->piece[i].kind == PIECE_TEXT)
			return title_says(&p->piece[i], TITLE_TAIL);
	return false;
}

/* True when the title is broken: its end is piece i, and what is above it alone
 * is none. */
static bool
ends_broken(const struct page *p, size_t i)
{
	static struct buf whole;
	struct str title;
	struct rows_set may;
	const struct piece *above = &p->piece[title_text_above(p, i)];

	if (above == &p->piece[i] || !title_says(&p->piece[i], TITLE_END))
		return false;
	title = buf_join(&whole, above->folded, p->piece[i].folded);
	rows_scan(title, &may);
	return title_is(title, &may) &&
	    !title_is(above->folded, above->may);
}

/* True when piece i is a title whose first word is broken over two lines. */
static bool
is_broken_off(const struct page *p, size_t i)
{
	const struct piece *above = &p->piece[title_text_above(p, i)];

	return str_starts(p->piece[i].folded, STR("信息公开")) &&
	    above->folded.n <= TITLE_NAME_LONGEST &&
	    (str_ends(above->folded, STR("政府")) ||
	    str_ends(above->folded, STR("政务"))) &&
	    !str_ends(above->folded, STR("人民政府")) &&
	    title_is(p->piece[i].folded, p->piece[i].may);
}

bool
title_ends(const struct page *p, size_t i, size_t *from)
{
	const struct piece *piece = &p->piece[i];

	*from = i;
	if (!title_is_short(piece, TITLE_LONGEST))
		return false;
	if (is_of_notice(p, i))
		return false;
	if (ends_broken(p, i) || is_broken_off(p, i))
		*from = title_text_above(p, i);
	return *from != i || title_is(piece->folded, piece->may);
}

bool
title_ends_annex(const struct page *p, size_t i, size_t *from)
{
	*from = i;
	return title_is_short(&p->piece[i], TITLE_LONGEST) &&
	    title_says(&p->piece[i], TITLE_ANNEX);
}

void
title_cut(struct page *p)
{
	struct rx_match m;
	struct piece *piece;
	size_t begin, end;

	for (size_t i = 0; i < p->n; i++) {
		piece = &p->piece[i];
		if (piece->kind != PIECE_TEXT ||
		    !finds(piece->folded, piece->may, TITLE_GLUED, &m))
			continue;
		begin = (size_t)(m.group[1].p - piece->folded.p);
		end = begin + m.group[1].n;
		if (end != piece->folded.n)
			page_cut(p, i, page_unfold(piece, end));
		if (begin != 0)
			page_cut(p, i, page_unfold(&p->piece[i], begin));
	}
}
