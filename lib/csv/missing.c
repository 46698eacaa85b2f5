#include "core/tab.h"
#include "csv/missing.h"

enum { INDICATORS, SECTION, REASON };

static struct tab t;
static const struct tab_row **row_of; /* by the indicator's place; or NULL */

static const struct tab_row *
find_row(struct str id)
{
	for (size_t i = 0; i < t.rows; i++)
		if (str_starts(id, t.row[i].cell[INDICATORS]))
			return &t.row[i];
	return NULL;
}

void
missing_load(const char *folder)
{
	tab_load(&t, folder, "missing.tsv", "indicators section reason");
	row_of = xcalloc(indicator_count() + 1, sizeof *row_of);
	for (size_t i = 0; i < indicator_count(); i++)
		row_of[i] = find_row(indicator_nth(i)->id);
}

/* True when one of the forms printed in the report has the indicator. */
static bool
is_printed(struct str forms, const struct indicator *id)
{
	struct str form;

	while (str_split(&forms, ' ', &form))
		if (str_has_word(id->eras, ',', form))
			return true;
	return false;
}

struct str
missing_reason(const struct obs *o, const struct indicator *id)
{
	const struct tab_row *row = row_of[id->order];
	const struct str *f = o->report->f;

	/* What only the prose says belongs to no form. */
	bool of_form = !str_starts(id->id, STR("n."));

	if (of_form && is_printed(f[REPORT_FORM], id))
		return STR("not_found");
	if (f[REPORT_ERA].n != 0 && !str_has_word(id->eras, ',', f[REPORT_ERA]))
		return STR("not_in_form");
	if (row != NULL && o->sections.n != 0 &&
	    !str_has_word(buf_str(&o->sections), ' ', row->cell[SECTION]))
		return row->cell[REASON];
	return STR("not_found");
}
