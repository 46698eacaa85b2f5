/*
 * rowlabel: the row of a form that a label names.  Floor 8.
 *
 * One label may be printed in several places: which is meant is told by the row
 * that those before it were parts of.
 */
#ifndef GX_ROWLABEL_H
#define GX_ROWLABEL_H

#include "tables/head.h"

/* How many rows of the header's block have this label; one of them is *row. */
int rowlabel_count(const struct head *h, const struct head_cell *cell, int *row);

/* The row that a label names: a part of the group at hand, or of what that is a part
 * of; else the only row of the block with this label.  FORM_NONE: there is none. */
int rowlabel_find(const struct head *h, const struct head_cell *cell, int group);

/* True for the total of a line, which is one of its parts: 小计. */
bool rowlabel_is_total(int row);

/* True when a line of the form is part of the other, or is it. */
bool rowlabel_is_within(int row, int other);

#endif
