#include "core/die.h"
#include "domain/value.h"
#include "segment/cells.h"
#include "segment/columns.h"
#include "segment/draft.h"
#include "segment/relation.h"

enum {
	BLOCK_MOST = 256, /* rows of tables.tsv */
	LONGEST = 200,    /* folded bytes of a label */
	NOTES_MOST = 4    /* lines of notes between others */
};

/* The table at hand: a block of the forms, and where its lines stand. */
static struct {
	const struct page *p;
	size_t i;                  /* the line to come */
	int block;
	const struct form_block *b;
	size_t label[BLOCK_MOST];  /* of each row of the block */
	int line[BLOCK_MOST];      /* the labels of rows, in their order, */
	size_t lines, rows;        /* and those of them that have values */
	size_t first[BLOCK_MOST];  /* the first values of the columns, in their order */
	size_t columns, values;
} now;

/* Its texts: what stands on a line becomes another when that is a row. */
static struct str *texts;
static size_t text_cap;

static struct str
text_at(size_t i)
{
	return str_trim(now.p->piece[i].plain);
}

static bool
is_cell(size_t i)
{
	return i < now.p->n && now.p->piece[i].folded.n <= LONGEST &&
	    cells_can_be(&now.p->piece[i]);
}

/* The labels that line i is, if it is a cell. */
static const struct form_hits *
hits_at(size_t i)
{
	const struct form_hits *hits = &form_no_hits;

	if (is_cell(i))
		cells_label(text_at(i), &hits);
	return hits;
}

/* True when line i is a cell of the block's notes. */
static bool
is_note(size_t i)
{
	const struct form_hits *hits = hits_at(i);

	for (int k = 0; k < hits->n; k++)
		if (form_is(hits->row[k], FORM_NOTE) &&
		    hits->row[k] >= now.b->first && hits->row[k] < now.b->end)
			return true;
	return false;
}

static size_t
pass_notes(void)
{
	size_t n = 0;

	for (; n < NOTES_MOST && is_note(now.i); n++)
		now.i++;
	return n;
}

static bool
has_digit(struct str folded)
{
	for (size_t i = 0; i < folded.n; i++)
		if (folded.p[i] >= '0' && folded.p[i] <= '9')
			return true;
	return false;
}

/* True for a number, or a word for one, that stands alone on line i.  Words may be those
 * of groups, where the table has some: —— */
static bool
is_value(size_t i)
{
	static struct cells cell;

	if (!is_cell(i) || (now.rows != now.lines && now.lines != 0 &&
	    !has_digit(now.p->piece[i].folded)))
		return false;
	cell.n = 0;
	cells_add(&cell, text_at(i));
	return cell.v[0].value && cell.v[0].hits->n == 0 &&
	    cell.v[0].text.n != 0 && !value_is_unit(now.p->piece[i].folded);
}

/* True when label k has values: a part that has numbers of its own does where none of
 * its rows are there. */
static bool
has_values(size_t k)
{
	int line = now.line[k];

	return form_is(line, FORM_ROW) || (!form_is_none(line) &&
	    (k + 1 == now.lines || form_parent(now.line[k + 1]) != line));
}

/* Takes the labels of rows; false when there are none. */
static bool
read_labels(void)
{
	const struct form_hits *hits;
	int last = now.b->lines - 1, next;

	for (;; now.i++) {
		hits = hits_at(now.i);
		next = FORM_NONE;
		for (int k = 0; k < hits->n; k++)
			if (form_is_line(hits->row[k]) && hits->row[k] > last &&
			    hits->row[k] < now.b->end &&
			    (next == FORM_NONE || hits->row[k] < next))
				next = hits->row[k];
		if (next == FORM_NONE)
			break;
		last = next;
		now.label[next - now.b->first] = now.i;
		now.line[now.lines++] = next;
	}
	for (size_t k = 0; k < now.lines; k++)
		now.rows += has_values(k);
	return now.rows != 0;
}

/* Takes the values of a column: one for each row, and no more. */
static bool
read_values(void)
{
	size_t n = 0;

	while (n <= now.rows && is_value(now.i + n))
		n++;
	now.first[now.columns++] = now.i;
	now.i += n;
	now.values += n;
	return n == now.rows;
}

