/*
 * memo: what was made of a string of bytes, to be made only once.  Floor 4.
 *
 * Labels, headers and small numbers recur in every table of every report.  What
 * is kept of a string must follow from its bytes alone: then nobody can tell
 * whether it was kept or has been made again.
 */
#ifndef GX_MEMO_H
#define GX_MEMO_H

#include "core/pool.h"

struct memo {
	size_t size;           /* bytes of what is kept of a string */
	struct memo_entry **heads;
	size_t strings, bytes; /* that it holds */
	struct pool pool;      /* of all that, and of what it points to */
};

/* What is kept of the string; when *found is false it is new, or there was no
 * room to remember it, and it is zeros.  It stays where it is until
 * memo_trim(). */
void *memo_find(struct memo *m, struct str s, bool *found);

/* Forgets everything when that is much; to be called while nothing of it is in
 * use. */
void memo_trim(struct memo *m);

#endif
