#include "core/ascii.h"
#include "decode/attach.h"
#include "decode/item.h"
#include "decode/layout.h"
#include "decode/plain.h"
#include "decode/sniff.h"

/* Formats that are no text, by their first bytes, or those at an offset.  What
 * has a kind a converter may turn into text. */
struct foreign {
	struct str start;
	const char *media, *kind;
	size_t at;
};

/* Some writers put blank lines or a mark before what they write. */
static const struct foreign *
find_foreign(struct str s)
{
	static const struct foreign rows[] = {
		{ { "%PDF-", 5 }, "application/pdf", "pdf", 0 },
		{ { "PK\3\4", 4 }, "application/zip", "zip", 0 },
		{ { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8 },
			"application/x-ole-storage", "ole", 0 },
		{ { "{\\rtf", 5 }, "application/rtf", NULL, 0 },
		{ { "Rar!\x1A\7", 6 }, "application/vnd.rar", NULL, 0 },
		{ { "\x89PNG\r\n\x1A\n", 8 }, "image/png", NULL, 0 },
		{ { "\xFF\xD8\xFF", 3 }, "image/jpeg", NULL, 0 },
		{ { "GIF8", 4 }, "image/gif", NULL, 0 },
		{ { "II*\0", 4 }, "image/tiff", NULL, 0 },
		{ { "MM\0*", 4 }, "image/tiff", NULL, 0 },
		{ { "WEBPVP8", 7 }, "image/webp", NULL, 8 },
		/* Pages that Internet Explorer, Chrome and Word have saved. */
		{ { "From: <Saved by ", 16 }, "multipart/related", NULL, 0 },
		{ { "From: \"Saved by ", 16 }, "multipart/related", NULL, 0 },
		{ { "MIME-Version: 1.0", 17 }, "multipart/related", NULL, 0 },
		/* ARC, the crawls of before 2009; see arc2warc. */
		{ { "filedesc://", 11 }, "application/x-internet-archive",
			NULL, 0 },
		/* Archives and packed files that are no gzip. */
		{ { "ustar", 5 }, "application/x-tar", NULL, 257 },
		{ { "1AY&SY", 6 }, "application/x-bzip2", NULL, 4 },
		{ { "\xFD" "7zXZ", 6 }, "application/x-xz", NULL, 0 },
		{ { "\x28\xB5\x2F\xFD", 4 }, "application/zstd", NULL, 0 },
		{ { "7z\xBC\xAF\x27\x1C", 6 }, "application/x-7z-compressed",
			NULL, 0 },
	};

	if (str_starts(s, STR("\xEF\xBB\xBF")))
		s = str_slice(s, 3, s.n);
	s = str_slice(s, ascii_skip(s, 0), s.n);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_starts(str_slice(s, rows[i].at, s.n), rows[i].start))
			return &rows[i];
	return NULL;
}

