#include <inttypes.h>

#include "core/url.h"
#include "decode/attach.h"
#include "decode/capture.h"
#include "decode/http.h"
#include "decode/media.h"
#include "decode/metakey.h"
#include "decode/sniff.h"
#include "decode/warc.h"

enum { SHOWN = 1000 }; /* bytes of an address or a field in a message */

struct capture {
	struct feed *f;
	struct warc w;
	struct http http;
	struct buf url;      /* of the record at hand */
	struct item item;
	struct str type;     /* the media type that item is said to have */
	bool raw;            /* item may be packed without a header */
	uint64_t quiet;      /* payloads that were not worth a word */
	bool told_version;
};

/* A warn about the record at hand; detail may be any bytes. */
static void
warn(struct capture *c, const char *code, const char *what, struct str detail)
{
	struct buf shown = { NULL, 0, 0 };

	buf_printable(&shown, str_slice(buf_str(&c->url), 0, SHOWN));
	if (shown.n == 0) {
		buf_put(&shown, STR("record at offset "));
		buf_number(&shown, c->w.place);
	}
	buf_put(&shown, STR(": "));
	buf_put(&shown, str_of(what));
	buf_printable(&shown, str_slice(detail, 0, SHOWN));
	source_warn(c->f->from, code, "%.*s", (int)shown.n, shown.p);
	attach_list(&(struct attach){ .what = code,
		.source = str_of(c->f->from->in.name), .offset = c->w.place,
		.url = buf_str(&c->url),
		.date = header_get(&c->w.header, "warc-date"),
		.detail = str_trim(str_slice(detail, 0, SHOWN)) });
	buf_free(&shown);
}

/* Makes meta records of the fields that are in the published list. */
static void
add_fields(struct item *i, enum metakey_place place, const struct header *h)
{
	const char *key;

	for (size_t k = 0; k < h->n; k++) {
		key = metakey_find(place, h->field[k].name);
		if (key != NULL && !str_eq(h->field[k].value, i->url))
			item_meta(i, key, h->field[k].value);
	}
}

/* The item that is the block of the record. */
static void
begin_item(struct capture *c)
{
	struct item *i = &c->item;

	item_begin(i, c->f, c->w.place);
	i->url = buf_str(&c->url);
	i->bytes = c->w.block;
	i->faults = c->w.faults;
	add_fields(i, METAKEY_WARC, &c->w.header);
	if (header_get(&c->w.header, "warc-truncated").n != 0)
		i->faults |= FAULT_CRAWLER;
	if (header_get(&c->w.header, "warc-segment-number").n != 0)
		i->faults |= FAULT_SEGMENT;
	c->type = header_get(&c->w.header, "content-type");
	c->raw = false;
	i->label = (struct charset_label){ media_charset(c->type), "warc" };
}

/* The item becomes the body of the response that it is.  False when that is
 * no page. */
static bool
open_response(struct capture *c)
{
	struct item *i = &c->item;
	struct http *h = &c->http;
	struct str status;

	http_read(h, i->bytes);
	status = str_slice(h->header.start,
	    str_find(h->header.start, STR(" "), 0), SIZE_MAX);
	if (h->status == 0)
		warn(c, "bad-http", "no HTTP status", STR(""));
	else if (h->status != 200)
		warn(c, "http-status", "HTTP status", status);
	else if (h->too_long)
		warn(c, "header-limit", "the HTTP header is too long",
		    STR(""));
	else if (h->body.n == 0)
		warn(c, "http-status", "no body, HTTP status", status);
	if (h->status != 200 || h->body.n == 0)
		return false;
	item_meta(i, "http.status", STR("200"));
	add_fields(i, METAKEY_HTTP, &h->header);
	c->type = header_get(&h->header, "content-type");
	c->raw = h->raw;
	i->label = (struct charset_label){ media_charset(c->type), "http" };
	i->bytes = h->body;
	i->faults |= h->faults;
	return true;
}

/* Writes the item, unpacked, if it is to be read as text. */
static void
write_item(struct capture *c)
{
	enum media media = media_of(c->type);
	struct io_in memory;
	struct stream s;

	if (media == MEDIA_QUIET) {
		c->quiet++;
		return;
	}
	io_memory(&memory, c->item.bytes);
	stream_open(&s, &memory, c->raw);
	if (media != MEDIA_OTHER || attach_is_open())
		c->item.bytes = stream_all(&s, &c->f->o->limits,
		    &c->item.faults);
	if (media == MEDIA_MAYBE && !sniff_is_page(c->item.bytes))
		media = MEDIA_OTHER;
	if (media == MEDIA_OTHER && !item_is_attachment(c->item.bytes))
		warn(c, "not-text", "a payload of type ", c->type);
	else
		item_write(&c->item);
	stream_close(&s);
}

