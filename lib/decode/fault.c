#include "decode/fault.h"

const struct fault fault_rows[FAULTS] = {
#define FAULT(NAME, effect, code, message) { FAULT_##effect, code, message },
#include "decode/fault.def"
#undef FAULT
};
