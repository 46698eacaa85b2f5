#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "block.h"
#include "eight.h"
#include "io.h"
#include "rec.h"
#include "utf8.h"

enum { VERSION = 1, FIELDS_MAX = 20, CHAIN_MAX = 64,
	MESSAGE_MAX = 20 * 1024 /* holds the longest path, all of it as \xNN */
};

/* names[type][field]; the list that ends a type is NULL. */
static const char *const names[REC_TYPES][FIELDS_MAX] = {
#define TYPE(T, name, text) [REC_##T] = { name, "doc", "line",
#define FIELD(T, F, name, text) name,
#define END(T) NULL },
#include "rec.def"
#undef TYPE
#undef FIELD
#undef END
};

static const struct str type_names[REC_TYPES] = {
#define TYPE(T, name, text) [REC_##T] = { name, sizeof name - 1 },
#define FIELD(T, F, name, text)
#define END(T)
#include "rec.def"
#undef TYPE
#undef FIELD
#undef END
};

static const size_t fields[REC_TYPES] = {
#define TYPE(T, name, text)
#define FIELD(T, F, name, text)
#define END(T) [REC_##T] = T##_FIELDS,
#include "rec.def"
#undef TYPE
#undef FIELD
#undef END
};

/* What is being read. */
static struct {
	const struct opt *opt;
	size_t file;         /* the operand that is open */
	struct io_in in;
	bool open, inside;   /* inside: between #gx and eof */
	bool any;            /* a record or #gx has been seen */
	bool warned_cr;
	uint64_t line, records, docs;
} from;

/* What is being written. */
static struct {
	const char *rules;
	bool begun;
	uint64_t records, docs, warnings, refused;
	struct str chain[CHAIN_MAX]; /* #by lines that stand already */
	size_t chained;
	struct buf line;     /* lines that were gathered, and from start on the */
	size_t start;        /* one at hand */
	size_t portion;      /* bytes to gather (io_portion()) */
	enum rec_type type;  /* of the record that has begun, and its last */
	size_t field;        /* field so far */
} to;

const char *
rec_field_name(enum rec_type type, size_t field)
{
	return field < FIELDS_MAX ? names[type][field] : NULL;
}

static enum rec_type
type_of(struct str name)
{
	static enum rec_type last = REC_DOC; /* mostly it is the same again */

	if (str_eq(name, type_names[last]))
		return last;
	for (int t = REC_OTHER + 1; t < REC_TYPES; t++)
		if (str_eq(name, type_names[t]))
			return last = (enum rec_type)t;
	return REC_OTHER;
}

_Noreturn static void
bad(int code, const char *why)
{
	die(code, "%s: line %" PRIu64 ": %s", from.in.name, from.line, why);
}

/* Writing */

/* Hands on the first n bytes that were gathered. */
static void
hand_on(size_t n)
{
	io_write(str_slice(buf_str(&to.line), 0, n));
	to.line.n -= n;
	if (to.line.n != 0)
		memmove(to.line.p, to.line.p + n, to.line.n);
	to.start = 0;
}

static void
put_line(void)
{
	buf_byte(&to.line, '\n');
	if (to.line.n >= to.portion) /* whole portions: cheaper to write */
		hand_on(to.line.n - to.line.n % to.portion);
	to.start = to.line.n;
}

static struct str
line_at_hand(void)
{
	return str_slice(buf_str(&to.line), to.start, to.line.n);
}

static void
begin(void)
{
	if (to.begun || to.rules == NULL)
		return;
	to.begun = true;
	buf_put(&to.line, STR("#gx\t1\t"));
	buf_put(&to.line, str_of(die_program()));
	buf_byte(&to.line, '\t');
	buf_put(&to.line, str_of(GX_VERSION));
	buf_byte(&to.line, '\t');
	buf_put(&to.line, str_of(to.rules));
	put_line();
}

/* "#gx<rest>" or "#by<rest>" of an input becomes "#by<rest>", once. */
static void
chain(struct str line)
{
	struct str rest = str_slice(line, 3, line.n);

	for (size_t i = 0; i < to.chained; i++)
		if (str_eq(to.chain[i], rest))
			return;
	if (to.chained == CHAIN_MAX)
		return;
	to.chain[to.chained++] =
	    (struct str){ xstrndup(rest.p, rest.n), rest.n };
	if (to.rules == NULL)
		return;
	begin();
	buf_put(&to.line, STR("#by"));
	buf_put(&to.line, rest);
	put_line();
}

