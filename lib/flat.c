#include "cells.h"
#include "cut.h"
#include "die.h"
#include "flat.h"
#include "grid.h"
#include "heading.h"
#include "stack.h"
#include "utf8.h"
#include "value.h"

enum {
	PART_LONGEST = 150, /* bytes of a part of a label */
	PARTS_MOST = 8,     /* lines of such parts, one after the other */
	HEADER_LEAST = 3,   /* lines over which a header is broken */
	TALL_LEAST = 3,     /* lines of one character each that are a label */
	TALL_MOST = 20,
	TABLE_LEAST = 4,    /* lines of cells that make a table */
	LABELS_LEAST = 3,   /* labels on a line that are a header */
	ROWS_LEAST = 2      /* labels on lines of values, that may be a table */
};

static const char *const kind_names[] = {
	[LINE_PIPES] = "pipe", [LINE_TABS] = "tab", [LINE_SPACED] = "layout",
	[LINE_VALUES] = "layout", [LINE_CELL] = "cells"
};

static struct cells line; /* the line at hand */
static struct pipes pipes; /* how the table uses them */

/* What the lines of the table are, from the first on: that is asked for again and
 * again. */
static struct {
	const struct piece *first;
	struct look {
		enum line_kind kind;
		size_t lead, from, n; /* of its cells */
	} *v;
	size_t n, cap;
	struct cells cells; /* of all */
} looks;

/* The row being put together. */
static struct {
	struct rec rec;
	size_t piece;          /* its first line */
	uint64_t table, row;
	const char *kind;
	const struct form_hits *last; /* the labels that its last cell is */
	bool values;           /* it has values already */
	bool header;           /* it has a label that only headers have */
	bool numbered;         /* it has its number, and nothing else yet */
	bool number;           /* the rows of the table have numbers */
	bool barred;           /* its last line was of pipes */
} row;

void
flat_load(void)
{
	cells_load();
	cut_load();
}

static void
keep_look(enum line_kind kind)
{
	looks.v = xgrow(looks.v, looks.n, &looks.cap, sizeof *looks.v);
	looks.v[looks.n++] = (struct look){ kind, line.lead, looks.cells.n, line.n };
	cells_put(&looks.cells, line.v, line.n);
}

static enum line_kind
look_again(const struct look *look)
{
	line.n = 0;
	line.lead = look->lead;
	cells_put(&line, looks.cells.v + look->from, look->n);
	return look->kind;
}

static enum line_kind
look_at(const struct piece *piece)
{
	size_t i = (size_t)(piece - looks.first);
	enum line_kind kind;

	if (i < looks.n && piece->kind == PIECE_TEXT)
		return look_again(&looks.v[i]);
	kind = cells_look(&line, piece, &pipes);
	if (i == looks.n)
		keep_look(kind);
	return kind;
}

/* Makes the line at hand the one cell. */
static void
look_at_cell(struct str text)
{
	line.n = line.lead = 0;
	cells_add(&line, text);
}

/* The line is part of a table. */
static void
skip(struct piece *piece)
{
	piece->kind = PIECE_SKIP;
	piece->why = STR("table");
}

/* True for what joined two rows of a line that has been cut. */
static bool
is_joint(const struct piece *piece)
{
	return piece->kind == PIECE_SKIP && str_eq(piece->why, STR("table"));
}

/* Parts of labels */

/* Lines that were no cells: they may be the first parts of a label. */
static struct {
	struct buf text;
	int lines;
} parts;

/* A part of a label, a letter of a vertical one, or the number of a page. */
static bool
can_be_part(const struct piece *piece)
{
	return piece->kind == PIECE_TEXT && piece->folded.n <= PART_LONGEST &&
	    piece->head == NULL && !str_has(piece->folded, STR("。")) &&
	    !heading_names_section(piece->folded);
}

/* Puts the parts, or the last of them, before the text if that makes a label
 * of it; what they make is *joined, and the others are left. */
static bool
join_parts(struct str text, struct str *joined)
{
	static struct buf b;
	struct str rest = buf_str(&parts.text), part;

	for (int i = 0; i < parts.lines; i++) {
		b.n = 0;
		buf_put(&b, rest);
		for (size_t k = 0; k < b.n; k++)
			if (b.p[k] == '\n')
				memmove(b.p + k, b.p + k + 1, --b.n - k);
		buf_put(&b, text);
		if (cells_label(buf_str(&b), NULL)) {
			*joined = buf_str(&b);
			parts.lines = i;
			return true;
		}
		str_split(&rest, '\n', &part);
	}
	return false;
}

