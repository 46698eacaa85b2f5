#include <stdio.h>
#include <stdlib.h>

#include "claim.h"
#include "die.h"
#include "fold.h"
#include "marks.h"
#include "prose.h"
#include "rows.h"
#include "scan.h"
#include "trace.h"
#include "utf8.h"

enum { INDICATOR, SECTIONS, NEEDS, PATTERN, EXAMPLE, EXPECT, ALSO }; /* prose */
enum { STEP, VALUE, STEP_FOR, STEP_SECTIONS, CONTEXT_MOST = SCAN_WORD };
enum { KEY, HOME };                                                  /* sections */
enum { MACRO_DEPTH = 4, MATCHES = 64, LINES = 60 /* of a paragraph */,
	FULL_LINE = 60 /* bytes: 20 characters */, ITEM = 240,
	NEAR = 16384 /* bytes: words farther from a number say nothing of it */ };

static struct tab t;
static struct rule {
	const struct indicator *in;
	struct rx *rx;
	struct buf name; /* prose:n.req.recv.3 */
	bool zero;       /* has no number */
	uint64_t context; /* the rows of context.tsv for its indicator */
	bool bare;       /* its number may lack a unit at the end of a clause */
} *rules;

/* What the words around a reading are asked, in this order. */
enum step { KIND, PERIOD, SINCE, SUBJECT, TOPIC, BEHIND, SCOPE, STEPS };
static const char *const step_names[STEPS] = {
	"kind", "period", "since", "subject", "topic", "behind", "scope"
};
static struct rows context;
static uint64_t of_step[STEPS]; /* the rows of context.tsv */

static struct tab sections;
static struct marks m;
static struct scan *scan;     /* what the rules need */
static uint64_t *candidates;  /* the rules that can match */
static uint64_t *always;      /* those that have no literal to ask for */
static uint64_t *zeros;       /* those that have no number */

/* The paragraph at hand: lines joined by LF. */
static struct {
	struct buf text, section;
	struct line {
		size_t at;       /* where it begins in text */
		size_t column;   /* of its first byte */
		char number[20]; /* of the line */
		size_t digits;
	} *line;
	size_t n, cap;
	bool items; /* the last line is an item of a list */
} paragraph;

/* Text outside any known section is in none. */
static struct str
section_word(void)
{
	return paragraph.section.n != 0 ? buf_str(&paragraph.section) :
	    STR("none");
}

static bool
ends_clause(struct str s)
{
	return s.n == 0 || s.p[0] == ',' || s.p[0] == ';' || s.p[0] == ')' ||
	    str_starts(s, STR("。"));
}

/* What has been read in the sentence at hand: indicator and place. */
static size_t sentences; /* so far */
static struct {
	struct taken {
		const struct indicator *in;
		size_t to;
	} *v;
	size_t n, cap;
} taken;

/* What a text without a number must have for any rule. */
static const struct str negations[] = {
	{ "未", 3 }, { "无", 3 }, { "没", 3 }, { "不", 3 }, { "免费", 6 },
};

/* One number, or one negation, as a rule found it. */
struct reading {
	const struct rule *rule;
	struct str before;    /* the sentence up to it, marked */
	struct str so_far;    /* the paragraph, to the end of what matched */
	struct str behind;    /* the sentence behind it, from its unit on */
	size_t from, to;      /* bytes of the marked paragraph */
	const struct mark *mark;
};

static struct str
cell(size_t row, int column)
{
	return t.row[row].cell[column];
}

/* Loading */

static bool
is_macro(size_t row)
{
	return str_starts(cell(row, INDICATOR), STR("="));
}

