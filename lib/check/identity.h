/*
 * identity: the accounting rules (identities.tsv).  Floor 6.
 *
 * A rule holds when all its tests do.  A test is a relation between two sums,
 * or a word about one indicator or about the report:
 *
 *	req.new.tot + req.carryin.tot = req.done.tot + req.carryout.tot
 *	x <= 5 * x@-1 and x@-1 <= 5 * x
 *	whole(x)
 *	report.scope in own,area
 *
 * A term is a number, an indicator, or x, which stands for every indicator
 * that the rule is over; @-1 is the report of the year before, children: the
 * reports of the units below.  A number and * may stand before it.
 */
#ifndef GX_IDENTITY_H
#define GX_IDENTITY_H

#include "core/dec.h"
#include "domain/indicator.h"

struct term {
	enum { TERM_NUMBER, TERM_FACT, TERM_X } kind;
	enum { WHERE_HERE, WHERE_BEFORE, WHERE_BELOW } where;
	int side;          /* of the relation: 0 left, 1 right */
	struct dec factor; /* with its sign; of a number, the number itself */
	const struct indicator *in; /* of TERM_FACT */
};

struct test {
	enum {
		TEST_RELATION,
		TEST_PRINTED, /* printed(id): a cell or a number is there */
		TEST_ABSENT,  /* absent(id): no value is there */
		TEST_NONE,    /* none(id): 0, stated by a negation */
		TEST_WHOLE,   /* whole(id): no fraction */
		TEST_REPORT   /* report.FIELD in|outside LIST */
	} kind;
	struct str relation; /* = <= or >= */
	struct term *term;   /* of a word about an indicator: one */
	size_t terms;
	enum { ABOUT_LEVEL, ABOUT_SECTOR, ABOUT_SCOPE, ABOUT_BODY } about;
	bool outside;
	struct str list;     /* comma separated */
};

struct tests {
	struct test *v;
	size_t n;
};

enum severity { SEVERITY_INFO, SEVERITY_WARN, SEVERITY_ERROR };

struct identity {
	struct str id, severity_name, expression, any_of, source;
	enum severity severity;
	enum {
		IDENTITY_REPORT, /* within a report, prose against table too */
		IDENTITY_YEARS,  /* against the year before */
		IDENTITY_KIN     /* against the units below */
	} scope;
	enum {
		IDENTITY_SUMS,     /* `holds` says it */
		IDENTITY_TEMPLATE, /* the same, for every x */
		IDENTITY_OTHER     /* a function says it: found by its id */
	} form;
	unsigned eras;      /* bits of identity_era() */
	struct tests when;  /* all must hold, or the rule does not apply */
	struct tests holds;
	bool *over;         /* by the codebook's order; NULL of IDENTITY_SUMS */
	bool x_alone;       /* it looks at nothing but the number x */
	bool decides;       /* blank cells: parts and totals of the form */
};

void identity_load(const char *folder);
size_t identity_count(void);
const struct identity *identity_nth(size_t n);

/* The rule of this id; NULL when there is none. */
const struct identity *identity_find(struct str id);

/* The same for a rule that the program asks for: a table without it is wrong. */
const struct identity *identity_need(const char *id);

/* True when the indicator stands alone on its side of the rule: a total. */
bool identity_is_total(const struct identity *id, const struct indicator *in);

/* The bits of the eras and forms in a list; 0 when it names none. */
unsigned identity_eras(struct str list, char sep);

enum severity identity_severity(struct str name, bool *known);

#endif
