#include <stdio.h>
#include <stdlib.h>

#include "claim.h"
#include "context.h"
#include "die.h"
#include "elide.h"
#include "fold.h"
#include "glance.h"
#include "marks.h"
#include "memo.h"
#include "paragraph.h"
#include "prose.h"
#include "rows.h"
#include "spread.h"
#include "trace.h"
#include "utf8.h"

enum { INDICATOR, SECTIONS, NEEDS, PATTERN, EXAMPLE, EXPECT, ALSO }; /* prose */
enum { KEY, HOME };                                                  /* sections */
enum { MATCHES = 64 };

static struct rows table;
static struct rule {
	const struct indicator *in; /* NULL: the row is a macro */
	struct buf name; /* prose:n.req.recv.3 */
	bool zero;       /* has no number */
	bool bare;       /* its number may lack a unit at the end of a clause */
	struct rows_set context; /* context_rows() of its indicator */
} *rules;
static struct tab sections;
static struct marks m;
static struct rows_set zeros; /* the rules that have no number */

static bool
ends_clause(struct str s)
{
	return s.n == 0 || s.p[0] == ',' || s.p[0] == ';' || s.p[0] == ')' ||
	    str_starts(s, STR("。"));
}

static struct paragraph paragraph; /* the one at hand */
static struct rows_set spoken;     /* rows of all tables that it can match */

/* What has been read in the sentence at hand: indicator and place. */
static size_t sentences; /* so far */
static struct {
	struct taken {
		const struct indicator *in;
		size_t to;
	} *v;
	size_t n, cap;
} taken;

/* The rules that can match a sentence, and those alone that do when it has been
 * met before: agencies copy each other, and change the numbers. */
static struct memo met = { .size = sizeof(struct rows_set) };

/* What a text without a number must have for any rule. */
static const struct str negations[] = {
	{ "未", 3 }, { "无", 3 }, { "没", 3 }, { "不存在", 9 }, { "免费", 6 },
	{ "免收", 6 }, { "零申请", 9 }, { "零复议", 9 }, { "零诉讼", 9 }, { "不收", 6 },
	{ "不向", 6 },
};

/* One number, or one negation, as a rule found it. */
struct reading {
	const struct rule *rule;
	struct words words;   /* around it */
	size_t from, to;      /* bytes of the marked paragraph */
	const struct mark *mark;
};

static struct str
cell(size_t row, int column)
{
	return rows_cell(&table, row, column);
}

/* Loading */

static void
name_rule(size_t row)
{
	uint64_t nth = 1;

	for (size_t i = 0; i < row; i++)
		nth += rules[i].in == rules[row].in;
	buf_put(&rules[row].name, STR("prose:"));
	buf_put(&rules[row].name, cell(row, INDICATOR));
	buf_byte(&rules[row].name, '.');
	buf_number(&rules[row].name, nth);
}

static void
load_rule(size_t row)
{
	struct rule *rule = &rules[row];
	size_t k = 0;

	rule->in = indicator_find(cell(row, INDICATOR));
	if (rule->in == NULL)
		tab_wrong(&table.tab, row, "no such indicator");
	rule->zero = !str_has(cell(row, PATTERN), STR("(#)"));
	rule->bare = str_has(cell(row, PATTERN), STR("{bare}"));
	name_rule(row);
	if (rule->zero)
		rows_put(&table, row, &zeros);
	while (rules[k].in != rule->in)
		k++;
	if (k < row)
		rule->context = rules[k].context;
	else
		context_rows(rule->in->id, &rule->context);
}

void
prose_load(const char *folder)
{
	context_load(folder);
	claim_load(folder);
	elide_load(folder);
	rows_load(&table, folder, "prose.tsv",
	    "indicator sections needs pattern example expect also");
	rules = xcalloc(table.tab.rows, sizeof *rules);
	for (size_t i = 0; i < table.tab.rows; i++)
		if (table.rx[i] != NULL)
			load_rule(i);
	glance_load(negations, sizeof negations / sizeof *negations);
	tab_load(&sections, folder, "sections.tsv", "key home");
}

/* 1 when the reading stands where such readings belong, else 2. */
static int
rank_of(const struct indicator *in, struct str section)
{
	for (size_t i = 0; i < sections.rows; i++)
		if (str_eq(sections.row[i].cell[KEY], section) &&
		    sections.row[i].cell[HOME].n != 0 &&
		    context_admits(sections.row[i].cell[HOME], in->id))
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

	for (size_t i = 0; i < r->words.before.n; i++)
		wholes += str_starts(str_slice(r->words.before, i, r->words.before.n),
		    STR("其中"));
	return sentences * MATCHES + wholes % MATCHES;
}

/* Several rules of an indicator may read the same number, or the same zero: the
 * first one counts that has anything to say of it. */
