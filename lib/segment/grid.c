#include <limits.h>
#include <stdlib.h>

#include "core/die.h"
#include "core/utf8.h"
#include "domain/fold.h"
#include "segment/grid.h"

enum {
	ROWS_LEAST = 3,    /* that show whether columns stand below each other */
	TOUCH = 1,         /* blanks at most between a label and its values, where */
	PIECES_APART = 2,  /* lines from a piece of a label to the next at most */
	APART = 2,         /* more are before the next label */
	JOINT_LEAST = 2,   /* blanks that join two cells */
	ODD_SHARE = 6,     /* one gap of so many shows it */
	STRANGE_SHARE = 3  /* one row of so many may have a label not known */
};

/* A word of a line, and the columns of a terminal that it takes. */
struct word {
	struct str text;
	size_t line;
	int left, right;
	bool number;       /* or a word for one, or a unit */
	bool value;        /* one of those with which a line ends */
};

static struct {
	struct word *v;
	size_t n, cap;
} words;

/* Pieces of a label below each other, on the lines first..last. */
static struct pile {
	struct str text;
	size_t first, last;
	int left, right;
	bool label;        /* they are one */
	bool heads;        /* it is of lines that only group others */
	size_t rows;       /* that have it as their own */
} *piles;
static size_t pile_count, pile_cap;
static size_t tallest; /* how many lines are below the first of a pile, at most */

/* A column of values. */
static struct band {
	int left, right;
	size_t headers;    /* labels of the header that stand above it */
} *bands;
static size_t band_count, band_cap;

static struct row {
	size_t line;
	struct cells cells;
} *rows;
static size_t row_count, row_cap;

static struct pool pool;
static bool joined;        /* cells may be joined by blanks nevertheless */
static bool aligned;       /* the table at hand has such columns; or blanks join */
static int joint, lead;    /* two values, and a label and the first; of a blank */
static int blank;          /* cell there are so many more; 0: no such joints */

/* Words */

static bool
is_han_number(struct str s)
{
	return s.n >= 3 && str_has(STR("一二三四五六七八九十"), str_slice(s, 0, 3));
}

/* The next word of a line of which *rest is left, from column *at on; false at its
 * end. */
static bool
next_word(struct str *rest, int *at, struct word *word)
{
	*word = (struct word){ .text = STR("") };
	while (str_split(rest, ' ', &word->text)) {
		word->left = *at;
		word->right = *at + str_columns(word->text);
		*at = word->right + 1;
		if (word->text.n != 0)
			return true;
	}
	return false;
}

/* Puts the words of a line; those at its end that are values are a row's. */
static void
put_words(struct str text, size_t line)
{
	static struct cells cell;
	size_t from = words.n;
	struct word word;
	bool values = true;
	int at = 0;

	while (next_word(&text, &at, &word)) {
		cell.n = 0;
		cells_add(&cell, word.text);
		word.line = line;
		word.number = cell.v[0].value && cell.v[0].hits->n == 0 &&
		    !is_han_number(word.text);
		words.v = xgrow(words.v, words.n, &words.cap, sizeof *words.v);
		words.v[words.n++] = word;
	}
	for (size_t i = words.n; i-- > from;)
		words.v[i].value = values = values && words.v[i].number;
	/* A number alone may be that of a page. */
	if (words.n == from + 1)
		words.v[from].value = false;
}

/* Bands */

static void
put_band(int left, int right, bool header)
{
	bands = xgrow(bands, band_count, &band_cap, sizeof *bands);
	bands[band_count++] = (struct band){ left, right, header };
}

static int
by_left(const void *x, const void *y)
{
	const struct band *a = x, *b = y;

	return (a->left > b->left) - (a->left < b->left);
}

/* True when the values of band i stand next to a header's label on their left, and
 * to no other: numbers are set to the right, labels in the middle. */
static bool
touch(size_t i, const struct band *last)
{
	int gap = bands[i].left - last->right;

	if (gap > TOUCH || bands[i].headers + last->headers != 1)
		return false;
	return last->headers != 0 && (i + 1 == band_count ||
	    bands[i + 1].left - bands[i].right > APART);
}

