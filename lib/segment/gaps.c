#include "segment/gaps.h"

enum {
	GAP_LEAST = 3,  /* blanks of one */
	CELLS_LEAST = 3, /* of a row that shows how wide they are */
	ROWS_LEAST = 3  /* such rows, without blanks inside their numbers */
};

static size_t width;    /* of the gaps of the page; 0: it has no such rows */
static struct pool pool;
static struct cells line;

/* A line of several cells. */
struct row {
	size_t gap;     /* the width of all of its gaps; 0: they differ */
	size_t joined;  /* numbers that had blanks inside */
	enum line_kind kind;
};

/* The first two blanks of a text from byte i on; its end when there are none. */
static size_t
next_gap(struct str text, size_t i)
{
	return str_find(text, STR("  "), i);
}

/* True for a number with single blanks inside, which then becomes *joined. */
static bool
is_spread(struct str text, struct str *joined)
{
	static struct cells cell;
	static struct buf b;
	struct str word;

	if (text.n == 0 || *text.p > '9' || (*text.p < '0' && *text.p != '-') ||
	    !str_has(text, STR(" ")))
		return false; /* most */
	b.n = cell.n = 0;
	while (str_split(&text, ' ', &word))
		buf_put(&b, word);
	cells_add(&cell, buf_str(&b));
	if (!cell.v[0].value || cell.v[0].hits->n != 0)
		return false;
	*joined = pool_str(&pool, buf_str(&b));
	return true;
}

static enum line_kind
kind_of(const struct cells *c)
{
	size_t i = 0, labels = 0;

	for (; i < c->n && !c->v[i].value; i++)
		labels += c->v[i].hits->n != 0;
	for (size_t k = i; k < c->n; k++)
		if (!c->v[k].value)
			return LINE_OTHER;
	if (c->n < 2 || i == c->n)
		return LINE_OTHER;
	return i == 0 ? LINE_VALUES : labels != 0 ? LINE_SPACED : LINE_OTHER;
}

/* Parts a line at its gaps. */
static struct row
part(struct cells *c, struct str text)
{
	struct row row = { .gap = 0 };
	struct str joined;
	size_t i = 0, end, next;

	text = str_trim(text);
	c->n = 0;
	for (bool first = true; i <= text.n; i = next, first = false) {
		end = next = next_gap(text, i);
		while (next < text.n && text.p[next] == ' ')
			next++;
		if (is_spread(str_slice(text, i, end), &joined)) {
			cells_add(c, joined);
			row.joined++;
		} else {
			cells_add(c, str_slice(text, i, end));
		}
		if (end == text.n)
			break;
		row.gap = first || row.gap == next - end ? next - end : 0;
	}
	row.kind = kind_of(c);
	return row;
}

/* False for a line without such gaps, as most, or with other joints. */
static bool
may_be_row(const struct piece *piece)
{
	struct str text = str_trim(piece->plain);

	return cells_can_be(piece) && next_gap(text, 0) < text.n &&
	    memchr(text.p, '|', text.n) == NULL &&
	    memchr(text.p, '\t', text.n) == NULL;
}

void
gaps_begin(const struct page *p)
{
	size_t rows = 0, joined = 0, gap = 0;
	struct row row;

	pool_reset(&pool);
	width = 0;
	for (size_t i = 0; i < p->n; i++) {
		if (!may_be_row(&p->piece[i]))
			continue;
		row = part(&line, p->piece[i].plain);
		if (row.kind != LINE_SPACED || line.n < CELLS_LEAST)
			continue;
		gap = rows == 0 && joined == 0 ? row.gap : gap;
		if (row.gap != gap || gap < GAP_LEAST)
			return;
		rows += row.joined == 0;
		joined += row.joined;
	}
	if (rows >= ROWS_LEAST && joined != 0)
		width = gap;
}

bool
gaps_are_wide(void)
{
	return width != 0;
}

enum line_kind
gaps_look(struct cells *c, const struct piece *piece)
{
	struct row row;

	if (width == 0 || !may_be_row(piece))
		return LINE_OTHER;
	row = part(c, piece->plain);
	return row.gap == width ? row.kind : LINE_OTHER;
}
