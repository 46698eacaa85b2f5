/*
 * cells: the cells of one line of a table that a scraper flattened to text.
 * Floor 8.
 *
 * Cells are joined by pipes, tabs, blanks or commas, or stand alone on their
 * line.  Where nothing marks them they are told by the labels of the official
 * forms and by the numbers behind those.
 */
#ifndef GX_CELLS_H
#define GX_CELLS_H

#include "domain/form.h"
#include "segment/page.h"

/* What a line is in a table. */
enum line_kind {
	LINE_OTHER,
	LINE_PIPES, /* cells joined by |, at least two of them */
	LINE_TABS,  /* cells joined by tabs, commas or the like */
	LINE_SPACED, /* numbers behind a label, or labels, parted by blanks */
	LINE_VALUES, /* numbers whose label stands on other lines */
	LINE_CELL,  /* one cell: a label, a value or a unit, perhaps with pipes;
	             * it is v[0], and `lead` of them stand before it */
	LINE_BARS,  /* pipes alone */
	LINE_RULE   /* |---|---| or a border drawn with + and - */
};

struct cell {
	struct str text;       /* as printed, trimmed */
	const struct form_hits *hits; /* the labels that it is */
	bool value;            /* a number, a blank, a word or a unit for one */
};

struct cells {
	struct cell *v;
	size_t n, cap;
	size_t lead;
};

/* How the lines of a table use pipes. */
struct pipes {
	bool bordered; /* the first of a line is a border, not the end of a blank
	                * cell */
	bool closed;   /* so is the last: all lines end in one */
	bool filled;   /* those that end a line without blanks between them fill
	                * it up, and are no cells, but for a single one behind the
	                * last line */
	const struct piece *last;
	bool ended;    /* each cell ends in one, the last one too */
};

void cells_load(void); /* before any text is read */

/* Looks for pipes that fill lines in a line of a table; false when pipes stand
 * next to words, and nobody can tell. */
bool cells_pipes(struct str text, struct pipes *pipes);

/* False for a piece that is LINE_OTHER in any table. */
bool cells_can_be(const struct piece *piece);

/* Makes *c the cells of a piece of text, and tells what it is. */
enum line_kind cells_look(struct cells *c, const struct piece *piece,
    const struct pipes *pipes);

void cells_add(struct cells *c, struct str text);
void cells_put(struct cells *c, const struct cell *v, size_t n);

/* True when the text begins with a sign that may join cells: what cells_joint()
 * tries. */
bool cells_begins_joint(struct str s);

/* Makes *c the cells of a text that a tab, a blank, or a comma or the like joins,
 * which is *joint: the first with which they are what `are` asks for.  False when
 * there is none. */
bool cells_joint(struct cells *c, struct str text,
    bool (*are)(const struct cells *c, struct str joint), struct str *joint);

/* How many cells are labels, or have a value. */
size_t cells_count(const struct cells *c, bool values);

/* True when a text is a label of the forms; one whose bracket is still open
 * goes on, and is none yet.  hits: which; it may be NULL. */
bool cells_label(struct str text, const struct form_hits **hits);

/* True for a line that is drawn between rows: each of its cells is three - at least, or
 * fewer with a colon, which says how the cells below are set. */
bool cells_rule(struct str text);

/* True for the number of a page of a PDF: - 3 - */
bool cells_page_number(struct str folded);

#endif
