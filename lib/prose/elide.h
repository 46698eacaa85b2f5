/*
 * elide: what sentences leave out because the words before say it (elisions.tsv).
 * Floor 7.
 *
 * 收到申请5件。均已答复。 speaks of the same five, and 行政复议数为0 counts cases;
 * rules know 收到申请5件,均已答复 and 行政复议数为0件; 当中 says what 其中 says.
 */
#ifndef GX_ELIDE_H
#define GX_ELIDE_H

#include "domain/rows.h"
#include "prose/marks.h"

void elide_load(const char *folder);

/* Puts it in, in the marked text, whose places stay those of the paragraph; may is
 * rows_scan() of that.  False when nothing is left out. */
bool elide(struct marks *m, const struct rows_set *may);

/* Proves every row by its example. */
void elide_prove(void);

#endif
