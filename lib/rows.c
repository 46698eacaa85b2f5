#include "die.h"
#include "fold.h"
#include "rows.h"

static bool gave_up;

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
load_needs(struct rows *r, size_t needs)
{
	struct str rest, literal;

	r->scan = scan_new();
	r->always = xcalloc(r->tab.rows, sizeof *r->always);
	for (size_t i = 0; i < r->tab.rows; i++) {
		rest = needs == NO_COLUMN ? STR("") : r->tab.row[i].cell[needs];
		r->always[i] = rest.n == 0;
		while (str_split(&rest, '|', &literal))
			scan_add(r->scan, literal, i);
	}
	scan_build(r->scan);
	r->has = xcalloc(scan_words(r->scan), sizeof *r->has);
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
	load_needs(r, column(columns, "needs"));
	for (size_t i = 0; i < r->tab.rows; i++) {
		r->rx[i] = rx_new(r->tab.row[i].cell[r->pattern], why,
		    sizeof why);
		if (r->rx[i] == NULL)
			tab_wrong(&r->tab, i, "pattern: %s", why);
	}
}

struct str
rows_cell(const struct rows *r, size_t row, int at)
{
	return r->tab.row[row].cell[at];
}

void
rows_text(const struct rows *r, struct str folded)
{
	memset(r->has, 0, scan_words(r->scan) * sizeof *r->has);
	scan_run(r->scan, folded, r->has);
}

bool
rows_match(const struct rows *r, size_t row, struct str folded,
    struct rx_match *m)
{
	enum rx_result found;

	if (!rows_may(r, row))
		return false;
	found = rx_find(r->rx[row], folded, 0, m);
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

void
rows_prove(const struct rows *r)
{
	struct rx_match m;
	struct str example;

	for (size_t i = 0; i < r->tab.rows; i++) {
		example = fold_copy(rows_cell(r, i, (int)r->example));
		rows_text(r, example);
		if (!rows_match(r, i, example, &m))
			tab_wrong(&r->tab, i, "the example does not match");
	}
}
