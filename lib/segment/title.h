/*
 * title: which lines are the title of a report, and what other lines say of the
 * kind of document that they stand in.  Floor 8.
 * The patterns are rows of titles.tsv.
 */
#ifndef GX_TITLE_H
#define GX_TITLE_H

#include "segment/page.h"

enum {
	TITLE_LONGEST = 240,    /* bytes: 80 characters */
	TITLE_NAME_LONGEST = 90 /* of an agency alone on a line */
};

/* The kinds of titles.tsv, which says what each means. */
enum title_kind {
	TITLE_REPORT, TITLE_END, TITLE_TAIL, TITLE_GLUED, TITLE_BARE,
	TITLE_ANNEX, TITLE_AGENCY, TITLE_SIGN, TITLE_OTHER, TITLE_NEWS,
	TITLE_NOT, TITLE_KINDS
};

void title_load(const char *folder);
void title_prove(void); /* each row's example */

/* True when a row of this kind matches the piece; a text that is not folded. */
bool title_says(const struct piece *piece, enum title_kind kind);
bool title_text_says(struct str text, enum title_kind kind);

/* A text without the pipes behind it of a flattened table that holds the page. */
struct str title_bare(struct str text);

/* True when a folded text, which these rows may match, is all of a title. */
bool title_is(struct str folded, struct rows_set *may);

/* True for a line of text of no more bytes, folded. */
bool title_is_short(const struct piece *piece, size_t longest);

/* True when the title of a report ends with piece i; *from: the piece with which
 * it begins. */
bool title_ends(const struct page *p, size_t i, size_t *from);

/* The same for the title that the table of the forms of 2008 and 2014 has of its
 * own, which begins a report only where nothing else does. */
bool title_ends_annex(const struct page *p, size_t i, size_t *from);

/* The last text before piece i; i if there is none. */
size_t title_text_above(const struct page *p, size_t i);

/* Cuts off what is glued to titles: the line before, or the text behind. */
void title_cut(struct page *p);

#endif
