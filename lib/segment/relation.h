/*
 * relation: how labels of the official forms stand to one another in the forms.
 * Floor 7.
 *
 * A text may be the label of several rows of tables.tsv: what is said of two texts
 * is true when it is true of one of the rows of each.
 */
#ifndef GX_RELATION_H
#define GX_RELATION_H

#include "domain/form.h"

/* True when a label is a note of this key. */
bool relation_is_note(const struct form_hits *hits, const char *key);

/* True when both are labels of one row; of one block. */
bool relation_is_same(const struct form_hits *a, const struct form_hits *b);
bool relation_in_block(const struct form_hits *a, const struct form_hits *b);

/* True when one stands below the other; as the first that does. */
bool relation_is_below(const struct form_hits *below,
    const struct form_hits *above);
bool relation_is_first_below(const struct form_hits *below,
    const struct form_hits *above);

/* True when a note of a header has a row of its own above such a column. */
bool relation_is_above_columns(const struct form_hits *note,
    const struct form_hits *column);

/* True when both are columns of one block, below the same group. */
bool relation_are_columns(const struct form_hits *a, const struct form_hits *b);

#endif
