#include "fold.h"
#include "glance.h"
#include "marks.h"
#include "utf8.h"

/* Classes of characters: besides digits and words of one character, those that
 * say nothing but before one of the next class. */
enum {
	DIGIT = 1,
	WORD = 2,
	HAN = 4, MEASURE = 8,      /* 三件 */
	BEGINS = 16, GOES_ON = 32, /* the first two characters of longer words */
	PAIRED = MEASURE | GOES_ON
};

enum { NARROW = 0x200 /* what comes before stands in no word, or in a gloss */ };

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
}

unsigned
glance(struct str s)
{
	unsigned class, last = 0, seen = 0;
	uint32_t c;

	for (size_t i = 0; i < s.n && (seen & DIGIT) == 0;) {
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
