#include "tables/digits.h"
#include "tables/join.h"

/* Puts the digits of the cells from `at` on into b; *first: where those of each
 * cell begin.  False when there is anything but digits and blanks. */
static bool
take_digits(const struct head_row *cells, size_t at, struct buf *b,
    size_t *first, bool *apart)
{
	struct str s, word;

	b->n = 0;
	*apart = false;
	for (size_t i = at; i < cells->n && i - at < JOIN_DIGITS; i++) {
		first[i - at] = b->n;
		s = cells->v[i].folded;
		*apart |= str_has(s, STR(" "));
		while (str_split(&s, ' ', &word))
			for (size_t k = 0; k < word.n; k++) {
				if (word.p[k] < '0' || word.p[k] > '9')
					return false;
				buf_byte(b, word.p[k]);
			}
		if (b->n == first[i - at])
			return false;
		first[i - at + 1] = b->n;
	}
	return cells->n - at <= JOIN_DIGITS;
}

/* True when the last column of a header is the total of all others.  Where it
 * comes first, a number more at the end could be taken for a part. */
static bool
ends_in_total(const struct head *h)
{
	for (int i = 0; i < h->width; i++)
		if (form_is_totals(h->column[i]) ? i != h->width - 1 :
		    form_is_none(h->column[i]) ||
		    str_has(form_key(h->column[i]), STR(".")))
			return false;
	return form_is_totals(h->column[h->width - 1]);
}

/* What is printed in the cells from..to, by their ordinals. */
static struct str
raw_of(const struct rec *row, size_t from, size_t to, struct pool *pool)
{
	static struct buf b;

	b.n = 0;
	for (; from <= to; from++) {
		if (b.n != 0)
			buf_byte(&b, ' ');
		buf_put(&b, row->f[ROW_FIELDS + from - 1]);
	}
	return pool_str(pool, buf_str(&b));
}

bool
digits_join(struct head_row *cells, size_t at, const struct head *h,
    const struct rec *row, struct pool *pool)
{
	static struct buf digits;
	size_t first[JOIN_DIGITS + 1], width = (size_t)h->width, last;
	bool apart;

	if (cells->n < at + width || !ends_in_total(h) ||
	    !take_digits(cells, at, &digits, first, &apart))
		return false;
	if (cells->n == at + width ? !apart ||
	    !join_adds_up(buf_str(&digits), width, first) :
	    digits.n != cells->n - at ||
	    !join_digits(buf_str(&digits), width, first))
		return false;
	for (size_t i = 0; i < width; i++) {
		last = cells->n == at + width ? at + i : at + first[i + 1] - 1;
		cells->v[at + i].ordinal = cells->v[cells->n == at + width ?
		    at + i : at + first[i]].ordinal;
		cells->v[at + i].raw = raw_of(row, cells->v[at + i].ordinal,
		    cells->v[last].ordinal, pool);
		cells->v[at + i].value = true;
		cells->v[at + i].folded = pool_str(pool, str_slice(
		    buf_str(&digits), first[i], first[i + 1]));
	}
	cells->n = at + width;
	return true;
}
