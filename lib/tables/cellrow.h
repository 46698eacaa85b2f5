/*
 * cellrow: the cells of a row of a table, and what they are by themselves.
 * Floor 8.
 *
 * Nothing is said here of what the row means: that takes its header, and the rows
 * before it.
 */
#ifndef GX_CELLROW_H
#define GX_CELLROW_H

#include "core/numeral.h"
#include "core/rec.h"
#include "tables/head.h"

/* Makes *row the cells of a row record, before which so many stand in their row.
 * They are good as long as the record is, and until the next call. */
void cellrow_take(struct head_row *row, const struct rec *rec, size_t before);

/* Puts a blank cell before cell i. */
void cellrow_put_blank(struct head_row *row, size_t i);

/* One cell: a number and nothing else; or a text that is no value or unit, nor a
 * number with a note behind it: a label that is not known, or the beginning of
 * something else. */
bool cellrow_is_number(const struct head_cell *cell, struct numeral *n);
bool cellrow_is_text(const struct head_cell *cell);

/* Cell i: a blank, or the number of the row or of its label, before a label. */
bool cellrow_is_before_label(const struct head_row *row, size_t i);

/* Cell i: nothing but the numbering of the label in the next. */
bool cellrow_is_numbering(const struct head_row *row, size_t i);

/* The cells from `at` on: all of them blank; a text among them; one alone, which
 * is a note; how many of their words can be values; one that has several such. */
bool cellrow_is_blank_from(const struct head_row *row, size_t at);
bool cellrow_has_text(const struct head_row *row, size_t at);
bool cellrow_is_noted(const struct head_row *row, size_t at);
size_t cellrow_count_values(const struct head_row *row, size_t at);
bool cellrow_has_several(const struct head_row *row, size_t at);

/* The whole row: a cell of numbers, with blanks between them; a word for a number,
 * such as 无 or /, or numbers that nothing parts; a row's label of the forms; so
 * many columns of the forms that it is a header, though not one that can be read,
 * or so many rows, which stand side by side; the header of the rows' numbers; a
 * blank at its end; the numbers of the columns, which run from 1 and no more. */
bool cellrow_has_number(const struct head_row *row);
bool cellrow_has_word(const struct head_row *row);
bool cellrow_has_label(const struct head_row *row);
bool cellrow_has_columns(const struct head_row *row);
bool cellrow_has_serial(const struct head_row *row);
bool cellrow_ends_blank(const struct head_row *row);
bool cellrow_is_index(const struct head_row *row);

#endif
