#include "core/die.h"
#include "core/memo.h"
#include "core/rx.h"
#include "core/tab.h"
#include "domain/sector.h"

enum { SECTOR, PATTERN, LEVEL, NEEDS };

static struct tab sectors;
static struct rx **ends; /* of each row: the pattern at the end of a name */

void
sector_load(const char *folder)
{
	char why[128];
	struct buf pattern = { NULL, 0, 0 };

	tab_load(&sectors, folder, "sectors.tsv", "sector pattern level needs");
	ends = xcalloc(sectors.rows, sizeof *ends);
	for (size_t i = 0; i < sectors.rows; i++) {
		pattern.n = 0;
		buf_put(&pattern, STR("(?:"));
		buf_put(&pattern, sectors.row[i].cell[PATTERN]);
		buf_put(&pattern, STR(")$"));
		ends[i] = rx_new(buf_str(&pattern), why, sizeof why);
		if (ends[i] == NULL)
			tab_wrong(&sectors, i, "pattern: %s", why);
	}
	buf_free(&pattern);
}

/* What the end of a name is: many agencies are called the same. */
struct ending {
	size_t row, length; /* of sectors.tsv, and how much of the name it takes */
};

static struct memo endings = { .size = sizeof(struct ending) };

/* True when a name has one of the literals without which the row cannot match. */
static bool
may_match(size_t row, struct str name)
{
	struct str rest = sectors.row[row].cell[NEEDS], literal;
	bool may = rest.n == 0;

	while (!may && str_split(&rest, '|', &literal))
		may = str_has(name, literal);
	return may;
}

/* The row of sectors.tsv that takes most of the end of a name, sectors.rows if
 * none does; *length: how much of it. */
static size_t
at_end(struct str name, size_t *length)
{
	struct rx_match m;
	struct ending *e;
	bool found;

	memo_trim(&endings);
	e = memo_find(&endings, name, &found);
	if (!found)
		e->row = sectors.rows;
	for (size_t i = 0; !found && name.n != 0 && i < sectors.rows; i++)
		if (may_match(i, name) &&
		    rx_find(ends[i], name, 0, &m) == RX_FOUND &&
		    m.group[0].n > e->length)
			*e = (struct ending){ i, m.group[0].n };
	*length = e->length;
	return e->row;
}

void
sector_add(struct buf *all, struct str key)
{
	if (str_has_word(buf_str(all), ' ', key))
		return;
	if (all->n != 0)
		buf_byte(all, ' ');
	buf_put(all, key);
}

/* What stands before the last field of work in a name, as a name of its own:
 * 农业农村局 of 农业农村和水利局.  Empty when it is none. */
static struct str
field_before(struct str name, size_t last)
{
	static const char *const joins[] = { "和", "与", "及", "、" };
	static const char *const words[] = { "委员会", "局", "厅", "办公室" };
	static struct buf whole;
	struct str field = str_slice(name, 0, name.n - last);

	if (field.n == 0)
		return field;
	for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
		if (str_ends(field, str_of(joins[i]))) {
			field.n -= 3;
			break;
		}
	whole.n = 0;
	buf_put(&whole, field);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_ends(field, str_of(words[i])))
			return field; /* 卫生健康局、退役军人事务局 */
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_ends(name, str_of(words[i]))) {
			buf_put(&whole, str_of(words[i]));
			break;
		}
	return buf_str(&whole);
}

struct str
sector_add_all(struct buf *all, struct str name)
{
	size_t last, length, row = at_end(name, &last), first;
	struct str before;

	if (row == sectors.rows)
		return STR("");
	before = field_before(name, last);
	first = at_end(before, &length);
	if (first != sectors.rows && (length == before.n ||
	    str_ends(str_slice(before, 0, before.n - length), STR("区"))))
		sector_add(all, sectors.row[first].cell[SECTOR]);
	sector_add(all, sectors.row[row].cell[SECTOR]);
	return sectors.row[row].cell[LEVEL];
}

bool
sector_is_bureau(struct str name)
{
	size_t last, length, row = at_end(name, &last);
	struct str level, before;

	if (row == sectors.rows ||
	    str_eq(sectors.row[row].cell[SECTOR], STR("school")))
		return false;
	level = sectors.row[row].cell[LEVEL];
	if (level.n != 0 && !str_eq(level, STR("vertical")))
		return false;
	before = field_before(name, last);
	at_end(before, &length);
	return before.n == length;
}

bool
sector_is_school(struct str name)
{
	size_t length, row = at_end(name, &length);

	return row != sectors.rows && length == name.n &&
	    str_eq(sectors.row[row].cell[SECTOR], STR("school"));
}
