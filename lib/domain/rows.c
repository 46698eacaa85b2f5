#include "core/die.h"
#include "domain/fold.h"
#include "domain/rows.h"

static bool gave_up;
static struct scan *scan;      /* for the literals of all tables */
static struct rows_set always; /* rows that need none */
static size_t count, words;    /* rows of all tables, and of their sets */
static bool built;

enum { NO_COLUMN = TAB_COLUMNS, MACRO_DEPTH = 4 };

/* Which of the columns asked for has this name. */
static size_t
column(const char *columns, const char *name)
{
	struct str rest = str_of(columns), piece;
	size_t i;

	for (i = 0; str_split(&rest, ' ', &piece); i++)
		if (str_eq(piece, str_of(name)))
			return i;
	return NO_COLUMN;
}

static void expand(const struct rows *r, size_t row, struct str pattern,
    int depth, struct buf *out);

/* Appends the pattern of the macro in the braces. */
static void
put_macro(const struct rows *r, size_t row, struct str name, int depth,
    struct buf *out)
{
	const struct tab *t = &r->tab;
	size_t i;

	for (i = 0; i < t->rows; i++)
		if (rows_is_macro(r, i) &&
		    str_eq(str_slice(t->row[i].cell[0], 1, SIZE_MAX), name))
			break;
	if (i == t->rows || depth == MACRO_DEPTH)
		tab_wrong(t, row, "no macro {%.*s}", (int)name.n, name.p);
	buf_put(out, STR("(?:"));
	expand(r, row, rows_cell(r, i, (int)r->pattern), depth + 1, out);
	buf_put(out, STR(")"));
}

/* Appends the pattern, macros replaced.  {3} and {0,9} are none. */
static void
expand(const struct rows *r, size_t row, struct str pattern, int depth,
    struct buf *out)
{
	size_t open, end;

	while (pattern.n != 0) {
		open = str_byte(pattern, '{', 0);
		end = str_byte(pattern, '}', open);
		if (end == pattern.n || pattern.p[open + 1] < 'a' ||
		    pattern.p[open + 1] > 'z') {
			end = open;
			buf_put(out, str_slice(pattern, 0, open + 1));
		} else {
			buf_put(out, str_slice(pattern, 0, open));
			put_macro(r, row, str_slice(pattern, open + 1, end),
			    depth, out);
		}
		pattern = str_slice(pattern, end + 1, pattern.n);
	}
}

static struct rx *
compile(const struct rows *r, size_t row, struct str pattern)
{
	struct rx *rx;
	char why[128];

	rx = rx_new(pattern, why, sizeof why);
	if (rx == NULL)
		tab_wrong(&r->tab, row, "pattern: %s", why);
	return rx;
}

/* Looks over a pattern: as it is written, its macros for their names alone. */
static void
check(const struct rows *r, size_t row)
{
	struct str pattern = rows_cell(r, row, (int)r->pattern);
	struct buf whole = { NULL, 0, 0 };

	rx_free(compile(r, row, pattern));
	expand(r, row, pattern, 0, &whole);
	buf_free(&whole);
}

/* The part of a row's pattern from byte `from` on, macros replaced. */
static struct rx *
prepare(const struct rows *r, size_t row, size_t from)
{
	struct str pattern = rows_cell(r, row, (int)r->pattern);
	struct buf whole = { NULL, 0, 0 };
	struct rx *rx;

	expand(r, row, str_slice(pattern, from, pattern.n), 0, &whole);
	rx = compile(r, row, buf_str(&whole));
	buf_free(&whole);
	return rx;
}

/* Of a thousand patterns most never meet a text that they could match, and to
 * compile them all takes as long as to read fifty pages. */
static void
meet(const struct rows *r, size_t row)
{
	struct str pattern = rows_cell(r, row, (int)r->pattern);
	size_t keep = str_find(pattern, STR("\\K"), 0);

	r->rx[row] = prepare(r, row, 0);
	if (keep < pattern.n)
		r->core[row] = prepare(r, row, keep + 2);
}

static void
load_needs(const struct rows *r, size_t row, size_t needs)
{
	struct str rest = needs == NO_COLUMN ? STR("") :
	    r->tab.row[row].cell[needs], literal;
	size_t id = r->first + row;

	if (id >= ROWS_MOST)
		tab_wrong(&r->tab, row, "more than %d rows", ROWS_MOST);
	if (rest.n == 0)
		rows_put(r, row, &always);
	while (str_split(&rest, '|', &literal))
		scan_add(scan, literal, id);
}

