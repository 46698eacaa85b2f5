/*
 * locked: does one thing that the sandbox denies, and says what came of it.
 *
 *	locked [-r] [-w FOLDER] write|make|remove|read PATH
 *	locked [-r] [-w FOLDER] move FROM TO
 *	locked [-r] [-w FOLDER] exec|fork|socket|signal|mode|state
 *
 * -r and -w are what sandbox_lock() is told: files are read, and made in a
 * folder.  Prints done, or the error; is killed where that is what
 * must happen.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/sandbox.h"

static int
opens(const char *path, int how)
{
	int fd = open(path, how, 0600);

	return fd >= 0 ? close(fd) : -1;
}

static int
forks(void)
{
	pid_t child = fork();

	if (child == 0)
		_exit(0);
	return child < 0 ? -1 : 0;
}

static int
executes(void)
{
	execl("/bin/echo", "echo", "executed", (char *)NULL);
	return -1;
}

/* -1 with errno, as calls do. */
static int
attempt(const char *what, const char *path, const char *to)
{
	if (strcmp(what, "write") == 0)
		return opens(path, O_WRONLY | O_TRUNC);
	if (strcmp(what, "make") == 0)
		return opens(path, O_WRONLY | O_CREAT | O_EXCL);
	if (strcmp(what, "read") == 0)
		return opens(path, O_RDONLY);
	if (strcmp(what, "remove") == 0)
		return unlink(path);
	if (strcmp(what, "move") == 0)
		return rename(path, to);
	if (strcmp(what, "mode") == 0)
		return chmod(path, 0644);
	if (strcmp(what, "exec") == 0)
		return executes();
	if (strcmp(what, "fork") == 0)
		return forks();
	if (strcmp(what, "signal") == 0)
		return kill(getppid(), 0);
	if (strcmp(what, "socket") == 0)
		return socket(AF_INET, SOCK_STREAM, 0) < 0 ? -1 : 0;
	errno = EINVAL;
	return -1;
}

int
main(int argc, char **argv)
{
	const char *folder = NULL;
	bool reads = false;
	int c;

	while ((c = getopt(argc, argv, "rw:")) != -1) {
		reads |= c == 'r';
		if (c == 'w')
			folder = optarg;
	}
	argv += optind;
	if (argv[0] == NULL)
		return 2;
	sandbox_lock(reads, folder);
	if (strcmp(argv[0], "state") == 0)
		printf("%d\n", prctl(PR_GET_SECCOMP, 0, 0, 0, 0));
	else if (attempt(argv[0], argv[1], argv[1] != NULL ? argv[2] : NULL) == 0)
		printf("done\n");
	else
		printf("%s\n", strerror(errno));
	return 0;
}
