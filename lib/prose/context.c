#include "core/date.h"
#include "core/memo.h"
#include "core/utf8.h"
#include "extract/trace.h"
#include "prose/context.h"

enum { STEP, VALUE, STEP_FOR, STEP_SECTIONS };
enum { NEAR = 16384 /* bytes */ };

/* What is asked of a number, in this order. */
enum step { KIND, PERIOD, SINCE, SUBJECT, TOPIC, BEHIND, SCOPE, STEPS };
static const char *const names[] = {
	"kind", "period", "since", "subject", "topic", "behind", "scope", NULL
};

static struct rows context;
static struct rows_set of_step[STEPS];

void
context_load(const char *folder)
{
	rows_load(&context, folder, "context.tsv",
	    "step value for sections needs pattern example");
	for (size_t i = 0; i < context.tab.rows; i++)
		rows_put(&context, i, &of_step[tab_choice(&context.tab, i, STEP,
		    names, "no such step")]);
}

void
context_rows(struct str id, struct rows_set *rows)
{
	*rows = (struct rows_set){ { 0 } };
	for (size_t i = 0; i < context.tab.rows; i++)
		if (context_admits(rows_cell(&context, i, STEP_FOR), id))
			rows_put(&context, i, rows);
}

struct str
context_near(struct str s)
{
	size_t from = s.n > NEAR ? s.n - NEAR : 0;

	while (from < s.n && ((unsigned char)s.p[from] & 0xC0) == 0x80)
		from++;
	return str_slice(s, from, s.n);
}

bool
context_admits(struct str list, struct str word)
{
	bool not = str_starts(list, STR("-"));
	struct str one;

	if (list.n == 0)
		return true;
	list = str_slice(list, not, list.n);
	while (str_split(&list, ' ', &one))
		if (str_eq(one, word) || (str_ends(one, STR(".")) &&
		    str_starts(word, one)))
			return !not;
	return not;
}

/* The year of the report, or several between blanks when it is not certain. */
static struct str
year_of(const struct words *w)
{
	size_t from = w->key.n;

	while (from > 0 && w->key.p[from - 1] != '/')
		from--;
	return str_slice(w->key, from, w->key.n);
}

/* True when a body that the text names, 市公安局, is another than the report's: that of
 * a government has none of these, and others call themselves 我局. */
static bool
is_another(const struct words *w, struct str name)
{
	static const char *const selves[] = { "我局", "本局", "我委", "本委",
		"本机关", "我厅", "本厅", "我办", NULL };
	size_t place = name.n != 0 ? utf8_length(name.p[0]) : 0;

	if (str_abbreviates(str_slice(name, place, name.n), w->key))
		return false;
	for (size_t i = 0; selves[i] != NULL; i++)
		if (str_has(buf_str(&w->marks->text), str_of(selves[i])))
			return true;
	return str_has(w->key, STR("政府"));
}

/* Of a text, the rows that can match it, less those that have been found not to; and
 * those that have been found to, and find no name there.  What stands before a number
 * recurs from rule to rule, and from report to report. */
struct asked {
	struct rows_set may, match;
};
static struct memo met = { .size = sizeof(struct asked) };

static bool
says(size_t row, struct str text, struct asked *asked, const struct words *w)
{
	struct rx_match hit;

	if (rows_has(&context, row, &asked->match))
		return true;
	if (!rows_try(&context, row, text, &asked->may, &hit))
		return false;
	if (hit.group[1].p != NULL)
		return is_another(w, hit.group[1]);
	rows_put(&context, row, &asked->match);
	return true;
}

/* Nothing has been asked about a text of the paragraph. */
static struct asked *
first(struct asked *asked, const struct words *w)
{
	*asked = (struct asked){ .may = *w->may };
	return asked;
}

/* What has been asked about what stands before the number. */
static struct asked *
asked_before(const struct words *w)
{
	bool known;
	struct asked *asked = memo_find(&met, w->before, &known);

	return known ? asked : first(asked, w);
}

