/*
 * example: proves the official forms with the codebook's own rows.  Floor 14.
 *
 * The codebook says where each indicator is printed: its row_path and column
 * are an example of its row.
 */
#ifndef GX_EXAMPLE_H
#define GX_EXAMPLE_H

/* Reads, for each indicator of a form, its row under the form's header; dies
 * naming the row of the codebook that is not read as its indicator. */
void example_prove(const char *folder);

#endif
