/*
 * look: what the lines of a flattened table are.  Floor 10.
 *
 * How a table uses pipes is seen from its first lines; what a line is, is asked
 * again and again, and told from memory.
 */
#ifndef GX_LOOK_H
#define GX_LOOK_H

#include "segment/cells.h"

/* Begins a table, or what may be one, with piece i of a page. */
void look_begin(const struct page *p, size_t i);

/* Makes *c the cells of a piece that stands in it, and tells what it is. */
enum line_kind look_at(const struct piece *piece, struct cells *c);

/* True for what joined two rows of a line that has been cut. */
bool look_is_joint(const struct piece *piece);

#endif
