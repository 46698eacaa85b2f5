#include "core/utf8.h"
#include "prose/claims.h"
#include "prose/tally.h"

enum {
	WHOLES = 16,
	LEAST_TOTAL = 10,
	REACH = 64, /* tokens that are looked at before a word */
	GAP = 600   /* bytes before a total that may say so */
};

static struct tokens t;
static size_t next; /* the token that is looked at next */

bool
claims_are_likely(struct str folded)
{
	size_t numbers = 0;
	bool digit = false, was;

	for (size_t i = 0; i < folded.n && numbers < 2;
	     i += utf8_length(folded.p[i])) {
		was = digit;
		digit = folded.p[i] >= '0' && folded.p[i] <= '9';
		numbers += digit && !was;
	}
	return numbers == 2 || str_has(folded, STR("其中")) ||
	    str_has(folded, STR("十"));
}

void
claims_begin(const struct marks *m, const struct rows_set *may)
{
	tokens_read(&t, m, may);
	next = 0;
}

static bool
ends_clause(size_t i)
{
	return t.v[i].kind == TOKEN_STOP || t.v[i].kind == TOKEN_SEMICOLON;
}

/* Whole and basis */

static bool
is_next(size_t whole, size_t basis)
{
	return token_touches(tokens_between(&t, whole, basis));
}

/* The whole is right before the word, or in its sentence with nothing counted
 * between them. */
static bool
is_close(size_t whole, size_t basis, size_t first)
{
	struct str gap = tokens_between(&t, whole, basis);

	if (str_starts(gap, STR("。")) || str_starts(gap, STR(";")))
		gap = str_slice(gap, gap.p[0] == ';' ? 1 : 3, gap.n);
	if (token_touches(gap) || t.v[whole].open != t.v[basis].open)
		return true;
	for (size_t i = whole + 1; i < basis; i++)
		if (t.v[i].kind != TOKEN_SHARE)
			return false;
	return str_eq(t.v[whole].unit, t.v[first].unit);
}

/* The counts of the sentence before the word, or of the one before that when
 * the word begins a sentence; nearest first. */
static size_t
wholes_before(size_t basis, size_t like, size_t *whole)
{
	size_t n = 0, i = basis, open = t.v[basis].open;
	bool begins = basis > 0 && t.v[basis].at - t.v[basis - 1].end <= 3;

	for (size_t steps = 0; i-- > 0 && steps < REACH; steps++) {
		if (ends_clause(i)) {
			if (i + 1 != basis || !begins)
				break;
		} else if (t.v[i].kind == TOKEN_COUNT && t.v[i].open == open &&
		    tokens_are_alike(&t, i, like)) {
			if (n == WHOLES)
				return 0;
			whole[n++] = i;
		}
	}
	if (n == 0 && open != 0 && basis > 0 &&
	    t.v[basis - 1].kind == TOKEN_COUNT &&
	    t.v[basis - 1].end + 1 == open &&
	    tokens_are_alike(&t, basis - 1, like))
		whole[n++] = basis - 1;
	return n;
}

/* True when a word before the count, in its clause, makes it a part. */
static bool
is_part(size_t count)
{
	for (size_t i = count; i > 0 && count - i < REACH; i--) {
		if (t.v[i - 1].kind == TOKEN_BASIS)
			return true;
		if (ends_clause(i - 1))
			break;
	}
	return false;
}

/* Cuts the list to what is certain without an exact sum; false: nothing. */
static bool
cut(struct tally *l, size_t whole)
{
	struct dec sum;

	if (!tally_has_shares(l) && !token_says(SAYS_ITEMS,
	    str_slice(t.text, t.v[l->first].end, t.text.n)))
		l->n = l->clause;
	if (tally_has_shares(l) && tally_shares(l, whole) * 2 < l->n)
		return false; /* they are of another whole */
	return l->n != 0 && tally_sum(l, &sum) &&
	    (dec_cmp(sum, tokens_value(&t, whole)) < 0 ||
	    tally_is_firm(l, whole));
}

/* Finds the whole of a list behind a word, and ends the list; false when no
 * whole is certain. */
static bool
find_whole(struct tally *l, size_t basis, size_t *whole)
{
	size_t wholes[WHOLES], n = wholes_before(basis, l->part[0], wholes), k;

	if (t.v[basis].near && n > 0)
		n = is_next(wholes[0], basis);
	if (n > 0 && is_part(wholes[0]) && is_next(wholes[0], basis)) {
		n = 1; /* a part that has parts: they end with the clause */
		l->n = l->clause;
	}
	for (size_t i = 0; i < n; i++) {
		k = tally_exact(l, wholes[i]);
		if (k != 0 && tokens_value(&t, wholes[i]).n != 0) {
			*whole = wholes[i];
			l->n = k;
			return true;
		}
	}
	if (n != 1 || l->n == 0)
		return false; /* none, or which one? */
	*whole = wholes[0];
	return is_close(*whole, basis, l->part[0]) &&
	    tokens_value(&t, *whole).n != 0 && cut(l, *whole);
}

