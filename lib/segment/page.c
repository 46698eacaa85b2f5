#include <stdlib.h>

#include "core/die.h"
#include "core/memo.h"
#include "core/records.h"
#include "domain/fold.h"
#include "segment/drawn.h"
#include "segment/page.h"

static struct rec next;
static bool pending; /* next holds a record of the page to come */

/* A text as it is matched. */
struct reading {
	struct str folded;
	struct rows_set may;
};

enum { SHORT = 200 }; /* bytes: most lines that recur */
static struct memo readings = { .size = sizeof(struct reading) };

/* Folds a text and scans it. */
static void
read_anew(struct pool *pool, struct str text, struct reading *r)
{
	static struct buf folded;

	folded.n = 0;
	fold_put(text, &folded);
	r->folded = pool_str(pool, buf_str(&folded));
	rows_scan(r->folded, &r->may);
}

/* What is read of a long text lives in the pool, of others until the next page. */
static struct reading *
read_text(struct pool *pool, struct str text)
{
	struct reading *r;
	bool found = false;

	if (text.n > SHORT) {
		r = pool_take(pool, sizeof *r);
	} else {
		r = memo_find(&readings, text, &found);
		pool = &readings.pool;
	}
	if (!found)
		read_anew(pool, text, r);
	return r;
}

/* The cells of a row are joined by |, which folding leaves and no literal has. */
static struct reading *
read_row(struct pool *pool, const struct rec *row)
{
	static struct buf cells;
	struct reading *r = pool_take(pool, sizeof *r);

	cells.n = 0;
	for (size_t i = ROW_FIELDS; i < row->n; i++) {
		if (i != ROW_FIELDS)
			buf_byte(&cells, '|');
		buf_put(&cells, row->f[i]);
	}
	read_anew(pool, buf_str(&cells), r);
	return r;
}

static void
set_reading(struct piece *piece, struct reading *r)
{
	piece->folded = r->folded;
	piece->may = &r->may;
}

/* What the text and its folded form tell about a piece of text. */
static void
set_text(struct page *p, struct piece *piece, struct str text)
{
	piece->text = piece->plain = text;
	set_reading(piece, read_text(&p->pool, text));
	if (str_has(piece->folded, STR("|")) || str_has(piece->folded, STR("+")))
		piece->plain = drawn_plain(&p->pool, text);
}

void
page_read_as(struct page *p, struct piece *piece, struct str plain)
{
	piece->strung = true;
	piece->plain = pool_str(&p->pool, plain);
	set_reading(piece, read_text(&p->pool, piece->plain));
}

/* What a piece is that bytes from..to of another are. */
static void
set_part(struct page *p, struct piece *piece, const struct piece *of, size_t from,
    size_t to)
{
	struct str plain = of->plain;

	set_text(p, piece, str_slice(of->text, from, to));
	if (of->strung)
		page_read_as(p, piece, str_slice(plain, from, to));
}

static void
set_row(struct page *p, struct piece *piece, struct str line,
    const struct rec *row)
{
	piece->kind = PIECE_ROW;
	piece->row = line;
	set_reading(piece, read_row(&p->pool, row));
}

static void
measure(struct page *p)
{
	p->full = p->n * sizeof *p->piece + p->pool.bytes +
	    readings.pool.bytes > PAGE_BYTES;
}

static struct piece *
insert(struct page *p, size_t i)
{
	p->piece = xgrow(p->piece, p->n, &p->cap, sizeof *p->piece);
	memmove(p->piece + i + 1, p->piece + i, (p->n - i) * sizeof *p->piece);
	p->n++;
	p->piece[i] = (struct piece){ .kind = PIECE_OTHER };
	measure(p);
	return &p->piece[i];
}

/* The text of a record that has been packed: it stands in its line, unless
 * something there is escaped. */
static struct str
text_of(struct page *p, const struct rec *r, struct str line)
{
	struct str text = r->f[TEXT_TEXT];

	if (r->line.n == 0)
		return pool_str(&p->pool, text);
	text.p = line.p + (text.p - r->line.p);
	return text;
}

static void
add(struct page *p, const struct rec *r)
{
	struct piece *piece = insert(p, p->n);

	piece->type = r->type;
	piece->line = rec_pack(&p->pool, r);
	piece->column = 1;
	if (r->type != REC_OTHER)
		records_count(r, F_LINE); /* for page_line() */
	if (r->type == REC_TEXT) {
		piece->kind = PIECE_TEXT;
		piece->column = records_count(r, TEXT_COLUMN);
		set_text(p, piece, text_of(p, r, piece->line));
	} else if (r->type == REC_ROW) {
		uint64_t table = records_count(r, ROW_TABLE);

		p->tables = table > p->tables ? table : p->tables;
		set_row(p, piece, piece->line, r);
	}
}

