/*
 * clue: what a piece of folded text means that is said to be a year, a place, or
 * a name.  Floor 7.
 */
#ifndef GX_CLUE_H
#define GX_CLUE_H

#include "domain/region.h"

/* How to read it.  Places may lack their 省, 市, 区 or 县 where they are all of the
 * text, or stand at its start or end: elsewhere they may mean anything (新平 in
 * 新平台). */
enum clue_how {
	CLUE_NUMBER, /* a year, in digits or in characters, of four or two */
	CLUE_NEXT,   /* the year after the one that is meant */
	CLUE_CODE,   /* the six digits of a unit */
	CLUE_SEAT,   /* of a unit, or of what lies around it */
	CLUE_NAME,   /* the first unit that the text names */
	CLUE_LAST,
	CLUE_START,  /* the one that stands there */
	CLUE_END,
	CLUE_HOME,   /* the one at the end, or what lies around it */
	CLUE_WHOLE,  /* the one that is all of it, in short */
	CLUE_ZONE,   /* the one with which the name of a zone begins, in short; of
	              * a county alone, only a city */
	CLUE_AS_IS   /* the text itself */
};
extern const char *const clue_hows[]; /* their names in a table */

struct clue {
	struct str raw;           /* as it was found */
	struct str value;         /* of a year its digits; else raw */
	struct region_set places; /* of a place: the units that it may mean */
};

/* False when the text does not mean such a thing.  Strings live in the pool. */
bool clue_read(enum clue_how how, struct str text, struct pool *pool,
    struct clue *c);

/* The year that a text is; 0 when it is none from 1990 on. */
int clue_year(struct str text);

#endif
