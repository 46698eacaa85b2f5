/*
 * aside: checks and warnings that were made apart from the stream, such as those
 * of one year against the next, until their report comes.  Floor 5.
 */
#ifndef GX_ASIDE_H
#define GX_ASIDE_H

#include "core/rec.h"

/* A file of nothing but check and warn records; dies when it cannot be read. */
void aside_load(const char *path);

/* The next record of a report, *at from 0, in the order of the file; NULL behind
 * the last.  It is valid until the next call. */
const struct rec *aside_next(struct str doc, struct str report, size_t *at);

#endif
