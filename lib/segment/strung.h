/*
 * strung: pages whose text is the strings of a tree, which a program joined by a sign.
 * Floor 9.
 *
 * BeautifulSoup's get_text("|") and its like put a pipe or a tab between any two strings
 * of a page: before and behind every line, sentences as well as cells, and inside
 * them where a word is bold or a line breaks.
 */
#ifndef GX_STRUNG_H
#define GX_STRUNG_H

#include "segment/page.h"

/* If lines of the page are such strings: each piece of text is read without the sign at
 * its ends, and where it is inside a sentence or a label. */
void strung_clear(struct page *p);

#endif
