#include <stdlib.h>

#include "core/die.h"
#include "domain/fold.h"
#include "domain/form.h"
#include "segment/stack.h"

enum { PILES = 96, LEAVES = 48, TEXT = 96, GAP = 4 };

/* Pieces of text that stand above each other. */
static struct pile {
	char text[TEXT]; /* folded, no NUL */
	size_t n, line;  /* line: of its last piece */
	int left, right; /* columns that it takes */
	struct form_hits hits;
	int column;      /* of the block, whose header it is */
} piles[PILES];
static int count;

static struct str
text_of(const struct pile *p)
{
	return (struct str){ p->text, p->n };
}

static bool
overlap(const struct pile *p, int left, int right)
{
	return p->left < right && left < p->right;
}

/* Puts a piece below the pile that it goes on, or begins another. */
static void
place(struct str piece, size_t line, int left, int right)
{
	static struct buf whole;
	struct pile *p;

	for (p = piles; p < piles + count; p++) {
		if (!overlap(p, left, right) || p->line == line ||
		    line - p->line > GAP)
			continue;
		whole.n = 0;
		buf_put(&whole, text_of(p));
		buf_put(&whole, piece);
		if (whole.n <= TEXT && form_begins(buf_str(&whole)))
			break;
	}
	if (p == piles + count) {
		if (count == PILES || piece.n > TEXT)
			return;
		*p = (struct pile){ .left = left, .right = right };
		count++;
	}
	memcpy(p->text + p->n, piece.p, piece.n);
	p->n += piece.n;
	p->line = line;
	p->left = left < p->left ? left : p->left;
	p->right = right > p->right ? right : p->right;
}

/* Two pieces of one character each, one blank between them, are a word that a
 * PDF has spread: 总 计. */
static void
place_line(struct str line, size_t number)
{
	static struct folded f;
	struct str rest = line, word, next;
	int left = 0, right;
	size_t at = 0, end;

	while (at < rest.n) {
		if (rest.p[at] == ' ') {
			at++;
			left++;
			continue;
		}
		end = str_find(rest, STR(" "), at);
		word = str_slice(rest, at, end);
		next = str_slice(rest, end + 1, str_find(rest, STR(" "), end + 1));
		if (word.n == 3 && next.n == 3 && end + 1 < rest.n &&
		    rest.p[end + 1] != ' ') {
			end += 1 + next.n;
			word = str_slice(rest, at, end);
		}
		right = left + str_columns(word);
		fold(word, &f);
		place(buf_str(&f.text), number, left, right);
		left = right;
		at = end;
	}
}

/* The columns of a block that have none below them, in the form's order. */
static int
leaves(const struct form_block *b, struct str under, int *leaf, int n)
{
	struct str above[8] = { under };
	int at[8] = { b->first }, depth = 0;

	while (depth >= 0) {
		int i = at[depth];

		while (i < b->end && !(form_what(i) <= FORM_GROUP &&
		    !form_is_none(i) &&
		    str_eq(form_cell(i, FORM_UNDER), above[depth])))
			i++;
		at[depth] = i + 1;
		if (i == b->end) {
			depth--;
		} else if (form_what(i) == FORM_GROUP && depth < 7) {
			above[++depth] = form_cell(i, FORM_KEY);
			at[depth] = b->first;
		} else if (n < LEAVES) {
			leaf[n++] = i;
		}
	}
	return n;
}

static int
by_left(const void *x, const void *y)
{
	const struct pile *a = *(const struct pile *const *)x;
	const struct pile *b = *(const struct pile *const *)y;

	return (a->left > b->left) - (a->left < b->left);
}

/* True for a column of the block that gives no indicator: 小计. */
static bool
is_other_column(const struct form_block *b, const struct pile *p)
{
	for (int i = 0; i < p->hits.n; i++)
		if (p->hits.row[i] >= b->first && p->hits.row[i] < b->end &&
		    form_is(p->hits.row[i], FORM_COL) &&
		    form_is_none(p->hits.row[i]))
			return true;
	return false;
}

/* Gives every leaf the leftmost pile that is its label and not given yet, and
 * that does not stand wholly to the left of one given before. */
static bool
fits(const struct form_block *b)
{
	int leaf[LEAVES], n = leaves(b, STR(""), leaf, 0), used = 0, k;
	struct pile *order[PILES];
	bool given[PILES] = { false };
	int edge = 0; /* where the piles given so far begin at least */
	int first = -1; /* where the first one does */

	for (int i = 0; i < count; i++)
		order[i] = &piles[i];
	qsort(order, (size_t)count, sizeof *order, by_left);
	for (int i = 0; i < n; i++) {
		for (k = 0; k < count; k++)
			if (!given[k] && form_hit(&order[k]->hits, leaf[i]))
				break;
		if (k == count || order[k]->right <= edge)
			return false;
		given[k] = true;
		order[k]->column = leaf[i];
		first = used++ == 0 ? order[k]->left : first;
		if (order[k]->left > edge)
			edge = order[k]->left;
	}
	/* What stands to the right of all columns is one more, not known, and one
	 * among them may be known; a label of the block that is left over: another
	 * order, or form. */
	for (k = 0; k < count; k++)
		if (!given[k] && (order[k]->left > edge ||
		    (order[k]->left > first && is_other_column(b, order[k]))))
			return false;
	for (k = 0; k < count; k++)
		for (int i = 0; i < n; i++)
			if (!given[k] && form_hit(&order[k]->hits, leaf[i]))
				return false;
	return used > 1 && edge > 0; /* not one below the other */
}

int
stack_find(const struct page *p, size_t from, size_t to)
{
	count = 0;
	for (size_t i = from; i < to; i++)
		if (p->piece[i].kind == PIECE_TEXT)
			place_line(p->piece[i].plain, i - from);
	for (int i = 0; i < count; i++) {
		form_find(text_of(&piles[i]), &piles[i].hits);
		piles[i].column = FORM_NONE;
	}
	for (int b = 0; b < form_blocks(); b++)
		if (fits(form_block(b)))
			return b;
	return FORM_NONE;
}

struct str
stack_label(int column)
{
	for (int i = 0; i < count; i++)
		if (piles[i].column == column)
			return text_of(&piles[i]);
	return form_label(column);
}
