#include "core/ascii.h"
#include "core/die.h"
#include "core/memo.h"
#include "core/records.h"
#include "domain/fold.h"
#include "domain/value.h"
#include "tables/caption.h"
#include "tables/cellrow.h"

enum {
	LABEL_LEAST = 6, /* bytes of a text that is no unit: two characters */
	NOTED_MOST = 12, /* bytes of a number with a note behind it */
	COUNTED_LEAST = 3 /* cells of a row that numbers columns, with its blank */
};

/* What the text of a cell is. */
struct text {
	struct str folded;
	const struct form_hits *hits;
	bool value;
	int unit;
};
static struct memo texts = { .size = sizeof(struct text) };

static const struct text *
read_text(struct str raw)
{
	static struct folded f;
	struct form_hits hits, *kept;
	bool found;
	struct text *text = memo_find(&texts, raw, &found);

	if (found)
		return text;
	fold(raw, &f);
	text->folded = pool_str(&texts.pool, buf_str(&f.text));
	text->value = value_is_cell(text->folded);
	text->unit = value_named_unit(text->folded);
	text->hits = &form_no_hits;
	form_find_damaged(text->folded, &hits);
	if (hits.n != 0) {
		text->hits = kept = pool_take(&texts.pool, sizeof *kept);
		*kept = hits;
	}
	return text;
}

/* The labels that a cell is: what names a year is that of the report's year, or of
 * another one; where commas may join cells, a colon may part a label
 * from its first value, which is a blank behind it. */
static const struct form_hits *
labels_of(const struct text *text, const struct rec *rec)
{
	const struct form_hits *all = text->hits, *hits;
	struct str relative;

	if (str_eq(rec->f[ROW_KIND], STR("tab")) &&
	    str_ends(text->folded, STR(":")))
		return &form_no_hits;
	if ((all->n != 0 && !str_ends(text->folded, STR(")"))) ||
	    !caption_relative(text->folded, &relative))
		return all;
	hits = read_text(relative)->hits;
	if (hits->n != 0 || !str_starts(relative, STR("本年")))
		return hits;
	return all->n != 0 ? all : read_text(str_slice(relative,
	    strlen("本年"), relative.n))->hits;
}

static bool
is_count(const struct head_cell *cell, int64_t count)
{
	struct numeral n;

	return cellrow_is_number(cell, &n) && n.value.scale == 0 &&
	    n.value.n == count;
}

/* The number of the row that stands before the first one of a table which a program
 * has numbered from 0: above it, behind a blank, it has put the numbers of the columns,
 * or that line is no row of the table.  0: no row has one. */
static int64_t
first_numbered(const struct head_row *row)
{
	size_t counts = 0, values = 0;

	for (size_t i = 1; i < row->n; i++) {
		counts += is_count(&row->v[i], (int64_t)i - 1);
		values += row->v[i].value && row->v[i].folded.n != 0;
	}
	if (row->n >= COUNTED_LEAST && row->v[0].folded.n == 0 &&
	    counts == row->n - 1)
		return 2;
	return row->n > 1 && values == 0 && is_count(&row->v[0], 0) ? 1 : 0;
}

/* Takes away the numbers of the columns, and that of the row. */
static void
take_numbers(struct head_row *row, int64_t number)
{
	static int64_t first;

	if (number == 1)
		first = first_numbered(row);
	if (first == 0 || row->n == 0)
		return;
	if (number < first) {
		row->n = 0;
	} else if (is_count(&row->v[0], number - first)) {
		row->n--;
		memmove(row->v, row->v + 1, row->n * sizeof *row->v);
	}
}

/* The year that a cell is, and nothing else, as a column that it heads has it; NULL:
 * it is none.  *own: it is the report's. */
static const struct text *
bare_year(const struct head_cell *cell, bool *own)
{
	static struct buf b;
	struct str relative;

	if (cell->folded.n != 4 || !cell->value)
		return NULL;
	buf_join(&b, cell->folded, STR("年"));
	if (!caption_relative(buf_str(&b), &relative))
		return NULL;
	*own |= str_starts(relative, STR("本年"));
	return read_text(buf_str(&b));
}

/* Behind the header of the labels, several cells that are years, the report's among
 * them, and no other number, head columns: 2016, 2017. */
static void
name_years(struct head_row *row, const struct rec *rec)
{
	const struct text *year;
	bool own = false;
	size_t years = 0;

	if (row->n == 0 || !form_has(row->v[0].hits, FORM_NOTE))
		return;
	for (size_t i = 1; i < row->n; i++) {
		if (row->v[i].folded.n == 0 || !row->v[i].value)
			continue;
		if (bare_year(&row->v[i], &own) == NULL)
			return;
		years++;
	}
	for (size_t i = 1; years > 1 && own && i < row->n; i++)
		if ((year = bare_year(&row->v[i], &own)) != NULL) {
			row->v[i].folded = year->folded;
			row->v[i].value = year->value;
			row->v[i].hits = labels_of(year, rec);
		}
}

void
cellrow_take(struct head_row *row, const struct rec *rec, size_t before)
{
	const struct text *text;

	memo_trim(&texts);
	row->n = 0;
	for (size_t i = ROW_FIELDS; i < rec->n; i++) {
		row->v = xgrow(row->v, row->n, &row->cap, sizeof *row->v);
		text = read_text(rec->f[i]);
		row->v[row->n] = (struct head_cell){ text->folded, rec->f[i],
			before + row->n + 1, labels_of(text, rec), text->value,
			text->unit };
		row->n++;
	}
	take_numbers(row, (int64_t)records_count(rec, ROW_ROW));
	name_years(row, rec);
}

