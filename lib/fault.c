#include "fault.h"

const struct fault fault_rows[FAULTS] = {
#define FAULT(NAME, effect, code, message) { FAULT_##effect, code, message },
#include "fault.def"
#undef FAULT
};
