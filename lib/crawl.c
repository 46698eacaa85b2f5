#include "attach.h"
#include "capture.h"
#include "crawl.h"
#include "lines.h"
#include "warc.h"

enum { START = 16 };

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
	io_need(f.in.in, START);
	if (warc_is(io_rest(f.in.in)))
		capture_read(&f);
	else if ((kind = lines_kind(&f)) != LINES_NONE)
		lines_read(&f, kind);
	else if (!empty || from->in.fd != 0)
		read_whole(&f);
	if (f.in.in->error != 0)
		source_unreadable(from, f.in.in->error);
	stream_close(&f.in);
}
