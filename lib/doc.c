#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "doc.h"
#include "errorpage.h"
#include "hash.h"
#include "utf8.h"

static struct rec record; /* the one being made */

static struct str
id_of(const struct doc *d)
{
	return (struct str){ d->id, DOC_ID };
}

static void
make(const struct doc *d, enum rec_type type, uint64_t line)
{
	rec_make(&record, type, id_of(d), STR("0"));
	rec_number(&record, F_LINE, line);
}

static void
put(struct doc *d)
{
	rec_write(&record);
	d->records++;
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
	make(d, REC_DOC, 0);
	record.f[DOC_SOURCE] = buf_str(&name);
	rec_number(&record, DOC_OFFSET, head->offset);
	record.f[DOC_URL] = head->url;
	record.f[DOC_MEDIA] = str_of(head->media);
	record.f[DOC_CHARSET] = str_of(charset_name(head->charset.charset));
	record.f[DOC_HOW] = str_of(head->charset.how);
	rec_number(&record, DOC_BYTES, head->payload.n);
	record.f[DOC_SHA256] = (struct str){ digest, HASH_HEX };
	rec_write(&record);
	buf_free(&name);
}

uint64_t
doc_place(struct doc *d, size_t offset)
{
	size_t length;

	if (d->unit == 1)
		return d->bom + offset;
	if (offset < d->seen)
		d->seen = d->seen_at = 0;
	while (d->seen < offset) {
		length = utf8_length(d->decoded.p[d->seen]);
		d->seen += length;
		/* Four bytes of UTF-8 are two units of UTF-16. */
		d->seen_at += d->unit == 2 && length == 4 ? 4 : d->unit;
	}
	return d->bom + d->seen_at;
}

void
doc_meta(struct doc *d, uint64_t line, struct str key, struct str value)
{
	if (str_eq(key, STR("title")))
		buf_put(&d->title, str_slice(value, 0, ERRORPAGE_TEXT));
	make(d, REC_META, line);
	record.f[META_KEY] = key;
	record.f[META_VALUE] = value;
	put(d);
}

/* Looks at a piece of text, which stands at an offset of the payload, before it
 * is written. */
static void
see(struct doc *d, uint64_t at, struct str text, bool sound)
{
	enum { FOOT = 8 * 1024 };

	d->text += text.n;
	loss_see(&d->loss, text, sound);
	if (d->text <= ERRORPAGE_TEXT) {
		buf_put(&d->start, text);
		buf_byte(&d->start, '\n');
	}
	if (at + FOOT >= d->bytes)
		printed_end(&d->printed, d->line, text);
}

static void
put_text(struct doc *d, uint64_t line, uint64_t column, uint64_t at,
    struct str text, bool sound)
{
	d->line = line;
	see(d, at, text, sound);
	printed_line(&d->printed, line, text);
	make(d, REC_TEXT, line);
	rec_number(&record, TEXT_COLUMN, column);
	rec_number(&record, TEXT_AT, at);
	record.f[TEXT_TEXT] = text;
	put(d);
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
doc_row(struct doc *d, uint64_t at, struct rec *row)
{
	rec_number(row, ROW_AT, at);
	for (size_t i = ROW_FIELDS; i < row->n; i++)
		see(d, at, row->f[i], false);
	printed_row(&d->printed, d->line, row->f + ROW_FIELDS,
	    row->n - ROW_FIELDS);
	rec_write(row);
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
	rec_warn(id_of(d), STR("0"), STR(""), code, "%s", message);
	d->records++;
}

static void
warn_of_loss(struct doc *d)
{
	const char *charset = loss_charset(&d->loss);

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
	if (charset != NULL)
		doc_warn(d, "mojibake?", "the text looks like UTF-8 that was "
		    "read as %s and saved again", charset);
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
	make(d, REC_DOCEND, 0);
	rec_number(&record, DOCEND_RECORDS, d->records);
	rec_number(&record, DOCEND_REPLACED, d->replaced);
	record.f[DOCEND_STATUS] = str_of(status);
	rec_write(&record);
	if (refused)
		rec_refused();
	buf_free(&d->title);
	buf_free(&d->start);
}
