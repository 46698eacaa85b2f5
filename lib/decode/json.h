/*
 * json: some strings out of a JSON object (RFC 8259), in one pass.  Floor 3.
 *
 * There is no tree and no recursion.  The grammar is held to strictly; the
 * bytes of strings are passed on as they are, whether they are UTF-8 or not.
 * Of equal names the first counts.
 */
#ifndef GX_JSON_H
#define GX_JSON_H

#include "core/buf.h"

enum { JSON_DEPTH = 64 };

struct json_want {
	struct str path;   /* names with dots between them, "page.html"; "":
	                    * nothing is wanted */
	bool found;        /* as a string, which is then value */
	struct buf value;  /* unescaped; owned by the caller */
	size_t agrees;     /* names of the path that lead to where we are */
};

/* Reads an object that is all of s but blanks.  Returns NULL, or what is
 * wrong. */
const char *json_read(struct str s, struct json_want *wants, size_t n);

/* The same for the object at the start of *s, which begins behind it then, or
 * where it is wrong. */
const char *json_next(struct str *s, struct json_want *wants, size_t n);

#endif
