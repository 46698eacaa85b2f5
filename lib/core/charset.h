/*
 * charset: which charset bytes are in.  Floor 5.
 */
#ifndef GX_CHARSET_H
#define GX_CHARSET_H

#include "core/convert.h"

struct charset_label {
	struct str name;
	const char *how;      /* who says so: json, http, meta */
};

struct charset_found {
	enum charset charset; /* never CHARSET_NONE */
	const char *how;      /* bom, a label's how, bytes or default */
	size_t bom;           /* bytes of the byte order mark */
	bool unknown;         /* the label is not in charsets.tsv */
	bool overruled;       /* the bytes are not what the label says */
};

/* The IANA name. */
const char *charset_name(enum charset c);

/* Finds the charset of a payload.  The first of the n given labels that has a
 * meaning is a hint that the bytes can overrule; names may be empty. */
void charset_find(struct str payload, const struct charset_label *given,
    size_t n, struct charset_found *f);

/* True when lines that are broken in the charset of the whole (UTF-8 or
 * GB18030) are good in the other one. */
bool charset_is_mixed(struct str payload, enum charset whole);

/* For a text whose lines are in different charsets, UTF-8 or GB18030: that of
 * the line around an offset.  *line, at first all 0, keeps what was found. */
struct charset_line {
	size_t from, to;
	enum charset charset;
};
enum charset charset_at(struct str text, size_t offset,
    struct charset_line *line);

#endif
