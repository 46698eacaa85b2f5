#include <stdlib.h>

#include "core/die.h"
#include "core/eight.h"
#include "core/tab.h"
#include "core/utf8.h"
#include "domain/fold.h"

enum { PLANE = FOLD_PLANE, TO_MAX = 3, STRETCH = 4096, PHRASES = 16 };

/* Most characters are read as themselves and end no phrase.  Of the others in the
 * first plane, what they are read as. */
static uint64_t special[PLANE / 64];
static struct {
	char to[TO_MAX];
	unsigned char n;
	bool ends; /* a phrase */
} map[PLANE];

unsigned char fold_classes[PLANE];
static uint32_t *changed; /* the characters that are not read as themselves */
static size_t changes;

static bool
is_special(size_t c)
{
	return c < PLANE && (special[c / 64] >> c % 64 & 1) != 0;
}

static void
set_special(size_t c, const char *to, size_t n)
{
	special[c / 64] |= UINT64_C(1) << c % 64;
	memcpy(map[c].to, to, n);
	map[c].n = (unsigned char)n;
}

/* Phrases that are read as others of the same length. */
static struct phrase {
	struct str from, to;
} phrase[PHRASES];
static size_t phrases;

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

static bool
is_phrase(struct str from)
{
	return from.n > TO_MAX && (unsigned char)*from.p >= 0x80;
}

/* A row of two or more ideographs, which come after the characters' rows. */
static void
add_phrase(const struct tab *t, size_t row)
{
	struct str from = fold_copy(t->row[row].cell[FROM]);
	struct str to = fold_copy(t->row[row].cell[TO]);
	const char *last;
	uint32_t c;

	if (from.n != to.n || from.n % TO_MAX != 0)
		tab_wrong(t, row, "want as many ideographs as before");
	if (phrases == PHRASES)
		tab_wrong(t, row, "too many phrases");
	phrase[phrases++] = (struct phrase){ from, to };
	last = from.p + from.n - TO_MAX;
	utf8_get(last, &c);
	if (!is_special(c))
		set_special(c, last, TO_MAX);
	for (c = 0; c < PLANE; c++)
		if (is_special(c) && map[c].n == TO_MAX &&
		    memcmp(map[c].to, last, TO_MAX) == 0)
			map[c].ends = true;
}

void
fold_load(const char *folder)
{
	struct tab t;
	char from[UTF8_MAX], to[UTF8_MAX];
	uint32_t c;

	tab_load(&t, folder, "fold.tsv", "from to");
	changed = xcalloc(t.rows, sizeof *changed);
	for (size_t i = 0; i < t.rows; i++) {
		if (is_phrase(t.row[i].cell[FROM])) {
			add_phrase(&t, i);
			continue;
		}
		if (character(&t, i, FROM, from) == 0)
			tab_wrong(&t, i, "from is empty");
		utf8_get(from, &c);
		if (is_special(c))
			tab_wrong(&t, i, "this character has a row already");
		set_special(c, to, character(&t, i, TO, to));
		changed[changes++] = c;
		if (map[c].n == 0 || map[c].to[0] == ' ')
			fold_classes[c] = FOLD_GONE;
	}
	if (!is_special(' '))
		set_special(' ', " ", 1); /* it is left out, mostly */
	if (!is_special('('))
		set_special('(', "(", 1); /* it may begin a gloss */
	tab_free(&t);
}

void
fold_class(struct str characters, unsigned char class)
{
	uint32_t c;

	for (size_t i = 0; i < characters.n;) {
		i += utf8_get(characters.p + i, &c);
		fold_classes[c] |= class;
	}
}

/* Gives a character the classes of the one at `to`. */
static void
inherit(uint32_t c, const char *to)
{
	uint32_t read;

	utf8_get(to, &read);
	fold_classes[c] |= fold_class_of(read);
}

