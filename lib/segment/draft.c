#include "domain/fold.h"
#include "segment/draft.h"
#include "segment/relation.h"

enum { NUMBERING_LONGEST = 12 /* bytes: （二十） */ };

static const char *const kind_names[] = {
	[LINE_PIPES] = "pipe", [LINE_TABS] = "tab", [LINE_SPACED] = "layout",
	[LINE_VALUES] = "layout", [LINE_CELL] = "cells"
};

static struct draft now;
static struct rec rec;
static size_t first;        /* its first piece */
static uint64_t table, row;

const struct draft *
draft_now(void)
{
	return &now;
}

void
draft_table(uint64_t number)
{
	table = number;
	row = 0;
	now.numbers = false;
}

void
draft_kind(enum line_kind kind)
{
	rec.f[ROW_KIND] = str_of(kind_names[kind]);
}

void
draft_row(struct page *p, size_t i, enum line_kind kind)
{
	const struct piece *piece = &p->piece[i];

	draft_end(p);
	rec_make(&rec, REC_ROW, p->doc, page_field(piece, F_LINE));
	rec.f[ROW_AT] = page_field(piece, TEXT_AT);
	draft_kind(kind);
	rec.f[ROW_SPANS] = STR("-");
	rec_number(&rec, ROW_TABLE, table);
	rec_number(&rec, ROW_ROW, ++row);
	first = i;
	now = (struct draft){ .open = true, .numbers = now.numbers,
		.last = &form_no_hits };
}

void
draft_end(struct page *p)
{
	if (now.open)
		page_make_row(p, first, &rec);
	now.open = false;
}

void
draft_line(struct page *p, size_t i)
{
	struct piece *piece = &p->piece[i];

	rec.f[ROW_LAST] = page_field(piece, F_LINE);
	if (!now.values) {
		rec.f[F_LINE] = page_field(piece, F_LINE);
		rec.f[ROW_AT] = page_field(piece, TEXT_AT);
	}
	if (i != first)
		page_skip(piece, STR("table"));
}

void
draft_place(const struct page *p, size_t from, size_t last)
{
	rec.f[F_LINE] = page_field(&p->piece[from], F_LINE);
	rec.f[ROW_AT] = page_field(&p->piece[from], TEXT_AT);
	rec.f[ROW_LAST] = page_field(&p->piece[last], F_LINE);
}

bool
draft_is_number(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
	return text.n != 0;
}

bool
draft_is_numbering(struct str text)
{
	/* The last bytes of . ) 、 ） ． */
	static const char ends[] = { '.', ')', '\x81', '\x89', '\x8E' };
	static struct folded f;

	if (text.n == 0 || text.n > NUMBERING_LONGEST ||
	    memchr(ends, text.p[text.n - 1], sizeof ends) == NULL)
		return false;
	fold(text, &f);
	return form_is_numbering(buf_str(&f.text));
}

void
draft_text(struct str text)
{
	rec_cell(&rec, text);
}

void
draft_cell(const struct cell *cell)
{
	now.numbered = rec.n == ROW_FIELDS && cell->hits->n == 0 &&
	    ((now.numbers && draft_is_number(cell->text)) ||
	    draft_is_numbering(cell->text));
	now.numbers |= relation_is_note(cell->hits, "#");
	draft_text(cell->text);
	now.last = cell->hits;
	now.values |= cell->hits->n == 0 && !now.numbered;
	now.header |= form_has_header(cell->hits) && !form_has_line(cell->hits);
}

void
draft_cells(const struct cells *c)
{
	for (size_t i = 0; i < c->n; i++)
		draft_cell(&c->v[i]);
}

/* True when a group that the row has is above one of these labels. */
static bool
has_group_above(const struct form_hits *hits)
{
	const struct form_hits *of;

	for (size_t i = ROW_FIELDS; i < rec.n; i++) {
		cells_label(rec.f[i], &of);
		if (relation_is_below(hits, of))
			return true;
	}
	return false;
}

bool
draft_is_over(const struct cell *cell)
{
	if (!now.open)
		return true;
	if (now.numbered && cell->hits->n != 0)
		return false;
	if (cell->hits->n == 0)
		return now.header && cell->text.n != 0;
	if (now.values)
		return true;
	if (form_has_line(now.last) && form_has_line(cell->hits) && !now.header &&
	    !relation_are_columns(now.last, cell->hits))
		return !relation_is_below(cell->hits, now.last);
	if (!form_has_header(cell->hits))
		return true; /* the first line under a header */
	if (relation_is_note(cell->hits, "#") || relation_is_note(now.last, "#"))
		return false;
	if (form_has(cell->hits, FORM_NOTE))
		return !relation_is_same(cell->hits, now.last);
	return form_has_header(now.last) ? has_group_above(cell->hits) ||
	    relation_is_above_columns(now.last, cell->hits) : true;
}
