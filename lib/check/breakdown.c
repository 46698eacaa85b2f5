#include "check/breakdown.h"
#include "check/finding.h"

enum { PARTS_MAX = 256 };

struct number {
	struct dec value;
	struct str text;
	bool inexact;
};

/* A claim as it is held against the rules. */
static struct {
	const struct rec *rec;
	struct dec whole, sum, shares_sum;
	struct number part[PARTS_MAX], share[PARTS_MAX];
	size_t parts, shares;
	bool inexact; /* the whole is, or a part */
	bool more;    /* the whole is at least what is printed */
	bool bad;     /* whole or parts do not fit, or are no numbers */
	bool inexact_shares, bad_shares;
} c;

static const struct identity *parts_rule, *share_rule, *hundred_rule;

void
breakdown_load(void)
{
	parts_rule = identity_need("pr.parts");
	share_rule = identity_need("pr.pct");
	hundred_rule = identity_need("pr.pct100");
}

/* Reading */

/* 90, or 90:more; false when that is no number, or the sum is out of range. */
static bool
read_number(struct str text, struct number *n, struct dec *sum)
{
	size_t colon = str_byte(text, ':', 0);

	n->text = str_slice(text, 0, colon);
	n->inexact = colon < text.n;
	return dec_parse(n->text, &n->value) && dec_add(sum, n->value);
}

static void
read_parts(struct str rest)
{
	struct str text;
	struct number *part;

	while (rest.n != 0 && str_split(&rest, ' ', &text)) {
		if (c.parts == PARTS_MAX) {
			c.bad = true;
			return;
		}
		part = &c.part[c.parts++];
		c.bad |= !read_number(text, part, &c.sum);
		c.inexact |= part->inexact;
	}
}

static void
read_shares(struct str rest)
{
	struct str text;
	struct number *share;

	while (rest.n != 0 && c.shares < PARTS_MAX &&
	    str_split(&rest, ' ', &text)) {
		share = &c.share[c.shares++];
		c.bad_shares |= !read_number(text, share, &c.shares_sum) ||
		    share->value.scale == DEC_SCALE_MAX;
		c.inexact_shares |= share->inexact;
	}
}

static void
read_claim(const struct rec *claim)
{
	c.rec = claim;
	c.parts = c.shares = 0;
	c.sum = c.shares_sum = (struct dec){ 0, 0 };
	c.more = str_eq(claim->f[CLAIM_QUALIFIER], STR("more"));
	c.inexact = !str_eq(claim->f[CLAIM_QUALIFIER], STR("exact"));
	c.bad = !dec_parse(claim->f[CLAIM_WHOLE], &c.whole);
	c.inexact_shares = c.bad_shares = false;
	read_parts(claim->f[CLAIM_PARTS]);
	read_shares(claim->f[CLAIM_SHARES]);
	c.bad_shares |= c.bad || c.shares != c.parts;
}

/* Writing */

static void
put(const char *name, struct str value, int side)
{
	static struct buf said;
	const struct rec *r = c.rec;
	const struct str place[] = { r->f[F_DOC], r->f[CLAIM_REPORT],
		r->f[F_LINE] };

	said.n = 0;
	buf_byte(&said, '=');
	buf_put(&said, value);
	for (int i = 0; i < 3; i++) {
		buf_byte(&said, i == 0 ? '@' : ':');
		buf_put(&said, place[i]);
	}
	finding_number(&(struct explain_number){ .name = str_of(name),
		.said = buf_str(&said), .side = side });
}

static void
begin(const struct identity *id)
{
	finding_begin(id, c.rec->f[F_DOC], c.rec->f[CLAIM_REPORT],
	    c.rec->f[F_LINE]);
}

static void
end(enum verdict verdict, const char *why)
{
	finding_detail(str_of(why));
	if (finding_explains())
		explain_read(c.rec->f[CLAIM_RAW]);
	finding_end(verdict);
}

/* The shares add up to 100, but for half a unit of the last digit of each, by
 * rounding, or a whole one below, by truncation. */
static bool
shares_are_all(bool truncated)
{
	struct dec least = { 100, 0 }, most = least, half;

	for (size_t i = 0; i < c.shares; i++) {
		half = (struct dec){ 5, c.share[i].value.scale + 1 };
		if (!dec_add(&most, half) || !dec_sub(&least, half) ||
		    (truncated && !dec_sub(&least, half)))
			return false;
	}
	return dec_cmp(c.shares_sum, least) >= 0 &&
	    dec_cmp(c.shares_sum, most) <= 0;
}

/* 300余 is less than 400: what is left out is less than a unit of the last digit
 * that is not 0. */
