#include <stdlib.h>

#include "core/tab.h"
#include "domain/succession.h"

enum { CODE, TO_YEAR, SUCCESSOR, CHANGE };
enum { STEPS = 8 }; /* a unit is not recoded more often */

static struct tab t; /* sorted by code */

static int
by_code(const void *x, const void *y)
{
	const struct tab_row *a = x, *b = y;

	return str_cmp(a->cell[CODE], b->cell[CODE]);
}

static const struct tab_row *
find(struct str code)
{
	struct tab_row key = { .cell = &code };

	return t.rows == 0 ? NULL :
	    bsearch(&key, t.row, t.rows, sizeof *t.row, by_code);
}

static bool
is_merger(const struct tab_row *row)
{
	return str_eq(row->cell[CHANGE], STR("merged"));
}

static void
follow(struct str codes, struct str year, struct str then, bool mergers,
    struct buf *list)
{
	const struct tab_row *row;
	struct str code, as_of;

	while (str_split(&codes, ' ', &code)) {
		as_of = year;
		for (int i = 0; i < STEPS && (row = find(code)) != NULL &&
		     str_cmp(as_of, row->cell[TO_YEAR]) <= 0 &&
		     str_cmp(row->cell[TO_YEAR], then) < 0 &&
		     (mergers || !is_merger(row)); i++) {
			code = row->cell[SUCCESSOR];
			as_of = row->cell[TO_YEAR];
		}
		if (list->n != 0)
			buf_byte(list, ' ');
		buf_put(list, code);
	}
}

void
succession_then(struct str codes, struct str year, struct str then,
    struct buf *list)
{
	follow(codes, year, then, false, list);
}

void
succession_now(struct str codes, struct str year, struct buf *list)
{
	follow(codes, year, STR("9999"), true, list);
}

struct str
succession_last(struct str code)
{
	const struct tab_row *row;

	for (int i = 0; i < STEPS && (row = find(code)) != NULL &&
	     !is_merger(row); i++)
		code = row->cell[SUCCESSOR];
	return code;
}

void
succession_load(const char *folder)
{
	tab_load(&t, folder, "succession.tsv",
	    "code to_year successor change");
	for (size_t i = 0; i < t.rows; i++)
		if (t.row[i].cell[CODE].n != 6 || t.row[i].cell[TO_YEAR].n != 4 ||
		    t.row[i].cell[SUCCESSOR].n != 6)
			tab_wrong(&t, i, "a code has six digits, a year four");
	qsort(t.row, t.rows, sizeof *t.row, by_code);
	for (size_t i = 1; i < t.rows; i++)
		if (by_code(&t.row[i - 1], &t.row[i]) == 0)
			tab_wrong(&t, i, "this code has a row already");
}
