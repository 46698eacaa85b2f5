#include <ctype.h>

#include "core/date.h"

/* Days from civil and back: the proleptic Gregorian calendar in eras of 400
 * years that begin in March. */

int
date_of(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = y / 400, of_era = y % 400;
	int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	    of_year - 719468;
}

static void
civil(int days, int *year, int *month, int *day)
{
	int z = days + 719468, era = z / 146097, of_era = z % 146097;
	int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * y + y / 4 - y / 100);
	int m = (5 * of_year + 2) / 153;

	*day = of_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = era * 400 + y + (*month <= 2);
}

/* At most four digits; returns how many. */
static size_t
digits(struct str s, size_t at, int *value)
{
	size_t n = 0;

	*value = 0;
	while (n < 4 && at + n < s.n && isdigit((unsigned char)s.p[at + n]))
		*value = *value * 10 + (s.p[at + n++] - '0');
	return n;
}

int
date_year(struct str s)
{
	int year;

	return s.n == 4 && digits(s, 0, &year) == 4 ? year : 0;
}

static size_t
separator(struct str s, size_t at, struct str word)
{
	struct str rest = str_slice(s, at, s.n);

	if (str_starts(rest, word))
		return word.n;
	return rest.n != 0 && memchr("-/.", rest.p[0], 3) != NULL ? 1 : 0;
}

bool
date_parse(struct str s, int *days)
{
	static const struct str words[] = { { "年", 3 }, { "月", 3 } };
	int part[3], y, m, d;
	size_t at = 0, n;

	for (int i = 0; i < 3; i++) {
		n = digits(s, at, &part[i]);
		if (i == 0 ? n != 4 : n == 0 || n > 2)
			return false;
		at += n;
		n = i < 2 ? separator(s, at, words[i]) : 0;
		if (i < 2 && n == 0)
			return false;
		at += n;
	}
	if (part[0] < 1000 || part[1] > 12 || part[2] > 31)
		return false;
	*days = date_of(part[0], part[1], part[2]);
	civil(*days, &y, &m, &d);
	return y == part[0] && m == part[1] && d == part[2];
}

void
date_print(int days, char *text)
{
	int y, m, d;

	civil(days, &y, &m, &d);
	for (int i = 3; i >= 0; i--, y /= 10)
		text[i] = (char)('0' + y % 10);
	text[4] = text[7] = '-';
	text[5] = (char)('0' + m / 10);
	text[6] = (char)('0' + m % 10);
	text[8] = (char)('0' + d / 10);
	text[9] = (char)('0' + d % 10);
}
