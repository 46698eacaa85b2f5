/*
 * warc: the records of a WARC file, one after the other.  Floor 5.
 *
 * WARC 1.0 and 1.1 (ISO 28500), plain or gzip, as a stream: only the block of
 * the record at hand is held, and of that not more than the limit.  A length
 * is believed when the next record, or the end, stands behind it; otherwise
 * the reader goes on where the next line "WARC/1.0", or of another version, is
 * found.
 */
#ifndef GX_WARC_H
#define GX_WARC_H

#include "decode/header.h"
#include "decode/unpack.h"

enum { WARC_HEADER_MAX = 64 * 1024 };

enum warc_state {
	WARC_RECORD,
	WARC_LOST,  /* bytes were passed over that are part of no record */
	WARC_LIMIT, /* a record whose header is longer than the limit was */
	WARC_CUT,   /* the file ends within a header, or before a record's end */
	WARC_END
};

struct warc {
	struct stream *in;
	const struct limits *limits;
	uint64_t place;       /* of the file: where the record begins, or what
	                       * was passed over */
	struct header header; /* of a record; start is the version */
	struct str block;     /* what there is of it, until the next call */
	unsigned faults;      /* of the block */
	uint64_t left;        /* bytes of the record behind block */
	bool held;            /* block is still to be dropped */
	bool cut, lost;       /* still to be told */
};

/* True when this is the start of a WARC file, of any version. */
bool warc_is(struct str start);

void warc_open(struct warc *w, struct stream *in, const struct limits *limits);
enum warc_state warc_next(struct warc *w);
void warc_close(struct warc *w);

#endif
