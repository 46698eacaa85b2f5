#include "core/csv.h"
#include "csv/sums.h"
#include "domain/indicator.h"

bool
sums_has(const struct column *c, const char *groups)
{
	struct str by = indicator_count() != 0 && (c->from == COLUMN_SUM ||
	    c->from == COLUMN_SUMMED) ? indicator_nth(c->item)->additivity :
	    STR("");

	if (by.n != 0)
		return str_eq(by, STR("flow")) || (str_eq(by, STR("stock")) &&
		    str_has_word(str_of(groups), ',', STR("year")));
	return c->from == COLUMN_SCOPE || c->from == COLUMN_REPORTS ||
	    str_has_word(str_of(groups), ',', c->name);
}

void
sums_check(const char *groups)
{
	struct str rest = str_of(groups), name;
	const struct column_items none = { 0, 0, NULL };
	struct columns all = column_list("sums", &none);
	size_t i;

	while (str_split(&rest, ',', &name)) {
		for (i = 0; i < all.n && all.v[i].from != COLUMN_REPORTS; i++)
			if (str_eq(all.v[i].name, name))
				break;
		if (i == all.n || all.v[i].from == COLUMN_REPORTS)
			die(GX_USAGE, "-g: %.*s: no column to group by",
			    (int)name.n, name.p);
	}
}

static bool
is_exact(struct str qualifier)
{
	return str_has_word(STR("exact none derived"), ' ', qualifier);
}

/* What waits is the cells that name the group, ended by NUL, then those of the
 * sums. */
void
sums_rows(struct sheet *s, const struct obs *o)
{
	struct cell c = { .obs = o };
	const struct column *column;
	const struct obs_value *v;
	size_t group;

	for (c.scope = 0; c.scope < OBS_SCOPES; c.scope++) {
		if (!o->has[c.scope])
			continue;
		s->line.n = 0;
		for (size_t i = 0; i < s->columns.n; i++) {
			column = &s->columns.v[i];
			if (column->from == COLUMN_REPORTS ||
			    column->from == COLUMN_SUMMED)
				continue;
			if (column->from == COLUMN_SUM) {
				v = obs_value(o, c.scope, column->item);
				if (v != NULL && is_exact(v->qualifier))
					buf_put(&s->line, v->value);
			} else {
				buf_put(&s->line, cell_text(column, &c));
			}
			buf_byte(&s->line, '\0');
		}
		sheet_key_begin(s, o);
		sheet_key_part(s, obs_scope_name(c.scope));
		group = s->key.n;
		sheet_key_end(s, o);
		sheet_wait(s, o, group, 0, 0);
	}
}

void
sums_last(struct sheet *s, const struct sheet_row *row)
{
	struct str rest = row->line, part;
	struct total *total;
	size_t n = 0, i = 0;

	for (; i < s->columns.n && s->columns.v[i].from != COLUMN_REPORTS; i++)
		if (str_split(&rest, '\0', &part))
			n += part.n + 1;
	s->totals.width = s->columns.n;
	total = totals_find(&s->totals, str_slice(row->line, 0, n));
	total->reports++;
	for (; i < s->columns.n; i++)
		if (s->columns.v[i].from == COLUMN_SUM &&
		    str_split(&rest, '\0', &part))
			totals_add(total, i, part);
}

void
sums_end(struct sheet *s)
{
	struct total *total;
	struct str rest, part;
	char text[DEC_TEXT];

	totals_sort(&s->totals);
	for (size_t k = 0; k < s->totals.n; k++) {
		total = &s->totals.v[k];
		rest = total->key;
		s->line.n = 0;
		for (size_t i = 0; i < s->columns.n; i++) {
			if (s->columns.v[i].from == COLUMN_REPORTS)
				part = cell_number(total->reports);
			else if (s->columns.v[i].from == COLUMN_SUMMED)
				part = cell_number(total->summed[i - 1]);
			else if (s->columns.v[i].from != COLUMN_SUM)
				str_split(&rest, '\0', &part);
			else if (total->summed[i] == 0 || total->lost[i])
				part = STR("");
			else
				part = (struct str){ text,
					dec_print(total->sum[i], text) };
			sheet_cell(s, i, part);
		}
		csv_end(&s->line);
		sheet_write(s);
	}
}
