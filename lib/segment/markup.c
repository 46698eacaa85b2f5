#include "core/ascii.h"
#include "segment/cells.h"
#include "segment/draft.h"
#include "segment/markup.h"

enum {
	LABELS_LEAST = 2,   /* rows with a label of the forms */
	COLUMNS_MOST = 1000
};

/* A table is read twice: to see whether it can be, and to make its rows. */
static struct {
	struct page *page;
	struct cells row;
	size_t first;           /* its first line */
	bool in_cell;           /* its last cell may go on */
	struct str cell;        /* that cell, on one line, */
	struct buf text;        /* or on several */
	bool making;            /* rows are made */
	size_t labels, values;  /* rows that have some */
	char mark;              /* of AsciiDoc's cells: | or, of a table in one, ! */
	size_t columns, filled; /* of such a table; of its row at hand */
} at;

static const struct str wiki_begins = { "{|", 2 }, wiki_ends = { "|}", 2 };

static bool
is_line(const struct page *p, size_t i)
{
	return i < p->n && p->piece[i].kind == PIECE_TEXT;
}

/* The text of a line; "" when it is none. */
static struct str
line_at(const struct page *p, size_t i)
{
	return is_line(p, i) ? str_trim(p->piece[i].text) : STR("");
}

/* True for the line around a table of AsciiDoc: |===== */
static bool
is_fence(struct str text, char mark)
{
	return text.n > 3 && *text.p == mark && text.p[1] == '=' &&
	    text.p[2] == '=' && text.p[3] == '=';
}

/* Rows */

static void
end_cell(void)
{
	if (at.in_cell)
		cells_add(&at.row, at.text.n == 0 ? at.cell :
		    pool_str(&at.page->pool, buf_str(&at.text)));
	at.in_cell = false;
}

/* The row at hand ends before line `to`. */
static void
end_row(size_t to)
{
	struct cells *row = &at.row;

	end_cell();
	if (row->n == 0)
		return;
	at.labels += cells_count(row, false) != 0;
	at.values += cells_count(row, true) != 0;
	if (at.making) {
		draft_row(at.page, at.first, LINE_PIPES);
		draft_cells(row);
		for (size_t i = at.first; i < to; i++)
			draft_line(at.page, i);
		draft_end(at.page);
	}
	row->n = 0;
	at.filled = 0;
}

/* A text without the sign with which AsciiDoc breaks a line behind it. */
static struct str
without_break(struct str text)
{
	return str_ends(text, STR(" +")) ? str_slice(text, 0, text.n - 2) : text;
}

static void
put_cell(size_t i, struct str text)
{
	end_cell();
	if (at.row.n == 0)
		at.first = i;
	at.cell = without_break(text);
	at.text.n = 0;
	at.in_cell = true;
}

/* A text goes on from the line before: it is put behind the last cell. */
static void
go_on(struct str text)
{
	if (!at.in_cell || str_is_blank(text))
		return;
	if (at.text.n == 0)
		buf_put(&at.text, str_trim(at.cell));
	buf_put(&at.text, str_trim(without_break(text)));
}

/* Wikis */

/* A cell without its attributes: align="center"| 12 */
static struct str
without_attributes(struct str cell)
{
	size_t bar = str_byte(cell, '|', 0);

	return bar < cell.n && str_byte(str_slice(cell, 0, bar), '=', 0) < bar ?
	    str_slice(cell, bar + 1, cell.n) : cell;
}

static void
read_wiki_line(size_t i, struct str text)
{
	static const char two[] = "||\0!!";
	struct str joint = str_of(*text.p == '!' &&
	    str_has(text, STR("!!")) ? two + 3 : two);
	size_t end;

	for (text = str_slice(text, 1, text.n);;
	     text = str_slice(text, end + joint.n, text.n)) {
		end = str_find(text, joint, 0);
		put_cell(i, without_attributes(str_slice(text, 0, end)));
		if (end == text.n)
			return;
	}
}

static bool
read_wiki(size_t i, size_t end)
{
	struct str text;

	for (; i < end; i++) {
		text = line_at(at.page, i);
		if (str_starts(text, STR("|-")) || str_starts(text, STR("|+"))) {
			end_row(i);
			if (at.making)
				page_skip(&at.page->piece[i], STR("table"));
		} else if (text.n != 0 && (*text.p == '|' || *text.p == '!')) {
			read_wiki_line(i, text);
		} else {
			go_on(text);
		}
	}
	end_row(end);
	return true;
}

/* AsciiDoc */

/* How many columns the line says that a table has: [cols="^,,2*"]; 0: none. */
static size_t
columns_of(struct str text)
{
	size_t from = str_find(text, STR("cols=\""), 0), n = 0, times;
	struct str list, one;

	if (from == text.n)
		return 0;
	list = str_slice(text, from + 6, text.n);
	list.n = str_byte(list, '"', 0);
	while (n < COLUMNS_MOST && str_split(&list, ',', &one)) {
		times = 0;
		for (size_t k = 0; k < one.n && ascii_is_digit(one.p[k]) &&
		     times < COLUMNS_MOST; k++)
			times = times * 10 + (size_t)(one.p[k] - '0');
		n += str_has(one, STR("*")) ? times : 1;
	}
	return n < COLUMNS_MOST ? n : 0;
}

