#include "core/utf8.h"
#include "domain/value.h"
#include "segment/cells.h"
#include "segment/draft.h"
#include "segment/grid.h"
#include "segment/intake.h"
#include "segment/look.h"
#include "segment/part.h"
#include "segment/relation.h"

enum {
	TALL_LEAST = 3, /* lines of one character each that are a label */
	TALL_MOST = 20,
	BROKEN_MOST = 16, /* lines of a row whose cells say that they go on */
	VALUES_LEAST = 3, /* on a line that is no part of a label */
	NUMBER_LONGEST = 40 /* bytes of a line with the number of a row */
};

static struct cells line; /* the line at hand */
static bool rows;
static bool ruled; /* lines are drawn between them: a row may have several lines, */
static size_t alone; /* but each line before this piece is one */
static enum intake_bars use; /* of bars */
static bool barred; /* the last line was of pipes */
static bool apart;  /* pipes stand behind the last part of a label */

void
intake_begin(bool each, bool between_rules, enum intake_bars bars)
{
	rows = each;
	ruled = between_rules;
	alone = 0;
	use = bars;
	barred = false;
	part_drop();
}

/* Makes the line at hand the one cell. */
static void
make_cell(struct str text)
{
	line.n = line.lead = 0;
	cells_add(&line, text);
}

/* Parts that no label has taken are cells of the open row which are not known:
 * without them what comes behind would stand in their place. */
static void
take_unknown(struct page *p)
{
	static struct cells unknown;
	struct str part;

	unknown.n = 0;
	while (draft_now()->open && part_next(&part)) {
		cells_add(&unknown, pool_str(&p->pool, part));
		draft_cell(&unknown.v[unknown.n - 1]);
	}
	part_drop();
}

static void
take_one(struct page *p, size_t i, const struct cell *cell)
{
	if (draft_is_over(cell))
		draft_row(p, i, LINE_CELL);
	draft_cell(cell);
}

/* The cell at hand becomes the label that it ends, whose beginning has lines of its
 * own: 结果|维持.  A pipe before it says that it is another. */
static void
end_label(struct page *p)
{
	struct str joined;

	if (line.lead == 0 && !apart && cells_count(&line, false) != 0 &&
	    part_join(line.v[0].text, &joined)) {
		make_cell(pool_str(&p->pool, joined));
		part_drop();
	}
}

/* Puts the blank cell behind the last pipe of a row, if that has one. */
static void
put_last_blank(void)
{
	if (use == BARS_BETWEEN && barred && draft_now()->open &&
	    draft_now()->values)
		draft_text(STR(""));
	barred = false;
}

void
intake_end(struct page *p)
{
	put_last_blank();
	draft_end(p);
}

/* A line of one cell, or of pipes.  Where pipes part the cells, the first behind
 * a cell does so, and each further one ends a blank cell; else all do.  Those
 * behind a cell on its line are no cells. */
static void
take_cell(struct page *p, size_t i, enum line_kind kind)
{
	static struct cells blank;
	size_t bars = kind == LINE_BARS ? line.n - 1 : line.lead;

	if (kind == LINE_CELL)
		end_label(p);
	if (bars != 0 && (use == BARS_SPLIT || use == BARS_BETWEEN) && !barred)
		bars--;
	if (!draft_now()->open)
		bars = 0;
	if (kind != LINE_BARS && line.lead == 0 && line.v[0].hits->n != 0 &&
	    draft_is_over(&line.v[0]))
		put_last_blank();
	barred = kind == LINE_BARS;
	apart |= barred;
	if (kind == LINE_BARS)
		page_skip(&p->piece[i], STR("table"));
	if (kind == LINE_BARS &&
	    (use == BARS_FILL || (use == BARS_END && bars > 1))) {
		draft_end(p);
		return;
	}
	if (bars == 0 && kind == LINE_BARS)
		return;
	take_unknown(p);
	blank.n = 0;
	cells_add(&blank, STR(""));
	while (bars-- > 0)
		take_one(p, i, &blank.v[0]);
	if (kind != LINE_BARS)
		take_one(p, i, &line.v[0]);
	draft_line(p, i);
}

/* How many lines from i on are a label that stands upright, a character a line;
 * 0 when they are none. */
static size_t
tall_lines(const struct page *p, size_t i, size_t end, struct buf *label)
{
	struct str text;
	size_t n = 0;

	label->n = 0;
	for (; i + n < end && n < TALL_MOST; n++) {
		text = str_trim(p->piece[i + n].plain);
		if (p->piece[i + n].kind != PIECE_TEXT || text.n < 2 ||
		    text.n != utf8_length(text.p[0]))
			break;
		buf_put(label, text);
	}
	return n >= TALL_LEAST && cells_label(buf_str(label), NULL) ? n : 0;
}

