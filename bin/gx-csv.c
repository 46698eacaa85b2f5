/* gx-csv: the records of reports become tables. */
#include <inttypes.h>

#include "core/csv.h"
#include "core/date.h"
#include "core/dec.h"
#include "core/records.h"
#include "core/sandbox.h"
#include "core/tab.h"
#include "csv/aside.h"
#include "csv/audit.h"
#include "csv/column.h"
#include "csv/coverage.h"
#include "csv/label.h"
#include "csv/missing.h"
#include "csv/output.h"
#include "csv/profile.h"
#include "csv/publication.h"
#include "csv/series.h"
#include "csv/sighting.h"
#include "domain/indicator.h"
#include "domain/succession.h"

enum { BLIND = 256, CHECKS, DATE, EXCEL, GROUPED, ROSTER, SEED, VERSIONS };

static const struct opt_long longs[] = {
	{ "blind", false, BLIND },
	{ "checks", true, CHECKS },
	{ "date", true, DATE },
	{ "excel", false, EXCEL },
	{ "grouped", false, GROUPED },
	{ "roster", true, ROSTER },
	{ "seed", true, SEED },
	{ "versions", true, VERSIONS },
	{ NULL, false, 0 }
};

static struct opt o = {
	.usage = "gx-csv [-hqQuV] [-d DELIMITER] [-g COLUMN,...] [-i LIST] "
	    "[-l FORMAT,...] [-L zh|en] [-m MISSING] [-N ROWS] [-o DIR] [-r DIR] [-t TABLE,...] "
	    "[--blind] [--checks FILE] [--date DATE] [--excel] [--grouped] [--roster FILE] "
	    "[--seed TEXT] [--versions all|first|last] [FILE ...]",
	.shorts = "d:g:i:l:L:m:N:o:Qt:",
	.longs = longs
};

static char
delimiter(const char *s)
{
	if (strcmp(s, "tab") == 0 || strcmp(s, "\\t") == 0)
		return '\t';
	if (s[0] == '\0' || s[1] != '\0' || strchr(",;|\t", s[0]) == NULL)
		opt_wrong(&o, "-d: one of , ; | or tab");
	return s[0];
}

/* A number would be taken for a value: even -8 and -9 are, of a change. */
static struct str
missing(const char *s)
{
	struct dec d;

	if (dec_parse(str_of(s), &d) || strpbrk(s, "\",;|\t\r\n") != NULL)
		opt_wrong(&o, "-m: a word that is no number");
	return str_of(s);
}

static const char *
date(const char *s)
{
	int days;

	if (strlen(s) != DATE_TEXT || s[4] != '-' || s[7] != '-' ||
	    !date_parse(str_of(s), &days))
		opt_wrong(&o, "--date: YYYY-MM-DD");
	return s;
}

static bool
is_chinese(const char *s)
{
	if (strcmp(s, "zh") != 0 && strcmp(s, "en") != 0)
		opt_wrong(&o, "-L: zh or en");
	return s[0] == 'z';
}

static enum sheet_versions
versions(const char *s)
{
	static const char *const names[] = { "all", "first", "last" };

	for (int i = SHEET_ALL; i <= SHEET_LAST; i++)
		if (strcmp(s, names[i]) == 0)
			return (enum sheet_versions)i;
	opt_wrong(&o, "--versions: all, first or last");
}

static size_t
sample(const char *s)
{
	size_t n = 0;

	for (; *s >= '0' && *s <= '9' && n <= AUDIT_MAX; s++)
		n = n * 10 + (size_t)(*s - '0');
	if (*s != '\0' || n == 0 || n > AUDIT_MAX)
		opt_wrong(&o, "-N: 1 to 100000");
	return n;
}

/* An empty one, of a variable that is not set, would be the root. */
static const char *
folder(const char *s)
{
	if (*s == '\0')
		opt_wrong(&o, "-o: a folder");
	return s;
}

static void
load(const char *rules)
{
	indicator_load(rules);
	column_load(rules);
	profile_load(rules);
	missing_load(rules);
	publication_load(rules);
	succession_load(rules);
	series_load(rules);
	label_load(rules);
	sighting_load(rules);
}

/* What is no number, as a hand may have written it, is no value. */
static void
check_value(struct rec *r)
{
	struct dec d;
	struct str value;

	if (r->type != REC_FACT)
		return;
	value = r->f[FACT_VALUE];
	if (value.n == 0 || dec_parse(value, &d))
		return;
	records_warn(r->f[F_DOC], r->f[F_LINE], r->f[FACT_REPORT], "not-a-number",
	    "line %" PRIu64 ": %.*s: taken for a value that cannot be read",
	    records_line(), (int)(value.n < 40 ? value.n : 40), value.p);
	r->f[FACT_VALUE] = STR("");
	r->f[FACT_QUALIFIER] = STR("unread");
}

int
main(int argc, char **argv)
{
	struct output_options output = { .tables = "wide", .indicators = "core",
		.groups = "year" };
	struct label_options label = { .formats = NULL };
	static struct rec r;
	char separator = ',';
	const char *checks = NULL, *roster = NULL, *seed = "1";
	size_t size = 300;
	struct str none = STR("");
	bool excel = false, blind = false;
	int c;

	while ((c = opt_next(&o, argc, argv)) != -1) {
		switch (c) {
		case 'd': separator = delimiter(o.argument); break;
		case 'g': output.groups = o.argument; break;
		case 'i': output.indicators = o.argument; break;
		case 'l': label.formats = o.argument; break;
		case 'L': label.chinese = is_chinese(o.argument); break;
		case 'm': none = missing(o.argument); break;
		case 'N': size = sample(o.argument); break;
		case 'o': output.folder = label.folder = folder(o.argument); break;
		case 'Q': output.qualifiers = true; break;
		case 't': output.tables = o.argument; break;
		case BLIND: blind = true; break;
		case CHECKS: checks = o.argument; break;
		case DATE: label.date = date(o.argument); break;
		case EXCEL: excel = true; break;
		case GROUPED: output.grouped = true; break;
		case ROSTER: roster = o.argument; break;
		case SEED: seed = o.argument; break;
		case VERSIONS: output.versions = versions(o.argument); break;
		}
	}
	output.unverified = o.unverified;
	output.documents = label.formats != NULL;
	output.only_columns = label.formats != NULL && label.folder == NULL;
	if (label.formats != NULL)
		label_check(&label);
	load(tab_folder(o.rules));
	audit_set(size, seed, blind);
	if (checks != NULL)
		aside_load(checks);
	if (roster != NULL)
		coverage_roster(roster, tab_folder(o.rules));
	csv_dialect(separator, none, excel);
	records_open(&o, NULL);
	output_open(&output);
	sandbox_lock(opt_names_files(&o), output.folder);
	while (output_reads() && records_read(&r)) {
		check_value(&r);
		output_take(&r);
	}
	output_close();
	if (label.formats != NULL)
		label_write(&label);
	return records_finish(GX_OK);
}
