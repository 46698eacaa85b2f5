/*
 * token: what a sentence is made of where a whole is held against its parts
 * (claims.tsv).  Floor 7.
 *
 * A count is a number with a unit that the table knows; dates and document
 * numbers are no values (marks.h).
 */
#ifndef GX_TOKEN_H
#define GX_TOKEN_H

#include "domain/rows.h"
#include "prose/marks.h"

enum token_kind {
	TOKEN_COUNT,
	TOKEN_SHARE,     /* a percentage */
	TOKEN_BASIS,     /* a word that parts stand behind: 其中 */
	TOKEN_SEMICOLON,
	TOKEN_STOP       /* the end of a sentence */
};

struct token {
	enum token_kind kind;
	size_t at, end;    /* bytes of the marked text, the unit too */
	size_t open;       /* 1 + where the innermost bracket opens, or 0 */
	const struct mark *mark;
	struct str unit;   /* of a count */
	size_t family;     /* the row of the table that knows the unit */
	enum numeral_how how;
	bool near;         /* of a basis: the whole must stand right before it */
	size_t behind;     /* 1 + the token that the next two are said of, or 0 */
	bool other, item;  /* what the words between that one and this say */
};

struct tokens {
	struct str text;   /* the marked one */
	struct token *v;
	size_t n, cap;
};

/* What words may say; the steps of the table (gx-rules(5)). */
enum token_says {
	SAYS_UNIT,    /* a count stands before */
	SAYS_BASIS,   /* parts of a whole follow */
	SAYS_TOTAL,   /* a whole follows, whose parts come without such words */
	SAYS_ITEMS,   /* a semicolon only ends an item */
	SAYS_ITEM,    /* what follows is something else than the part before */
	SAYS_OTHER,   /* the number that follows is no part */
	SAYS_ABOUT,   /* the share that follows is inexact */
	SAYS_OVERLAP, /* what is counted may be in several parts */
	SAYS
};

void token_load(const char *folder);

/* Proves every row of the table by its example. */
void token_prove(void);

bool token_says(enum token_says what, struct str words);

/* *t becomes what the marks of a paragraph are; they must stay.  may is
 * rows_scan() of it. */
void tokens_read(struct tokens *t, const struct marks *m,
    const struct rows_set *may);

/* The text between two tokens. */
struct str tokens_between(const struct tokens *t, size_t a, size_t b);

/* True for such a text that has no words. */
bool token_touches(struct str gap);

/* True when two counts are of units of one kind. */
bool tokens_are_alike(const struct tokens *t, size_t a, size_t b);

/* Token i, when what the words behind token `last` say of it has been told:
 * every whole before them asks again. */
const struct token *tokens_ask(struct tokens *t, size_t last, size_t i);

/* The value of a count or share. */
static inline struct dec
tokens_value(const struct tokens *t, size_t i)
{
	return t->v[i].mark->n.value;
}

#endif
