/*
 * measure: how many columns a character takes, by the programs that print tables.
 * Floor 6.
 */
#ifndef GX_MEASURE_H
#define GX_MEASURE_H

#include <stdint.h>

enum measure {
	MEASURE_CHARACTERS, /* one each */
	MEASURE_WIDE,       /* ideographs and full-width signs take two */
	MEASURE_WIDER,      /* and signs that do so in East Asian type only: “ ① */
	MEASURES
};

unsigned measure_width(uint32_t c, enum measure measure);

#endif