/* What may need an escape: bytes below this one, and the backslash. */
enum { BELOW = 14 };

/* True when none of eight bytes needs one. */
static inline bool
is_plain(uint64_t eight)
{
	return (eight_below(eight, BELOW) | eight_is(eight, '\\')) == 0;
}

/* The letter behind the backslash for what needs one. */
static const char letters[256] = {
	['\t'] = 't', ['\n'] = 'n', ['\r'] = 'r', ['\\'] = '\\'
};

/* Byte by byte; returns where to go on writing. */
static char *
escape(char *d, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char letter = letters[(unsigned char)s.p[i]];

		if (letter != '\0')
			*d++ = '\\';
		*d++ = letter != '\0' ? letter : s.p[i];
	}
	return d;
}

/* Most fields have nothing to escape.  There is room for twice the field and
 * eight bytes more. */
static char *
put_field(char *d, struct str s)
{
	uint64_t eight;
	size_t i;

	if (s.n < 8) { /* behind it anything may stand */
		eight = eight_few(s.p, s.n) | UINT64_MAX << 8 * s.n;
		if (!is_plain(eight))
			return escape(d, s);
		eight_put(d, eight);
		return d + s.n;
	}
	for (i = 0; s.n - i >= PIECE; i += PIECE)
		if (piece_copy(d + i, s.p + i, BELOW, '\\'))
			return escape(d, s);
	while (i < s.n) {
		if (i > s.n - 8) /* once more, some of the bytes before */
			i = s.n - 8;
		eight = eight_get(s.p + i);
		if (!is_plain(eight))
			return escape(d, s);
		eight_put(d + i, eight);
		i += 8;
	}
	return d + s.n;
}

/* True for a field that stands in the record's line, and so needs no escape. */
static inline bool
is_as_read(const struct rec *r, struct str field)
{
	return (uintptr_t)field.p - (uintptr_t)r->line.p < r->line.n;
}

/* Fields that stand one behind the other as they were read are copied as one. */
static void
put_fields(const struct rec *r)
{
	const struct str *f = r->f, *end = r->f + r->n;
	struct str s;
	size_t most = 0;
	char *d;

	for (; f < end; f++)
		most += 2 * f->n + 9;
	d = buf_room(&to.line, most);
	for (f = r->f; f < end; *d++ = '\t') {
		s = *f++;
		if (is_as_read(r, s)) {
			for (; f < end && f->p == s.p + s.n + 1 &&
			     s.p[s.n] == '\t'; f++)
				s.n += 1 + f->n;
			memcpy(d, s.p, s.n);
			d += s.n;
		} else if (s.n != 0) { /* else its p may be NULL */
			d = put_field(d, s);
		}
	}
	to.line.n = (size_t)(d - 1 - to.line.p);
}

static void
count_record(enum rec_type type)
{
	to.records++;
	to.docs += type == REC_DOC;
}

/* The record in to.line, without LF. */
static void
put_record(const struct rec *r)
{
	if (r->type == REC_OTHER) /* passes through as it came */
		buf_put(&to.line, r->f[0]);
	else
		put_fields(r);
}

void
rec_write(const struct rec *r)
{
	if (to.rules == NULL)
		return;
	begin();
	put_record(r);
	put_line();
	count_record(r->type);
}

void
rec_share(struct rec *r, const size_t *which, size_t n, struct buf *b)
{
	size_t most = 0;
	char *d, *start;

	for (size_t i = 0; i < n; i++)
		most += 2 * r->f[which[i]].n + 9;
	b->n = 0;
	d = buf_room(b, most);
	for (size_t i = 0; i < n; i++, *d++ = '\t') {
		start = d;
		if (r->f[which[i]].n != 0)
			d = put_field(d, r->f[which[i]]);
		r->f[which[i]] = (struct str){ start, (size_t)(d - start) };
	}
	b->n = (size_t)(d - b->p);
	r->line = buf_str(b);
}

