/*
 * obs: a report as an observation, put together from the records of a stream.
 * Floor 6.
 *
 * Facts without a report record (in hand-made streams) make a report of their
 * own, known by their key.
 */
#ifndef GX_OBS_H
#define GX_OBS_H

#include "core/rec.h"

enum { OBS_NONE, OBS_OWN, OBS_AREA, OBS_SCOPES };

/* The value of an indicator at one scope; worth 0: there is none. */
struct obs_value {
	struct str value, qualifier;
	const struct rec *fact; /* that it comes from, when facts are kept */
	int worth;
};

/* What obs_take() keeps besides the report itself. */
struct obs_wants {
	bool facts, checks, texts, rows; /* the records */
	bool values;                     /* by indicator and scope */
};

struct obs {
	struct obs_wants wants;
	struct rec *doc, *end, *report; /* NULL when the stream has none */
	struct rec **fact, **check, **text, **row;
	size_t facts, checks, texts, rows;
	size_t used, failed; /* facts in use; checks failed, severity error */
	size_t reports;      /* of the document, up to now */
	struct buf sections; /* keys of the headings, separated by blanks */
	struct buf warnings; /* codes of the document's warnings */
	int scope;           /* of the report */
	int date, date_worth; /* of publication; worth 0: not known */
	bool in_doc;
	struct str doc_id;
	bool has[OBS_SCOPES]; /* values of the scope */
};

/* What ends before a record is taken: the report first, then the document.  An
 * end record ends its document once it has been taken. */
bool obs_ends_report(const struct obs *o, const struct rec *r);
bool obs_ends_doc(const struct obs *o, const struct rec *r);

void obs_take(struct obs *o, const struct rec *r);
void obs_end_report(struct obs *o);
void obs_end_doc(struct obs *o);

/* Of an indicator by its place in the codebook; NULL when there is none. */
const struct obs_value *obs_value(const struct obs *o, int scope, size_t indicator);

struct str obs_scope_name(int scope);
int obs_scope(struct str name);

#endif
