#include "domain/listed.h"
#include "segment/boxes.h"
#include "segment/cells.h"
#include "segment/columns.h"
#include "segment/cut.h"
#include "segment/dataframe.h"
#include "segment/delimited.h"
#include "segment/draft.h"
#include "segment/flat.h"
#include "segment/gaps.h"
#include "segment/grid.h"
#include "segment/intake.h"
#include "segment/look.h"
#include "segment/markup.h"
#include "segment/part.h"
#include "segment/ruler.h"
#include "segment/stack.h"
#include "segment/title.h"

enum {
	HEADER_LEAST = 3, /* lines over which a header is broken */
	TABLE_LEAST = 4,  /* lines of cells that make a table */
	LABELS_LEAST = 3, /* labels on a line that are a header */
	ROWS_LEAST = 2,   /* labels on lines of values, that may be a table */
	RULES_LEAST = 3,  /* lines drawn: between rows, not below a header alone */
	LISTED_LEAST = 3  /* lines with a label and values, that must be one */
};

static struct cells line; /* the line at hand */
static uint64_t tables;   /* their numbers so far */
static size_t bare;       /* of the page's tables so far: struct extent */

void
flat_load(void)
{
	cells_load();
	cut_load();
}

struct extent {
	size_t end;      /* behind its last line */
	size_t lines, cells, labels, values, pipes, bars, closed, parts;
	size_t filled, inner; /* lines of several pipes with no value, or one, behind */
	size_t pairs;    /* lines of pipes behind others */
	size_t bare;     /* labels on lines behind one of a value, no pipes between them */
	size_t rules;    /* lines drawn between them */
	bool cut;        /* some of them stand on one line of the text */
};

/* True for the title of a report that has a row to itself, in a table that holds the
 * page. */
static bool
is_title(const struct piece *piece)
{
	return piece->kind == PIECE_TEXT &&
	    title_is(piece->folded, piece->may) &&
	    !str_has(title_bare(piece->folded), STR("|"));
}

static bool
begins_table(enum line_kind kind)
{
	return kind != LINE_OTHER && kind != LINE_RULE && kind != LINE_VALUES;
}

/* The lines from i on that can be of one table; what each is. */
static struct extent
extent(const struct page *p, size_t i)
{
	struct extent e = { .end = i };
	enum line_kind kind;
	size_t since = 0; /* parts since the last line that is no part */
	bool bar = false, wide = false; /* the last line was of pipes, of several; */
	bool value = false;             /* it was a value */

	look_begin(p, i);
	for (; i < p->n; i++) {
		kind = look_at(&p->piece[i], &line);
		if ((e.lines == 0 && !begins_table(kind)) ||
		    is_title(&p->piece[i]))
			break;
		e.cut |= look_is_joint(&p->piece[i]) && p->piece[i].cut;
		if (e.lines != 0 && (kind == LINE_RULE ||
		    look_is_joint(&p->piece[i]) ||
		    cells_page_number(p->piece[i].folded))) {
			e.rules += kind == LINE_RULE;
			continue;
		}
		if (kind == LINE_OTHER || kind == LINE_RULE) {
			/* Inside a table, parts of labels may stand. */
			if (since == PART_MOST || !part_can_be(&p->piece[i]))
				break;
			since++;
			continue;
		}
		e.lines++;
		e.parts += since;
		since = 0;
		e.pipes += kind == LINE_PIPES;
		e.bars += kind == LINE_BARS || line.lead != 0;
		e.cells += kind == LINE_CELL;
		e.closed += kind == LINE_CELL &&
		    str_ends(p->piece[i].folded, STR("|"));
		e.labels += cells_count(&line, false) != 0;
		e.values += cells_count(&line, true) != 0 || kind == LINE_BARS;
		e.inner += wide && kind == LINE_CELL && line.v[0].hits->n == 0;
		e.filled += wide && kind == LINE_CELL && line.v[0].hits->n != 0;
		e.pairs += bar && kind == LINE_BARS;
		e.bare += value && kind == LINE_CELL && line.lead == 0 &&
		    line.v[0].hits->n != 0;
		value = kind == LINE_CELL && line.v[0].hits->n == 0 &&
		    !str_ends(p->piece[i].folded, STR("|"));
		bar = kind == LINE_BARS;
		wide = bar && line.n > 2;
		e.end = i + 1;
	}
	return e;
}

/* True when line i is the rest of the label with which the line before begins. */
static bool
ends_label(const struct page *p, size_t i)
{
	static struct buf label;

	if (i == p->n || !part_can_be(&p->piece[i]) ||
	    look_at(&p->piece[i - 1], &line) != LINE_SPACED || line.v[0].hits->n != 0)
		return false;
	return cells_label(buf_join(&label, line.v[0].text,
	    str_trim(p->piece[i].text)), NULL);
}

