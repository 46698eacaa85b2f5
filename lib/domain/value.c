#include "core/die.h"
#include "core/tab.h"
#include "domain/fold.h"
#include "domain/value.h"

enum { WHAT, WORDS };
enum {
	VALUE_LONGEST = 60, /* bytes of a cell that is no text */
	DIGITS_MOST = 9
};
enum { COUNT = 1, PEOPLE = 2, MONEY = 4, PERCENT = 8, NONE = 16, NA = 32, TEXT = 64,
	SCALED = 128, UNITS = COUNT | PEOPLE | MONEY | PERCENT, BLANKS = NONE | NA | TEXT };

static const char *const kinds[] = {
	"count", "people", "money", "percent", "none", "na", "text",
	"scaled", NULL
};

static struct word {
	struct str text; /* folded */
	unsigned kind;
} *words;
static size_t n_words, word_cap;
static unsigned begins[256]; /* by first byte: the kinds of words with it */

static void
add(struct str text, unsigned kind)
{
	if (text.n == 0)
		return;
	words = xgrow(words, n_words, &word_cap, sizeof *words);
	words[n_words++] = (struct word){ text, kind };
	begins[(unsigned char)text.p[0]] |= kind;
}

void
value_load(const char *folder)
{
	static struct tab t;
	struct str list, word;
	unsigned kind;

	tab_load(&t, folder, "values.tsv", "what words");
	for (size_t i = 0; i < t.rows; i++) {
		kind = 1U << tab_choice(&t, i, WHAT, kinds,
		    "not a kind of word");
		list = fold_copy(t.row[i].cell[WORDS]);
		while (str_split(&list, '|', &word))
			add(word, kind);
	}
}

/* Most words differ in their first byte or the last. */
static bool
begins_with(struct str text, struct str word)
{
	return word.n <= text.n && text.p[0] == word.p[0] &&
	    text.p[word.n - 1] == word.p[word.n - 1] && str_starts(text, word);
}

/* Length of the longest word of these kinds that text begins with. */
static size_t
longest(struct str text, unsigned kind)
{
	size_t length = 0;

	if (text.n == 0 || (begins[(unsigned char)text.p[0]] & kind) == 0)
		return 0;
	for (size_t i = 0; i < n_words; i++)
		if ((words[i].kind & kind) != 0 && words[i].text.n > length &&
		    begins_with(text, words[i].text))
			length = words[i].text.n;
	return length;
}

static bool
is_word(struct str text, unsigned kind)
{
	return text.n != 0 && longest(text, kind) == text.n;
}

static bool
is_count(const struct indicator *in)
{
	return str_eq(in->type, STR("count"));
}

static bool
is_money(const struct indicator *in)
{
	return str_eq(in->type, STR("money"));
}

size_t
value_unit(struct str text, const struct indicator *in)
{
	if (is_count(in))
		return longest(text, COUNT | PEOPLE);
	return longest(text, is_money(in) ? MONEY : PERCENT);
}

static struct value
without(const char *qualifier)
{
	return (struct value){ { 0, 0 }, false, qualifier };
}

/* Sums of money are printed in 元 (the number has its 万 in itself), or bare,
 * in the unit that the form names. */
static bool
convert(struct dec *d, bool has_unit, const struct indicator *in)
{
	if (!str_eq(in->unit, STR("万元")) || !has_unit)
		return true;
	for (int i = 0; i < 4; i++) {
		if (d->n % 10 == 0 && d->scale == 0)
			d->n /= 10;
		else if (++d->scale > DEC_SCALE_MAX)
			return false;
	}
	return true;
}

struct value
value_of(const struct numeral *n, bool has_unit, const struct indicator *in)
{
	struct dec d = n->value;

	if (n->how == NUMERAL_UNREAD || !convert(&d, has_unit, in))
		return without("unread");
	if (is_count(in)) {
		if (n->slip || !dec_is_whole(d))
			return without("unread");
		for (; d.scale > 0; d.scale--)
			d.n /= 10; /* 12.0件 is 12 */
	}
	return (struct value){ d, true, numeral_qualifier(n->how) };
}

/* Length of the sign of a number; only a change may be printed as 增 or 减. */
static size_t
sign_of(struct str s, const struct indicator *in, bool *minus)
{
	bool change = str_ends(in->id, STR(".change"));

	*minus = str_starts(s, STR("-")) || (change && str_starts(s, STR("减")));
	if (str_starts(s, STR("-")) || str_starts(s, STR("+")))
		return 1;
	return change && (*minus || str_starts(s, STR("增"))) ? 3 : 0;
}

