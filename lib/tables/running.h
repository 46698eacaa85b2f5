/*
 * running: numbers of rows, which run from one to the next.  Floor 9.
 *
 * In a text that loses blanks they show which rows have no number, and which have
 * lost a value.
 */
#ifndef GX_RUNNING_H
#define GX_RUNNING_H

#include "tables/stretch.h"

/* Settles the rows under one header that were filled with blanks. */
void running_settle(const struct stretch *s, struct facts *f);

#endif