static bool
is_repeated(const struct reading *r)
{
	for (size_t i = 0; i < taken.n; i++)
		if (taken.v[i].in == r->rule->in && taken.v[i].to == r->to)
			return true;
	return false;
}

static void
take(const struct reading *r)
{
	taken.v = xgrow(taken.v, taken.n, &taken.cap, sizeof *taken.v);
	taken.v[taken.n].in = r->rule->in;
	taken.v[taken.n++].to = r->to;
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
	line = paragraph_line(&paragraph, digits);
	if (line->at > from)
		from = line->at;
	fact->raw = str_slice(buf_str(&paragraph.text), from, to);
	fact->line = paragraph_number(line);
	fact->column = line->column + from - line->at;
}

/* A match error is no answer. */
static void
warn_limit(struct str name, const struct facts *f)
{
	rec_warn(f->doc, paragraph_number(&paragraph.line[0]), f->report, "regex-limit",
	    "%.*s: gave up on this line", (int)name.n, name.p);
}

static void
report(const struct reading *r, struct facts *f)
{
	size_t to;
	struct str why, period, year = str_slice(f->key,
	    f->key.n > 4 ? f->key.n - 4 : 0, f->key.n);
	struct fact fact = { .indicator = r->rule->in, .row = STR(""),
		.rule = buf_str(&r->rule->name),
		.rank = rank_of(r->rule->in, buf_str(&paragraph.section)) };

	if (is_repeated(r)) {
		trace_say(3, "another rule has read it");
		return;
	}
	rows_gave_up();
	if (context_kind(&r->words).n != 0)
		return;
	if (!read_value(r, &fact.value, &to)) {
		trace_say(3, "no unit of %.*s follows it",
		    (int)r->rule->in->id.n, r->rule->in->id.p);
		return;
	}
	take(r);
	find_place(r, to, &fact);
	period = context_period(&r->words, year);
	why = context_refusal(&r->words, period, year);
	fact.scope = context_scope(&r->words);
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
	fact.line = pool_str(&f->pool, fact.line);
	fact.raw = pool_str(&f->pool, fact.raw);
	trace_say(3, "read");
	facts_add(f, &fact);
}

/* Sentences */

/* The number of a reading as it is printed; empty for a negation. */
static struct str
number_in(const struct reading *r)
{
	return r->mark != NULL ? str_slice(buf_str(&m.folded.text),
	    r->mark->n.from, r->mark->n.to) : STR("");
}

/* All that one rule finds in the sentence m.text[from..to); when that is nothing
 * it is taken out of *may. */
