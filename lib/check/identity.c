#include <stdlib.h>

#include "check/identity.h"
#include "core/die.h"
#include "core/tab.h"

enum { ID, ERA, WHEN, EXPRESSION, OVER, SEVERITY, SCOPE, FORM, ANY_OF, SOURCE };

static struct identity *identities;
static struct tab t;

static struct str
cell(size_t row, int column)
{
	return t.row[row].cell[column];
}

/* Words */

/* Takes word off the start of *s. */
static bool
take(struct str *s, const char *word)
{
	struct str w = str_of(word);

	if (!str_starts(*s, w))
		return false;
	*s = str_slice(*s, w.n, s->n);
	return true;
}

static bool
take_end(struct str *s, const char *word)
{
	struct str w = str_of(word);

	if (!str_ends(*s, w))
		return false;
	s->n -= w.n;
	return true;
}

/* The piece of *rest before sep, a word of its own. */
static bool
next_piece(struct str *rest, const char *sep, struct str *piece)
{
	struct str s = str_of(sep);
	size_t at = str_find(*rest, s, 0);

	if (rest->n == 0)
		return false;
	*piece = str_slice(*rest, 0, at);
	*rest = at == rest->n ? STR("") : str_slice(*rest, at + s.n, rest->n);
	return true;
}

unsigned
identity_eras(struct str list, char sep)
{
	static const char *const eras[] = { "2008", "2014", "2019", "2021" };
	unsigned bits = 0;

	for (unsigned i = 0; i < sizeof eras / sizeof *eras; i++)
		if (str_has_word(list, sep, str_of(eras[i])))
			bits |= 1U << i;
	return bits;
}

enum severity
identity_severity(struct str name, bool *known)
{
	static const char *const names[] = { "info", "warn", "error" };

	for (int i = SEVERITY_INFO; i <= SEVERITY_ERROR; i++)
		if (str_eq(name, str_of(names[i]))) {
			*known = true;
			return (enum severity)i;
		}
	*known = false;
	return SEVERITY_INFO;
}

/* Expressions */

/* An indicator, x or a number, with what says where it is to be found. */
static void
parse_operand(size_t row, struct str word, struct term *term)
{
	struct str whole = word;
	struct dec number;

	if (take_end(&word, "@-1"))
		term->where = WHERE_BEFORE;
	else if (take(&word, "children:"))
		term->where = WHERE_BELOW;
	if (str_eq(word, STR("x"))) {
		term->kind = TERM_X;
	} else if ((term->in = indicator_find(word)) != NULL) {
		term->kind = TERM_FACT;
	} else if (dec_parse(word, &number) && dec_mul(&term->factor, number)) {
		term->kind = TERM_NUMBER;
	} else {
		tab_wrong(&t, row, "expression: no indicator %.*s",
		    (int)whole.n, whole.p);
	}
}

static struct term *
add_term(struct test *test, int side, bool minus)
{
	struct term *term;

	test->term = xrealloc(test->term, test->terms + 1, sizeof *test->term);
	term = &test->term[test->terms++];
	*term = (struct term){ .side = side, .factor = { minus ? -1 : 1, 0 } };
	return term;
}

/* a + 2 * b - c <= d: words between single blanks. */
static void
parse_relation(size_t row, struct str rest, struct test *test)
{
	struct term *term = NULL;
	bool minus = false, want = true;
	int side = 0;
	struct str word;

	while (str_split(&rest, ' ', &word)) {
		if (want) {
			if (term == NULL)
				term = add_term(test, side, minus);
			parse_operand(row, word, term);
		} else if (str_eq(word, STR("*")) && term->kind == TERM_NUMBER) {
			want = true;
			continue;
		} else if (str_eq(word, STR("+")) || str_eq(word, STR("-"))) {
			minus = word.p[0] == '-';
			term = NULL;
		} else if (side == 0 && (str_eq(word, STR("=")) ||
		    str_eq(word, STR("<=")) || str_eq(word, STR(">=")))) {
			test->relation = word;
			side = 1;
			minus = false;
			term = NULL;
		} else {
			tab_wrong(&t, row, "expression: %.*s is no operator",
			    (int)word.n, word.p);
		}
		want = !want;
	}
	if (side == 0 || want)
		tab_wrong(&t, row, "expression: want a relation of two sides");
}