static void
add_part(struct str text)
{
	if (parts.lines == PARTS_MOST)
		parts.lines = 0;
	if (parts.lines++ == 0)
		parts.text.n = 0;
	else
		buf_byte(&parts.text, '\n');
	buf_put(&parts.text, str_trim(text));
}

/* Rows */

static void
end_row(struct page *p)
{
	if (row.kind == NULL)
		return;
	page_make_row(p, row.piece, &row.rec);
	row.kind = NULL;
}

static void
begin_row(struct page *p, size_t i, enum line_kind kind)
{
	const struct piece *piece = &p->piece[i];

	end_row(p);
	rec_make(&row.rec, REC_ROW, p->doc, page_field(piece, F_LINE));
	row.rec.f[ROW_AT] = page_field(piece, TEXT_AT);
	row.kind = kind_names[kind];
	row.rec.f[ROW_KIND] = str_of(row.kind);
	row.rec.f[ROW_SPANS] = STR("-");
	rec_number(&row.rec, ROW_TABLE, row.table);
	rec_number(&row.rec, ROW_ROW, ++row.row);
	row.piece = i;
	row.values = row.header = row.numbered = false;
	row.last = &form_no_hits;
}

/* The line i belongs to the row, which is said to stand where its label does. */
static void
add_line(struct page *p, size_t i)
{
	struct piece *piece = &p->piece[i];

	row.rec.f[ROW_LAST] = page_field(piece, F_LINE);
	if (!row.values) {
		row.rec.f[F_LINE] = page_field(piece, F_LINE);
		row.rec.f[ROW_AT] = page_field(piece, TEXT_AT);
	}
	if (i != row.piece)
		skip(piece);
}

/* True when one of the labels is a note of this key. */
static bool
is_note(const struct form_hits *hits, const char *key)
{
	for (int i = 0; i < hits->n; i++)
		if (form_what(hits->row[i]) == FORM_NOTE && str_eq(
		    form_cell(hits->row[i], FORM_KEY), str_of(key)))
			return true;
	return false;
}

static bool
is_digits(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
	return text.n != 0;
}

static void
put_cell(const struct cell *cell)
{
	row.numbered = row.number && row.rec.n == ROW_FIELDS &&
	    is_digits(cell->text);
	row.number |= is_note(cell->hits, "#");
	rec_cell(&row.rec, cell->text);
	row.last = cell->hits;
	row.values |= cell->hits->n == 0 && !row.numbered;
	row.header |= form_has_header(cell->hits) && !form_has_line(cell->hits);
}

/* True when a header's cell has a row of its own above the columns. */
static bool
is_above_columns(const struct form_hits *note, const struct form_hits *column)
{
	if (!is_note(note, "above"))
		return false;
	for (int i = 0; i < note->n; i++)
		for (int k = 0; k < column->n; k++)
			if (form_what(column->row[k]) <= FORM_GROUP &&
			    str_eq(form_cell(note->row[i], FORM_BLOCK),
			    form_cell(column->row[k], FORM_BLOCK)))
				return true;
	return false;
}

/* True when one of the labels stands, in a form, below one of the others. */
static bool
is_below(const struct form_hits *below, const struct form_hits *above)
{
	for (int i = 0; i < below->n; i++)
		for (int k = 0; k < above->n; k++)
			if (form_cell(below->row[i], FORM_UNDER).n != 0 &&
			    str_eq(form_cell(below->row[i], FORM_UNDER),
			    form_cell(above->row[k], FORM_KEY)) &&
			    str_eq(form_cell(below->row[i], FORM_BLOCK),
			    form_cell(above->row[k], FORM_BLOCK)))
				return true;
	return false;
}

/* True when one of the labels is the first that stands below one of the
 * others. */
static bool
is_first_below(const struct form_hits *below, const struct form_hits *above)
{
	for (int k = 0; k < above->n; k++)
		for (int i = 0; i < below->n; i++)
			if (below->row[i] == above->row[k] + 1)
				return is_below(below, above);
	return false;
}

