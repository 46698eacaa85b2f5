#include <stdlib.h>

#include "check.h"
#include "dec.h"
#include "die.h"
#include "tab.h"

enum { ID, ERA, EXPRESSION, SEVERITY, SCOPE, FORM, ANY_OF };

struct term {
	int sign, side;              /* side: 0 left, 1 right */
	const struct indicator *in;  /* NULL: the number itself */
	struct dec number;
};

enum verdict {
	PASS, FAIL, SKIPPED,
	INCOMPLETE, /* of a claim */
	ABSENT      /* no operand was reported */
};
static const struct str verdicts[] = {
	{ "pass", 4 }, { "fail", 4 }, { "skipped", 7 }, { "incomplete", 10 }
};

static struct identity {
	size_t row, first, end;      /* its terms */
	struct str relation;
	enum check_severity severity;
	enum verdict verdict;
	bool too_big;
	struct dec sum[2];
} *identities;
static struct term *terms;
static size_t identity_count, term_count, term_cap;
static struct tab t;
static size_t of_claims = SIZE_MAX; /* the row that is applied to claims */

/* What the report at hand says of each indicator, in the codebook's order. */
static struct operand {
	bool known, unsure; /* unsure: scopes with different values */
	struct dec value;
	struct str line;
} *operands;
static struct {
	struct str doc, report, line, eras;
	struct pool pool;
	bool any;
} at;

static struct str
cell(size_t row, int column)
{
	return t.row[row].cell[column];
}

/* Loading */

static void
add_term(size_t row, struct str word, int sign, int side)
{
	struct term term = { .sign = sign, .side = side };

	term.in = indicator_find(word);
	if (term.in == NULL && !dec_parse(word, &term.number))
		tab_wrong(&t, row, "expression: no indicator %.*s",
		    (int)word.n, word.p);
	terms = xgrow(terms, term_count, &term_cap, sizeof *terms);
	terms[term_count++] = term;
}

/* a + b - c = d: words between single blanks. */
static void
parse(size_t row, struct identity *id)
{
	struct str rest = cell(row, EXPRESSION), word;
	int sign = 1, side = 0;
	bool want_term = true;

	while (str_split(&rest, ' ', &word)) {
		if (want_term) {
			add_term(row, word, sign, side);
		} else if (str_eq(word, STR("+")) || str_eq(word, STR("-"))) {
			sign = word.p[0] == '+' ? 1 : -1;
		} else if (side == 0 && (str_eq(word, STR("=")) ||
		    str_eq(word, STR("<=")) || str_eq(word, STR(">=")))) {
			id->relation = word;
			side = 1;
			sign = 1;
		} else {
			tab_wrong(&t, row, "expression: %.*s is no operator",
			    (int)word.n, word.p);
		}
		want_term = !want_term;
	}
	if (side == 0 || want_term)
		tab_wrong(&t, row, "expression: want a relation of two sides");
}

static enum check_severity
severity_of(size_t row)
{
	struct str s = cell(row, SEVERITY);

	if (str_eq(s, STR("error")))
		return CHECK_ERROR;
	if (str_eq(s, STR("warn")))
		return CHECK_WARN;
	if (!str_eq(s, STR("info")))
		tab_wrong(&t, row, "severity: error, warn or info");
	return CHECK_INFO;
}

void
check_load(const char *folder)
{
	struct identity *id;

	tab_load(&t, folder, "identities.tsv",
	    "id era expression severity scope form any_of");
	identities = xcalloc(t.rows, sizeof *identities);
	for (size_t i = 0; i < t.rows; i++) {
		if (str_eq(cell(i, FORM), STR("claim")))
			of_claims = i;
		if (!str_eq(cell(i, FORM), STR("arith")) ||
		    !str_eq(cell(i, SCOPE), STR("within-report")))
			continue;
		id = &identities[identity_count++];
		id->row = i;
		id->severity = severity_of(i);
		id->first = term_count;
		parse(i, id);
		id->end = term_count;
	}
	operands = xcalloc(indicator_count(), sizeof *operands);
}

/* Facts */

void
check_begin(struct str doc, struct str report, struct str line,
    struct str eras)
{
	pool_reset(&at.pool);
	memset(operands, 0, indicator_count() * sizeof *operands);
	at.doc = pool_str(&at.pool, doc);
	at.report = pool_str(&at.pool, report);
	at.line = pool_str(&at.pool, line);
	at.eras = pool_str(&at.pool, eras);
	at.any = false;
}

void
check_fact(const struct rec *fact)
{
	const struct indicator *in = indicator_find(fact->f[FACT_INDICATOR]);
	struct operand *o;
	struct dec value;

	if (in == NULL || !str_eq(fact->f[FACT_USE], STR("1")) ||
	    str_eq(fact->f[FACT_PERIOD], STR("prev")) ||
	    str_eq(fact->f[FACT_PERIOD], STR("part")) ||
	    !dec_parse(fact->f[FACT_VALUE], &value))
		return;
	o = &operands[in->order];
	o->unsure |= o->known && dec_cmp(o->value, value) != 0;
	if (!o->known)
		*o = (struct operand){ true, o->unsure, value,
			pool_str(&at.pool, fact->f[F_LINE]) };
	at.any = true;
}

