#include "claim.h"
#include "die.h"
#include "rows.h"
#include "records.h"
#include "utf8.h"

enum { STEP, VALUE };
enum { PARTS = 64, WHOLES = 16, DEPTH = 8, LEAST_TOTAL = 10,
	REACH = 4 * PARTS /* tokens that are looked at for one list */,
	GAP = 600         /* bytes between two parts */,
	ROUND_MAX = 1000000000 /* what is multiplied fits into 64 bits */ };

/* What a sentence is made of here. */
struct token {
	enum { COUNT, SHARE, BASIS, SEMICOLON, STOP } kind;
	size_t at, end;    /* bytes of the marked text, the unit too */
	size_t open;       /* 1 + where the innermost bracket opens, or 0 */
	const struct mark *mark;
	struct str unit;   /* of a count */
	size_t family;     /* the row of the table that knows the unit */
	enum numeral_how how;
	bool near;         /* of a basis */
	size_t behind;     /* 1 + the token that the next two are said of, or 0 */
	bool other, item;  /* what the words between that one and this say */
};

struct list {
	size_t first;           /* the token that it begins behind */
	size_t part[PARTS];     /* tokens */
	size_t share[PARTS];    /* tokens; 0: none */
	size_t n;
	size_t clause;          /* how many parts come before the first ; */
	bool nested;            /* a basis stands between its parts */
};

/* What is asked of words; a row of claims.tsv answers one of these. */
enum step { UNIT, OF_BASIS, TOTAL, ITEMS, ITEM, OTHER, ABOUT, OVERLAP, STEPS };
static const char *const step_names[] = {
	"unit", "basis", "total", "items", "item", "other", "about", "overlap",
	NULL
};

static struct rows rules;
static struct rows_set of_step[STEPS];
/* The rows of step basis, and behind them one that stands nowhere. */
static struct word { size_t row, at, end; } *words;
static size_t word_count;
static struct token *tokens;
static size_t token_count, token_cap;
static struct str text;
static size_t next; /* the token that is looked at next */

void
claim_load(const char *folder)
{
	rows_load(&rules, folder, "claims.tsv",
	    "step value needs pattern example");
	words = xcalloc(rules.tab.rows + 1, sizeof *words);
	for (size_t i = 0; i < rules.tab.rows; i++) {
		enum step step = (enum step)tab_choice(&rules.tab, i, STEP,
		    step_names, "no such step");

		rows_put(&rules, i, &of_step[step]);
		if (step == OF_BASIS)
			words[word_count++].row = i;
	}
	words[word_count].at = SIZE_MAX;
}

bool
claim_is_likely(struct str folded)
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
claim_prove(void)
{
	rows_prove(&rules);
}

/* The row of this step that matches; false when none does. */
static bool
says(enum step step, struct str s, struct rx_match *hit, size_t *row)
{
	for (size_t i = rows_next(&rules, &of_step[step], 0); i < rules.tab.rows;
	     i = rows_next(&rules, &of_step[step], i + 1))
		if (rows_match(&rules, i, s, hit)) {
			*row = i;
			return true;
		}
	return false;
}

static bool
is_said(enum step step, struct str s)
{
	struct rx_match hit;
	size_t row;

	return says(step, s, &hit, &row);
}

/* Tokens */

static void
add(struct token token)
{
	tokens = xgrow(tokens, token_count, &token_cap, sizeof *tokens);
	tokens[token_count++] = token;
}

/* A number in 万 or 亿 has been rounded, whatever else is said of it. */
static enum numeral_how
precision(const struct mark *mark, struct str behind)
{
	enum numeral_how how = numeral_after(behind, mark->n.how);

	return how == NUMERAL_EXACT && mark->n.scaled ? NUMERAL_APPROX : how;
}

static void
add_number(const struct mark *mark, size_t open)
{
	struct str behind = str_slice(text, mark->at + 1, text.n);
	struct token token = { .at = mark->at, .end = mark->at + 2,
		.open = open, .mark = mark, .kind = SHARE };
	struct rx_match hit;

	if (mark->n.how == NUMERAL_UNREAD)
		return;
	if (!str_starts(behind, STR("%"))) {
		if (!says(UNIT, behind, &hit, &token.family))
			return;
		token.kind = COUNT;
		token.unit = hit.group[0];
		token.end = mark->at + 1 + token.unit.n;
	}
	token.how = precision(mark, str_slice(text, token.end, text.n));
	add(token);
}

