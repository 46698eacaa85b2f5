/*
 * scan: which of many literals a text has (Aho-Corasick).  Floor 4.
 *
 * One pass over the text, whatever the number of literals, a step for each
 * character: all texts must be UTF-8.  It serves to tell which patterns can
 * match at all, before any of them is tried.
 */
#ifndef GX_SCAN_H
#define GX_SCAN_H

#include "core/buf.h"

struct scan;

/* A set of ids: bit id % 64 of word id / 64. */
enum { SCAN_WORD = 64 };

struct scan *scan_new(void);

/* Adds a literal; several may have one id, and one may have several ids. */
void scan_add(struct scan *s, struct str literal, size_t id);

/* Makes the automaton; no literal can be added after it. */
void scan_build(struct scan *s);

/* Words of 64 bits that a set of the ids takes. */
size_t scan_words(const struct scan *s);

/* Adds to set the ids of the literals that the text has, with a $ behind its end. */
void scan_run(const struct scan *s, struct str text, uint64_t *set);

static inline bool
scan_has(const uint64_t *set, size_t id)
{
	return set[id / SCAN_WORD] >> (id % SCAN_WORD) & 1;
}

static inline void
scan_put(uint64_t *set, size_t id)
{
	set[id / SCAN_WORD] |= (uint64_t)1 << (id % SCAN_WORD);
}

static inline void
scan_take(uint64_t *set, size_t id)
{
	set[id / SCAN_WORD] &= ~((uint64_t)1 << (id % SCAN_WORD));
}

/* The first id of the set from id on and below end; end when there is none. */
static inline size_t
scan_next(const uint64_t *set, size_t id, size_t end)
{
	uint64_t rest;

	for (; id < end; id = (id / SCAN_WORD + 1) * SCAN_WORD) {
		rest = set[id / SCAN_WORD] >> (id % SCAN_WORD);
		if (rest == 0)
			continue;
		for (; (rest & 0xFF) == 0; rest >>= 8)
			id += 8;
		for (; (rest & 1) == 0; rest >>= 1)
			id++;
		break;
	}
	return id < end ? id : end;
}

#endif
