/*
 * fault: what can be wrong with the bytes of a document, as bits.  Floor 0.
 */
#ifndef GX_FAULT_H
#define GX_FAULT_H

#define FAULT(NAME, effect, code, message) FAULT_NUMBER_##NAME,
enum fault_number {
#include "decode/fault.def"
	FAULTS
};
#undef FAULT

#define FAULT(NAME, effect, code, message) \
	FAULT_##NAME = 1 << FAULT_NUMBER_##NAME,
enum fault_bit {
#include "decode/fault.def"
	FAULT_NONE = 0
};
#undef FAULT

enum fault_effect {
	FAULT_KEEP,
	FAULT_CUT,   /* the document is there as far as it goes */
	FAULT_REFUSE
};

struct fault {
	enum fault_effect effect;
	const char *code, *message;
};

extern const struct fault fault_rows[FAULTS];

#endif
