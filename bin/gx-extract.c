/* gx-extract: sections and rows become facts. */
#include "core/records.h"
#include "core/sandbox.h"
#include "core/tab.h"
#include "domain/fold.h"
#include "domain/indicator.h"
#include "domain/value.h"
#include "extract/facts.h"
#include "extract/trace.h"
#include "prose/prose.h"
#include "prose/whole.h"
#include "tables/caption.h"
#include "tables/example.h"
#include "tables/tables.h"

static bool keep;          /* -k: text, row and skip stay in the stream */
static struct facts facts;
static bool in_report;

static uint64_t heading;   /* the line of the last head record */
static struct buf title;   /* of the report */

static bool
is_title(const struct rec *text)
{
	return title.n != 0 && str_eq(text->f[TEXT_TEXT], buf_str(&title));
}

/* A line that is read by itself, not as part of a paragraph. */
static bool
stands_alone(const struct rec *text)
{
	return records_count(text, F_LINE) == heading || is_title(text);
}

static void
end_report(void)
{
	if (in_report) {
		prose_end(&facts);
		tables_end(&facts);
		whole_claim(&facts);
		whole_add(&facts);
		facts_end(&facts);
	}
	in_report = false;
	heading = 0;
}

/* A report begins: with its record, or, in a hand-made stream, with the first
 * line that bears its number. */
static void
begin_report(const struct rec *report)
{
	end_report();
	title.n = 0;
	buf_put(&title, report->f[REPORT_TITLE]);
	facts_begin(&facts, report);
	caption_begin(report);
	prose_begin();
	tables_begin();
	in_report = true;
}

static bool
belongs(const struct rec *r, struct str report)
{
	return in_report && str_eq(facts.doc, r->f[F_DOC]) &&
	    str_eq(facts.report, report);
}

/* True when the line is part of a report, which then is the open one. */
static bool
find_report(const struct rec *r, struct str report)
{
	static struct rec made;

	if (report.n == 0)
		return false;
	if (!belongs(r, report)) {
		rec_make(&made, REC_REPORT, r->f[F_DOC], r->f[F_LINE]);
		made.f[REPORT_REPORT] = report;
		begin_report(&made);
	}
	return true;
}

static void
extract(const struct rec *r)
{
	switch (r->type) {
	case REC_TEXT:
		if (find_report(r, r->f[TEXT_REPORT]) &&
		    !facts_are_full(&facts, r->f[F_LINE])) {
			if (!is_title(r))
				caption_line(r->f[TEXT_TEXT], r->f[TEXT_SECTION]);
			prose_line(r, stands_alone(r), &facts);
		}
		break;
	case REC_ROW:
		if (find_report(r, r->f[ROW_REPORT]) &&
		    !facts_are_full(&facts, r->f[F_LINE])) {
			prose_end(&facts);
			tables_row(r, &facts);
		}
		break;
	case REC_SKIP:
		if (belongs(r, r->f[SKIP_REPORT]) &&
		    str_eq(r->f[SKIP_WHY], STR("table")))
			tables_line(r);
		break;
	case REC_HEAD:
		heading = records_count(r, F_LINE);
		break;
	case REC_REPORT:
		begin_report(r);
		break;
	case REC_DOC:
	case REC_DOCEND:
		end_report();
		break;
	default:
		break;
	}
	if (keep || (r->type != REC_TEXT && r->type != REC_ROW &&
	    r->type != REC_SKIP))
		records_pass(r);
}

int
main(int argc, char **argv)
{
	struct opt o = {
		.usage = "gx-extract [-hknquV] [-r DIR] [-x LINE] [FILE ...]",
		.shorts = "knx:"
	};
	static struct rec r;
	const char *folder;
	bool prove = false, explain = false;
	int c;

	while ((c = opt_next(&o, argc, argv)) != -1) {
		keep |= c == 'k';
		prove |= c == 'n';
		explain |= c == 'x';
		if (c == 'x' && !trace_ask(o.argument))
			opt_wrong(&o, "-x: the number of a line");
	}
	folder = tab_folder(o.rules);
	fold_load(folder);
	indicator_load(folder);
	value_load(folder);
	tables_load(folder);
	prose_load(folder);
	whole_load(folder);
	if (prove) {
		example_prove(folder);
		prose_prove();
		whole_prove();
		return GX_OK;
	}
	records_open(&o, explain ? NULL : tab_hash());
	sandbox_lock(opt_names_files(&o), NULL);
	while (records_read(&r))
		extract(&r);
	end_report();
	return records_finish(GX_OK);
}