/* Appends pattern to out with every {name} replaced by the row "=name". */
static void
expand(struct str pattern, struct buf *out, size_t row, int depth)
{
	size_t i = 0, end, macro;

	while (i < pattern.n) {
		end = str_find(pattern, STR("}"), i);
		if (pattern.p[i] != '{' || end == pattern.n ||
		    pattern.p[i + 1] < 'a' || pattern.p[i + 1] > 'z') {
			buf_byte(out, pattern.p[i++]);
			continue;
		}
		for (macro = 0; macro < t.rows; macro++)
			if (is_macro(macro) && str_eq(str_slice(
			    cell(macro, INDICATOR), 1, SIZE_MAX),
			    str_slice(pattern, i + 1, end)))
				break;
		if (macro == t.rows || depth == MACRO_DEPTH)
			tab_wrong(&t, row, "no macro %.*s", (int)(end - i + 1),
			    pattern.p + i);
		buf_put(out, STR("(?:"));
		expand(cell(macro, PATTERN), out, row, depth + 1);
		buf_put(out, STR(")"));
		i = end + 1;
	}
}

static void
name_rule(size_t row)
{
	uint64_t nth = 1;

	for (size_t i = 0; i < row; i++)
		nth += str_eq(cell(i, INDICATOR), cell(row, INDICATOR));
	buf_put(&rules[row].name, STR("prose:"));
	buf_put(&rules[row].name, cell(row, INDICATOR));
	buf_byte(&rules[row].name, '.');
	buf_number(&rules[row].name, nth);
}

static void
load_rule(size_t row)
{
	struct buf pattern = { NULL, 0, 0 };
	char why[128];

	rules[row].in = indicator_find(cell(row, INDICATOR));
	if (rules[row].in == NULL)
		tab_wrong(&t, row, "no such indicator");
	expand(cell(row, PATTERN), &pattern, row, 0);
	rules[row].rx = rx_new(buf_str(&pattern), why, sizeof why);
	if (rules[row].rx == NULL)
		tab_wrong(&t, row, "pattern: %s", why);
	rules[row].zero = !str_has(cell(row, PATTERN), STR("(#)"));
	rules[row].bare = str_has(cell(row, PATTERN), STR("{bare}"));
	name_rule(row);
	buf_free(&pattern);
}

static void
load_needs(size_t row)
{
	struct str rest = cell(row, NEEDS), literal;

	while (rest.n != 0 && str_split(&rest, '|', &literal))
		scan_add(scan, literal, row);
}

/* What is known of the rules before any text is. */
static void
load_sets(void)
{
	size_t words = scan_words(scan);

	candidates = xcalloc(words, sizeof *candidates);
	always = xcalloc(words, sizeof *always);
	zeros = xcalloc(words, sizeof *zeros);
	for (size_t i = 0; i < t.rows; i++) {
		if (!is_macro(i) && cell(i, NEEDS).n == 0)
			scan_put(always, i);
		if (rules[i].zero)
			scan_put(zeros, i);
	}
}

/* True when the list (empty: any; "-x y": any but these) admits the word, or
 * a prefix of it that ends in a dot. */
static bool
admits(struct str list, struct str word)
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

static enum step
step_of(size_t row)
{
	for (enum step k = 0; k < STEPS; k++)
		if (str_eq(rows_cell(&context, row, STEP), str_of(step_names[k])))
			return k;
	tab_wrong(&context.tab, row, "no such step");
}

static void
load_context(const char *folder)
{
	rows_load(&context, folder, "context.tsv",
	    "step value for sections pattern example");
	for (size_t i = 0; i < context.tab.rows; i++) {
		if (i == CONTEXT_MOST)
			tab_wrong(&context.tab, i, "more than %d rows",
			    CONTEXT_MOST);
		scan_put(&of_step[step_of(i)], i);
		for (size_t k = 0; k < t.rows; k++)
			if (!is_macro(k) && admits(rows_cell(&context, i, STEP_FOR),
			    rules[k].in->id))
				scan_put(&rules[k].context, i);
	}
}

void
prose_load(const char *folder)
{
	tab_load(&t, folder, "prose.tsv",
	    "indicator sections needs pattern example expect also");
	rules = xcalloc(t.rows, sizeof *rules);
	scan = scan_new();
	for (size_t i = 0; i < t.rows; i++)
		if (!is_macro(i)) {
			load_rule(i);
			load_needs(i);
		}
	for (size_t i = 0; i < sizeof negations / sizeof *negations; i++)
		scan_add(scan, negations[i], t.rows);
	scan_build(scan);
	load_sets();
	tab_load(&sections, folder, "sections.tsv", "key home");
	load_context(folder);
	claim_load(folder);
}