/* Other responses are those of FTP and DNS. */
static bool
is_http(const struct capture *c)
{
	struct str http = STR("application/http");

	return str_same(str_slice(c->type, 0, http.n), http) ||
	    (str_same(header_get(&c->w.header, "warc-type"),
	    STR("response")) && str_starts(c->w.block, STR("HTTP")));
}

static void
read_payload(struct capture *c)
{
	/* The list, the arguments and the log that wget appends. */
	if (str_starts(buf_str(&c->url), STR("metadata:")))
		return;
	begin_item(c);
	if (!is_http(c) || open_response(c))
		write_item(c);
}

static void
pass_over(struct capture *c)
{
	(void)c;
}

static void
tell_revisit(struct capture *c)
{
	const struct header *h = &c->w.header;
	struct str to = header_get(h, "warc-refers-to-target-uri");

	if (to.n == 0)
		to = header_get(h, "warc-refers-to");
	warn(c, "revisit", "not stored again, it is the same as ", to);
}

static void
tell_continuation(struct capture *c)
{
	warn(c, "continuation", "the parts of a record are not put together: ",
	    header_get(&c->w.header, "warc-segment-origin-id"));
}

static void
read_record(struct capture *c)
{
	static const struct {
		const char *type;
		void (*read)(struct capture *c);
	} rows[] = {
		{ "response", read_payload },
		{ "resource", read_payload },
		{ "conversion", read_payload },
		{ "request", pass_over },
		{ "metadata", pass_over },
		{ "warcinfo", pass_over },
		{ "revisit", tell_revisit },
		{ "continuation", tell_continuation },
	};
	struct str type = header_get(&c->w.header, "warc-type");

	c->url.n = 0;
	url_put(&c->url, header_get(&c->w.header, "warc-target-uri"));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_same(type, str_of(rows[i].type))) {
			rows[i].read(c);
			return;
		}
	warn(c, "warc-type", "a record of unknown type ", type);
}

static void
check_version(struct capture *c)
{
	struct str version = c->w.header.start;

	if (c->told_version || str_eq(version, STR("WARC/1.0")) ||
	    str_eq(version, STR("WARC/1.1")))
		return;
	c->told_version = true;
	c->url.n = 0;
	warn(c, "warc-version", "read as if it were WARC/1.1: ", version);
}

/* What is wrong with the packed file itself. */
static unsigned
tell_faults(struct capture *c)
{
	unsigned faults = stream_faults(&c->f->in);

	for (unsigned i = 0; i < FAULTS; i++)
		if (faults >> i & 1)
			source_warn(c->f->from, fault_rows[i].code,
			    "near byte %" PRIu64 ": %s",
			    stream_place(&c->f->in), fault_rows[i].message);
	return faults;
}

static void
tell_quiet(struct capture *c)
{
	if (c->quiet != 0)
		source_warn(c->f->from, "not-text", "%" PRIu64 " payloads are "
		    "pictures, styles, scripts, fonts and the like",
		    c->quiet);
}

/* Reads one record; false at the end. */
static bool
step(struct capture *c, unsigned *faults)
{
	struct source *from = c->f->from;
	enum warc_state state = warc_next(&c->w);

	switch (state) {
	case WARC_RECORD:
		check_version(c);
		read_record(c);
		break;
	case WARC_LOST:
		source_warn(from, "lost-sync", "lost sync at offset %" PRIu64,
		    c->w.place);
		break;
	case WARC_LIMIT:
		source_warn(from, "header-limit", "the header of the record "
		    "at offset %" PRIu64 " is too long", c->w.place);
		break;
	case WARC_CUT:
		source_warn(from, "truncated", "the file ends inside the "
		    "record at offset %" PRIu64, c->w.place);
		*faults |= FAULT_SHORT_RECORD;
		break;
	case WARC_END:
		break;
	}
	*faults |= tell_faults(c);
	return state != WARC_END;
}

void
capture_read(struct feed *f)
{
	static struct capture c; /* large, for its headers */
	unsigned faults = 0;

	c.f = f;
	c.quiet = 0;
	c.told_version = false;
	warc_open(&c.w, &f->in, &f->o->limits);
	while (step(&c, &faults))
		continue;
	tell_quiet(&c);
	if ((faults & (FAULT_SHORT_RECORD | FAULT_TRUNCATED)) != 0 &&
	    (faults & FAULT_BOMB) == 0 && f->in.in->error == 0)
		source_failed(f->from, "truncated WARC");
	warc_close(&c.w);
	http_free(&c.http);
	buf_free(&c.url);
}
