/*
 * report: which pieces of a page are a report, and whose, of which year.
 * Floor 8.
 *
 * Titles are rows of titles.tsv, evidence of evidence.tsv.  What decided a
 * field, and what else was found, is written as evid records; what cannot be
 * decided stays empty or keeps all its candidates.
 */
#ifndef GX_REPORT_H
#define GX_REPORT_H

#include "page.h"
#include "region.h"

struct report {
	unsigned number;
	size_t from, to; /* its pieces, to excluded */
	size_t title;    /* the piece that is its title; to: none */
};

void report_load(const char *folder);
void report_prove(void); /* each row's example */

/* Finds the reports of a page and numbers their pieces; what lies outside of
 * them goes to skip.  Returns their number; *reports until the next call. */
size_t report_find(struct page *p, struct report **reports);

/* Writes the report record and its evidence, before the report's pieces. */
void report_write(struct page *p, const struct report *r);

#endif
