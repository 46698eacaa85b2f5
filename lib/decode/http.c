#include "core/ascii.h"
#include "decode/http.h"

/* The status line is read as loosely as browsers do: "HTTP", something up to a
 * blank, three digits and no more. */
static unsigned
status_of(struct str line)
{
	struct str code;
	unsigned status = 0;

	if (!str_starts(line, STR("HTTP")))
		return 0;
	code = str_trim(str_slice(line, str_find(line, STR(" "), 0), line.n));
	for (size_t i = 0; i < 3; i++) {
		if (i >= code.n || !ascii_is_digit(code.p[i]))
			return 0;
		status = status * 10 + (unsigned)(code.p[i] - '0');
	}
	return code.n > 3 && ascii_is_digit(code.p[3]) ? 0 : status;
}

/* The size that a line before a chunk gives, without its extension. */
static bool
chunk_size(struct str line, size_t *size)
{
	const size_t most = (size_t)1 << 40;
	size_t i;

	line = str_slice(line, 0, str_find(line, STR(";"), 0));
	line = str_trim(line);
	*size = 0;
	for (i = 0; i < line.n && hex_value(line.p[i]) >= 0 && *size < most; i++)
		*size = *size * 16 + (size_t)hex_value(line.p[i]);
	return i != 0 && i == line.n && *size < most;
}

/* Drops the line end behind a chunk; false when there is none. */
static bool
end_chunk(struct str *rest)
{
	size_t n = str_starts(*rest, STR("\r\n")) ? 2 :
	    str_starts(*rest, STR("\n")) ? 1 : 0;

	*rest = str_slice(*rest, n, rest->n);
	return n != 0;
}

/* Undoes the chunks of h->body, as far as there are any. */
static void
unchunk(struct http *h)
{
	struct str rest = h->body, line;
	size_t size = 0;
	bool any = false;

	h->chunks.n = 0;
	while (rest.n != 0) {
		str_split(&rest, '\n', &line);
		if (rest.p == NULL)
			rest = STR("");
		if (!chunk_size(line, &size)) {
			h->faults |= any ? FAULT_LAST_CHUNK : FAULT_NOT_CHUNKED;
			break;
		}
		any = true;
		if (size == 0)
			break; /* a trailer may follow, of no interest */
		buf_put(&h->chunks, str_slice(rest, 0, size));
		if (size >= rest.n) {
			h->faults |= FAULT_LAST_CHUNK;
			break;
		}
		rest = str_slice(rest, size, rest.n);
		if (!end_chunk(&rest))
			h->faults |= FAULT_CHUNK;
	}
	if (any && rest.n == 0 && size != 0)
		h->faults |= FAULT_LAST_CHUNK;
	if (any)
		h->body = buf_str(&h->chunks);
}

static bool
has_word(const struct header *h, const char *name, struct str want)
{
	struct str list, word;

	for (size_t i = 0; (i = header_find(h, name, i)) < h->n; i++)
		for (list = h->field[i].value; header_word(&list, &word);)
			if (str_same(word, want))
				return true;
	return false;
}

static uint64_t
number_of(struct str s)
{
	uint64_t n = 0;

	for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' &&
	     n < UINT64_MAX / 100; i++)
		n = n * 10 + (uint64_t)(s.p[i] - '0');
	return n;
}

/* There may be several lengths; with one that is right nothing is missing. */
static void
check_length(struct http *h)
{
	static const char name[] = "content-length";
	bool right = false, more = false, less = false;
	uint64_t said;

	for (size_t i = 0; (i = header_find(&h->header, name, i)) <
	     h->header.n; i++) {
		said = number_of(h->header.field[i].value);
		right |= said == h->body.n;
		more |= said < h->body.n;
		less |= said > h->body.n;
	}
	if (less && !more && !right)
		h->faults |= FAULT_SHORT_BODY;
	else if (less || more)
		h->faults |= FAULT_LENGTH;
}

/* A page of which a server, or a crawler that has unpacked it, still says that
 * it is packed. */
static bool
is_plain(struct str body)
{
	return str_starts(str_trim(body), STR("<"));
}

/* The content encodings that cannot be seen in the bytes. */
static void
check_encoding(struct http *h)
{
	static const struct {
		const char *name;
		unsigned fault;
		bool raw;
	} rows[] = {
		{ "gzip", 0, false }, { "x-gzip", 0, false },
		{ "identity", 0, false }, { "none", 0, false },
		{ "utf-8", 0, false }, { "deflate", 0, true },
		{ "br", FAULT_BR, false },
	};
	struct str list = header_get(&h->header, "content-encoding"), word;
	size_t i;

	h->raw = false;
	while (header_word(&list, &word)) {
		for (i = 0; i < sizeof rows / sizeof *rows; i++)
			if (str_same(word, str_of(rows[i].name)))
				break;
		if (i == sizeof rows / sizeof *rows)
			h->faults |= is_plain(h->body) ? 0 : FAULT_ENCODING;
		else
			h->faults |= is_plain(h->body) ? 0 : rows[i].fault;
		h->raw |= i < sizeof rows / sizeof *rows && rows[i].raw;
	}
}

/* True when another header follows: behind an interim one, or that by which a
 * proxy says that the connection stands. */
static bool
goes_on(unsigned status, struct str rest)
{
	return rest.n != 0 && ((status >= 100 && status <= 199) ||
	    (status == 200 && str_starts(rest, STR("HTTP/")) &&
	    status_of(str_slice(rest, 0, str_byte(rest, '\n', 0))) != 0));
}

/* Reads one header; false when another one follows. */
static bool
read_header(struct http *h, struct str *rest)
{
	size_t n = header_length(str_slice(*rest, 0, HTTP_HEADER_MAX));

	h->too_long = n == 0 && rest->n > HTTP_HEADER_MAX;
	if (n == 0)
		n = h->too_long ? HTTP_HEADER_MAX : rest->n;
	header_read(&h->header, str_slice(*rest, 0, n));
	h->status = status_of(h->header.start);
	*rest = str_slice(*rest, n, rest->n);
	return !goes_on(h->status, *rest);
}

void
http_read(struct http *h, struct str response)
{
	struct str rest = response;

	h->faults = 0;
	while (!read_header(h, &rest))
		continue;
	h->body = h->too_long ? STR("") : rest;
	if (h->header.limited)
		h->faults |= FAULT_HEADER;
	if (has_word(&h->header, "transfer-encoding", STR("chunked")))
		unchunk(h);
	else
		check_length(h);
	check_encoding(h);
}

void
http_free(struct http *h)
{
	header_free(&h->header);
	buf_free(&h->chunks);
}