/* Meaning before value */

/* What these words around a reading say in this step; empty when nothing. */
static struct str
ask(enum step step, struct str words, const struct reading *r)
{
	uint64_t rows = of_step[step] & r->rule->context;
	struct rx_match hit;
	struct str value;

	for (size_t i = scan_next(&rows, 0, CONTEXT_MOST); i < CONTEXT_MOST;
	     i = scan_next(&rows, i + 1, CONTEXT_MOST))
		if (admits(rows_cell(&context, i, STEP_SECTIONS),
		    section_word()) && rows_match(&context, i, words, &hit)) {
			value = rows_cell(&context, i, VALUE);
			trace_say(3, "%s: %.*s (context.tsv:%zu)",
			    step_names[step], (int)value.n, value.p,
			    context.tab.row[i].line);
			return value;
		}
	return STR("");
}

/* Why a reading is not the indicator; empty when it is. */
static struct str
turned_down(const struct reading *r)
{
	struct str why = ask(SUBJECT, r->before, r);

	if (why.n == 0)
		why = ask(TOPIC, r->so_far, r);
	if (why.n == 0)
		why = ask(BEHIND, r->behind, r);
	return why;
}

/* Words that lead back to the report's own year. */
static bool
says_own_year(struct str s)
{
	return str_has(s, STR("本年")) || str_has(s, STR("今年")) ||
	    str_has(s, STR("全年")) || str_has(s, STR("当年"));
}

static bool
starts_with_any(struct str s, const char *const *words)
{
	for (; *words != NULL; words++)
		if (str_starts(s, str_of(*words)))
			return true;
	return false;
}

static bool
ends_with_any(struct str s, const char *const *words)
{
	for (; *words != NULL; words++)
		if (str_ends(s, str_of(*words)))
			return true;
	return false;
}

/* 自2008年5月1日起: since when, not of when; 比2008年: what it is held against;
 * 2011年度结转, 转2013年: carried in from the year before, out to the next. */
