/*
 * spread: names that share a verb or a number get their own.  Floor 7.
 *
 * 网站、微博分别公开信息5条和3条 says what 网站公开信息5条、微博公开信息3条 says, and
 * 复议、诉讼均为0件 what 复议为0件、诉讼为0件 says; rules know only the latter.  What ends
 * the last name may be meant of all: 检索、复制收费分别为3元和5元.  Names right before as
 * many numbers, as in 网站、微博5条和3条, have one each, and one zero of a list of cases, as
 * in 复议、诉讼0件, is the number of each.
 */
#ifndef GX_SPREAD_H
#define GX_SPREAD_H

#include "prose/marks.h"

/* Rewrites such lists in the marked text, whose places stay those of the
 * paragraph; false when there are none.  A list with as many numbers as names is one;
 * any other is left. */
bool spread(struct marks *m);

#endif
