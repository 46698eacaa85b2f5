/*
 * intake: the lines of a flattened table become its rows, one after the other.
 * Floor 10.
 */
#ifndef GX_INTAKE_H
#define GX_INTAKE_H

#include "page.h"

/* Begins a table.  rows: each line is one; bars_split: bars between lines that have
 * none part cells, else all are blank cells. */
void intake_begin(bool rows, bool bars_split);

/* Takes the row or the cell that begins with line i of a table that ends before
 * line `end`; returns how many lines that are. */
size_t intake_lines(struct page *p, size_t i, size_t end);

#endif
