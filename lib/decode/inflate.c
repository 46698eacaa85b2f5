#include <libdeflate.h>
#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#include "core/die.h"
#include "decode/inflate.h"

enum { STEP = 64 * 1024, GZIP_OR_ZLIB = 32 + MAX_WBITS, RAW = -MAX_WBITS };

struct inflate {
	z_stream z;
	bool begun, gzip; /* inside a member; it is gzip */
	size_t skip;      /* bytes that still belong to a member with a wrong sum */
	bool bad_sum;     /* and that is still to be told */
};

struct inflate *
inflate_new(bool raw)
{
	struct inflate *z = xcalloc(1, sizeof *z);

	if (inflateInit2(&z->z, raw ? RAW : GZIP_OR_ZLIB) != Z_OK)
		die(GX_FAIL, "out of memory");
	return z;
}

void
inflate_free(struct inflate *z)
{
	if (z != NULL)
		inflateEnd(&z->z);
	free(z);
}

/* zlib reports a wrong checksum as broken data; its message tells.  At a wrong
 * CRC it stops before the length that ends a gzip member. */
static enum inflate_state
broken(struct inflate *z)
{
	enum { LENGTH = 4 };
	const char *why = z->z.msg;

	if (why == NULL)
		return INFLATE_BAD;
	if (strcmp(why, "incorrect data check") == 0)
		z->skip = z->gzip ? LENGTH : 0;
	else if (strcmp(why, "incorrect length check") != 0)
		return INFLATE_BAD;
	return INFLATE_BAD_SUM;
}

/* Ends a member whose sum is wrong, when all its bytes have come. */
static enum inflate_state
skip(struct inflate *z, struct str *in)
{
	size_t n = z->skip < in->n ? z->skip : in->n;

	z->skip -= n;
	*in = str_slice(*in, n, in->n);
	z->bad_sum = z->skip != 0;
	return z->bad_sum ? INFLATE_MORE : INFLATE_BAD_SUM;
}

enum inflate_state
inflate_step(struct inflate *z, struct str *in, struct buf *out, size_t max)
{
	enum inflate_state state = INFLATE_MORE;
	size_t room;
	int rc = Z_OK;

	if (z->bad_sum)
		return skip(z, in);
	if (!z->begun && in->n != 0) {
		z->begun = true;
		z->gzip = *in->p == '\x1F';
	}
	while (state == INFLATE_MORE) {
		room = max - out->n < STEP ? max - out->n : STEP;
		if (room == 0)
			return INFLATE_ROOM;
		z->z.next_in = (Bytef *)(uintptr_t)in->p;
		z->z.avail_in = in->n < UINT_MAX ? (uInt)in->n : UINT_MAX;
		z->z.next_out = (Bytef *)buf_room(out, room);
		z->z.avail_out = (uInt)room;
		rc = inflate(&z->z, Z_NO_FLUSH);
		*in = str_slice(*in, (size_t)((const char *)z->z.next_in -
		    in->p), in->n);
		out->n += room - z->z.avail_out;
		if (rc == Z_MEM_ERROR)
			die(GX_FAIL, "out of memory");
		if (rc == Z_STREAM_END)
			state = INFLATE_END;
		else if (rc == Z_BUF_ERROR || (rc == Z_OK && in->n == 0 &&
		    z->z.avail_out != 0))
			return INFLATE_MORE;
		else if (rc != Z_OK)
			state = broken(z);
	}
	inflateReset(&z->z);
	z->begun = false;
	return state == INFLATE_BAD_SUM ? skip(z, in) : state;
}

/* libdeflate does not look at the sum of a header that has one. */
static bool
has_header_sum(struct str member)
{
	enum { FLAGS = 3, SUM = 2 };

	return member.n > FLAGS && (member.p[FLAGS] & SUM) != 0;
}

bool
inflate_member(struct str *in, struct buf *out, size_t max)
{
	static struct libdeflate_decompressor *d;
	size_t used, made;

	if (d == NULL)
		d = libdeflate_alloc_decompressor();
	if (d == NULL)
		die(GX_FAIL, "out of memory");
	if (has_header_sum(*in) || libdeflate_gzip_decompress_ex(d, in->p,
	    in->n, buf_room(out, max), max, &used, &made) !=
	    LIBDEFLATE_SUCCESS)
		return false;
	*in = str_slice(*in, used, in->n);
	out->n += made;
	return true;
}
