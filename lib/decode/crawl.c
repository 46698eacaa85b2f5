#include "decode/attach.h"
#include "decode/capture.h"
#include "decode/crawl.h"
#include "decode/lines.h"
#include "decode/warc.h"

enum { START = 16 };

/* True when WARC records begin, perhaps behind a mark and blank lines. */
static bool
has_records(struct io_in *in)
{
	enum { BLANKS = 64 };
	struct str rest;
	size_t n;

	io_need(in, BLANKS + START);
	rest = io_rest(in);
	n = str_starts(rest, STR("\xEF\xBB\xBF")) ? 3 : 0;
	while (n < rest.n && n < BLANKS && (rest.p[n] == '\r' ||
	    rest.p[n] == '\n'))
		n++;
	return warc_is(str_slice(rest, n, rest.n));
}

static void
read_whole(struct feed *f)
{
	static struct item i;

	item_begin(&i, f, 0);
	i.bytes = stream_all(&f->in, &f->o->limits, &i.faults);
	if (f->in.in->error != 0)
		return;
	item_write(&i);
	if (i.faults & FAULT_TRUNCATED)
		source_failed(f->from, "truncated gzip");
}

void
crawl_read(struct source *from, const struct item_options *o)
{
	struct feed f = { .o = o, .from = from };
	bool empty = !io_need(&from->in, 1);
	enum lines_kind kind;

	attach_list(&(struct attach){ .what = "file",
		.source = str_of(from->in.name) });
	stream_open(&f.in, &from->in, false);
	if (has_records(f.in.in))
		capture_read(&f);
	else if ((kind = lines_kind(&f)) != LINES_NONE)
		lines_read(&f, kind);
	else if (!empty || from->in.fd != 0)
		read_whole(&f);
	if (f.in.in->error != 0)
		source_unreadable(from, f.in.in->error);
	stream_close(&f.in);
}