/* 2 when line i, whose cell is at hand, is the first half of a label that the
 * next line ends: 其他|处理, and 本年新|公开数量, whose second half is a label of
 * another block; any where a pipe stands before the first half alone. */
static size_t
half_lines(const struct page *p, size_t i, size_t end, struct buf *label)
{
	const struct form_hits *whole, *half;
	enum line_kind kind;
	bool piped = line.lead != 0;

	label->n = 0;
	if (i + 1 == end || !part_can_be(&p->piece[i + 1]) ||
	    value_is_cell(p->piece[i + 1].folded))
		return 0;
	buf_put(label, line.v[0].text);
	buf_put(label, str_trim(p->piece[i + 1].plain));
	if (!cells_label(buf_str(label), &whole))
		return 0;
	if (piped)
		return 2;
	kind = look_at(&p->piece[i + 1], &line);
	return kind == LINE_OTHER || (kind == LINE_CELL &&
	    cells_label(p->piece[i + 1].plain, &half) &&
	    !relation_in_block(whole, half)) ? 2 : 0;
}

/* Takes a label that stands on several lines; returns their number. */
static size_t
take_label(struct page *p, size_t i, size_t end)
{
	static struct buf label;
	size_t n = tall_lines(p, i, end, &label), lead = 0;

	if (n == 0 && look_at(&p->piece[i], &line) == LINE_CELL) {
		lead = line.lead;
		if (lead != 0 || cells_count(&line, false) != 0)
			n = half_lines(p, i, end, &label);
	}
	if (n == 0)
		return 0;
	make_cell(pool_str(&p->pool, buf_str(&label)));
	line.lead = lead;
	take_cell(p, i, LINE_CELL);
	for (size_t k = 1; k < n; k++)
		draft_line(p, i + k);
	return n;
}

/* A row whose label began on the lines before it. */
static void
join_label(struct page *p)
{
	struct str joined;
	bool own = line.n != 0 && !line.v[0].value;

	/* Also when it is a label by itself: the longer one is meant. */
	if (line.n == 0 ||
	    !part_join(own ? line.v[0].text : STR(""), &joined))
		return;
	joined = pool_str(&p->pool, joined);
	if (!own) { /* the label comes before the values */
		cells_add(&line, STR(""));
		memmove(line.v + 1, line.v, (line.n - 1) * sizeof *line.v);
	}
	line.v[0] = (struct cell){ .text = joined };
	cells_label(joined, &line.v[0].hits);
}

/* Lines without pipes between those of pipes are a row, though none of a form:
 * what stands below may be something else. */
static void
put_parts(struct page *p, size_t i)
{
	draft_row(p, i - 1, LINE_CELL);
	take_unknown(p);
	draft_end(p);
}

/* Takes the cells at hand, of n lines from i on, for a row, or the rest of one. */
static void
take_row(struct page *p, size_t i, size_t n, enum line_kind kind)
{
	const struct draft *row = draft_now();
	bool open = kind == LINE_VALUES && row->open && !row->values &&
	    form_has_line(row->last); /* their label has a line of its own */
	bool first; /* the label of their group has, or their number */

	if (kind == LINE_SPACED || kind == LINE_VALUES)
		grid_fill(&line, p->piece[i].plain);
	join_label(p);
	if (open)
		take_unknown(p);
	else if (kind == LINE_PIPES && part_is_left())
		put_parts(p, i);
	part_drop();
	first = row->open && !row->values && line.n != 0 &&
	    (relation_is_first_below(line.v[0].hits, row->last) ||
	    (row->numbered && line.v[0].hits->n != 0));
	if (!open && !first)
		draft_row(p, i, kind);
	if (first) { /* the row is, and stands, as its own label and values */
		draft_kind(kind);
		draft_line(p, i);
	}
	draft_cells(&line);
	for (size_t k = 0; k < n; k++)
		draft_line(p, i + k);
	if (kind != LINE_SPACED || row->values || row->header ||
	    !form_has_line(row->last))
		draft_end(p); /* else its values may have a line of their own */
}

/* True for a line with a label and a value, or two labels, and something that
 * is neither, or with more values than a part of a label has numbers: a row, though not
 * one of the form.  Its cells are at hand. */