/* True when a group that the row has is above one of these labels. */
static bool
has_group_above(const struct form_hits *hits)
{
	const struct form_hits *of;

	for (size_t i = ROW_FIELDS; i < row.rec.n; i++) {
		cells_label(row.rec.f[i], &of);
		if (is_below(hits, of))
			return true;
	}
	return false;
}

static bool
share_row(const struct form_hits *a, const struct form_hits *b)
{
	for (int i = 0; i < a->n; i++)
		if (form_hit(b, a->row[i]))
			return true;
	return false;
}

/* True when the labels are columns of one block, below the same group. */
static bool
are_columns(const struct form_hits *a, const struct form_hits *b)
{
	int x, y;

	for (int i = 0; i < a->n; i++)
		for (int k = 0; k < b->n; k++) {
			x = a->row[i];
			y = b->row[k];
			if (form_what(x) <= FORM_GROUP &&
			    form_what(y) <= FORM_GROUP &&
			    str_eq(form_cell(x, FORM_BLOCK),
			    form_cell(y, FORM_BLOCK)) &&
			    str_eq(form_cell(x, FORM_UNDER),
			    form_cell(y, FORM_UNDER)))
				return true;
		}
	return false;
}

/* Whether a cell that stands alone begins another row: a label does behind
 * values, and where it is not, in a form, printed beside the one before it. */
static bool
begins_row(const struct cell *cell)
{
	if (row.kind == NULL)
		return true;
	if (row.numbered && cell->hits->n != 0)
		return false;
	if (cell->hits->n == 0)
		return row.header && cell->text.n != 0;
	if (row.values)
		return true;
	if (form_has_line(row.last) && form_has_line(cell->hits) && !row.header &&
	    !are_columns(row.last, cell->hits))
		return !is_below(cell->hits, row.last);
	if (!form_has_header(cell->hits))
		return true; /* the first line under a header */
	if (is_note(cell->hits, "#") || is_note(row.last, "#"))
		return false;
	if (form_has(cell->hits, FORM_NOTE))
		return !share_row(cell->hits, row.last);
	return form_has_header(row.last) ? has_group_above(cell->hits) ||
	    is_above_columns(row.last, cell->hits) : true;
}

/* Parts that no label has taken are cells of the open row which are not known:
 * without them what comes behind would stand in their place. */
static void
take_unknown(struct page *p)
{
	static struct cells unknown;
	struct str rest = buf_str(&parts.text), part;

	unknown.n = 0;
	for (; row.kind != NULL && parts.lines != 0; parts.lines--) {
		str_split(&rest, '\n', &part);
		cells_add(&unknown, pool_str(&p->pool, part));
		put_cell(&unknown.v[unknown.n - 1]);
	}
	parts.lines = 0;
}

static void
take_one(struct page *p, size_t i, const struct cell *cell)
{
	if (begins_row(cell))
		begin_row(p, i, LINE_CELL);
	put_cell(cell);
}

/* A line of one cell, or of pipes.  Where pipes part the cells, the first behind
 * a cell does so, and each further one ends a blank cell; else all do.  Those
 * behind a cell on its line are no cells. */
static void
take_cell(struct page *p, size_t i, enum line_kind kind, bool bars_split)
{
	static struct cells blank;
	size_t bars = kind == LINE_BARS ? line.n - 1 : line.lead;

	if (bars != 0 && bars_split && !row.barred)
		bars--;
	if (row.kind == NULL)
		bars = 0;
	row.barred = kind == LINE_BARS;
	if (kind == LINE_BARS)
		skip(&p->piece[i]);
	if (bars == 0 && kind == LINE_BARS)
		return;
	take_unknown(p);
	blank.n = 0;
	cells_add(&blank, STR(""));
	while (bars-- > 0)
		take_one(p, i, &blank.v[0]);
	if (kind != LINE_BARS)
		take_one(p, i, &line.v[0]);
	add_line(p, i);
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
		text = str_trim(p->piece[i + n].text);
		if (p->piece[i + n].kind != PIECE_TEXT || text.n < 2 ||
		    text.n != utf8_length(text.p[0]))
			break;
		buf_put(label, text);
	}
	return n >= TALL_LEAST && cells_label(buf_str(label), NULL) ? n : 0;
}

