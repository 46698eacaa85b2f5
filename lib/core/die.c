#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/die.h"
#include "core/utf8.h"

static const char *program = "gx";
static void (*before)(void);

void
die_name(const char *argv0)
{
	const char *slash = argv0 != NULL ? strrchr(argv0, '/') : NULL;

	if (slash != NULL)
		program = slash + 1;
	else if (argv0 != NULL && *argv0 != '\0')
		program = argv0;
}

const char *
die_program(void)
{
	return program;
}

void
die_before(void (*flush)(void))
{
	before = flush;
}

/* Copies message to line with everything that is not printable as \xNN. */
static size_t
escape(const char *message, size_t n, char *line)
{
	size_t used = 0, good;

	for (size_t i = 0; i < n;) {
		good = utf8_printable(message + i, n - i);
		if (good == 0) {
			used += (size_t)sprintf(line + used, "\\x%02X",
			    (unsigned char)message[i]);
			i++;
		} else {
			memcpy(line + used, message + i, good);
			used += good;
			i += good;
		}
	}
	return used;
}

static void
say(const char *fmt, va_list ap)
{
	static char message[2048], line[4 * sizeof message + 256];
	int n = vsnprintf(message, sizeof message, fmt, ap);
	size_t used;

	if (n < 0)
		return;
	if ((size_t)n >= sizeof message)
		n = sizeof message - 1;
	used = (size_t)snprintf(line, 128, "%.100s: ", program);
	used += escape(message, (size_t)n, line + used);
	line[used++] = '\n';
	/* One write, so that the lines of a pipeline do not mix. */
	fwrite(line, 1, used, stderr);
	fflush(stderr);
}

void
complain(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
}

void
die_silent(int code)
{
	exit(code);
}

void
die(int code, const char *fmt, ...)
{
	void (*flush)(void) = before;
	va_list ap;

	before = NULL; /* flushing may die as well */
	if (flush != NULL)
		flush();
	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
	die_silent(code);
}

void *
xrealloc(void *p, size_t n, size_t size)
{
	void *q;

	if (size != 0 && n > SIZE_MAX / 2 / size)
		die(GX_FAIL, "out of memory");
	q = realloc(p, n * size != 0 ? n * size : 1);
	if (q == NULL)
		die(GX_FAIL, "out of memory");
	return q;
}

void *
xcalloc(size_t n, size_t size)
{
	return memset(xrealloc(NULL, n, size), 0, n * size);
}

void *
xgrow(void *p, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return p;
	*cap = *cap < 8 ? 8 : *cap + *cap / 2;
	return xrealloc(p, *cap, size);
}

char *
xstrndup(const char *s, size_t n)
{
	char *copy = xrealloc(NULL, n + 1, 1);

	memcpy(copy, s, n);
	copy[n] = '\0';
	return copy;
}