/* Makes one band of those that overlap, or touch. */
static void
merge_bands(bool touching)
{
	size_t n = 0;
	struct band *last;

	if (band_count != 0)
		qsort(bands, band_count, sizeof *bands, by_left);
	for (size_t i = 0; i < band_count; i++) {
		last = &bands[n - 1];
		if (n == 0 || (bands[i].left >= last->right &&
		    !(touching && touch(i, last)))) {
			bands[n++] = bands[i];
			continue;
		}
		last->headers += bands[i].headers;
		if (bands[i].right > last->right)
			last->right = bands[i].right;
	}
	band_count = n;
}

static size_t
band_of(const struct word *word)
{
	size_t i = 0;

	while (i < band_count && bands[i].right <= word->left)
		i++;
	return i;
}

/* True when no line has two values in one band, or a number among them that is
 * not one of its last words. */
static bool
are_columns(void)
{
	for (size_t i = 0; i < words.n && band_count != 0; i++)
		if (words.v[i].number && !words.v[i].value &&
		    words.v[i].right > bands[0].left)
			return false;
	for (size_t i = 1; i < words.n; i++)
		if (words.v[i].value && words.v[i - 1].value &&
		    words.v[i].line == words.v[i - 1].line &&
		    band_of(&words.v[i]) == band_of(&words.v[i - 1]))
			return false;
	return true;
}

static bool
is_column(struct str label)
{
	const struct form_hits *hits;

	return cells_label(label, &hits) && form_has(hits, FORM_COL);
}

/* Puts a band for each label of the header's lines. */
static void
put_header(const struct page *p, size_t i, size_t end)
{
	struct str text;
	struct word word;
	int at;

	for (; i < end; i++)
		for (text = p->piece[i].plain, at = 0; next_word(&text, &at, &word);)
			if (is_column(word.text))
				put_band(word.left, word.right, true);
}

/* True when one label of the header stands above each column, and no other. */
static bool
has_headers(void)
{
	for (size_t i = 0; i < band_count; i++)
		if (bands[i].headers != 1)
			return false;
	return band_count != 0;
}

/* How many values the fullest line has, of so many lines that have some. */
static size_t
most_values(size_t *lines)
{
	size_t most = 0, n = 0;

	*lines = 0;
	for (size_t i = 0; i < words.n; i++) {
		n = i != 0 && words.v[i].line != words.v[i - 1].line ? 0 : n;
		n += words.v[i].value;
		*lines += n == 1;
		most = n > most ? n : most;
	}
	return most;
}

/* Finds the columns of the values: with the header's labels, which show those
 * that are blank in all rows, or where a row has them all. */
static bool
find_bands(const struct page *p, size_t header, size_t from)
{
	size_t lines;

	for (int with = 1; with >= 0; with--) {
		band_count = 0;
		for (size_t i = 0; i < words.n; i++)
			if (words.v[i].value)
				put_band(words.v[i].left, words.v[i].right, false);
		if (with)
			put_header(p, header, from);
		merge_bands(false);
		merge_bands(with);
		if (are_columns() && (with ? has_headers() :
		    band_count == most_values(&lines) && lines >= ROWS_LEAST))
			return true;
	}
	return false;
}

/* Labels */

/* True when a text begins a label, or is one whose note goes on. */
static bool
goes_on(struct str text)
{
	static struct folded f;
	const struct form_hits *hits;

	if (cells_label(text, &hits))
		return true;
	fold(text, &f);
	return hits->n != 0 || form_begins_line(buf_str(&f.text));
}

/* True when a piece with a number of its own begins a label. */
static bool
is_numbered(struct str text)
{
	static struct folded f;

	fold(text, &f);
	return f.text.n != 0 && (f.text.p[0] == '(' ||
	    (f.text.p[0] >= '0' && f.text.p[0] <= '9')) && goes_on(text);
}

/* True when no word before word i, on the line before its own, stands in columns of a
 * pile: that line has its values, or those of another label, or is a page's number. */
static bool
is_clear(size_t i, const struct pile *pile)
{
	size_t line = words.v[i].line;

	for (; i > 0 && words.v[i - 1].line + 1 >= line; i--)
		if (words.v[i - 1].line != line &&
		    pile->left < words.v[i - 1].right &&
		    words.v[i - 1].left < pile->right)
			return false;
	return true;
}

