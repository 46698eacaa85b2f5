/*
 * html: a page taken apart.  Floor 6.
 *
 * It goes over the page once, by the states of WHATWG HTML 13.2.5, builds no
 * tree and keeps nothing; whoever reads gets text, references and tags in
 * their order.  The page is in a charset whose code unit is one byte: no byte
 * that matters to HTML is ever part of a longer character there (convert.h),
 * so that only what is wanted needs to be converted.
 *
 * Word's conditional comments are comments like others, and <![CDATA[ begins
 * one as well: what HTML calls foreign content is not kept apart.  A title or
 * textarea without an end tag is markup, so that it does not swallow the page.
 */
#ifndef GX_HTML_H
#define GX_HTML_H

#include "core/convert.h"
#include "decode/tag.h"

enum { HTML_ATTRIBUTES = 32, HTML_VALUE_MAX = 64 * 1024 };

struct html_tag {
	const struct tag *kind;
	struct str name;      /* as in the page */
	bool closed;          /* <br/> */
	size_t at;            /* offset of its "<" in the page */
	size_t attributes;    /* the first HTML_ATTRIBUTES of them */
	struct html_attribute {
		struct str name, value; /* as in the page */
	} attribute[HTML_ATTRIBUTES];
};

enum html_other { HTML_COMMENT, HTML_DOCTYPE, HTML_CODE };

/* Who reads a page.  Offsets are bytes of the page. */
struct html_reader {
	void (*text)(void *to, struct str raw, size_t at);
	void (*reference)(void *to, struct str utf8, size_t at);
	void (*open)(void *to, const struct html_tag *tag);
	void (*close)(void *to, const struct html_tag *tag);
	/* What stands in comments, scripts ...; may be NULL. */
	void (*other)(void *to, enum html_other kind, struct str raw);
};

void html_read(struct str page, const struct html_reader *reader, void *to);

/* The same of a page that begins within the element, whose content is not
 * markup. */
void html_read_inside(struct str page, const struct tag *element,
    const struct html_reader *reader, void *to);

/* The value of an attribute (name in lower case) as it stands in the page. */
static inline bool
html_attribute(const struct html_tag *tag, const char *name, struct str *raw)
{
	const struct html_attribute *a = tag->attribute;
	size_t n = strlen(name);

	for (; a < tag->attribute + tag->attributes; a++)
		if (a->name.n == n && ascii_begins(a->name, name)) {
			*raw = a->value;
			return true;
		}
	return false;
}

/* Appends the text of a raw value to out: converted, references resolved, cut
 * at about HTML_VALUE_MAX bytes (then false).  Adds to *replaced. */
bool html_value(struct str raw, enum charset charset, struct buf *out,
    uint64_t *replaced);

/* Behind the comment whose text begins at i; *text is that text. */
size_t html_comment(struct str s, size_t i, struct str *text);

/* Reads the value behind "=" at i; returns the offset behind it, or s.n when
 * s ends in it. */
size_t html_read_value(struct str s, size_t i, struct str *value);

#endif
