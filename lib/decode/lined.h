/*
 * lined: texts whose lines count though tags stand in them, as in Markdown and in
 * wikis.  Floor 7.
 *
 * A blank line ends a paragraph, whose other line ends are blanks; the lines of a table
 * that is drawn with pipes stand alone, and <br> in one is a blank.  Tables may also
 * stand as HTML.
 */
#ifndef GX_LINED_H
#define GX_LINED_H

#include "core/charset.h"

/* True for such a text, of one that has tags: a table is drawn in it, a heading has its
 * # or = behind a blank line, an HTML table stands so in running text, or many lines
 * without tags stand between blank ones; and nothing says that it is a whole page. */
bool lined_is(struct str text);

/* True when the line that begins at i is one of a drawn table; is blank, as what is behind
 * the end of the text is. */
bool lined_is_drawn(struct str text, size_t i);
bool lined_is_blank(struct str text, size_t i);

/* True when the line, in that charset, ends so that the next one is another: Markdown's
 * two blanks, or \. */
bool lined_breaks(struct str line, enum charset charset);

#endif