/* True when a piece, whose first word is i, goes on with a pile. */
static bool
is_below(const struct word *piece, size_t i, const struct pile *pile)
{
	static struct buf both;

	return (pile->last + 1 == piece->line ||
	    (pile->last + PIECES_APART == piece->line && is_clear(i, pile))) &&
	    pile->left < piece->right && piece->left < pile->right &&
	    !(pile->label && is_numbered(piece->text)) &&
	    goes_on(buf_join(&both, pile->text, piece->text));
}

/* True when neither a pile nor those before it take a line, or one a piece above. */
static bool
is_far(const struct pile *pile, size_t line)
{
	return pile->first + tallest + PIECES_APART < line;
}

/* Puts a piece of a label, whose first word is `at`, below the pile that it goes on, or
 * begins another. */
static void
place(const struct word *word, size_t at)
{
	size_t i = pile_count;
	struct pile *pile;
	const struct form_hits *hits;

	while (i > 0 && !is_below(word, at, &piles[i - 1]))
		i = is_far(&piles[i - 1], word->line) ? 0 : i - 1;
	if (i == 0) {
		piles = xgrow(piles, pile_count, &pile_cap, sizeof *piles);
		pile = &piles[pile_count++];
		*pile = (struct pile){ .text = word->text, .first = word->line,
			.left = word->left, .right = word->right };
	} else {
		pile = &piles[i - 1];
		pile->text = pool_join(&pool, pile->text, word->text);
		if (word->right > pile->right)
			pile->right = word->right;
	}
	pile->last = word->line;
	if (pile->last - pile->first > tallest)
		tallest = pile->last - pile->first;
	pile->label = cells_label(pile->text, &hits);
	pile->heads = !form_has(hits, FORM_ROW);
}

/* Takes the pieces on a line of a label that a blank has cut, of which word i is the
 * first; returns the last one. */
static size_t
take_pieces(size_t i)
{
	size_t first = i;
	struct word piece = words.v[i];
	struct str whole;

	for (; i + 1 < words.n; i++) {
		if (words.v[i + 1].line != piece.line || words.v[i + 1].value ||
		    words.v[i + 1].left != piece.right + 1)
			break;
		whole = pool_join(&pool, piece.text, words.v[i + 1].text);
		if (!goes_on(whole))
			break;
		piece.text = whole;
		piece.right = words.v[i + 1].right;
	}
	place(&piece, first);
	return i;
}

