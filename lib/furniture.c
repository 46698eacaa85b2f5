#include "furniture.h"
#include "rows.h"

enum { WHY, PLACE };

static struct rows rows;

void
furniture_load(const char *folder)
{
	rows_load(&rows, folder, "furniture.tsv", "why place pattern example needs");
	for (size_t i = 0; i < rows.tab.rows; i++) {
		struct str place = rows_cell(&rows, i, PLACE);

		if (!str_eq(place, STR("any")) && !str_eq(place, STR("tail")) &&
		    !str_eq(place, STR("start")))
			tab_wrong(&rows.tab, i, "place: any, tail or start");
	}
}

void
furniture_prove(void)
{
	rows_prove(&rows);
}

/* The row of this place that matches the piece; rows.tab.rows if none. */
static size_t
match(const struct piece *piece, struct str place, struct rx_match *m)
{
	size_t i;

	for (i = rows_next(&rows, &piece->may, 0); i < rows.tab.rows;
	     i = rows_next(&rows, &piece->may, i + 1))
		if (str_eq(rows_cell(&rows, i, PLACE), place) &&
		    rows_match(&rows, i, piece->folded, m))
			break;
	return i;
}

static bool
skip(struct piece *piece, struct str place)
{
	struct rx_match m;
	size_t row = match(piece, place, &m);

	if (row == rows.tab.rows)
		return false;
	piece->kind = PIECE_SKIP;
	piece->why = rows_cell(&rows, row, WHY);
	return true;
}

/* Cuts off what the line begins with. */
static void
cut_start(struct page *p, size_t i)
{
	struct rx_match m;
	struct piece *piece = &p->piece[i];
	size_t row = match(piece, STR("start"), &m);

	if (row == rows.tab.rows)
		return;
	if (m.group[0].n < piece->folded.n &&
	    !page_cut(p, i, page_unfold(piece, m.group[0].n)))
		return;
	p->piece[i].kind = PIECE_SKIP;
	p->piece[i].why = rows_cell(&rows, row, WHY);
}

void
furniture_skip(struct page *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->piece[i].kind == PIECE_TEXT &&
		    !skip(&p->piece[i], STR("any")))
			cut_start(p, i);
}

void
furniture_skip_tail(struct page *p, size_t from, size_t to)
{
	for (; to > from; to--) {
		struct piece *piece = &p->piece[to - 1];

		if (piece->kind == PIECE_ROW ||
		    (piece->kind == PIECE_TEXT && !skip(piece, STR("tail"))))
			break;
	}
}
