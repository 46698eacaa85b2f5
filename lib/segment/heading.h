/*
 * heading: the sections of a report.  Floor 8.
 *
 * Real reports number their headings in every style, skip and repeat numbers,
 * so a heading is told by its key phrase (sections.tsv) or by its numbering,
 * never by its order.
 */
#ifndef GX_HEADING_H
#define GX_HEADING_H

#include "segment/page.h"

void heading_load(const char *folder);

/* Fills in head and section of the pieces of the report from..to.  Headings
 * that are glued to the end of a line are cut off, so the page may grow by
 * some pieces: returns the new end. */
size_t heading_find(struct page *p, size_t from, size_t to);

/* True when a line has a number and names a section of its own. */
bool heading_names_section(struct str folded);

/* Writes the head record of a piece that is a heading. */
void heading_write(const struct page *p, const struct piece *piece);

#endif
