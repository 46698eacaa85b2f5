#include "core/date.h"
#include "csv/panel.h"

static struct {
	struct buf agency; /* and scope: the key without the year */
	int year;          /* of the last row of this agency */
	int first, last;   /* of all reports */
} span = { .first = 9999 };

void
panel_rows(struct sheet *s, const struct obs *o)
{
	struct cell c = { .obs = o };
	struct str year = o->report->f[REPORT_YEAR];
	size_t group;

	for (c.scope = 0; c.scope < OBS_SCOPES; c.scope++) {
		if (!o->has[c.scope])
			continue;
		sheet_put(s, &c);
		s->key.n = 0;
		sheet_key_part(s, o->report->f[REPORT_REGION]);
		sheet_key_part(s, o->report->f[REPORT_BODY]);
		sheet_key_part(s, obs_scope_name(c.scope));
		sheet_key_part(s, year);
		group = s->key.n;
		sheet_key_end(s, o);
		sheet_wait(s, o, group, 0, 1);
	}
	if (sheet_is_certain(o) && date_year(year) < span.first)
		span.first = date_year(year);
	if (sheet_is_certain(o) && date_year(year) > span.last)
		span.last = date_year(year);
}

/* Rows for the years up to this one, of the agency that span names. */
static void
fill_gaps(struct sheet *s, int year)
{
	static struct rec made;
	struct str rest = buf_str(&span.agency), scope;
	struct obs none = { .report = &made };
	struct cell c = { .obs = &none, .gap = true };

	if (span.agency.n == 0)
		return;
	rec_make(&made, REC_REPORT, STR(""), STR(""));
	str_split(&rest, '\0', &made.f[REPORT_REGION]);
	str_split(&rest, '\0', &made.f[REPORT_BODY]);
	str_split(&rest, '\0', &scope);
	c.scope = obs_scope(scope);
	while (++span.year < year) {
		rec_number(&made, REPORT_YEAR, (uint64_t)span.year);
		sheet_put(s, &c);
		sheet_write(s);
	}
}

void
panel_last(struct sheet *s, const struct sheet_row *row)
{
	struct str rest = str_slice(row->key, 0, row->group), part, agency;
	size_t n = 0;

	for (int i = 0; i < 3 && str_split(&rest, '\0', &part); i++)
		n += part.n + 1;
	agency = str_slice(row->key, 0, row->alone ? 0 : n);
	if (!str_eq(agency, buf_str(&span.agency))) {
		fill_gaps(s, span.last + 1);
		span.agency.n = 0;
		buf_put(&span.agency, agency);
		span.year = span.first - 1;
	}
	if (!row->alone) {
		str_split(&rest, '\0', &part);
		fill_gaps(s, date_year(part));
	}
	sheet_write_row(s, row, 1, 1);
}

void
panel_end(struct sheet *s)
{
	fill_gaps(s, span.last + 1);
	span.agency.n = 0;
}
