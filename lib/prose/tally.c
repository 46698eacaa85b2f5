#include "prose/tally.h"

enum {
	REACH = 4 * TALLY_PARTS, /* tokens that are looked at for one list */
	GAP = 600,               /* bytes between two parts */
	ROUND_MAX = 1000000000   /* what is multiplied fits into 64 bits */
};

/* The share belongs to the last part: 62条,占0.90% or 62条(0.90%). */
static void
take_share(struct tally *l, size_t share, size_t open)
{
	struct tokens *t = l->of;
	struct str gap;

	if (l->n == 0 || l->share[l->n - 1] != 0)
		return;
	gap = tokens_between(t, l->part[l->n - 1], share);
	if (!token_touches(gap) && (t->v[share].open != open ||
	    !str_has(gap, STR("占")) || str_has(gap, STR(";"))))
		return;
	l->share[l->n - 1] = share;
	if (token_says(SAYS_ABOUT, gap))
		t->v[share].how = NUMERAL_APPROX;
}

/* True when the count i behind token `last` is no part of the list. */
static bool
is_else(const struct tally *l, size_t last, size_t i)
{
	return tokens_between(l->of, last, i).n > GAP || l->n == TALLY_PARTS ||
	    tokens_ask(l->of, last, i)->other ||
	    (l->n != 0 && tokens_ask(l->of, last, i)->item);
}

void
tally_collect(struct tally *l, struct tokens *t, size_t from, size_t open,
    size_t like)
{
	bool inner = false;
	size_t last = from;
	const struct token *token;

	l->of = t;
	l->first = from;
	l->n = 0;
	l->clause = SIZE_MAX;
	l->nested = false;
	for (size_t i = from + 1; i < t->n && i - from < REACH; i++) {
		token = &t->v[i];
		if (token->open < open || token->kind == TOKEN_STOP)
			break;
		if (token->kind == TOKEN_SHARE && !inner)
			take_share(l, i, open);
		if (token->open != open)
			continue;
		if (token->kind == TOKEN_SEMICOLON) {
			inner = false;
			if (l->clause == SIZE_MAX)
				l->clause = l->n;
		} else if (token->kind == TOKEN_BASIS) {
			inner = l->nested = true;
		} else if (token->kind == TOKEN_COUNT && !inner &&
		    tokens_are_alike(t, i, like)) {
			if (is_else(l, last, i))
				break;
			l->share[l->n] = 0;
			l->part[l->n++] = i;
			last = i;
		}
	}
	if (l->clause > l->n)
		l->clause = l->n;
}

static struct dec
value(const struct tally *l, size_t token)
{
	return tokens_value(l->of, token);
}

bool
tally_sum(const struct tally *l, struct dec *sum)
{
	*sum = (struct dec){ 0, 0 };
	for (size_t i = 0; i < l->n; i++)
		if (!dec_add(sum, value(l, l->part[i])))
			return false;
	return true;
}

size_t
tally_exact(const struct tally *l, size_t whole)
{
	struct dec sum = { 0, 0 }, want = value(l, whole);

	for (size_t i = 0; i < l->n; i++) {
		if (!dec_add(&sum, value(l, l->part[i])))
			return 0;
		if (dec_cmp(sum, want) < 0)
			continue;
		if (dec_cmp(sum, want) > 0)
			return 0;
		while (i + 1 < l->n && value(l, l->part[i + 1]).n == 0)
			i++;
		return i + 1;
	}
	return 0;
}

bool
tally_has_shares(const struct tally *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->share[i] == 0)
			return false;
	return l->n != 0;
}

/* 100 * part / whole is the share, but for one unit of its last digit. */
static bool
is_share(struct dec part, struct dec whole, struct dec share)
{
	int64_t unit = 100, off;

	if (part.scale != 0 || whole.scale != 0 || part.n >= ROUND_MAX ||
	    whole.n >= ROUND_MAX || share.scale > 4 || share.n >= ROUND_MAX)
		return false;
	for (int i = 0; i < share.scale; i++)
		unit *= 10;
	off = unit * part.n - share.n * whole.n;
	return (off < 0 ? -off : off) <= whole.n;
}

size_t
tally_shares(const struct tally *l, size_t whole)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += l->share[i] != 0 && is_share(value(l, l->part[i]),
		    value(l, whole), value(l, l->share[i]));
	return n;
}

bool
tally_is_firm(const struct tally *l, size_t whole)
{
	const struct tokens *t = l->of;

	for (size_t i = 0; i < l->n; i++)
		if (!str_eq(t->v[l->part[i]].unit, t->v[whole].unit) ||
		    t->v[l->part[i]].how != NUMERAL_EXACT ||
		    dec_cmp(value(l, l->part[i]),
		    value(l, whole)) > 0)
			return false;
	return !l->nested && !token_says(SAYS_OVERLAP,
	    tokens_between(t, whole, l->part[l->n - 1]));
}
