/*
 * citation: metadata of a set of tables: what it is, whose, and how it came about
 * (package.tsv).  Floor 13.
 */
#ifndef GX_CITATION_H
#define GX_CITATION_H

#include "csv/output.h"

void citation_load(const char *folder);

/* A Frictionless data package, with the types of all columns, and CITATION.cff, of
 * the tables that are open, once their rows are known.  date: of the release, or
 * NULL. */
void citation_package(const char *date);
void citation_cff(const char *date);

#endif
