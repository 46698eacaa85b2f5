/*
 * roster: the agencies that are expected to report (gx-csv --roster).  Floor 8.
 *
 * A CSV file with a row for each agency, or for each address of one: region,
 * body or agency, from, to, and if wanted url, site_code, note.  An agency is
 * known by today's code of its region and its body, as that of a report is.
 */
#ifndef GX_ROSTER_H
#define GX_ROSTER_H

#include "csv/intern.h"

enum { ROSTER_OPEN = 9999, ROSTER_NONE = -1 };

struct roster_row {
	struct str region, body, agency, url, note;
	int from, to;  /* years; 0 and ROSTER_OPEN where the file has none */
	size_t key;    /* of the agency: a number of the keys */
	size_t line;
};

/* Loads the file, and the tables of the folder that names are read by.  The keys
 * of its agencies are put into the table of keys. */
void roster_load(const char *path, const char *folder, struct intern *keys);

size_t roster_count(void); /* 0 before it is loaded */
const struct roster_row *roster_nth(size_t n); /* NULL behind the last */

static inline bool
roster_has_year(const struct roster_row *r, int year)
{
	return r->from <= year && year <= r->to;
}

/* Writes the key of an agency: of a unit as of a year. */
void roster_key(struct str region, struct str year, struct str body,
    struct buf *key);

/* Dies: a row cannot be used. */
_Noreturn void roster_wrong(size_t row, const char *why);

/* What says that a document is an agency's. */
enum roster_mark {
	ROSTER_URL,  /* the longest url that its address begins with, or its
	              * domain */
	ROSTER_SITE, /* the code of the site (政府网站标识码) */
	ROSTER_NAME  /* the publisher, as the roster names it */
};

/* The place in a list of the first row with the mark; ROSTER_NONE: there is
 * none.  exact: the url is the whole address. */
long roster_first(enum roster_mark mark, struct str text, bool *exact);

/* The row at a place, and the place after it. */
size_t roster_at(long place, long *next);

#endif
