#include <stdbool.h>

#include "segment/measure.h"

enum {
	NO_BREAK = 0xA0,
	BOX_FIRST = 0x2500, BOX_LAST = 0x257F, /* Box Drawing */
	WIDE_FIRST = 0x2E80 /* the radicals; nearly all behind them are wide */
};

unsigned
measure_width(uint32_t c, enum measure measure)
{
	const bool narrow = c <= NO_BREAK || (c >= BOX_FIRST && c <= BOX_LAST);

	if (measure == MEASURE_CHARACTERS || narrow)
		return 1;
	return c >= WIDE_FIRST || measure == MEASURE_WIDER ? 2 : 1;
}
