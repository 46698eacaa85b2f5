/*
 * reading: a number that a rule has found, or a denial, becomes a fact or a reject.
 * Floor 8.
 *
 * Rules say what a number would count; its unit must be one of the indicator, and
 * what the words around it say of its period, scope and subject (context.tsv) is
 * decided before it is reported.
 */
#ifndef GX_READING_H
#define GX_READING_H

#include "extract/facts.h"
#include "prose/context.h"
#include "prose/paragraph.h"

struct rule {
	const struct indicator *in; /* NULL: the row is no rule */
	uint64_t nth;    /* of its indicator, in the list */
	struct buf name; /* prose:n.req.recv.3 */
	bool zero;       /* has no number */
	bool bare;       /* its number may lack a unit at the end of a clause */
	struct rows_set context; /* context_rows() of its indicator */
};

/* One number, or one denial, as a rule found it. */
struct reading {
	const struct rule *rule;
	struct words words;   /* around it */
	size_t from, to;      /* bytes of the marked paragraph */
	const struct mark *mark; /* the number's, which ends at `to`; or NULL */
};

void reading_load(const char *folder);

/* Gives the rule of a row its indicator, which the row's first cell names; its name,
 * kind and indicator and which of those in the list it is; and its context. */
void reading_name(struct rule *list, size_t row, const struct tab *t, struct str kind);

/* Begins a paragraph, and a sentence of it at the byte `from` of the marked text; both
 * must stay until the next one. */
void reading_begin(const struct paragraph *p, const struct marks *m);
void reading_sentence(size_t from);

/* Several rules of an indicator may read the same number, or the same zero: the
 * first one counts that has anything to say of it. */
void reading_report(const struct reading *r, struct facts *f);

/* The next indicator that the number that ends at `to` has become a fact of, *at
 * being 0 for the first; NULL behind the last. */
const struct indicator *reading_given(size_t to, size_t *at);

/* True when a fact of the indicator has been read in the sentence. */
bool reading_has(const struct indicator *in);

/* The indicator of a total since some year, if the codebook has one for what the
 * indicator counts in a year (n.open.year, n.open.cum); else the indicator. */
const struct indicator *reading_total(const struct indicator *in);

/* Warns that a table's match gave up, which is no answer. */
void reading_limit(struct str name, const struct facts *f);

#endif