static bool
is_within_more(void)
{
	struct dec end = c.whole;
	int64_t unit = 1;

	while (c.whole.n != 0 && c.whole.n % (unit * 10) == 0)
		unit *= 10;
	return c.more && dec_cmp(c.sum, c.whole) >= 0 &&
	    dec_add(&end, (struct dec){ unit, c.whole.scale }) &&
	    dec_cmp(c.sum, end) < 0;
}

static void
check_parts(void)
{
	int order = dec_cmp(c.sum, c.whole);

	begin(parts_rule);
	for (size_t i = 0; i < c.parts; i++)
		put("part", c.part[i].text, 0);
	put("whole", c.rec->f[CLAIM_WHOLE], 1);
	if (!c.bad)
		finding_sums(c.sum, STR("="), c.whole);
	if (c.bad)
		end(VERDICT_SKIPPED, "out of range");
	else if (order == 0 || is_within_more())
		end(VERDICT_PASS, "");
	else if (c.inexact)
		end(VERDICT_INCOMPLETE, "not exact");
	else if (order > 0)
		end(VERDICT_FAIL, "the parts are more than the whole");
	else if (c.shares != 0 && !c.bad_shares && !c.inexact_shares &&
	    shares_are_all(false))
		end(VERDICT_FAIL, "the shares say that these are all");
	else
		end(VERDICT_INCOMPLETE,
		    "the text does not say that these are all");
}

/* 100 * part / whole - share, in units of the share's last digit, is at least
 * -1/2 and below 1; here times twice the whole.  The sum is made without
 * dividing.  False in *fits: out of range. */
static bool
share_is_right(struct dec part, struct dec share, bool *fits)
{
	struct dec off = part, right = share, most = c.whole, least = c.whole;
	int digits = share.scale;

	least.n = -least.n;
	share.scale = 0;
	right = share;
	*fits = dec_mul(&off, (struct dec){ 200, 0 }) &&
	    dec_shift(&off, digits) && dec_mul(&right, c.whole) &&
	    dec_mul(&right, (struct dec){ 2, 0 }) && dec_sub(&off, right) &&
	    dec_mul(&most, (struct dec){ 2, 0 });
	return *fits && dec_cmp(off, least) >= 0 && dec_cmp(off, most) < 0;
}

/* What the share should be, rounded; for counts. */
static void
put_share(struct dec part, struct dec share)
{
	struct dec want = part;

	if (part.scale == 0 && c.whole.scale == 0 &&
	    dec_mul(&want, (struct dec){ 200, 0 }) &&
	    dec_shift(&want, share.scale)) {
		want.n = (want.n / c.whole.n + 1) / 2;
		want.scale = share.scale;
		finding_sums(share, STR("="), want);
	}
}

static void
check_shares(void)
{
	bool fits = !c.bad_shares && c.whole.n > 0, loose = false;
	size_t wrong = c.shares; /* none */

	begin(share_rule);
	for (size_t i = 0; i < c.shares && wrong == c.shares && fits; i++) {
		if (share_is_right(c.part[i].value, c.share[i].value, &fits))
			continue;
		loose |= c.share[i].inexact;
		if (!c.share[i].inexact)
			wrong = i;
	}
	for (size_t i = 0; i < c.shares; i++)
		if (wrong == c.shares || i == wrong) { /* the wrong one alone */
			put("share", c.share[i].text, 0);
			put("part", c.part[i].text, 1);
		}
	put("whole", c.rec->f[CLAIM_WHOLE], 1);
	if (!fits) {
		end(VERDICT_SKIPPED, "out of range");
	} else if (wrong == c.shares && !loose) {
		end(VERDICT_PASS, "");
	} else if (wrong == c.shares || c.inexact) {
		end(VERDICT_INCOMPLETE, "not exact");
	} else {
		put_share(c.part[wrong].value, c.share[wrong].value);
		end(VERDICT_FAIL, "");
	}
}

static void
check_hundred(void)
{
	begin(hundred_rule);
	for (size_t i = 0; i < c.shares; i++)
		put("share", c.share[i].text, 0);
	if (!c.bad_shares)
		finding_sums(c.shares_sum, STR("="), (struct dec){ 100, 0 });
	if (c.bad_shares)
		end(VERDICT_SKIPPED, "out of range");
	else if (c.inexact || dec_cmp(c.sum, c.whole) != 0)
		end(VERDICT_INCOMPLETE, "the parts are not the whole");
	else if (c.inexact_shares && !shares_are_all(true))
		end(VERDICT_INCOMPLETE, "not exact");
	else
		end(shares_are_all(true) ? VERDICT_PASS : VERDICT_FAIL, "");
}

void
breakdown_check(const struct rec *claim)
{
	read_claim(claim);
	if (finding_is_wanted(parts_rule))
		check_parts();
	if (c.shares == 0)
		return;
	if (finding_is_wanted(share_rule))
		check_shares();
	if (finding_is_wanted(hundred_rule))
		check_hundred();
}
