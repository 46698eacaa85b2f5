/*
 * item: one document on its way from its container to its records.  Floor 9.
 */
#ifndef GX_ITEM_H
#define GX_ITEM_H

#include "core/charset.h"
#include "decode/source.h"
#include "decode/unpack.h"

enum { ITEM_METAS = 96 };

enum item_kind { ITEM_ANY, ITEM_PAGE, ITEM_TEXT };

struct item_meta {
	struct str key, value;
};

/* How all documents are to be read. */
struct item_options {
	struct limits limits;
	const char *source;         /* instead of the file's name, or NULL */
	uint64_t offset;            /* of standard input in source */
	struct str url;             /* of what has no address of its own */
	const struct item_meta *meta;
	size_t metas;
	const char *json_html, *json_text, *json_url; /* or NULL */
	bool mixed;                 /* each line in its own charset */
};

/* The file they come from. */
struct feed {
	const struct item_options *o;
	struct source *from;
	struct stream in;
};

struct item {
	const char *source;
	uint64_t offset;            /* of the file, see stream_place() */
	struct str url;             /* as records have it, or "" */
	enum item_kind kind;        /* what the container says it is */
	struct charset_label label;
	bool mixed;
	struct str bytes;
	unsigned faults;            /* FAULT_ bits */
	struct item_meta meta[ITEM_METAS];
	size_t metas;
};

/* Begins an item that stands at an offset of the file. */
void item_begin(struct item *i, const struct feed *f, uint64_t offset);

/* value may be any bytes, and must live until the item is written. */
void item_meta(struct item *i, const char *key, struct str value);

/* True for a payload that item_write() is to put aside (attach.h). */
bool item_is_attachment(struct str payload);

/* Writes all its records. */
void item_write(const struct item *i);

#endif
