#include "core/tab.h"
#include "csv/series.h"
#include "domain/indicator.h"

/* Of concordance.tsv. */
enum { SERIES, LABEL_ZH, LABEL_EN, ERA, EXPRESSION, MATCH, PRIORITY, BREAK,
	CAVEAT };

enum { OPERANDS = 8, WAN_PLACES = 4 };

static struct tab t;

/* A row, in the order of series, then priority. */
static struct way {
	size_t row;
	const struct indicator *operand[OPERANDS];
	size_t operands;
} *ways;

static struct one {
	size_t from, to; /* its ways */
	bool money, percent;
} *all;
static size_t count;

static struct str
cell(size_t way, int column)
{
	return t.row[ways[way].row].cell[column];
}

static void
parse(struct way *w)
{
	struct str rest = t.row[w->row].cell[EXPRESSION], word;
	size_t words = 0;

	for (; str_split(&rest, ' ', &word); words++) {
		if (words % 2 == 1) {
			if (!str_eq(word, STR("+")))
				tab_wrong(&t, w->row, "expression: indicators with + "
				    "between them");
			continue;
		}
		if (w->operands == OPERANDS)
			tab_wrong(&t, w->row, "more than %d operands", OPERANDS);
		w->operand[w->operands] = indicator_find(word);
		if (w->operand[w->operands++] == NULL)
			tab_wrong(&t, w->row, "%.*s: no such indicator",
			    (int)word.n, word.p);
	}
	if (words % 2 == 0)
		tab_wrong(&t, w->row, "expression: an operand is missing");
}

static void
check_words(size_t row)
{
	static const char words[] = "exact approximate none";
	const struct str *c = t.row[row].cell;

	if (!str_has_word(str_of(words), ' ', c[MATCH]) ||
	    (c[BREAK].n != 0 && !str_has_word(str_of(words), ' ', c[BREAK])))
		tab_wrong(&t, row, "match, break: exact, approximate or none");
	if (c[PRIORITY].n != 1 || c[PRIORITY].p[0] < '1' || c[PRIORITY].p[0] > '9')
		tab_wrong(&t, row, "priority: 1 to 9");
}

static bool
is_never(size_t way)
{
	return str_eq(cell(way, MATCH), STR("none"));
}

/* What is summed or followed must be of one type. */
static void
find_type(struct one *s)
{
	struct str type = STR(""), other;

	for (size_t i = s->from; i < s->to; i++)
		for (size_t k = 0; k < ways[i].operands && !is_never(i); k++) {
			other = ways[i].operand[k]->type;
			if (type.n != 0 && !str_eq(type, other))
				tab_wrong(&t, ways[i].row, "the series is of type "
				    "%.*s before", (int)type.n, type.p);
			type = other;
		}
	s->money = str_eq(type, STR("money"));
	s->percent = str_eq(type, STR("percent"));
}

void
series_load(const char *folder)
{
	struct str last = STR("");

	tab_load(&t, folder, "concordance.tsv", "series label_zh label_en era "
	    "expression match priority break caveat");
	ways = xcalloc(t.rows + 1, sizeof *ways);
	all = xcalloc(t.rows + 1, sizeof *all);
	for (size_t i = 0; i < t.rows; i++) {
		ways[i].row = i;
		check_words(i);
		parse(&ways[i]);
		if (!str_eq(last, t.row[i].cell[SERIES]))
			all[count++].from = i;
		last = t.row[i].cell[SERIES];
		all[count - 1].to = i + 1;
	}
	for (size_t i = 0; i < count; i++)
		find_type(&all[i]);
}

static struct str
unit_of(const struct one *s)
{
	return s->money ? STR("元") : s->percent ? STR("%") : STR("");
}

struct column_items
series_items(void)
{
	struct column_items items = { 0, 0, NULL };

	for (size_t i = 0; i < count; i++) {
		items.v = xgrow(items.v, items.n, &items.cap, sizeof *items.v);
		items.v[items.n++] = (struct column_item){
			cell(all[i].from, SERIES), unit_of(&all[i]),
			cell(all[i].from, LABEL_ZH), cell(all[i].from, LABEL_EN),
			all[i].money || all[i].percent ? COLUMN_NUMBER :
			COLUMN_INTEGER, i };
	}
	return items;
}

/* Adds the operands; false when one has no value. */
static bool
add_up(const struct obs *o, int scope, const struct way *w, struct dec *sum,
    bool *exact)
{
	const struct obs_value *v;
	struct dec d;

	*sum = (struct dec){ 0, 0 };
	for (size_t i = 0; i < w->operands; i++) {
		v = obs_value(o, scope, w->operand[i]->order);
		if (v == NULL || v->value.n == 0 || !dec_parse(v->value, &d))
			return false;
		if (str_eq(w->operand[i]->unit, STR("万元")) &&
		    !dec_shift(&d, WAN_PLACES))
			return false;
		if (!dec_add(sum, d))
			return false;
		*exact &= str_has_word(STR("exact none derived"), ' ',
		    v->qualifier);
	}
	return true;
}

/* True when the way is that of the report's year, or of a form printed in it. */
static bool
is_way_of(const struct obs *o, size_t way)
{
	return str_eq(cell(way, ERA), o->report->f[REPORT_ERA]) ||
	    str_has_word(o->report->f[REPORT_FORM], ' ', cell(way, ERA));
}

struct series_value
series_value(const struct obs *o, int scope, size_t series)
{
	struct series_value v = { .n = 0, .source = STR(""), .match = STR("") };
	struct dec sum;
	bool exact;

	for (char p = '1'; p <= '9'; p++)
		for (size_t i = all[series].from; i < all[series].to; i++) {
			exact = true;
			if (cell(i, PRIORITY).p[0] != p || is_never(i) ||
			    !is_way_of(o, i) ||
			    !add_up(o, scope, &ways[i], &sum, &exact))
				continue;
			v.n = dec_print(sum, v.text);
			v.source = cell(i, EXPRESSION);
			v.match = exact ? cell(i, MATCH) : STR("approximate");
			return v;
		}
	return v;
}

static void
separate(struct buf *b, const char *by)
{
	if (b->n != 0)
		buf_put(b, str_of(by));
}

void
series_forms(size_t series, struct buf *b)
{
	b->n = 0;
	for (size_t i = all[series].from; i < all[series].to; i++) {
		if (is_never(i) ||
		    (b->n != 0 && str_has_word(buf_str(b), ',', cell(i, ERA))))
			continue;
		separate(b, ",");
		buf_put(b, cell(i, ERA));
	}
}

void
series_expressions(size_t series, struct buf *b)
{
	b->n = 0;
	for (size_t i = all[series].from; i < all[series].to; i++) {
		separate(b, "; ");
		buf_put(b, cell(i, ERA));
		buf_put(b, STR(": "));
		buf_put(b, cell(i, EXPRESSION));
		buf_put(b, STR(" ("));
		buf_put(b, cell(i, MATCH));
		buf_byte(b, ')');
	}
}

void
series_breaks(size_t series, struct buf *b)
{
	b->n = 0;
	for (size_t i = all[series].from; i < all[series].to; i++) {
		if (cell(i, BREAK).n == 0 || str_eq(cell(i, BREAK), STR("exact")))
			continue;
		separate(b, "; ");
		buf_put(b, STR("break of "));
		buf_put(b, cell(i, ERA));
		buf_put(b, STR(": "));
		buf_put(b, cell(i, BREAK));
		if (cell(i, CAVEAT).n != 0)
			buf_put(b, STR(", "));
		buf_put(b, cell(i, CAVEAT));
	}
}