/* Looks for the word from i on. */
static void
find_word(struct word *w, size_t i)
{
	struct rx_match hit;

	w->at = w->end = SIZE_MAX;
	if (rows_find(&rules, w->row, text, i, &hit) == RX_FOUND) {
		w->at = (size_t)(hit.group[0].p - text.p);
		w->end = w->at + hit.group[0].n;
	}
}

/* The first word of a basis from i on; one at SIZE_MAX when there is none. */
static const struct word *
next_word(size_t i)
{
	const struct word *first = &words[word_count];

	for (size_t k = 0; k < word_count; k++) {
		if (words[k].at < i)
			find_word(&words[k], words[k].end);
		if (words[k].at < first->at)
			first = &words[k];
	}
	return first;
}

static void
add_word(const struct word *w, size_t open)
{
	add((struct token){ .kind = BASIS, .at = w->at, .end = w->end,
		.open = open, .near = str_eq(rows_cell(&rules, w->row, VALUE),
		STR("near")) });
}

/* Where the next sign that may be a token, or a bracket, stands: at i or behind
 * it, at `most` when there is none before. */
static size_t
next_sign(size_t i, size_t most)
{
	static const bool signs[256] = {
		['('] = true, [')'] = true, [';'] = true, ['!'] = true,
		[0xE3] = true, /* as 。 begins */
	};

	while (i < most && !signs[(unsigned char)text.p[i]])
		i++;
	return i;
}

/* Bytes of the stop that ends a sentence at i; 0: there is none. */
static size_t
stop_at(size_t i)
{
	if (text.p[i] == '!')
		return 1;
	return text.p[i] == '\xE3' &&
	    str_starts(str_slice(text, i, text.n), STR("。")) ? 3 : 0;
}

static void
tokenize(const struct marks *m, const struct rows_set *may)
{
	size_t open[DEPTH + 1] = { 0 }, depth = 0, mark = 0, most, stop;
	const struct word *w;

	for (size_t i = 0; i < word_count; i++)
		if (rows_next(&rules, may, words[i].row) == words[i].row)
			find_word(&words[i], 0);
		else
			words[i].at = SIZE_MAX;
	w = next_word(0);
	for (size_t i = 0;; i++) {
		most = mark < m->n ? m->v[mark].at : text.n;
		i = next_sign(i, w->at < most ? w->at : most);
		if (i == text.n)
			break;
		if (mark < m->n && m->v[mark].at == i) {
			if (m->v[mark].kind == MARK_VALUE)
				add_number(&m->v[mark], open[depth]);
			mark++;
		} else if (text.p[i] == '(' && depth < DEPTH) {
			open[++depth] = i + 1;
		} else if (text.p[i] == ')' && depth > 0) {
			depth--;
		} else if (text.p[i] == ';') {
			add((struct token){ .kind = SEMICOLON, .at = i,
				.end = i + 1, .open = open[depth] });
		} else if ((stop = stop_at(i)) != 0) {
			depth = 0; /* a bracket that was never closed */
			add((struct token){ .kind = STOP, .at = i,
				.end = i + stop });
		} else if (w->at == i) {
			add_word(w, open[depth]);
		}
		if (w->at == i)
			w = next_word(w->end);
	}
}

void
claim_begin(const struct marks *m, const struct rows_set *may)
{
	text = buf_str(&m->text);
	token_count = next = 0;
	tokenize(m, may);
}

/* Lists */

static bool
is_alike(size_t a, size_t b)
{
	return str_eq(rows_cell(&rules, tokens[a].family, VALUE),
	    rows_cell(&rules, tokens[b].family, VALUE));
}

static struct str
between(size_t a, size_t b)
{
	return str_slice(text, tokens[a].end, tokens[b].at);
}

/* True for a gap that has no words. */
static bool
touches(struct str gap)
{
	for (size_t i = 0; i < gap.n; i++)
		if (strchr(" \n,:(", gap.p[i]) == NULL)
			return false;
	return true;
}

