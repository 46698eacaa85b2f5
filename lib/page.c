#include <stdlib.h>

#include "die.h"
#include "fold.h"
#include "memo.h"
#include "page.h"

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
fold_piece(struct page *p, struct piece *piece)
{
	struct reading *r = piece->kind == PIECE_TEXT ?
	    read_text(&p->pool, piece->text) : read_row(&p->pool, piece->row);

	piece->folded = r->folded;
	piece->may = &r->may;
}

static struct piece *
insert(struct page *p, size_t i)
{
	p->piece = xgrow(p->piece, p->n, &p->cap, sizeof *p->piece);
	memmove(p->piece + i + 1, p->piece + i, (p->n - i) * sizeof *p->piece);
	p->n++;
	p->piece[i] = (struct piece){ .kind = PIECE_OTHER };
	return &p->piece[i];
}

static void
add(struct page *p, const struct rec *r)
{
	struct piece *piece = insert(p, p->n);

	piece->rec = rec_keep(&p->pool, r);
	piece->column = 1;
	if (r->type == REC_TEXT) {
		piece->kind = PIECE_TEXT;
		piece->column = rec_count(r, TEXT_COLUMN);
		piece->text = piece->rec->f[TEXT_TEXT];
		fold_piece(p, piece);
	} else if (r->type == REC_ROW) {
		piece->kind = PIECE_ROW;
		piece->row = piece->rec;
		fold_piece(p, piece);
	}
}

/* The document that a record belongs to; unknown types have one as well. */
static struct str
doc_of(const struct rec *r)
{
	struct str rest = r->f[0], type, doc = STR("");

	if (r->type != REC_OTHER)
		return r->f[F_DOC];
	str_split(&rest, '\t', &type);
	str_split(&rest, '\t', &doc);
	return doc;
}

bool
page_read(struct page *p)
{
	bool ended = false;

	p->n = p->cuts = 0;
	pool_reset(&p->pool);
	memo_trim(&readings);
	if (!pending && !rec_read(&next))
		return false;
	pending = false;
	p->doc = pool_str(&p->pool, doc_of(&next));
	do {
		if (!str_eq(doc_of(&next), p->doc)) {
			pending = true;
			return true;
		}
		add(p, &next);
		ended = next.type == REC_DOCEND;
	} while (!ended && rec_read(&next));
	return true;
}

bool
page_cut(struct page *p, size_t i, size_t at)
{
	struct piece *tail, *head;

	if (p->cuts == PAGE_CUTS)
		return false;
	p->cuts++;
	tail = insert(p, i + 1);
	head = &p->piece[i];
	*tail = *head;
	tail->text = str_slice(head->text, at, head->text.n);
	tail->column += at;
	head->text.n = at;
	fold_piece(p, head);
	fold_piece(p, tail);
	return true;
}

void
page_make_row(struct page *p, size_t i, const struct rec *row)
{
	p->piece[i].kind = PIECE_ROW;
	p->piece[i].row = rec_keep(&p->pool, row);
	fold_piece(p, &p->piece[i]);
}

size_t
page_unfold(const struct piece *piece, size_t i)
{
	static struct folded f;

	fold(piece->text, &f);
	return f.at[i];
}

/* A piece is written once, in the record that it came from. */

static void
number_report(struct rec *w, size_t field, const struct piece *piece)
{
	w->f[field] = STR("");
	if (piece->report != 0)
		rec_number(w, field, piece->report);
}

static void
write_row(const struct piece *piece)
{
	struct rec *w = piece->row;

	number_report(w, ROW_REPORT, piece);
	w->f[ROW_SECTION] = piece->section;
	rec_write(w);
}

static void
write_text(const struct piece *piece)
{
	struct rec *w = piece->rec;

	number_report(w, TEXT_REPORT, piece);
	rec_number(w, TEXT_COLUMN, piece->column);
	w->f[TEXT_SECTION] = piece->section;
	w->f[TEXT_TEXT] = piece->text;
	rec_write(w);
	if (piece->unread && piece->report != 0)
		rec_warn(w->f[F_DOC], w->f[F_LINE], w->f[TEXT_REPORT],
		    "table-unread", "labels of the forms and values stand here, "
		    "but no rows that can be told apart: read as text");
}

static void
write_skip(const struct page *p, const struct piece *piece, struct str why)
{
	static struct rec w;
	const struct rec *r = piece->rec;

	rec_make(&w, REC_SKIP, p->doc, r->f[F_LINE]);
	number_report(&w, SKIP_REPORT, piece);
	rec_number(&w, SKIP_COLUMN, piece->column);
	w.f[SKIP_AT] = r->f[TEXT_AT];
	w.f[SKIP_WHY] = why;
	w.f[SKIP_TEXT] = piece->text;
	rec_write(&w);
}

void
page_write(const struct page *p, const struct piece *piece)
{
	switch (piece->kind) {
	case PIECE_OTHER: rec_pass(piece->rec); break;
	case PIECE_TEXT: write_text(piece); break;
	case PIECE_SKIP: write_skip(p, piece, piece->why); break;
	case PIECE_ROW:
		if (piece->row != piece->rec)
			write_skip(p, piece, STR("table"));
		write_row(piece);
		break;
	}
}