/* Room for n bytes of a field, behind the tabs before it; the caller writes. */
static inline char *
field_room(size_t field, size_t n)
{
	size_t tabs = field - to.field;
	char *d = buf_room(&to.line, tabs + 8 + n);

	to.field = field;
	for (size_t i = 0; i < tabs; i += 8)
		eight_put(d + i, EIGHT_ONES * '\t');
	return d + tabs;
}

static inline void
end_field(const char *end)
{
	to.line.n = (size_t)(end - to.line.p);
}

void
rec_put(size_t field, struct str value)
{
	char *d = field_room(field, 2 * value.n + 8);

	end_field(value.n != 0 ? put_field(d, value) : d);
}

void
rec_put_number(size_t field, uint64_t value)
{
	end_field(put_digits(field_room(field, DIGITS), value));
}

/* Begins a record with its type and document, which are mostly those of the one
 * before. */
static void
put_head(enum rec_type type, struct str doc)
{
	enum { ID = 16, MOST = 32 };
	static struct {
		enum rec_type type;
		char doc[ID], text[MOST];
		size_t n;
	} last;
	size_t start = to.line.n;

	to.type = type;
	to.field = F_DOC;
	if (type == last.type && doc.n == ID &&
	    memcmp(doc.p, last.doc, ID) == 0) {
		memcpy(buf_room(&to.line, MOST), last.text, MOST);
		to.line.n += last.n;
		return;
	}
	to.field = 0;
	rec_put(0, type_names[type]);
	rec_put(F_DOC, doc);
	last.n = to.line.n - start;
	last.type = doc.n == ID && last.n <= MOST ? type : REC_OTHER;
	if (last.type == type) {
		memcpy(last.doc, doc.p, ID);
		memcpy(last.text, to.line.p + start, last.n);
	}
}

void
rec_begin(enum rec_type type, struct str doc, uint64_t line)
{
	begin();
	put_head(type, doc);
	rec_put_number(F_LINE, line);
}

void
rec_end(void)
{
	if (to.field + 1 < fields[to.type])
		rec_put(fields[to.type] - 1, STR(""));
	if (to.rules == NULL) {
		to.line.n = to.start;
		return;
	}
	put_line();
	count_record(to.type);
}

void
rec_pass(const struct rec *r)
{
	if (r->line.n == 0 || to.rules == NULL) {
		rec_write(r);
		return;
	}
	begin();
	buf_put(&to.line, str_slice(r->line, 0, r->line.n - 1));
	put_line();
	count_record(r->type);
}

static void
room(struct rec *r, size_t n)
{
	while (r->cap < n)
		r->f = xgrow(r->f, r->cap, &r->cap, sizeof *r->f);
}

void
rec_make(struct rec *r, enum rec_type type, struct str doc, struct str line)
{
	r->type = type;
	r->n = fields[type];
	r->numbers = 0;
	r->line = STR("");
	room(r, r->n);
	for (size_t i = 0; i < r->n; i++)
		r->f[i] = STR("");
	r->f[0] = type_names[type];
	r->f[F_DOC] = doc;
	r->f[F_LINE] = line;
}

void
rec_number(struct rec *r, size_t field, uint64_t value)
{
	char *digits = r->number[r->numbers++ % 8];
	size_t i = sizeof r->number[0];

	do
		digits[--i] = (char)('0' + value % 10);
	while ((value /= 10) != 0);
	r->f[field] = (struct str){ digits + i, sizeof r->number[0] - i };
}

void
rec_cell(struct rec *r, struct str cell)
{
	room(r, r->n + 1);
	r->f[r->n++] = cell;
}

void
rec_free(struct rec *r)
{
	free(r->f);
	*r = (struct rec){ .f = NULL };
}

struct rec *
rec_keep(struct pool *p, const struct rec *r)
{
	struct rec *copy = pool_take(p, sizeof *copy);
	struct str line = pool_str(p, r->line);

	copy->type = r->type;
	copy->n = copy->cap = r->n;
	copy->f = pool_take(p, r->n * sizeof *copy->f);
	copy->line = line;
	copy->numbers = 0;
	for (size_t i = 0; i < r->n; i++)
		copy->f[i] = is_as_read(r, r->f[i]) ? (struct str){
		    line.p + (r->f[i].p - r->line.p), r->f[i].n } :
		    pool_str(p, r->f[i]);
	return copy;
}

