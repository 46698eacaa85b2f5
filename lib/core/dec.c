#include "core/dec.h"

static const int64_t most = INT64_C(999999999999999999); /* DEC_DIGITS nines */

/* False, and *n as it was, when there is no room. */
static bool
times10(int64_t *n)
{
	if (*n > most / 10 || *n < -(most / 10))
		return false;
	*n *= 10;
	return true;
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
		d->n += s.p[i] - '0'; /* n ended in 0: there is room */
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
	struct dec a = *sum;

	if (a.scale != d.scale && !align(&a, &d))
		return false;
	a.n += d.n; /* 18 digits twice fit in 63 bits */
	if (a.n > most || a.n < -most)
		return false;
	*sum = a;
	return true;
}

bool
dec_sub(struct dec *sum, struct dec d)
{
	d.n = -d.n;
	return dec_add(sum, d);
}

bool
dec_mul(struct dec *product, struct dec d)
{
	struct dec a = *product;
	int64_t size;

	if (d.scale == 0 && (d.n == 1 || d.n == -1)) { /* as in most sums */
		product->n *= d.n;
		return true;
	}
	a.scale += d.scale;
	for (; a.scale > DEC_SCALE_MAX && a.n % 10 == 0; a.scale--)
		a.n /= 10;
	size = a.n < 0 ? -a.n : a.n;
	if (a.scale > DEC_SCALE_MAX ||
	    (size != 0 && (d.n > most / size || d.n < -(most / size))))
		return false;
	a.n *= d.n;
	*product = a;
	return true;
}

bool
dec_shift(struct dec *d, int places)
{
	struct dec a = *d;

	for (; places > 0; places--) {
		if (a.scale > 0)
			a.scale--;
		else if (!times10(&a.n))
			return false;
	}
	*d = a;
	return true;
}

int
dec_cmp(struct dec a, struct dec b)
{
	/* Where the scales cannot be brought together, the number that has
	 * no room is the greater one in size. */
	if (a.scale != b.scale && !align(&a, &b))
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