static bool
is_odd_row(struct str text)
{
	struct str word;

	line.n = 0;
	while (str_split(&text, ' ', &word))
		if (word.n != 0)
			cells_add(&line, word);
	return cells_count(&line, false) > 1 ||
	    cells_count(&line, true) >= VALUES_LEAST ||
	    (cells_count(&line, false) != 0 && cells_count(&line, true) != 0);
}

/* The line is a page's number, or values: the row that is open cannot be read. */
static void
take_values_or_page(struct page *p, size_t i)
{
	make_cell(p->piece[i].plain);
	draft_cell(&line.v[0]);
	draft_line(p, i);
}

/* A line that is no cell: alone, or with those before it, a label, or a part of
 * one to come. */
static void
take_part(struct page *p, size_t i)
{
	const struct draft *row = draft_now();
	struct str text = p->piece[i].plain, joined;

	page_skip(&p->piece[i], STR("table"));
	apart = false;
	if (cells_page_number(p->piece[i].folded)) {
		/* Behind a row's label alone it may be - 7 -, the values of three
		 * columns; else a label goes on behind it. */
		if (row->open && !row->values && form_has_line(row->last) &&
		    !form_has_header(row->last) &&
		    !form_has(row->last, FORM_PART))
			take_values_or_page(p, i);
		return;
	}
	if (!part_join(str_trim(text), &joined)) {
		if (is_odd_row(text))
			take_row(p, i, 1, LINE_SPACED);
		else
			part_add(text);
		return;
	}
	make_cell(pool_str(&p->pool, joined));
	take_cell(p, i, LINE_CELL);
}

/* A line without the pipes before and behind its cell. */
static struct str
without_bars(struct str text)
{
	text = str_trim(text);
	while (text.n != 0 && (*text.p == '|' || *text.p == ' '))
		text = str_slice(text, 1, text.n);
	while (text.n != 0 && (text.p[text.n - 1] == '|' ||
	    text.p[text.n - 1] == ' '))
		text.n--;
	return text;
}

/* True when the line is the number of the next row, or of its label, which
 * follows. */
static bool
is_number(const struct page *p, size_t i, size_t end)
{
	struct str text = p->piece[i].plain;
	enum line_kind kind;
	bool number;

	if (text.n > NUMBER_LONGEST)
		return false; /* most */
	text = without_bars(text);
	number = draft_now()->numbers && draft_is_number(text);
	if (!number && !draft_is_numbering(text))
		return false;
	kind = look_at(&p->piece[i], &line);
	if (kind != LINE_CELL && (number || kind != LINE_OTHER))
		return false;
	do
		kind = ++i < end ? look_at(&p->piece[i], &line) : LINE_OTHER;
	while (kind == LINE_BARS);
	return kind != LINE_OTHER && line.v[0].hits->n != 0;
}

/* True when the line behind has no label but a value. */
static bool
goes_on(const struct page *p, size_t i, size_t end)
{
	enum line_kind kind;

	do
		kind = ++i < end ? look_at(&p->piece[i], &line) : LINE_OTHER;
	while (kind == LINE_BARS);
	return kind == LINE_VALUES || (kind == LINE_CELL && line.v[0].value &&
	    line.v[0].hits->n == 0);
}

/* Numbers on one line are a row when their label stands above them; among lines
 * of one value each they are the digits of one. */
static bool
is_spread(const struct page *p, size_t i, size_t end)
{
	bool behind_values = draft_now()->open && draft_now()->values;

	if (look_at(&p->piece[i], &line) != LINE_VALUES ||
	    (!behind_values && !goes_on(p, i, end)))
		return false;
	make_cell(p->piece[i].plain);
	return true;
}

/* Where lines are no rows: takes a label of several lines, or the digits of one
 * value; returns how many lines that was, 0 when line i begins neither. */
static size_t
take_cells(struct page *p, size_t i, size_t end)
{
	size_t n = take_label(p, i, end);

	if (n != 0)
		return n;
	if (is_number(p, i, end)) {
		take_unknown(p);
		draft_end(p);
	}
	if (!is_spread(p, i, end))
		return 0;
	take_cell(p, i, LINE_CELL);
	return 1;
}

static bool
ends_with_pipe(const struct page *p, size_t i)
{
	return str_ends(p->piece[i].folded, STR("|"));
}

/* True when line i is a pipe with one cell behind it that has none, or pipes: the line
 * before ends without its pipe when a cell of it ends in a line break. */
