#include "core/die.h"
#include "core/utf8.h"
#include "csv/csvin.h"

enum { ABSENT = -1 };

/* Where a file is being read; cells are unquoted in place. */
struct reader {
	struct tab *t;
	char *p, *end;
	size_t line, row_line; /* at p; where the row begins */
};

static bool
is_end(const struct reader *r)
{
	return r->p == r->end || *r->p == '\n' ||
	    (*r->p == '\r' && r->p + 1 < r->end && r->p[1] == '\n');
}

/* The text between quotes, of which the first is at p. */
static struct str
quoted(struct reader *r)
{
	char *from = ++r->p, *to = from;

	for (;; r->p++) {
		if (r->p == r->end)
			tab_wrong_line(r->t, r->row_line, "a quote is not closed");
		if (*r->p == '"' && (++r->p == r->end || *r->p != '"'))
			break;
		r->line += *r->p == '\n';
		*to++ = *r->p;
	}
	if (!is_end(r) && *r->p != ',')
		tab_wrong_line(r->t, r->line, "text behind a closing quote");
	return (struct str){ from, (size_t)(to - from) };
}

static struct str
unquoted(struct reader *r)
{
	char *from = r->p;

	for (; !is_end(r) && *r->p != ','; r->p++)
		if (*r->p == '"')
			tab_wrong_line(r->t, r->line, "a quote inside a cell that "
			    "does not begin with one");
	return (struct str){ from, (size_t)(r->p - from) };
}

/* The next cell of the row; false when it is the last. */
static bool
next_cell(struct reader *r, struct str *cell)
{
	*cell = r->p < r->end && *r->p == '"' ? quoted(r) : unquoted(r);
	if (r->p < r->end && *r->p == ',') {
		r->p++;
		return true;
	}
	if (r->p < r->end && *r->p == '\r')
		r->p++;
	if (r->p < r->end)
		r->p++;
	r->line++;
	return false;
}

/* False at the end. */
static bool
next_row(struct reader *r)
{
	while (r->p < r->end && is_end(r)) {
		r->p += *r->p == '\r' ? 2 : 1;
		r->line++;
	}
	r->row_line = r->line;
	return r->p < r->end;
}

/* Reads the header line; place[i] is where the i-th column stands.  Returns the
 * number of cells. */
static size_t
read_header(struct reader *r, const char *columns, int place[])
{
	struct str want, cell, name;
	bool more = true, optional;
	size_t width = 0, n;

	for (n = 0; n < TAB_COLUMNS; n++)
		place[n] = ABSENT;
	for (; more; width++) {
		more = next_cell(r, &cell);
		want = str_of(columns);
		for (n = 0; str_split(&want, ' ', &name); n++) {
			name.n -= str_ends(name, STR("?"));
			if (!str_eq(name, str_trim(cell)))
				continue;
			if (place[n] != ABSENT)
				tab_wrong_line(r->t, r->row_line, "more than one "
				    "column %.*s", (int)name.n, name.p);
			place[n] = (int)width;
		}
	}
	want = str_of(columns);
	for (n = 0; str_split(&want, ' ', &name); n++) {
		optional = str_ends(name, STR("?"));
		if (place[n] == ABSENT && !optional)
			tab_wrong_line(r->t, r->row_line, "no column %.*s",
			    (int)name.n, name.p);
	}
	r->t->columns = n;
	return width;
}

static void
read_row(struct reader *r, const int place[], size_t width)
{
	struct tab *t = r->t;
	struct tab_row *row = tab_add(t, r->row_line);
	struct str cell;
	bool more = true;
	size_t at = 0;

	for (; more; at++) {
		more = next_cell(r, &cell);
		for (size_t i = 0; i < t->columns; i++)
			if (place[i] == (int)at)
				row->cell[i] = str_trim(cell);
	}
	if (at != width)
		tab_wrong_line(t, r->row_line, "%zu cells, want %zu", at, width);
}

/* Lines are numbered by their LF. */
static void
check_text(const struct tab *t)
{
	struct str text = buf_str(&t->text);
	size_t good = utf8_valid(text.p, text.n), nul = str_byte(text, '\0', 0);
	size_t bad = nul < good ? nul : good, line = 1;

	for (size_t i = 0; i < bad; i++)
		line += text.p[i] == '\n';
	if (bad != text.n)
		tab_wrong_line(t, line, "%s", bad == nul ? "a NUL byte" :
		    "invalid UTF-8");
}

void
csvin_load(struct tab *t, const char *path, const char *columns)
{
	struct reader r = { .t = t, .line = 1 };
	int place[TAB_COLUMNS];
	size_t width;

	tab_read(t, path);
	check_text(t);
	r.end = buf_room(&t->text, 1);
	r.p = r.end - t->text.n;
	if (str_starts(buf_str(&t->text), STR("\xEF\xBB\xBF")))
		r.p += 3;
	if (!next_row(&r))
		tab_wrong_line(t, 1, "no header line");
	width = read_header(&r, columns, place);
	while (next_row(&r))
		read_row(&r, place, width);
}
