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

#include "core/rec.h"
#include "domain/rows.h"

enum piece_kind {
	PIECE_OTHER, /* passes as it came */
	PIECE_TEXT,
	PIECE_ROW,
	PIECE_SKIP
};

/* First what every step of the way asks of every piece. */
struct piece {
	enum piece_kind kind;
	enum rec_type type; /* of the record it came from */
	unsigned report;    /* 0: outside any */
	bool unread;        /* of PIECE_TEXT: a table's, which could not be read */
	bool torn;          /* a table begins here whose columns have lost values */
	bool strung;        /* read as plain is: page_read_as() */
	bool cut;           /* of PIECE_TEXT and PIECE_SKIP: text is not all of it */
	struct rows_set *may; /* the rows that can match it */
	struct str folded;  /* text as it is matched; of PIECE_ROW its cells, joined
	                     * by | */
	struct str text;    /* of PIECE_TEXT and PIECE_SKIP: part of the record's */
	struct str plain;   /* text with what draws tables as | + and - (drawn.h) */
	struct head *head;  /* of a heading; else NULL */
	struct str line;    /* the record, packed */
	struct str row;     /* of PIECE_ROW: line, or what its text stands for */
	size_t column;      /* 1-based byte in the line */
	struct str why;     /* of PIECE_SKIP */
	struct str section; /* key of sections.tsv, or empty */
};

struct head {
	unsigned depth;     /* from 1 */
	struct str number, key, title;
};

enum {
	PAGE_MOVES = 100 * 1000 * 1000,
	PAGE_BYTES = 62 * 1024 * 1024
};

struct page {
	struct str doc; /* the document's id */
	bool whole;     /* all its records have been read */
	bool full;      /* it takes PAGE_BYTES: it can only pass as it came */
	size_t moves;   /* of pieces behind a cut */
	uint64_t tables; /* the highest number of those that came with it */
	struct piece *piece;
	size_t n, cap;
	struct pool pool; /* what the pieces point into */
};

/* Reads the records of the next document, until it is full; false at the end of
 * the stream. */
bool page_read(struct page *p);

/* Writes the records of a document that is full as they came, and warns. */
void page_pass(struct page *p);

/* Makes piece i end before byte `at` of its text; what follows is piece i+1.
 * False when that has moved PAGE_MOVES pieces, and bytes to read again: no honest page
 * needs it. */
bool page_cut(struct page *p, size_t i, size_t at);

/* A piece of text is read as another of as many bytes, and so are its parts. */
void page_read_as(struct page *p, struct piece *piece, struct str plain);

/* Makes piece i a row that stands for its text, unless the page is full. */
void page_make_row(struct page *p, size_t i, const struct rec *row);

/* A line of text, or a row, is set aside. */
static inline void
page_skip(struct piece *piece, struct str why)
{
	piece->kind = PIECE_SKIP;
	piece->why = why;
}

/* True for the way to a page, which its site prints above it. */
static inline bool
page_is_crumb(const struct piece *piece)
{
	return piece->kind == PIECE_SKIP &&
	    str_eq(piece->why, STR("breadcrumb"));
}

/* A field of the record that a piece came from which is a number; and such a field of
 * any packed record, and the piece's line, as numbers. */
struct str page_field(const struct piece *piece, size_t field);
uint64_t page_number(struct str packed, size_t field);
uint64_t page_line(const struct piece *piece);

/* Offset in piece's text of byte i of its folded form. */
size_t page_unfold(const struct piece *piece, size_t i);

/* Writes a piece as the record that it has become, and the warning that it was
 * not read. */
void page_write(const struct page *p, const struct piece *piece);

#endif