/* True when a block has labels of both. */
static bool
share_block(const struct form_hits *x, const struct form_hits *y)
{
	for (int i = 0; i < x->n; i++)
		for (int k = 0; k < y->n; k++)
			if (form_same_block(x->row[i], y->row[k]))
				return true;
	return false;
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
	if (i + 1 == end || !can_be_part(&p->piece[i + 1]) ||
	    value_is_cell(p->piece[i + 1].folded))
		return 0;
	buf_put(label, line.v[0].text);
	buf_put(label, str_trim(p->piece[i + 1].text));
	if (!cells_label(buf_str(label), &whole))
		return 0;
	if (piped)
		return 2;
	kind = look_at(&p->piece[i + 1]);
	return kind == LINE_OTHER || (kind == LINE_CELL &&
	    cells_label(p->piece[i + 1].text, &half) &&
	    !share_block(whole, half)) ? 2 : 0;
}

/* Takes a label that stands on several lines; returns their number. */
static size_t
take_label(struct page *p, size_t i, size_t end, bool bars_split)
{
	static struct buf label;
	size_t n = tall_lines(p, i, end, &label), lead = 0;

	if (n == 0 && look_at(&p->piece[i]) == LINE_CELL) {
		lead = line.lead;
		if (lead != 0 || cells_count(&line, false) != 0)
			n = half_lines(p, i, end, &label);
	}
	if (n == 0)
		return 0;
	look_at_cell(pool_str(&p->pool, buf_str(&label)));
	line.lead = lead;
	take_cell(p, i, LINE_CELL, bars_split);
	for (size_t k = 1; k < n; k++)
		add_line(p, i + k);
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
	    !join_parts(own ? line.v[0].text : STR(""), &joined))
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
	begin_row(p, i - 1, LINE_CELL);
	take_unknown(p);
	end_row(p);
}

static void
take_row(struct page *p, size_t i, enum line_kind kind)
{
	bool open = kind == LINE_VALUES && row.kind != NULL && !row.values &&
	    form_has_line(row.last); /* their label has a line of its own */
	bool first; /* the label of their group has, or their number */

	if (kind == LINE_SPACED || kind == LINE_VALUES)
		grid_fill(&line, p->piece[i].text);
	join_label(p);
	if (open)
		take_unknown(p);
	else if (kind == LINE_PIPES && parts.lines != 0)
		put_parts(p, i);
	parts.lines = 0;
	first = row.kind != NULL && !row.values && line.n != 0 &&
	    (is_first_below(line.v[0].hits, row.last) ||
	    (row.numbered && line.v[0].hits->n != 0));
	if (!open && !first)
		begin_row(p, i, kind);
	if (first) { /* the row is, and stands, as its own label and values */
		row.rec.f[ROW_KIND] = str_of(kind_names[kind]);
		add_line(p, i);
	}
	for (size_t k = 0; k < line.n; k++)
		put_cell(&line.v[k]);
	add_line(p, i);
	if (kind != LINE_SPACED || row.values || row.header ||
	    !form_has_line(row.last))
		end_row(p); /* else its values may have a line of their own */
}

/* True for a line with a label and a value, or two labels, and something that
 * is neither: a row, though not one of the form.  Its cells are at hand. */
static bool
is_odd_row(struct str text)
{
	struct str word;

	line.n = 0;
	while (str_split(&text, ' ', &word))
		if (word.n != 0)
			cells_add(&line, word);
	return cells_count(&line, false) > 1 ||
	    (cells_count(&line, false) != 0 && cells_count(&line, true) != 0);
}

/* The line is a page's number, or values: the row that is open cannot be read. */
static void
take_values_or_page(struct page *p, size_t i)
{
	look_at_cell(p->piece[i].text);
	put_cell(&line.v[0]);
	add_line(p, i);
}

/* A line that is no cell: alone, or with those before it, a label, or a part of
 * one to come. */
static void
take_part(struct page *p, size_t i)
{
	struct str text = p->piece[i].text, joined;

	skip(&p->piece[i]);
	if (cells_page_number(p->piece[i].folded)) {
		/* Behind a row's label alone it may be - 7 -, the values of three
		 * columns; else a label goes on behind it. */
		if (row.kind != NULL && !row.values &&
		    form_has_line(row.last) &&
		    !form_has_header(row.last) &&
		    !form_has(row.last, FORM_PART))
			take_values_or_page(p, i);
		return;
	}
	if (!join_parts(str_trim(text), &joined)) {
		if (is_odd_row(text))
			take_row(p, i, LINE_SPACED);
		else
			add_part(text);
		return;
	}
	look_at_cell(pool_str(&p->pool, joined));
	take_cell(p, i, LINE_CELL, false);
}

