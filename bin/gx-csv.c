/* gx-csv: one kind of record becomes one CSV table. */
#include "indicator.h"
#include "rec.h"
#include "tab.h"
#include "sheet.h"

int
main(int argc, char **argv)
{
	struct opt o = {
		.usage = "gx-csv [-hqQuV] [-r DIR] "
		    "[-t long|wide|reports|checks] [FILE ...]",
		.shorts = "Qt:"
	};
	static struct rec r;
	const struct sheet *table = sheet_find("wide");
	bool qualifiers = false;
	int c;

	while ((c = opt_next(&o, argc, argv)) != -1) {
		if (c == 'Q')
			qualifiers = true;
		else if ((table = sheet_find(o.argument)) == NULL)
			opt_wrong(&o, "-t: long, wide, reports or checks");
	}
	indicator_load(tab_folder(o.rules));
	rec_open(&o, NULL);
	sheet_begin(table, qualifiers);
	while (rec_read(&r))
		sheet_take(table, &r);
	sheet_end(table);
	return rec_finish(GX_OK);
}
