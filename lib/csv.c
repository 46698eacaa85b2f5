#include "csv.h"
#include "io.h"

static struct buf line;
static bool begun;

static bool
is_break(char c)
{
	return c == '\n' || c == '\r' || c == '\t';
}

/* The bytes of s, every run of breaks as one blank. */
static void
put(struct str s, bool quoted)
{
	for (size_t i = 0; i < s.n; i++) {
		if (is_break(s.p[i])) {
			if (i == 0 || !is_break(s.p[i - 1]))
				buf_byte(&line, ' ');
			continue;
		}
		if (quoted && s.p[i] == '"')
			buf_byte(&line, '"');
		buf_byte(&line, s.p[i]);
	}
}

void
csv_cell(struct str s)
{
	bool quoted = str_has(s, STR(",")) || str_has(s, STR("\""));

	if (begun)
		buf_byte(&line, ',');
	begun = true;
	if (quoted)
		buf_byte(&line, '"');
	put(s, quoted);
	if (quoted)
		buf_byte(&line, '"');
}

void
csv_name(struct str s)
{
	size_t from;

	csv_cell(s);
	from = line.n - s.n;
	for (size_t i = from; i < line.n; i++)
		if (line.p[i] == '.')
			line.p[i] = '_';
}

void
csv_end(void)
{
	buf_byte(&line, '\n');
	io_write(buf_str(&line));
	line.n = 0;
	begun = false;
}