/* Tables */

struct extent {
	size_t end;      /* behind its last line */
	size_t lines, cells, labels, values, pipes, bars, closed, parts;
	bool cut;        /* some of them stand on one line of the text */
};

/* A row's first pipe is a border when the line before or after has one too;
 * else the first cell is blank. */
static bool
is_bordered(const struct page *p, size_t i)
{
	struct str here = p->piece[i].folded, next = i + 1 < p->n ?
	    p->piece[i + 1].folded : STR("");

	return str_starts(here, STR("|")) && str_starts(next, STR("|")) &&
	    here.n > 1 && here.p[1] != '|' && next.n > 1 && next.p[1] != '|';
}

/* Begins to look at a table: how the lines from i on use pipes. */
static void
look_at_pipes(const struct page *p, size_t i)
{
	looks.first = &p->piece[i];
	looks.n = looks.cells.n = 0;
	pipes = (struct pipes){ .bordered = is_bordered(p, i) };
	pipes.closed = pipes.bordered;
	for (; i < p->n && p->piece[i].kind == PIECE_TEXT &&
	    str_has(p->piece[i].text, STR("|")); i++) {
		pipes.last = &p->piece[i];
		pipes.closed &= str_ends(p->piece[i].folded, STR("|"));
		if (!pipes.bordered && !cells_pipes(p->piece[i].text, &pipes)) {
			pipes.filled = false;
			break;
		}
	}
}

/* The lines from i on that can be of one table; what each is. */
static struct extent
extent(const struct page *p, size_t i)
{
	struct extent e = { .end = i };
	enum line_kind kind;

	look_at_pipes(p, i);
	size_t since = 0; /* parts since the last line that is no part */

	for (; i < p->n; i++) {
		kind = look_at(&p->piece[i]);
		e.cut |= is_joint(&p->piece[i]);
		if (e.lines != 0 && (kind == LINE_RULE ||
		    is_joint(&p->piece[i]) ||
		    cells_page_number(p->piece[i].folded)))
			continue;
		if (kind == LINE_OTHER || kind == LINE_RULE) {
			/* Inside a table, parts of labels may stand. */
			if (e.lines == 0 || since == PARTS_MOST ||
			    !can_be_part(&p->piece[i]))
				break;
			since++;
			continue;
		}
		if (kind == LINE_VALUES && e.lines == 0)
			break;
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
		e.end = i + 1;
	}
	return e;
}

/* True when line i is the rest of the label with which the line before begins. */
static bool
ends_label(const struct page *p, size_t i)
{
	static struct buf label;

	if (i == p->n || !can_be_part(&p->piece[i]) ||
	    look_at(&p->piece[i - 1]) != LINE_SPACED || line.v[0].hits->n != 0)
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
		if (look_at(&p->piece[i]) != LINE_OTHER &&
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
		if (i == 0 || to - i == PARTS_MOST ||
		    !can_be_part(&p->piece[i - 1]))
			break;
	}
	return block;
}

/* Writes the rows of a block's header, as the form has them, for lines on which
 * they were broken. */
static void
put_header(struct page *p, size_t from, size_t to, int block)
{
	int column[FORM_COLUMNS], n;

	for (size_t i = from; i < to; i++)
		skip(&p->piece[i]);
	for (int r = 0; (n = form_header(block, r, column)) != 0; r++, from++) {
		begin_row(p, from, LINE_SPACED);
		for (int i = 0; i < n; i++)
			rec_cell(&row.rec, pool_str(&p->pool,
			    stack_label(column[i])));
		add_line(p, from);
		end_row(p);
	}
}

/* True when the line is the number of the next row: its label follows. */
static bool
is_number(const struct page *p, size_t i, size_t end)
{
	enum line_kind kind;

	if (!row.number || !is_digits(str_trim(p->piece[i].text)) ||
	    look_at(&p->piece[i]) != LINE_CELL)
		return false;
	do
		kind = ++i < end ? look_at(&p->piece[i]) : LINE_OTHER;
	while (kind == LINE_BARS);
	return kind != LINE_OTHER && line.v[0].hits->n != 0;
}

