/*
 * trace: what becomes of one line, in words (gx-extract -x).  Floor 4.
 *
 * Those who decide say here what they decide, where they decide it, so that
 * what is explained is what happens.  Nothing is heard but of the line that
 * was asked about.
 */
#ifndef GX_TRACE_H
#define GX_TRACE_H

#include "core/buf.h"
#include "core/die.h"

/* Asks about a line by its number in digits; false when it is none. */
bool trace_ask(const char *number);

/* True for the number of the line that was asked about. */
bool trace_wants(struct str number);

/* Whether what is said from now on is of that line. */
void trace_listen(bool of_it);

/* True while it is. */
bool trace_listens(void);

/* One line on standard output, indented. */
void trace_say(int depth, const char *fmt, ...) GX_PRINTF(2, 3);

#endif
