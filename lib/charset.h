/*
 * charset: which charset bytes are in.  Floor 5.
 */
#ifndef GX_CHARSET_H
#define GX_CHARSET_H

#include "convert.h"

struct charset_found {
	enum charset charset; /* never CHARSET_NONE */
	const char *how;      /* bom, meta, bytes or default */
	size_t bom;           /* bytes of the byte order mark */
	bool unknown;         /* the label is not in charsets.tsv */
	bool overruled;       /* the bytes are not what the label says */
	bool mixed;           /* UTF-8, but some lines are GB18030 */
};

/* The IANA name. */
const char *charset_name(enum charset c);

/* Finds the charset of a payload.  label, from a <meta>, may be empty: it is a
 * hint that the bytes can overrule. */
void charset_find(struct str payload, struct str label,
    struct charset_found *f);

#endif
