/*
 * decode: what gx-decode makes of one document, for libFuzzer: thousands of
 * documents a second in one process.  Nothing that is in a document may end
 * the process.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "layout.h"
#include "payload.h"
#include "plain.h"
#include "sniff.h"

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
	rec_open(&options, "0000000000000000");
}

static void
decode(struct str bytes)
{
	struct doc_head head = { .source = "x", .media = "x", .payload = bytes };
	struct buf wide = { NULL, 0, 0 };
	struct str text;
	uint64_t replaced = 0;
	enum charset charset;
	struct doc d;

	charset_find(bytes, sniff_label(bytes), &head.charset);
	charset = head.charset.charset;
	text = str_slice(bytes, head.charset.bom, bytes.n);
	if (convert_unit(charset) != 1) {
		convert_text(charset, &text, &wide, SIZE_MAX, &replaced);
		text = buf_str(&wide);
		charset = CHARSET_UTF_8;
	}
	doc_begin(&d, &head, text);
	if (sniff_is_page(text))
		layout_read(&d, charset);
	else
		plain_read(&d, charset);
	doc_end(&d, "ok");
	buf_free(&wide);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct io_in in = { .name = "x", .fd = -1, .ended = true, .n = size,
		.cap = size };
	struct payload p;

	begin();
	in.p = xstrndup((const char *)data, size);
	if (!payload_read(&in, &p))
		abort();
	if ((p.faults & PAYLOAD_REFUSED) == 0)
		decode(p.bytes);
	payload_free(&p);
	io_close(&in);
	return 0;
}
