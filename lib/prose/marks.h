/*
 * marks: a paragraph whose numbers have become marks.  Floor 6.
 *
 * Rules match words around numbers, not the many ways to write numbers.  So
 * every number that can be a value becomes "#", and every other one (dates,
 * document numbers, ordinals, list markers, phone numbers, hotlines) "@"; the
 * insides of 《》 are left out, because titles of laws and notices quote the very
 * phrases that rules look for.
 */
#ifndef GX_MARKS_H
#define GX_MARKS_H

#include "core/numeral.h"
#include "domain/fold.h"

enum mark_kind {
	MARK_VALUE, /* # */
	MARK_YEAR,  /* @, a year: 2012年 */
	MARK_OTHER  /* @ */
};

struct mark {
	enum mark_kind kind;
	size_t at;         /* byte of the marked text */
	struct numeral n;  /* places are bytes of the folded text */
};

struct marks {
	struct folded folded; /* the paragraph as it is matched */
	struct buf text;      /* the same, marked */
	uint32_t *at;         /* byte of the folded text for each byte of text */
	size_t at_cap;
	struct mark *v;
	size_t n, cap;
};

/* Folds a paragraph into m->folded, which can be looked at first. */
void marks_fold(struct marks *m, struct str paragraph);

/* A number in Han digits counts only before one of these; 一是, 统一 and 三公经费
 * are words. */
#define MARKS_MEASURES "件条次个项起例宗篇份册期场部户封块幅人名位元张%"

/* False when the folded text has no number that can be a value, which is quickly
 * told. */
bool marks_has_numbers(struct str folded);

/* Marks what has been folded. */
void marks_make(struct marks *m);

/* True for a folded line that begins with a list marker: 1. 2、 (三). */
bool marks_is_item(struct str folded);

/* The mark that stands at this byte of the marked text; NULL if none does. */
const struct mark *marks_at(const struct marks *m, size_t at);

/* Appends bytes from..end of the marked text of m to that of another. */
void marks_copy(struct marks *to, const struct marks *m, size_t from, size_t end);

/* Appends a word that is not there, as if it began at byte `from` of the folded
 * text. */
void marks_put(struct marks *m, struct str word, size_t from);

/* Gives m the text and the marks of another, which is empty then. */
void marks_replace(struct marks *m, struct marks *by);

/* Bytes from..to of the marked text as bytes of the paragraph. */
void marks_span(const struct marks *m, size_t *from, size_t *to);

#endif
