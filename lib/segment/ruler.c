#include "core/utf8.h"
#include "segment/cells.h"
#include "segment/draft.h"
#include "segment/measure.h"
#include "segment/ruler.h"

enum {
	COLUMNS = 64,
	SIGNS_LEAST = 2,   /* of a column */
	HEADER_MOST = 4,   /* lines of a header above its columns */
	LABELS_LEAST = 2,  /* rows with a label of the forms */
	ROW_MOST = 16,     /* lines of a row */
	PARTS = 2          /* of a table, with lines drawn between them */
};

static struct ruler {
	size_t n;
	int left[COLUMNS], right[COLUMNS];
} ruler; /* of the table at hand */
static enum measure measure;
static struct cells row;
static bool spaced;   /* blank lines part its rows */

struct cut {
	size_t from, to; /* of the text */
};

/* Reads a line of runs; false when it is none. */
static bool
read_ruler(struct str text, struct ruler *r)
{
	const char *sign = NULL;

	r->n = 0;
	for (size_t i = 0, end; i < text.n; i = end) {
		for (end = i; end < text.n && text.p[end] == ' ';)
			end++;
		if (end > i || end == text.n)
			continue;
		sign = sign == NULL ? text.p + i : sign;
		while (end < text.n && text.p[end] == *sign)
			end++;
		if ((*sign != '-' && *sign != '=') || end - i < SIGNS_LEAST ||
		    r->n == COLUMNS)
			return false;
		r->left[r->n] = (int)i;
		r->right[r->n++] = (int)end;
	}
	return r->n != 0;
}

/* The lines of a table are text, and no headings. */
static bool
is_line(const struct page *p, size_t i)
{
	return i < p->n && p->piece[i].kind == PIECE_TEXT &&
	    p->piece[i].head == NULL;
}

static bool
is_ruler(const struct page *p, size_t i, struct ruler *r)
{
	return is_line(p, i) && p->piece[i].plain.n <= INT16_MAX &&
	    read_ruler(p->piece[i].plain, r);
}

static bool
is_same(const struct ruler *a, const struct ruler *b)
{
	return a->n == b->n &&
	    memcmp(a->left, b->left, a->n * sizeof *a->left) == 0 &&
	    memcmp(a->right, b->right, a->n * sizeof *a->right) == 0;
}

/* Parts a line at the columns; false when text stands between two of them. */
static bool
cut(struct str text, enum measure m, struct cut *cuts)
{
	size_t k = 0, length;
	int at = 0, right;
	uint32_t c;

	memset(cuts, 0, ruler.n * sizeof *cuts);
	for (size_t i = 0; i < text.n; i += length, at = right) {
		length = utf8_get(text.p + i, &c);
		right = at + (int)measure_width(c, m);
		if (str_is_blank(str_slice(text, i, i + length)))
			continue;
		while (k < ruler.n && ruler.right[k] <= at)
			k++;
		if (k == ruler.n || at < ruler.left[k] || right > ruler.right[k])
			return false;
		if (cuts[k].to == 0)
			cuts[k].from = i;
		cuts[k].to = i + length;
	}
	return true;
}

/* The measures by which the line fits the columns, as bits. */
static unsigned
fits(struct str text)
{
	struct cut cuts[COLUMNS];
	unsigned fit = 0;

	for (unsigned m = 0; m < MEASURES; m++)
		fit |= (unsigned)cut(text, m, cuts) << m;
	return fit;
}

/* True when blank lines stand before line i. */
static bool
is_apart(const struct page *p, size_t i)
{
	return page_line(&p->piece[i]) > page_line(&p->piece[i - 1]) + 1;
}

/* Where the lines from i on end that fit the columns, or, unless `over` is set, at the
 * first blank line; *fit: the measures by which they do. */
static size_t
part_end(const struct page *p, size_t i, bool over, unsigned *fit)
{
	struct ruler other;
	unsigned fit_all = *fit;

	for (size_t first = i; is_line(p, i) && !is_ruler(p, i, &other); i++) {
		fit_all &= fits(p->piece[i].plain);
		if (fit_all == 0 || (!over && i != first && is_apart(p, i)))
			break;
		*fit = fit_all;
	}
	return i;
}

/* Where the table ends whose columns are drawn on line i. */
static size_t
table_end(const struct page *p, size_t i, unsigned *fit)
{
	struct ruler last;
	unsigned fit_part = *fit;
	size_t end = part_end(p, i + 1, true, &fit_part), from = i + 1;

	if (!is_ruler(p, end, &last) || (last.n != 1 && !is_same(&last, &ruler)))
		return part_end(p, from, false, fit);
	for (int part = 1; part < PARTS; part++) {
		*fit = fit_part;
		from = end + 1;
		if (!is_line(p, from) || is_apart(p, from))
			break;
		i = part_end(p, from, true, &fit_part);
		if (!is_ruler(p, i, &last) || !is_same(&last, &ruler))
			break;
		end = i;
	}
	*fit = fit_part;
	return end + 1;
}