static bool
goes_on_behind_break(const struct page *p, size_t i)
{
	static struct cells next;
	enum line_kind kind;

	if (ends_with_pipe(p, i - 1) ||
	    !str_starts(p->piece[i].folded, STR("|")))
		return false;
	kind = look_at(&p->piece[i], &next);
	return kind == LINE_BARS ||
	    (kind == LINE_CELL && !ends_with_pipe(p, i));
}

/* How many lines from i on are one row, of a table whose rows are lines. */
static size_t
broken_lines(const struct page *p, size_t i, size_t end)
{
	size_t n = 1;

	while (i + n < end && goes_on_behind_break(p, i + n))
		n++;
	return ends_with_pipe(p, i + n - 1) ? n : 1;
}

/* How many lines from i on stand before the next that is drawn. */
static size_t
lines_to_rule(const struct page *p, size_t i, size_t end)
{
	static struct cells next;
	enum line_kind kind;
	size_t n = 1;

	for (; i + n < end; n++) {
		kind = look_at(&p->piece[i + n], &next);
		if (kind != LINE_PIPES && kind != LINE_CELL && kind != LINE_BARS)
			break;
	}
	return n;
}

/* True when a cell of the line goes on in the next: Org ends it in \\ there. */
static bool
is_broken(struct str text)
{
	size_t i = 0;

	while ((i = str_find(text, STR("\\\\"), i)) < text.n) {
		for (i += strlen("\\\\"); i < text.n && text.p[i] == ' ';)
			i++;
		if (i == text.n || text.p[i] == '|')
			return true;
	}
	return false;
}

/* How many lines from i on are one row, whose cells go on from line to line. */
static size_t
row_lines(const struct page *p, size_t i, size_t end)
{
	size_t n = 1;

	if (ruled)
		return i < alone ? 1 : lines_to_rule(p, i, end);
	while (i + n < end && n < BROKEN_MOST && is_broken(p->piece[i + n - 1].plain))
		n++;
	return n;
}

/* Puts a text behind that of a cell; false when one of the two is a value. */
static bool
join_cell(struct page *p, struct cell *to, const struct cell *from)
{
	static struct cells joined;
	static struct buf text;

	if (from->text.n == 0)
		return true;
	if (to->text.n != 0 && (to->value || from->value))
		return false;
	joined.n = 0;
	cells_add(&joined, pool_str(&p->pool,
	    buf_join(&text, to->text, from->text)));
	*to = joined.v[0];
	return true;
}

/* Makes n lines from i on one row, whose cells go on from line to line, and takes it
 * to hand; false when a column has a number and more: then each line is a row. */
static bool
join_lines(struct page *p, size_t i, size_t n)
{
	static struct cells row, next;
	size_t first, cells;
	enum line_kind kind;

	row.n = 0;
	for (size_t k = 0; k < n; k++) {
		kind = look_at(&p->piece[i + k], &next);
		first = kind == LINE_CELL ? next.lead : 0;
		cells = kind == LINE_CELL ? 1 : next.n;
		while (row.n < first + cells)
			cells_add(&row, STR(""));
		for (size_t c = 0; c < cells; c++)
			if (!join_cell(p, &row.v[first + c], &next.v[c]))
				return false;
	}
	line.n = line.lead = 0;
	cells_put(&line, row.v, row.n);
	return true;
}

/* Takes the row that begins with line i, where rows are lines; returns how many lines
 * it has. */
static size_t
take_line(struct page *p, size_t i, size_t end)
{
	static struct cells cell;
	size_t n = row_lines(p, i, end);

	if (n > 1 && join_lines(p, i, n)) {
		take_row(p, i, n, LINE_PIPES);
		return n;
	}
	if (n > 1)
		alone = i + n;
	look_at(&p->piece[i], &line);
	n = broken_lines(p, i, end);
	for (size_t k = 1; k < n; k++)
		if (look_at(&p->piece[i + k], &cell) == LINE_CELL)
			cells_put(&line, cell.v, 1);
	take_row(p, i, n, LINE_PIPES);
	return n;
}

size_t
intake_lines(struct page *p, size_t i, size_t end)
{
	size_t n = rows ? 0 : take_cells(p, i, end);
	enum line_kind kind;

	if (n != 0)
		return n;
	if (look_is_joint(&p->piece[i]))
		return 1;
	kind = look_at(&p->piece[i], &line);
	if (kind == LINE_RULE)
		page_skip(&p->piece[i], STR("table"));
	else if (kind == LINE_OTHER)
		take_part(p, i);
	else if (rows)
		return take_line(p, i, end);
	else if (kind == LINE_CELL || kind == LINE_BARS)
		take_cell(p, i, kind);
	else
		take_row(p, i, 1, kind);
	return 1;
}