/* word(id); false when s is something else. */
static bool
parse_word(size_t row, struct str s, struct test *test)
{
	static const struct {
		const char *name;
		int kind;
	} words[] = {
		{ "printed(", TEST_PRINTED }, { "absent(", TEST_ABSENT },
		{ "none(", TEST_NONE }, { "whole(", TEST_WHOLE }
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (take(&s, words[i].name) && take_end(&s, ")")) {
			test->kind = words[i].kind;
			test->relation = STR("=");
			parse_operand(row, s, add_term(test, 0, false));
			return true;
		}
	return false;
}

/* report.FIELD in|outside LIST */
static bool
parse_about(size_t row, struct str s, struct test *test)
{
	static const char *const fields[] = { "level", "sector", "scope", "body" };
	struct str field, how;
	unsigned i;

	if (!take(&s, "report."))
		return false;
	test->kind = TEST_REPORT;
	str_split(&s, ' ', &field);
	str_split(&s, ' ', &how);
	for (i = 0; i < 4 && !str_eq(field, str_of(fields[i])); i++)
		continue;
	test->about = i;
	test->outside = str_eq(how, STR("outside"));
	test->list = s;
	if (i == 4 || s.n == 0 || (!test->outside && !str_eq(how, STR("in"))))
		tab_wrong(&t, row, "want report.FIELD in|outside LIST");
	return true;
}

static struct tests
parse(size_t row, struct str text)
{
	struct tests tests = { NULL, 0 };
	struct test *test;
	struct str one;

	while (next_piece(&text, " and ", &one)) {
		tests.v = xrealloc(tests.v, tests.n + 1, sizeof *tests.v);
		test = &tests.v[tests.n++];
		*test = (struct test){ .kind = TEST_RELATION };
		if (!parse_word(row, one, test) && !parse_about(row, one, test))
			parse_relation(row, one, test);
	}
	return tests;
}

/* Rows */

/* "count money -.change": types, additivities or ids; - before an ending of ids
 * that are left out. */
static bool
is_over(struct str words, const struct indicator *in)
{
	bool yes = false;
	struct str word;

	while (str_split(&words, ' ', &word)) {
		if (take(&word, "-"))
			yes &= !str_ends(in->id, word);
		else
			yes |= str_eq(word, in->type) ||
			    str_eq(word, in->additivity) ||
			    str_eq(word, in->id);
	}
	return yes;
}

static bool
is_of_x_alone(const struct identity *id)
{
	const struct term *term;

	if (id->when.n != 0)
		return false;
	for (size_t i = 0; i < id->holds.n; i++)
		for (size_t k = 0; k < id->holds.v[i].terms; k++) {
			term = &id->holds.v[i].term[k];
			if (term->kind == TERM_FACT || term->where != WHERE_HERE)
				return false;
		}
	return true;
}

/* Parts and a total that must be equal, whatever is counted; where one of several
 * rules must hold, or one is only usual, none is certain. */
static bool
is_of_cells(const struct identity *id)
{
	const struct test *test = id->holds.v;

	if (id->severity == SEVERITY_INFO || id->any_of.n != 0 ||
	    id->holds.n != 1 || test->kind != TEST_RELATION ||
	    test->relation.p[0] != '=')
		return false;
	for (size_t i = 0; i < test->terms; i++)
		if (test->term[i].kind != TERM_FACT)
			return false;
	return true;
}

static void
load_row(size_t row, struct identity *id)
{
	static const char *const scopes[] = { "within-report", "prose-vs-table",
		"cross-year", "aggregate", NULL };
	static const char *const forms[] = { "arith", "aggregate", "template",
		"special", "claim", NULL };
	unsigned scope = tab_choice(&t, row, SCOPE, scopes,
	    "scope: within-report, prose-vs-table, cross-year or aggregate");
	unsigned form = tab_choice(&t, row, FORM, forms,
	    "form: arith, aggregate, template, special or claim");
	bool known;

	id->id = cell(row, ID);
	id->expression = cell(row, EXPRESSION);
	id->any_of = cell(row, ANY_OF);
	id->source = cell(row, SOURCE);
	id->severity_name = cell(row, SEVERITY);
	id->severity = identity_severity(id->severity_name, &known);
	if (!known)
		tab_wrong(&t, row, "severity: error, warn or info");
	id->scope = scope < 2 ? IDENTITY_REPORT :
	    scope == 2 ? IDENTITY_YEARS : IDENTITY_KIN;
	id->form = form < 2 ? IDENTITY_SUMS :
	    form == 2 ? IDENTITY_TEMPLATE : IDENTITY_OTHER;
	id->eras = identity_eras(cell(row, ERA), ',');
	id->when = parse(row, cell(row, WHEN));
	if (id->form != IDENTITY_OTHER)
		id->holds = parse(row, id->expression);
	id->decides = scope == 0 && id->form == IDENTITY_SUMS && is_of_cells(id);
	if (id->form == IDENTITY_SUMS)
		return;
	id->over = xcalloc(indicator_count(), sizeof *id->over);
	for (size_t i = 0; i < indicator_count(); i++)
		id->over[i] = is_over(cell(row, OVER), indicator_nth(i));
	id->x_alone = is_of_x_alone(id);
}

void
identity_load(const char *folder)
{
	tab_load(&t, folder, "identities.tsv", "id era when expression over "
	    "severity scope form any_of source");
	identities = xcalloc(t.rows, sizeof *identities);
	for (size_t i = 0; i < t.rows; i++)
		load_row(i, &identities[i]);
}

size_t
identity_count(void)
{
	return t.rows;
}

const struct identity *
identity_nth(size_t n)
{
	return &identities[n];
}

const struct identity *
identity_find(struct str id)
{
	for (size_t i = 0; i < t.rows; i++)
		if (str_eq(identities[i].id, id))
			return &identities[i];
	return NULL;
}

const struct identity *
identity_need(const char *id)
{
	const struct identity *found = identity_find(str_of(id));

	if (found == NULL)
		die(GX_USAGE, "%s: no identity %s", t.path, id);
	return found;
}

bool
identity_is_total(const struct identity *id, const struct indicator *in)
{
	size_t on[2] = { 0, 0 };
	int side = -1;

	for (size_t i = 0; id->holds.n != 0 && i < id->holds.v[0].terms; i++) {
		on[id->holds.v[0].term[i].side]++;
		if (id->holds.v[0].term[i].in == in)
			side = id->holds.v[0].term[i].side;
	}
	return side >= 0 && on[side] == 1;
}
