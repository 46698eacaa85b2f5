/*
 * defer: linked into the filters that make fuzz builds, with --wrap=read.  The
 * process that AFL++ copies for each input is the one that is about to read
 * standard input for the first time: its tables are loaded by then.
 */
#include <stddef.h>
#include <sys/types.h>

ssize_t __real_read(int fd, void *p, size_t n);
ssize_t __wrap_read(int fd, void *p, size_t n);
void __afl_manual_init(void);

/* What afl-fuzz looks for in a program that begins when it says so. */
static const char *volatile mark = "##SIG_AFL_DEFER_FORKSRV##";

ssize_t
__wrap_read(int fd, void *p, size_t n)
{
	if (fd == 0 && mark != NULL) {
		mark = NULL;
		__afl_manual_init();
	}
	return __real_read(fd, p, n);
}
