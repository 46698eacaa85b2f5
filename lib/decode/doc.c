#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "core/hash.h"
#include "core/records.h"
#include "core/utf8.h"
#include "decode/doc.h"
#include "decode/errorpage.h"

static struct str
id_of(const struct doc *d)
{
	return (struct str){ d->id, DOC_ID };
}

void
doc_begin(struct doc *d, const struct doc_head *head, struct str decoded)
{
	char digest[HASH_HEX];
	struct buf name = { NULL, 0, 0 };

	hash_hex(head->payload, digest);
	*d = (struct doc){ .decoded = decoded, .bytes = head->payload.n,
		.bom = head->charset.bom,
		.unit = convert_unit(head->charset.charset) };
	memcpy(d->id, digest, DOC_ID);
	buf_printable(&name, str_of(head->source));
	records_begin(REC_DOC, id_of(d), 0);
	records_put(DOC_SOURCE, buf_str(&name));
	records_put_number(DOC_OFFSET, head->offset);
	records_put(DOC_URL, head->url);
	records_put(DOC_MEDIA, str_of(head->media));
	records_put(DOC_CHARSET, str_of(charset_name(head->charset.charset)));
	records_put(DOC_HOW, str_of(head->charset.how));
	records_put_number(DOC_BYTES, head->payload.n);
	records_put(DOC_SHA256, (struct str){ digest, HASH_HEX });
	records_end();
	buf_free(&name);
}

uint64_t
doc_place_wide(struct doc *d, size_t offset)
{
	size_t length;

	if (offset < d->seen)
		d->seen = d->seen_at = 0;
	while (d->seen < offset) {
		length = utf8_length(d->decoded.p[d->seen]);
		d->seen += length;
		/* Four bytes of UTF-8 are two units of UTF-16. */
		d->seen_at += d->unit == 2 && length == 4 ? 4 : d->unit;
	}
	return d->seen_at;
}

void
doc_meta(struct doc *d, uint64_t line, struct str key, struct str value)
{
	if (str_eq(key, STR("title")))
		buf_put(&d->title, str_slice(value, 0, ERRORPAGE_TEXT));
	records_begin(REC_META, id_of(d), line);
	records_put(META_KEY, key);
	records_put(META_VALUE, value);
	records_end();
	d->records++;
}

/* Looks at a line or a cell, which stands at an offset of the payload. */
static void
see(struct doc *d, uint64_t at, struct str text)
{
	enum { FOOT = 32 * 1024 };

	d->text += text.n;
	loss_look(&d->loss, text);
	if (d->text <= ERRORPAGE_TEXT) {
		buf_put(&d->start, text);
		buf_byte(&d->start, '\n');
	}
	if (at + FOOT * d->unit >= d->bytes)
		printed_end(&d->printed, d->line, text);
}

static void
put_text(struct doc *d, uint64_t line, uint64_t column, uint64_t at,
    struct str text, bool sound)
{
	d->line = line;
	if (!sound)
		loss_count(&d->loss, text);
	see(d, at, text);
	printed_line(&d->printed, line, text);
	records_begin(REC_TEXT, id_of(d), line);
	records_put_number(TEXT_COLUMN, column);
	records_put_number(TEXT_AT, at);
	records_put(TEXT_TEXT, text);
	records_end();
	d->records++;
}

void
doc_text(struct doc *d, uint64_t line, uint64_t column, uint64_t at,
    struct str text)
{
	put_text(d, line, column, at, text, false);
}

void
doc_sound_text(struct doc *d, uint64_t line, uint64_t column, uint64_t at,
    struct str text)
{
	put_text(d, line, column, at, text, true);
}

void
doc_row(struct doc *d, const struct doc_row *row)
{
	uint64_t line = ++d->line;

	for (size_t i = 0; i < row->cells; i++)
		see(d, row->at, row->cell[i]);
	printed_row(&d->printed, line, row->cell, row->cells);
	records_begin(REC_ROW, id_of(d), line);
	records_put_number(ROW_LAST, line);
	records_put_number(ROW_AT, row->at);
	records_put_number(ROW_TABLE, row->table);
	records_put_number(ROW_ROW, row->number);
	records_put(ROW_KIND, STR("html"));
	records_put(ROW_SPANS, row->spans);
	for (size_t i = 0; i < row->cells; i++)
		records_put(ROW_FIELDS + i, row->cell[i]);
	records_end();
	d->records++;
}

void
doc_warn(struct doc *d, const char *code, const char *fmt, ...)
{
	char message[512];
	va_list ap;

	for (size_t i = 0; i < d->warnings; i++)
		if (strcmp(d->warned[i], code) == 0)
			return;
	if (d->warnings < DOC_WARNINGS)
		d->warned[d->warnings++] = code;
	va_start(ap, fmt);
	vsnprintf(message, sizeof message, fmt, ap);
	va_end(ap);
	records_warn(id_of(d), STR("0"), STR(""), code, "%s", message);
	d->records++;
}

static void
warn_of_loss(struct doc *d)
{
	const char *story = loss_story(&d->loss);

	/* A character of Chinese text is three bytes. */
	if (d->replaced * 300 > d->text)
		doc_warn(d, "replaced", "more than one character in a hundred "
		    "was broken");
	if (d->loss.missing > d->replaced)
		doc_warn(d, "missing-glyph", "%" PRIu64 " characters had been "
		    "lost before", d->loss.missing - d->replaced);
	if (d->loss.private != 0)
		doc_warn(d, "private-use", "%" PRIu64 " characters have no "
		    "meaning without a font of their own", d->loss.private);
	if (story != NULL)
		doc_warn(d, "mojibake?", "the text looks like %s and saved "
		    "again", story);
}

/* A page that is none, though the server thought so. */
static void
warn_of_error_page(struct doc *d)
{
	const char *code, *phrase;
	bool is_short = d->text <= ERRORPAGE_TEXT;

	if (d->text == 0)
		doc_warn(d, "no-text", "the document has no text");
	else if (is_short && d->elsewhere != NULL)
		doc_warn(d, "no-text", "the text is elsewhere: %s",
		    d->elsewhere);
	phrase = errorpage_phrase(buf_str(&d->title),
	    is_short ? buf_str(&d->start) : STR(""), &code);
	if (phrase != NULL)
		doc_warn(d, code, "the page says '%s'", phrase);
}

static void
put_printed(struct doc *d)
{
	struct str value;

	for (size_t i = 0; i < d->printed.pairs; i++)
		if (printed_value(&d->printed, i, &value))
			doc_meta(d, d->printed.pair[i].line,
			    str_of(d->printed.pair[i].key), value);
	printed_free(&d->printed);
}

void
doc_end(struct doc *d, const char *status)
{
	bool refused = strcmp(status, "refused") == 0;

	if (!refused)
		warn_of_error_page(d);
	put_printed(d);
	warn_of_loss(d);
	records_begin(REC_DOCEND, id_of(d), 0);
	records_put_number(DOCEND_RECORDS, d->records);
	records_put_number(DOCEND_REPLACED, d->replaced);
	records_put(DOCEND_STATUS, str_of(status));
	records_end();
	if (refused)
		records_refused();
	buf_free(&d->title);
	buf_free(&d->start);
}
