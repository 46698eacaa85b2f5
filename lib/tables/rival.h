/*
 * rival: a table that contradicts one read before it in the same report.  Floor 9.
 *
 * A page may print below its own table those of its districts, or of other bodies,
 * and only a name tells whose they are.  Numbers of two tables must never be mixed.
 */
#ifndef GX_RIVAL_H
#define GX_RIVAL_H

#include "extract/facts.h"

/* Begins a report. */
void rival_begin(void);

/* A table ends: the facts of tables since the last one are its own.  When another
 * one has given other numbers for its rows, none of its facts are read. */
void rival_settle(struct facts *f);

#endif
