/*
 * die: messages, exit codes, and the one door to the heap.  Floor 1.
 *
 * Every message is one line on standard error, "program: what: why".
 * Control characters and bytes that are no UTF-8 are written as \xNN, so that
 * a hostile file name or title cannot steer a terminal.
 */
#ifndef GX_DIE_H
#define GX_DIE_H

#include <stdbool.h>
#include <stddef.h>

enum {
	GX_OK = 0,    /* done */
	GX_FOUND = 1, /* findings, only when they were asked for */
	GX_USAGE = 2, /* wrong usage or a wrong table: do not retry */
	GX_FAIL = 3   /* I/O, memory, truncated input: may be retried */
};

#if defined(__GNUC__)
#define GX_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define GX_PRINTF(f, a)
#endif

/* The name that starts every message; argv[0] may have a path. */
void die_name(const char *argv0);
const char *die_program(void);

/* What die() must do before it ends the process: write out whole records. */
void die_before(void (*flush)(void));

void complain(const char *fmt, ...) GX_PRINTF(1, 2);
_Noreturn void die(int code, const char *fmt, ...) GX_PRINTF(2, 3);

/* Ends the process without a word: a reader went away. */
_Noreturn void die_silent(int code);

/* n objects of the given size; never NULL, dies with "out of memory" when
 * there is no room or n * size overflows.  Free with free(). */
void *xrealloc(void *p, size_t n, size_t size);
void *xcalloc(size_t n, size_t size);

/* Makes room for one more element: *cap is the number there is room for. */
void *xgrow(void *p, size_t n, size_t *cap, size_t size);

/* A copy of the n bytes at s with a NUL behind them. */
char *xstrndup(const char *s, size_t n);

#endif
