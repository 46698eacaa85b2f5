/*
 * unpack: a file, or bytes in memory, as a stream of unpacked bytes.  Floor 4.
 *
 * gzip and zlib data are known by their first bytes, not by a name, and may be
 * packed twice; the members of a gzip file follow one another as if they were
 * one.  Only what is asked for is held.
 */
#ifndef GX_UNPACK_H
#define GX_UNPACK_H

#include "core/io.h"
#include "decode/fault.h"

struct inflate;

enum { UNPACK_LEVELS = 2 };

struct limits {
	size_t bytes;   /* of one document */
	uint64_t ratio; /* of unpacked to packed bytes, beyond 1 MiB */
};

struct unpack {
	struct io_in in;      /* what comes out */
	struct io_in *packed, *file;
	struct inflate *z;
	bool begun, inside;   /* a member has begun; it has not ended */
	bool broken;          /* nothing more comes of packed */
	unsigned faults;
	struct buf whole;     /* a member that was unpacked at once, of which */
	size_t taken;         /* so much has been given */
	struct {
		uint64_t at, file; /* its first byte, unpacked and packed */
	} member[2];          /* the one at hand and the one before it */
};

/* Points into itself: not to be copied. */
struct stream {
	struct io_in *in;     /* what to read from */
	struct io_in *file;
	struct unpack level[UNPACK_LEVELS];
	size_t levels;
	uint64_t began, paid; /* where the document began in both */
};

/* Reads file, which must outlive the stream.  raw: it may also be deflate data
 * without a header. */
void stream_open(struct stream *s, struct io_in *file, bool raw);
void stream_close(struct stream *s);

/* The byte of the file where the next byte stands or, when it is packed, where
 * its member begins. */
uint64_t stream_place(const struct stream *s);

/* A document begins here. */
void stream_mark(struct stream *s);

/* Reads until n bytes are buffered.  False when there are fewer, or when those
 * of this document are too many for what they were unpacked from (then faults
 * has FAULT_BOMB). */
bool stream_need(struct stream *s, size_t n, const struct limits *limits,
    unsigned *faults);

/* The whole of what is left, as one document: cut to the limit when it is
 * larger, to 1 MiB when it unpacks to too much. */
struct str stream_all(struct stream *s, const struct limits *limits,
    unsigned *faults);

/* After the end: goes on at the next gzip member behind data that could not be
 * unpacked.  False when there is none. */
bool stream_resume(struct stream *s);

/* True when it ended because the data could not be unpacked. */
bool stream_is_broken(const struct stream *s);

/* FAULT_TRUNCATED, _BROKEN, _BAD_SUM, _TRAILING and _BOMB since the last
 * call. */
unsigned stream_faults(struct stream *s);

#endif
