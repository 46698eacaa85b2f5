#include "domain/rows.h"
#include "prose/elide.h"

enum { VALUE };
enum { ROUNDS = 32 };

static struct rows table;

void
elide_load(const char *folder)
{
	rows_load(&table, folder, "elisions.tsv", "value needs pattern example");
}

/* Replaces all that a row matches; false when that is nothing. */
static bool
replace(struct marks *m, size_t row)
{
	static struct marks out;
	struct str s = buf_str(&m->text), value = rows_cell(&table, row, VALUE);
	struct rx_match hit;
	size_t done = 0, at;

	while (rows_find(&table, row, s, done, &hit) == RX_FOUND) {
		at = (size_t)(hit.group[1].p - s.p);
		if (at + hit.group[1].n == done) /* the same place once more */
			break;
		marks_copy(&out, m, done, at);
		marks_put(&out, value, m->at[at]);
		done = at + hit.group[1].n;
	}
	if (done == 0)
		return false;
	marks_copy(&out, m, done, s.n);
	marks_replace(m, &out);
	return true;
}

/* What has been put in may let a row match again: 其中网上5,信函3. */
bool
elide(struct marks *m, const struct rows_set *may)
{
	bool any = false;

	for (size_t row = rows_next(&table, may, 0); row < table.tab.rows;
	     row = rows_next(&table, may, row + 1))
		for (int i = 0; i < ROUNDS && replace(m, row); i++)
			any = true;
	return any;
}

/* The example has numbers, which are marked first. */
static bool
matches_example(size_t row)
{
	static struct marks m;
	struct rx_match hit;

	marks_fold(&m, rows_example(&table, row));
	marks_make(&m);
	return rows_fits(&table, row, buf_str(&m.text), &hit);
}

void
elide_prove(void)
{
	for (size_t row = 0; row < table.tab.rows; row++)
		if (!matches_example(row))
			tab_wrong(&table.tab, row, "the example does not match");
}
