#include <stdarg.h>
#include <stdio.h>

#include "core/io.h"
#include "extract/trace.h"

enum { INDENT = 4 };

static struct buf asked; /* digits; empty: nobody asked */
static bool listens;

bool
trace_ask(const char *number)
{
	asked.n = 0;
	buf_put(&asked, str_of(number));
	return asked.n != 0 && number[0] != '0' &&
	    strspn(number, "0123456789") == asked.n;
}

bool
trace_wants(struct str number)
{
	return asked.n != 0 && str_eq(buf_str(&asked), number);
}

void
trace_listen(bool of_it)
{
	listens = of_it;
}

bool
trace_listens(void)
{
	return listens;
}

void
trace_say(int depth, const char *fmt, ...)
{
	static struct buf text, line;
	va_list ap, again;
	int n;

	if (!listens)
		return;
	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	text.n = line.n = 0;
	if (n > 0) {
		vsnprintf(buf_room(&text, (size_t)n + 1), (size_t)n + 1, fmt,
		    again);
		text.n = (size_t)n;
	}
	va_end(again);
	va_end(ap);
	for (int i = 0; i < depth * INDENT; i++)
		buf_byte(&line, ' ');
	buf_printable(&line, buf_str(&text));
	buf_byte(&line, '\n');
	io_write(buf_str(&line));
}
