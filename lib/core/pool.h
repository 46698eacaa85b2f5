/*
 * pool: memory that is given back all at once, such as that of a document.
 * Floor 3.
 */
#ifndef GX_POOL_H
#define GX_POOL_H

#include "core/buf.h"

struct pool {
	struct pool_block *blocks; /* newest first */
	size_t bytes;              /* that they take */
};

/* n bytes, aligned for any object, until pool_reset(). */
void *pool_take(struct pool *p, size_t n);
void *pool_copy(struct pool *p, const void *what, size_t n); /* with these in them */
struct str pool_str(struct pool *p, struct str s); /* a copy */
struct str pool_join(struct pool *p, struct str s, struct str t); /* both as one */

/* Gives everything back; one block is kept for the next document. */
void pool_reset(struct pool *p);
void pool_free(struct pool *p); /* that too */

#endif
