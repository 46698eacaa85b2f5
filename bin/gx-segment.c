/* gx-segment: documents become reports, sections and table rows. */
#include "core/records.h"
#include "core/sandbox.h"
#include "core/tab.h"
#include "domain/fold.h"
#include "domain/form.h"
#include "domain/indicator.h"
#include "domain/rows.h"
#include "domain/value.h"
#include "segment/abreast.h"
#include "segment/flat.h"
#include "segment/furniture.h"
#include "segment/heading.h"
#include "segment/imprint.h"
#include "segment/page.h"
#include "segment/report.h"
#include "segment/strung.h"
#include "segment/title.h"

static bool
has_text(const struct page *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->piece[i].kind != PIECE_OTHER)
			return true;
	return false;
}

/* What is to be said of a document is said before its end record. */
static void
warn(const struct page *p, size_t reports)
{
	if (reports == 0 && abreast_is(p))
		records_warn(p->doc, STR("0"), STR(""), "columns",
		    "reports stand side by side on this page: none is read");
	else if (reports == 0 && has_text(p))
		records_warn(p->doc, STR("0"), STR(""), "no-report",
		    "no annual report on disclosure on this page");
	if (p->moves > PAGE_MOVES)
		records_warn(p->doc, STR("0"), STR(""), "page-limit",
		    "too many lines hold two things: the last are not cut");
	if (rows_gave_up())
		records_warn(p->doc, STR("0"), STR(""), "regex-limit",
		    "a pattern gave up on a line of this page");
}

/* Writes the pieces in document order, each report before its first piece. */
static void
write(struct page *p, const struct report *r, size_t reports)
{
	size_t next = 0;
	const struct piece *piece;

	for (size_t i = 0; i < p->n; i++) {
		piece = &p->piece[i];
		if (next < reports && r[next].from == i)
			imprint_write(p, &r[next++]);
		if (piece->head != NULL)
			heading_write(p, piece);
		if (i == p->n - 1)
			warn(p, reports);
		page_write(p, piece);
	}
}

static void
segment(struct page *p)
{
	struct report *r;
	size_t reports;

	if (!p->full) {
		strung_clear(p);
		furniture_skip(p);
		flat_tables(p);
	}
	if (p->full) {
		page_pass(p);
		return;
	}
	reports = report_find(p, &r);
	imprint_begin(p);
	write(p, r, reports);
}

int
main(int argc, char **argv)
{
	struct opt o = {
		.usage = "gx-segment [-hnquV] [-r DIR] [FILE ...]",
		.shorts = "n"
	};
	static struct page page;
	const char *folder;
	bool prove = false;

	while (opt_next(&o, argc, argv) != -1)
		prove = true;
	folder = tab_folder(o.rules);
	fold_load(folder);
	indicator_load(folder);
	value_load(folder);
	form_load(folder);
	furniture_load(folder);
	heading_load(folder);
	flat_load();
	title_load(folder);
	imprint_load(folder);
	if (prove) {
		furniture_prove();
		title_prove();
		imprint_prove();
		return GX_OK;
	}
	records_open(&o, tab_hash());
	sandbox_lock(opt_names_files(&o), NULL);
	while (page_read(&page))
		segment(&page);
	return records_finish(GX_OK);
}
