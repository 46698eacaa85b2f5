#include "decode/warc.h"

enum {
	START = 16, /* bytes that suffice to know the start of a record */
	GAP = 16    /* blank bytes between records, at most */
};

bool
warc_is(struct str start)
{
	return str_starts(start, STR("WARC/"));
}

void
warc_open(struct warc *w, struct stream *in, const struct limits *limits)
{
	*w = (struct warc){ .in = in, .limits = limits };
}

void
warc_close(struct warc *w)
{
	header_free(&w->header);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_blank(char c)
{
	return c == '\r' || c == '\n';
}

/* True for a whole line "WARC/1.0", of any version, at the start of s.  When
 * the length of a record is wrong, nothing less is trusted. */
static bool
is_start(struct str s)
{
	size_t i = 7;

	if (!warc_is(s) || s.n < 9 || !is_digit(s.p[5]) || s.p[6] != '.')
		return false;
	while (i < s.n && i < 10 && is_digit(s.p[i]))
		i++;
	return i > 7 && i < s.n && (s.p[i] == '\n' ||
	    (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n'));
}

/* Offset of the next such line in s; s.n: none. */
static size_t
find_start(struct str s)
{
	size_t i = 0;

	while ((i = str_find(s, STR("WARC/"), i)) < s.n &&
	    !is_start(str_slice(s, i, s.n)))
		i++;
	return i;
}

/* Goes over n bytes, but not over the start of a record; returns those that
 * are left, for want of bytes or because of such a start. */
static uint64_t
skip(struct warc *w, uint64_t n)
{
	struct io_in *in = w->in->in;
	struct str rest;
	size_t hit, go;

	for (;;) {
		rest = io_rest(in);
		hit = find_start(rest);
		/* The end of what is here may be half a start. */
		go = hit < rest.n || in->ended ? hit :
		    rest.n > START ? rest.n - START : 0;
		if (go >= n) {
			in->at += (size_t)n;
			return 0;
		}
		in->at += go;
		n -= go;
		if (hit < rest.n || (!io_fill(in) && io_rest(in).n == 0))
			return n;
	}
}

/* Leaves the record before. */
static void
finish_record(struct warc *w)
{
	if (w->held)
		w->in->in->at += w->block.n;
	w->held = false;
	if (w->left != 0 && skip(w, w->left) != 0) {
		w->cut = io_rest(w->in->in).n == 0;
		w->lost = !w->cut;
	}
	w->left = 0;
}

/* False at the end. */
static bool
skip_blanks(struct io_in *in)
{
	while (io_need(in, 1)) {
		if (!is_blank(*io_rest(in).p))
			return true;
		in->at++;
	}
	return false;
}

static enum warc_state
cut_here(struct warc *w)
{
	w->in->in->at = w->in->in->n;
	w->cut = true;
	return WARC_CUT;
}

/* Reads the header of a record. */
static enum warc_state
read_header(struct warc *w)
{
	struct io_in *in = w->in->in;
	size_t n, seen = 0;

	while ((n = header_length(str_slice(io_rest(in), 0,
	    WARC_HEADER_MAX))) == 0) {
		seen = io_rest(in).n;
		if (seen >= WARC_HEADER_MAX || !io_need(in, seen + 1))
			break;
	}
	if (n == 0 && seen < WARC_HEADER_MAX)
		return cut_here(w);
	if (n == 0) {
		in->at++;
		skip(w, UINT64_MAX);
		return WARC_LIMIT;
	}
	header_read(&w->header, str_slice(io_rest(in), 0, n));
	in->at += n;
	return WARC_RECORD;
}

/* False when it is missing or no number; too large ones are UINT64_MAX. */
static bool
read_length(const struct header *h, uint64_t *n)
{
	struct str s = header_get(h, "content-length");

	*n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (!is_digit(s.p[i]))
			return false;
		*n = *n > UINT64_MAX / 100 ? UINT64_MAX :
		    *n * 10 + (uint64_t)(s.p[i] - '0');
	}
	return s.n != 0;
}

/* True when behind n bytes there is the start of a record, or the end.  Two
 * line ends belong to the record; without them the file was cut. */
static bool
ends_well(struct warc *w, size_t n)
{
	struct io_in *in = w->in->in;
	size_t gap = 0, lines = 0;

	for (; gap < GAP && io_need(in, n + gap + 1); gap++) {
		if (!is_blank(in->p[in->at + n + gap]))
			break;
		lines += in->p[in->at + n + gap] == '\n';
	}
	if (!io_need(in, n + gap + 1)) {
		w->cut = lines < 2;
		return true;
	}
	io_need(in, n + gap + START);
	return warc_is(str_slice(io_rest(in), n + gap, SIZE_MAX));
}

/* The length is wrong if a record begins within the block, perhaps with its
 * last bytes: there it ends. */
static void
cut_block(struct warc *w)
{
	size_t n = w->block.n, hit;
	struct str rest;

	io_need(w->in->in, n + START);
	rest = io_rest(w->in->in);
	w->block = str_slice(rest, 0, n);
	hit = find_start(str_slice(rest, 0, n + START));
	if (hit >= n)
		return;
	w->block.n = hit;
	w->faults = FAULT_LOST_END;
	w->left = 0;
	w->cut = false;
	w->lost = true;
}

static void
read_block(struct warc *w, uint64_t length)
{
	size_t n = length < w->limits->bytes ? (size_t)length :
	    w->limits->bytes;
	bool whole = stream_need(w->in, n, w->limits, &w->faults);
	bool good = whole && n == length && ends_well(w, n);

	w->block = str_slice(io_rest(w->in->in), 0, n);
	w->held = true;
	w->left = length - w->block.n;
	if (w->faults & FAULT_BOMB)
		return;
	if (whole && n < length)
		w->faults |= FAULT_TOO_BIG;
	if (!whole) {
		w->faults |= FAULT_SHORT_RECORD;
		w->cut = true;
		w->left = 0;
	}
	if (!good)
		cut_block(w);
}

/* The end, unless it goes on behind data that could not be unpacked. */
static enum warc_state
at_end(struct warc *w)
{
	bool cut = w->cut && !stream_is_broken(w->in);

	w->cut = false;
	if (!stream_resume(w->in))
		return cut ? WARC_CUT : WARC_END;
	w->place = io_place(w->in->file);
	return WARC_LOST;
}

/* True when the file ends within the first word of a record. */
static bool
is_half_start(struct str rest)
{
	struct str word = STR("WARC/");

	return rest.n < word.n && str_starts(word, rest);
}

static enum warc_state
pass_over(struct warc *w)
{
	skip(w, UINT64_MAX);
	return WARC_LOST;
}

static enum warc_state
read_record(struct warc *w)
{
	enum warc_state state;
	uint64_t length;

	stream_mark(w->in);
	io_need(w->in->in, START);
	state = is_half_start(io_rest(w->in->in)) ? cut_here(w) :
	    warc_is(io_rest(w->in->in)) ? read_header(w) : pass_over(w);
	if (state == WARC_CUT)
		return at_end(w);
	if (state != WARC_RECORD)
		return state;
	if (!read_length(&w->header, &length))
		return pass_over(w);
	read_block(w, length);
	return WARC_RECORD;
}

enum warc_state
warc_next(struct warc *w)
{
	bool lost;

	finish_record(w);
	w->faults = 0;
	if (!skip_blanks(w->in->in))
		return at_end(w);
	w->place = stream_place(w->in);
	lost = w->lost;
	w->lost = false;
	return lost ? WARC_LOST : read_record(w);
}