/* A number with an optional sign and unit, and nothing else. */
static bool
read_number(struct str s, const struct indicator *in, struct value *v)
{
	struct numeral n;
	struct str rest;
	bool minus;
	size_t sign = sign_of(s, in, &minus), unit;

	if (!numeral_next(s, sign, &n) || n.from != sign)
		return false;
	rest = str_slice(s, n.to, s.n);
	unit = value_unit(rest, in);
	n.how = numeral_after(str_slice(rest, unit, rest.n), n.how);
	if (unit != rest.n && n.how == NUMERAL_EXACT)
		return false;
	*v = value_of(&n, unit != 0, in);
	if (minus && (v->number.n == 0 || !str_ends(in->id, STR(".change"))))
		*v = without("unread"); /* -0, or less than nothing */
	v->number.n = minus ? -v->number.n : v->number.n;
	return true;
}

/* Most cells are some digits and nothing else. */
static bool
read_digits(struct str s, struct value *v)
{
	*v = (struct value){ { 0, 0 }, true, "exact" };
	if (s.n == 0 || s.n > DIGITS_MOST ||
	    (begins[(unsigned char)s.p[0]] & BLANKS) != 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		v->number.n = v->number.n * 10 + (s.p[i] - '0');
	}
	return true;
}

struct value
value_cell(struct str s, const struct indicator *in)
{
	struct value v;

	if (read_digits(s, &v))
		return v;
	if (s.n == 0)
		return without("empty");
	if (is_word(s, NONE))
		return (struct value){ { 0, 0 }, true, "none" };
	if (is_word(s, NA))
		return without("na");
	if (is_word(s, TEXT))
		return without("text");
	return read_number(s, in, &v) ? v : without("unread");
}

int
value_named_unit(struct str s)
{
	size_t open = s.n;

	for (size_t i = 0; i < s.n; i++)
		open = s.p[i] == '(' ? i : open;
	if (open < s.n && str_find(s, STR(")"), open) == s.n)
		return VALUE_UNIT_CUT;
	if (open < s.n && str_ends(s, STR(")")))
		s = str_slice(s, open + 1, s.n - 1);
	if (str_starts(s, STR("单位:")))
		s = str_slice(s, STR("单位:").n, s.n);
	for (size_t i = 0; i < n_words; i++)
		if ((words[i].kind & (MONEY | SCALED)) != 0 &&
		    str_eq(words[i].text, s))
			return (int)i;
	return VALUE_NO_UNIT;
}

/* True when numbers of the indicator can be counted in the unit, and the codebook
 * does not count them in it anyway. */
static bool
is_other_unit(struct str unit, const struct indicator *in)
{
	return !str_eq(unit, in->unit) && str_ends(unit, STR("元")) ==
	    is_money(in) && !str_eq(in->type, STR("percent"));
}

struct value
value_cell_in(struct str s, int unit, const struct indicator *in)
{
	static struct buf b;

	if (unit == VALUE_NO_UNIT || s.n == 0 || s.p[s.n - 1] < '0' ||
	    s.p[s.n - 1] > '9')
		return value_cell(s, in);
	if (unit == VALUE_UNIT_CUT)
		return is_money(in) ? without("unread") : value_cell(s, in);
	if (!is_other_unit(words[unit].text, in))
		return value_cell(s, in);
	return value_cell(buf_join(&b, s, words[unit].text), in);
}

bool
value_slips(struct str cell, const struct indicator *in)
{
	static struct folded f;
	struct numeral n;

	fold(cell, &f);
	return is_count(in) && numeral_next(buf_str(&f.text), 0, &n) && n.slip;
}

/* True for a unit, with or without a word that makes the number inexact. */
static bool
is_unit(struct str s)
{
	size_t unit = longest(s, UNITS);

	s = str_slice(s, unit, s.n);
	return s.n == 0 || numeral_after(s, NUMERAL_EXACT) != NUMERAL_EXACT;
}

bool
value_is_cell(struct str s)
{
	struct numeral n;
	struct value v;
	size_t sign;

	if (s.n > VALUE_LONGEST)
		return false;
	if (s.n == 0 || read_digits(s, &v) || is_word(s, BLANKS))
		return true;
	sign = str_starts(s, STR("-")) || str_starts(s, STR("+"));
	if (str_starts(s, STR("增")) || str_starts(s, STR("减")))
		sign = 3;
	return numeral_next(s, sign, &n) && n.from == sign &&
	    is_unit(str_slice(s, n.to, s.n));
}

bool
value_is_unit(struct str s)
{
	return s.n != 0 && s.n <= VALUE_LONGEST &&
	    (is_unit(s) || is_word(s, SCALED)) &&
	    numeral_after(s, NUMERAL_EXACT) == NUMERAL_EXACT;
}
