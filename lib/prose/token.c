#include <string.h>

#include "core/die.h"
#include "prose/token.h"

enum { STEP, VALUE };
enum { DEPTH = 8 /* of brackets */ };

static const char *const step_names[] = {
	"unit", "basis", "total", "items", "item", "other", "about", "overlap",
	NULL
};

static struct rows rules;
static struct rows_set of_step[SAYS];
/* The rows of step basis, and behind them one that stands nowhere. */
static struct word { size_t row, at, end; } *words;
static size_t word_count;

void
token_load(const char *folder)
{
	rows_load(&rules, folder, "claims.tsv",
	    "step value needs pattern example");
	words = xcalloc(rules.tab.rows + 1, sizeof *words);
	for (size_t i = 0; i < rules.tab.rows; i++) {
		enum token_says step = (enum token_says)tab_choice(&rules.tab,
		    i, STEP, step_names, "no such step");

		rows_put(&rules, i, &of_step[step]);
		if (step == SAYS_BASIS)
			words[word_count++].row = i;
	}
	words[word_count].at = SIZE_MAX;
}

void
token_prove(void)
{
	rows_prove(&rules);
}

/* The row that says so; false when none does. */
static bool
find(enum token_says what, struct str s, struct rx_match *hit, size_t *row)
{
	for (size_t i = rows_next(&rules, &of_step[what], 0); i < rules.tab.rows;
	     i = rows_next(&rules, &of_step[what], i + 1))
		if (rows_match(&rules, i, s, hit)) {
			*row = i;
			return true;
		}
	return false;
}

bool
token_says(enum token_says what, struct str s)
{
	struct rx_match hit;
	size_t row;

	return find(what, s, &hit, &row);
}

static void
add(struct tokens *t, struct token token)
{
	t->v = xgrow(t->v, t->n, &t->cap, sizeof *t->v);
	t->v[t->n++] = token;
}

/* Numbers */

/* A number in 万 or 亿 has been rounded, whatever else is said of it. */
static enum numeral_how
precision(const struct mark *mark, struct str behind)
{
	enum numeral_how how = numeral_after(behind, mark->n.how);

	return how == NUMERAL_EXACT && mark->n.scaled ? NUMERAL_APPROX : how;
}

static void
add_number(struct tokens *t, const struct mark *mark, size_t open)
{
	struct str text = t->text;
	struct str behind = str_slice(text, mark->at + 1, text.n);
	struct token token = { .at = mark->at, .end = mark->at + 2,
		.open = open, .mark = mark, .kind = TOKEN_SHARE };
	struct rx_match hit;

	if (mark->n.how == NUMERAL_UNREAD)
		return;
	if (!str_starts(behind, STR("%"))) {
		if (!find(SAYS_UNIT, behind, &hit, &token.family))
			return;
		token.kind = TOKEN_COUNT;
		token.unit = hit.group[0];
		token.end = mark->at + 1 + token.unit.n;
	}
	token.how = precision(mark, str_slice(text, token.end, text.n));
	add(t, token);
}

/* Words */

/* Looks for the word from i on. */
static void
find_word(struct str text, struct word *w, size_t i)
{
	struct rx_match hit;

	w->at = w->end = SIZE_MAX;
	if (rows_find(&rules, w->row, text, i, &hit) == RX_FOUND) {
		w->at = (size_t)(hit.group[0].p - text.p);
		w->end = w->at + hit.group[0].n;
	}
}

/* The first word from i on; one at SIZE_MAX when there is none. */
static const struct word *
next_word(struct str text, size_t i)
{
	const struct word *first = &words[word_count];

	for (size_t k = 0; k < word_count; k++) {
		if (words[k].at < i)
			find_word(text, &words[k], words[k].end);
		if (words[k].at < first->at)
			first = &words[k];
	}
	return first;
}

/* The first word of a text. */
static const struct word *
first_word(struct str text, const struct rows_set *may)
{
	for (size_t i = 0; i < word_count; i++)
		if (rows_next(&rules, may, words[i].row) == words[i].row)
			find_word(text, &words[i], 0);
		else
			words[i].at = SIZE_MAX;
	return next_word(text, 0);
}

static void
add_word(struct tokens *t, const struct word *w, size_t open)
{
	add(t, (struct token){ .kind = TOKEN_BASIS, .at = w->at, .end = w->end,
		.open = open, .near = str_eq(rows_cell(&rules, w->row, VALUE),
		STR("near")) });
}

/* The text */

/* Where the next sign that may be a token, or a bracket, stands: at i or behind
 * it, at `most` when there is none before. */
static size_t
next_sign(struct str text, size_t i, size_t most)
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
stop_at(struct str text, size_t i)
{
	if (text.p[i] == '!')
		return 1;
	return text.p[i] == '\xE3' &&
	    str_starts(str_slice(text, i, text.n), STR("。")) ? 3 : 0;
}

void
tokens_read(struct tokens *t, const struct marks *m, const struct rows_set *may)
{
	size_t open[DEPTH + 1] = { 0 }, depth = 0, mark = 0, most, stop;
	struct str text = buf_str(&m->text);
	const struct word *w = first_word(text, may);

	t->text = text;
	t->n = 0;
	for (size_t i = 0;; i++) {
		most = mark < m->n ? m->v[mark].at : text.n;
		i = next_sign(text, i, w->at < most ? w->at : most);
		if (i == text.n)
			break;
		if (mark < m->n && m->v[mark].at == i) {
			if (m->v[mark].kind == MARK_VALUE)
				add_number(t, &m->v[mark], open[depth]);
			mark++;
		} else if (text.p[i] == '(' && depth < DEPTH) {
			open[++depth] = i + 1;
		} else if (text.p[i] == ')' && depth > 0) {
			depth--;
		} else if (text.p[i] == ';') {
			add(t, (struct token){ .kind = TOKEN_SEMICOLON,
				.at = i, .end = i + 1, .open = open[depth] });
		} else if ((stop = stop_at(text, i)) != 0) {
			depth = 0; /* a bracket that was never closed */
			add(t, (struct token){ .kind = TOKEN_STOP, .at = i,
				.end = i + stop });
		} else if (w->at == i) {
			add_word(t, w, open[depth]);
		}
		if (w->at == i)
			w = next_word(text, w->end);
	}
}

/* Two tokens */

struct str
tokens_between(const struct tokens *t, size_t a, size_t b)
{
	return str_slice(t->text, t->v[a].end, t->v[b].at);
}

bool
token_touches(struct str gap)
{
	for (size_t i = 0; i < gap.n; i++)
		if (strchr(" \n,:(", gap.p[i]) == NULL)
			return false;
	return true;
}

bool
tokens_are_alike(const struct tokens *t, size_t a, size_t b)
{
	return str_eq(rows_cell(&rules, t->v[a].family, VALUE),
	    rows_cell(&rules, t->v[b].family, VALUE));
}

const struct token *
tokens_ask(struct tokens *t, size_t last, size_t i)
{
	struct token *token = &t->v[i];
	struct str gap = tokens_between(t, last, i);

	if (token->behind != last + 1) {
		token->behind = last + 1;
		token->other = token_says(SAYS_OTHER, gap);
		token->item = token_says(SAYS_ITEM, gap);
	}
	return token;
}
