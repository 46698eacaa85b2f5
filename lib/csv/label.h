/*
 * label: scripts that read a table with its types and labels, and the metadata
 * of a set of tables.  Floor 14.  All are made from the columns of the tables
 * (columns.tsv) and the lists of categories.tsv.
 */
#ifndef GX_LABEL_H
#define GX_LABEL_H

#include "csv/output.h"

struct label_options {
	const char *formats;  /* of "stata spss r frictionless cff", by commas */
	const char *folder;   /* where they go; NULL: one to standard output */
	const char *date;     /* of the release, or NULL */
	bool chinese;         /* the language of the labels */
};

void label_load(const char *folder);

/* Dies with GX_USAGE when there is no such format. */
void label_check(const struct label_options *o);

/* Writes them for the tables that are open, once their rows are known. */
void label_write(const struct label_options *o);

#endif