void
cellrow_put_blank(struct head_row *row, size_t i)
{
	row->v = xgrow(row->v, row->n, &row->cap, sizeof *row->v);
	memmove(row->v + i + 1, row->v + i, (row->n - i) * sizeof *row->v);
	row->v[i] = (struct head_cell){ .folded = STR(""), .raw = STR(""),
		.ordinal = i + 1, .hits = &form_no_hits, .value = true,
		.unit = VALUE_NO_UNIT };
	row->n++;
}

bool
cellrow_is_number(const struct head_cell *cell, struct numeral *n)
{
	return numeral_next(cell->folded, 0, n) && n->to == cell->folded.n;
}

bool
cellrow_is_blank_from(const struct head_row *row, size_t i)
{
	return i >= row->n || head_blanks(row, i, row->n);
}

bool
cellrow_is_text(const struct head_cell *cell)
{
	struct numeral n;

	return cell->folded.n >= LABEL_LEAST && !cell->value &&
	    !value_is_unit(cell->folded) && (cell->folded.n >= NOTED_MOST ||
	    !numeral_next(cell->folded, 0, &n) || n.from != 0);
}

bool
cellrow_has_text(const struct head_row *row, size_t at)
{
	for (size_t i = at; i < row->n; i++)
		if (cellrow_is_text(&row->v[i]))
			return true;
	return false;
}

bool
cellrow_is_noted(const struct head_row *row, size_t end)
{
	return row->n == end + 1 && row->v[end].hits->n == 0 &&
	    cellrow_is_text(&row->v[end]);
}

/* How many words of a cell can be values. */
static size_t
count_words(const struct head_cell *cell)
{
	static struct folded f;
	struct str rest = cell->raw, word;
	size_t n = 0;

	while (str_split(&rest, ' ', &word)) {
		fold(word, &f);
		n += f.text.n != 0 && value_is_cell(buf_str(&f.text));
	}
	return n;
}

size_t
cellrow_count_values(const struct head_row *row, size_t at)
{
	size_t n = 0;

	for (; at < row->n; at++)
		n += count_words(&row->v[at]);
	return n;
}

bool
cellrow_has_several(const struct head_row *row, size_t at)
{
	for (; at < row->n; at++)
		if (count_words(&row->v[at]) > 1)
			return true;
	return false;
}

bool
cellrow_is_before_label(const struct head_row *row, size_t i)
{
	if (row->v[i].hits->n != 0 || (!row->v[i].value &&
	    !form_is_numbering(row->v[i].folded)))
		return false;
	while (++i < row->n && row->v[i].folded.n == 0)
		;
	return i < row->n && row->v[i].hits->n != 0;
}

bool
cellrow_is_numbering(const struct head_row *row, size_t i)
{
	return i + 1 < row->n && row->v[i + 1].hits->n != 0 &&
	    row->v[i].hits->n == 0 && form_is_numbering(row->v[i].folded);
}

/* True for what numbers the columns of words: 甲. */
static bool
is_letter(const struct head_cell *cell)
{
	return cell->folded.n == 3 &&
	    str_has(STR("甲乙丙丁戊"), cell->folded);
}

bool
cellrow_is_index(const struct head_row *row)
{
	struct numeral n;
	int64_t last = 0;
	size_t letters = 0;

	for (size_t i = 0; i < row->n; i++) {
		letters += is_letter(&row->v[i]);
		if (row->v[i].folded.n == 0 || is_letter(&row->v[i]))
			continue;
		if (!row->v[i].value || !cellrow_is_number(&row->v[i], &n) ||
		    n.value.scale != 0 || n.value.n != last + 1)
			return false;
		last++;
	}
	return last >= (letters != 0 ? 1 : HEAD_SURE);
}

/* True for a cell of numbers with blanks between them, or of one. */
static bool
is_numbers(struct str s)
{
	struct numeral n;
	struct str word;

	while (str_split(&s, ' ', &word))
		if (!numeral_next(word, 0, &n) || n.han || !value_is_cell(word))
			return false;
	return true;
}

bool
cellrow_has_number(const struct head_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (row->v[i].folded.n != 0 && (row->v[i].value ||
		    str_has(row->v[i].folded, STR(" "))) &&
		    is_numbers(row->v[i].folded))
			return true;
	return false;
}

bool
cellrow_has_word(const struct head_row *row)
{
	struct str s;

	for (size_t i = 0; i < row->n; i++) {
		s = row->v[i].folded;
		if (s.n != 0 && (row->v[i].value || (row->v[i].hits->n == 0 &&
		    (ascii_is_digit(s.p[0]) || ascii_is_digit(s.p[s.n - 1])))))
			return true;
	}
	return false;
}

bool
cellrow_has_label(const struct head_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		for (int k = 0; k < row->v[i].hits->n; k++)
			if (form_is_line(row->v[i].hits->row[k]) &&
			    !form_is_none(row->v[i].hits->row[k]))
				return true;
	return false;
}

bool
cellrow_has_columns(const struct head_row *row)
{
	int columns = 0, rows = 0;

	for (size_t i = 0; i < row->n; i++) {
		columns += form_has(row->v[i].hits, FORM_COL);
		rows += form_has(row->v[i].hits, FORM_ROW);
	}
	return columns >= HEAD_SURE || rows >= HEAD_SURE;
}

bool
cellrow_has_serial(const struct head_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		for (int k = 0; k < row->v[i].hits->n; k++)
			if (form_is(row->v[i].hits->row[k], FORM_NOTE) &&
			    str_eq(form_key(row->v[i].hits->row[k]), STR("#")))
				return true;
	return false;
}

bool
cellrow_ends_blank(const struct head_row *row)
{
	return row->n > 1 && row->v[row->n - 1].folded.n == 0;
}
