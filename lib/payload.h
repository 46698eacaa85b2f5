/*
 * payload: all bytes of one document, unpacked.  Floor 4.
 *
 * gzip and zlib data are known by their first bytes, not by a name; the
 * members of a gzip file are one payload.  A payload is held whole, because
 * its hash comes before its first line.
 */
#ifndef GX_PAYLOAD_H
#define GX_PAYLOAD_H

#include "io.h"

enum {
	PAYLOAD_MAX = 64 * 1024 * 1024,
	PAYLOAD_LEVELS = 2, /* of gzip within gzip */
	PAYLOAD_RATIO = 200 /* of unpacked to packed bytes, beyond 1 MiB */
};

/* What is wrong with a payload: bits. */
enum {
	PAYLOAD_TRUNCATED = 1, /* the packed data end too early */
	PAYLOAD_BROKEN = 2,    /* they cannot be unpacked to their end */
	PAYLOAD_BAD_SUM = 4,   /* checksum or length of a member is wrong */
	PAYLOAD_TRAILING = 8,  /* there is something behind the last member */
	PAYLOAD_TOO_BIG = 16,  /* refused: larger than PAYLOAD_MAX */
	PAYLOAD_BOMB = 32,     /* refused: unpacks to too much */
	PAYLOAD_REFUSED = PAYLOAD_TOO_BIG | PAYLOAD_BOMB
};

struct payload {
	struct str bytes; /* what there is of it; see payload_free() */
	unsigned faults;
	struct buf unpacked[PAYLOAD_LEVELS]; /* what bytes may point into */
};

/* Reads a file to its end.  The bytes live until payload_free() and
 * io_close().  False when reading fails: see in->error. */
bool payload_read(struct io_in *in, struct payload *p);
void payload_free(struct payload *p);

#endif
