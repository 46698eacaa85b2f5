/*
 * errorpage: pages that are no documents, by the phrases of errorpages.tsv.
 * Floor 5.
 */
#ifndef GX_ERRORPAGE_H
#define GX_ERRORPAGE_H

#include "core/buf.h"

enum { ERRORPAGE_TEXT = 1536 }; /* bytes; a page with more is a document */

/* The phrase that gives a page away, and the code of the warning; NULL when
 * there is none.  text is the whole text of the page, or empty if that is long. */
const char *errorpage_phrase(struct str title, struct str text,
    const char **code);

#endif
