/*
 * whose: of which body a table is, as a line above it says.  Floor 6.
 *
 * A county prints the table of every town below its own: 城关镇, 附件3：县教育局
 * 统计表, 填报单位：市卫健委.
 */
#ifndef GX_WHOSE_H
#define GX_WHOSE_H

#include "core/buf.h"

enum whose { WHOSE_NONE, WHOSE_OWN, WHOSE_OTHER };

/* Begins a report of an agency; body: its name without its place.  All are as
 * printed; without an agency nothing is another's. */
void whose_begin(struct str agency, struct str body, struct str title);

/* Whose name the line is, and nothing but a name: the report's agency, in full or in
 * short, or another. */
enum whose whose_line(struct str text);

#endif