/* The first count behind the word, in its bracket and sentence. */
static bool
first_part(size_t basis, size_t *part)
{
	for (size_t i = basis + 1; i < t.n; i++) {
		if (t.v[i].kind == TOKEN_STOP || t.v[i].kind == TOKEN_BASIS ||
		    t.v[i].open < t.v[basis].open)
			return false;
		if (t.v[i].kind == TOKEN_COUNT &&
		    t.v[i].open == t.v[basis].open) {
			*part = i;
			return true;
		}
	}
	return false;
}

static bool
read_basis(size_t basis, struct tally *l, size_t *whole)
{
	size_t part;

	if (!first_part(basis, &part))
		return false;
	tally_collect(l, &t, basis, t.v[basis].open, part);
	return l->n != 0 && find_whole(l, basis, whole);
}

/* Shares and lists */

static bool
are_shares(const struct tally *l, size_t whole)
{
	return l->n > 1 && tally_shares(l, whole) == l->n;
}

/* True when the first count of a sentence is a total by the words before it. */
static bool
is_total(size_t whole)
{
	size_t from = whole > 0 ? t.v[whole - 1].end : 0;

	if (whole > 0 && !ends_clause(whole - 1))
		return false;
	return t.v[whole].at - from <= GAP &&
	    token_says(SAYS_TOTAL, str_slice(t.text, from, t.v[whole].at));
}

/* The list that follows a whole without a word between them: in a bracket
 * right behind it, in its sentence, or in the next one. */
static void
collect_behind(struct tally *l, size_t whole)
{
	size_t from = whole, open = t.v[whole].open;

	if (whole + 1 < t.n) {
		if (t.v[whole + 1].open == t.v[whole].end + 1)
			open = t.v[whole + 1].open;
		else if (t.v[whole + 1].kind == TOKEN_STOP)
			from = whole + 1;
	}
	tally_collect(l, &t, from, open, whole);
}

/* True when the list is one: every part has its share of the whole, or the
 * parts, to the end of the sentence or bracket, add up to the total. */
static bool
read_list(size_t whole, struct tally *l)
{
	struct dec least = { LEAST_TOTAL, 0 };
	size_t k;

	collect_behind(l, whole);
	if (l->nested)
		return false; /* the word speaks for itself */
	if (are_shares(l, whole))
		return true;
	k = tally_exact(l, whole);
	if (k < 2 || (k != l->n && k != l->clause) ||
	    tokens_value(&t, l->part[0]).n == 0 ||
	    t.v[whole].how != NUMERAL_EXACT)
		return false;
	l->n = k;
	return t.v[l->part[0]].open == t.v[whole].end + 1 ||
	    (dec_cmp(tokens_value(&t, whole), least) >= 0 &&
	    is_total(whole));
}

static void
put_number(struct buf *out, size_t token)
{
	claim_put(out, tokens_value(&t, token),
	    numeral_qualifier(t.v[token].how));
}

static void
make(struct claim *c, const struct tally *l, size_t whole, struct str basis)
{
	static struct buf parts, shares;
	bool with_shares = tally_has_shares(l);
	size_t last = with_shares ? l->share[l->n - 1] : l->part[l->n - 1];

	parts.n = shares.n = 0;
	for (size_t i = 0; i < l->n; i++) {
		put_number(&parts, l->part[i]);
		if (with_shares)
			put_number(&shares, l->share[i]);
	}
	*c = (struct claim){ tokens_value(&t, whole), t.v[whole].at,
		t.v[last].end, str_of(numeral_qualifier(t.v[whole].how)),
		basis, buf_str(&parts), buf_str(&shares) };
}

bool
claims_next(struct claim *c)
{
	static struct tally l;
	size_t i, whole;

	while (next < t.n) {
		i = next++;
		if (t.v[i].kind == TOKEN_BASIS && read_basis(i, &l, &whole)) {
			make(c, &l, whole, STR("其中"));
			return true;
		}
		if (t.v[i].kind == TOKEN_COUNT && read_list(i, &l)) {
			make(c, &l, i, are_shares(&l, i) ? STR("shares") :
			    STR("list"));
			return true;
		}
	}
	return false;
}