/* What these words around a reading say in this step; empty when nothing. */
static struct str
ask(enum step step, struct str text, const struct words *w)
{
	struct rows_set rows;
	struct asked own, *asked;
	struct str value;

	if (!rows_both(&of_step[step], w->rows, &rows) ||
	    !rows_both(&rows, w->may, &rows))
		return STR("");
	asked = str_eq(text, w->before) ? asked_before(w) : first(&own, w);
	rows_both(&rows, &asked->may, &rows);
	for (size_t i = rows_next(&context, &rows, 0); i < context.tab.rows;
	     i = rows_next(&context, &rows, i + 1))
		if (context_admits(rows_cell(&context, i, STEP_SECTIONS),
		    w->section) && says(i, text, asked, w)) {
			value = rows_cell(&context, i, VALUE);
			trace_say(3, "%s: %.*s (context.tsv:%zu)", names[step],
			    (int)value.n, value.p, context.tab.row[i].line);
			return value;
		}
	return STR("");
}

void
context_trim(void)
{
	memo_trim(&met);
}

/* Words that lead back to the report's own year. */
static bool
says_own_year(struct str s)
{
	return str_has(s, STR("本年")) || str_has(s, STR("今年")) ||
	    str_has(s, STR("全年")) || str_has(s, STR("当年"));
}

/* Behind a year: what goes on from there, and what all is counted from there. */
static const char *const from[] = { "@年起", "@年@月起", "@年@月@日起", NULL };
static const char *const until_now[] = { "@年以来", "@年@月以来", "@年@月@日以来",
	"@年至今", "@年@月至今", "@年@月@日至今", NULL };

/* Before a year: what is carried into it. */
static const char *const over[] = { "转", "转至", "转到", "转入", NULL };

/* 自2008年5月1日起: since when, not of when; 比2008年: what it is held against;
 * 2011年度结转, 转2013年: carried in from the year before, out to the next. */
static bool
is_aside(struct str before, size_t at, int64_t off)
{
	static const char *const heads[] = { "自", "从", "由", "比", "较", NULL };
	static const char *const in[] = { "@年结转", "@年度结转", "@年转", "@年度转",
		"@年遗留", "@年度遗留", "@年未办结", "@年度未办结", NULL };
	struct str head = str_slice(before, 0, at);
	struct str tail = str_slice(before, at, before.n);

	return str_ends_any(head, heads) || str_starts_any(tail, from) ||
	    str_starts_any(tail, until_now) ||
	    (off == -1 && str_starts_any(tail, in)) ||
	    (off == 1 && str_ends_any(head, over));
}

/* Cuts 2011年全年, 2011年度, which is all of that year, from the front. */
static struct str
behind_year(struct str s)
{
	static const struct str words[] = { { "@年", 4 }, { "度", 3 },
		{ "全年", 6 } };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_starts(s, words[i]))
			s = str_slice(s, words[i].n, s.n);
	return s;
}

/* The next year that the sentence names before the number, from byte *at on, which
 * becomes its place; NULL when there is none. */
static const struct mark *
next_year(const struct words *w, size_t *at)
{
	const struct mark *mark;

	for (; *at < w->before.n; ++*at) {
		if (w->before.p[*at] != '@')
			continue;
		mark = marks_at(w->marks, (size_t)(w->before.p -
		    w->marks->text.p) + *at);
		if (mark != NULL && mark->kind == MARK_YEAR)
			return mark;
	}
	return NULL;
}

/* True for a place in brackets with a number, which are closed: what they say is of that
 * number alone. */
static bool
is_bracketed(struct str s, size_t at)
{
	size_t open = at, close = at;

	while (open > 0 && s.p[open - 1] != '(' && s.p[open - 1] != ')')
		open--;
	while (close < s.n && s.p[close] != '(' && s.p[close] != ')')
		close++;
	return open > 0 && s.p[open - 1] == '(' && close < s.n && s.p[close] == ')' &&
	    str_has(str_slice(s, open, close), STR("#"));
}

/* True when the last year that the sentence names before the number is another
 * than the report's. */
static bool
is_of_other_year(const struct words *w)
{
	const struct mark *mark;
	struct str rest;
	int64_t named = 0, own = date_year(year_of(w));
	size_t at = 0;

	if (own == 0) /* no year, or several */
		return false;
	for (size_t i = 0; (mark = next_year(w, &i)) != NULL; i++)
		if (!is_aside(w->before, i, mark->n.value.n - own) &&
		    !is_bracketed(w->before, i)) {
			named = mark->n.value.n;
			at = i;
		}
	if (named == 0)
		return false;
	rest = str_slice(w->before, at, w->before.n);
	if (named == own) /* carried into this year, not out of it */
		return str_ends_any(str_slice(w->before, 0, at), over) &&
		    !str_has(rest, STR("#"));
	return !says_own_year(named < own ? behind_year(rest) : rest);
}

