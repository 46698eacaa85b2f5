#include "segment/relation.h"

bool
relation_is_note(const struct form_hits *hits, const char *key)
{
	for (int i = 0; i < hits->n; i++)
		if (form_what(hits->row[i]) == FORM_NOTE && str_eq(
		    form_cell(hits->row[i], FORM_KEY), str_of(key)))
			return true;
	return false;
}

bool
relation_is_same(const struct form_hits *a, const struct form_hits *b)
{
	for (int i = 0; i < a->n; i++)
		if (form_hit(b, a->row[i]))
			return true;
	return false;
}

bool
relation_in_block(const struct form_hits *x, const struct form_hits *y)
{
	for (int i = 0; i < x->n; i++)
		for (int k = 0; k < y->n; k++)
			if (form_same_block(x->row[i], y->row[k]))
				return true;
	return false;
}

bool
relation_is_below(const struct form_hits *below,
    const struct form_hits *above)
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

bool
relation_is_first_below(const struct form_hits *below,
    const struct form_hits *above)
{
	for (int k = 0; k < above->n; k++)
		for (int i = 0; i < below->n; i++)
			if (below->row[i] == above->row[k] + 1)
				return relation_is_below(below, above);
	return false;
}

bool
relation_is_above_columns(const struct form_hits *note,
    const struct form_hits *column)
{
	if (!relation_is_note(note, "above"))
		return false;
	for (int i = 0; i < note->n; i++)
		for (int k = 0; k < column->n; k++)
			if (form_what(column->row[k]) <= FORM_GROUP &&
			    str_eq(form_cell(note->row[i], FORM_BLOCK),
			    form_cell(column->row[k], FORM_BLOCK)))
				return true;
	return false;
}

bool
relation_are_columns(const struct form_hits *a, const struct form_hits *b)
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