/* Takes the columns below a group, in the order of the form; false when one is
 * missing. */
static bool
read_columns(struct str under)
{
	for (int k = now.b->first; k < now.b->lines; k++) {
		if (form_what(k) > FORM_GROUP ||
		    (form_is_none(k) && form_is_optional(k)) ||
		    !str_eq(form_cell(k, FORM_UNDER), under))
			continue;
		pass_notes();
		if (!form_hit(hits_at(now.i), k))
			return false;
		now.label[k - now.b->first] = now.i++;
		if (form_is(k, FORM_GROUP) ? !read_columns(form_key(k)) :
		    !read_values())
			return false;
	}
	return true;
}

/* True when the lines from i on are a table of the block at hand.  Notes stand before
 * the labels of its rows: without them, one more may have been lost. */
static bool
is_block(size_t i)
{
	int columns[FORM_COLUMNS];
	bool labelled = form_labelled(now.block);

	now.i = i;
	now.lines = now.columns = now.values = 0;
	now.rows = labelled ? 0 : 1;
	if (now.b->end - now.b->first > BLOCK_MOST ||
	    form_header(now.block, 0, columns) == 0)
		return false;
	return (!labelled || (pass_notes() != 0 && read_labels())) &&
	    read_columns(STR(""));
}

size_t
columns_lines(struct page *p, size_t i)
{
	const struct form_hits *hits;
	size_t left = 0;

	now.p = p;
	hits = hits_at(i);
	if (hits->n == 0 || !form_has_header(hits))
		return 0; /* most */
	for (now.block = 0; now.block < form_blocks(); now.block++) {
		now.b = form_block(now.block);
		if (is_block(i))
			return now.i - i;
		if (now.lines != 0 && now.values != 0)
			left = now.label[now.line[0] - now.b->first];
	}
	if (left != 0)
		p->piece[left].torn = true;
	return 0;
}

/* Puts the header of the labels themselves, which is the note before the first. */
static void
put_note(size_t i)
{
	const struct form_hits *hits;
	struct str note;

	if (now.lines == 0)
		return;
	note = texts[now.label[now.line[0] - now.b->first] - 1 - i];
	cells_label(note, &hits);
	if (!relation_is_note(hits, "above"))
		draft_text(note);
}

/* Puts the rows of the header on the lines from i on; returns how many they are. */
static size_t
put_header(struct page *p, size_t i)
{
	int column[FORM_COLUMNS], n;
	size_t rows = 0;

	for (; (n = form_header(now.block, (int)rows, column)) != 0; rows++) {
		draft_row(p, i + rows, LINE_SPACED);
		if (rows == 0)
			put_note(i);
		for (int k = 0; k < n; k++)
			draft_text(texts[now.label[column[k] - now.b->first] - i]);
		draft_place(p, i + rows, i + rows);
		draft_end(p);
	}
	return rows;
}

/* Ends the row at hand with the values of that row of the table, which begins on line i,
 * and its label, if it has one, is on line `label`. */
static void
put_values(struct page *p, size_t i, size_t row, size_t label)
{
	for (size_t k = 0; k < now.columns; k++)
		draft_text(texts[now.first[k] + row - i]);
	draft_place(p, label, now.first[now.columns - 1] + row);
	draft_end(p);
}

/* Puts the rows on lines from `to` on, each behind the labels of its groups. */
static void
put_rows(struct page *p, size_t i, size_t to)
{
	size_t row = 0, label;
	bool open = false;

	for (size_t k = 0; k < now.lines; k++) {
		label = now.label[now.line[k] - now.b->first];
		if (!open)
			draft_row(p, to++, LINE_SPACED);
		draft_text(texts[label - i]);
		open = !has_values(k);
		if (!open)
			put_values(p, i, row++, label);
	}
	if (open)
		draft_end(p);
	if (now.lines == 0) {
		draft_row(p, to, LINE_SPACED);
		put_values(p, i, 0, now.first[0]);
	}
}

size_t
columns_take(struct page *p, size_t i, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		texts = xgrow(texts, k, &text_cap, sizeof *texts);
		texts[k] = text_at(i + k);
		page_skip(&p->piece[i + k], STR("table"));
	}
	put_rows(p, i, i + put_header(p, i));
	return n;
}
