/* gx-check: facts and claims become verdicts. */
#include "check/book.h"
#include "check/breakdown.h"
#include "check/check.h"
#include "check/corrections.h"
#include "check/finding.h"
#include "check/kin.h"
#include "check/years.h"
#include "core/csv.h"
#include "core/dec.h"
#include "core/records.h"
#include "core/sandbox.h"
#include "core/tab.h"

/* What is held against what: a report by itself; -y: the years of an agency;
 * -p: parents and children. */
static enum { BY_REPORT, BY_YEAR, BY_KIN } mode;
static bool in_report;
static struct { struct buf doc, report; } at;
static size_t formulas; /* texts of the report that are taken for formulas */

static void
pass(const struct rec *r)
{
	if (!finding_explains())
		records_pass(r);
}

static void
set(struct buf *b, struct str s)
{
	b->n = 0;
	buf_put(b, s);
}

/* Numbers and a lone dash are what they are in a spreadsheet as well. */
static void
see_text(struct str s)
{
	struct dec d;

	formulas += csv_is_formula(s) && s.n > 1 && !dec_parse(s, &d);
}

static void
end_report(void)
{
	if (in_report) {
		corrections_end();
		check_end();
		book_end();
	}
	if (formulas != 0 && !finding_explains())
		records_warn(buf_str(&at.doc), STR("0"), buf_str(&at.report), "formula",
		    "texts that a spreadsheet takes for formulas: %zu (gx-csv "
		    "--excel)", formulas);
	formulas = 0;
	in_report = false;
}

static void
begin_report(const struct rec *r, struct str report)
{
	end_report();
	set(&at.doc, r->f[F_DOC]);
	set(&at.report, report);
	corrections_begin(r->f[F_DOC], report);
	in_report = true;
}

/* A reading that is corrected stays in the stream, not for use. */
static void
take_fact(struct rec *fact)
{
	const struct rec *corrected;

	if (!in_report || !str_eq(buf_str(&at.doc), fact->f[F_DOC]) ||
	    !str_eq(buf_str(&at.report), fact->f[FACT_REPORT])) {
		begin_report(fact, fact->f[FACT_REPORT]);
		check_begin_without(fact->f[F_DOC], fact->f[FACT_REPORT],
		    fact->f[F_LINE]);
	}
	see_text(fact->f[FACT_RAW]);
	corrected = corrections_apply(fact);
	if (corrected == NULL) {
		pass(fact);
		book_fact(fact);
		check_fact(fact);
		return;
	}
	fact->f[FACT_USE] = STR("0");
	if (!finding_explains()) {
		records_write(fact);
		records_write(corrected);
		book_fact(fact);
		book_fact(corrected);
	}
	check_fact(corrected);
}

static void
take_across(const struct rec *r)
{
	if (r->type == REC_DOC)
		explain_source(r->f[DOC_SOURCE]);
	if (r->type == REC_FACT && mode == BY_YEAR)
		years_fact(r);
	else if (r->type == REC_BOOK && mode == BY_YEAR)
		years_book(r);
	else if (r->type == REC_FACT)
		kin_fact(r);
	else if (r->type == REC_REPORT && mode == BY_KIN)
		kin_report(r);
	pass(r);
}

static void
take(struct rec *r)
{
	switch (r->type) {
	case REC_REPORT:
		begin_report(r, r->f[REPORT_REPORT]);
		check_begin(r);
		see_text(r->f[REPORT_AGENCY]);
		see_text(r->f[REPORT_TITLE]);
		explain_whose(r->f[REPORT_AGENCY], r->f[REPORT_YEAR]);
		break;
	case REC_FACT:
		take_fact(r);
		return;
	case REC_DOC:
		end_report();
		explain_source(r->f[DOC_SOURCE]);
		break;
	case REC_DOCEND:
		end_report();
		break;
	default:
		break;
	}
	pass(r);
	if (r->type == REC_CLAIM)
		breakdown_check(r);
}

static enum severity
severity(const struct opt *o)
{
	bool known;
	enum severity s = identity_severity(str_of(o->argument), &known);

	if (!known)
		opt_wrong(o, "-s: error, warn or info");
	return s;
}

int
main(int argc, char **argv)
{
	struct opt o = {
		.usage = "gx-check [-ehnpquVxy] [-b DIR] [-c TABLE] [-r DIR] "
		    "[-s SEVERITY] [FILE ...]",
		.shorts = "b:c:enps:xy"
	};
	static struct rec r;
	enum severity least = SEVERITY_INFO;
	const char *folder, *corrections = NULL, *books = NULL;
	bool findings = false, prove = false, explain = false;
	int c;

	while ((c = opt_next(&o, argc, argv)) != -1) {
		findings |= c == 'e';
		prove |= c == 'n';
		explain |= c == 'x';
		mode = c == 'y' ? BY_YEAR : c == 'p' ? BY_KIN : mode;
		if (c == 'b')
			books = o.argument;
		if (c == 'c')
			corrections = o.argument;
		if (c == 's')
			least = severity(&o);
	}
	folder = tab_folder(o.rules);
	indicator_load(folder);
	identity_load(folder);
	check_load();
	breakdown_load();
	years_load(folder);
	kin_load(folder);
	if (corrections != NULL)
		corrections_load(corrections);
	if (prove) /* what can be wrong with a row is seen when it is loaded */
		return GX_OK;
	finding_open(least, explain);
	records_open(&o, explain ? NULL : xstrndup(tab_hash(), strlen(tab_hash())));
	if (books != NULL) /* what their tables are changes nothing in the stream */
		book_open(books, folder);
	sandbox_lock(opt_names_files(&o), books);
	while (records_read(&r))
		if (mode == BY_REPORT)
			take(&r);
		else
			take_across(&r);
	end_report();
	years_end();
	kin_end();
	book_close();
	return records_finish(findings && finding_failed() != 0 ? GX_FOUND : GX_OK);
}
