#include "tables/join.h"

enum { LONGEST = 7 /* digits of a number */ };

struct search {
	struct str digits;
	size_t columns;
	size_t at[JOIN_COLUMNS + 1]; /* where the numbers begin, so far */
	int found;                   /* ways */
};

bool
join_adds_up(struct str digits, size_t columns,
    const size_t first[JOIN_COLUMNS + 1])
{
	int64_t value = 0, sum = 0;

	for (size_t i = 0; i < columns; i++) {
		sum += value;
		value = 0;
		if (first[i + 1] - first[i] > LONGEST ||
		    (digits.p[first[i]] == '0' && first[i + 1] - first[i] > 1))
			return false;
		for (size_t k = first[i]; k < first[i + 1]; k++)
			value = value * 10 + (digits.p[k] - '0');
	}
	return value != 0 && sum == value;
}

/* Tries every length of number i, and of those behind it: none begins with 0. */
static void
try_number(struct search *s, size_t i, size_t *first)
{
	size_t from = s->at[i], left = s->columns - i;

	if (left == 0) {
		if (from == s->digits.n && join_adds_up(s->digits, s->columns,
		    s->at) && s->found++ == 0)
			memcpy(first, s->at, (s->columns + 1) * sizeof *first);
		return;
	}
	for (size_t to = from + 1; to + left - 1 <= s->digits.n &&
	    to - from <= LONGEST && s->found < 2; to++) {
		s->at[i + 1] = to;
		try_number(s, i + 1, first);
		if (s->digits.p[from] == '0')
			return;
	}
}

bool
join_digits(struct str digits, size_t columns,
    size_t first[JOIN_COLUMNS + 1])
{
	struct search s = { .digits = digits, .columns = columns };

	if (columns > JOIN_COLUMNS || digits.n > JOIN_DIGITS)
		return false;
	try_number(&s, 0, first);
	return s.found == 1;
}
