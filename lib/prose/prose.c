#include <stdio.h>
#include <stdlib.h>

#include "core/die.h"
#include "core/memo.h"
#include "core/records.h"
#include "core/utf8.h"
#include "domain/fold.h"
#include "domain/rows.h"
#include "extract/trace.h"
#include "prose/claims.h"
#include "prose/elide.h"
#include "prose/frame.h"
#include "prose/glance.h"
#include "prose/marks.h"
#include "prose/prose.h"
#include "prose/reading.h"
#include "prose/spread.h"
#include "prose/token.h"

enum { INDICATOR, SECTIONS, NEEDS, PATTERN, EXAMPLE, EXPECT, ALSO };
enum { MATCHES = 64 };

static struct rows table;
static struct rule *rules, *frames; /* of the rows of prose.tsv, of frames.tsv */
static struct marks m;
static struct rows_set zeros; /* the rules that have no number */
static bool frames_may;       /* read something in the paragraph */
static bool frames_alone;     /* to prove them */

static struct paragraph paragraph; /* the one at hand */
static struct buf label;           /* what stands right above it as a heading */
static struct rows_set spoken;     /* rows of all tables that it can match */

/* The rules that can match a sentence, and those alone that do when it has been
 * met before: agencies copy each other, and change the numbers. */
static struct memo met = { .size = sizeof(struct rows_set) };

/* What a text without a number must have for any rule. */
static const struct str negations[] = {
	{ "未", 3 }, { "无", 3 }, { "没", 3 }, { "不存在", 9 }, { "免费", 6 },
	{ "免收", 6 }, { "零申请", 9 }, { "零复议", 9 }, { "零诉讼", 9 }, { "不收", 6 },
	{ "不向", 6 }, { "为零", 6 }, { "零发生", 9 }, { "零记录", 9 }, { "零投诉", 9 },
	{ "零举报", 9 },
};

static struct str
cell(size_t row, int column)
{
	return rows_cell(&table, row, column);
}

/* Loading */

static void
load_rule(size_t row)
{
	struct rule *rule = &rules[row];

	rule->zero = !str_has(cell(row, PATTERN), STR("(#)"));
	rule->bare = str_has(cell(row, PATTERN), STR("{bare}"));
	reading_name(rules, row, &table.tab, STR("prose:"));
	if (rule->zero)
		rows_put(&table, row, &zeros);
}

static void
load_frames(const char *folder)
{
	const struct tab *t = frame_table();

	frame_load(folder);
	frames = xcalloc(t->rows, sizeof *frames);
	for (size_t i = 0; i < t->rows; i++)
		if (frame_is(i)) {
			reading_name(frames, i, t, STR("frame:"));
			frames[i].zero = frame_is_zero(i);
		}
}

void
prose_load(const char *folder)
{
	context_load(folder);
	reading_load(folder);
	token_load(folder);
	elide_load(folder);
	rows_load(&table, folder, "prose.tsv",
	    "indicator sections needs pattern example expect also");
	rules = xcalloc(table.tab.rows, sizeof *rules);
	for (size_t i = 0; i < table.tab.rows; i++)
		if (!rows_is_macro(&table, i))
			load_rule(i);
	load_frames(folder);
	glance_load(negations, sizeof negations / sizeof *negations);
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
		.marks = &m, .key = f->key } };
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
			reading_limit(buf_str(&r.rule->name), f);
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
		reading_report(&r, f);
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
		case '.': /* between words: what should be 。 */
			if (i > 0 && (s.p[i - 1] & s.p[i + 1] & 128) != 0)
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

/* True when a frame's hit is news: nothing has been read there, or else all that has
 * the frames read too. */
static bool
is_news(const struct frame_hit *hits, size_t n, const struct frame_hit *hit)
{
	const struct indicator *in;
	size_t at = 0, k;

	if (frames[hit->row].zero)
		return !reading_has(frames[hit->row].in);
	while ((in = reading_given(hit->to, &at)) != NULL) {
		for (k = 0; k < n; k++)
			if (hits[k].to == hit->to && frames[hits[k].row].in == in)
				break;
		if (k == n)
			return false;
	}
	return true;
}

static void
report_hit(const struct frame_hit *hit, size_t sentence, struct facts *f)
{
	const struct rule *rule = &frames[hit->row];
	struct str text = buf_str(&m.text);
	struct reading r = { .rule = rule, .from = hit->from, .to = hit->to,
		.mark = rule->zero ? NULL : marks_at(&m, hit->to - 1),
		.words = {
			.before = context_near(str_slice(text,
			    hit->from < sentence ? hit->from : sentence,
			    hit->to - !rule->zero)),
			.so_far = context_near(str_slice(text, 0, hit->end)),
			.behind = str_slice(text, hit->to, text.n),
			.section = paragraph_section(&paragraph),
			.rows = &rule->context, .may = &spoken,
			.zero = rule->zero, .marks = &m, .key = f->key } };

	trace_say(2, "%.*s reads %.*s", (int)rule->name.n, rule->name.p,
	    (int)number_in(&r).n, number_in(&r).p);
	reading_report(&r, f);
}

