/*
 * value: from what is printed to the codebook's value.  Floor 6.
 *
 * Absent, blank, "/" and 0 are four different things.  A number whose meaning
 * is not certain is unread: it keeps its raw text and has no value.
 */
#ifndef GX_VALUE_H
#define GX_VALUE_H

#include "core/numeral.h"
#include "domain/indicator.h"

struct value {
	struct dec number; /* in the codebook's unit */
	bool present;      /* false: there is no value, qualifier says why */
	const char *qualifier;
};

void value_load(const char *folder);

/* Length of the unit at the start of the folded text that can follow a number
 * of this indicator; 0 if there is none. */
size_t value_unit(struct str text, const struct indicator *in);

/* The number n, printed with or without that unit, as a value of the
 * indicator: exact conversion (3 万元 is 30000 元), or unread; a count with a
 * slip of its unit is unread. */
struct value value_of(const struct numeral *n, bool has_unit,
    const struct indicator *in);

/* Reads the whole of a table's folded cell. */
struct value value_cell(struct str cell, const struct indicator *in);

/* The unit that a folded text is, or names in brackets at its end, where it may
 * not be that of the codebook: of money, or one with a 万; VALUE_NO_UNIT when it
 * is none, VALUE_UNIT_CUT when the brackets are not closed: it may be any. */
enum { VALUE_NO_UNIT = -1, VALUE_UNIT_CUT = -2 };
int value_named_unit(struct str folded);

/* The same as value_cell(), where a header, a label or a cell beside it has named
 * the unit of a bare number. */
struct value value_cell_in(struct str cell, int unit, const struct indicator *in);

/* True when a cell that is unread is so because its number has one 万 too many:
 * 173769万条. */
bool value_slips(struct str cell, const struct indicator *in);

/* True for a folded cell that is a number, blank, or a word that stands for one. */
bool value_is_cell(struct str folded);

/* True for a folded cell that is only a unit. */
bool value_is_unit(struct str folded);

#endif
