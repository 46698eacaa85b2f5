/*
 * unread: rows with numbers that were not read, until it is known whether their
 * table is one of the forms.  Floor 8.
 */
#ifndef GX_UNREAD_H
#define GX_UNREAD_H

#include "extract/facts.h"

void unread_begin(void); /* a table */

/* Keeps a row of it; labelled: it has a label of the forms. */
void unread_put(struct str line, bool labelled);

/* How many there are, and whether their labels show that the table is one of the
 * forms. */
size_t unread_count(void);
bool unread_shows_form(void);

/* Forgets those from..to: they have been read after all, or were put twice. */
void unread_drop(size_t from, size_t to);

/* Warns of all that are kept, or, when the table is not known to be one of the
 * forms, of those with a label; the others stay. */
void unread_warn(bool known, const struct facts *f);

#endif
