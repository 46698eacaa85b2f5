/*
 * failmalloc: for LD_PRELOAD; lets allocations fail.
 *
 * FAILMALLOC_AT=n      the n-th allocation after the start fails
 * FAILMALLOC_ON=1      and so do all that follow
 * FAILMALLOC_HIT=FILE  is made when one has failed, so that a sweep over n
 *                      knows when it has passed the last allocation
 */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

/* The C library's own, under the names that glibc exports for this. */
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

static unsigned long at, count;
static int on, counting;
static const char *hit;

__attribute__((constructor)) static void
start(void)
{
	const char *n = getenv("FAILMALLOC_AT");

	at = n != NULL ? strtoul(n, NULL, 10) : 0;
	on = getenv("FAILMALLOC_ON") != NULL;
	hit = getenv("FAILMALLOC_HIT");
	counting = at != 0;
}

static int
fails(void)
{
	int fd;

	if (!counting || (++count != at && !(on && count > at)))
		return 0;
	if (hit != NULL && (fd = open(hit, O_CREAT | O_WRONLY, 0600)) >= 0)
		close(fd);
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t n)
{
	return fails() ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return fails() ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return fails() ? NULL : __libc_realloc(p, n);
}
