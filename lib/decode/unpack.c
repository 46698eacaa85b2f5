#include "decode/inflate.h"
#include "decode/unpack.h"

enum {
	MAGIC = 2,
	PROBE = 32 * 1024,
	AHEAD = 64 * 1024, /* of a member that may be unpacked at once */
	FREE = 1024 * 1024, /* bytes for which no ratio is asked */
	/* Deflate makes at most 1032 bytes of one: beyond that, something is
	 * packed in packed data, and would go on for years. */
	DEFLATE_RATIO = 1100
};

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

/* True when the start of s can be unpacked; no text begins as gzip does. */
static bool
begins_well(struct str s, bool raw)
{
	struct inflate *z = inflate_new(raw);
	struct buf out = { NULL, 0, 0 };
	bool well = str_starts(s, STR("\x1F\x8B\x08")) ||
	    inflate_step(z, &s, &out, PROBE) != INFLATE_BAD ||
	    (!raw && out.n != 0);

	inflate_free(z);
	buf_free(&out);
	return well;
}

/* True when the file ends within the first bytes of a member. */
static bool
is_cut(struct str rest)
{
	return rest.n < MAGIC && *rest.p == '\x1F';
}

/* A member begins where packed stands, if there is one. */
static bool
begin_member(struct unpack *u)
{
	if (!io_need(u->packed, 1))
		return false;
	if (u->begun) {
		io_need(u->packed, MAGIC);
		if (!is_gzip(io_rest(u->packed))) {
			u->faults |= is_cut(io_rest(u->packed)) ?
			    FAULT_TRUNCATED : FAULT_TRAILING;
			return false;
		}
	}
	u->begun = u->inside = true;
	return true;
}

static void
note_member(struct unpack *u, uint64_t file)
{
	u->member[1] = u->member[0];
	u->member[0].at = u->in.base + u->in.n;
	u->member[0].file = file;
}

/* What a step of inflate means for the member. */
static void
judge(struct unpack *u, enum inflate_state state)
{
	switch (state) {
	case INFLATE_MORE:
	case INFLATE_ROOM:
		return;
	case INFLATE_END:
		break;
	case INFLATE_BAD_SUM:
		u->faults |= FAULT_BAD_SUM;
		break;
	case INFLATE_BAD:
		u->faults |= FAULT_BROKEN;
		u->broken = true;
		break;
	}
	u->inside = false;
}

static bool
is_endless(const struct unpack *u)
{
	uint64_t n = u->in.base + u->in.n;

	return n > FREE && n / DEFLATE_RATIO > io_place(u->file);
}

/* Unpacks the member that has begun, if it is small and sound. */
static bool
unpack_whole(struct unpack *u)
{
	struct str rest;

	io_need(u->packed, AHEAD);
	rest = io_rest(u->packed);
	u->whole.n = u->taken = 0;
	if (!is_gzip(rest) || !inflate_member(&rest, &u->whole, FREE))
		return false;
	u->packed->at = u->packed->n - rest.n;
	u->inside = false;
	return true;
}

static void
take_whole(struct unpack *u, struct buf *out, size_t room)
{
	struct str part = str_slice(buf_str(&u->whole), u->taken,
	    u->taken + room - out->n);

	u->taken += part.n;
	buf_put(out, part);
}

/* Fills all of the room unless the member ends: so the steps do not depend on
 * how the file is read, and none has bytes of two members. */
static size_t
unpack_more(struct io_in *in, char *to, size_t room)
{
	struct unpack *u = in->from;
	struct buf out = { to, 0, room };
	struct str rest;
	enum inflate_state state;

	if (is_endless(u)) {
		u->faults |= FAULT_BOMB;
		return 0;
	}
	while (out.n < room && !u->broken) {
		if (u->taken < u->whole.n) {
			take_whole(u, &out, room);
			continue;
		}
		if (!u->inside) {
			if (out.n != 0 || !begin_member(u))
				break;
			note_member(u, io_place(u->packed));
			if (unpack_whole(u))
				continue;
		}
		if (!io_need(u->packed, 1)) {
			u->faults |= u->packed->error == 0 ?
			    FAULT_TRUNCATED : 0;
			break;
		}
		rest = io_rest(u->packed);
		state = inflate_step(u->z, &rest, &out, room);
		u->packed->at = u->packed->n - rest.n;
		judge(u, state);
	}
	in->error = u->packed->error;
	return out.n;
}

