#include "core/records.h"
#include "tables/stretch.h"

void
stretch_take_back(size_t from, size_t to, const char *code, const char *why,
    struct facts *f)
{
	records_warn(f->doc, f->v[from].line, f->report, code, "%s", why);
	for (; from < to; from++)
		f->v[from].value = (struct value){ { 0, 0 }, false, "unread" };
}

void
stretch_doubt(struct stretch_row *row, const char *why, struct facts *f)
{
	if (row->from != row->to)
		stretch_take_back(row->from, row->to, "row-width", why, f);
	row->to = row->from; /* it is settled */
}

bool
stretch_is_unread(const struct fact *fact)
{
	return strcmp(fact->value.qualifier, "unread") == 0;
}
