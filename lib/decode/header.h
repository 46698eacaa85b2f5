/*
 * header: the named fields that begin a WARC record or an HTTP message.  Floor
 * 3.
 *
 * Read as leniently as they are written: lines end with LF or CR LF, a line
 * that begins with a blank continues the one before, a line without a colon is
 * ignored, a NUL is a blank.  Values may be any bytes.
 */
#ifndef GX_HEADER_H
#define GX_HEADER_H

#include "core/buf.h"

enum { HEADER_FIELDS = 1000, HEADER_FIELD_MAX = 64 * 1024 };

struct header {
	struct buf text;  /* what the rest points into */
	struct str start; /* the first line */
	size_t n;
	struct {
		struct str name, value; /* without blanks around them */
	} field[HEADER_FIELDS];
	bool limited;     /* fields were ignored: too many, or too long */
};

/* Bytes of s up to and with the first blank line; 0 when there is none. */
size_t header_length(struct str s);

/* Reads a header, its blank line included or not. */
void header_read(struct header *h, struct str raw);
void header_free(struct header *h);

/* The first field with the name, "" when there is none. */
struct str header_get(const struct header *h, const char *name);

/* Number of the field with the name at or after from; h->n: none. */
size_t header_find(const struct header *h, const char *name, size_t from);

/* The next word of a list that commas separate; false after the last. */
bool header_word(struct str *list, struct str *word);

#endif
