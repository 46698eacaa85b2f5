#include "tables/rowlabel.h"

int
rowlabel_count(const struct head *h, const struct head_cell *cell, int *row)
{
	int n = 0;

	for (int i = 0; i < cell->hits->n; i++)
		if (form_is_line(cell->hits->row[i]) &&
		    head_has(h, cell->hits->row[i])) {
			*row = cell->hits->row[i];
			n++;
		}
	return n;
}

/* True when a column of the block has this label too: 其他 may be anything. */
static bool
is_common(const struct head *h, const struct head_cell *cell)
{
	return head_find(h, cell, FORM_COL) != FORM_NONE;
}

int
rowlabel_find(const struct head *h, const struct head_cell *cell, int group)
{
	struct str under;
	int row, only = FORM_NONE;

	for (;;) {
		under = group == FORM_NONE ? STR("") : form_key(group);
		for (int i = 0; i < cell->hits->n; i++) {
			row = cell->hits->row[i];
			if (form_is_line(row) && head_has(h, row) &&
			    str_eq(form_cell(row, FORM_UNDER), under))
				return row;
		}
		if (group == FORM_NONE)
			break;
		group = form_parent(group);
	}
	return rowlabel_count(h, cell, &only) == 1 && !is_common(h, cell) ? only :
	    FORM_NONE;
}

bool
rowlabel_is_total(int row)
{
	int whole = form_parent(row);

	return whole != FORM_NONE && str_eq(form_key(row), form_key(whole));
}

bool
rowlabel_is_within(int row, int other)
{
	while (row != FORM_NONE && row != other)
		row = form_parent(row);
	return row == other;
}