/* Reads the next record of the document; false when there is none. */
static bool
read_on(struct page *p)
{
	if (p->whole || !records_read(&next))
		return false;
	pending = p->whole = !str_eq(next.f[F_DOC], p->doc);
	if (next.type == REC_DOCEND)
		p->whole = true;
	return !pending;
}

bool
page_read(struct page *p)
{
	p->n = p->moves = p->tables = 0;
	pool_reset(&p->pool);
	memo_trim(&readings);
	if (!pending && !records_read(&next))
		return false;
	pending = false;
	p->doc = pool_str(&p->pool, next.f[F_DOC]);
	p->whole = next.type == REC_DOCEND;
	do
		add(p, &next);
	while (!p->full && read_on(p));
	return true;
}

bool
page_cut(struct page *p, size_t i, size_t at)
{
	struct piece *tail, *head;

	if (p->moves > PAGE_MOVES)
		return false;
	p->moves += p->n - i + p->piece[i].text.n;
	tail = insert(p, i + 1);
	head = &p->piece[i];
	*tail = *head;
	tail->column += at;
	head->cut = tail->cut = true;
	set_part(p, tail, head, at, head->text.n);
	set_part(p, head, head, 0, at);
	return true;
}

void
page_make_row(struct page *p, size_t i, const struct rec *row)
{
	if (!p->full)
		set_row(p, &p->piece[i], rec_pack(&p->pool, row), row);
	measure(p);
}

struct str
page_field(const struct piece *piece, size_t field)
{
	return rec_packed(piece->line, field);
}

uint64_t
page_number(struct str packed, size_t field)
{
	struct str digits = rec_packed(packed, field);
	uint64_t n = 0;

	for (size_t i = 0; i < digits.n; i++)
		n = n * 10 + (uint64_t)(digits.p[i] - '0');
	return n;
}

uint64_t
page_line(const struct piece *piece)
{
	return page_number(piece->line, F_LINE);
}

size_t
page_unfold(const struct piece *piece, size_t i)
{
	static struct folded f;

	fold(piece->strung ? piece->plain : piece->text, &f);
	return f.at[i];
}

/* Writing */

/* Writes what is not all of a record's text. */
static void
write_cut(const struct page *p, enum rec_type type, const struct piece *piece,
    struct str section)
{
	static struct rec w;

	rec_make(&w, type, p->doc, page_field(piece, F_LINE));
	if (piece->report != 0)
		rec_number(&w, TEXT_REPORT, piece->report);
	rec_number(&w, TEXT_COLUMN, piece->column);
	w.f[TEXT_AT] = page_field(piece, TEXT_AT);
	w.f[TEXT_SECTION] = section;
	w.f[TEXT_TEXT] = piece->text;
	records_write(&w);
}

/* Writes a text, or what is set aside for this reason. */
static void
write_text(const struct page *p, enum rec_type type, const struct piece *piece,
    struct str section)
{
	if (piece->cut)
		write_cut(p, type, piece, section);
	else
		records_place(type, piece->line, piece->report, section);
}

static void
warn_unread(const struct page *p, const struct piece *piece, const char *text)
{
	char digits[DIGITS];
	struct str report = { digits, 0 };

	report.n = (size_t)(put_digits(digits, piece->report) - digits);
	records_warn(p->doc, page_field(piece, F_LINE), report, "table-unread",
	    "%s", text);
}

static void
write_as_it_came(const struct piece *piece)
{
	struct rec r = { .type = piece->type, .line = piece->line };

	records_pass(&r);
}

void
page_write(const struct page *p, const struct piece *piece)
{
	if (piece->torn && piece->report != 0)
		warn_unread(p, piece, "the columns of these rows come one after "
		    "another, and one has not as many values: not read");
	switch (piece->kind) {
	case PIECE_OTHER: write_as_it_came(piece); break;
	case PIECE_TEXT:
		write_text(p, REC_TEXT, piece, piece->section);
		if (piece->unread && piece->report != 0)
			warn_unread(p, piece, "labels of the forms and values "
			    "stand here, but no rows that can be told apart: "
			    "read as text");
		break;
	case PIECE_SKIP: write_text(p, REC_SKIP, piece, piece->why); break;
	case PIECE_ROW:
		if (piece->row.p != piece->line.p)
			write_text(p, REC_SKIP, piece, STR("table"));
		records_place(REC_ROW, piece->row, piece->report, piece->section);
		break;
	}
}

void
page_pass(struct page *p)
{
	const struct piece *piece = p->piece;

	for (size_t i = 0; i < p->n; i++, piece++) {
		if (i == 0 || piece->line.p != piece[-1].line.p)
			write_as_it_came(piece);
		if (i == 0)
			records_warn(p->doc, STR("0"), STR(""), "page-limit",
			    "too large: no report was looked for");
	}
	while (read_on(p))
		records_pass(&next);
}
