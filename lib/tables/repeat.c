#include "core/pool.h"
#include "tables/repeat.h"

enum { SEEN_MOST = 64 /* texts; a table has repeated one long before */ };

static struct str seen[SEEN_MOST];
static size_t count;
static bool found;
static struct pool pool;

void
repeat_begin(void)
{
	count = 0;
	found = false;
	pool_reset(&pool);
}

static void
look(struct str cell)
{
	for (size_t i = 0; i < count; i++)
		found |= str_eq(seen[i], cell);
	if (!found && count < SEEN_MOST)
		seen[count++] = pool_str(&pool, cell);
}

void
repeat_look(const struct head_row *row)
{
	for (size_t i = 0; i < row->n && !found; i++)
		if (row->v[i].raw.n != 0)
			look(row->v[i].raw);
}

bool
repeat_found(void)
{
	return found;
}
