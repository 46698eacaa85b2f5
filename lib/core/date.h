/*
 * date: days of the calendar.  Floor 3.
 */
#ifndef GX_DATE_H
#define GX_DATE_H

#include "core/buf.h"

enum { DATE_TEXT = 10 }; /* YYYY-MM-DD */

/* The year that four digits are; 0 when s is something else. */
int date_year(struct str s);

/* Reads a date at the start of s: 2021-1-28, 2021/01/28, 2021.1.28 or
 * 2021年1月28日, whatever follows.  False when there is none, or no such day. */
bool date_parse(struct str s, int *days);

/* Of a year, month and day; the days since 1970-01-01. */
int date_of(int year, int month, int day);

/* Writes DATE_TEXT bytes, no NUL; years 1000 to 9999. */
void date_print(int days, char *text);

#endif
