#include "domain/rows.h"
#include "segment/furniture.h"

enum { WHY, PLACE };
enum { LINK_LONGEST = 180 }; /* bytes: 60 characters */
enum place { ANY, TAIL, START, CLOSE, PLACES };

static struct rows rows;
static struct rows_set of_place[PLACES];

static enum place
read_place(size_t row)
{
	static const char *const names[] = {
		"any", "tail", "start", "close", NULL
	};

	return (enum place)tab_choice(&rows.tab, row, PLACE, names,
	    "place: any, tail, start or close");
}

void
furniture_load(const char *folder)
{
	rows_load(&rows, folder, "furniture.tsv", "why place pattern example needs");
	for (size_t i = 0; i < rows.tab.rows; i++)
		rows_put(&rows, i, &of_place[read_place(i)]);
}

void
furniture_prove(void)
{
	rows_prove(&rows);
}

/* The row of this place that matches the piece; rows.tab.rows if none. */
static size_t
match(const struct piece *piece, enum place place, struct rx_match *m)
{
	struct rows_set set;
	size_t i;

	if (!rows_both(piece->may, &of_place[place], &set))
		return rows.tab.rows;
	for (i = rows_next(&rows, &set, 0); i < rows.tab.rows;
	     i = rows_next(&rows, &set, i + 1))
		if (rows_try(&rows, i, piece->folded, piece->may, m))
			break;
	return i;
}

static bool
skip(struct piece *piece, enum place place)
{
	struct rx_match m;
	size_t row = match(piece, place, &m);

	if (row == rows.tab.rows)
		return false;
	page_skip(piece, rows_cell(&rows, row, WHY));
	return true;
}

/* Cuts off what the line begins with. */
static void
cut_start(struct page *p, size_t i)
{
	struct rx_match m;
	struct piece *piece = &p->piece[i];
	size_t row = match(piece, START, &m);

	if (row == rows.tab.rows)
		return;
	if (m.group[0].n < piece->folded.n &&
	    !page_cut(p, i, page_unfold(piece, m.group[0].n)))
		return;
	page_skip(&p->piece[i], rows_cell(&rows, row, WHY));
}

void
furniture_skip(struct page *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->piece[i].kind == PIECE_TEXT &&
		    !skip(&p->piece[i], ANY))
			cut_start(p, i);
}

/* True for what can stand in a list of links. */
static bool
is_link(const struct piece *piece)
{
	struct str s = piece->folded;

	return piece->kind != PIECE_ROW && (piece->kind != PIECE_TEXT ||
	    (s.n <= LINK_LONGEST && !str_has(s, STR(",")) &&
	    !str_has(s, STR("。")) && !str_has(s, STR(";"))));
}

/* Sets aside a list of links at the end with the line that heads it. */
static bool
skip_links(struct page *p, size_t from, size_t to)
{
	struct rx_match m;
	size_t row = rows.tab.rows, i = to;

	while (i > from && row == rows.tab.rows && is_link(&p->piece[i - 1]))
		if (p->piece[--i].kind == PIECE_TEXT)
			row = match(&p->piece[i], CLOSE, &m);
	if (row == rows.tab.rows)
		return false;
	for (; i < to; i++)
		if (p->piece[i].kind == PIECE_TEXT)
			page_skip(&p->piece[i], rows_cell(&rows, row, WHY));
	return true;
}

static size_t
skip_lines(struct page *p, size_t from, size_t to)
{
	struct piece *piece;

	for (; to > from; to--) {
		piece = &p->piece[to - 1];
		if (piece->kind == PIECE_ROW ||
		    (piece->kind == PIECE_TEXT && !skip(piece, TAIL)))
			break;
	}
	return to;
}

void
furniture_skip_tail(struct page *p, size_t from, size_t to)
{
	do
		to = skip_lines(p, from, to);
	while (skip_links(p, from, to));
}
