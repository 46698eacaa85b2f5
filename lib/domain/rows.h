/*
 * rows: a table whose rows are patterns with examples.  Floor 6.
 *
 * Headings, furniture, titles, evidence and facts are all recognised by rows of
 * this kind: a pattern, matched against folded text, and an example that it must
 * match.  A row whose first column is "=name" is a macro: {name} in the pattern
 * of another row stands for its pattern.
 */
#ifndef GX_ROWS_H
#define GX_ROWS_H

#include "core/rx.h"
#include "core/scan.h"
#include "core/tab.h"

struct rows {
	struct tab tab;
	struct rx **rx; /* one for each row that has met a text; NULL for others */
	struct rx **core; /* what follows the \K of its pattern, if it has one */
	size_t pattern, example; /* the columns */
	size_t first; /* of its rows, in a set */
};

/* Rows of all tables: bit first + row is the row of a table. */
enum { ROWS_MOST = 1024, ROWS_WORDS = ROWS_MOST / SCAN_WORD };
struct rows_set {
	uint64_t word[ROWS_WORDS];
};

/* Loads a table with these columns, of which one is named pattern, one
 * example, and one may be named needs: literals separated by |, one of which
 * a text must have for the pattern to match; $ stands behind its end as well.
 * A wrong pattern dies with path:line; one that is wrong only together with its
 * macros (a lookbehind of no fixed length) does so when it meets the first text,
 * or in rows_prove().
 *
 * Where a pattern has a \K outside any group, what follows it is looked for
 * first: "some word, then anything, \K then this" takes a walk from every such
 * word, and most texts have no "this". */
void rows_load(struct rows *r, const char *folder, const char *file,
    const char *columns);

bool rows_is_macro(const struct rows *r, size_t row);
struct str rows_cell(const struct rows *r, size_t row, int column);

/* One look at a folded text for the literals of all tables; no table can be
 * loaded after it.  *set becomes the rows that can match the text, or a part
 * of it. */
void rows_scan(struct str folded, struct rows_set *set);

/* Puts a row of a table into a set; true when it is there. */
void rows_put(const struct rows *r, size_t row, struct rows_set *set);
bool rows_has(const struct rows *r, size_t row, const struct rows_set *set);

/* *both becomes what is in both sets; false when that is nothing. */
bool rows_both(const struct rows_set *a, const struct rows_set *b,
    struct rows_set *both);

/* The first row of the table from `row` on that is in the set; the number of
 * its rows when none is. */
size_t rows_next(const struct rows *r, const struct rows_set *set, size_t row);

/* Looks for the row's pattern in a text from the byte offset `from`. */
enum rx_result rows_find(const struct rows *r, size_t row, struct str text,
    size_t from, struct rx_match *m);

/* Looks for the row's pattern in folded text.  A limit that is hit counts as
 * not found and is remembered for rows_gave_up(). */
bool rows_match(const struct rows *r, size_t row, struct str folded,
    struct rx_match *m);

/* The same from the byte offset `from` on, of what stands before which the
 * pattern may take note. */
bool rows_again(const struct rows *r, size_t row, struct str folded,
    size_t from, struct rx_match *m);

/* Takes a row of a table out of a set. */
void rows_take(const struct rows *r, size_t row, struct rows_set *set);

/* The same as rows_match() for a text whose set is *may: what does not match it
 * is taken out. */
bool rows_try(const struct rows *r, size_t row, struct str folded,
    struct rows_set *may, struct rx_match *m);

/* What code looks for in a text is in each set as the rows are, until it is taken
 * out; a new one, while tables are loaded. */
size_t rows_question(void);

static inline bool
rows_is_open(const struct rows_set *set, size_t question)
{
	return scan_has(set->word, question);
}

static inline void
rows_close(struct rows_set *set, size_t question)
{
	scan_take(set->word, question);
}

/* True when a limit has been hit since the last call. */
bool rows_gave_up(void);

/* Matches each row's example; dies with path:line where one fails, or has not
 * the literal that the row needs. */
void rows_prove(const struct rows *r);

/* The row's example, as the table has it. */
struct str rows_example(const struct rows *r, size_t row);

/* The same as rows_match() for a text that nobody has scanned: it must have what the
 * row needs, too. */
bool rows_fits(const struct rows *r, size_t row, struct str text, struct rx_match *m);

#endif
