#include "core/die.h"
#include "segment/gaps.h"
#include "segment/look.h"

static struct pipes pipes; /* how the table uses them */

/* What its lines are, from the first on. */
static struct {
	const struct piece *first;
	struct look {
		enum line_kind kind;
		size_t lead, from, n; /* of its cells */
	} *v;
	size_t n, cap;
	struct cells cells; /* of all */
} looks;

static void
keep(enum line_kind kind, const struct cells *c)
{
	looks.v = xgrow(looks.v, looks.n, &looks.cap, sizeof *looks.v);
	looks.v[looks.n++] = (struct look){ kind, c->lead, looks.cells.n, c->n };
	cells_put(&looks.cells, c->v, c->n);
}

static enum line_kind
recall(const struct look *look, struct cells *c)
{
	c->n = 0;
	c->lead = look->lead;
	cells_put(c, looks.cells.v + look->from, look->n);
	return look->kind;
}

enum line_kind
look_at(const struct piece *piece, struct cells *c)
{
	size_t i = (size_t)(piece - looks.first);
	enum line_kind kind;

	if (i < looks.n && piece->kind == PIECE_TEXT)
		return recall(&looks.v[i], c);
	kind = gaps_look(c, piece);
	if (kind == LINE_OTHER)
		kind = cells_look(c, piece, &pipes);
	if (i == looks.n)
		keep(kind, c);
	return kind;
}

bool
look_is_joint(const struct piece *piece)
{
	return piece->kind == PIECE_SKIP && str_eq(piece->why, STR("table"));
}

/* True for a line that is drawn between rows: +---+---+ */
static bool
is_drawn(const struct piece *piece)
{
	return piece->kind == PIECE_TEXT && str_starts(piece->folded, STR("+"));
}

/* A row's first pipe is a border when a line is drawn below it, or the line before or
 * after has one too; else the first cell is blank. */
static bool
is_bordered(const struct page *p, size_t i)
{
	static const char *const drawn[] = { "+", "|--", "|:-", NULL };
	struct str here = p->piece[i].folded, next = i + 1 < p->n ?
	    p->piece[i + 1].folded : STR("");

	if (str_starts_any(next, drawn))
		return str_starts(here, STR("|"));
	return str_starts(here, STR("|")) && str_starts(next, STR("|")) &&
	    here.n > 1 && here.p[1] != '|' && next.n > 1 && next.p[1] != '|';
}

void
look_begin(const struct page *p, size_t i)
{
	looks.first = &p->piece[i];
	looks.n = looks.cells.n = 0;
	pipes = (struct pipes){ .bordered = is_bordered(p, i) };
	pipes.closed = pipes.bordered;
	if (cells_rule(p->piece[i].plain))
		return; /* no table begins with it */
	for (; i < p->n && p->piece[i].kind == PIECE_TEXT &&
	    (str_has(p->piece[i].plain, STR("|")) ||
	    is_drawn(&p->piece[i])); i++) {
		if (is_drawn(&p->piece[i]))
			continue;
		pipes.last = &p->piece[i];
		pipes.closed &= str_ends(p->piece[i].folded, STR("|"));
		if (!pipes.bordered && !cells_pipes(p->piece[i].plain, &pipes)) {
			pipes.filled = false;
			break;
		}
	}
}