/* Lines with pipes are a table by themselves; other lines are one when they
 * have labels of a form, and values. */
static bool
is_table(const struct extent *e)
{
	if (e->pipes >= 2 && e->pipes * 2 >= e->lines)
		return true;
	return e->lines >= TABLE_LEAST && e->labels >= 2 && e->values != 0;
}

/* The first line from i on that has values; e->end if none has. */
static size_t
first_values(const struct page *p, size_t i, const struct extent *e)
{
	for (; i < e->end; i++)
		if (look_at(&p->piece[i], &line) != LINE_OTHER &&
		    cells_count(&line, true) != 0)
			break;
	return i;
}

/* Finds the block whose header is broken over the lines from *from to `to`.  Of
 * its lines above a table, none may be a cell by itself: *from is set to the first. */
static int
find_header(const struct page *p, size_t *from, size_t to)
{
	int block = FORM_NONE;

	for (size_t i = *from; block == FORM_NONE; i--) {
		if (to - i >= HEADER_LEAST) {
			block = stack_find(p, i, to);
			*from = block == FORM_NONE ? *from : i;
		}
		if (i == 0 || to - i == PART_MOST ||
		    !part_can_be(&p->piece[i - 1]))
			break;
	}
	return block;
}

/* True for few lines that are a table all the same: a header broken over several, and
 * values below it. */
static bool
is_headed(const struct page *p, size_t i, const struct extent *e)
{
	size_t data = e->parts != 0 && e->values != 0 ? first_values(p, i, e) :
	    e->end;

	return data < e->end && look_at(&p->piece[data], &line) == LINE_VALUES &&
	    find_header(p, &i, data) != FORM_NONE;
}

/* Writes the rows of a block's header, as the form has them, for lines on which
 * they were broken. */
static void
put_header(struct page *p, size_t from, size_t to, int block)
{
	int column[FORM_COLUMNS], n;

	for (size_t i = from; i < to; i++)
		page_skip(&p->piece[i], STR("table"));
	for (int r = 0; (n = form_header(block, r, column)) != 0; r++, from++) {
		draft_row(p, from, LINE_SPACED);
		for (int i = 0; i < n; i++)
			draft_text(pool_str(&p->pool,
			    stack_label(column[i])));
		draft_line(p, from);
		draft_end(p);
	}
}

/* True for a line of a header: it has labels that only headers have.  Of a column
 * alone, it may be the rest of a label. */
static bool
is_header(const struct page *p, size_t i)
{
	bool header = false;

	if (look_at(&p->piece[i], &line) == LINE_OTHER || cells_count(&line, true) != 0)
		return false;
	for (size_t k = 0; k < line.n; k++)
		header |= form_has_header(line.v[k].hits) &&
		    !form_has_line(line.v[k].hits) &&
		    (line.n > 1 || !form_has(line.v[k].hits, FORM_COL));
	return header;
}

/* Takes the rows behind a header, up to the next one, if their columns stand
 * below each other; returns the number of their lines. */
static size_t
take_grid(struct page *p, size_t header, size_t from, size_t end)
{
	const struct cells *cells;
	size_t to = from;

	while (to < end && !is_header(p, to))
		to++;
	if (to == from || gaps_are_wide() || !grid_read(p, header, from, to))
		return 0;
	for (size_t i = from; i < to; i++) {
		page_skip(&p->piece[i], STR("table"));
		cells = grid_row(i);
		if (cells == NULL)
			continue;
		draft_row(p, i, LINE_SPACED);
		draft_cells(cells);
		draft_line(p, i);
		draft_end(p);
	}
	return to - from;
}

/* Makes rows of the lines from..end, of which those behind a header may stand in
 * columns; headed: what stands before them, from `header` on, is one. */
static void
make_rows(struct page *p, size_t header, bool headed, size_t from, size_t end)
{
	for (size_t i = from, n; i < end; i += n) {
		n = 0;
		if (is_header(p, i)) {
			header = headed ? header : i;
			headed = true;
		} else if (headed) {
			headed = false;
			n = take_grid(p, header, i, end);
		}
		if (n == 0)
			n = intake_lines(p, i, end);
	}
}

/* Where they stand between lines, they part cells, and one stands behind a row's last cell
 * as well, unless the page's tables show that its writer puts none there.  Where lines end
 * in pipes, several of them between rows, and never in one, fill rows up, unless a line of
 * pipes follows another: then the first is a blank cell. */
