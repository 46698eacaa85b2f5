#include "check/finding.h"
#include "core/records.h"

static const struct str verdicts[] = {
	{ "pass", 4 }, { "fail", 4 }, { "skipped", 7 }, { "incomplete", 10 }
};

static enum severity least;
static bool explain;
static size_t failed;

/* The finding being made. */
static struct {
	const struct identity *id;
	struct str doc, report, line, relation;
	struct dec left, right;
	bool sums;
	struct buf operands, detail, other;
} now;

void
finding_open(enum severity from, bool lines)
{
	least = from;
	explain = lines;
}

bool
finding_explains(void)
{
	return explain;
}

bool
finding_is_wanted(const struct identity *id)
{
	return id->severity >= least;
}

void
finding_begin(const struct identity *id, struct str doc, struct str report,
    struct str line)
{
	now.id = id;
	now.doc = doc;
	now.report = report;
	now.line = line;
	now.relation = STR("");
	now.sums = false;
	now.operands.n = now.detail.n = now.other.n = 0;
	if (explain)
		explain_begin(doc);
}

/* Numbers */

void
finding_number(const struct explain_number *n)
{
	if (now.operands.n != 0)
		buf_byte(&now.operands, ' ');
	buf_put(&now.operands, n->name);
	buf_put(&now.operands, n->said);
	if (explain)
		explain_number(n);
}

/* The name of a term's indicator, "@-1" behind that of the year before. */
static struct str
name_of(const struct term *term, const struct indicator *in)
{
	static struct buf b;

	if (term->where == WHERE_HERE)
		return in->id;
	buf_set(&b, term->where == WHERE_BELOW ? STR("children:") : STR(""));
	buf_put(&b, in->id);
	if (term->where == WHERE_BEFORE)
		buf_put(&b, STR("@-1"));
	return buf_str(&b);
}

/* True when the number is derived. */
static bool
put_term(const struct judgement *j, const struct term *term,
    const struct books *b)
{
	const struct indicator *in = term->kind == TERM_X ? b->x : term->in;
	const struct reading *r;

	if (term->kind == TERM_NUMBER || (term->where == WHERE_BELOW &&
	    b->below != NULL && b->below[in->order].known))
		return false; /* the numbers of units below stand there already */
	r = judge_reading(term, b, j->scope);
	if (reading_has_value(r))
		finding_number(&(struct explain_number){ name_of(term, in),
			r->said, term->side, term, in, r });
	else if (j->why == WHY_MISSING)
		finding_detail(name_of(term, in));
	return r != NULL && r->by != NULL;
}

static struct str
reason(const struct judgement *j)
{
	static const struct str reasons[] = {
		[WHY_NOT_SAID] = { "", 0 },
		[WHY_MISSING] = { "missing:", 8 },
		[WHY_INEXACT] = { "not exact", 9 },
		[WHY_SCOPE] = { "numbers of different scopes", 27 },
		[WHY_RANGE] = { "out of range", 12 },
		[WHY_SOLVED] = { "this rule decided the blank cell", 32 }
	};

	return reasons[j->why];
}

/* The readings that are no print of the report's. */
static void
put_derived(const struct judgement *j, const struct books *b)
{
	const struct reading *r;

	finding_detail(STR("derived:"));
	for (size_t i = 0; i < j->test->terms; i++) {
		r = judge_reading(&j->test->term[i], b, j->scope);
		if (r != NULL && r->by != NULL)
			finding_detail(r->in->id);
	}
}

void
finding_test(const struct judgement *j, const struct books *b)
{
	bool derived = false;

	if (j->verdict == VERDICT_SKIPPED)
		finding_detail(reason(j));
	for (size_t i = 0; i < j->test->terms; i++)
		derived |= put_term(j, &j->test->term[i], b);
	if (j->scope.n != 0 && j->verdict != VERDICT_SKIPPED) {
		finding_detail(STR("scope:"));
		finding_detail(j->scope);
	}
	if (derived)
		put_derived(j, b);
	now.relation = j->test->relation;
	if (j->verdict != VERDICT_SKIPPED && j->test->kind == TEST_RELATION)
		finding_sums(j->left, j->test->relation, j->right);
}

/* What else is said */

void
finding_detail(struct str s)
{
	if (s.n == 0)
		return;
	if (now.detail.n != 0)
		buf_byte(&now.detail, ' ');
	buf_put(&now.detail, s);
}

void
finding_detail_number(uint64_t n)
{
	if (now.detail.n != 0)
		buf_byte(&now.detail, ' ');
	buf_number(&now.detail, n);
}

void
finding_other(const struct ledger *other)
{
	buf_set(&now.other, other->doc);
	buf_byte(&now.other, ':');
	buf_put(&now.other, other->report);
}

void
finding_sums(struct dec left, struct str relation, struct dec right)
{
	now.left = left;
	now.right = right;
	now.relation = relation;
	now.sums = true;
}

/* The end */

static struct str
print(struct dec d, char *text)
{
	return (struct str){ text, dec_print(d, text) };
}

static void
put_record(enum verdict verdict)
{
	static struct rec w;
	char left[DEC_TEXT], right[DEC_TEXT], off[DEC_TEXT];
	struct dec diff = now.left;

	rec_make(&w, REC_CHECK, now.doc, now.line);
	w.f[CHECK_REPORT] = now.report;
	w.f[CHECK_IDENTITY] = now.id->id;
	w.f[CHECK_SEVERITY] = now.id->severity_name;
	w.f[CHECK_VERDICT] = verdicts[verdict];
	w.f[CHECK_RELATION] = now.relation;
	if (now.sums) {
		w.f[CHECK_LEFT] = print(now.left, left);
		w.f[CHECK_RIGHT] = print(now.right, right);
		if (dec_sub(&diff, now.right))
			w.f[CHECK_DIFF] = print(diff, off);
	}
	w.f[CHECK_OTHER] = buf_str(&now.other);
	w.f[CHECK_OPERANDS] = buf_str(&now.operands);
	w.f[CHECK_DETAIL] = buf_str(&now.detail);
	records_write(&w);
}

bool
finding_end(enum verdict verdict)
{
	failed += verdict == VERDICT_FAIL;
	if (!explain)
		put_record(verdict);
	else if (verdict == VERDICT_FAIL)
		explain_end(&(struct explain_finding){ now.id, now.doc,
			now.report, now.relation, buf_str(&now.detail),
			now.sums, now.left, now.right });
	return verdict == VERDICT_FAIL;
}

size_t
finding_failed(void)
{
	return failed;
}