void
fold_class_end(void)
{
	uint32_t c;

	for (size_t i = 0; i < phrases; i++)
		for (size_t k = 0; k < phrase[i].to.n; k += TO_MAX) {
			utf8_get(phrase[i].from.p + k, &c);
			inherit(c, phrase[i].to.p + k);
		}
	for (size_t i = 0; i < changes; i++)
		if (map[changed[i]].n != 0)
			inherit(changed[i], map[changed[i]].to);
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

/* The next n bytes are those from `from` on of the text, or stand for what is there. */
static inline void
note(struct folded *f, size_t n, uint32_t from, uint32_t step)
{
	for (size_t k = 0; k < n && f->at != NULL; k++)
		f->at[f->text.n + k] = from + (uint32_t)k * step;
}

/* Appends the n bytes of a character, which stand at `from` in the text. */
static inline void
put(struct folded *f, const char *to, size_t n, uint32_t from)
{
	note(f, n, from, 0);
	for (size_t k = 0; k < n; k++)
		f->text.p[f->text.n++] = to[k];
}

/* Puts the other phrase in the place of one that ends f. */
static void
rephrase(struct folded *f)
{
	for (size_t i = 0; i < phrases; i++)
		if (str_ends(buf_str(&f->text), phrase[i].from))
			memcpy(f->text.p + f->text.n - phrase[i].from.n,
			    phrase[i].to.p, phrase[i].to.n);
}

/* Makes room for n more characters, each with a blank before it, and for what
 * is written behind the last. */
static void
make_room(struct folded *f, size_t n)
{
	n = n * UTF8_MAX + 8;
	buf_room(&f->text, n);
	while (f->cap < f->text.n + n)
		f->at = xgrow(f->at, f->cap, &f->cap, sizeof *f->at);
}

/* The same for a character of three bytes: the first two say which word of the set,
 * the last which bit. */
static inline bool
is_special_three(const char *text)
{
	const unsigned char *s = (const unsigned char *)text;

	return (special[((s[0] & 0xFu) << 6) + (s[1] & 0x3Fu)] >> (s[2] & 0x3F) &
	    1) != 0;
}

/* Where the characters that are read as themselves end, or `end` or a little further.
 * They come in runs of one length: first those of three bytes, as nearly all Chinese
 * text, then ASCII. */
static inline const char *
skip_plain(const char *p, const char *end)
{
	uint32_t c;

	while (p < end) {
		for (; p < end && utf8_is_three(*p); p += 3)
			if (is_special_three(p))
				return p;
		for (; p < end && utf8_is_ascii(*p); p++)
			if (is_special((unsigned char)*p))
				return p;
		if (p < end && !utf8_is_three(*p)) {
			utf8_get(p, &c);
			if (is_special(c))
				return p;
			p += utf8_length(*p);
		}
	}
	return p;
}

/* Copies such characters; returns where they end. */
static size_t
copy_plain(struct str s, size_t i, size_t stop, uint32_t base,
    struct folded *f)
{
	size_t from = i;

	i = (size_t)(skip_plain(s.p + i, s.p + stop) - s.p);
	note(f, i - from, base + (uint32_t)from, 1);
	memcpy(f->text.p + f->text.n, s.p + from, i - from);
	f->text.n += i - from;
	return i;
}

/* Folds from byte i to `stop` or a little further; *gap says whether blanks
 * have been passed over since the last character.  Returns where it ended. */
static size_t
fold_stretch(struct str s, size_t i, size_t stop, uint32_t base, bool *gap,
    struct folded *f)
{
	uint32_t c;
	size_t length, n;
	const char *to;

	for (;;) {
		if (i >= stop)
			return i;
		if (!*gap || !is_digit(s.p[i])) {
			length = copy_plain(s, i, stop, base, f) - i;
			i += length;
			*gap &= length == 0;
			if (length != 0)
				continue;
		}
		if (s.p[i] == '(' && (length = gloss(s, i)) != 0) {
			i += length;
			continue;
		}
		length = utf8_get(s.p + i, &c);
		to = is_special(c) ? map[c].to : s.p + i;
		n = is_special(c) ? map[c].n : length;
		if (n == 1 && *to == ' ') {
			*gap = true;
		} else if (n != 0) {
			if (*gap && is_digit(*to) && f->text.n != 0 &&
			    is_digit(f->text.p[f->text.n - 1]))
				put(f, " ", 1, base + (uint32_t)i);
			*gap = false;
			put(f, to, n, base + (uint32_t)i);
			if (is_special(c) && map[c].ends)
				rephrase(f);
		}
		i += length;
	}
}

/* Appends the folded form of s; returns its length. */
static size_t
append(struct str s, uint32_t base, struct folded *f)
{
	bool gap = false;
	size_t i = 0, stop;

	do {
		stop = s.n - i > STRETCH ? i + STRETCH : s.n;
		make_room(f, stop - i);
		i = fold_stretch(s, i, stop, base, &gap, f);
	} while (i < s.n);
	return i;
}

void
fold_more(struct str s, uint32_t base, struct folded *f)
{
	base += (uint32_t)append(s, base, f);
	f->at[f->text.n] = base;
}

void
fold(struct str s, struct folded *f)
{
	f->text.n = 0;
	fold_more(s, 0, f);
}

void
fold_put(struct str s, struct buf *to)
{
	struct folded f = { *to, NULL, SIZE_MAX }; /* room for no offsets */

	append(s, 0, &f);
	*to = f.text;
}

struct str
fold_copy(struct str s)
{
	struct buf own = { NULL, 0, 0 };

	fold_put(s, &own);
	return buf_str(&own);
}

void
fold_free(struct folded *f)
{
	buf_free(&f->text);
	free(f->at);
	f->at = NULL;
	f->cap = 0;
}