/* What the rules have left. */
static void
apply_frames(size_t from, size_t to, struct facts *f)
{
	struct frame_hit hits[MATCHES];
	bool news[MATCHES];
	size_t n = frame_read(buf_str(&m.text), from, to, hits, MATCHES);

	for (size_t i = 0; i < n; i++)
		news[i] = is_news(hits, n, &hits[i]);
	for (size_t i = 0; i < n; i++)
		if (news[i])
			report_hit(&hits[i], from, f);
}

static void
apply_rules(size_t from, size_t to, struct rows_set *may, struct facts *f)
{
	for (size_t row = rows_next(&table, may, 0); row < table.tab.rows;
	     row = rows_next(&table, may, row + 1))
		if (context_admits(cell(row, SECTIONS),
		    paragraph_section(&paragraph)))
			apply(row, from, to, may, f);
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
	reading_sentence(from);
	if (!frames_alone)
		apply_rules(from, to, may, f);
	if (frames_may)
		apply_frames(from, to, f);
}

/* Breakdowns stand where their whole stands. */
static void
write_claims(const struct facts *f)
{
	struct claim c;
	const struct line *line;
	char number[DEC_TEXT];

	claims_begin(&m, &spoken);
	while (claims_next(&c)) {
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
		reading_limit(STR("claims.tsv"), f);
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

/* Where what says that there is none begins, in a paragraph that does not say of what:
 * 本年度没有 at its beginning, 本年度均为0件 at 均; its end when it says something. */
static size_t
find_zero(struct str s)
{
	static const char *const copulas[] = { "均为", "都为", "均是", "为", NULL };
	size_t at = str_find(s, STR("#"), 0), end = str_find(s, STR("。"), 0);

	if (end + 3 < s.n || !frame_names_nothing(str_slice(s, 0, at < end ? at : end)))
		return s.n;
	if (at == s.n)
		return 0;
	if (m.v[m.n - 1].at != at || m.v[m.n - 1].n.value.n != 0 || end - at > 7)
		return s.n;
	for (size_t i = 0; copulas[i] != NULL; i++)
		if (str_ends(str_slice(s, 0, at), str_of(copulas[i])))
			return at - strlen(copulas[i]);
	return at;
}

/* Puts the heading before a paragraph that denies what it names: 收费情况 / 无. */
static void
put_label(void)
{
	static struct folded folded;
	static struct marks out;
	struct str s = buf_str(&m.text);
	size_t from = label.n != 0 ? find_zero(s) : s.n;

	if (from == s.n)
		return;
	fold(buf_str(&label), &folded);
	for (size_t i = 0; i < folded.text.n; i++) /* all of it stands at the beginning */
		marks_put(&out, str_slice(buf_str(&folded.text), i, i + 1), 0);
	if (m.n == 0 || m.v[m.n - 1].kind != MARK_VALUE)
		marks_put(&out, STR(":"), 0);
	marks_copy(&out, &m, from, s.n);
	marks_replace(&m, &out);
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
		records_warn(f->doc, paragraph_number(&paragraph.line[0]),
		    f->report, "paragraph-limit", "a paragraph of more than "
		    "%d bytes: it is not read", PARAGRAPH_BYTES);
	if (may == 0 || paragraph.full)
		return;
	marks_fold(&m, buf_str(&paragraph.text));
	s = buf_str(&m.folded.text);
	numbers = (may & GLANCE_DIGIT) != 0 || /* 为零 is one, and a negation */
	    ((may & (GLANCE_HAN | GLANCE_NEGATION)) != 0 && marks_has_numbers(s));
	rules_may = find_candidates(s, numbers, &spoken);
	claims = numbers && claims_are_likely(s);
	frames_may = numbers || (may & GLANCE_NEGATION) != 0;
	if (!rules_may && !claims && !frames_may)
		return;
	marks_make(&m);
	put_label();
	if (elide(&m, &spoken)) {
		find_candidates(buf_str(&m.text), numbers, &spoken);
		claims = numbers;
	}
	spread(&m);
	if (claims)
		write_claims(f);
	reading_begin(&paragraph, &m);
	frame_begin(paragraph_section(&paragraph));
	s = buf_str(&m.text);
	for (size_t from = 0, to; from < s.n; from = to) {
		to = sentence_end(s, from);
		read_sentence(from, to, f);
		if (to < s.n)
			to += utf8_length(s.p[to]);
	}
}

/* True for a numbered line that may be a heading which nobody knows. */
static bool
is_label(void)
{
	enum { LABEL = 60 /* bytes */ };
	struct str s = buf_str(&paragraph.text);

	return paragraph.n == 1 && paragraph.items && s.n <= LABEL &&
	    !str_has(s, STR("。")) && !str_has(s, STR("，")) && !str_has(s, STR(","));
}

void
prose_begin(void)
{
	frame_report();
}

void
prose_end(struct facts *f)
{
	if (paragraph.n != 0) {
		read_paragraph(f);
		label.n = 0;
		if (is_label())
			buf_put(&label, buf_str(&paragraph.text));
	}
	paragraph_clear(&paragraph);
}

void
prose_line(const struct rec *text, bool heading, struct facts *f)
{
	if (paragraph.n != 0 && (heading || !paragraph_goes_on(&paragraph, text)))
		prose_end(f);
	paragraph_add(&paragraph, text);
	if (!heading)
		return;
	label.n = 0;
	prose_end(f); /* a heading has a sentence of its own at most */
	label.n = 0;
	buf_put(&label, text->f[TEXT_TEXT]);
}

/* Proof */

/* A row with its example. */
struct example {
	const struct tab *t;
	size_t row;
	const struct rule *rule;
	struct str section, text, expect, also;
};

static bool
expects(struct str want, const struct fact *fact)
{
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

/* Reads an example as a report of 2012. */
static void
read_example(const struct example *e, struct facts *f)
{
	static struct rec text, report_rec;

	rec_make(&report_rec, REC_REPORT, STR("example"), STR("1"));
	report_rec.f[REPORT_YEAR] = STR("2012");
	facts_begin(f, &report_rec);
	prose_begin();
	rec_make(&text, REC_TEXT, STR("example"), STR("1"));
	text.f[TEXT_COLUMN] = STR("1");
	text.f[TEXT_SECTION] = e->section;
	text.f[TEXT_TEXT] = e->text;
	prose_line(&text, false, f);
	prose_end(f);
}

/* True when the example gives what the row says, and nothing else. */
static bool
prove(const struct example *e)
{
	static struct facts f;
	bool given = false, ok = true;
	const struct fact *fact;

	read_example(e, &f);
	for (size_t i = 0; i < f.n; i++) {
		fact = &f.v[i];
		if (fact->indicator == e->rule->in ||
		    fact->indicator == reading_total(e->rule->in)) {
			given |= expects(e->expect, fact);
		} else if (e->also.n == 0 ||
		    !context_admits(e->also, fact->indicator->id)) {
			tab_complain(e->t, e->row, "the example also gives %.*s",
			    (int)fact->indicator->id.n, fact->indicator->id.p);
			ok = false;
		}
	}
	if (!given)
		tab_complain(e->t, e->row, "the example does not give %.*s",
		    (int)e->expect.n, e->expect.p);
	return ok && given;
}

/* The first section that a rule applies to. */
static struct str
section_of(size_t row)
{
	struct str list = cell(row, SECTIONS), first = STR("");

	if (!str_starts(list, STR("-")) && list.n != 0)
		str_split(&list, ' ', &first);
	return str_eq(first, STR("none")) ? STR("") : first;
}

static bool
prove_rule(size_t row)
{
	return prove(&(struct example){ &table.tab, row, &rules[row],
		section_of(row), cell(row, EXAMPLE), cell(row, EXPECT),
		cell(row, ALSO) });
}

static bool
prove_frame(size_t row)
{
	enum { FRAME_EXAMPLE = 3, FRAME_EXPECT, FRAME_ALSO };
	const struct str *cells = frame_table()->row[row].cell;

	return prove(&(struct example){ frame_table(), row, &frames[row],
		STR(""), cells[FRAME_EXAMPLE], cells[FRAME_EXPECT],
		cells[FRAME_ALSO] });
}

void
prose_prove(void)
{
	size_t wrong = 0;

	token_prove();
	elide_prove();
	context_prove();
	for (size_t i = 0; i < table.tab.rows; i++)
		wrong += rules[i].in != NULL && !prove_rule(i);
	if (wrong != 0)
		die(GX_USAGE, "%s: %zu examples do not hold", table.tab.path,
		    wrong);
	frames_alone = true;
	for (size_t i = 0; i < frame_table()->rows; i++)
		wrong += frames[i].in != NULL && !prove_frame(i);
	frames_alone = false;
	if (wrong != 0)
		die(GX_USAGE, "%s: %zu examples do not hold",
		    frame_table()->path, wrong);
}
