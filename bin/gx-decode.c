/*
 * gx-decode: bytes into documents.  See gx-decode(1).
 */
#include <string.h>

#include "layout.h"
#include "metakey.h"
#include "payload.h"
#include "plain.h"
#include "sniff.h"
#include "source.h"

enum { FILES0 = 256, SOURCE, META, MIXED, METAS_MAX = 64 };

static const char usage[] = "gx-decode [-0hquV] [-r DIR] [--files0-from FILE] "
    "[--mixed] [--source NAME] [--meta KEY=VALUE] [FILE ...]";

struct options {
	struct opt common;
	const char *list;   /* --files0-from */
	const char *source; /* --source */
	const char *meta[METAS_MAX];
	size_t metas;
	bool mixed; /* --mixed */
};

static void
add_meta(struct options *o, const char *pair)
{
	struct str rest = str_of(pair), key;

	str_split(&rest, '=', &key);
	if (rest.p == NULL || !metakey_is(key))
		opt_wrong(&o->common, "--meta: not KEY=VALUE with a known key");
	if (o->metas == METAS_MAX)
		opt_wrong(&o->common, "--meta: too many");
	o->meta[o->metas++] = pair;
}

static void
parse_options(struct options *o, int argc, char **argv)
{
	static const struct opt_long longs[] = {
		{ "files0-from", true, FILES0 },
		{ "source", true, SOURCE },
		{ "meta", true, META },
		{ "mixed", false, MIXED },
		{ NULL, false, 0 }
	};
	int c;

	*o = (struct options){ .common = { .usage = usage, .shorts = "0",
		.longs = longs } };
	while ((c = opt_next(&o->common, argc, argv)) != -1) {
		switch (c) {
		case '0': o->list = "-"; break;
		case FILES0: o->list = o->common.argument; break;
		case SOURCE: o->source = o->common.argument; break;
		case MIXED: o->mixed = true; break;
		case META: add_meta(o, o->common.argument); break;
		}
	}
	if (o->list != NULL && strcmp(o->common.files[0], "-") != 0)
		opt_wrong(&o->common, "FILE operands beside a list of files");
	if ((o->source != NULL || o->metas != 0) && (o->list != NULL ||
	    strcmp(o->common.files[0], "-") != 0 || o->common.files[1] != NULL))
		opt_wrong(&o->common, "--source and --meta are for standard "
		    "input");
}

