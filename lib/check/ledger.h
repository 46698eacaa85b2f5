/*
 * ledger: what a report says of each indicator.  Floor 7.
 *
 * Only the readings chosen for use are entered, and those that were derived.
 * Of one indicator there may be several, of different scopes.  A reading
 * without a scope has that of its report.
 */
#ifndef GX_LEDGER_H
#define GX_LEDGER_H

#include "core/dec.h"
#include "core/rec.h"
#include "domain/indicator.h"

struct reading {
	struct reading *next;      /* of the same indicator, another scope */
	const struct indicator *in;
	enum {
		READING_EXACT,
		READING_INEXACT,   /* more, less, approx */
		READING_BLANK,     /* an empty cell */
		READING_NO_VALUE   /* na, text, unread */
	} state;
	struct dec value;
	bool none;                 /* 0, stated by a negation */
	struct str scope;
	struct str said;           /* "=value@doc:report:line" */
	const struct rec *fact;    /* the record, of a blank or if it is kept */
	const struct identity *by; /* of a derived value: what decided it */
	bool solved;               /* and it is what was left for one cell */
	bool fresh;                /* and it came of this run */
	bool contested;            /* and another rule says otherwise */
	bool corrected;            /* by hand */
};

struct ledger {
	struct str doc, report, line, year;
	struct str level, sector, scope, body; /* of the report, if known */
	unsigned eras;        /* bits of identity_eras(); 0: not known */
	bool keep;            /* keep every record */
	bool scoped;          /* a reading has a scope of its own */
	size_t n;             /* indicators with readings, in their order: */
	size_t *seen;         /* places in the codebook */
	struct reading **at;  /* by that place; NULL: nothing was read */
	struct reading *again, *again_last; /* the prose's, not for use */
	struct pool pool;
	struct str place;     /* "@doc:report:" */
};

/* Empties the ledger for a report; the strings are copied. */
void ledger_begin(struct ledger *l, struct str doc, struct str report,
    struct str line);

/* What the report record says of it. */
void ledger_about(struct ledger *l, const struct rec *report);

/* True when a fact is for use, and of the year. */
bool ledger_enters(const struct rec *fact);

/* Enters a fact, unless it is of another period; what is not for use stands
 * apart.  False when it says what was entered already. */
bool ledger_add(struct ledger *l, const struct rec *fact);

/* Gives a blank a value. */
void ledger_decide(struct ledger *l, struct reading *r, struct dec value);

static inline bool
reading_has_value(const struct reading *r)
{
	return r != NULL && r->state <= READING_INEXACT;
}

#endif
