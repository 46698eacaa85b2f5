#include <stdalign.h>

#include "core/die.h"
#include "core/eight.h"
#include "core/memo.h"

enum {
	HEADS = 8192,
	STRINGS_MOST = HEADS / 2,
	BYTES_MOST = 256 * 1024
};

struct memo_entry {
	struct memo_entry *next;
	uint64_t hash;
	struct str s;
	alignas(max_align_t) char kept[];
};

static uint64_t
mix(uint64_t h, uint64_t eight)
{
	h = (h ^ eight) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 32;
}

static uint64_t
hash(struct str s)
{
	uint64_t h = s.n;
	size_t i = 0;

	for (; s.n - i > 8; i += 8)
		h = mix(h, eight_get(s.p + i));
	return s.n != 0 ? mix(h, eight_few(s.p + i, s.n - i)) : h;
}

static bool
is_full(const struct memo *m)
{
	return m->strings > STRINGS_MOST || m->bytes > BYTES_MOST;
}

void *
memo_find(struct memo *m, struct str s, bool *found)
{
	uint64_t h = hash(s);
	struct memo_entry **head, **at, *e;

	if (m->heads == NULL)
		m->heads = xcalloc(HEADS, sizeof *m->heads);
	head = &m->heads[h % HEADS];
	for (at = head; (e = *at) != NULL; at = &e->next)
		if (e->hash == h && str_eq(e->s, s))
			break;
	*found = e != NULL;
	if (e == NULL) {
		e = pool_take(&m->pool, sizeof *e + m->size);
		memset(e->kept, 0, m->size);
		m->strings++;
		m->bytes += s.n;
		if (is_full(m)) /* it is not looked for again: lists stay short */
			return e->kept;
		e->hash = h;
		e->s = pool_str(&m->pool, s);
	} else {
		*at = e->next;
	}
	e->next = *head; /* what recurs most stands first */
	*head = e;
	return e->kept;
}

void
memo_trim(struct memo *m)
{
	if (!is_full(m))
		return;
	memset(m->heads, 0, HEADS * sizeof *m->heads);
	pool_reset(&m->pool);
	m->strings = m->bytes = 0;
}
