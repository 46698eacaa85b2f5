/*
 * tab: tables of rules (.tsv).  Floor 4.
 *
 * A table is UTF-8 with one header line; columns are found by name, so their
 * order is free and further columns may be added.  Empty lines and lines that
 * begin with "# " are comments.  Every complaint says path:line and is a
 * GX_USAGE death: a wrong table must not be tried again.
 */
#ifndef GX_TAB_H
#define GX_TAB_H

#include "core/pool.h"

enum { TAB_COLUMNS = 20 };

struct tab {
	char *path;      /* for messages */
	struct buf text; /* what the cells point into */
	size_t rows, cap, columns;
	struct tab_row {
		size_t line;
		struct str *cell; /* in the order asked for */
	} *row;
	struct pool pool; /* of the cells */
};

/* The folder of the tables: option (-r) if not NULL, else $GX_RULES, else the
 * pipelines/annual-report beside the build folder that the program runs from,
 * or the share/gx/annual-report beside its bin, else where make installs. */
const char *tab_folder(const char *option);

/* Loads folder/file with the columns named, space separated. */
void tab_load(struct tab *t, const char *folder, const char *file,
    const char *columns);
void tab_free(struct tab *t);

/* Adds a row of blank cells, for those who read tables of another kind. */
struct tab_row *tab_add(struct tab *t, size_t line);

/* The same complaint without the death, for a list of all that is wrong. */
void tab_complain(const struct tab *t, size_t row, const char *fmt, ...);

_Noreturn void tab_wrong(const struct tab *t, size_t row, const char *fmt, ...);

/* For tables in another form: makes t the bytes of a file, without rows yet; a
 * complaint about a line that is no row. */
void tab_read(struct tab *t, const char *path);
_Noreturn void tab_wrong_line(const struct tab *t, size_t line, const char *fmt,
    ...);

/* The place of a cell in a list of names, which NULL ends; dies saying what is
 * wanted when it is not there. */
unsigned tab_choice(const struct tab *t, size_t row, int column,
    const char *const *names, const char *wanted);

/* 16 hex digits over all tables loaded so far, names and bytes. */
const char *tab_hash(void);

#endif
