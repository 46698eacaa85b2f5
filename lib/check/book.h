/*
 * book: what a report says, in one record, for gx-check -y.  Floor 8.
 *
 * One year is held against another by what is for use in both: that is a fifth
 * of the facts' bytes, and one line to sort instead of some hundred.  The key has
 * the last code of a region that was recoded (succession.tsv), so that the books
 * of an agency stand together when they are sorted by it.
 */
#ifndef GX_BOOK_H
#define GX_BOOK_H

#include "core/rec.h"

/* Books go to folder/books, one a line and nothing else.  Without this call there
 * are none.  rules: the folder of the tables. */
void book_open(const char *folder, const char *rules);

void book_fact(const struct rec *fact); /* one that is written */
void book_end(void);                    /* the report's facts are all there */
void book_close(void);

/* The next of the readings that a book has, *at from 0, as a fact: made by
 * rec_make() of the book's document; false behind the last. */
bool book_next(const struct rec *book, size_t *at, struct rec *fact);

/* Takes region/body/year apart, the first two with their strokes; the year, or 0
 * when one of them is not known.  A body may have a stroke in it. */
int book_year(struct str key, struct str *agency);

#endif