static bool
is_aside(struct str before, size_t at, int64_t off)
{
	static const char *const heads[] = { "自", "从", "比", "较", NULL };
	static const char *const since[] = { "@年@月@日起", "@年@月起", "@年起",
		NULL };
	static const char *const in[] = { "@年结转", "@年度结转", NULL };
	static const char *const out[] = { "转", "转至", "转到", "转入", NULL };
	struct str head = str_slice(before, 0, at);
	struct str tail = str_slice(before, at, before.n);

	return ends_with_any(head, heads) || starts_with_any(tail, since) ||
	    (off == -1 && starts_with_any(tail, in)) ||
	    (off == 1 && ends_with_any(head, out));
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

/* True when the last year that the sentence names before the number is another
 * than the report's. */
static bool
is_of_other_year(const struct reading *r, struct str key)
{
	struct str year = str_slice(key, key.n > 4 ? key.n - 4 : 0, key.n);
	const struct mark *mark;
	struct str rest;
	int64_t named = 0, own = 0;
	size_t at = 0;

	for (size_t i = 0; i < year.n; i++) {
		if (year.p[i] < '0' || year.p[i] > '9')
			return false; /* no year, or several */
		own = own * 10 + (year.p[i] - '0');
	}
	for (size_t i = 0; i < r->before.n; i++)
		if (r->before.p[i] == '@') {
			mark = marks_at(&m, (size_t)(r->before.p - m.text.p) + i);
			if (mark != NULL && mark->kind == MARK_YEAR &&
			    !is_aside(r->before, i, mark->n.value.n - own)) {
				named = mark->n.value.n;
				at = i;
			}
		}
	if (named == 0 || named == own)
		return false;
	rest = str_slice(r->before, at, r->before.n);
	return !says_own_year(named < own ? behind_year(rest) : rest);
}

/* 1 when the reading stands where such readings belong, else 2. */
static int
rank_of(const struct indicator *in, struct str section)
{
	for (size_t i = 0; i < sections.rows; i++)
		if (str_eq(sections.row[i].cell[KEY], section) &&
		    sections.row[i].cell[HOME].n != 0 &&
		    admits(sections.row[i].cell[HOME], in->id))
			return 1;
	return 2;
}

static void
reject(const struct reading *r, const struct fact *fact, struct str why,
    const struct facts *f)
{
	static struct rec w;
	char number[DEC_TEXT];

	trace_say(3, "rejected: %.*s", (int)why.n, why.p);
	rec_make(&w, REC_REJECT, f->doc, fact->line);
	w.f[REJECT_REPORT] = f->report;
	w.f[REJECT_INDICATOR] = r->rule->in->id;
	if (r->mark != NULL)
		w.f[REJECT_VALUE] = (struct str){ number,
			dec_print(r->mark->n.value, number) };
	rec_number(&w, REJECT_COLUMN, fact->column);
	w.f[REJECT_RAW] = fact->raw;
	w.f[REJECT_WHY] = why;
	rec_write(&w);
}

/* A total since some year has an indicator of its own, if the codebook has
 * one: n.open.year, n.open.cum. */
static const struct indicator *
cumulative(const struct indicator *in)
{
	static struct buf id;
	size_t dot = in->id.n;
	const struct indicator *cum;

	while (dot > 0 && in->id.p[dot - 1] != '.')
		dot--;
	id.n = 0;
	buf_put(&id, str_slice(in->id, 0, dot));
	buf_put(&id, STR("cum"));
	cum = str_ends(in->id, STR(".year")) ? indicator_find(buf_str(&id)) : NULL;
	return cum != NULL ? cum : in;
}

/* What stands before 其中 is a whole, and no fellow of what stands behind. */
static size_t
group_of(const struct reading *r)
{
	size_t wholes = 0;

	for (size_t i = 0; i < r->before.n; i++)
		wholes += str_starts(str_slice(r->before, i, r->before.n),
		    STR("其中"));
	return sentences * MATCHES + wholes % MATCHES;
}

/* Several rules of an indicator may read the same number, or the same zero: the
 * first one counts. */
static bool
is_repeated(const struct reading *r)
{
	for (size_t i = 0; i < taken.n; i++)
		if (taken.v[i].in == r->rule->in && taken.v[i].to == r->to)
			return true;
	taken.v = xgrow(taken.v, taken.n, &taken.cap, sizeof *taken.v);
	taken.v[taken.n].in = r->rule->in;
	taken.v[taken.n++].to = r->to;
	return false;
}

/* The line that holds a byte of the paragraph. */
static const struct line *
line_at(size_t at)
{
	size_t i = paragraph.n;

	while (i > 1 && paragraph.line[i - 1].at > at)
		i--;
	return &paragraph.line[i - 1];
}

static struct str
number_of(const struct line *line)
{
	return (struct str){ line->number, line->digits };
}

/* The number of a reading in the codebook's unit, and where its unit ends;
 * false when no unit of the indicator follows it. */
static bool
read_value(const struct reading *r, struct value *v, size_t *to)
{
	struct str after = str_slice(buf_str(&m.text), r->to, m.text.n);
	struct numeral n;
	size_t unit;

	*to = r->to;
	*v = (struct value){ { 0, 0 }, true, "none" };
	if (r->rule->zero)
		return true;
	unit = value_unit(after, r->rule->in);
	if (unit == 0 && !(r->rule->bare && ends_clause(after)))
		return false;
	n = r->mark->n;
	n.how = numeral_after(str_slice(after, unit, after.n), n.how);
	*v = value_of(&n, true, r->rule->in);
	*to += unit;
	return true;
}

/* Where the fact stands: on the line of its number. */
static void
find_place(const struct reading *r, size_t to, struct fact *fact)
{
	size_t from = r->from, digits;
	const struct line *line;

	marks_span(&m, &from, &to);
	digits = r->mark != NULL ? m.folded.at[r->mark->n.digits] : from;
	line = line_at(digits);
	if (line->at > from)
		from = line->at;
	fact->raw = str_slice(buf_str(&paragraph.text), from, to);
	fact->line = number_of(line);
	fact->column = line->column + from - line->at;
}

static struct str
period_of(const struct reading *r)
{
	struct str period = ask(PERIOD, r->before, r);

	if (period.n == 0)
		period = ask(SINCE, r->behind, r);
	/* None since 2008 is none this year. */
	return r->rule->zero && str_eq(period, STR("cum")) ? STR("") : period;
}

/* A match error is no answer. */
static void
warn_limit(struct str name, const struct facts *f)
{
	rec_warn(f->doc, number_of(&paragraph.line[0]), f->report, "regex-limit",
	    "%.*s: gave up on this line", (int)name.n, name.p);
}

static void
report(const struct reading *r, struct facts *f)
{
	size_t to;
	struct str why, period;
	struct fact fact = { .indicator = r->rule->in,
		.rule = buf_str(&r->rule->name),
		.rank = rank_of(r->rule->in, buf_str(&paragraph.section)) };

	if (is_repeated(r)) {
		trace_say(3, "another rule has read it");
		return;
	}
	rows_gave_up();
	if (ask(KIND, r->so_far, r).n != 0)
		return;
	if (!read_value(r, &fact.value, &to)) {
		trace_say(3, "no unit of %.*s follows it",
		    (int)r->rule->in->id.n, r->rule->in->id.p);
		return;
	}
	find_place(r, to, &fact);
	period = period_of(r);
	why = turned_down(r);
	if (why.n == 0 && period.n == 0 && is_of_other_year(r, f->key))
		why = STR("another year");
	fact.scope = ask(SCOPE, r->before, r);
	if (rows_gave_up()) {
		warn_limit(STR("context.tsv"), f);
		why = STR("not certain");
	}
	if (why.n != 0) {
		reject(r, &fact, why, f);
		return;
	}
	fact.period = period.n != 0 ? period : STR("year");
	if (str_eq(period, STR("cum")))
		fact.indicator = cumulative(fact.indicator);
	fact.group = group_of(r);
	trace_say(3, "read");
	facts_add(f, &fact);
}

/* Sentences */

/* The end of what stands before a number. */
static struct str
near(struct str s)
{
	size_t from = s.n > NEAR ? s.n - NEAR : 0;

	while (from < s.n && ((unsigned char)s.p[from] & 0xC0) == 0x80)
		from++;
	return str_slice(s, from, s.n);
}

/* The number of a reading as it is printed; empty for a negation. */
static struct str
number_in(const struct reading *r)
{
	return r->mark != NULL ? str_slice(buf_str(&m.folded.text),
	    r->mark->n.from, r->mark->n.to) : STR("");
}

/* All that one rule finds in the sentence m.text[from..to). */
static void
apply(size_t row, size_t from, size_t to, struct facts *f)
{
	struct str upto = str_slice(buf_str(&m.text), 0, to);
	struct str sentence = str_slice(upto, from, to);
	struct rx_match hit;
	struct reading r = { .rule = &rules[row] };
	size_t at = 0;

	for (int i = 0; i < MATCHES && at < sentence.n; i++) {
		switch (rx_find(rules[row].rx, sentence, at, &hit)) {
		case RX_NONE:
			if (i == 0)
				trace_say(2, "%.*s does not match",
				    (int)r.rule->name.n, r.rule->name.p);
			return;
		case RX_LIMIT:
			warn_limit(buf_str(&r.rule->name), f);
			return;
		case RX_FOUND:
			break;
		}
		r.from = from + (size_t)(hit.group[0].p - sentence.p);
		at = r.from - from + hit.group[0].n;
		if (hit.group[0].n == 0)
			return;
		r.to = from + at;
		r.before = str_slice(sentence, 0, at);
		if (!r.rule->zero) {
			if (hit.group[1].p == NULL)
				continue;
			r.to = from + (size_t)(hit.group[1].p - sentence.p) + 1;
			r.before = str_slice(sentence, 0, r.to - from - 1);
			r.mark = marks_at(&m, r.to - 1);
			if (r.mark == NULL)
				continue;
		}
		trace_say(2, "%.*s matches %.*s at %.*s", (int)r.rule->name.n,
		    r.rule->name.p, (int)hit.group[0].n, hit.group[0].p,
		    (int)number_in(&r).n, number_in(&r).p);
		r.before = near(r.before);
		r.so_far = near(str_slice(upto, 0, from + at));
		r.behind = str_slice(upto, r.to, upto.n);
		report(&r, f);
	}
}

/* Where the sentence that begins at i ends.  A question mark between numbers is
 * a character that was lost (7?27). */
static size_t
sentence_end(struct str s, size_t i)
{
	for (; i < s.n; i += utf8_length(s.p[i]))
		switch (s.p[i]) {
		case ';':
		case '!':
			return i;
		case '?':
			if (i == 0 || (s.p[i - 1] != '#' && s.p[i - 1] != '@'))
				return i;
			break;
		case '\xE3':
			if (str_starts(str_slice(s, i, s.n), STR("。")))
				return i;
			break;
		}
	return s.n;
}

/* Finds the rules that can match the text; false when there are none. */
static bool
find_candidates(struct str s, bool numbers)
{
	size_t words = scan_words(scan);

	memset(candidates, 0, words * sizeof *candidates);
	scan_run(scan, s, candidates);
	if (!numbers && !scan_has(candidates, t.rows))
		return false;
	for (size_t i = 0; i < words; i++)
		candidates[i] = (candidates[i] | always[i]) &
		    (numbers ? UINT64_MAX : zeros[i]);
	return scan_next(candidates, 0, t.rows) < t.rows;
}

static void
read_sentence(size_t from, size_t to, struct facts *f)
{
	struct str sentence = str_slice(buf_str(&m.text), from, to);

	trace_say(1, "sentence: %.*s", (int)sentence.n, sentence.p);
	if (!find_candidates(sentence, str_has(sentence, STR("#")))) {
		trace_say(2, "no rule has its literals here");
		return;
	}
	taken.n = 0;
	sentences++;
	for (size_t row = scan_next(candidates, 0, t.rows); row < t.rows;
	     row = scan_next(candidates, row + 1, t.rows))
		if (admits(cell(row, SECTIONS), section_word()))
			apply(row, from, to, f);
}

/* Breakdowns stand where their whole stands. */
static void
write_claims(const struct facts *f)
{
	static struct rec w;
	struct claim c;
	const struct line *line;
	char number[DEC_TEXT];

	claim_begin(&m);
	while (claim_next(&c)) {
		marks_span(&m, &c.from, &c.to);
		line = line_at(c.from);
		trace_say(1, "claim: %.*s = %.*s (%.*s)",
		    (int)dec_print(c.whole->n.value, number), number,
		    (int)c.parts.n, c.parts.p, (int)c.basis.n, c.basis.p);
		rec_make(&w, REC_CLAIM, f->doc, number_of(line));
		w.f[CLAIM_REPORT] = f->report;
		w.f[CLAIM_WHOLE] = (struct str){ number,
			dec_print(c.whole->n.value, number) };
		w.f[CLAIM_QUALIFIER] = c.qualifier;
		w.f[CLAIM_BASIS] = c.basis;
		w.f[CLAIM_PARTS] = c.parts;
		w.f[CLAIM_SHARES] = c.shares;
		rec_number(&w, CLAIM_COLUMN, line->column + c.from - line->at);
		w.f[CLAIM_RAW] = str_slice(buf_str(&paragraph.text), c.from, c.to);
		rec_write(&w);
	}
	if (rows_gave_up())
		warn_limit(STR("claims.tsv"), f);
}

/* Listens while the line that was asked about is read. */
static void
explain(const struct facts *f)
{
	struct str first = number_of(&paragraph.line[0]), section = section_word();
	struct str last = number_of(&paragraph.line[paragraph.n - 1]);
	bool wanted = false;

	for (size_t i = 0; i < paragraph.n; i++)
		wanted |= trace_wants(number_of(&paragraph.line[i]));
	trace_listen(wanted);
	trace_say(0, "%.*s, report %.*s: lines %.*s to %.*s, section %.*s",
	    (int)f->doc.n, f->doc.p, (int)f->report.n, f->report.p,
	    (int)first.n, first.p, (int)last.n, last.p, (int)section.n,
	    section.p);
}

static void
read_paragraph(struct facts *f)
{
	struct str s;
	size_t from, to;
	bool numbers, claims;

	marks_fold(&m, buf_str(&paragraph.text));
	s = buf_str(&m.folded.text);
	numbers = marks_has_numbers(s);
	claims = numbers && claim_is_likely(s);
	explain(f);
	if (!claims && !find_candidates(s, numbers))
		return;
	marks_make(&m);
	if (claims)
		write_claims(f);
	s = buf_str(&m.text);
	for (from = 0; from < s.n; from = to + utf8_length(s.p[to])) {
		to = sentence_end(s, from);
		read_sentence(from, to, f);
		if (to == s.n)
			break;
	}
}

void
prose_end(struct facts *f)
{
	if (paragraph.n != 0)
		read_paragraph(f);
	paragraph.n = paragraph.text.n = 0;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* True when the text ends in a number, which its unit must follow. */
static bool
is_inside(struct str text)
{
	return text.n != 0 && (is_digit(text.p[text.n - 1]) ||
	    text.p[text.n - 1] == '%');
}

/* True for what is left of a table: there is a wide gap between its words. */
static bool
is_tabular(struct str s)
{
	s = str_trim(s);
	return str_has(s, STR("  ")) || str_has(s, STR("\t"));
}

/* A short line that begins with a list marker; most begin with no byte of a
 * digit or bracket in any writing. */
static bool
is_item(struct str s)
{
	static struct folded line;

	if (s.n == 0 || s.n > ITEM || memchr("0123456789(\xE4\xE5\xEF", s.p[0],
	    14) == NULL)
		return false;
	fold(s, &line);
	return marks_is_item(buf_str(&line.text));
}

/* The items of a list stand in lines of their own, and so may a breakdown. */
static bool
lists_on(struct str text, struct str next)
{
	static const char *const opens[] = { ":", "：", NULL };
	static const char *const goes[] = { ";", "；", NULL };

	return str_starts(next, STR("其中")) || ends_with_any(text, goes) ||
	    ((paragraph.items || ends_with_any(text, opens)) && is_item(next));
}

/* A line without a full stop goes on in the next one: a full line of a page,
 * or one before a number that a scraper has put on a line of its own.  What is
 * left of a table does not. */
static bool
goes_on(struct str text, struct str next)
{
	static const char *const ends[] = { "。", "；", "！", "？", ";", "!", "?",
		":", "：", NULL };

	text = str_trim(text);
	next = str_trim(next);
	if (!lists_on(text, next) && (ends_with_any(text, ends) ||
	    (text.n < FULL_LINE && (next.n == 0 || !is_digit(next.p[0])) &&
	    !is_inside(text))))
		return false;
	return !is_tabular(next) && !(paragraph.n == 1 && is_tabular(text));
}

void
prose_line(const struct rec *text, bool heading, struct facts *f)
{
	struct str s = text->f[TEXT_TEXT];
	struct line *line;

	if (paragraph.n != 0 && (heading || paragraph.n == LINES ||
	    !goes_on(buf_str(&paragraph.text), s) ||
	    !str_eq(buf_str(&paragraph.section), text->f[TEXT_SECTION])))
		prose_end(f);
	if (paragraph.n != 0)
		buf_byte(&paragraph.text, '\n');
	paragraph.line = xgrow(paragraph.line, paragraph.n, &paragraph.cap,
	    sizeof *paragraph.line);
	line = &paragraph.line[paragraph.n++];
	line->at = paragraph.text.n;
	line->column = rec_count(text, TEXT_COLUMN);
	line->digits = text->f[F_LINE].n < sizeof line->number ?
	    text->f[F_LINE].n : sizeof line->number;
	memcpy(line->number, text->f[F_LINE].p, line->digits);
	buf_put(&paragraph.text, s);
	paragraph.items = is_item(str_trim(s));
	paragraph.section.n = 0;
	buf_put(&paragraph.section, text->f[TEXT_SECTION]);
	if (heading) /* a heading has a sentence of its own at most */
		prose_end(f);
}

/* Proof */

static bool
expects(size_t row, const struct fact *fact)
{
	struct str want = cell(row, EXPECT);
	char number[DEC_TEXT];
	struct buf got = { NULL, 0, 0 };
	bool same;

	buf_put(&got, (struct str){ number,
	    dec_print(fact->value.number, number) });
	if (strcmp(fact->value.qualifier, "exact") != 0) {
		buf_byte(&got, ' ');
		buf_put(&got, str_of(fact->value.qualifier));
	}
	same = fact->value.present && str_eq(buf_str(&got), want);
	buf_free(&got);
	return same;
}

/* Reads a row's example as a report of 2012, in the first section that the row
 * applies to. */
static void
read_example(size_t row, struct facts *f)
{
	static struct rec text, report_rec;
	struct str section = cell(row, SECTIONS), first = STR("");

	if (!str_starts(section, STR("-")) && section.n != 0)
		str_split(&section, ' ', &first);
	rec_make(&report_rec, REC_REPORT, STR("example"), STR("1"));
	report_rec.f[REPORT_YEAR] = STR("2012");
	facts_begin(f, &report_rec);
	rec_make(&text, REC_TEXT, STR("example"), STR("1"));
	text.f[TEXT_COLUMN] = STR("1");
	text.f[TEXT_SECTION] = str_eq(first, STR("none")) ? STR("") : first;
	text.f[TEXT_TEXT] = cell(row, EXAMPLE);
	prose_line(&text, false, f);
	prose_end(f);
}

/* True when the example gives what the row says, and nothing else. */
static bool
prove(size_t row, struct facts *f)
{
	bool given = false, ok = true;
	const struct fact *fact;

	read_example(row, f);
	for (size_t i = 0; i < f->n; i++) {
		fact = &f->v[i];
		if (fact->indicator == rules[row].in ||
		    fact->indicator == cumulative(rules[row].in)) {
			given |= expects(row, fact);
		} else if (cell(row, ALSO).n == 0 ||
		    !admits(cell(row, ALSO), fact->indicator->id)) {
			tab_complain(&t, row, "the example also gives %.*s",
			    (int)fact->indicator->id.n, fact->indicator->id.p);
			ok = false;
		}
	}
	if (!given)
		tab_complain(&t, row, "the example does not give %.*s",
		    (int)cell(row, EXPECT).n, cell(row, EXPECT).p);
	return ok && given;
}

/* A context row's example is the text before a number. */
static void
prove_context(size_t row)
{
	static const int example = 5;
	struct rx_match hit;

	marks_fold(&m, rows_cell(&context, row, example));
	marks_make(&m);
	if (!rows_match(&context, row, buf_str(&m.text), &hit))
		tab_wrong(&context.tab, row, "the example does not match");
}

void
prose_prove(void)
{
	static struct facts f;
	size_t wrong = 0;

	claim_prove();
	for (size_t i = 0; i < context.tab.rows; i++)
		prove_context(i);
	for (size_t i = 0; i < t.rows; i++)
		wrong += !is_macro(i) && !prove(i, &f);
	if (wrong != 0)
		die(GX_USAGE, "%s: %zu examples do not hold", t.path, wrong);
}
