#include "core/tab.h"
#include "domain/fold.h"
#include "domain/form.h"
#include "tables/example.h"
#include "tables/tables.h"

enum { ID, PATH, COLUMN };

static struct tab t;
static uint64_t number; /* of the row */

static void
begin_row(struct rec *row)
{
	rec_make(row, REC_ROW, STR("example"), STR("1"));
	row->f[ROW_KIND] = STR("html");
	row->f[ROW_TABLE] = STR("1");
	rec_number(row, ROW_ROW, ++number);
	row->f[ROW_SPANS] = STR("-");
}

/* The name of the labels' own column, "" when the form has none. */
static struct str
note_of(int block)
{
	for (int i = form_block(block)->first; i < form_block(block)->end; i++)
		if (form_what(i) == FORM_NOTE)
			return form_label(i);
	return STR("");
}

static void
read_header(int block, struct facts *f)
{
	static struct rec row;
	int column[FORM_COLUMNS], n;

	for (int r = 0; (n = form_header(block, r, column)) != 0; r++) {
		begin_row(&row);
		rec_cell(&row, r == 0 ? note_of(block) : STR(""));
		for (int i = 0; i < n; i++)
			rec_cell(&row, form_label(column[i]));
		tables_row(&row, f);
	}
}

/* The last of the pieces between " / ". */
static struct str
last_piece(struct str s)
{
	size_t at;

	while ((at = str_find(s, STR(" / "), 0)) < s.n)
		s = str_slice(s, at + strlen(" / "), s.n);
	return s;
}

/* The columns below which numbers stand, in their order. */
static int
leaves(int block, int leaf[FORM_COLUMNS])
{
	int n = form_header(block, 0, leaf), old[FORM_COLUMNS], next[FORM_COLUMNS];
	int olds, nexts;

	for (int r = 1; (nexts = form_header(block, r, next)) != 0; r++) {
		memcpy(old, leaf, sizeof old);
		olds = n;
		n = 0;
		for (int i = 0; i < olds; i++) {
			if (form_what(old[i]) != FORM_GROUP)
				leaf[n++] = old[i];
			for (int k = 0; k < nexts; k++)
				if (form_what(old[i]) == FORM_GROUP &&
				    str_eq(form_cell(next[k], FORM_UNDER),
				    form_cell(old[i], FORM_KEY)))
					leaf[n++] = next[k];
		}
	}
	return n;
}

/* Reads the row of the codebook's row i: its labels, and so many zeros.  Returns
 * how many labels. */
static size_t
read_row(size_t i, bool labelled, int values, struct facts *f)
{
	static struct rec row;
	struct str path = t.row[i].cell[PATH];
	size_t at, labels;

	begin_row(&row);
	for (; labelled && path.n != 0; path = str_slice(path, at, path.n)) {
		at = str_find(path, STR(" / "), 0);
		rec_cell(&row, str_slice(path, 0, at));
		at += at < path.n ? strlen(" / ") : 0;
	}
	labels = row.n - ROW_FIELDS;
	while (values-- > 0)
		rec_cell(&row, STR("0"));
	tables_row(&row, f);
	return labels;
}

/* True when the codebook's column is one of the labels of the form's. */
static bool
is_column(size_t i, int column)
{
	struct form_hits hits;

	if (str_eq(form_cell(column, FORM_KEY), STR("=")))
		return true; /* the codebook has the code of the row instead */
	form_find(fold_copy(last_piece(t.row[i].cell[COLUMN])), &hits);
	return form_hit(&hits, column);
}

static bool
has(int block, const struct indicator *in)
{
	const struct form_block *b = form_block(block);

	for (int row = b->first; row < b->end; row++)
		for (int column = b->first; column < b->end; column++)
			if (form_what(row) > FORM_GROUP &&
			    form_what(column) == FORM_COL &&
			    form_indicator(row, column) == in)
				return true;
	return false;
}

/* Reads the codebook's row i in a block; true when its indicator is read from
 * the cell of its column, and from no other. */
static bool
is_read(size_t i, const struct indicator *in, int block, struct facts *f)
{
	static struct rec report;
	int leaf[FORM_COLUMNS], n = leaves(block, leaf);
	size_t labels, right = 0, found = 0, at;

	rec_make(&report, REC_REPORT, STR("example"), STR("1"));
	facts_begin(f, &report);
	tables_begin();
	read_header(block, f);
	labels = read_row(i, form_labelled(block), n, f);
	tables_end(f);
	for (size_t k = 0; k < f->n; k++) {
		if (f->v[k].indicator != in)
			continue;
		at = f->v[k].ordinal - labels - 1;
		found++;
		right += f->v[k].value.present && at < (size_t)n &&
		    is_column(i, leaf[at]);
	}
	return found == 1 && right == 1;
}

void
example_prove(const char *folder)
{
	static struct facts f;
	const struct indicator *in;
	size_t wrong = 0;
	bool read;

	tab_load(&t, folder, "indicators.tsv", "id row_path column");
	for (size_t i = 0; i < t.rows; i++) {
		in = indicator_nth(i);
		if (str_starts(in->id, STR("n.")) ||
		    str_eq(t.row[i].cell[PATH], STR("（派生）")))
			continue; /* of the prose, or derived: in no form */
		read = false;
		for (int b = 0; b < form_blocks() && !read; b++)
			read = has(b, in) && is_read(i, in, b, &f);
		wrong += !read;
		if (!read)
			tab_complain(&t, i, "its row and column are not read "
			    "as %.*s", (int)in->id.n, in->id.p);
	}
	if (wrong != 0)
		die(GX_USAGE, "%s: %zu indicators have no row in the forms",
		    t.path, wrong);
}
