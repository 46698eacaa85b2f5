/*
 * io: bytes in and out, every error seen.  Floor 3.
 *
 * Reads and writes are repeated when a signal interrupts them, and wait when
 * the descriptor does not block.  A failed write, flush or close ends the
 * process with GX_FAIL (without a word when the reader of standard output has
 * gone away).
 */
#ifndef GX_IO_H
#define GX_IO_H

#include "core/buf.h"

struct io_in {
	const char *name; /* for messages: "(stdin)" or the file's name */
	int fd, error;    /* error: errno of the read that failed, or 0 */
	bool ended;       /* nothing more will come */
	char *p;          /* what is buffered: p[at..n) */
	size_t at, n, cap; /* cap 0: p is borrowed */
	uint64_t base;    /* offset of p[0] in all that is read */

	/* What gives the bytes when it is not fd: writes at most room bytes,
	 * returns their number, 0 at the end or with error set. */
	size_t (*more)(struct io_in *in, char *to, size_t room);
	void *from;
};

enum io_line {
	IO_END,      /* no more bytes, or an error: see in->error */
	IO_LINE,     /* a line that ended with LF */
	IO_UNENDED,  /* bytes without LF before the end */
	IO_TOO_LONG  /* longer than max: dropped up to its LF */
};

/* Opens a file; "-" is standard input.  False: errno says why.  The name is
 * kept, not copied. */
bool io_open(struct io_in *in, const char *name);
void io_close(struct io_in *in);

/* Bytes that are there already and outlive in. */
void io_memory(struct io_in *in, struct str bytes);

/* Reads some bytes behind those that are buffered, which may move; false at
 * the end and on error. */
bool io_fill(struct io_in *in);

/* Reads until n bytes are buffered; false when there are fewer. */
bool io_need(struct io_in *in, size_t n);

/* What is buffered, and the offset of its first byte. */
static inline struct str
io_rest(const struct io_in *in)
{
	return (struct str){ in->n != 0 ? in->p + in->at : "",
		in->n - in->at };
}

static inline uint64_t
io_place(const struct io_in *in)
{
	return in->base + in->at;
}

/* The next bytes up to sep, which is not part of them; valid until the next
 * call.  For IO_TOO_LONG the first bytes, as far as they are at hand. */
enum io_line io_line(struct io_in *in, char sep, size_t max, struct str *line);

/* Where bytes go: standard output, or a file, which bears the name PATH.new
 * until it is complete. */
struct io_out;

struct io_out *io_standard(void);
struct io_out *io_create(const char *path);
void io_put(struct io_out *out, struct str s);
void io_done(struct io_out *out); /* flushes; closes a file and frees out */

/* Bytes that are best written at once: to a file many; to a pipe, which holds
 * 64 KiB, so few that its reader has some at hand while we go on. */
size_t io_portion(void);

/* To standard output. */
void io_write(struct str s);
void io_flush(void);
void io_finish(void); /* flushes and closes standard output */

#endif
