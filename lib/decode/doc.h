/*
 * doc: the records of one document, from doc to end.  Floor 6.
 */
#ifndef GX_DOC_H
#define GX_DOC_H

#include "core/charset.h"
#include "core/rec.h"
#include "decode/loss.h"
#include "decode/printed.h"

enum {
	DOC_ID = 16,
	DOC_WARNINGS = 16,
	/* A line of text is cut at about so many bytes, so that the record
	 * stays below REC_LINE_MAX when every byte must be escaped. */
	DOC_TEXT_MAX = 1024 * 1024
};

/* What the doc record says. */
struct doc_head {
	const char *source; /* a file name, any bytes */
	uint64_t offset;    /* of the file: where the payload begins */
	struct str url;     /* or "" */
	const char *media;
	struct charset_found charset;
	struct str payload;
};

struct doc {
	char id[DOC_ID];
	uint64_t line;      /* the last line or row written */
	uint64_t records;   /* written since doc */
	uint64_t replaced;  /* sequences that became U+FFFD */
	uint64_t text;      /* bytes of text written */
	struct loss loss;   /* what is wrong with it */
	struct printed printed;
	struct buf title, start; /* of a short document, all its text */
	const char *elsewhere;   /* where a page says that its text is */
	size_t warnings;
	const char *warned[DOC_WARNINGS]; /* codes: each is told once */

	/* Where the text came from. */
	struct str decoded;  /* what offsets are asked for in */
	size_t bytes, unit, bom; /* of the payload */
	size_t seen, seen_at;
};

/* Writes the doc record; decoded is the payload without its byte order mark,
 * in UTF-8 if it was in UTF-16 or UTF-32. */
void doc_begin(struct doc *d, const struct doc_head *head,
    struct str decoded);

/* Offset in the payload of an offset in the decoded text.  Cheap as long as
 * offsets grow. */
uint64_t doc_place_wide(struct doc *d, size_t offset);
static inline uint64_t
doc_place(struct doc *d, size_t offset)
{
	return d->bom + (d->unit == 1 ? offset : doc_place_wide(d, offset));
}

/* line: where it stands in the text, or 0. */
void doc_meta(struct doc *d, uint64_t line, struct str key, struct str value);

/* A line of text: line is its number, column the byte (from 1) of the line
 * with which the text begins, at an offset in the payload. */
void doc_text(struct doc *d, uint64_t line, uint64_t column, uint64_t at,
    struct str text);

/* The same of text that is known to be sound (tidy.h). */
void doc_sound_text(struct doc *d, uint64_t line, uint64_t column, uint64_t at,
    struct str text);

/* The next row, which stands at an offset in the payload.  What is lost in its
 * cells the caller has counted (loss_count()). */
struct doc_row {
	uint64_t table, number; /* of the table, and in it */
	uint64_t at;
	struct str spans;
	const struct str *cell;
	size_t cells;
};
void doc_row(struct doc *d, const struct doc_row *row);

/* Each code at most once in a document. */
void doc_warn(struct doc *d, const char *code, const char *fmt, ...)
    GX_PRINTF(3, 4);

/* Status: ok, truncated or refused. */
void doc_end(struct doc *d, const char *status);

#endif
