#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/die.h"
#include "core/io.h"

enum { BLOCK = 64 * 1024, OUT = 16 * 1024 };

enum { FIRST = 3 }; /* the first descriptor that is not a standard one */

struct io_out {
	int fd;
	char *path, *made; /* the name it will have, and has; NULL: standard output */
	size_t n;
	char p[OUT];
};

static struct io_out standard = { .fd = STDOUT_FILENO };

/* Opens a file, never as 0, 1 or 2: where one of these was closed by the
 * caller, a file must not take its place. */
static int
open_file(const char *name, int how)
{
	int fd, high;

	do
		fd = open(name, how | O_CLOEXEC, 0666);
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
	in->fd = is_stdin ? STDIN_FILENO : open_file(name, O_RDONLY);
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

/* Makes room behind what is buffered: at least half a block.  Little that is
 * left goes to the front as soon as that is cheap, lest a buffer that was once
 * large be filled to its end. */
static void
make_room(struct io_in *in)
{
	bool little = in->at >= BLOCK && in->n - in->at < BLOCK;

	if (in->at != 0 && (little || in->cap - in->n < BLOCK / 2)) {
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

	/* Not more, however large the buffer once had to be. */
	if (room > BLOCK)
		room = BLOCK;
	if (in->more != NULL)
		return in->more(in, to, room);
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

static void
write_all(struct io_out *out, struct str s)
{
	ssize_t put;

	while (s.n != 0) {
		put = write(out->fd, s.p, s.n);
		if (put >= 0) {
			s = str_slice(s, (size_t)put, s.n);
		} else if (!again(out->fd, POLLOUT)) {
			die_before(NULL);
			if (out->path != NULL)
				die(GX_FAIL, "%s: %s", out->made, strerror(errno));
			if (errno == EPIPE) /* the reader has what it wants */
				die_silent(GX_FAIL);
			die(GX_FAIL, "write error: %s", strerror(errno));
		}
	}
}

/* Writes what is buffered. */
static void
flush(struct io_out *out)
{
	struct str s = { out->p, out->n };

	out->n = 0;
	write_all(out, s);
}

void
io_put(struct io_out *out, struct str s)
{
	size_t part;

	while (s.n != 0) {
		if (out->n == sizeof out->p)
			flush(out);
		if (out->n == 0 && s.n >= sizeof out->p) {
			write_all(out, s);
			return;
		}
		part = sizeof out->p - out->n;
		if (part > s.n)
			part = s.n;
		memcpy(out->p + out->n, s.p, part);
		out->n += part;
		s = str_slice(s, part, s.n);
	}
}

struct io_out *
io_standard(void)
{
	return &standard;
}

struct io_out *
io_create(const char *path)
{
	struct io_out *out = xrealloc(NULL, 1, sizeof *out);
	size_t n = strlen(path);

	out->n = 0;
	out->path = xstrndup(path, n);
	out->made = xrealloc(NULL, n + sizeof ".new", 1);
	memcpy(out->made, path, n);
	memcpy(out->made + n, ".new", sizeof ".new");
	out->fd = open_file(out->made, O_WRONLY | O_CREAT | O_TRUNC);
	if (out->fd < 0)
		die(GX_FAIL, "%s: %s", out->made, strerror(errno));
	return out;
}

void
io_done(struct io_out *out)
{
	flush(out);
	if (out->path == NULL)
		return;
	if ((close(out->fd) != 0 && errno != EINTR) ||
	    rename(out->made, out->path) != 0)
		die(GX_FAIL, "%s: %s", out->made, strerror(errno));
	free(out->path);
	free(out->made);
	free(out);
}

size_t
io_portion(void)
{
	struct stat st;

	return fstat(STDOUT_FILENO, &st) == 0 && S_ISREG(st.st_mode) ?
	    4 * OUT : OUT;
}

void
io_write(struct str s)
{
	io_put(&standard, s);
}

void
io_flush(void)
{
	flush(&standard);
}

void
io_finish(void)
{
	io_flush();
	if (close(STDOUT_FILENO) != 0 && errno != EINTR)
		die(GX_FAIL, "close: %s", strerror(errno));
}