static enum intake_bars
bars_of(const struct extent *e)
{
	bare += e->bars > e->closed ? e->bare : 0;
	if (e->bars > e->closed)
		return bare >= ROWS_LEAST ? BARS_BETWEEN : BARS_SPLIT;
	if (e->filled == 0 || e->inner != 0)
		return BARS_BLANK;
	return e->pairs != 0 ? BARS_END : BARS_FILL;
}

static void
make_table(struct page *p, size_t from, const struct extent *e)
{
	/* Every line is a row. */
	bool each = e->pipes * 2 >= e->lines && !e->cut;

	/* A header over columns has rows below it, not one cell a line. */
	size_t header = from, data = first_values(p, from, e);
	int block = e->parts != 0 && data < e->end &&
	    look_at(&p->piece[data], &line) != LINE_CELL ?
	    find_header(p, &from, data) : FORM_NONE;

	grid_begin(p, from, e->end);
	draft_table(++tables);
	intake_begin(each, e->rules >= RULES_LEAST, bars_of(e));
	if (block != FORM_NONE) {
		put_header(p, from, data, block);
		from = data;
	}
	if (each)
		while (from < e->end)
			from += intake_lines(p, from, e->end);
	else
		make_rows(p, header, block != FORM_NONE, from, e->end);
	intake_end(p);
}

/* The line's labels, if it has values, or so many labels that it is a header. */
static size_t
count_labels(const struct piece *piece)
{
	enum line_kind kind = look_at(piece, &line);
	size_t labels = cells_count(&line, false);

	if (kind != LINE_PIPES && kind != LINE_TABS && kind != LINE_SPACED)
		return 0;
	return labels >= LABELS_LEAST || cells_count(&line, true) != 0 ? labels :
	    0;
}

/* Lines of too few cells to be a table: a header, or several rows, may still be
 * one. */
static void
leave(struct page *p, size_t i, size_t end)
{
	size_t labels = 0;

	for (size_t k = i; k < end; k++)
		labels += count_labels(&p->piece[k]);
	for (; i < end && labels >= ROWS_LEAST; i++)
		p->piece[i].unread |= count_labels(&p->piece[i]) != 0;
}

/* How sure it is that a line is a row of a table, if it was no cells: several must
 * begin with a label and go on with values, but one of values alone tells it. */
static unsigned
count_listed(const struct piece *piece)
{
	if (piece->kind != PIECE_TEXT || piece->head != NULL)
		return 0;
	return listed_is(piece->text) ? 1 :
	    listed_is_values(piece->text) ? LISTED_LEAST : 0;
}

/* Lines that are rows, though nobody can tell where their cells are. */
static void
leave_listed(struct page *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		n += count_listed(&p->piece[i]);
	for (size_t i = 0; n >= LISTED_LEAST && i < p->n; i++)
		p->piece[i].unread |= count_listed(&p->piece[i]) != 0;
}

/* Tables whose cells are marked for certain: how many lines from i on are one, and rows of
 * them, which may be more pieces. */
static const struct {
	size_t (*lines)(struct page *p, size_t i);
	size_t (*take)(struct page *p, size_t i, size_t n);
} marked[] = {
	{ boxes_lines, boxes_take },
	{ columns_lines, columns_take },
	{ dataframe_lines, dataframe_take },
	{ delimited_lines, delimited_take },
	{ ruler_lines, ruler_take },
	{ markup_lines, markup_take },
};

/* Makes rows of such a table at i; returns how many pieces they are, 0 when there is
 * none. */
static size_t
take_marked(struct page *p, size_t i)
{
	size_t n;

	for (size_t k = 0; k < sizeof marked / sizeof *marked; k++) {
		n = marked[k].lines(p, i);
		if (n != 0) {
			draft_table(++tables);
			return marked[k].take(p, i, n);
		}
	}
	return 0;
}

static void
take_all_marked(struct page *p)
{
	size_t n;

	boxes_begin();
	delimited_begin();
	for (size_t i = 0; i < p->n; i += n != 0 ? n : 1)
		n = take_marked(p, i);
}

void
flat_tables(struct page *p)
{
	struct extent e;

	tables = p->tables;
	bare = 0;
	gaps_begin(p);
	take_all_marked(p);
	for (size_t i = 0; i < p->n; i++)
		cut_rows(p, i);
	for (size_t i = 0; i < p->n; i++) {
		if (!cells_can_begin(&p->piece[i]))
			continue;
		e = extent(p, i);
		if (e.lines == 0)
			continue;
		e.end += ends_label(p, e.end);
		if (is_table(&e) || is_headed(p, i, &e))
			make_table(p, i, &e);
		else
			leave(p, i, e.end);
		i = e.end - 1;
	}
	leave_listed(p);
}
