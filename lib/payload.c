#include "inflate.h"
#include "payload.h"

enum { CHECK_EACH = 1024 * 1024 };

static bool
is_gzip(struct str s)
{
	return str_starts(s, STR("\x1F\x8B"));
}

/* zlib data as programs write them: 32 KiB window, one of three levels. */
static bool
is_packed(struct str s)
{
	return is_gzip(s) || str_starts(s, STR("\x78\x01")) ||
	    str_starts(s, STR("\x78\x9C")) || str_starts(s, STR("\x78\xDA"));
}

/* Unpacks one member from the front of *packed.  paid: bytes of the file that
 * all this is made from. */
static enum inflate_state
unpack_member(struct inflate *z, struct str *packed, uint64_t paid,
    struct buf *out, unsigned *faults)
{
	enum inflate_state state;

	/* Steps end at the same places whatever the members are, so that
	 * equal data are refused at equal lengths. */
	while ((state = inflate_step(z, packed, out,
	    (out->n / CHECK_EACH + 1) * CHECK_EACH)) == INFLATE_ROOM)
		if (out->n > PAYLOAD_MAX || out->n / PAYLOAD_RATIO > paid) {
			*faults |= PAYLOAD_BOMB;
			break;
		}
	return state;
}

/* Unpacks all members to out.  False when the first one is none at all. */
static bool
unpack(struct str packed, uint64_t paid, struct buf *out, unsigned *faults)
{
	struct inflate *z = inflate_new();
	enum inflate_state state;

	do {
		state = unpack_member(z, &packed, paid, out, faults);
		if (state == INFLATE_BAD_SUM)
			*faults |= PAYLOAD_BAD_SUM;
	} while ((state == INFLATE_END || state == INFLATE_BAD_SUM) &&
	    is_gzip(packed));
	inflate_free(z);
	if (state == INFLATE_MORE)
		*faults |= PAYLOAD_TRUNCATED;
	else if (state == INFLATE_BAD && out->n != 0)
		*faults |= PAYLOAD_BROKEN;
	else if (state != INFLATE_BAD && state != INFLATE_ROOM && packed.n != 0)
		*faults |= PAYLOAD_TRAILING;
	return state != INFLATE_BAD || out->n != 0;
}

bool
payload_read(struct io_in *in, struct payload *p)
{
	struct buf *out = p->unpacked;
	int level;

	*p = (struct payload){ .faults = 0 };
	while (in->n <= PAYLOAD_MAX && io_fill(in))
		continue;
	p->bytes = (struct str){ in->n != 0 ? in->p : "", in->n };
	if (in->n > PAYLOAD_MAX) {
		p->faults = PAYLOAD_TOO_BIG;
		p->bytes.n = PAYLOAD_MAX;
	}
	for (level = 0; level < PAYLOAD_LEVELS && is_packed(p->bytes) &&
	     (p->faults & PAYLOAD_REFUSED) == 0; level++) {
		if (!unpack(p->bytes, in->n, &out[level], &p->faults))
			break;
		p->bytes = buf_str(&out[level]);
	}
	if (level == PAYLOAD_LEVELS && is_gzip(p->bytes))
		p->faults |= PAYLOAD_BOMB;
	return in->error == 0;
}

void
payload_free(struct payload *p)
{
	for (int level = 0; level < PAYLOAD_LEVELS; level++)
		buf_free(&p->unpacked[level]);
}
