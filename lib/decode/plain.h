/*
 * plain: the lines of a plain text.  Floor 7.
 *
 * A line ends with LF, and a CR before it is dropped; in a text without any LF
 * lines end with CR.  Lines are numbered as the file has them, blank ones
 * included; those are not written.  Blanks at both ends of a line are kept, so
 * that grep finds the line as it is.
 */
#ifndef GX_PLAIN_H
#define GX_PLAIN_H

#include "decode/doc.h"

/* Writes the records of the text in doc->decoded. */
void plain_read(struct doc *d, enum charset charset);

#endif