struct str
rec_pack(struct pool *p, const struct rec *r)
{
	struct str line = r->line;

	if (line.n == 0) {
		put_record(r);
		buf_byte(&to.line, '\n');
		line = line_at_hand();
		to.line.n = to.start;
	}
	return pool_str(p, line);
}

void
rec_warn(struct str doc, struct str line, struct str report, const char *code,
    const char *fmt, ...)
{
	static struct rec w;
	static char message[MESSAGE_MAX];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(message, sizeof message, fmt, ap);
	va_end(ap);
	if (n < 0)
		n = 0;
	if ((size_t)n >= sizeof message)
		n = sizeof message - 1;
	to.warnings++;
	if (to.rules == NULL) { /* there is no stream to say it in */
		complain("%.*s: %s: %.*s", (int)doc.n, doc.p, code, n, message);
		return;
	}
	rec_make(&w, REC_WARN, doc, line);
	w.f[WARN_REPORT] = report;
	w.f[WARN_FILTER] = str_of(die_program());
	w.f[WARN_CODE] = str_of(code);
	/* A message cut inside a character must not break the stream. */
	w.f[WARN_MESSAGE] =
	    (struct str){ message, utf8_valid(message, (size_t)n) };
	rec_write(&w);
}

void
rec_refused(void)
{
	to.refused++;
}

/* Reading */

/* Before the end of a process that dies: what is whole is written. */
static void
flush(void)
{
	to.line.n = to.start;
	hand_on(to.line.n);
	io_flush();
}

void
rec_open(const struct opt *o, const char *rules)
{
	from.opt = o;
	to.rules = rules;
	to.portion = io_portion();
	die_before(flush);
}

bool
rec_filter(size_t n, struct str *filter)
{
	if (n >= to.chained)
		return false;
	*filter = str_slice(to.chain[n], sizeof "\t1\t" - 1, to.chain[n].n);
	return true;
}

uint64_t
rec_line(void)
{
	return from.line;
}

uint64_t
rec_count(const struct rec *r, size_t field)
{
	uint64_t value = 0;
	struct str s = r->f[field];

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || s.n > 18)
			die(GX_FAIL, "%s: line %" PRIu64 ": %s: %.*s: not a number",
			    from.in.name, from.line, names[r->type][field],
			    (int)(s.n < 40 ? s.n : 40), s.p);
		value = value * 10 + (uint64_t)(s.p[i] - '0');
	}
	return value;
}

/* Undoes the escapes of a field, in place. */
static void
unescape(struct str *field)
{
	char *d = (char *)memchr(field->p, '\\', field->n);
	const char *p = d, *end = field->p + field->n;

	if (d == NULL)
		return;
	while (p < end) {
		if (*p != '\\') {
			*d++ = *p++;
			continue;
		}
		if (++p == end)
			bad(GX_FAIL, "bad escape");
		switch (*p++) {
		case 't': *d++ = '\t'; break;
		case 'n': *d++ = '\n'; break;
		case 'r': *d++ = '\r'; break;
		case '\\': *d++ = '\\'; break;
		default: bad(GX_FAIL, "bad escape");
		}
	}
	field->n = (size_t)(d - field->p);
}

/* Doubles the room for fields, which is full; returns where the next one goes. */
static struct str *
more(struct rec *r, struct str **last)
{
	size_t n = r->cap;

	r->f = xgrow(r->f, n, &r->cap, sizeof *r->f);
	*last = r->f + r->cap;
	return r->f + n;
}

/* Marks what is not just text in the next bytes of a line, at most a block: TABs,
 * and what most lines have not: the backslash of an escape, CR, NUL. */
static uint64_t
marks_of(const char *p, size_t n)
{
	char last[BLOCK];

	if (n >= BLOCK)
		return block_marks(p, 14, '\\');
	memcpy(last, p, n);
	return block_marks(last, 14, '\\') & ((UINT64_C(1) << n) - 1);
}

/* Splits a line into fields of r, which lie in the line.  True when something
 * else than TABs is marked. */