/* True when the lines have the same cells by all of the measures, of which the first is
 * taken. */
static bool
find_measure(const struct page *p, size_t from, size_t to, unsigned fit)
{
	struct cut first[COLUMNS], other[COLUMNS];
	struct ruler r;

	for (measure = 0; (fit >> measure & 1) == 0;)
		measure++;
	for (size_t i = from; i < to; i++) {
		if (is_ruler(p, i, &r))
			continue;
		cut(p->piece[i].plain, measure, first);
		for (unsigned m = measure + 1; m < MEASURES; m++)
			if ((fit >> m & 1) != 0 && (cut(p->piece[i].plain, m, other),
			    memcmp(first, other, ruler.n * sizeof *first) != 0))
				return false;
	}
	return true;
}

/* Puts a text behind that of a cell of the row; false when one is a number, and both
 * are no label. */
static bool
join(struct page *p, struct cell *to, struct str text)
{
	static struct cells parts;
	static struct buf b;

	parts.n = 0;
	cells_add(&parts, text);
	if (parts.v[0].text.n == 0)
		return true;
	cells_add(&parts, pool_str(&p->pool,
	    buf_join(&b, to->text, parts.v[0].text)));
	if (to->text.n != 0 && (to->value || parts.v[0].value) &&
	    parts.v[1].hits->n == 0)
		return false;
	*to = parts.v[to->text.n != 0];
	return true;
}

/* Takes the row that begins with line i to hand; returns how many lines it has, 0 when
 * they cannot be put together. */
static size_t
read_row(struct page *p, size_t i, size_t end)
{
	struct cut cuts[COLUMNS];
	struct ruler r;
	size_t n = 0;

	row.n = 0;
	for (size_t k = 0; k < ruler.n; k++)
		cells_add(&row, STR(""));
	do {
		cut(p->piece[i + n].plain, measure, cuts);
		for (size_t k = 0; k < ruler.n; k++)
			if (!join(p, &row.v[k], str_slice(p->piece[i + n].plain,
			    cuts[k].from, cuts[k].to)))
				return 0;
		if (++n > ROW_MOST)
			return 0;
	} while (spaced && i + n < end && !is_ruler(p, i + n, &r) &&
	    !is_apart(p, i + n));
	return n;
}

/* True when the lines are rows of the forms. */
static bool
are_rows(struct page *p, size_t from, size_t to)
{
	struct ruler r;
	size_t labels = 0, values = 0, n;

	for (size_t i = from; i < to; i += n) {
		n = 1;
		if (is_ruler(p, i, &r))
			continue;
		n = read_row(p, i, to);
		if (n == 0)
			return false;
		labels += cells_count(&row, false) != 0;
		values += cells_count(&row, true) != 0;
	}
	return labels >= LABELS_LEAST && values != 0;
}

/* True when blank lines stand within the table, but not where a line is drawn. */
static bool
is_spaced(const struct page *p, size_t from, size_t to)
{
	struct ruler r;

	for (size_t i = from + 1; i < to; i++)
		if (is_apart(p, i) && !is_ruler(p, i, &r) &&
		    !is_ruler(p, i - 1, &r))
			return true;
	return false;
}

size_t
ruler_lines(struct page *p, size_t i)
{
	size_t at = i, end;
	unsigned fit = (1u << MEASURES) - 1;

	while (at < i + HEADER_MOST && is_line(p, at) &&
	    !is_ruler(p, at, &ruler))
		at++;
	if (!is_ruler(p, at, &ruler) || ruler.n < 2)
		return 0; /* most */
	for (size_t k = i + 1; k <= at; k++)
		if (is_apart(p, k))
			return 0;
	if (part_end(p, i, false, &fit) != at)
		return 0;
	end = table_end(p, at, &fit);
	spaced = is_spaced(p, i, end);
	return find_measure(p, i, end, fit) && are_rows(p, i, end) ? end - i : 0;
}

size_t
ruler_take(struct page *p, size_t i, size_t n)
{
	size_t end = i + n, lines;
	struct ruler r;

	for (; i < end; i += lines) {
		lines = 1;
		if (is_ruler(p, i, &r)) {
			page_skip(&p->piece[i], STR("table"));
			continue;
		}
		lines = read_row(p, i, end);
		draft_row(p, i, LINE_PIPES);
		draft_cells(&row);
		for (size_t k = 0; k < lines; k++)
			draft_line(p, i + k);
		draft_end(p);
	}
	return n;
}