/* The share belongs to the last part: 62条,占0.90% or 62条(0.90%). */
static void
take_share(struct list *l, size_t share, size_t open)
{
	struct str gap;

	if (l->n == 0 || l->share[l->n - 1] != 0)
		return;
	gap = between(l->part[l->n - 1], share);
	if (!touches(gap) && (tokens[share].open != open ||
	    !str_has(gap, STR("占")) || str_has(gap, STR(";"))))
		return;
	l->share[l->n - 1] = share;
	if (is_said(ABOUT, gap))
		tokens[share].how = NUMERAL_APPROX;
}

/* What the words between two tokens say of the second: every whole before them
 * asks again. */
static const struct token *
ask(size_t last, size_t i)
{
	struct str gap = between(last, i);

	if (tokens[i].behind != last + 1) {
		tokens[i].behind = last + 1;
		tokens[i].other = is_said(OTHER, gap);
		tokens[i].item = is_said(ITEM, gap);
	}
	return &tokens[i];
}

/* True when the count i behind token `last` is no part of the list. */
static bool
is_else(const struct list *l, size_t last, size_t i)
{
	return between(last, i).n > GAP || l->n == PARTS ||
	    ask(last, i)->other || (l->n != 0 && ask(last, i)->item);
}

/* The counts like those of token `like` behind token `from`, in the bracket
 * `open`; to the end of the sentence, or until something else is spoken of.
 * What stands behind a second basis up to the next ; is a list of its own. */