bool
item_is_attachment(struct str payload)
{
	const struct foreign *f = find_foreign(payload);

	return attach_is_open() && f != NULL && f->kind != NULL;
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

/* What is wrong with the bytes, and what becomes of the document. */
static enum fault_effect
warn_of_faults(struct doc *d, unsigned faults)
{
	enum fault_effect effect = FAULT_KEEP;

	for (unsigned i = 0; i < FAULTS; i++) {
		if ((faults >> i & 1) == 0)
			continue;
		doc_warn(d, fault_rows[i].code, "%s", fault_rows[i].message);
		if (fault_rows[i].effect > effect)
			effect = fault_rows[i].effect;
	}
	return effect;
}

void
item_begin(struct item *i, const struct feed *f, uint64_t offset)
{
	i->source = f->o->source != NULL ? f->o->source : f->from->in.name;
	i->offset = offset + f->o->offset;
	i->url = f->o->url;
	i->kind = ITEM_ANY;
	i->label = (struct charset_label){ STR(""), "" };
	i->mixed = f->o->mixed;
	i->bytes = STR("");
	i->faults = 0;
	i->metas = f->o->metas;
	for (size_t k = 0; k < i->metas; k++)
		i->meta[k] = f->o->meta[k];
}

void
item_meta(struct item *i, const char *key, struct str value)
{
	if (i->metas < ITEM_METAS)
		i->meta[i->metas++] = (struct item_meta){ str_of(key), value };
}

static struct str
meta_of(const struct item *i, struct str key)
{
	for (size_t k = 0; k < i->metas; k++)
		if (str_eq(i->meta[k].key, key))
			return i->meta[k].value;
	return STR("");
}

/* Puts the payload aside under its document's id. */
static void
attach(const struct item *i, const struct doc *d, const char *kind)
{
	struct buf name = { NULL, 0, 0 };

	buf_put(&name, (struct str){ d->id, DOC_ID });
	buf_byte(&name, '.');
	buf_put(&name, str_of(kind));
	attach_payload(buf_str(&name), i->bytes);
	attach_list(&(struct attach){ .what = "attachment",
		.name = buf_str(&name), .source = str_of(i->source),
		.offset = i->offset, .url = i->url,
		.date = meta_of(i, STR("warc.date")) });
	buf_free(&name);
}

static void
put_metas(struct doc *d, const struct item *i)
{
	static struct buf value;

	for (size_t k = 0; k < i->metas; k++) {
		value.n = 0;
		buf_printable(&value, i->meta[k].value);
		doc_meta(d, 0, i->meta[k].key, buf_str(&value));
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

static void
find_charset(const struct item *i, struct charset_found *f)
{
	const struct charset_label labels[] = {
		i->label, { sniff_label(i->bytes), "meta" }
	};

	charset_find(i->bytes, labels, sizeof labels / sizeof *labels, f);
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

/* False when the text has lost what its numbers are about. */
static bool
read_text(struct doc *d, enum charset charset, bool page)
{
	if (sniff_is_lost(d->decoded, page)) {
		doc_warn(d, "lost-text", "all ideographs have become "
		    "question marks, the numbers mean nothing");
		return false;
	}
	if (page)
		layout_read(d, charset);
	else
		plain_read(d, charset);
	if (d->replaced != 0 && charset_is_mixed(d->decoded, charset))
		doc_warn(d, "mixed-charset", "some lines are in another "
		    "charset than the rest (--mixed)");
	return true;
}

/* Everything between the doc and the end record; returns the status. */
static const char *
write_text(struct doc *d, const struct item *i, const struct doc_head *head,
    enum charset charset, bool page, const struct foreign *foreign)
{
	enum fault_effect effect;

	put_metas(d, i);
	effect = warn_of_faults(d, i->faults);
	if (foreign != NULL && effect != FAULT_REFUSE)
		doc_warn(d, "not-text", "%s must be converted first",
		    head->media);
	if (foreign != NULL && foreign->kind != NULL && effect == FAULT_KEEP)
		attach(i, d, foreign->kind);
	if (foreign != NULL || effect == FAULT_REFUSE)
		return "refused";
	warn_of_charset(d, &head->charset);
	if (!read_text(d, charset, page))
		return "refused";
	return effect == FAULT_CUT ? "truncated" : "ok";
}

void
item_write(const struct item *i)
{
	struct doc_head head = { .source = i->source, .offset = i->offset,
		.url = i->url, .payload = i->bytes };
	const struct foreign *foreign = find_foreign(i->bytes);
	struct buf wide = { NULL, 0, 0 };
	struct str text;
	uint64_t replaced = 0;
	enum charset charset;
	struct doc d;
	bool page;

	find_charset(i, &head.charset);
	charset = text_of(&head.charset, i->bytes, &text, &wide, &replaced);
	if (i->mixed && by_lines(&head.charset))
		charset = CHARSET_NONE;
	page = i->kind == ITEM_PAGE ||
	    (i->kind == ITEM_ANY && sniff_is_page(text));
	head.media = foreign != NULL ? foreign->media :
	    page ? "text/html" : "text/plain";
	doc_begin(&d, &head, text);
	d.replaced = replaced;
	doc_end(&d, write_text(&d, i, &head, charset, page, foreign));
	buf_free(&wide);
}
