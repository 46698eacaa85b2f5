#include <ctype.h>

#include "core/tab.h"
#include "csv/column.h"

enum { NAME_MAX_BYTES = 32, NUMBER_WIDTH = 20 };

/* Of columns.tsv. */
enum { TABLES, NAME, TYPE, WIDTH, FROM, CATEGORIES, LABEL_ZH, LABEL_EN };

static struct tab t;
static struct pool pool;

static const char *const types[] = { "text", "integer", "number", "date" };

/* Words that are no name of a variable in Stata, SPSS, R or a Stata type. */
static const char reserved[] =
    " all and by eq ge gt le lt ne not or to with"
    " byte double float if in int long using str strl"
    " else repeat while function for next break true false null inf nan na ";

const char *
column_type_name(enum column_type type)
{
	return types[type];
}

static bool
is_name(struct str s)
{
	if (s.n == 0 || s.n > NAME_MAX_BYTES || !islower((unsigned char)s.p[0]) ||
	    s.p[s.n - 1] == '_' || str_has_word(str_of(reserved), ' ', s))
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!islower((unsigned char)s.p[i]) && s.p[i] != '_' &&
		    !isdigit((unsigned char)s.p[i]))
			return false;
	return true;
}

static size_t
number(size_t row, struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || n > 1000000)
			tab_wrong(&t, row, "width: a number of bytes");
		n = n * 10 + (size_t)(s.p[i] - '0');
	}
	return n;
}

/* "type.field" of rec.def. */
static bool
find_field(struct str name, struct column *c)
{
	size_t dot = str_byte(name, '.', 0);
	struct str type = str_slice(name, 0, dot),
	    field = str_slice(name, dot + 1, name.n);
	const char *has;

	for (int of = REC_OTHER + 1; of < REC_TYPES; of++) {
		if (!str_eq(type, str_of(rec_field_name((enum rec_type)of, 0))))
			continue;
		for (size_t i = 1;
		     (has = rec_field_name((enum rec_type)of, i)) != NULL; i++) {
			if (!str_eq(field, str_of(has)))
				continue;
			c->of = (enum rec_type)of;
			c->field = i;
			return true;
		}
	}
	return false;
}

static void
find_from(size_t row, struct str word, struct column *c)
{
	static const char *const words[] = {
#define WORD(W, name) name,
		COLUMN_WORDS
#undef WORD
	};

	if (find_field(word, c)) {
		c->from = COLUMN_FIELD;
		return;
	}
	for (int i = COLUMN_FIELD + 1; i < COLUMN_FROMS; i++)
		if (str_eq(word, str_of(words[i]))) {
			c->from = (enum column_from)i;
			return;
		}
	tab_wrong(&t, row, "from: no %.*s", (int)word.n, word.p);
}

static enum column_type
find_type(size_t row, struct str name)
{
	for (int i = COLUMN_TEXT; i <= COLUMN_DATE; i++)
		if (str_eq(name, str_of(types[i])))
			return (enum column_type)i;
	tab_wrong(&t, row, "type: text, integer, number or date");
}

static bool
is_repeated(size_t row)
{
	return str_starts(t.row[row].cell[NAME], STR("*"));
}

/* The name of an item's column: "*_q" of n.req.recv is n_req_recv_q. */
static struct str
name_of(struct str pattern, struct str id)
{
	struct str name = pool_join(&pool, id, str_slice(pattern, 1, pattern.n));
	struct buf b = { NULL, 0, 0 };

	for (size_t i = 0; i < name.n; i++)
		buf_byte(&b, name.p[i] == '.' ? '_' : name.p[i]);
	name = pool_str(&pool, buf_str(&b));
	buf_free(&b);
	return name;
}

static void
add(struct columns *list, size_t row, const struct column_item *item)
{
	const struct str *cell = t.row[row].cell;
	struct column c = { .name = cell[NAME], .label_zh = cell[LABEL_ZH],
		.label_en = cell[LABEL_EN], .categories = cell[CATEGORIES],
		.width = number(row, cell[WIDTH]) };

	find_from(row, cell[FROM], &c);
	if (item != NULL) {
		c.name = name_of(c.name, item->id);
		c.label_zh = pool_join(&pool, item->label_zh, c.label_zh);
		c.label_en = pool_join(&pool, item->label_en, c.label_en);
		c.item = item->number;
	}
	if (item != NULL && str_eq(cell[TYPE], STR("item"))) {
		c.type = item->type;
		c.unit = item->unit;
		c.width = NUMBER_WIDTH;
	} else {
		c.type = find_type(row, cell[TYPE]);
	}
	if (!is_name(c.name))
		tab_wrong(&t, row, "%.*s: not a name for a column",
		    (int)c.name.n, c.name.p);
	for (size_t i = 0; item == NULL && i < list->n; i++)
		if (str_eq(list->v[i].name, c.name))
			tab_wrong(&t, row, "%.*s: a table has two columns of "
			    "this name", (int)c.name.n, c.name.p);
	list->v = xgrow(list->v, list->n, &list->cap, sizeof *list->v);
	list->v[list->n++] = c;
}

/* The next row of the table, at or after this one. */
static size_t
next(struct str table, size_t row)
{
	while (row < t.rows && !str_has_word(t.row[row].cell[TABLES], ' ', table))
		row++;
	return row;
}

struct columns
column_list(const char *table, const struct column_items *items)
{
	struct columns list = { 0, 0, NULL };
	struct str name = str_of(table);
	size_t row = next(name, 0), end;

	while (row < t.rows) {
		if (!is_repeated(row)) {
			add(&list, row, NULL);
			row = next(name, row + 1);
			continue;
		}
		for (end = row; end < t.rows && is_repeated(end);)
			end = next(name, end + 1);
		for (size_t i = 0; i < items->n; i++)
			for (size_t k = row; k < end && is_repeated(k);
			     k = next(name, k + 1))
				add(&list, k, &items->v[i]);
		row = end;
	}
	return list;
}

void
column_load(const char *folder)
{
	tab_load(&t, folder, "columns.tsv", "tables name type width from "
	    "categories label_zh label_en");
}
