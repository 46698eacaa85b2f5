#include "core/die.h"
#include "core/records.h"
#include "tables/unread.h"

enum { LABELLED_LEAST = 2 /* rows with a label, that make a table a form */ };

static struct unread {
	struct str line;
	bool labelled;
} *rows;
static size_t count, cap, labels;
static struct pool pool;

void
unread_begin(void)
{
	count = labels = 0;
	pool_reset(&pool);
}

void
unread_put(struct str line, bool labelled)
{
	rows = xgrow(rows, count, &cap, sizeof *rows);
	rows[count++] = (struct unread){ pool_str(&pool, line), labelled };
	labels += labelled;
}

size_t
unread_count(void)
{
	return count;
}

bool
unread_shows_form(void)
{
	return labels >= LABELLED_LEAST;
}

void
unread_drop(size_t from, size_t to)
{
	if (from == to)
		return; /* there may be none at all */
	memmove(rows + from, rows + to, (count - to) * sizeof *rows);
	count -= to - from;
}

void
unread_warn(bool known, const struct facts *f)
{
	size_t left = 0;

	for (size_t i = 0; i < count; i++)
		if (known || rows[i].labelled)
			records_warn(f->doc, rows[i].line, f->report, "row-unknown",
			    "no header, or no label of the form, for the "
			    "numbers of this row: not read");
		else
			rows[left++] = rows[i];
	count = left;
}