/* How many piles begin before a line ends. */
static size_t
piles_to(size_t line)
{
	size_t from = 0, to = pile_count, middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (piles[middle].first <= line)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* The label of the values on a line: of what stands beside them, the last. */
static struct pile *
label_of(size_t line)
{
	struct pile *label = NULL;

	for (size_t i = piles_to(line); i-- > 0 && !is_far(&piles[i], line);)
		if (line <= piles[i].last &&
		    (label == NULL || piles[i].left >= label->left))
			label = &piles[i];
	return label;
}

/* Rows */

static struct cells *
put_row(size_t line, struct str label)
{
	size_t cap = row_cap;

	rows = xgrow(rows, row_count, &row_cap, sizeof *rows);
	if (row_cap != cap)
		memset(rows + cap, 0, (row_cap - cap) * sizeof *rows);
	rows[row_count].line = line;
	rows[row_count].cells.n = 0;
	cells_add(&rows[row_count].cells, label);
	return &rows[row_count++].cells;
}

static int
by_line(const void *x, const void *y)
{
	const struct row *a = x, *b = y;

	return (a->line > b->line) - (a->line < b->line);
}

/* How many blank cells, of `step` columns each, are in a gap that would be
 * `least` without any. */
static size_t
blanks_in(int gap, int least, int step)
{
	gap -= least;
	return gap > 0 && gap % step == 0 ? (size_t)(gap / step) : 0;
}

/* The columns of a blank cell where blanks may join cells; 0: they do not. */
static int
step(void)
{
	return blank != 0 || joint != 1 ? blank : 1;
}

/* The gap before a word on its line; -1 before the first. */
static int
gap_before(size_t i)
{
	return i != 0 && words.v[i - 1].line == words.v[i].line ?
	    words.v[i].left - words.v[i - 1].right : -1;
}

/* The cell of value i where blanks of one number join cells. */
static size_t
joined_cell(size_t i)
{
	size_t cell = 0;

	for (; words.v[i].value && gap_before(i) >= 0; i--)
		cell += (words.v[i - 1].value ? 1 : 0) +
		    blanks_in(gap_before(i), words.v[i - 1].value ? joint : lead,
		    step());
	return cell;
}

/* True when blanks of one number may join the cells: they are no more then than
 * there are columns. */
static bool
may_be_joined(void)
{
	for (size_t i = 0; step() != 0 && i < words.n; i++)
		if (words.v[i].value && joined_cell(i) >= band_count)
			return false;
	return step() != 0;
}

/* True when the values that begin with word i stand in other cells where blanks
 * join them than by their columns. */
static bool
is_ambiguous(size_t i)
{
	size_t line = words.v[i].line;

	for (; i < words.n && words.v[i].line == line; i++)
		if (joined_cell(i) != band_of(&words.v[i]))
			return true;
	return false;
}

/* Puts the row whose values begin with word i: each in its column, or without
 * blanks, so that it does not fit, when nobody can tell. */
static void
put_values(size_t i, struct str label)
{
	size_t line = words.v[i].line;
	struct cells *cells = put_row(line, label);
	bool ambiguous = joined && is_ambiguous(i);

	for (size_t band = 0; band < band_count; band++)
		if (i < words.n && words.v[i].line == line &&
		    (ambiguous || band_of(&words.v[i]) == band))
			cells_add(cells, words.v[i++].text);
		else if (!ambiguous)
			cells_add(cells, STR(""));
}

/* True for the first value of a line. */
static bool
begins_values(size_t i)
{
	return words.v[i].value && (i == 0 || !words.v[i - 1].value ||
	    words.v[i - 1].line != words.v[i].line);
}

/* True when a line of values may be below pile k, the label of a row: it has none yet,
 * and what stands below, and perhaps is a label, has some or wants none. */
static bool
is_above(size_t k, size_t line)
{
	const struct pile *pile = &piles[k], *beside = label_of(line);

	if (pile->last + 1 != line || !pile->label || pile->heads ||
	    pile->rows != 0 || (beside != NULL && (beside->label ||
	    beside->right > pile->left)))
		return false;
	for (; k < pile_count && piles[k].first <= line + 1; k++)
		if (piles[k].first == line + 1 && piles[k].rows == 0 &&
		    !piles[k].heads && pile->left < piles[k].right)
			return false;
	return true;
}

/* Gives lines of values below the label of a row to that: a label that takes two lines
 * may have its values behind them. */
static void
find_labels_above(void)
{
	size_t k;

	for (size_t i = 0; i < words.n; i++) {
		if (!begins_values(i))
			continue;
		k = piles_to(words.v[i].line - 1);
		while (k > 0 && !is_above(k - 1, words.v[i].line))
			k = is_far(&piles[k - 1], words.v[i].line) ? 0 : k - 1;
		if (k != 0) {
			piles[k - 1].last++;
			piles[k - 1].rows++;
		}
	}
}

/* Gives each line of values its label.  False when too many have none. */
static bool
find_labels(void)
{
	size_t named = 0, lines = 0;
	struct pile *label;

	for (size_t i = 0; i < words.n; i++)
		if (begins_values(i) && (label = label_of(words.v[i].line)))
			label->rows++;
	find_labels_above();
	for (size_t i = 0; i < words.n; i++)
		if (begins_values(i)) {
			lines++;
			label = label_of(words.v[i].line);
			named += label != NULL && label->label &&
			    label->rows == 1;
		}
	return named != 0 && (lines - named) * STRANGE_SHARE <= lines;
}

/* The least gap before the first values of the lines, or before the others. */
static int
least_gap(bool first)
{
	int least = INT_MAX;

	for (size_t i = 0; i < words.n; i++)
		if (words.v[i].value && gap_before(i) >= 0 &&
		    begins_values(i) == first && gap_before(i) < least)
			least = gap_before(i);
	return least;
}

/* How many gaps are not what joins two cells, of which so many columns more are
 * a blank one; *n: of how many. */
static size_t
odd_gaps(bool first, int step, size_t *n)
{
	int least = least_gap(first);
	size_t odd = 0;

	*n = 0;
	for (size_t i = 0; i < words.n; i++)
		if (words.v[i].value && gap_before(i) >= 0 &&
		    begins_values(i) == first) {
			odd += (gap_before(i) - least) % step != 0;
			++*n;
		}
	return odd;
}

/* True when the gaps are those of columns below each other: what the width of
 * labels and numbers leaves. */
static bool
are_irregular(bool first)
{
	size_t n, odd = odd_gaps(first, joint + 1, &n);

	return n >= ROWS_LEAST && odd * ODD_SHARE >= n;
}

/* True when text stands behind numbers. */
static bool
has_notes(void)
{
	for (size_t i = 0; i + 1 < words.n; i++)
		if (words.v[i].number && !words.v[i].value &&
		    words.v[i + 1].line == words.v[i].line)
			return true;
	return false;
}

/* Tells how the cells of a table stand: in columns, or joined by blanks of one
 * number, between which a blank cell is one blank more, or none. */
void
grid_begin(const struct page *p, size_t from, size_t to)
{
	size_t n, odd;

	words.n = 0;
	for (; from < to; from++)
		if (p->piece[from].kind == PIECE_TEXT &&
		    !cells_page_number(p->piece[from].folded))
			put_words(p->piece[from].plain, from);
	lead = least_gap(true);
	joint = least_gap(false);
	aligned = joint != INT_MAX && (are_irregular(true) || are_irregular(false));
	for (blank = joint + 1; joint >= JOINT_LEAST && joint != INT_MAX &&
	    blank >= joint; blank--) {
		odd = odd_gaps(false, blank, &n);
		if (odd + odd_gaps(true, blank, &n) == 0 && !has_notes())
			return;
	}
	blank = 0;
}

/* Puts n blank cells before cell i. */
static void
put_blanks(struct cells *c, size_t i, size_t n)
{
	struct cell empty;

	for (; n > 0; n--) {
		cells_add(c, STR(""));
		empty = c->v[c->n - 1];
		memmove(c->v + i + 1, c->v + i,
		    (c->n - 1 - i) * sizeof *c->v);
		c->v[i] = empty;
	}
}

void
grid_fill(struct cells *c, struct str line)
{
	const char *at, *before;

	if (blank == 0 || c->n < 2)
		return;
	for (size_t i = c->n; i-- > 1;) {
		if (!c->v[i].value)
			break;
		at = c->v[i].text.p;
		before = c->v[i - 1].text.p + c->v[i - 1].text.n;
		if (i + 1 == c->n)
			put_blanks(c, i + 1, blanks_in((int)(line.p + line.n -
			    (at + c->v[i].text.n)), 0, blank));
		put_blanks(c, i, blanks_in((int)(at - before),
		    c->v[i - 1].value ? joint : lead, blank));
	}
}

bool
grid_read(const struct page *p, size_t header, size_t from, size_t to)
{
	struct pile *label;

	pool_reset(&pool);
	words.n = pile_count = row_count = tallest = 0;
	for (size_t i = from; i < to && aligned; i++) {
		if (p->piece[i].kind != PIECE_TEXT)
			return false;
		if (!cells_page_number(p->piece[i].folded))
			put_words(p->piece[i].plain, i);
	}
	for (size_t i = 0; i < words.n; i++)
		if (!words.v[i].value)
			i = take_pieces(i);
	if (!find_bands(p, header, from) || !find_labels())
		return false;
	joined = may_be_joined();
	for (size_t i = 0; i < words.n; i++)
		if (begins_values(i)) {
			label = label_of(words.v[i].line);
			put_values(i, label != NULL && (!label->label ||
			    label->rows == 1) ? label->text : STR(""));
		}
	for (struct pile *pile = piles; pile < piles + pile_count; pile++)
		if (pile->label && pile->rows == 0 && !pile->heads &&
		    label_of(pile->last) == pile)
			put_row(pile->last, pile->text);
	if (row_count != 0)
		qsort(rows, row_count, sizeof *rows, by_line);
	return true;
}

const struct cells *
grid_row(size_t i)
{
	struct row key = { .line = i }, *row = row_count == 0 ? NULL :
	    bsearch(&key, rows, row_count, sizeof *rows, by_line);

	return row != NULL ? &row->cells : NULL;
}
