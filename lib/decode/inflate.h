/*
 * inflate: gzip and zlib data, in pieces or by whole members.  Floor 3.  The
 * only owner of <zlib.h> and <libdeflate.h>.
 */
#ifndef GX_INFLATE_H
#define GX_INFLATE_H

#include "core/buf.h"

struct inflate;

enum inflate_state {
	INFLATE_MORE, /* wants more input */
	INFLATE_ROOM, /* the output has reached the limit */
	INFLATE_END,  /* a member ended, its checksum is right */
	INFLATE_BAD_SUM, /* a member ended, its checksum or length is wrong */
	INFLATE_BAD   /* not, or no longer, compressed data */
};

/* Begins with the first byte of a member; gzip and zlib are told apart.  raw:
 * deflate data without any header. */
struct inflate *inflate_new(bool raw);
void inflate_free(struct inflate *z);

/* Takes bytes from the front of *in and appends what they hold to out, which
 * grows to at most max bytes.  After INFLATE_END or INFLATE_BAD_SUM, *in
 * begins behind the member, and the next call begins the next member; so it
 * does after INFLATE_BAD, wherever *in begins then. */
enum inflate_state inflate_step(struct inflate *z, struct str *in,
    struct buf *out, size_t max);

/* Takes a gzip member from the front of *in and appends what it holds to out,
 * at twice the speed.  False when it does not end in *in, holds more than max
 * bytes or is not sound: then only out may have changed, behind its end, and
 * inflate_step() tells what it is. */
bool inflate_member(struct str *in, struct buf *out, size_t max);

#endif
