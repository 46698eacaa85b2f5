/*
 * stack: headers whose cells are broken over the lines of a PDF's text.
 * Floor 8.
 *
 * In such a header 社会 stands above 公益, that above 组织.  Pieces that overlap
 * in their columns and together are, or begin, a label of the official forms
 * are put together; the header is recognised when its labels are all those of
 * a block, and those that stand clear of each other stand in the block's
 * order.
 */
#ifndef GX_STACK_H
#define GX_STACK_H

#include "segment/page.h"

/* Tries the lines from..to of a page as such a header.  Returns the number of
 * the block (form_block()), or FORM_NONE. */
int stack_find(const struct page *p, size_t from, size_t to);

/* The label of a column of that block as the header has it, folded, or as the form
 * has it.  Good until the next stack_find(). */
struct str stack_label(int column);

#endif
