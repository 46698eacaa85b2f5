/*
 * tag: the elements of HTML, and what they do to the text around them
 * (tags.tsv).  Floor 5.
 */
#ifndef GX_TAG_H
#define GX_TAG_H

#include "core/ascii.h"

enum tag_role {
	TAG_INLINE, /* nothing */
	TAG_APART,  /* digits in it are not of the number that it stands beside */
	TAG_BLOCK,  /* text before and behind stands on lines of its own */
	TAG_BREAK,
	TAG_TABLE,
	TAG_GROUP,  /* of rows: thead, tbody, tfoot */
	TAG_ROW,
	TAG_CELL,
	TAG_PRE,    /* a block whose blanks and line ends count */
	TAG_TITLE,
	TAG_META,
	TAG_LINK,
	TAG_FIELD,  /* of a form: its value is seen where it stands */
	TAG_FRAMES  /* a block that says that the text is elsewhere */
};

enum tag_end { TAG_MUST, TAG_MAY, TAG_VOID };

/* What stands between the tags of an element. */
enum tag_inside {
	TAG_MARKUP,
	TAG_TEXT,  /* "<" is a character (WHATWG: RCDATA) */
	TAG_RAW,   /* so is "&" (RAWTEXT) */
	TAG_CODE,  /* the same, and nobody reads it (script, style) */
	TAG_PLAIN  /* the same as RAW, to the end of the page (PLAINTEXT) */
};

struct tag {
	const char *name; /* lower case; "" of the one that is not known */
	enum tag_role role;
	enum tag_end end;
	enum tag_inside inside;
};

/* The element of that name, in any case; never NULL. */
const struct tag *tag_find(struct str name);

/* The same of the name at i in a tag; *end goes behind it. */
const struct tag *tag_read(struct str s, size_t i, size_t *end);

static inline bool
tag_ends_name(char c)
{
	return c == '>' || c == '/' || ascii_is_blank(c);
}

static inline bool
tag_is_known(const struct tag *t)
{
	return *t->name != '\0';
}

#endif
