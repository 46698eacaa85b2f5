/*
 * kin: the report of a government held against those of the governments of
 * the units right below its own.  Floor 11.
 *
 * What is kept is the small table of totals: of every report of a government
 * the numbers that the aggregate rules ask for.  A sum over some of the units
 * can be too large, but proves nothing else: then a rule is incomplete.
 */
#ifndef GX_KIN_H
#define GX_KIN_H

#include "core/rec.h"

void kin_load(const char *folder); /* after identity_load() */
void kin_report(const struct rec *report);
void kin_fact(const struct rec *fact); /* of the last report */
void kin_end(void);                    /* judges them all */

#endif
