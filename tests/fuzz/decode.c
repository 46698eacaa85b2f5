/*
 * decode: what gx-decode makes of one file, for libFuzzer: thousands of files
 * a second in one process.  Nothing that is in a file may end the process.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/records.h"
#include "decode/crawl.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
begin(void)
{
	static struct opt options = { .usage = "decode" };
	static bool begun;

	if (begun)
		return;
	begun = true;
	if (dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO) < 0)
		abort();
	records_open(&options, "0000000000000000");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct item_options options = {
		.limits = { 4 * 1024 * 1024, 200 }
	};
	static char name[] = "x";
	struct source s = { .name = name, .in = { .name = name, .fd = -1,
		.ended = true, .n = size, .cap = size } };

	begin();
	s.in.p = xstrndup((const char *)data, size);
	crawl_read(&s, &options);
	io_close(&s.in);
	return 0;
}