/* Verdicts */

static bool
has_word(struct str list, struct str word, char sep)
{
	struct str one;

	while (str_split(&list, sep, &one))
		if (str_eq(one, word))
			return true;
	return false;
}

/* True when the rule is of the report's era or of a form printed in it; a
 * report that says neither is held against every rule. */
static bool
applies(const struct identity *id)
{
	struct str eras = at.eras, era;
	bool named = false;

	while (str_split(&eras, ' ', &era)) {
		named |= era.n != 0 && !str_eq(era, STR("prose"));
		if (has_word(cell(id->row, ERA), era, ','))
			return true;
	}
	return !named;
}

static bool
is_known(const struct term *term)
{
	return term->in == NULL || (operands[term->in->order].known &&
	    !operands[term->in->order].unsure);
}

static void
judge(struct identity *id)
{
	size_t known = 0, wanted = 0;
	const struct term *term;
	struct dec value;
	int order;

	id->too_big = false;
	id->sum[0] = id->sum[1] = (struct dec){ 0, 0 };
	for (size_t i = id->first; i < id->end; i++) {
		term = &terms[i];
		wanted += term->in != NULL;
		known += term->in != NULL && is_known(term);
		value = term->in == NULL ? term->number :
		    operands[term->in->order].value;
		id->too_big |= term->sign > 0 ?
		    !dec_add(&id->sum[term->side], value) :
		    !dec_sub(&id->sum[term->side], value);
	}
	order = dec_cmp(id->sum[0], id->sum[1]);
	if (known == 0)
		id->verdict = ABSENT;
	else if (known < wanted || id->too_big)
		id->verdict = SKIPPED;
	else if (order == 0 || (order < 0 && id->relation.p[0] == '<') ||
	    (order > 0 && id->relation.p[0] == '>'))
		id->verdict = PASS;
	else
		id->verdict = FAIL;
}

/* The member of the rule's any_of group that passes; NULL if none does. */
static const struct identity *
passing_twin(const struct identity *id)
{
	struct str group = cell(id->row, ANY_OF);

	for (size_t i = 0; group.n != 0 && i < identity_count; i++)
		if (str_eq(cell(identities[i].row, ANY_OF), group) &&
		    applies(&identities[i]) && identities[i].verdict == PASS)
			return &identities[i];
	return NULL;
}

/* Writing */

static struct str
print(struct pool *p, struct dec d)
{
	char text[DEC_TEXT];

	return pool_str(p, (struct str){ text, dec_print(d, text) });
}

/* Appends "name=value@doc:report:line". */
static void
put_operand(struct buf *out, struct str name, struct str value,
    const struct str place[3])
{
	if (out->n != 0)
		buf_byte(out, ' ');
	buf_put(out, name);
	buf_byte(out, '=');
	buf_put(out, value);
	for (int i = 0; i < 3; i++) {
		buf_byte(out, i == 0 ? '@' : ':');
		buf_put(out, place[i]);
	}
}

/* The operands, or the ids that are missing. */
static struct str
list(const struct identity *id, bool missing)
{
	static struct buf b[2];
	struct buf *out = &b[missing];
	const struct operand *o;
	const struct term *term;

	out->n = 0;
	for (size_t i = id->first; i < id->end; i++) {
		term = &terms[i];
		if (term->in == NULL || is_known(term) == missing)
			continue;
		if (!missing) {
			o = &operands[term->in->order];
			put_operand(out, term->in->id, print(&at.pool, o->value),
			    (struct str[3]){ at.doc, at.report, o->line });
			continue;
		}
		if (out->n != 0)
			buf_byte(out, ' ');
		buf_put(out, term->in->id);
	}
	return buf_str(out);
}

static void
write(const struct identity *id, enum verdict verdict,
    const struct identity *twin)
{
	static struct rec w;
	static struct buf detail;
	struct dec diff = id->sum[0];

	detail.n = 0;
	rec_make(&w, REC_CHECK, at.doc, at.line);
	w.f[CHECK_REPORT] = at.report;
	w.f[CHECK_IDENTITY] = cell(id->row, ID);
	w.f[CHECK_SEVERITY] = cell(id->row, SEVERITY);
	w.f[CHECK_VERDICT] = verdicts[verdict];
	w.f[CHECK_RELATION] = id->relation;
	w.f[CHECK_OPERANDS] = list(id, false);
	if (verdict == SKIPPED) {
		buf_put(&detail, id->too_big ? STR("out of range") :
		    STR("missing: "));
		buf_put(&detail, list(id, true));
	} else {
		w.f[CHECK_LEFT] = print(&at.pool, id->sum[0]);
		w.f[CHECK_RIGHT] = print(&at.pool, id->sum[1]);
		if (dec_sub(&diff, id->sum[1]))
			w.f[CHECK_DIFF] = print(&at.pool, diff);
	}
	if (twin != NULL) {
		buf_put(&detail, STR("holds as "));
		buf_put(&detail, cell(twin->row, ID));
	}
	w.f[CHECK_DETAIL] = buf_str(&detail);
	rec_write(&w);
}