/* Returns the first of n new bits. */
static size_t
take_ids(size_t n)
{
	size_t first = count;

	count += n;
	words = (count + SCAN_WORD - 1) / SCAN_WORD;
	return first;
}

size_t
rows_question(void)
{
	size_t id = take_ids(1);

	scan_put(always.word, id);
	return id;
}

void
rows_load(struct rows *r, const char *folder, const char *file,
    const char *columns)
{
	tab_load(&r->tab, folder, file, columns);
	r->pattern = column(columns, "pattern");
	r->example = column(columns, "example");
	r->rx = xcalloc(r->tab.rows, sizeof *r->rx);
	r->core = xcalloc(r->tab.rows, sizeof *r->core);
	r->first = take_ids(r->tab.rows);
	if (scan == NULL)
		scan = scan_new();
	for (size_t i = 0; i < r->tab.rows; i++)
		if (!rows_is_macro(r, i)) {
			check(r, i);
			load_needs(r, i, column(columns, "needs"));
		}
}

bool
rows_is_macro(const struct rows *r, size_t row)
{
	return str_starts(r->tab.row[row].cell[0], STR("="));
}

struct str
rows_cell(const struct rows *r, size_t row, int at)
{
	return r->tab.row[row].cell[at];
}

void
rows_scan(struct str folded, struct rows_set *set)
{
	if (!built)
		scan_build(scan);
	built = true;
	*set = always;
	scan_run(scan, folded, set->word);
}

void
rows_put(const struct rows *r, size_t row, struct rows_set *set)
{
	scan_put(set->word, r->first + row);
}

bool
rows_has(const struct rows *r, size_t row, const struct rows_set *set)
{
	return scan_has(set->word, r->first + row);
}

bool
rows_both(const struct rows_set *a, const struct rows_set *b,
    struct rows_set *both)
{
	uint64_t any = 0;

	for (size_t i = 0; i < words; i++)
		any |= both->word[i] = a->word[i] & b->word[i];
	return any != 0;
}

size_t
rows_next(const struct rows *r, const struct rows_set *set, size_t row)
{
	return scan_next(set->word, r->first + row,
	    r->first + r->tab.rows) - r->first;
}

void
rows_take(const struct rows *r, size_t row, struct rows_set *set)
{
	scan_take(set->word, r->first + row);
}

enum rx_result
rows_find(const struct rows *r, size_t row, struct str text, size_t from,
    struct rx_match *m)
{
	enum rx_result found;

	if (r->rx[row] == NULL)
		meet(r, row);
	if (r->core[row] != NULL) {
		found = rx_find(r->core[row], text, from, m);
		if (found != RX_FOUND)
			return found;
	}
	return rx_find(r->rx[row], text, from, m);
}

static enum rx_result
find(const struct rows *r, size_t row, struct str folded, size_t from,
    struct rx_match *m)
{
	enum rx_result found = rows_find(r, row, folded, from, m);

	gave_up |= found == RX_LIMIT;
	return found;
}

bool
rows_match(const struct rows *r, size_t row, struct str folded,
    struct rx_match *m)
{
	return find(r, row, folded, 0, m) == RX_FOUND;
}

bool
rows_again(const struct rows *r, size_t row, struct str folded, size_t from,
    struct rx_match *m)
{
	return find(r, row, folded, from, m) == RX_FOUND;
}

bool
rows_try(const struct rows *r, size_t row, struct str folded,
    struct rows_set *may, struct rx_match *m)
{
	enum rx_result found = find(r, row, folded, 0, m);

	if (found == RX_NONE)
		rows_take(r, row, may);
	return found == RX_FOUND;
}

bool
rows_gave_up(void)
{
	bool was = gave_up;

	gave_up = false;
	return was;
}

bool
rows_fits(const struct rows *r, size_t row, struct str text, struct rx_match *m)
{
	struct rows_set may;

	rows_scan(text, &may);
	return rows_has(r, row, &may) && rows_match(r, row, text, m);
}

struct str
rows_example(const struct rows *r, size_t row)
{
	return rows_cell(r, row, (int)r->example);
}

void
rows_prove(const struct rows *r)
{
	struct rx_match m;

	for (size_t i = 0; i < r->tab.rows; i++)
		if (!rows_is_macro(r, i) &&
		    !rows_fits(r, i, fold_copy(rows_example(r, i)), &m))
			tab_wrong(&r->tab, i, "the example does not match");
}
