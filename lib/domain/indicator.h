/*
 * indicator: the codebook (indicators.tsv).  Floor 5.
 */
#ifndef GX_INDICATOR_H
#define GX_INDICATOR_H

#include "core/buf.h"

struct indicator {
	struct str id, unit, type; /* type: count, money or percent */
	struct str label_zh, label_en;
	struct str eras;  /* of the forms that have it, separated by commas */
	struct str table, row, column; /* where the form prints it */
	struct str additivity; /* flow, stock or none: over what it can be summed */
	struct str notes;
	size_t order; /* its place in the codebook */
};

void indicator_load(const char *folder);
size_t indicator_count(void);
const struct indicator *indicator_nth(size_t order);

/* NULL when the codebook has no such id. */
const struct indicator *indicator_find(struct str id);

#endif
