#include <string.h>

#include "core/memo.h"
#include "core/utf8.h"
#include "prose/clause.h"

/* Of all that has been counted. */
static const char *const alls[] = { "均", "都", "皆", "全部", "已全部", "已均", NULL };

enum { GOES_ON = -1 };

/* Those of sentences that have been met. */
struct clauses {
	struct clause *v;
	size_t n;
};
static struct memo met = { .size = sizeof(struct clauses) };

static int boundary(struct str s, size_t i, const struct clause *c);

/* True when a clause goes on with 和 and another number. */
static bool
adds_number(struct str s)
{
	const struct clause none = { 0 };

	if (!str_starts(s, STR("和")) && !str_starts(s, STR("及")))
		return false;
	for (size_t i = 0; i < s.n; i += utf8_length(s.p[i]))
		if (s.p[i] == '#')
			return true;
		else if (boundary(s, i, &none) != GOES_ON)
			return false;
	return false;
}

/* True when 、 at i stands behind what a number counts: at once, or in a list that has
 * another number.  4次召开推进会、调度会 goes on. */
static bool
ends_item(struct str s, size_t i, size_t number)
{
	enum { UNIT = 9 /* bytes */ };
	size_t k = i;

	while (k < s.n && memchr(",;:()!?#", s.p[k], 8) == NULL &&
	    !str_starts(str_slice(s, k, s.n), STR("。")))
		k++;
	return i <= number + UNIT || (k < s.n && s.p[k] == '#');
}

/* True for a bracket at i of those that only add to a name: 各县(市、区).  No clause begins
 * with them. */
static bool
is_of_name(struct str s, size_t i, size_t start)
{
	enum { LONGEST = 9 /* bytes */ };
	size_t from = i, to;

	while (s.p[i] == ')' && from > start && s.p[from] != '(')
		from--;
	for (to = from + 1; to < s.n && (s.p[to] & 128) != 0;)
		to++;
	return from > start && to < s.n && s.p[to] == ')' &&
	    to - from - 1 <= LONGEST;
}

/* True when something else is counted behind what a number counts, without a stop between
 * them: 培训2场|覆盖85人.  By how much, and to what, it has changed is of the same: 5件增至8件;
 * so is what is done by those who were counted: 5家报送8件. */
static bool
begins_anew(struct str rest)
{
	static const char *const to[] = { "到", "至", "为", "成", "了", "每", NULL };
	const struct clause counted = { .numbers = 2 };
	size_t i = 0;

	while (i < rest.n && rest.p[i] != '#' && boundary(rest, i, &counted) == GOES_ON)
		i += utf8_length(rest.p[i]);
	return i < rest.n && rest.p[i] == '#' && !str_ends_any(str_slice(rest, 0, i), to);
}

/* True when what the number counts ends at i: with 件, or 件次. */
static bool
ends_unit(struct str s, size_t i, const struct clause *c)
{
	static const char *const units[] = { "件", "条", "次", "起", "例", "宗", "篇", "份",
		"册", "期", "场", "部", "封", "幅", "张", "元", NULL };
	struct str unit = str_slice(s, c->number, i);

	return c->numbers == 1 && (unit.n == 3 || unit.n == 6) &&
	    str_ends_any(unit, units) && !str_starts(str_slice(s, i, s.n), STR("次")) &&
	    begins_anew(str_slice(s, i, s.n));
}

/* What ends a clause at i, in bytes; GOES_ON when nothing does.  Behind a number 、 may,
 * 和 before another one, and a word for all that has been counted, which is of the next
 * clause. */
static int
boundary(struct str s, size_t i, const struct clause *c)
{
	struct str rest = str_slice(s, i, s.n);

	if (c->numbers > 0 && i > c->number && ends_unit(s, i, c))
		return 0;
	switch (s.p[i]) {
	case '(': case ')':
		return c->numbers == 0 && is_of_name(s, i, c->from) ? GOES_ON : 1;
	case ',': case ';': case ':': case '!': case '?':
		return 1;
	case '\xE3': /* of 。 and 、 */
		return str_starts(rest, STR("。")) ||
		    (c->numbers > 0 && str_starts(rest, STR("、")) &&
		    ends_item(s, i, c->number)) ? 3 : GOES_ON;
	case '\xE5': case '\xE9': case '\xE7': /* of 和, 及 and all words in alls */
		if (c->numbers == 0)
			return GOES_ON;
		return str_starts_any(rest, alls) ? 0 :
		    adds_number(rest) ? 3 : GOES_ON;
	default:
		return GOES_ON;
	}
}

/* Cuts a sentence into the clauses at c; returns how many there are. */
static size_t
cut(struct str s, struct clause *c)
{
	size_t n = 0;
	bool inside = false;
	int skip;

	c[0] = (struct clause){ .from = 0 };
	for (size_t i = 0; i < s.n; i += utf8_length(s.p[i])) {
		skip = boundary(s, i, &c[n]);
		if (skip != GOES_ON) {
			c[n].to = i;
			n += c[n].to > c[n].from;
			if (n == CLAUSE_MOST)
				return 0;
			if (s.p[i] == '(' || s.p[i] == ')')
				inside = s.p[i] == '(';
			c[n] = (struct clause){ .from = i + (size_t)skip,
				.inside = inside, .joined = skip == 0 };
		}
		if (s.p[i] == '#') {
			c[n].number = i + 1;
			c[n].numbers++;
		}
	}
	c[n].to = s.n;
	n += c[n].to > c[n].from;
	for (size_t i = 0; i < n; i++)
		c[i].gist = lexicon_gist(str_slice(s, c[i].from, c[i].to));
	return n;
}

const struct clause *
clause_find(struct str sentence, size_t *n)
{
	static struct clause c[CLAUSE_MOST + 1];
	bool known;
	struct clauses *kept = memo_find(&met, sentence, &known);

	if (!known) {
		kept->n = cut(sentence, c);
		kept->v = pool_copy(&met.pool, c, kept->n * sizeof *c);
	}
	*n = kept->n;
	return kept->v;
}

void
clause_trim(void)
{
	memo_trim(&met);
	lexicon_trim();
}

bool
clause_says_all(struct str text)
{
	for (size_t i = 0; i < text.n; i += utf8_length(text.p[i]))
		if (str_starts_any(str_slice(text, i, text.n), alls))
			return true;
	return false;
}
