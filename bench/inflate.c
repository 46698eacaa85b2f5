/*
 * inflate: what zlib needs to unpack gzip data, and nothing else: reads
 * standard input, all members, and drops what comes out.
 */
#include <stdio.h>
#include <zlib.h>

enum { PIECE = 64 * 1024 };

/* Unpacks what has been read; false when it is no gzip data. */
static int
unpack(z_stream *z)
{
	static unsigned char out[PIECE];
	int state;

	do {
		z->next_out = out;
		z->avail_out = sizeof out;
		state = inflate(z, Z_NO_FLUSH);
		if (state == Z_STREAM_END)
			state = inflateReset(z);
		else if (state == Z_BUF_ERROR)
			return 1; /* wants more */
	} while (state == Z_OK && (z->avail_in != 0 || z->avail_out == 0));
	return state == Z_OK;
}

int
main(void)
{
	static unsigned char in[PIECE];
	z_stream z = { 0 };
	size_t n;

	if (inflateInit2(&z, 15 + 16) != Z_OK)
		return 3;
	while ((n = fread(in, 1, sizeof in, stdin)) != 0) {
		z.next_in = in;
		z.avail_in = (unsigned)n;
		if (!unpack(&z))
			return 3;
	}
	inflateEnd(&z);
	return ferror(stdin) ? 3 : 0;
}
