/* gx-check: facts and claims become verdicts. */
#include "check.h"
#include "indicator.h"
#include "tab.h"

static enum check_severity least = CHECK_INFO; /* -s */
static size_t failed;
static bool in_report;
static struct { struct buf doc, report; } at;

static void
set(struct buf *b, struct str s)
{
	b->n = 0;
	buf_put(b, s);
}

static void
end_report(void)
{
	if (in_report)
		failed += check_end(least);
	in_report = false;
}

static void
begin_report(const struct rec *r, struct str report, struct str eras)
{
	end_report();
	set(&at.doc, r->f[F_DOC]);
	set(&at.report, report);
	check_begin(r->f[F_DOC], report, r->f[F_LINE], eras);
	in_report = true;
}

/* The era and the forms, in one list. */
static struct str
eras_of(const struct rec *report)
{
	static struct buf b;

	set(&b, report->f[REPORT_ERA]);
	buf_byte(&b, ' ');
	buf_put(&b, report->f[REPORT_FORM]);
	return buf_str(&b);
}

static void
check(const struct rec *r)
{
	switch (r->type) {
	case REC_REPORT:
		begin_report(r, r->f[REPORT_REPORT], eras_of(r));
		break;
	case REC_FACT:
		if (!in_report || !str_eq(buf_str(&at.doc), r->f[F_DOC]) ||
		    !str_eq(buf_str(&at.report), r->f[FACT_REPORT]))
			begin_report(r, r->f[FACT_REPORT], STR(""));
		check_fact(r);
		break;
	case REC_DOC:
	case REC_DOCEND:
		end_report();
		break;
	default:
		break;
	}
	rec_write(r);
	if (r->type == REC_CLAIM)
		failed += check_claim(r, least);
}

static enum check_severity
severity(const struct opt *o)
{
	static const char *const names[] = { "info", "warn", "error" };

	for (int i = CHECK_INFO; i <= CHECK_ERROR; i++)
		if (strcmp(o->argument, names[i]) == 0)
			return (enum check_severity)i;
	opt_wrong(o, "-s: error, warn or info");
}

int
main(int argc, char **argv)
{
	struct opt o = {
		.usage = "gx-check [-ehnquV] [-r DIR] [-s SEVERITY] [FILE ...]",
		.shorts = "ens:"
	};
	static struct rec r;
	const char *folder;
	bool findings = false, prove = false;
	int c;

	while ((c = opt_next(&o, argc, argv)) != -1) {
		findings |= c == 'e';
		prove |= c == 'n';
		if (c == 's')
			least = severity(&o);
	}
	folder = tab_folder(o.rules);
	indicator_load(folder);
	check_load(folder);
	if (prove) /* what can be wrong with a row is seen when it is loaded */
		return GX_OK;
	rec_open(&o, tab_hash());
	while (rec_read(&r))
		check(&r);
	end_report();
	return rec_finish(findings && failed != 0 ? GX_FOUND : GX_OK);
}
