#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "die.h"
#include "io.h"

/* 16 KiB suits a pipe of 64 KiB: the reader starts while we go on. */
enum { BLOCK = 64 * 1024, OUT = 16 * 1024 };

enum { FIRST = 3 }; /* the first descriptor that is not a standard one */

static struct {
	char p[OUT];
	size_t n;
} out;

/* Opens a file for reading, never as 0, 1 or 2: where one of these was closed
 * by the caller, a file must not take its place. */
static int
open_file(const char *name)
{
	int fd, high;

	do
		fd = open(name, O_RDONLY | O_CLOEXEC);
	while (fd < 0 && errno == EINTR);
	if (fd < 0 || fd >= FIRST)
		return fd;
	high = fcntl(fd, F_DUPFD_CLOEXEC, FIRST);
	close(fd);
	return high;
}

bool
io_open(struct io_in *in, const char *name)
{
	bool is_stdin = strcmp(name, "-") == 0;

	*in = (struct io_in){ .name = is_stdin ? "(stdin)" : name };
	in->fd = is_stdin ? STDIN_FILENO : open_file(name);
	return in->fd >= 0;
}

void
io_close(struct io_in *in)
{
	if (in->fd > STDIN_FILENO)
		close(in->fd); /* read only: nothing can be lost */
	if (in->cap != 0)
		free(in->p);
	*in = (struct io_in){ .fd = -1, .ended = true };
}

void
io_memory(struct io_in *in, struct str bytes)
{
	*in = (struct io_in){ .name = "(memory)", .fd = -1, .ended = true,
		.p = (char *)(uintptr_t)bytes.p, .n = bytes.n };
}

/* True when the call should be made again. */
static bool
again(int fd, short events)
{
	struct pollfd p = { fd, events, 0 };

	if (errno == EAGAIN || errno == EWOULDBLOCK)
		return poll(&p, 1, -1) >= 0 || errno == EINTR;
	return errno == EINTR;
}

/* Makes room behind what is buffered: at least half a block. */
static void
make_room(struct io_in *in)
{
	if (in->at != 0 && in->cap - in->n < BLOCK / 2) {
		memmove(in->p, in->p + in->at, in->n - in->at);
		in->n -= in->at;
		in->base += in->at;
		in->at = 0;
	}
	if (in->cap - in->n < BLOCK / 2) {
		in->cap = in->cap == 0 ? BLOCK : in->cap * 2;
		in->p = xrealloc(in->p, in->cap, 1);
	}
}

static size_t
read_some(struct io_in *in, char *to, size_t room)
{
	ssize_t got;

	if (in->more != NULL) /* in steps that do not depend on the buffer */
		return in->more(in, to, room < BLOCK ? room : BLOCK);
	do
		got = read(in->fd, to, room);
	while (got < 0 && again(in->fd, POLLIN));
	if (got < 0)
		in->error = errno;
	return got > 0 ? (size_t)got : 0;
}

bool
io_fill(struct io_in *in)
{
	size_t got;

	if (in->ended)
		return false;
	make_room(in);
	got = read_some(in, in->p + in->n, in->cap - in->n);
	in->n += got;
	in->ended = got == 0;
	return got != 0;
}

bool
io_need(struct io_in *in, size_t n)
{
	while (in->n - in->at < n)
		if (!io_fill(in))
			return false;
	return true;
}

enum io_line
io_line(struct io_in *in, char sep, size_t max, struct str *line)
{
	size_t seen = 0;
	char *end = NULL;
	bool dropped = false;

	for (;;) {
		if (in->n - in->at > seen)
			end = memchr(in->p + in->at + seen, sep,
			    in->n - in->at - seen);
		if (end != NULL)
			break;
		seen = in->n - in->at;
		if (seen > max) { /* keep the first bytes only */
			dropped = true;
			in->base += seen - max;
			in->n = in->at + max;
			seen = max;
		}
		if (!io_fill(in))
			break;
	}
	if (end == NULL && in->n == in->at)
		return IO_END;
	line->p = in->p + in->at;
	line->n = end != NULL ? (size_t)(end - line->p) : in->n - in->at;
	in->at += line->n + (end != NULL);
	if (dropped || line->n > max) {
		line->n = line->n < max ? line->n : max;
		return IO_TOO_LONG;
	}
	return end != NULL ? IO_LINE : IO_UNENDED;
}

void
io_flush(void)
{
	size_t done = 0;
	ssize_t put;

	while (done < out.n) {
		put = write(STDOUT_FILENO, out.p + done, out.n - done);
		if (put >= 0) {
			done += (size_t)put;
		} else if (!again(STDOUT_FILENO, POLLOUT)) {
			die_before(NULL);
			if (errno == EPIPE) /* the reader has what it wants */
				die_silent(GX_FAIL);
			die(GX_FAIL, "write error: %s", strerror(errno));
		}
	}
	out.n = 0;
}

void
io_write(struct str s)
{
	size_t part;

	while (s.n != 0) {
		if (out.n == sizeof out.p)
			io_flush();
		part = sizeof out.p - out.n;
		if (part > s.n)
			part = s.n;
		memcpy(out.p + out.n, s.p, part);
		out.n += part;
		s = str_slice(s, part, s.n);
	}
}

void
io_finish(void)
{
	io_flush();
	if (close(STDOUT_FILENO) != 0 && errno != EINTR)
		die(GX_FAIL, "close: %s", strerror(errno));
}
