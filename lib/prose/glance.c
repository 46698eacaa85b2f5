#include "core/eight.h"
#include "core/utf8.h"
#include "domain/fold.h"
#include "prose/glance.h"
#include "prose/marks.h"

/* Classes of characters: besides digits and words of one character, those that
 * say nothing but before one of the next class. */
enum {
	DIGIT = 1,
	WORD = 2,
	HAN = 4, MEASURE = 8,      /* 三件 */
	BEGINS = 16, GOES_ON = 32, /* the first two characters of longer words */
	PAIRED = MEASURE | GOES_ON
};

/* The last two bytes, as they stand, of the characters of three bytes that have a
 * class: a small table, which few other characters share. */
enum { TRAILS = 0x3F3F };
static bool ends[TRAILS + 1];

enum { NARROW = 0x200 /* what comes before stands in no word, or in a gloss */ };

static void
find_ends(void)
{
	char three[UTF8_MAX];

	for (uint32_t c = 0x800; c < FOLD_PLANE; c++)
		if (fold_class_of(c) != 0) {
			utf8_put(three, c);
			ends[(three[1] & 0x3F) | (three[2] & 0x3F) << 8] = true;
		}
}

void
glance_load(const struct str *words, size_t n)
{
	size_t one;

	fold_class(STR("0123456789"), DIGIT);
	fold_class(STR(NUMERAL_HAN), HAN);
	fold_class(STR(MARKS_MEASURES), MEASURE);
	for (size_t i = 0; i < n; i++) {
		one = utf8_length(words[i].p[0]);
		if (words[i].n == one) {
			fold_class(words[i], WORD);
			continue;
		}
		fold_class(str_slice(words[i], 0, one), BEGINS);
		fold_class(str_slice(words[i], one,
		    one + utf8_length(words[i].p[one])), GOES_ON);
	}
	fold_class_end();
	find_ends();
}

/* True when eight bytes begin with two characters of three bytes, neither of which
 * says anything, as most text does. */
static bool
is_idle(uint64_t eight)
{
	return (eight & 0xC0C0F0C0C0F0) == 0x8080E08080E0 &&
	    !ends[eight >> 8 & TRAILS] && !ends[eight >> 32 & TRAILS];
}

static size_t
pass_idle(struct str s, size_t i)
{
	while (s.n - i >= 8 && is_idle(eight_get(s.p + i)))
		i += 6;
	return i;
}

unsigned
glance(struct str s)
{
	unsigned class, last = 0, seen = 0;
	size_t from;
	uint32_t c;

	for (size_t i = 0; i < s.n && (seen & DIGIT) == 0;) {
		from = i;
		i = pass_idle(s, i);
		if (i != from)
			last = 0;
		i += utf8_get(s.p + i, &c);
		class = fold_class_of(c);
		if (class != 0)
			seen |= (class & (DIGIT | WORD)) |
			    (last << 1 & class & PAIRED);
		if (c >= NARROW && class != FOLD_GONE)
			last = class;
	}
	return ((seen & DIGIT) != 0 ? GLANCE_DIGIT : 0) |
	    ((seen & MEASURE) != 0 ? GLANCE_HAN : 0) |
	    ((seen & (WORD | GOES_ON)) != 0 ? GLANCE_NEGATION : 0);
}