/* Formats that a converter must turn into text first, by their first bytes. */
static const char *
foreign_media(struct str s)
{
	static const struct {
		struct str start;
		const char *media;
	} rows[] = {
		{ { "%PDF-", 5 }, "application/pdf" },
		{ { "PK\3\4", 4 }, "application/zip" },
		{ { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8 },
			"application/x-ole-storage" },
		{ { "{\\rtf", 5 }, "application/rtf" },
		{ { "Rar!\x1A\7", 6 }, "application/vnd.rar" },
		{ { "\x89PNG\r\n\x1A\n", 8 }, "image/png" },
		{ { "\xFF\xD8\xFF", 3 }, "image/jpeg" },
		{ { "GIF8", 4 }, "image/gif" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_starts(s, rows[i].start))
			return rows[i].media;
	return NULL;
}

static void
warn_of_charset(struct doc *d, const struct charset_found *f)
{
	if (f->unknown)
		doc_warn(d, "charset-unknown",
		    "the page names a charset that is not known");
	if (f->overruled)
		doc_warn(d, "charset-mismatch", "the page names another "
		    "charset, but its bytes are %s", charset_name(f->charset));
}

/* What is wrong with the payload; returns the status of the document. */
static const char *
warn_of_payload(struct doc *d, unsigned faults)
{
	static const struct {
		unsigned fault;
		const char *code, *message;
	} rows[] = {
		{ PAYLOAD_TRUNCATED, "truncated",
			"the compressed data end too early" },
		{ PAYLOAD_BROKEN, "bad-gzip",
			"the compressed data are broken from some byte on" },
		{ PAYLOAD_BAD_SUM, "bad-crc",
			"the checksum of the compressed data is wrong" },
		{ PAYLOAD_TRAILING, "trailing",
			"bytes behind the compressed data were ignored" },
		{ PAYLOAD_TOO_BIG, "size-limit",
			"the document is larger than 64 MiB" },
		{ PAYLOAD_BOMB, "inflate-limit",
			"the compressed data unpack to too much" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (faults & rows[i].fault)
			doc_warn(d, rows[i].code, "%s", rows[i].message);
	if (faults & PAYLOAD_REFUSED)
		return "refused";
	return faults & (PAYLOAD_TRUNCATED | PAYLOAD_BROKEN) ? "truncated" :
	    "ok";
}

static void
put_metas(struct doc *d, const struct options *o)
{
	struct str value, key;

	for (size_t i = 0; i < o->metas; i++) {
		value = str_of(o->meta[i]);
		str_split(&value, '=', &key);
		doc_meta(d, 0, key, value);
	}
}

/* The text of the payload: without its mark, in bytes that html and plain can
 * read.  Returns the charset that it is in now. */
static enum charset
text_of(const struct charset_found *f, struct str payload, struct str *text,
    struct buf *wide, uint64_t *replaced)
{
	*text = str_slice(payload, f->bom, payload.n);
	if (convert_unit(f->charset) == 1)
		return f->charset;
	convert_text(f->charset, text, wide, SIZE_MAX, replaced);
	*text = buf_str(wide);
	return CHARSET_UTF_8;
}

/* With --mixed: each line of a text without a mark is looked at. */
static bool
by_lines(struct charset_found *f)
{
	if (f->bom != 0 || (f->charset != CHARSET_UTF_8 &&
	    f->charset != CHARSET_GB18030))
		return false;
	f->how = "lines";
	f->overruled = false;
	return true;
}

static void
decode(const struct options *o, const char *name, const struct payload *p)
{
	struct doc_head head = { .source = name, .payload = p->bytes };
	const char *foreign = foreign_media(p->bytes), *status;
	struct buf wide = { NULL, 0, 0 };
	struct str text;
	uint64_t replaced = 0;
	enum charset charset;
	struct doc d;
	bool page;

	charset_find(p->bytes, sniff_label(p->bytes), &head.charset);
	charset = text_of(&head.charset, p->bytes, &text, &wide, &replaced);
	if (o->mixed && by_lines(&head.charset))
		charset = CHARSET_NONE;
	page = sniff_is_page(text);
	head.media = foreign != NULL ? foreign :
	    page ? "text/html" : "text/plain";
	doc_begin(&d, &head, text);
	d.replaced = replaced;
	put_metas(&d, o);
	status = warn_of_payload(&d, p->faults);
	if (foreign != NULL) {
		doc_warn(&d, "not-text", "%s must be converted first", foreign);
		status = "refused";
	} else if (strcmp(status, "refused") != 0) {
		warn_of_charset(&d, &head.charset);
		if (sniff_is_lost(text, page)) {
			doc_warn(&d, "lost-text", "all ideographs have become "
			    "question marks, the numbers mean nothing");
			status = "refused";
		} else if (page) {
			layout_read(&d, charset);
		} else {
			plain_read(&d, charset);
		}
		if (d.replaced != 0 && charset_is_mixed(text, charset))
			doc_warn(&d, "mixed-charset", "some lines are in "
			    "another charset than the rest (--mixed)");
	}
	doc_end(&d, status);
	buf_free(&wide);
}

static void
decode_file(const struct options *o, struct source *s)
{
	struct payload p;
	const char *name = o->source != NULL ? o->source : s->in.name;

	if (!payload_read(&s->in, &p))
		source_failed(s, strerror(s->in.error));
	else if (s->in.n != 0 || s->in.fd != 0)
		decode(o, name, &p);
	if (p.faults & PAYLOAD_TRUNCATED)
		source_failed(s, "truncated gzip");
	payload_free(&p);
	io_close(&s->in);
}

int
main(int argc, char **argv)
{
	struct options o;
	struct source s;

	parse_options(&o, argc, argv);
	rec_open(&o.common, "0000000000000000"); /* no tables but its own */
	source_open(&s, o.common.files, o.list);
	while (source_next(&s))
		decode_file(&o, &s);
	source_close(&s);
	return rec_finish(s.failed ? GX_FAIL : GX_OK);
}