/* True when the number is of several years: 自2008年5月1日至2012年12月31日, 2008年至2012年. */
static bool
spans_years(const struct words *w)
{
	static const char *const to[] = { "至", "到", NULL };
	static const char *const years[] = { "@年至@年", "@年到@年", NULL };
	const struct mark *mark;
	struct str head, rest = STR("");
	int64_t since = INT64_MAX;

	for (size_t i = 0; (mark = next_year(w, &i)) != NULL; i++) {
		head = str_slice(w->before, 0, i);
		rest = STR("");
		if (str_ends(head, STR("自")) ||
		    str_starts_any(str_slice(w->before, i, w->before.n), years))
			since = mark->n.value.n;
		else if (str_ends_any(head, to) && since < mark->n.value.n - 1)
			rest = str_slice(w->before, i, w->before.n);
	}
	return rest.n != 0 && !says_own_year(rest);
}

/* 2008年以来: since a year before the report's own, though 自 is not there; not when
 * that one is named behind it, as in 2008年以来52条,2012年8条. */
static bool
is_since(const struct words *w)
{
	static const char *const to[] = { "至", "到", "止", NULL };
	const struct mark *mark;
	int64_t own = date_year(year_of(w));
	struct str rest;
	bool since = false;

	for (size_t i = 0; (mark = next_year(w, &i)) != NULL; i++) {
		rest = str_slice(w->before, i, w->before.n);
		if (mark->n.value.n < own && str_starts_any(rest, until_now))
			since = !says_own_year(rest);
		else if (mark->n.value.n == own &&
		    !str_ends_any(str_slice(w->before, 0, i), to))
			since = false;
	}
	return since;
}

struct str
context_kind(const struct words *w)
{
	return ask(KIND, w->so_far, w);
}

/* What stands behind the last stop. */
static struct str
last_clause(struct str s)
{
	size_t start = s.n;

	while (start > 0 && memchr(",;:(#", s.p[start - 1], 5) == NULL)
		start--;
	return str_slice(s, start, s.n);
}

/* True when the number stands again in what is left of its sentence: what is new this
 * year is all there is. */
static bool
stands_again(const struct words *w)
{
	const char *text = w->marks->text.p;
	const struct mark *one = marks_at(w->marks, (size_t)(w->behind.p - text) - 1);
	const struct mark *next;

	for (size_t i = 0; i < w->behind.n && w->behind.p[i] != ';' &&
	     !str_starts(str_slice(w->behind, i, w->behind.n), STR("。")); i++) {
		next = w->behind.p[i] == '#' ?
		    marks_at(w->marks, (size_t)(w->behind.p - text) + i) : NULL;
		if (one != NULL && next != NULL &&
		    dec_cmp(one->n.value, next->n.value) == 0)
			return true;
	}
	return false;
}

struct str
context_period(const struct words *w)
{
	struct str period = ask(PERIOD, w->before, w);

	if (period.n == 0 && !w->zero &&
	    !str_has(last_clause(w->before), STR("新增")) && !stands_again(w))
		period = ask(SINCE, w->behind, w);
	if (period.n == 0 && (spans_years(w) || is_since(w)))
		period = STR("cum");
	/* None since 2008 is none this year. */
	return w->zero && str_eq(period, STR("cum")) ? STR("") : period;
}

struct str
context_scope(const struct words *w)
{
	return ask(SCOPE, w->before, w);
}

struct str
context_refusal(const struct words *w, struct str period)
{
	struct str why = ask(SUBJECT, w->before, w);

	if (why.n == 0)
		why = ask(TOPIC, w->so_far, w);
	if (why.n == 0)
		why = ask(BEHIND, w->behind, w);
	if (why.n == 0 && period.n == 0 && is_of_other_year(w))
		why = STR("another year");
	return why;
}

/* A context row's example is the text before a number. */
static void
prove(size_t row)
{
	static struct marks m;
	struct rx_match hit;

	marks_fold(&m, rows_example(&context, row));
	marks_make(&m);
	if (!rows_fits(&context, row, buf_str(&m.text), &hit))
		tab_wrong(&context.tab, row, "the example does not match");
}

void
context_prove(void)
{
	for (size_t i = 0; i < context.tab.rows; i++)
		prove(i);
}