/* True when the line behind has no label but a value. */
static bool
goes_on(const struct page *p, size_t i, size_t end)
{
	enum line_kind kind;

	do
		kind = ++i < end ? look_at(&p->piece[i]) : LINE_OTHER;
	while (kind == LINE_BARS);
	return kind == LINE_VALUES || (kind == LINE_CELL && line.v[0].value &&
	    line.v[0].hits->n == 0);
}

/* Numbers on one line are a row when their label stands above them; among lines
 * of one value each they are the digits of one. */
static bool
is_spread(const struct page *p, size_t i, size_t end)
{
	bool behind_values = row.kind != NULL && row.values;

	if (look_at(&p->piece[i]) != LINE_VALUES ||
	    (!behind_values && !goes_on(p, i, end)))
		return false;
	look_at_cell(p->piece[i].text);
	return true;
}

/* True for a line of a header: it has labels that only headers have.  Of a column
 * alone, it may be the rest of a label. */
static bool
is_header(const struct page *p, size_t i)
{
	bool header = false;

	if (look_at(&p->piece[i]) == LINE_OTHER || cells_count(&line, true) != 0)
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
	if (to == from || !grid_read(p, header, from, to))
		return 0;
	for (size_t i = from; i < to; i++) {
		skip(&p->piece[i]);
		cells = grid_row(i);
		if (cells == NULL)
			continue;
		begin_row(p, i, LINE_SPACED);
		for (size_t k = 0; k < cells->n; k++)
			put_cell(&cells->v[k]);
		add_line(p, i);
		end_row(p);
	}
	return to - from;
}

static void
make_table(struct page *p, size_t from, const struct extent *e)
{
	size_t header = from;
	bool headed = false; /* the line before is one of a header */

	/* Bars between lines that have none separate cells; behind lines that
	 * end in one they are blank cells. */
	bool bars_split = e->bars > e->closed;
	/* Every line is a row. */
	bool rows = e->pipes * 2 >= e->lines && !e->cut;
	enum line_kind kind;

	/* A header over columns has rows below it, not one cell a line. */
	size_t data = first_values(p, from, e);
	int block = e->parts != 0 && data < e->end &&
	    look_at(&p->piece[data]) != LINE_CELL ?
	    find_header(p, &from, data) : FORM_NONE;

	grid_begin(p, from, e->end);
	row.table++;
	row.row = 0;
	row.number = row.barred = false;
	parts.lines = 0;
	if (block != FORM_NONE) {
		put_header(p, from, data, block);
		from = data;
		headed = true;
	}
	for (size_t i = from, n; i < e->end; i++) {
		if (!rows && is_header(p, i)) {
			header = headed ? header : i;
			headed = true;
		} else if (!rows && headed) {
			headed = false;
			n = take_grid(p, header, i, e->end);
			i += n;
			if (n != 0 && i-- == e->end)
				break;
			if (n != 0)
				continue;
		}
		if (!rows && (n = take_label(p, i, e->end, bars_split)) != 0) {
			i += n - 1;
			continue;
		}
		if (!rows && is_number(p, i, e->end))
			end_row(p);
		if (!rows && is_spread(p, i, e->end)) {
			take_cell(p, i, LINE_CELL, bars_split);
			continue;
		}
		if (is_joint(&p->piece[i]))
			continue;
		kind = look_at(&p->piece[i]);
		if (kind == LINE_RULE)
			skip(&p->piece[i]);
		else if (kind == LINE_OTHER)
			take_part(p, i);
		else if (!rows && (kind == LINE_CELL || kind == LINE_BARS))
			take_cell(p, i, kind, bars_split);
		else
			take_row(p, i, rows ? LINE_PIPES : kind);
	}
	end_row(p);
}

/* The line's labels, if it has values, or so many labels that it is a header. */
static size_t
count_labels(const struct piece *piece)
{
	enum line_kind kind = look_at(piece);
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

void
flat_tables(struct page *p)
{
	struct extent e;

	row.table = p->tables;
	for (size_t i = 0; i < p->n; i++)
		cut_rows(p, i);
	for (size_t i = 0; i < p->n; i++) {
		e = extent(p, i);
		if (e.lines == 0)
			continue;
		e.end += ends_label(p, e.end);
		if (is_table(&e))
			make_table(p, i, &e);
		else
			leave(p, i, e.end);
		i = e.end - 1;
	}
}
