#include <stdalign.h>
#include <stdlib.h>

#include "core/die.h"
#include "core/pool.h"

enum { BLOCK = 64 * 1024 };

/* Objects stand at its start, strings, which need no alignment, at its end. */
struct pool_block {
	struct pool_block *next;
	size_t used, end, size;
	alignas(max_align_t) char bytes[];
};

/* A block with room for n bytes. */
static struct pool_block *
room(struct pool *p, size_t n)
{
	struct pool_block *b = p->blocks;
	size_t size = n > BLOCK ? n : BLOCK;

	if (b == NULL || b->end - b->used < n) {
		if (n > SIZE_MAX / 2)
			die(GX_FAIL, "out of memory");
		b = xrealloc(NULL, sizeof *b + size, 1);
		*b = (struct pool_block){ p->blocks, 0, size, size };
		p->blocks = b;
		p->bytes += size;
	}
	return b;
}

void *
pool_take(struct pool *p, size_t n)
{
	struct pool_block *b = room(p, n);
	const size_t align = alignof(max_align_t);

	b->used += n;
	n = b->used - n;
	if (b->used % align != 0) /* the next object's place */
		b->used += align - b->used % align;
	if (b->used > b->end)
		b->used = b->end;
	return b->bytes + n;
}

void *
pool_copy(struct pool *p, const void *what, size_t n)
{
	void *copy = pool_take(p, n);

	if (n != 0)
		memcpy(copy, what, n);
	return copy;
}

struct str
pool_str(struct pool *p, struct str s)
{
	struct pool_block *b;

	if (s.n == 0)
		return STR("");
	b = room(p, s.n);
	b->end -= s.n;
	memcpy(b->bytes + b->end, s.p, s.n);
	return (struct str){ b->bytes + b->end, s.n };
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
	p->bytes = b != NULL ? b->size : 0;
	if (b != NULL) {
		b->used = 0;
		b->end = b->size;
	}
}

void
pool_free(struct pool *p)
{
	pool_reset(p);
	free(p->blocks);
	*p = (struct pool){ .blocks = NULL };
}
