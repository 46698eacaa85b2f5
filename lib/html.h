/*
 * html: a tokenizer for pages as they are found.  Floor 6.
 *
 * It goes over the page once, by the states of WHATWG HTML 13.2.5, builds no
 * tree and keeps nothing; whoever reads gets text, references and tags in
 * their order.  The page is in a charset whose code unit is one byte: no byte
 * that matters to HTML is ever part of a longer character there (convert.h),
 * so that only what is wanted needs to be converted.
 *
 * Comments, declarations, scripts and style sheets are dropped.  Word's
 * conditional comments are comments like others.
 */
#ifndef GX_HTML_H
#define GX_HTML_H

#include "charset.h"

enum html_role {
	HTML_INLINE, /* nothing */
	HTML_BLOCK,  /* text before and behind stands on lines of its own */
	HTML_BREAK,
	HTML_TABLE,
	HTML_GROUP,  /* of rows: thead, tbody, tfoot */
	HTML_ROW,
	HTML_CELL,
	HTML_PRE,    /* a block whose blanks and line ends count */
	HTML_TITLE,
	HTML_META,
	HTML_LINK
};

enum html_end { HTML_MUST, HTML_MAY, HTML_VOID };

enum { HTML_ATTRIBUTES = 32, HTML_VALUE_MAX = 64 * 1024 };

struct html_tag {
	enum html_role role;
	enum html_end end;    /* of the element */
	struct str element;   /* its name in lower case; "" when unknown */
	size_t at;            /* offset of its "<" in the page */
	size_t attributes;    /* the first HTML_ATTRIBUTES of them */
	struct html_attribute {
		struct str name, value; /* as in the page */
	} attribute[HTML_ATTRIBUTES];
};

/* Who reads a page.  Offsets are bytes of the page. */
struct html_reader {
	void (*text)(void *to, struct str raw, size_t at);
	void (*reference)(void *to, struct str utf8, size_t at);
	void (*open)(void *to, const struct html_tag *tag);
	void (*close)(void *to, const struct html_tag *tag);
};

void html_read(struct str page, const struct html_reader *reader, void *to);

/* The value of an attribute (name in lower case) as it stands in the page. */
bool html_attribute(const struct html_tag *tag, const char *name,
    struct str *raw);

/* Appends the text of a raw value to out: converted, references resolved, cut
 * at about HTML_VALUE_MAX bytes (then false).  Adds to *replaced. */
bool html_value(struct str raw, enum charset charset, struct buf *out,
    uint64_t *replaced);

/* The charset that a <meta> or an XML declaration near the start of a payload
 * names, or "". */
struct str html_label(struct str payload);

/* True for a page, false for plain text (which may contain "<"). */
bool html_sniff(struct str text);

#endif
