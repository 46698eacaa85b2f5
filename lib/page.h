/*
 * page: one document of the stream, held whole while it is cut into reports.
 * Floor 7.
 *
 * A page is a list of pieces in document order.  A line of text may hold the
 * end of one report and the title of the next; page_cut() makes two pieces of
 * it, which keep their columns.
 */
#ifndef GX_PAGE_H
#define GX_PAGE_H

#include "rec.h"
#include "rows.h"

enum piece_kind {
	PIECE_OTHER, /* passes as it came */
	PIECE_TEXT,
	PIECE_ROW,
	PIECE_SKIP
};

struct piece {
	enum piece_kind kind;
	struct rec *rec;    /* the record it came from */
	struct rec *row;    /* of PIECE_ROW: rec, or what its text stands for */
	size_t column;      /* 1-based byte in the line */
	struct str text;    /* of PIECE_TEXT and PIECE_SKIP: part of rec's */
	struct str folded;  /* the same as it is matched; of PIECE_ROW its
	                     * cells, joined by | */
	struct rows_set *may; /* the rows that can match it */
	struct str why;     /* of PIECE_SKIP */
	bool unread;        /* of PIECE_TEXT: a table's, which could not be read */
	unsigned report;    /* 0: outside any */
	struct str section; /* key of sections.tsv, or empty */
	struct head {       /* set for a heading; depth 0: none */
		unsigned depth;
		struct str number, key, title;
	} head;
};

enum { PAGE_CUTS = 1000 };

struct page {
	struct str doc; /* the document's id */
	unsigned cuts;
	struct piece *piece;
	size_t n, cap;
	struct pool pool; /* what the pieces point into */
};

/* Reads the records of the next document; false at the end of the stream. */
bool page_read(struct page *p);

/* Makes piece i end before byte `at` of its text; what follows is piece i+1.
 * False when the page has been cut PAGE_CUTS times: no honest page needs it. */
bool page_cut(struct page *p, size_t i, size_t at);

/* Makes piece i a row that stands for its text. */
void page_make_row(struct page *p, size_t i, const struct rec *row);

/* Offset in piece's text of byte i of its folded form. */
size_t page_unfold(const struct piece *piece, size_t i);

/* Writes a piece as the record that it has become, and the warning that it was
 * not read. */
void page_write(const struct page *p, const struct piece *piece);

#endif
