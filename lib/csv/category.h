/*
 * category: the values that columns of categories have (categories.tsv,
 * sectors.tsv).  Floor 5.
 */
#ifndef GX_CATEGORY_H
#define GX_CATEGORY_H

#include "core/buf.h"

struct category {
	struct str list, value, label_zh, label_en;
};

void category_load(const char *folder);

/* The next value of a list, *at being 0 for the first; NULL behind the last. */
const struct category *category_next(struct str list, size_t *at);

#endif
