#include <stdio.h>

#include "core/die.h"
#include "core/io.h"
#include "decode/attach.h"

enum { PATH_BYTES = 4096 };

static const char *folder;
static struct io_out *list;

static struct io_out *
create(struct str name)
{
	char path[PATH_BYTES];

	if (snprintf(path, sizeof path, "%s/%.*s", folder, (int)name.n,
	    name.p) >= (int)sizeof path)
		die(GX_USAGE, "--attachments: the name is too long");
	return io_create(path);
}

void
attach_open(const char *path)
{
	folder = path;
	list = create(STR("list.tsv"));
	io_put(list, STR("what\tname\tsource\toffset\turl\tdate\tdetail\n"));
}

bool
attach_is_open(void)
{
	return list != NULL;
}

/* Of the escapes only that of the backslash is left to do. */
static void
put_field(struct buf *line, struct str s)
{
	struct buf shown = { NULL, 0, 0 };

	buf_printable(&shown, s);
	for (size_t i = 0; i < shown.n; i++) {
		if (shown.p[i] == '\\')
			buf_byte(line, '\\');
		buf_byte(line, shown.p[i]);
	}
	buf_byte(line, '\t');
	buf_free(&shown);
}

void
attach_list(const struct attach *a)
{
	static struct buf line;

	if (list == NULL)
		return;
	line.n = 0;
	put_field(&line, str_of(a->what));
	put_field(&line, a->name);
	put_field(&line, a->source);
	buf_number(&line, a->offset);
	buf_byte(&line, '\t');
	put_field(&line, a->url);
	put_field(&line, a->date);
	put_field(&line, a->detail);
	line.p[line.n - 1] = '\n';
	io_put(list, buf_str(&line));
}

void
attach_payload(struct str name, struct str payload)
{
	struct io_out *out;

	if (list == NULL)
		return;
	out = create(name);
	io_put(out, payload);
	io_done(out);
}

void
attach_close(void)
{
	if (list != NULL)
		io_done(list);
	list = NULL;
}
