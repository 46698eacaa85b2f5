/*
 * elide: what sentences leave out because the words before say it.  Floor 7.
 *
 * 收到申请5件。均已答复。 speaks of the same five, and 行政复议数为0 counts cases;
 * rules know 收到申请5件,均已答复 and 行政复议数为0件.
 */
#ifndef GX_ELIDE_H
#define GX_ELIDE_H

#include "marks.h"

/* In the marked text, whose places stay those of the paragraph: a sentence that
 * begins with 均, 已全部 and the like becomes a clause of the one before, and a
 * number at the end of a clause that counts requests, cases, complaints or fees
 * gets its unit. */
void elide(struct marks *m);

#endif