static void
collect(struct list *l, size_t from, size_t open, size_t like)
{
	bool inner = false;
	size_t last = from;
	const struct token *t;

	l->first = from;
	l->n = 0;
	l->clause = SIZE_MAX;
	l->nested = false;
	for (size_t i = from + 1; i < token_count && i - from < REACH; i++) {
		t = &tokens[i];
		if (t->open < open || t->kind == STOP)
			break;
		if (t->kind == SHARE && !inner)
			take_share(l, i, open);
		if (t->open != open)
			continue;
		if (t->kind == SEMICOLON) {
			inner = false;
			if (l->clause == SIZE_MAX)
				l->clause = l->n;
		} else if (t->kind == BASIS) {
			inner = l->nested = true;
		} else if (t->kind == COUNT && !inner && is_alike(i, like)) {
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

/* Sum of the first n parts; false when it does not fit. */
static bool
add_up(const struct list *l, size_t n, struct dec *sum)
{
	*sum = (struct dec){ 0, 0 };
	for (size_t i = 0; i < n; i++)
		if (!dec_add(sum, tokens[l->part[i]].mark->n.value))
			return false;
	return true;
}

/* How many parts add up to the whole, zeros behind them counted; 0: none do. */
static size_t
exact_parts(const struct list *l, size_t whole)
{
	struct dec sum = { 0, 0 }, want = tokens[whole].mark->n.value;

	for (size_t i = 0; i < l->n; i++) {
		if (!dec_add(&sum, tokens[l->part[i]].mark->n.value))
			return 0;
		if (dec_cmp(sum, want) < 0)
			continue;
		if (dec_cmp(sum, want) > 0)
			return 0;
		while (i + 1 < l->n &&
		    tokens[l->part[i + 1]].mark->n.value.n == 0)
			i++;
		return i + 1;
	}
	return 0;
}

static bool
has_shares(const struct list *l)
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

/* How many of the shares are shares of this whole. */
static size_t
count_shares(const struct list *l, size_t whole)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += l->share[i] != 0 &&
		    is_share(tokens[l->part[i]].mark->n.value,
		    tokens[whole].mark->n.value,
		    tokens[l->share[i]].mark->n.value);
	return n;
}

/* Parts that are more than the whole may be an error of the report, or of the
 * reading.  It is the report's when nothing else could be meant. */
static bool
is_firm(const struct list *l, size_t whole)
{
	for (size_t i = 0; i < l->n; i++)
		if (!str_eq(tokens[l->part[i]].unit, tokens[whole].unit) ||
		    tokens[l->part[i]].how != NUMERAL_EXACT ||
		    dec_cmp(tokens[l->part[i]].mark->n.value,
		    tokens[whole].mark->n.value) > 0)
			return false;
	return !l->nested && !is_said(OVERLAP, between(whole, l->part[l->n - 1]));
}

/* Whole and basis */

/* The whole is right before the word, or in its sentence with nothing counted
 * between them. */
static bool
is_close(size_t whole, size_t basis, size_t first)
{
	struct str gap = between(whole, basis);

	if (str_starts(gap, STR("。")) || str_starts(gap, STR(";")))
		gap = str_slice(gap, gap.p[0] == ';' ? 1 : 3, gap.n);
	if (touches(gap) || tokens[whole].open != tokens[basis].open)
		return true;
	for (size_t i = whole + 1; i < basis; i++)
		if (tokens[i].kind != SHARE)
			return false;
	return str_eq(tokens[whole].unit, tokens[first].unit);
}

/* The counts of the sentence before the word, or of the one before that when
 * the word begins a sentence; nearest first. */
static size_t
wholes_before(size_t basis, size_t like, size_t *whole)
{
	size_t n = 0, i = basis, open = tokens[basis].open;
	bool begins = basis > 0 && tokens[basis].at - tokens[basis - 1].end <= 3;

	for (size_t steps = 0; i-- > 0 && steps < PARTS; steps++) {
		if (tokens[i].kind == STOP || tokens[i].kind == SEMICOLON) {
			if (i + 1 != basis || !begins)
				break;
		} else if (tokens[i].kind == COUNT && tokens[i].open == open &&
		    is_alike(i, like)) {
			if (n == WHOLES)
				return 0;
			whole[n++] = i;
		}
	}
	if (n == 0 && open != 0 && basis > 0 &&
	    tokens[basis - 1].kind == COUNT &&
	    tokens[basis - 1].end + 1 == open && is_alike(basis - 1, like))
		whole[n++] = basis - 1;
	return n;
}

/* True when a word before the count, in its clause, makes it a part. */
static bool
is_part(size_t count)
{
	for (size_t i = count; i > 0 && count - i < PARTS; i--) {
		if (tokens[i - 1].kind == BASIS)
			return true;
		if (tokens[i - 1].kind == STOP || tokens[i - 1].kind == SEMICOLON)
			break;
	}
	return false;
}

/* Cuts the list to what is certain without an exact sum; false: nothing. */
static bool
cut(struct list *l, size_t whole)
{
	struct dec sum;

	if (!has_shares(l) && !is_said(ITEMS,
	    str_slice(text, tokens[l->first].end, text.n)))
		l->n = l->clause;
	if (has_shares(l) && count_shares(l, whole) * 2 < l->n)
		return false; /* they are of another whole */
	return l->n != 0 && add_up(l, l->n, &sum) &&
	    (dec_cmp(sum, tokens[whole].mark->n.value) < 0 ||
	    is_firm(l, whole));
}

/* Finds the whole of a list behind a word, and ends the list; false when no
 * whole is certain. */
static bool
find_whole(struct list *l, size_t basis, size_t *whole)
{
	size_t wholes[WHOLES], n = wholes_before(basis, l->part[0], wholes), k;

	if (tokens[basis].near && n > 0)
		n = touches(between(wholes[0], basis));
	if (n > 0 && is_part(wholes[0]) && touches(between(wholes[0], basis))) {
		n = 1; /* a part that has parts: they end with the clause */
		l->n = l->clause;
	}
	for (size_t i = 0; i < n; i++) {
		k = exact_parts(l, wholes[i]);
		if (k != 0 && tokens[wholes[i]].mark->n.value.n != 0) {
			*whole = wholes[i];
			l->n = k;
			return true;
		}
	}
	if (n != 1 || l->n == 0)
		return false; /* none, or which one? */
	*whole = wholes[0];
	return is_close(*whole, basis, l->part[0]) &&
	    tokens[*whole].mark->n.value.n != 0 && cut(l, *whole);
}

/* The first count behind the word, in its bracket and sentence. */
static bool
first_part(size_t basis, size_t *part)
{
	for (size_t i = basis + 1; i < token_count; i++) {
		if (tokens[i].kind == STOP || tokens[i].kind == BASIS ||
		    tokens[i].open < tokens[basis].open)
			return false;
		if (tokens[i].kind == COUNT &&
		    tokens[i].open == tokens[basis].open) {
			*part = i;
			return true;
		}
	}
	return false;
}

static bool
read_basis(size_t basis, struct list *l, size_t *whole)
{
	size_t part;

	if (!first_part(basis, &part))
		return false;
	collect(l, basis, tokens[basis].open, part);
	return l->n != 0 && find_whole(l, basis, whole);
}

/* Shares and lists */

static bool
are_shares(const struct list *l, size_t whole)
{
	return l->n > 1 && count_shares(l, whole) == l->n;
}

/* True when the first count of a sentence is a total by the words before it. */
static bool
is_total(size_t whole)
{
	size_t from = whole > 0 ? tokens[whole - 1].end : 0;

	if (whole > 0 && tokens[whole - 1].kind != STOP &&
	    tokens[whole - 1].kind != SEMICOLON)
		return false;
	return tokens[whole].at - from <= GAP &&
	    is_said(TOTAL, str_slice(text, from, tokens[whole].at));
}

/* The list that follows a whole without a word between them: in a bracket
 * right behind it, in its sentence, or in the next one. */
static void
collect_behind(struct list *l, size_t whole)
{
	size_t from = whole, open = tokens[whole].open;

	if (whole + 1 < token_count) {
		if (tokens[whole + 1].open == tokens[whole].end + 1)
			open = tokens[whole + 1].open;
		else if (tokens[whole + 1].kind == STOP)
			from = whole + 1;
	}
	collect(l, from, open, whole);
}

/* True when the list is one: every part has its share of the whole, or the
 * parts, to the end of the sentence or bracket, add up to the total. */
static bool
read_list(size_t whole, struct list *l)
{
	struct dec least = { LEAST_TOTAL, 0 };
	size_t k;

	collect_behind(l, whole);
	if (l->nested)
		return false; /* the word speaks for itself */
	if (are_shares(l, whole))
		return true;
	k = exact_parts(l, whole);
	if (k < 2 || (k != l->n && k != l->clause) ||
	    tokens[l->part[0]].mark->n.value.n == 0 ||
	    tokens[whole].how != NUMERAL_EXACT)
		return false;
	l->n = k;
	return tokens[l->part[0]].open == tokens[whole].end + 1 ||
	    (dec_cmp(tokens[whole].mark->n.value, least) >= 0 &&
	    is_total(whole));
}

/* Writing */

void
claim_put(struct buf *parts, struct dec value, const char *qualifier)
{
	char number[DEC_TEXT];

	if (parts->n != 0)
		buf_byte(parts, ' ');
	buf_put(parts, (struct str){ number, dec_print(value, number) });
	if (strcmp(qualifier, "exact") != 0) {
		buf_byte(parts, ':');
		buf_put(parts, str_of(qualifier));
	}
}

void
claim_write(const struct claim *c, const struct claim_place *at)
{
	static struct rec w;
	char number[DEC_TEXT];

	rec_make(&w, REC_CLAIM, at->doc, at->line);
	w.f[CLAIM_REPORT] = at->report;
	w.f[CLAIM_WHOLE] = (struct str){ number, dec_print(c->whole, number) };
	w.f[CLAIM_QUALIFIER] = c->qualifier;
	w.f[CLAIM_BASIS] = c->basis;
	w.f[CLAIM_PARTS] = c->parts;
	w.f[CLAIM_SHARES] = c->shares;
	rec_number(&w, CLAIM_COLUMN, at->column);
	w.f[CLAIM_RAW] = at->raw;
	records_write(&w);
}

static void
put_number(struct buf *out, size_t token)
{
	claim_put(out, tokens[token].mark->n.value,
	    numeral_qualifier(tokens[token].how));
}

static void
make(struct claim *c, const struct list *l, size_t whole, struct str basis)
{
	static struct buf parts, shares;
	bool with_shares = has_shares(l);
	size_t last = with_shares ? l->share[l->n - 1] : l->part[l->n - 1];

	parts.n = shares.n = 0;
	for (size_t i = 0; i < l->n; i++) {
		put_number(&parts, l->part[i]);
		if (with_shares)
			put_number(&shares, l->share[i]);
	}
	*c = (struct claim){ tokens[whole].mark->n.value, tokens[whole].at,
		tokens[last].end, str_of(numeral_qualifier(tokens[whole].how)),
		basis, buf_str(&parts), buf_str(&shares) };
}

bool
claim_next(struct claim *c)
{
	static struct list l;
	size_t i, whole;

	while (next < token_count) {
		i = next++;
		if (tokens[i].kind == BASIS && read_basis(i, &l, &whole)) {
			make(c, &l, whole, STR("其中"));
			return true;
		}
		if (tokens[i].kind == COUNT && read_list(i, &l)) {
			make(c, &l, i, are_shares(&l, i) ? STR("shares") :
			    STR("list"));
			return true;
		}
	}
	return false;
}
