#include <stdlib.h>

#include "die.h"
#include "fold.h"
#include "tab.h"
#include "utf8.h"

enum { PLANE = 0x10000, TO_MAX = 3 };

/* What each character of the first plane is read as. */
static struct {
	bool set;
	unsigned char n;
	char to[TO_MAX];
} map[PLANE];

enum { FROM, TO };

/* A cell of fold.tsv: U+ and hexadecimal digits, or the character itself. */
static size_t
character(const struct tab *t, size_t row, int column, char *to)
{
	struct str s = t->row[row].cell[column];
	char *end;
	unsigned long c;

	if (s.n > 2 && s.p[0] == 'U' && s.p[1] == '+') {
		c = strtoul(s.p + 2, &end, 16);
		if (end != s.p + s.n || c == 0 || c >= PLANE)
			tab_wrong(t, row, "no code point");
		return utf8_put(to, (uint32_t)c);
	}
	if (s.n > TO_MAX || (s.n != 0 && utf8_length(*s.p) != s.n))
		tab_wrong(t, row, "want one character of the first plane");
	memcpy(to, s.p, s.n);
	return s.n;
}

void
fold_load(const char *folder)
{
	struct tab t;
	char from[UTF8_MAX], to[UTF8_MAX];
	size_t n;
	uint32_t c;

	tab_load(&t, folder, "fold.tsv", "from to");
	for (size_t i = 0; i < t.rows; i++) {
		if (character(&t, i, FROM, from) == 0)
			tab_wrong(&t, i, "from is empty");
		utf8_get(from, &c);
		if (map[c].set)
			tab_wrong(&t, i, "this character has a row already");
		n = character(&t, i, TO, to);
		map[c].set = true;
		map[c].n = (unsigned char)n;
		memcpy(map[c].to, to, n);
	}
	tab_free(&t);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Length of a pinyin gloss, such as (bào), that some mirrors put behind a rare
 * character; 0 when what begins at i is none. */
static size_t
gloss(struct str s, size_t i)
{
	size_t from = i, n = 0, length;
	uint32_t c;

	if (i < 3 || (unsigned char)s.p[i - 3] < 0xE4 || s.p[i] != '(')
		return 0;
	for (i++; i < s.n && n < 7; i += length, n++) {
		length = utf8_get(s.p + i, &c);
		if (c == ')')
			return n != 0 ? i + 1 - from : 0;
		if (!(c >= 'a' && c <= 'z') && !(c >= 0xDF && c <= 0x1DC))
			return 0;
	}
	return 0;
}

void
fold_more(struct str s, uint32_t base, struct folded *f)
{
	bool gap = false; /* blanks have been passed over */
	uint32_t c, i = 0;
	size_t length, n;
	const char *to;
	char *d;

	while (i < s.n) {
		if (s.p[i] == '(' && (length = gloss(s, i)) != 0) {
			i += (uint32_t)length;
			continue;
		}
		length = utf8_get(s.p + i, &c);
		to = s.p + i;
		n = length;
		if (c < PLANE && map[c].set) {
			to = map[c].to;
			n = map[c].n;
		}
		if (n == 1 && *to == ' ') {
			gap = true;
			n = 0;
		}
		/* Room for this character, a blank before it, and the end. */
		d = buf_room(&f->text, n + 2);
		while (f->cap < f->text.n + n + 2)
			f->at = xgrow(f->at, f->cap, &f->cap, sizeof *f->at);
		if (n != 0 && gap) {
			if (is_digit(*to) && f->text.n != 0 && is_digit(d[-1])) {
				f->at[f->text.n++] = base + i;
				*d++ = ' ';
			}
			gap = false;
		}
		memcpy(d, to, n);
		for (size_t k = 0; k < n; k++)
			f->at[f->text.n++] = base + i;
		i += (uint32_t)length;
	}
	while (f->cap < f->text.n + 1)
		f->at = xgrow(f->at, f->cap, &f->cap, sizeof *f->at);
	f->at[f->text.n] = base + i;
}

void
fold(struct str s, struct folded *f)
{
	f->text.n = 0;
	fold_more(s, 0, f);
}

struct str
fold_copy(struct str s)
{
	struct folded f = { { NULL, 0, 0 }, NULL, 0 };
	struct str copy;

	fold(s, &f);
	copy = (struct str){ xstrndup(buf_str(&f.text).p, f.text.n), f.text.n };
	fold_free(&f);
	return copy;
}

void
fold_free(struct folded *f)
{
	buf_free(&f->text);
	free(f->at);
	f->at = NULL;
	f->cap = 0;
}
