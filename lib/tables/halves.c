#include "core/die.h"
#include "domain/fold.h"
#include "tables/halves.h"

enum { WIDTH_LEAST = 2 };

static size_t width; /* cells of a half; 0: the table has none */
static struct rec **right;
static size_t count, cap;
static struct pool pool;

void
halves_begin(void)
{
	width = 0;
	halves_drop();
}

void
halves_drop(void)
{
	count = 0;
	pool_reset(&pool);
}

/* True for the header of the labels' own column: others may come twice. */
static bool
is_note(struct str cell)
{
	static struct folded f;
	struct form_hits hits;

	fold(cell, &f);
	form_find(buf_str(&f.text), &hits);
	return form_has(&hits, FORM_NOTE);
}

static bool
is_doubled(const struct rec *row)
{
	size_t half = (row->n - ROW_FIELDS) / 2;

	if (half < WIDTH_LEAST || row->n != ROW_FIELDS + 2 * half)
		return false;
	for (size_t i = ROW_FIELDS; i < ROW_FIELDS + half; i++)
		if (!str_eq(row->f[i], row->f[i + half]))
			return false;
	/* One cell that spans all of them may be printed in each. */
	return !str_eq(row->f[ROW_FIELDS], row->f[ROW_FIELDS + 1]) &&
	    is_note(row->f[ROW_FIELDS]);
}

const struct rec *
halves_left(const struct rec *row)
{
	static struct rec left;
	struct rec *rest;
	bool header = is_doubled(row);

	if (header)
		width = (row->n - ROW_FIELDS) / 2;
	if (width == 0 || row->n != ROW_FIELDS + 2 * width)
		return row;
	left = *row;
	left.n -= width;
	if (header)
		return &left;
	rest = rec_keep(&pool, row);
	rest->n -= width;
	memmove(rest->f + ROW_FIELDS, rest->f + ROW_FIELDS + width,
	    width * sizeof *rest->f);
	right = xgrow(right, count, &cap, sizeof *right);
	right[count++] = rest;
	return &left;
}

const struct rec *
halves_right(size_t i, size_t *from)
{
	*from = width;
	return i < count ? right[i] : NULL;
}
