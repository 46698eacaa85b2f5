#include <stdio.h>
#include <stdlib.h>

#include "core/die.h"
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
#include "prose/rules.h"
#include "prose/spread.h"
#include "prose/token.h"

enum { MATCHES = 64 /* of frames in a sentence */ };

static struct rule *frames; /* of the rows of frames.tsv */
static struct marks m;
static bool frames_may;       /* read something in the paragraph */
static bool frames_alone;     /* to prove them */

static struct paragraph paragraph; /* the one at hand */
static struct buf label;           /* what stands right above it as a heading */
static struct rows_set spoken;     /* rows of all tables that it can match */

/* Loading */

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
	rules_load(folder);
	load_frames(folder);
}

/* Sentences */

/* The number of a reading as it is printed; empty for a negation. */
static struct str
number_in(const struct reading *r)
{
	return r->mark != NULL ? str_slice(buf_str(&m.folded.text),
	    r->mark->n.from, r->mark->n.to) : STR("");
}

/* Reads what a rule matches in the sentence m.text[from..to). */
static void
report_match(const struct rules_match *hit, size_t from, size_t to, struct facts *f)
{
	const struct rule *rule = rules_of(hit->row);
	struct str upto = str_slice(buf_str(&m.text), 0, to);
	struct reading r = { .rule = rule, .from = from + hit->from,
		.to = from + (rule->zero ? hit->to : hit->number), .words = {
		.section = paragraph_section(&paragraph),
		.rows = &rule->context, .may = &spoken, .zero = rule->zero,
		.marks = &m, .key = f->key } };

	if (hit->gave_up) {
		reading_limit(buf_str(&rule->name), f);
		return;
	}
	r.mark = rule->zero ? NULL : marks_at(&m, r.to - 1);
	if (!rule->zero && r.mark == NULL)
		return;
	trace_say(2, "%.*s matches %.*s at %.*s", (int)rule->name.n, rule->name.p,
	    (int)(hit->to - hit->from), upto.p + r.from, (int)number_in(&r).n,
	    number_in(&r).p);
	r.words.before = context_near(str_slice(upto, from, r.to - !rule->zero));
	r.words.so_far = context_near(str_slice(upto, 0, from + hit->to));
	r.words.behind = str_slice(buf_str(&m.text), r.to, m.text.n);
	reading_report(&r, f);
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
apply_rules(size_t from, size_t to, struct facts *f)
{
	size_t n;
	const struct rules_match *hits = rules_match(str_slice(buf_str(&m.text),
	    from, to), &n);

	for (size_t i = 0; i < n; i++)
		if (rules_hold(hits[i].row, paragraph_section(&paragraph)))
			report_match(&hits[i], from, to, f);
}

static void
read_sentence(size_t from, size_t to, struct facts *f)
{
	if (from == to)
		return;
	trace_say(1, "sentence: %.*s", (int)(to - from), m.text.p + from);
	reading_sentence(from);
	if (!frames_alone)
		apply_rules(from, to, f);
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

/* Puts the heading before a paragraph that denies what it names, 收费情况 / 无; false for
 * others. */
static bool
put_label(void)
{
	static struct folded folded;
	static struct marks out;
	struct str s = buf_str(&m.text);
	size_t from = label.n != 0 ? find_zero(s) : s.n;

	if (from == s.n)
		return false;
	fold(buf_str(&label), &folded);
	for (size_t i = 0; i < folded.text.n; i++) /* all of it stands at the beginning */
		marks_put(&out, str_slice(buf_str(&folded.text), i, i + 1), 0);
	if (m.n == 0 || m.v[m.n - 1].kind != MARK_VALUE)
		marks_put(&out, STR(":"), 0);
	marks_copy(&out, &m, from, s.n);
	marks_replace(&m, &out);
	return true;
}

/* Marks the numbers of the paragraph, and puts in what it leaves out; finds the rows that
 * can match it then.  True when some of it goes without saying. */
static bool
mark_paragraph(bool numbers)
{
	bool elided, more;

	marks_make(&m);
	rules_candidates(buf_str(&m.text), numbers, &spoken);
	more = elided = elide(&m, &spoken);
	more |= put_label();
	more |= spread(&m);
	if (more)
		rules_candidates(buf_str(&m.text), numbers, &spoken);
	return elided;
}

static void
read_paragraph(struct facts *f)
{
	unsigned may = glance(buf_str(&paragraph.text));
	struct str s;
	bool numbers, elided;

	explain(f);
	rules_trim();
	context_trim();
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
	frames_may = numbers || (may & GLANCE_NEGATION) != 0;
	if (!frames_may)
		return;
	elided = mark_paragraph(numbers);
	if (numbers && (elided || claims_are_likely(s)))
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

/* The first section of a list that a rule applies to. */
static struct str
first_section(struct str list)
{
	struct str first = STR("");

	if (!str_starts(list, STR("-")) && list.n != 0)
		str_split(&list, ' ', &first);
	return str_eq(first, STR("none")) ? STR("") : first;
}

static bool
prove_rule(size_t row)
{
	const struct tab *t = &rules_table()->tab;
	const struct str *cells = t->row[row].cell;

	return prove(&(struct example){ t, row, rules_of(row),
		first_section(cells[RULES_SECTIONS]), cells[RULES_EXAMPLE],
		cells[RULES_EXPECT], cells[RULES_ALSO] });
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
	const struct tab *t = &rules_table()->tab;
	size_t wrong = 0;

	token_prove();
	elide_prove();
	context_prove();
	for (size_t i = 0; i < t->rows; i++)
		wrong += rules_of(i)->in != NULL && !prove_rule(i);
	if (wrong != 0)
		die(GX_USAGE, "%s: %zu examples do not hold", t->path, wrong);
	frames_alone = true;
	for (size_t i = 0; i < frame_table()->rows; i++)
		wrong += frames[i].in != NULL && !prove_frame(i);
	frames_alone = false;
	if (wrong != 0)
		die(GX_USAGE, "%s: %zu examples do not hold",
		    frame_table()->path, wrong);
}
