#include <stdalign.h>
#include <stdlib.h>

#include "die.h"
#include "pool.h"

enum { BLOCK = 64 * 1024 };

struct pool_block {
	struct pool_block *next;
	size_t used, size;
	alignas(max_align_t) char bytes[];
};

void *
pool_take(struct pool *p, size_t n)
{
	struct pool_block *b = p->blocks;
	const size_t align = alignof(max_align_t);
	size_t size = n > BLOCK ? n : BLOCK;

	if (b == NULL || b->size - b->used < n) {
		if (n > SIZE_MAX / 2)
			die(GX_FAIL, "out of memory");
		b = xrealloc(NULL, sizeof *b + size, 1);
		*b = (struct pool_block){ p->blocks, 0, size };
		p->blocks = b;
	}
	b->used += n;
	n = b->used - n;
	if (b->used % align != 0) /* the next object's place */
		b->used += align - b->used % align;
	if (b->used > b->size)
		b->used = b->size;
	return b->bytes + n;
}

struct str
pool_str(struct pool *p, struct str s)
{
	char *copy;

	if (s.n == 0)
		return STR("");
	copy = pool_take(p, s.n);
	memcpy(copy, s.p, s.n);
	return (struct str){ copy, s.n };
}

struct str
pool_join(struct pool *p, struct str s, struct str t)
{
	static struct buf both;

	return pool_str(p, buf_join(&both, s, t));
}

void
pool_reset(struct pool *p)
{
	struct pool_block *b, *next;

	for (b = p->blocks; b != NULL && (b->next != NULL || b->size > BLOCK);
	     b = next) {
		next = b->next;
		free(b);
	}
	p->blocks = b;
	if (b != NULL)
		b->used = 0;
}

void
pool_free(struct pool *p)
{
	pool_reset(p);
	free(p->blocks);
	p->blocks = NULL;
}
