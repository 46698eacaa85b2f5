#include "die.h"
#include "fold.h"
#include "rows.h"

static bool gave_up;
static struct scan *scan;      /* for the literals of all tables */
static struct rows_set always; /* rows that need none */
static size_t count;           /* rows of all tables */
static bool built;

enum { NO_COLUMN = TAB_COLUMNS };

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

void
rows_load(struct rows *r, const char *folder, const char *file,
    const char *columns)
{
	char why[128];

	tab_load(&r->tab, folder, file, columns);
	r->pattern = column(columns, "pattern");
	r->example = column(columns, "example");
	r->rx = xcalloc(r->tab.rows, sizeof *r->rx);
	r->first = count;
	count += r->tab.rows;
	if (scan == NULL)
		scan = scan_new();
	for (size_t i = 0; i < r->tab.rows; i++) {
		r->rx[i] = rx_new(r->tab.row[i].cell[r->pattern], why,
		    sizeof why);
		if (r->rx[i] == NULL)
			tab_wrong(&r->tab, i, "pattern: %s", why);
		load_needs(r, i, column(columns, "needs"));
	}
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
rows_both(const struct rows_set *a, const struct rows_set *b,
    struct rows_set *both)
{
	uint64_t any = 0;

	for (size_t i = 0; i < ROWS_WORDS; i++)
		any |= both->word[i] = a->word[i] & b->word[i];
	return any != 0;
}

size_t
rows_next(const struct rows *r, const struct rows_set *set, size_t row)
{
	return scan_next(set->word, r->first + row,
	    r->first + r->tab.rows) - r->first;
}

bool
rows_match(const struct rows *r, size_t row, struct str folded,
    struct rx_match *m)
{
	enum rx_result found = rx_find(r->rx[row], folded, 0, m);

	gave_up |= found == RX_LIMIT;
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
rows_example(const struct rows *r, size_t row, struct str *folded)
{
	struct rows_set may;

	*folded = fold_copy(rows_cell(r, row, (int)r->example));
	rows_scan(*folded, &may);
	return rows_next(r, &may, row) == row;
}

void
rows_prove(const struct rows *r)
{
	struct rx_match m;
	struct str example;

	for (size_t i = 0; i < r->tab.rows; i++)
		if (!rows_example(r, i, &example) ||
		    !rows_match(r, i, example, &m))
			tab_wrong(&r->tab, i, "the example does not match");
}