static bool
split(struct rec *r, struct str line)
{
	const char *field = line.p, *at;
	struct str *f, *last;
	uint64_t marks;
	bool odd = false;

	room(r, 1);
	f = r->f;
	last = f + r->cap;
	for (size_t i = 0; i < line.n; i += BLOCK)
		for (marks = marks_of(line.p + i, line.n - i); marks != 0;
		     marks &= marks - 1) {
			at = line.p + i + eight_lowest(marks);
			if (*at != '\t') {
				odd = true;
				continue;
			}
			*f++ = (struct str){ field, (size_t)(at - field) };
			field = at + 1;
			if (f == last)
				f = more(r, &last);
		}
	*f++ = (struct str){ field, (size_t)(line.p + line.n - field) };
	r->n = (size_t)(f - r->f);
	return odd;
}

static void
unescape_fields(struct rec *r)
{
	for (size_t i = 1; i < r->n; i++)
		unescape(&r->f[i]);
}

/* Says what the fields of a line are, which is split and whose escapes stay.  Of a
 * type that is not known, f[0] is the whole line, and document and line follow as
 * they came. */
static void
find_type(struct rec *r, struct str line)
{
	size_t want;
	char why[64];

	r->type = type_of(r->f[0]);
	want = r->type == REC_OTHER ? F_LINE + 1 : fields[r->type];
	if (r->n < want) {
		snprintf(why, sizeof why, "%zu fields, want %zu", r->n, want);
		bad(GX_FAIL, why);
	}
	if (r->type == REC_OTHER) {
		r->f[0] = line;
		r->n = want;
	}
}

/* Makes a record of a line that is split. */
static void
make(struct rec *r, struct str line, bool odd)
{
	find_type(r, line);
	r->line = STR("");
	if (r->type == REC_OTHER)
		return;
	if (odd && str_byte(line, '\\', 0) < line.n)
		unescape_fields(r);
	else if (line.p[line.n] == '\n' &&
	    !(odd && str_byte(line, '\r', 0) < line.n))
		r->line = (struct str){ line.p, line.n + 1 };
}

void
rec_unpack(struct rec *r, struct pool *p, struct str line)
{
	bool escapes = str_byte(line, '\\', 0) < line.n;
	struct str text;

	if (escapes)
		line = pool_str(p, line);
	text = str_slice(line, 0, line.n - 1);
	split(r, text);
	find_type(r, text);
	r->line = escapes ? STR("") : line;
	r->numbers = 0;
	if (escapes)
		unescape_fields(r);
}

struct str
rec_packed(struct str line, size_t field)
{
	struct str rest = str_slice(line, 0, line.n - 1), found = STR("");

	while (str_split(&rest, '\t', &found) && field != 0)
		field--;
	return found;
}

/* Dies when there is a NUL, or a byte that is not UTF-8. */
static void
check_text(struct str line)
{
	size_t good = utf8_valid(line.p, line.n);
	const char *nul = memchr(line.p, '\0', good);
	char why[64];

	if (nul != NULL) {
		snprintf(why, sizeof why, "NUL at byte %zu",
		    (size_t)(nul - line.p) + 1);
		bad(GX_FAIL, why);
	}
	if (good == line.n)
		return;
	snprintf(why, sizeof why, "invalid UTF-8 at byte %zu", good + 1);
	bad(GX_FAIL, why);
}

/* A line that begins with #: the start of a stream, or a comment. */
static void
comment(struct str line)
{
	char why[64];
	struct str rest = line, word, version = STR("");

	str_split(&rest, '\t', &word);
	if (str_eq(word, STR("#by"))) {
		chain(line);
		return;
	}
	if (!str_eq(word, STR("#gx")))
		return;
	str_split(&rest, '\t', &version);
	if (!str_eq(version, STR("1"))) {
		snprintf(why, sizeof why, "records/%.*s not supported",
		    (int)(version.n < 8 ? version.n : 8), version.p);
		bad(GX_USAGE, why);
	}
	if (from.inside && !from.opt->unverified)
		bad(GX_FAIL, "#gx inside a stream: no eof record before it");
	from.inside = from.any = true;
	from.records = from.docs = 0;
	chain(line);
}