size_t
check_end(enum check_severity least)
{
	struct identity *id;
	const struct identity *twin;
	size_t failed = 0;

	if (!at.any)
		return 0;
	for (size_t i = 0; i < identity_count; i++)
		judge(&identities[i]);
	for (size_t i = 0; i < identity_count; i++) {
		id = &identities[i];
		if (id->verdict == ABSENT || id->severity < least ||
		    !applies(id))
			continue;
		twin = id->verdict == FAIL ? passing_twin(id) : NULL;
		failed += id->verdict == FAIL && twin == NULL;
		write(id, twin != NULL ? PASS : id->verdict, twin);
	}
	at.any = false;
	return failed;
}

/* Claims */

/* A whole and its parts as they add up. */
struct sum {
	struct dec whole, parts;
	bool inexact; /* a part is */
	bool bad;     /* does not fit, or is no number */
};

/* Adds up the parts; what they are is written to out. */
static struct sum
add_up(const struct rec *claim, struct buf *out)
{
	const struct str place[3] = { claim->f[F_DOC], claim->f[CLAIM_REPORT],
		claim->f[F_LINE] };
	struct str rest = claim->f[CLAIM_PARTS], part;
	struct sum s = { .bad = false };
	struct dec value;
	size_t colon;

	s.bad = !dec_parse(claim->f[CLAIM_WHOLE], &s.whole);
	put_operand(out, STR("whole"), claim->f[CLAIM_WHOLE], place);
	while (str_split(&rest, ' ', &part)) {
		colon = str_byte(part, ':', 0);
		s.inexact |= colon < part.n;
		part = str_slice(part, 0, colon);
		put_operand(out, STR("part"), part, place);
		s.bad |= !dec_parse(part, &value) || !dec_add(&s.parts, value);
	}
	return s;
}

/* True when the shares add up to 100, but for half a unit of the last digit of
 * each: the text says that there are no other parts. */
static bool
says_all(struct str shares)
{
	struct dec sum = { 0, 0 }, share, slack = { 0, 0 }, most = { 100, 0 };
	struct dec least = most;
	struct str one;

	while (str_split(&shares, ' ', &one)) {
		if (!dec_parse(one, &share) || share.scale == DEC_SCALE_MAX ||
		    !dec_add(&sum, share) || !dec_add(&slack,
		    (struct dec){ 5, share.scale + 1 }))
			return false;
	}
	return dec_add(&most, slack) && dec_sub(&least, slack) &&
	    dec_cmp(sum, least) >= 0 && dec_cmp(sum, most) <= 0;
}

static enum verdict
verdict_of(const struct rec *claim, const struct sum *s, struct str *why)
{
	struct str how = claim->f[CLAIM_QUALIFIER];
	int order = dec_cmp(s->parts, s->whole);

	if (s->bad) {
		*why = STR("out of range");
		return SKIPPED;
	}
	if (order == 0 || (order > 0 && str_eq(how, STR("more"))))
		return PASS;
	if (s->inexact || !str_eq(how, STR("exact"))) {
		*why = STR("not exact");
		return INCOMPLETE;
	}
	if (order > 0 || says_all(claim->f[CLAIM_SHARES]))
		return FAIL;
	*why = STR("the text does not say that these are all");
	return INCOMPLETE;
}

bool
check_claim(const struct rec *claim, enum check_severity least)
{
	static struct buf text;
	static struct rec w;
	enum verdict verdict;
	struct str why = STR("");
	char left[DEC_TEXT], right[DEC_TEXT], off[DEC_TEXT];
	struct dec diff;
	struct sum s;

	if (of_claims == SIZE_MAX || severity_of(of_claims) < least)
		return false;
	text.n = 0;
	s = add_up(claim, &text);
	verdict = verdict_of(claim, &s, &why);
	rec_make(&w, REC_CHECK, claim->f[F_DOC], claim->f[F_LINE]);
	w.f[CHECK_REPORT] = claim->f[CLAIM_REPORT];
	w.f[CHECK_IDENTITY] = cell(of_claims, ID);
	w.f[CHECK_SEVERITY] = cell(of_claims, SEVERITY);
	w.f[CHECK_VERDICT] = verdicts[verdict];
	w.f[CHECK_RELATION] = STR("=");
	w.f[CHECK_OPERANDS] = buf_str(&text);
	w.f[CHECK_DETAIL] = why;
	diff = s.parts;
	if (!s.bad && dec_sub(&diff, s.whole)) {
		w.f[CHECK_LEFT] = (struct str){ left, dec_print(s.parts, left) };
		w.f[CHECK_RIGHT] = (struct str){ right, dec_print(s.whole, right) };
		w.f[CHECK_DIFF] = (struct str){ off, dec_print(diff, off) };
	}
	rec_write(&w);
	return verdict == FAIL;
}
