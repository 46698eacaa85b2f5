#include "dec.h"

static bool
times10(int64_t *n)
{
	return !__builtin_mul_overflow(*n, (int64_t)10, n);
}

/* Brings a and b to one scale. */
static bool
align(struct dec *a, struct dec *b)
{
	struct dec *low = a->scale < b->scale ? a : b;
	int scale = a->scale < b->scale ? b->scale : a->scale;

	while (low->scale < scale) {
		if (!times10(&low->n))
			return false;
		low->scale++;
	}
	return true;
}

bool
dec_parse(struct str s, struct dec *d)
{
	bool minus = s.n != 0 && s.p[0] == '-', point = false;
	size_t i = s.n != 0 && (s.p[0] == '-' || s.p[0] == '+'), digits = 0;

	*d = (struct dec){ 0, 0 };
	for (; i < s.n; i++) {
		if (s.p[i] == '.' && !point && digits != 0) {
			point = true;
			continue;
		}
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		if (!times10(&d->n))
			return false;
		d->n += s.p[i] - '0'; /* n ends in 0: fits, or is caught */
		if (d->n < 0 || d->n > 999999999999999999)
			return false;
		digits++;
		if (point && ++d->scale > DEC_SCALE_MAX)
			return false;
	}
	if (minus)
		d->n = -d->n;
	return digits != 0 && s.p[s.n - 1] != '.';
}

size_t
dec_print(struct dec d, char *text)
{
	char digits[24];
	size_t n = 0, i = 0;
	uint64_t left = d.n < 0 ? -(uint64_t)d.n : (uint64_t)d.n;

	do
		digits[n++] = (char)('0' + left % 10);
	while ((left /= 10) != 0 || n <= (size_t)d.scale);
	if (d.n < 0)
		text[i++] = '-';
	while (n-- > 0) {
		text[i++] = digits[n];
		if (n != 0 && n == (size_t)d.scale)
			text[i++] = '.';
	}
	return i;
}

bool
dec_add(struct dec *sum, struct dec d)
{
	return align(sum, &d) && !__builtin_add_overflow(sum->n, d.n, &sum->n);
}

bool
dec_sub(struct dec *sum, struct dec d)
{
	return align(sum, &d) && !__builtin_sub_overflow(sum->n, d.n, &sum->n);
}

bool
dec_shift(struct dec *d, int places)
{
	for (; places > 0; places--) {
		if (d->scale > 0)
			d->scale--;
		else if (!times10(&d->n))
			return false;
	}
	return true;
}

int
dec_cmp(struct dec a, struct dec b)
{
	/* Where the scales cannot be brought together, the number that has
	 * no room is the greater one in size. */
	if (!align(&a, &b))
		return a.scale < b.scale ? (a.n > 0) - (a.n < 0) :
		    (b.n < 0) - (b.n > 0);
	return (a.n > b.n) - (a.n < b.n);
}

bool
dec_is_whole(struct dec d)
{
	for (; d.scale > 0; d.scale--, d.n /= 10)
		if (d.n % 10 != 0)
			return false;
	return true;
}
