#include <string.h>

#include "core/records.h"
#include "extract/trace.h"
#include "prose/lexicon.h"
#include "prose/reading.h"

enum { KEY, HOME }; /* sections */
enum { GROUPS = 64 };

static struct tab sections;
static const struct paragraph *paragraph;
static const struct marks *marks;

/* What has been read in the paragraph: indicator and place. */
static struct {
	struct taken {
		const struct indicator *in;
		size_t to, sentence; /* where its sentence begins */
		bool given; /* it has become a fact */
	} *v;
	size_t n, cap;
} taken;
static size_t sentences; /* so far */
static size_t sentence;  /* where the one at hand begins */

void
reading_load(const char *folder)
{
	tab_load(&sections, folder, "sections.tsv", "key home");
}

void
reading_name(struct rule *list, size_t row, const struct tab *t, struct str kind)
{
	struct str id = t->row[row].cell[0];
	struct rule *rule = &list[row];
	size_t k = row;

	rule->in = indicator_find(id);
	if (rule->in == NULL)
		tab_wrong(t, row, "no such indicator");
	while (k > 0 && list[k - 1].in != rule->in)
		k--;
	rule->nth = k > 0 ? list[k - 1].nth + 1 : 1;
	buf_put(&rule->name, kind);
	buf_put(&rule->name, id);
	buf_byte(&rule->name, '.');
	buf_number(&rule->name, rule->nth);
	if (k > 0)
		rule->context = list[k - 1].context;
	else
		context_rows(rule->in->id, &rule->context);
}

void
reading_begin(const struct paragraph *p, const struct marks *m)
{
	paragraph = p;
	marks = m;
	taken.n = 0;
}

void
reading_sentence(size_t from)
{
	sentence = from;
	sentences++;
}

/* The first of what has been taken that can be of a number at this place, from which
 * on all such are. */
static size_t
first_of(size_t to)
{
	size_t i = taken.n, its;

	while (i > 0 && taken.v[i - 1].sentence >= to)
		i--;
	its = i > 0 ? taken.v[i - 1].sentence : 0;
	while (i > 0 && taken.v[i - 1].sentence == its)
		i--;
	return i;
}

const struct indicator *
reading_given(size_t to, size_t *at)
{
	size_t i = *at > 0 ? *at : first_of(to);

	while (i < taken.n && (taken.v[i].to != to || !taken.v[i].given))
		i++;
	*at = i + 1;
	return i < taken.n ? taken.v[i].in : NULL;
}

bool
reading_has(const struct indicator *in)
{
	for (size_t i = taken.n; i > 0 && taken.v[i - 1].sentence == sentence; i--)
		if (taken.v[i - 1].in == in && taken.v[i - 1].given)
			return true;
	return false;
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
	records_write(&w);
}

const struct indicator *
reading_total(const struct indicator *in)
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

/* What stands before 其中, or before the bracket that a number is in, is a whole, and no
 * fellow of what stands behind. */
static size_t
group_of(const struct reading *r)
{
	const struct str before = r->words.before;
	size_t wholes = 0, inside = 0;

	for (size_t i = 0; i < before.n; i++) {
		wholes += str_starts(str_slice(before, i, before.n), STR("其中"));
		if (before.p[i] == '(' || before.p[i] == ')')
			inside = before.p[i] == '(';
	}
	return sentences * GROUPS + (2 * wholes + inside) % GROUPS;
}

static bool
is_repeated(const struct reading *r)
{
	for (size_t i = first_of(r->to); i < taken.n; i++)
		if (taken.v[i].in == r->rule->in && taken.v[i].to == r->to)
			return true;
	return false;
}

static void
take(const struct reading *r)
{
	taken.v = xgrow(taken.v, taken.n, &taken.cap, sizeof *taken.v);
	taken.v[taken.n++] = (struct taken){ r->rule->in, r->to, sentence, false };
}

static bool
ends_clause(struct str s)
{
	return s.n == 0 || s.p[0] == ',' || s.p[0] == ';' || s.p[0] == ')' ||
	    str_starts(s, STR("。"));
}

/* The number of a reading in the codebook's unit, and where its unit ends;
 * false when no unit of the indicator follows it. */
static bool
read_value(const struct reading *r, struct value *v, size_t *to)
{
	struct str after = str_slice(buf_str(&marks->text), r->to, marks->text.n);
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

	marks_span(marks, &from, &to);
	digits = r->mark != NULL ? marks->folded.at[r->mark->n.digits] : from;
	line = paragraph_line(paragraph, digits);
	if (line->at > from)
		from = line->at;
	fact->raw = str_trim(str_slice(buf_str(&paragraph->text), from, to));
	fact->line = paragraph_number(line);
	fact->column = line->column + from - line->at;
}

/* What is counted, between the number and what stands before it. */
static struct str
item_of(struct str before)
{
	size_t from = before.n;

	while (from > 0 && memchr(",;:(#", before.p[from - 1], 5) == NULL &&
	    !str_ends(str_slice(before, 0, from), STR("。")))
		from--;
	return str_slice(before, from, before.n);
}

static bool
says_two(struct str before)
{
	struct str item = item_of(before);

	return !str_has(item, STR("等")) && lexicon_says(STR("cat."), item) > 1;
}

/* 财政信息和人事信息12条,占2% are numbers of neither category; of 应急预案、应急动态等信息
 * 64条 they are examples. */
static bool
is_of_two(const struct reading *r)
{
	struct str before = r->words.before, count = before;

	if (!str_starts(r->rule->in->id, STR("n.cat.")) || r->mark == NULL)
		return false;
	while (count.n > 0 && count.p[count.n - 1] != '#')
		count.n--;
	return says_two(before) || (count.n > 0 &&
	    str_ends(r->rule->in->id, STR(".pct")) &&
	    says_two(str_slice(count, 0, count.n - 1)));
}

void
reading_limit(struct str name, const struct facts *f)
{
	records_warn(f->doc, paragraph_number(&paragraph->line[0]), f->report, "regex-limit",
	    "%.*s: gave up on this line", (int)name.n, name.p);
}

void
reading_report(const struct reading *r, struct facts *f)
{
	size_t to;
	struct str why, period;
	struct fact fact = { .indicator = r->rule->in, .row = STR(""),
		.rule = buf_str(&r->rule->name),
		.rank = rank_of(r->rule->in, buf_str(&paragraph->section)) };

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
	period = context_period(&r->words);
	why = is_of_two(r) ? STR("two kinds") : context_refusal(&r->words, period);
	fact.scope = context_scope(&r->words);
	if (rows_gave_up()) {
		reading_limit(STR("context.tsv"), f);
		why = STR("not certain");
	}
	if (why.n != 0) {
		reject(r, &fact, why, f);
		return;
	}
	fact.period = period.n != 0 ? period : STR("year");
	if (str_eq(period, STR("cum")))
		fact.indicator = reading_total(fact.indicator);
	fact.group = group_of(r);
	fact.line = pool_str(&f->pool, fact.line);
	fact.raw = pool_str(&f->pool, fact.raw);
	trace_say(3, "read");
	taken.v[taken.n - 1].given = true;
	facts_add(f, &fact);
}
