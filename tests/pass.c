/*
 * pass: the smallest filter.  It writes what it reads; every fault of a
 * stream is proven on it before the real filters.
 */
#include "core/records.h"

int
main(int argc, char **argv)
{
	struct opt o = { .usage = "pass [-hquV] [-r DIR] [FILE ...]" };
	struct rec r = { .n = 0 };

	while (opt_next(&o, argc, argv) != -1)
		continue;
	records_open(&o, "0000000000000000");
	while (records_read(&r))
		records_write(&r);
	rec_free(&r);
	return records_finish(GX_OK);
}