static void
apply(size_t row, size_t from, size_t to, struct rows_set *may, struct facts *f)
{
	struct str upto = str_slice(buf_str(&m.text), 0, to);
	struct str sentence = str_slice(upto, from, to);
	struct rx_match hit;
	struct reading r = { .rule = &rules[row], .words = {
		.section = paragraph_section(&paragraph),
		.rows = &rules[row].context, .may = &spoken, .zero = rules[row].zero,
		.marks = &m } };
	size_t at = 0;

	for (int i = 0; i < MATCHES && at < sentence.n; i++) {
		switch (rows_find(&table, row, sentence, at, &hit)) {
		case RX_NONE:
			if (i == 0) {
				rows_take(&table, row, may);
				trace_say(2, "%.*s does not match",
				    (int)r.rule->name.n, r.rule->name.p);
			}
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
		r.words.before = str_slice(sentence, 0, at);
		if (!r.rule->zero) {
			if (hit.group[1].p == NULL)
				continue;
			r.to = from + (size_t)(hit.group[1].p - sentence.p) + 1;
			r.words.before = str_slice(sentence, 0, r.to - from - 1);
			r.mark = marks_at(&m, r.to - 1);
			if (r.mark == NULL)
				continue;
		}
		trace_say(2, "%.*s matches %.*s at %.*s", (int)r.rule->name.n,
		    r.rule->name.p, (int)hit.group[0].n, hit.group[0].p,
		    (int)number_in(&r).n, number_in(&r).p);
		r.words.before = context_near(r.words.before);
		r.words.so_far = context_near(str_slice(upto, 0, from + at));
		r.words.behind = str_slice(buf_str(&m.text), r.to, m.text.n);
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

/* Finds the rows that can match the text; false when no rule is among them. */
static bool
find_candidates(struct str s, bool numbers, struct rows_set *may)
{
	struct rows_set read;

	if (!numbers && (glance(s) & GLANCE_NEGATION) == 0)
		return false;
	rows_scan(s, may);
	return numbers ? rows_next(&table, may, 0) < table.tab.rows :
	    rows_both(may, &zeros, &read);
}

static void
read_sentence(size_t from, size_t to, struct facts *f)
{
	struct str sentence = str_slice(buf_str(&m.text), from, to);
	bool numbers = str_has(sentence, STR("#")), found;
	struct rows_set *may;

	if (sentence.n == 0)
		return;
	trace_say(1, "sentence: %.*s", (int)sentence.n, sentence.p);
	may = memo_find(&met, sentence, &found);
	if (!found || trace_listens()) { /* who asks hears of all rules */
		find_candidates(sentence, numbers, may);
		if (!numbers)
			rows_both(may, &zeros, may);
	}
	taken.n = 0;
	sentences++;
	for (size_t row = rows_next(&table, may, 0); row < table.tab.rows;
	     row = rows_next(&table, may, row + 1))
		if (context_admits(cell(row, SECTIONS),
		    paragraph_section(&paragraph)))
			apply(row, from, to, may, f);
}

/* Breakdowns stand where their whole stands. */
static void
write_claims(const struct facts *f)
{
	struct claim c;
	const struct line *line;
	char number[DEC_TEXT];

	claim_begin(&m, &spoken);
	while (claim_next(&c)) {
		marks_span(&m, &c.from, &c.to);
		line = paragraph_line(&paragraph, c.from);
		trace_say(1, "claim: %.*s = %.*s (%.*s)",
		    (int)dec_print(c.whole, number), number,
		    (int)c.parts.n, c.parts.p, (int)c.basis.n, c.basis.p);
		claim_write(&c, &(struct claim_place){ f->doc, f->report,
			paragraph_number(line), str_slice(buf_str(
			&paragraph.text), c.from, c.to),
			line->column + c.from - line->at });
	}
	if (rows_gave_up())
		warn_limit(STR("claims.tsv"), f);
}

/* Listens while the line that was asked about is read. */
static void
explain(const struct facts *f)
{
	struct str first = paragraph_number(&paragraph.line[0]), section = paragraph_section(&paragraph);
	struct str last = paragraph_number(&paragraph.line[paragraph.n - 1]);
	bool wanted = false;

	for (size_t i = 0; i < paragraph.n; i++)
		wanted |= trace_wants(paragraph_number(&paragraph.line[i]));
	trace_listen(wanted);
	trace_say(0, "%.*s, report %.*s: lines %.*s to %.*s, section %.*s",
	    (int)f->doc.n, f->doc.p, (int)f->report.n, f->report.p,
	    (int)first.n, first.p, (int)last.n, last.p, (int)section.n,
	    section.p);
}

static void
read_paragraph(struct facts *f)
{
	unsigned may = glance(buf_str(&paragraph.text));
	struct str s;
	bool numbers, rules_may, claims;

	explain(f);
	memo_trim(&met);
	if (paragraph.full)
		rec_warn(f->doc, paragraph_number(&paragraph.line[0]),
		    f->report, "paragraph-limit", "a paragraph of more than "
		    "%d bytes: it is not read", PARAGRAPH_BYTES);
	if (may == 0 || paragraph.full)
		return;
	marks_fold(&m, buf_str(&paragraph.text));
	s = buf_str(&m.folded.text);
	numbers = (may & GLANCE_DIGIT) != 0 ||
	    ((may & GLANCE_HAN) != 0 && marks_has_numbers(s));
	rules_may = find_candidates(s, numbers, &spoken);
	claims = numbers && claim_is_likely(s);
	if (!rules_may && !claims)
		return;
	marks_make(&m);
	spread(&m);
	elide(&m, &spoken);
	if (claims)
		write_claims(f);
	s = buf_str(&m.text);
	for (size_t from = 0, to; from < s.n; from = to) {
		to = sentence_end(s, from);
		read_sentence(from, to, f);
		if (to < s.n)
			to += utf8_length(s.p[to]);
	}
}

void
prose_end(struct facts *f)
{
	if (paragraph.n != 0)
		read_paragraph(f);
	paragraph_clear(&paragraph);
}

void
prose_line(const struct rec *text, bool heading, struct facts *f)
{
	if (paragraph.n != 0 && (heading || !paragraph_goes_on(&paragraph, text)))
		prose_end(f);
	paragraph_add(&paragraph, text);
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
		    !context_admits(cell(row, ALSO), fact->indicator->id)) {
			tab_complain(&table.tab, row, "the example also gives %.*s",
			    (int)fact->indicator->id.n, fact->indicator->id.p);
			ok = false;
		}
	}
	if (!given)
		tab_complain(&table.tab, row, "the example does not give %.*s",
		    (int)cell(row, EXPECT).n, cell(row, EXPECT).p);
	return ok && given;
}

void
prose_prove(void)
{
	static struct facts f;
	size_t wrong = 0;

	claim_prove();
	elide_prove();
	context_prove();
	for (size_t i = 0; i < table.tab.rows; i++)
		wrong += rules[i].in != NULL && !prove(i, &f);
	if (wrong != 0)
		die(GX_USAGE, "%s: %zu examples do not hold", table.tab.path,
		    wrong);
}
