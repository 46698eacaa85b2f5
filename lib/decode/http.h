/*
 * http: a response as it went over the wire, and the body in it.  Floor 5.
 *
 * Crawlers keep chunks and content encodings as they came, and some undo them
 * but keep the header that speaks of them: what the header claims is tried,
 * and what the bytes are decides.
 */
#ifndef GX_HTTP_H
#define GX_HTTP_H

#include "decode/header.h"
#include "decode/unpack.h"

enum { HTTP_HEADER_MAX = 256 * 1024 };

struct http {
	struct header header;
	unsigned status;   /* 0: there is no status line */
	struct str body;   /* without chunks, still packed */
	bool raw;          /* packed perhaps without a header of its own */
	bool too_long;     /* the header is: there is no body */
	unsigned faults;
	struct buf chunks; /* what body may point into */
};

/* Reads a response, which must outlive h->body.  Interim responses (1xx) are
 * passed over. */
void http_read(struct http *h, struct str response);
void http_free(struct http *h);

#endif