/* What stands before the mark of a cell, without a blank between: how many columns
 * the cell has, 2+, and how it is set.  Returns its length; *columns is 0 when the cell
 * is also in rows below, or comes several times. */
static size_t
specifier(struct str text, size_t *columns)
{
	size_t from = text.n, n = 0;

	*columns = 1;
	while (from > 0 && !ascii_is_blank(text.p[from - 1]))
		from--;
	for (size_t i = from; i < text.n; i++) {
		if (strchr("0123456789.+*<^>adehlmsv", text.p[i]) == NULL)
			return 0; /* it is text */
		if (ascii_is_digit(text.p[i]) && n < COLUMNS_MOST)
			n = n * 10 + (size_t)(text.p[i] - '0');
		if (text.p[i] == '+')
			*columns = n;
		if (text.p[i] == '.' || text.p[i] == '*')
			*columns = 0;
	}
	return text.n - from;
}

/* Offset of the next mark of a cell at or after i; one behind \ is none. */
static size_t
next_mark(struct str text, size_t i)
{
	while ((i = str_byte(text, at.mark, i)) < text.n && i > 0 &&
	    text.p[i - 1] == '\\')
		i++;
	return i;
}

/* Reads the cells of a line; false when a row ends within it. */
static bool
read_fenced_line(size_t i, struct str text)
{
	size_t mark = next_mark(text, 0), columns = 1, width, next, cut;

	cut = mark < text.n ? specifier(str_slice(text, 0, mark), &columns) : 0;
	go_on(str_slice(text, 0, mark - cut));
	if (mark < text.n && at.filled == at.columns)
		end_row(i);
	for (; mark < text.n; mark = next) {
		width = columns;
		at.filled += width;
		if (width == 0 || at.filled > at.columns)
			return false;
		next = next_mark(text, mark + 1);
		cut = next < text.n ?
		    specifier(str_slice(text, 0, next), &columns) : 0;
		put_cell(i, str_slice(text, mark + 1, next - cut));
		for (; width > 1; width--) /* as those below have theirs */
			put_cell(i, STR(""));
	}
	return true;
}

/* The cells of the first line are as many as the table has columns. */
static size_t
first_columns(struct str text)
{
	size_t n = 0;

	for (size_t i = 0; (i = next_mark(text, i)) < text.n; i++)
		n++;
	return n;
}

static bool
read_fenced(size_t i, size_t end)
{
	at.columns = i > 1 ? columns_of(line_at(at.page, i - 2)) : 0;
	if (at.columns == 0)
		at.columns = first_columns(line_at(at.page, i));
	for (; i < end; i++)
		if (!read_fenced_line(i, line_at(at.page, i)))
			return false;
	if (at.filled != at.columns)
		return false;
	end_row(end);
	return true;
}

/* Tables */

/* Reads the table between the lines i and end; false when its rows cannot be told. */
static bool
read_table(struct page *p, size_t i, size_t end, bool making)
{
	struct str first = line_at(p, i);

	at.page = p;
	at.row.n = at.labels = at.values = at.filled = 0;
	at.in_cell = false;
	at.making = making;
	at.mark = *first.p;
	return at.mark == '{' ? read_wiki(i + 1, end) : read_fenced(i + 1, end);
}

/* The line that ends the table that begins with line i, in which there is no other; 0
 * when there is none. */
static size_t
find_end(const struct page *p, size_t i)
{
	struct str text = line_at(p, i);
	bool wiki = str_starts(text, wiki_begins);
	char mark = text.n != 0 ? *text.p : '\0';

	if (!wiki && !is_fence(text, '|') && !is_fence(text, '!'))
		return 0;
	while (is_line(p, ++i)) {
		text = line_at(p, i);
		if (wiki ? str_starts(text, wiki_ends) : is_fence(text, mark))
			return i;
		if (str_starts(text, wiki_begins) || is_fence(text, '|') ||
		    is_fence(text, '!'))
			break;
	}
	return 0;
}

size_t
markup_lines(struct page *p, size_t i)
{
	size_t end = find_end(p, i);
	bool can;

	if (end == 0)
		return 0;
	can = read_table(p, i, end, false);
	if (at.labels < LABELS_LEAST || at.values == 0)
		return 0;
	p->piece[i].unread |= !can;
	return can ? end + 1 - i : 0;
}

size_t
markup_take(struct page *p, size_t i, size_t n)
{
	read_table(p, i, i + n - 1, true);
	page_skip(&p->piece[i], STR("table"));
	page_skip(&p->piece[i + n - 1], STR("table"));
	return n;
}
