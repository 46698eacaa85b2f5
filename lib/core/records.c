#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "core/eight.h"
#include "core/io.h"
#include "core/records.h"
#include "core/utf8.h"

enum { CHAIN_MAX = 64,
	MESSAGE_MAX = 20 * 1024 /* holds the longest path, all of it as \xNN */ };

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

static void
count_record(enum rec_type type)
{
	to.records++;
	to.docs += type == REC_DOC;
}

void
records_write(const struct rec *r)
{
	if (to.rules == NULL)
		return;
	begin();
	rec_print(&to.line, r);
	put_line();
	count_record(r->type);
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
records_put(size_t field, struct str value)
{
	char *d = field_room(field, 2 * value.n + 8);

	end_field(value.n != 0 ? rec_escape(d, value) : d);
}

void
records_put_number(size_t field, uint64_t value)
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
	records_put(0, str_of(rec_field_name(type, 0)));
	records_put(F_DOC, doc);
	last.n = to.line.n - start;
	last.type = doc.n == ID && last.n <= MOST ? type : REC_OTHER;
	if (last.type == type) {
		memcpy(last.doc, doc.p, ID);
		memcpy(last.text, to.line.p + start, last.n);
	}
}

void
records_begin(enum rec_type type, struct str doc, uint64_t line)
{
	begin();
	put_head(type, doc);
	records_put_number(F_LINE, line);
}

void
records_end(void)
{
	size_t fields = rec_fields(to.type);

	if (to.field + 1 < fields)
		records_put(fields - 1, STR(""));
	if (to.rules == NULL) {
		to.line.n = to.start;
		return;
	}
	put_line();
	count_record(to.type);
}

void
records_pass(const struct rec *r)
{
	if (r->line.n == 0 || to.rules == NULL) {
		records_write(r);
		return;
	}
	begin();
	buf_put(&to.line, str_slice(r->line, 0, r->line.n - 1));
	put_line();
	count_record(r->type);
}

/* Where a packed record goes on behind so many of its fields. */
static const char *
skip_fields(const char *s, int fields)
{
	while (fields != 0)
		fields -= *s++ == '\t';
	return s;
}

/* Appends what stands between two places of a packed record. */
static void
put_part(const char *begin, const char *end)
{
	buf_put(&to.line, (struct str){ begin, (size_t)(end - begin) });
}

_Static_assert((int)TEXT_REPORT == ROW_REPORT && (int)SKIP_REPORT == ROW_REPORT &&
    (int)TEXT_SECTION == ROW_SECTION && (int)SKIP_WHY == ROW_SECTION,
    "text, row and skip have the same fields up to the section");

/* Only the report and the section are looked at: what stands before and behind them
 * is copied. */
void
records_place(enum rec_type type, struct str packed, uint64_t report,
    struct str section)
{
	const char *doc = skip_fields(packed.p, F_DOC);
	const char *line = skip_fields(doc, 1);
	const char *old_report = skip_fields(line, 1);
	const char *behind = skip_fields(old_report, 1);
	const char *old_section = skip_fields(behind, ROW_SECTION - ROW_REPORT - 1);

	if (to.rules == NULL)
		return;
	begin();
	put_head(type, (struct str){ doc, (size_t)(line - 1 - doc) });
	put_part(line - 1, old_report);
	if (report != 0)
		buf_number(&to.line, report);
	put_part(behind - 1, old_section);
	to.field = ROW_SECTION;
	records_put(ROW_SECTION, section);
	put_part(skip_fields(old_section, 1) - 1, packed.p + packed.n - 1);
	put_line();
	count_record(type);
}

void
records_warn(struct str doc, struct str line, struct str report, const char *code,
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
	records_write(&w);
}

void
records_refused(void)
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
records_open(const struct opt *o, const char *rules)
{
	from.opt = o;
	to.rules = rules;
	to.portion = io_portion();
	die_before(flush);
}

bool
records_filter(size_t n, struct str *filter)
{
	if (n >= to.chained)
		return false;
	*filter = str_slice(to.chain[n], sizeof "\t1\t" - 1, to.chain[n].n);
	return true;
}

uint64_t
records_line(void)
{
	return from.line;
}

uint64_t
records_count(const struct rec *r, size_t field)
{
	uint64_t value = 0;
	struct str s = r->f[field];

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || s.n > 18)
			die(GX_FAIL, "%s: line %" PRIu64 ": %s: %.*s: not a number",
			    from.in.name, from.line,
			    rec_field_name(r->type, field),
			    (int)(s.n < 40 ? s.n : 40), s.p);
		value = value * 10 + (uint64_t)(s.p[i] - '0');
	}
	return value;
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
	if (records_count(r, EOS_RECORDS) != from.records ||
	    records_count(r, EOS_DOCS) != from.docs)
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
	records_warn(doc, STR("0"), STR(""), "record-limit",
	    "line %" PRIu64 ": record too long", from.line);
}

/* Takes one line; true when it is a record for the caller. */
static bool
take(struct rec *r, struct str line)
{
	const char *why;
	bool odd;

	if (line.n != 0 && line.p[line.n - 1] == '\r') {
		line.n--;
		if (!from.warned_cr)
			complain("%s: line %" PRIu64 ": CR before LF dropped, "
			    "here and from now on", from.in.name, from.line);
		from.warned_cr = true;
	}
	odd = rec_split(r, line);
	if (odd || utf8_valid(line.p, line.n) != line.n)
		check_text(line);
	if (line.n != 0 && line.p[0] == '#') {
		comment(line);
		return false;
	}
	check_place();
	why = rec_parse(r, line, odd);
	if (why != NULL)
		bad(GX_FAIL, why);
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
records_read(struct rec *r)
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
records_finish(int code)
{
	static struct rec r;

	if (to.rules != NULL) {
		rec_make(&r, REC_EOS, STR("-"), STR("0"));
		r.f[EOS_FILTER] = str_of(die_program());
		rec_number(&r, EOS_DOCS, to.docs);
		rec_number(&r, EOS_RECORDS, to.records);
		records_write(&r);
	}
	die_before(NULL);
	hand_on(to.line.n);
	io_finish();
	summary();
	return code;
}
