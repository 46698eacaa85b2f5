#include "core/csv.h"
#include "core/eight.h"

static struct {
	char delimiter;
	struct str missing;
	bool excel;
} dialect = { ',', { "", 0 }, false };

/* What a byte of a cell needs. */
enum { PLAIN, BREAK, QUOTE };

static unsigned char needs[256];

void
csv_dialect(char delimiter, struct str missing, bool excel)
{
	dialect.delimiter = delimiter;
	dialect.missing = missing;
	dialect.excel = excel;
	memset(needs, PLAIN, sizeof needs);
	memset(needs, BREAK, ' ');
	needs[0x7F] = BREAK;
	needs['"'] = QUOTE;
	needs[(unsigned char)delimiter] = QUOTE; /* a tab is no longer a break */
}

char
csv_delimiter(void)
{
	return dialect.delimiter;
}

struct str
csv_missing(void)
{
	return dialect.missing;
}

struct str
csv_mark(void)
{
	return dialect.excel ? STR("\xEF\xBB\xBF") : STR("");
}

struct str
csv_line_end(void)
{
	return dialect.excel ? STR("\r\n") : STR("\n");
}

/* The needs of all bytes of s together. */
static int
needs_of(struct str s)
{
	int all = PLAIN;

	for (size_t i = 0; i < s.n; i++)
		all |= needs[(unsigned char)s.p[i]];
	return all;
}

static bool
is_plain(uint64_t eight)
{
	return (eight_below(eight, ' ') | eight_is(eight, 0x7F) |
	    eight_is(eight, '"') |
	    eight_is(eight, (unsigned char)dialect.delimiter)) == 0;
}

/* Copies s, as far as no byte of it needs anything; false when one does.  There is
 * room for eight bytes at least. */
static bool
copy(char *to, struct str s)
{
	uint64_t eight;
	size_t i = 0;

	if (s.n < 8) { /* behind it anything may stand */
		eight = s.n == 0 ? 0 : eight_few(s.p, s.n);
		eight_put(to, eight);
		return is_plain(eight | EIGHT_ONES * '~' << 8 * s.n);
	}
	do {
		if (i > s.n - 8) /* once more, some of the bytes before */
			i = s.n - 8;
		eight = eight_get(s.p + i);
		if (!is_plain(eight))
			return false;
		eight_put(to + i, eight);
		i += 8;
	} while (i < s.n);
	return true;
}

static bool
is_break(char c)
{
	return (unsigned char)c < ' ' || c == 0x7F;
}

static void
put(struct buf *line, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (is_break(s.p[i])) {
			if (i == 0 || !is_break(s.p[i - 1]))
				buf_byte(line, ' ');
			continue;
		}
		if (s.p[i] == '"')
			buf_byte(line, '"');
		buf_byte(line, s.p[i]);
	}
}

bool
csv_is_formula(struct str s)
{
	return s.n != 0 && memchr("=+-@", s.p[0], 4) != NULL;
}

/* A cell that is not written as it is. */
static void
put_quoted(struct buf *line, struct str s, bool guarded)
{
	bool quoted = (needs_of(s) & QUOTE) != 0;

	if (quoted)
		buf_byte(line, '"');
	if (guarded)
		buf_byte(line, '\'');
	put(line, s);
	if (quoted)
		buf_byte(line, '"');
	buf_byte(line, dialect.delimiter);
}

static void
put_guarded(struct buf *line, struct str s, bool guarded)
{
	char *to = buf_room(line, s.n + 8);

	if (guarded || !copy(to, s)) {
		put_quoted(line, s, guarded);
		return;
	}
	to[s.n] = dialect.delimiter;
	line->n += s.n + 1;
}

void
csv_text(struct buf *line, struct str s)
{
	put_guarded(line, s, dialect.excel && csv_is_formula(s));
}

void
csv_number(struct buf *line, struct str digits)
{
	put_guarded(line, digits.n != 0 ? digits : dialect.missing, false);
}

void
csv_end(struct buf *line)
{
	line->n--;
	buf_put(line, csv_line_end());
}
