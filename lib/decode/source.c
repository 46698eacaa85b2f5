#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/die.h"
#include "core/records.h"
#include "decode/source.h"

enum { NAME_BYTES = 64 * 1024 };

void
source_open(struct source *s, char **files, const char *list)
{
	*s = (struct source){ .files = files, .listed = list != NULL };
	if (s->listed && !io_open(&s->list, list))
		die(GX_FAIL, "%s: %s", list, strerror(errno));
}

/* The next name of the list, NULL after the last. */
static char *
next_name(struct source *s)
{
	struct str name;

	free(s->name);
	s->name = NULL;
	switch (io_line(&s->list, '\0', NAME_BYTES, &name)) {
	case IO_LINE:
	case IO_UNENDED:
	case IO_TOO_LONG: /* opening it will fail, and say so */
		s->name = xstrndup(name.p, name.n);
		break;
	case IO_END:
		break;
	}
	if (s->list.error != 0)
		die(GX_FAIL, "%s: %s", s->list.name, strerror(s->list.error));
	return s->name;
}

static void
warn(const char *name, const char *code, const char *message)
{
	struct buf shown = { NULL, 0, 0 };

	buf_printable(&shown, str_of(name));
	records_warn(STR("-"), STR("0"), STR(""), code, "%.*s: %s", (int)shown.n,
	    shown.p, message);
	buf_free(&shown);
}

void
source_warn(const struct source *s, const char *code, const char *fmt, ...)
{
	char message[2048];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(message, sizeof message, fmt, ap);
	va_end(ap);
	warn(s->in.name, code, message);
}

static void
unreadable(struct source *s, const char *name, int error)
{
	complain("%s: %s", name, strerror(error));
	s->failed = true;
	warn(name, "unreadable", strerror(error));
}

bool
source_next(struct source *s)
{
	char *name;

	for (;;) {
		name = s->listed ? next_name(s) : *s->files;
		if (name == NULL)
			return false;
		s->files += !s->listed;
		if (io_open(&s->in, name))
			return true;
		unreadable(s, name, errno);
	}
}

void
source_unreadable(struct source *s, int error)
{
	unreadable(s, s->in.name, error);
}

void
source_failed(struct source *s, const char *why)
{
	complain("%s: %s", s->in.name, why);
	s->failed = true;
}

void
source_close(struct source *s)
{
	free(s->name);
	s->name = NULL;
	if (s->listed)
		io_close(&s->list);
}
