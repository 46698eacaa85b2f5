/*
 * caption: of which year and of which body a table is, as the lines above it say.
 * Floor 7.
 *
 * Beside its own tables a report may print those of the year before, or of its
 * towns, and only a line above tells: 2021年度数据, 附：上年度统计表, 城关镇.  Such a
 * line holds until one names the report's own year, or its agency, or a section
 * begins that the report has not had yet, or a sentence, or many lines, stand
 * between it and the next table.
 */
#ifndef GX_CAPTION_H
#define GX_CAPTION_H

#include "core/rec.h"

/* Begins a report.  Its years are its own, or those that it may be of, the first of
 * which its title names. */
void caption_begin(const struct rec *report);

/* A line of the report that is part of no table, in order; section: its key. */
void caption_line(struct str text, struct str section);

/* A line inside a table, such as a row of one cell.  below: rows have been read above
 * it; else a body's name is a column's. */
void caption_inside(struct str text, bool below);

/* The same for a line of the source, which may be a row: what it says counts when the
 * next line, or row, has come, unless it is dropped before. */
void caption_wait(struct str text, bool below, uint64_t line);

/* True when such a line stands among these. */
bool caption_waits(uint64_t from, uint64_t last);
void caption_drop(void);

/* A row of a table stands here.  Its numbers are of the period that is returned:
 * year, prev, or, of no year that has a period of its own, empty. */
struct str caption_period(struct str section);

/* True when the numbers are another body's. */
bool caption_is_foreign(void);

/* The folded label of a column that names a year, as one that does not: 本年统计数
 * for 2016年统计数 or 统计数(2016年), 上年 or 往年 for another.  False when it names
 * none; *relative is good until the next call. */
bool caption_relative(struct str label, struct str *relative);

#endif