/* True when packed holds packed data, which u->in then unpacks. */
static bool
unpack_open(struct unpack *u, struct io_in *packed, struct io_in *file,
    bool raw)
{
	if (!io_need(packed, 2))
		return false;
	raw = raw && !is_packed(io_rest(packed));
	if (!raw && !is_packed(io_rest(packed)))
		return false;
	io_need(packed, PROBE);
	if (!begins_well(str_slice(io_rest(packed), 0, PROBE), raw))
		return false;
	*u = (struct unpack){ .packed = packed, .file = file,
		.z = inflate_new(raw) };
	u->in = (struct io_in){ .name = packed->name, .fd = -1,
		.more = unpack_more, .from = u };
	return true;
}

void
stream_open(struct stream *s, struct io_in *file, bool raw)
{
	s->in = s->file = file;
	for (s->levels = 0; s->levels < UNPACK_LEVELS; s->levels++) {
		if (!unpack_open(&s->level[s->levels], s->in, file,
		    raw && s->levels == 0))
			break;
		s->in = &s->level[s->levels].in;
	}
	if (s->levels == UNPACK_LEVELS && io_need(s->in, 2) &&
	    is_gzip(io_rest(s->in)))
		s->level[0].faults |= FAULT_BOMB;
	stream_mark(s);
}

void
stream_close(struct stream *s)
{
	for (size_t i = 0; i < s->levels; i++) {
		inflate_free(s->level[i].z);
		buf_free(&s->level[i].whole);
		io_close(&s->level[i].in);
	}
	s->levels = 0;
}

uint64_t
stream_place(const struct stream *s)
{
	const struct unpack *u = &s->level[0];
	uint64_t at = io_place(s->in);

	if (s->levels == 0)
		return at;
	if (s->levels > 1) /* known to the member of the outer level */
		return u->member[0].file;
	return u->member[at < u->member[0].at].file;
}

void
stream_mark(struct stream *s)
{
	s->began = io_place(s->in);
	s->paid = io_place(s->file);
}

static bool
is_bomb(const struct stream *s, const struct limits *limits)
{
	uint64_t n = s->in->base + s->in->n - s->began;

	return s->levels != 0 && n > FREE &&
	    n / limits->ratio > io_place(s->file) - s->paid;
}

bool
stream_need(struct stream *s, size_t n, const struct limits *limits,
    unsigned *faults)
{
	while (s->in->n - s->in->at < n) {
		if (!io_fill(s->in))
			return false;
		if (is_bomb(s, limits)) {
			*faults |= FAULT_BOMB;
			return false;
		}
	}
	return true;
}

struct str
stream_all(struct stream *s, const struct limits *limits, unsigned *faults)
{
	bool more = stream_need(s, limits->bytes + 1, limits, faults);
	struct str all = str_slice(io_rest(s->in), 0, limits->bytes);

	*faults |= stream_faults(s);
	if (more)
		*faults |= FAULT_TOO_BIG;
	if (*faults & FAULT_BOMB)
		all = str_slice(all, 0, FREE);
	return all;
}

bool
stream_is_broken(const struct stream *s)
{
	return s->levels != 0 && s->level[s->levels - 1].broken;
}

bool
stream_resume(struct stream *s)
{
	struct unpack *u;
	struct str rest, magic = STR("\x1F\x8B\x08");
	size_t hit;

	if (!stream_is_broken(s))
		return false;
	u = &s->level[s->levels - 1];
	do {
		rest = io_rest(u->packed);
		hit = str_find(rest, magic, 0);
		u->packed->at += hit < rest.n ? hit :
		    rest.n > magic.n - 1 ? rest.n - (magic.n - 1) : 0;
	} while (hit == rest.n && io_fill(u->packed));
	if (hit == rest.n)
		return false;
	u->broken = u->in.ended = false;
	return true;
}

unsigned
stream_faults(struct stream *s)
{
	unsigned faults = 0;

	for (size_t i = 0; i < s->levels; i++) {
		faults |= s->level[i].faults;
		s->level[i].faults = 0;
	}
	return faults;
}
