#include "core/utf8.h"
#include "decode/entity.h"

/* In the order of their bytes, which find() relies on. */
static const struct {
	const char *name;
	uint32_t first, second;
} names[] = {
#include "decode/entities.inc"
};

enum { NAMES = sizeof names / sizeof *names };

/* What &#x80; to &#x9F; mean: the characters of windows-1252. */
static const uint16_t c1[] = {
	0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
	0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178
};

static void
put(struct entity *e, uint32_t c)
{
	e->n += utf8_put(e->text + e->n, c);
}

/* The value of a digit, or base when it is none. */
static unsigned
digit(char c, unsigned base)
{
	unsigned v = base;

	if (c >= '0' && c <= '9')
		v = (unsigned)(c - '0');
	else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
		v = (unsigned)((c | 0x20) - 'a') + 10;
	return v < base ? v : base;
}

/* s begins with "&#". */
static size_t
numeric(struct str s, struct entity *e)
{
	bool hex = s.n > 2 && (s.p[2] | 0x20) == 'x';
	unsigned base = hex ? 16 : 10, v;
	size_t start = hex ? 3 : 2, i = start;
	uint32_t c = 0;

	for (; i < s.n && (v = digit(s.p[i], base)) < base; i++)
		c = c > 0x10FFFF ? c : c * base + v;
	if (i == start)
		return 0;
	if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = 0xFFFD;
	else if (c >= 0x80 && c <= 0x9F)
		c = c1[c - 0x80];
	put(e, c);
	return i + (i < s.n && s.p[i] == ';');
}

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') ||
	    ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* The longest name with which s begins: its place in names, or NAMES.  Letter
 * by letter, first..last are the names that agree so far. */
static size_t
find(struct str s, size_t *length)
{
	size_t first = 0, last = NAMES, low, high, middle, found = NAMES;

	/* A NUL in the page must not be taken for the one that ends a name. */
	for (size_t i = 0; i < s.n && s.p[i] != '\0' && first < last; i++) {
		for (low = first, high = last; low < high;) {
			middle = low + (high - low) / 2;
			if (names[middle].name[i] < s.p[i])
				low = middle + 1;
			else
				high = middle;
		}
		first = low;
		for (high = last; low < high;) {
			middle = low + (high - low) / 2;
			if (names[middle].name[i] <= s.p[i])
				low = middle + 1;
			else
				high = middle;
		}
		last = low;
		if (first < last && names[first].name[i + 1] == '\0') {
			found = first;
			*length = i + 1;
		}
	}
	return found;
}

static size_t
named(struct str s, bool in_attribute, struct entity *e)
{
	size_t n = 0, at = find(str_slice(s, 1, s.n), &n);

	if (at == NAMES)
		return 0;
	n++; /* the "&" */
	if (in_attribute && s.p[n - 1] != ';' && n < s.n &&
	    (s.p[n] == '=' || is_alnum(s.p[n])))
		return 0;
	put(e, names[at].first);
	if (names[at].second != 0)
		put(e, names[at].second);
	return n;
}

size_t
entity_read(struct str s, bool in_attribute, struct entity *e)
{
	e->n = 0;
	if (s.n < 2)
		return 0;
	if (s.p[1] == '#')
		return numeric(s, e);
	return is_alnum(s.p[1]) ? named(s, in_attribute, e) : 0;
}
