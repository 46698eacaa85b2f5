/*
 * gx-decode: bytes into documents.  See gx-decode(1).
 */
#include <string.h>

#include "core/records.h"
#include "core/sandbox.h"
#include "decode/attach.h"
#include "decode/crawl.h"
#include "decode/metakey.h"

enum { FILES0 = 256, SOURCE, OFFSET, ADDRESS, META, BYTES, RATIO, HTML, TEXT,
	URL, MIXED, ATTACHMENTS };

enum { METAS_MAX = 64 };

static const char usage[] = "gx-decode [-0hquV] [-r DIR] [--files0-from FILE] "
    "[--mixed] [--source NAME] [--offset N] [--url URL] [--meta KEY=VALUE] "
    "[--attachments DIR] [--max-bytes N] [--max-ratio N] "
    "[--json-html FIELD] [--json-text FIELD] [--json-url FIELD] [FILE ...]";

struct options {
	struct opt common;
	const char *list; /* --files0-from */
	const char *attachments;
	struct item_options items;
	struct item_meta meta[METAS_MAX];
};

static void
add_meta(struct options *o, const char *pair)
{
	struct str value = str_of(pair), key;

	str_split(&value, '=', &key);
	if (value.p == NULL || !metakey_is(key))
		opt_wrong(&o->common, "--meta: not KEY=VALUE with a known key");
	if (o->items.metas == METAS_MAX)
		opt_wrong(&o->common, "--meta: too many");
	o->meta[o->items.metas++] = (struct item_meta){ key, value };
}

/* Takes the digits at *s; beyond 2^40 they stop being read. */
static uint64_t
read_digits(const char **s)
{
	uint64_t n = 0;

	while (**s >= '0' && **s <= '9' && n < UINT64_C(1) << 40)
		n = n * 10 + (uint64_t)(*(*s)++ - '0');
	return n;
}

static uint64_t
read_offset(const struct options *o)
{
	const char *s = o->common.argument;
	uint64_t n = read_digits(&s);

	if (*s != '\0' || s == o->common.argument)
		opt_wrong(&o->common, "--offset: not a number of bytes");
	return n;
}

/* A limit: a number from 1, in units of KiB with K, MiB with M, GiB with G. */
static uint64_t
read_limit(const struct options *o, const char *why)
{
	static const char units[] = "KMG";
	const char *s = o->common.argument, *unit;
	uint64_t n = read_digits(&s);

	unit = *s != '\0' ? strchr(units, *s) : NULL;
	if (unit != NULL && n < UINT64_C(1) << 40) {
		n <<= 10 * (unit - units + 1);
		s++;
	}
	if (n == 0 || n > UINT64_C(1) << 40 || *s != '\0')
		opt_wrong(&o->common, why);
	return n;
}

static void
parse_options(struct options *o, int argc, char **argv)
{
	static const struct opt_long longs[] = {
		{ "files0-from", true, FILES0 },
		{ "attachments", true, ATTACHMENTS },
		{ "source", true, SOURCE },
		{ "offset", true, OFFSET },
		{ "url", true, ADDRESS },
		{ "meta", true, META },
		{ "mixed", false, MIXED },
		{ "max-bytes", true, BYTES },
		{ "max-ratio", true, RATIO },
		{ "json-html", true, HTML },
		{ "json-text", true, TEXT },
		{ "json-url", true, URL },
		{ NULL, false, 0 }
	};
	struct item_options *items = &o->items;
	int c;

	*o = (struct options){ .common = { .usage = usage, .shorts = "0",
		.longs = longs }, .items = { .meta = o->meta,
		.url = STR(""), .limits = { 64 * 1024 * 1024, 200 } } };
	while ((c = opt_next(&o->common, argc, argv)) != -1) {
		switch (c) {
		case '0': o->list = "-"; break;
		case FILES0: o->list = o->common.argument; break;
		case ATTACHMENTS: o->attachments = o->common.argument; break;
		case OFFSET: items->offset = read_offset(o); break;
		case ADDRESS: items->url = str_of(o->common.argument); break;
		case SOURCE: items->source = o->common.argument; break;
		case MIXED: items->mixed = true; break;
		case META: add_meta(o, o->common.argument); break;
		case BYTES: items->limits.bytes = (size_t)read_limit(o,
		    "--max-bytes: not a number of bytes"); break;
		case RATIO: items->limits.ratio = read_limit(o,
		    "--max-ratio: not a number"); break;
		case HTML: items->json_html = o->common.argument; break;
		case TEXT: items->json_text = o->common.argument; break;
		case URL: items->json_url = o->common.argument; break;
		}
	}
	if (o->list != NULL && strcmp(o->common.files[0], "-") != 0)
		opt_wrong(&o->common, "FILE operands beside a list of files");
	if ((items->source != NULL || items->offset != 0 ||
	    items->url.n != 0 || items->metas != 0) && (o->list != NULL ||
	    strcmp(o->common.files[0], "-") != 0 || o->common.files[1] != NULL))
		opt_wrong(&o->common, "--source, --offset, --url and --meta are "
		    "for standard input");
}

int
main(int argc, char **argv)
{
	struct options o;
	struct source s;

	parse_options(&o, argc, argv);
	records_open(&o.common, "0000000000000000"); /* no tables but its own */
	if (o.attachments != NULL)
		attach_open(o.attachments);
	sandbox_lock(true, o.attachments);
	source_open(&s, o.common.files, o.list);
	while (source_next(&s)) {
		crawl_read(&s, &o.items);
		io_close(&s.in);
	}
	source_close(&s);
	attach_close();
	return records_finish(s.failed ? GX_FAIL : GX_OK);
}
