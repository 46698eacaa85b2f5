/*
 * flat: tables that a scraper flattened to text become rows.  Floor 12.
 *
 * Seen are: cells joined by pipes, tabs, blanks or commas and the like, a row a
 * line, or several; one cell a line, with or without pipes; and the text of a
 * PDF, where numbers stand behind their label.  What is a cell where nothing marks
 * it is told by the labels of the official forms.  Cells are split, never repairs
 * made: what is aligned to what is for the reader of the rows to decide.
 */
#ifndef GX_FLAT_H
#define GX_FLAT_H

#include "segment/page.h"

void flat_load(void); /* before any page is read */

/* Turns the lines of flattened tables into rows; they go to skip, and the
 * first line of each row stands for it. */
void flat_tables(struct page *p);

#endif