static void
end_of_stream(const struct rec *r)
{
	if (from.opt->unverified)
		return;
	if (rec_count(r, EOS_RECORDS) != from.records ||
	    rec_count(r, EOS_DOCS) != from.docs)
		bad(GX_FAIL, "eof record: the counts are not those of the stream");
	from.inside = false;
	from.records = from.docs = 0;
}

static void
check_place(void)
{
	if (from.any && !from.inside && !from.opt->unverified)
		bad(GX_FAIL, "a record after eof");
}

/* A record that is dropped for its length: it counts, and is warned of. */
static void
too_long(struct str start)
{
	struct str rest = start, type, doc = STR("-");

	if (str_starts(start, STR("#")))
		return;
	check_place();
	str_split(&rest, '\t', &type);
	if (!str_split(&rest, '\t', &doc) || doc.n > 64 ||
	    utf8_valid(doc.p, doc.n) != doc.n ||
	    memchr(doc.p, '\\', doc.n) != NULL)
		doc = STR("-");
	from.records++;
	from.docs += str_eq(type, STR("doc"));
	from.inside = from.any = true;
	rec_warn(doc, STR("0"), STR(""), "record-limit",
	    "line %" PRIu64 ": record too long", from.line);
}

/* Takes one line; true when it is a record for the caller. */
static bool
take(struct rec *r, struct str line)
{
	bool odd;

	if (line.n != 0 && line.p[line.n - 1] == '\r') {
		line.n--;
		if (!from.warned_cr)
			complain("%s: line %" PRIu64 ": CR before LF dropped, "
			    "here and from now on", from.in.name, from.line);
		from.warned_cr = true;
	}
	odd = split(r, line);
	if (odd || utf8_valid(line.p, line.n) != line.n)
		check_text(line);
	if (line.n != 0 && line.p[0] == '#') {
		comment(line);
		return false;
	}
	check_place();
	make(r, line, odd);
	if (r->type == REC_EOS) {
		end_of_stream(r);
		from.any = true;
		return false;
	}
	from.inside = from.any = true;
	from.records++;
	from.docs += r->type == REC_DOC;
	return true;
}

/* Opens the next operand; false when there is none. */
static bool
next_file(void)
{
	const char *name = from.opt->files[from.file];

	if (name == NULL)
		return false;
	if (from.open)
		io_close(&from.in);
	if (!io_open(&from.in, name))
		die(GX_FAIL, "%s: %s", name, strerror(errno));
	from.open = true;
	from.file++;
	from.line = 0;
	return true;
}

bool
rec_read(struct rec *r)
{
	struct str line;

	if (!from.open && !next_file())
		return false;
	for (;;) {
		from.line++;
		switch (io_line(&from.in, '\n', REC_LINE_MAX, &line)) {
		case IO_LINE:
			if (take(r, line))
				return true;
			break;
		case IO_TOO_LONG:
			if (from.in.p[from.in.at - 1] == '\n') {
				too_long(line);
				break;
			}
			/* FALLTHROUGH */
		case IO_UNENDED:
			if (from.in.error == 0)
				bad(GX_FAIL, "missing newline (truncated stream?)");
			/* FALLTHROUGH */
		case IO_END:
			if (from.in.error != 0)
				die(GX_FAIL, "%s: %s", from.in.name,
				    strerror(from.in.error));
			if (next_file())
				break;
			if (!from.opt->unverified && (from.inside || !from.any))
				die(GX_FAIL, "no eof record: the filter before "
				    "failed (-u accepts it)");
			return false;
		}
	}
}

/* The end */

static void
summary(void)
{
	if (from.opt->quiet || to.warnings + to.refused == 0)
		return;
	complain("%" PRIu64 " documents, %" PRIu64 " warnings, %" PRIu64
	    " refused", to.docs, to.warnings, to.refused);
}

int
rec_finish(int code)
{
	static struct rec r;

	if (to.rules != NULL) {
		rec_make(&r, REC_EOS, STR("-"), STR("0"));
		r.f[EOS_FILTER] = str_of(die_program());
		rec_number(&r, EOS_DOCS, to.docs);
		rec_number(&r, EOS_RECORDS, to.records);
		rec_write(&r);
	}
	die_before(NULL);
	hand_on(to.line.n);
	io_finish();
	summary();
	return code;
}
