#include "html.h"
#include "item.h"
#include "layout.h"
#include "plain.h"

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
		/* ARC, the crawls of before 2009; see arc2warc. */
		{ { "filedesc://", 11 }, "application/x-internet-archive" },
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
	if (f->mixed)
		doc_warn(d, "mixed-charset", "some lines are GB18030, they "
		    "were read as UTF-8 like the rest");
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
	i->offset = offset;
	i->url = STR("");
	i->kind = ITEM_ANY;
	i->label = (struct charset_label){ STR(""), "" };
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

static void
put_metas(struct doc *d, const struct item *i)
{
	static struct buf value;

	for (size_t k = 0; k < i->metas; k++) {
		value.n = 0;
		buf_printable(&value, i->meta[k].value);
		doc_meta(d, i->meta[k].key, buf_str(&value));
	}
}

/* The text of the payload: without its mark, in bytes that html and plain can
 * read.  Returns the charset that it is in now. */
static enum charset
text_of(const struct charset_found *f, struct str payload, struct str *text,
    struct buf *wide, uint64_t *replaced)
{
	*text = str_slice(payload, f->bom, payload.n);
	if (charset_unit(f->charset) == 1)
		return f->charset;
	charset_decode(f->charset, text, wide, SIZE_MAX, replaced);
	*text = buf_str(wide);
	return CHARSET_UTF_8;
}

static void
find_charset(const struct item *i, struct charset_found *f)
{
	const struct charset_label labels[] = {
		i->label, { html_label(i->bytes), "meta" }
	};

	charset_find(i->bytes, labels, sizeof labels / sizeof *labels, f);
}

/* Everything between the doc and the end record; returns the status. */
static const char *
write_text(struct doc *d, const struct item *i, const struct doc_head *head,
    enum charset charset, bool page, bool foreign)
{
	enum fault_effect effect;

	put_metas(d, i);
	effect = warn_of_faults(d, i->faults);
	if (foreign)
		doc_warn(d, "not-text", "%s must be converted first",
		    head->media);
	if (foreign || effect == FAULT_REFUSE)
		return "refused";
	warn_of_charset(d, &head->charset);
	if (page)
		layout_read(d, charset);
	else
		plain_read(d, charset);
	if (d->text == 0)
		doc_warn(d, "no-text", "the document has no text");
	return effect == FAULT_CUT ? "truncated" : "ok";
}

void
item_write(const struct item *i)
{
	struct doc_head head = { .source = i->source, .offset = i->offset,
		.url = i->url, .payload = i->bytes };
	const char *foreign = foreign_media(i->bytes);
	struct buf wide = { NULL, 0, 0 };
	struct str text;
	uint64_t replaced = 0;
	enum charset charset;
	struct doc d;
	bool page;

	find_charset(i, &head.charset);
	charset = text_of(&head.charset, i->bytes, &text, &wide, &replaced);
	page = i->kind == ITEM_PAGE ||
	    (i->kind == ITEM_ANY && html_sniff(text));
	head.media = foreign != NULL ? foreign :
	    page ? "text/html" : "text/plain";
	doc_begin(&d, &head, text);
	d.replaced = replaced;
	doc_end(&d, write_text(&d, i, &head, charset, page, foreign != NULL));
	buf_free(&wide);
}
