/*
 * dribble: runs a command whose standard input comes in pieces.
 *
 *	dribble [-n] [-s] SIZE COMMAND [ARGUMENT ...] <input
 *
 * SIZE is the number of bytes of a piece, 0 for sizes of 1 to 4096 that look
 * random.  -n makes the command's end of the pipe non-blocking and lets it
 * wait at the start and halfway; -s sends it signals between the pieces.
 * Ends as the command does.  The pipe is in packet mode, so that each read()
 * of the command gets one piece and no more.
 */
#define _GNU_SOURCE /* O_DIRECT, pipe2 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char *bytes;
static size_t length;

static void
fail(const char *what)
{
	perror(what);
	exit(99);
}

static void
slurp(void)
{
	size_t cap = 0;
	ssize_t got;

	do {
		if (cap - length < 65536 &&
		    (bytes = realloc(bytes, cap += 1 << 20)) == NULL)
			fail("realloc");
		if ((got = read(0, bytes + length, cap - length)) < 0)
			fail("read");
		length += (size_t)got;
	} while (got > 0);
}

static void
rest(long milliseconds)
{
	struct timespec t = { 0, milliseconds * 1000000 };

	nanosleep(&t, NULL);
}

static void
storm(pid_t child, size_t piece)
{
	kill(child, SIGWINCH);
	if (piece % 16 == 0) { /* interrupts a poll() as well */
		kill(child, SIGSTOP);
		kill(child, SIGCONT);
	}
}

static size_t
next_size(size_t size)
{
	static unsigned seed = 1;

	if (size == 0) {
		seed = seed * 1103515245 + 12345;
		size = 1 + (seed >> 8) % 4096;
	}
	return size;
}

static void
feed(int fd, size_t size, int slow, pid_t storm_at)
{
	size_t done = 0, n, piece = 0;
	int rested = 0;

	if (slow)
		rest(50);
	for (; done < length; done += n, piece++) {
		n = next_size(size);
		if (n > length - done)
			n = length - done;
		if (slow && !rested && done > length / 2) {
			rested = 1;
			rest(50);
		}
		if (storm_at != 0)
			storm(storm_at, piece);
		if (write(fd, bytes + done, n) < 0) {
			if (errno != EPIPE)
				fail("write");
			return;
		}
	}
}

int
main(int argc, char **argv)
{
	int fd[2], c, slow = 0, signals = 0, status;
	size_t size;
	pid_t child;

	while ((c = getopt(argc, argv, "+ns")) != -1) {
		slow |= c == 'n';
		signals |= c == 's';
	}
	if (argc - optind < 2)
		return 99;
	size = strtoul(argv[optind], NULL, 10);
	slurp();
	if (pipe2(fd, O_DIRECT) != 0 && pipe(fd) != 0)
		fail("pipe");
	if (slow && fcntl(fd[0], F_SETFL, O_NONBLOCK | O_DIRECT) != 0)
		fail("fcntl");
	if ((child = fork()) < 0)
		fail("fork");
	if (child == 0) {
		dup2(fd[0], 0);
		close(fd[0]);
		close(fd[1]);
		execvp(argv[optind + 1], argv + optind + 1);
		fail(argv[optind + 1]);
	}
	close(fd[0]);
	signal(SIGPIPE, SIG_IGN);
	feed(fd[1], size, slow, signals ? child : 0);
	close(fd[1]);
	while (waitpid(child, &status, 0) < 0)
		continue;
	return WIFEXITED(status) ? WEXITSTATUS(status) :
	    128 + WTERMSIG(status);
}
