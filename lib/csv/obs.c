#include "core/date.h"
#include "csv/obs.h"
#include "csv/publication.h"
#include "domain/indicator.h"

static const struct str scopes[OBS_SCOPES] = {
	{ "", 0 }, { "own", 3 }, { "area", 4 }
};

/* Of the document and of the report: what the records' fields live in. */
static struct pool doc_pool, pool;

static size_t fact_cap, check_cap, text_cap, row_cap;

/* values[scope][indicator], and those that are set, for the next report. */
static struct obs_value *values[OBS_SCOPES];
static struct slot { int scope; size_t indicator; } *set;
static size_t sets, set_cap;

struct str
obs_scope_name(int scope)
{
	return scopes[scope];
}

int
obs_scope(struct str name)
{
	for (int i = OBS_OWN; i < OBS_SCOPES; i++)
		if (str_eq(name, scopes[i]))
			return i;
	return OBS_NONE;
}

const struct obs_value *
obs_value(const struct obs *o, int scope, size_t indicator)
{
	const struct obs_value *v;

	if (!o->has[scope] || values[scope] == NULL)
		return NULL;
	v = &values[scope][indicator];
	return v->worth != 0 ? v : NULL;
}

/* The report that a record belongs to; none: "". */
static struct str
report_of(const struct rec *r)
{
	switch (r->type) {
	case REC_FACT: return r->f[FACT_REPORT];
	case REC_CHECK: return r->f[CHECK_REPORT];
	case REC_TEXT: return r->f[TEXT_REPORT];
	case REC_ROW: return r->f[ROW_REPORT];
	case REC_HEAD: return r->f[HEAD_REPORT];
	default: return STR("");
	}
}

static bool
is_other_doc(const struct obs *o, const struct rec *r)
{
	return o->in_doc && !str_eq(o->doc_id, r->f[F_DOC]);
}

bool
obs_ends_report(const struct obs *o, const struct rec *r)
{
	struct str number;

	if (o->report == NULL)
		return false;
	if (r->type == REC_REPORT || r->type == REC_DOCEND || obs_ends_doc(o, r))
		return true;
	number = report_of(r);
	return number.n != 0 && !str_eq(number, o->report->f[REPORT_REPORT]);
}

bool
obs_ends_doc(const struct obs *o, const struct rec *r)
{
	return o->in_doc && (r->type == REC_DOC || is_other_doc(o, r));
}

static void
begin_doc(struct obs *o, const struct rec *r)
{
	o->doc = r->type == REC_DOC ? rec_keep(&doc_pool, r) : NULL;
	o->doc_id = pool_str(&doc_pool, r->f[F_DOC]);
	o->in_doc = true;
}

static void
begin_report(struct obs *o, const struct rec *report)
{
	o->report = rec_keep(&pool, report);
	o->scope = obs_scope(report->f[REPORT_SCOPE]);
	o->has[o->scope] = true;
	o->reports++;
}

/* The report of a fact whose report record is not there, by its key. */
static void
begin_by_key(struct obs *o, const struct rec *r)
{
	static struct rec made;
	struct str key = r->type == REC_FACT ? r->f[FACT_KEY] : STR("");

	rec_make(&made, REC_REPORT, r->f[F_DOC], r->f[F_LINE]);
	made.f[REPORT_REPORT] = report_of(r);
	str_split(&key, '/', &made.f[REPORT_REGION]);
	str_split(&key, '/', &made.f[REPORT_BODY]);
	str_split(&key, '/', &made.f[REPORT_YEAR]);
	begin_report(o, &made);
}

static void
add_word(struct buf *list, struct str word)
{
	if (word.n == 0 || (list->n != 0 && str_has_word(buf_str(list), ' ', word)))
		return;
	if (list->n != 0)
		buf_byte(list, ' ');
	buf_put(list, word);
}

static void
take_meta(struct obs *o, const struct rec *r)
{
	int worth = publication_worth(r->f[META_KEY]), days;

	if (worth > o->date_worth && date_parse(r->f[META_VALUE], &days)) {
		o->date_worth = worth;
		o->date = days;
	}
}

/* One scope has one value of an indicator.  A fact that names the scope goes
 * before one that names none; one that says only why there is no value comes
 * after them: it cannot be read, or readings contradict and none is in use.  A
 * derived one fills what is blank. */
enum { CONFLICT = 1, UNREAD, WITHOUT_SCOPE, WITH_SCOPE };

static int
worth_of(const struct rec *fact)
{
	if (str_eq(fact->f[FACT_QUALIFIER], STR("unread")))
		return UNREAD;
	if (str_eq(fact->f[FACT_USE], STR("0")))
		return CONFLICT;
	return fact->f[FACT_SCOPE].n != 0 ? WITH_SCOPE : WITHOUT_SCOPE;
}

/* A fact of the year, or a cumulative one where the indicator is cumulative. */
static bool
is_of_year(const struct rec *fact, struct str id)
{
	struct str period = fact->f[FACT_PERIOD];

	return period.n == 0 || str_eq(period, STR("year")) ||
	    (str_eq(period, STR("cum")) && str_ends(id, STR(".cum")));
}

static void
take_value(struct obs *o, const struct rec *fact)
{
	const struct indicator *id = indicator_find(fact->f[FACT_INDICATOR]);
	int worth = worth_of(fact), scope = fact->f[FACT_SCOPE].n != 0 ?
	    obs_scope(fact->f[FACT_SCOPE]) : o->scope;
	struct obs_value *v;
	bool fills;

	if (id == NULL || !is_of_year(fact, id->id))
		return;
	if (values[scope] == NULL)
		values[scope] = xcalloc(indicator_count(), sizeof *v);
	v = &values[scope][id->order];
	fills = v->value.n == 0 && fact->f[FACT_VALUE].n != 0 &&
	    str_eq(fact->f[FACT_USE], STR("2"));
	if (worth <= v->worth && !fills)
		return;
	if (v->worth == 0) {
		set = xgrow(set, sets, &set_cap, sizeof *set);
		set[sets++] = (struct slot){ scope, id->order };
	}
	o->has[scope] = true;
	v->worth = worth;
	v->value = worth == CONFLICT ? STR("") :
	    pool_str(&pool, fact->f[FACT_VALUE]);
	v->qualifier = worth == CONFLICT ? STR("conflict") :
	    pool_str(&pool, fact->f[FACT_QUALIFIER]);
	v->fact = o->wants.facts ? o->fact[o->facts - 1] : NULL;
}

static void
keep(struct rec ***list, size_t *n, size_t *cap, const struct rec *r)
{
	*list = xgrow(*list, *n, cap, sizeof **list);
	(*list)[(*n)++] = rec_keep(&pool, r);
}

static void
take_of_report(struct obs *o, const struct rec *r)
{
	switch (r->type) {
	case REC_FACT:
		o->used += !str_eq(r->f[FACT_USE], STR("0")) &&
		    r->f[FACT_VALUE].n != 0;
		if (o->wants.facts)
			keep(&o->fact, &o->facts, &fact_cap, r);
		if (o->wants.values)
			take_value(o, r);
		break;
	case REC_CHECK:
		o->failed += str_eq(r->f[CHECK_VERDICT], STR("fail")) &&
		    str_eq(r->f[CHECK_SEVERITY], STR("error"));
		if (o->wants.checks)
			keep(&o->check, &o->checks, &check_cap, r);
		break;
	case REC_TEXT:
		if (o->wants.texts)
			keep(&o->text, &o->texts, &text_cap, r);
		break;
	case REC_ROW:
		if (o->wants.rows)
			keep(&o->row, &o->rows, &row_cap, r);
		break;
	case REC_HEAD:
		add_word(&o->sections, r->f[HEAD_KEY]);
		break;
	default:
		break;
	}
}

void
obs_take(struct obs *o, const struct rec *r)
{
	if (r->type == REC_EOS || r->type == REC_OTHER)
		return;
	if (!o->in_doc) {
		if (r->type == REC_WARN) /* of no document */
			return;
		begin_doc(o, r);
	}
	if (r->type == REC_REPORT)
		begin_report(o, r);
	else if (r->type == REC_META)
		take_meta(o, r);
	else if (r->type == REC_WARN)
		add_word(&o->warnings, r->f[WARN_CODE]);
	else if (r->type == REC_DOCEND)
		o->end = rec_keep(&doc_pool, r);
	if (report_of(r).n == 0)
		return;
	if (o->report == NULL)
		begin_by_key(o, r);
	take_of_report(o, r);
}

void
obs_end_report(struct obs *o)
{
	for (size_t i = 0; i < sets; i++)
		values[set[i].scope][set[i].indicator] =
		    (struct obs_value){ .worth = 0 };
	sets = 0;
	o->report = NULL;
	o->facts = o->checks = o->texts = o->rows = o->used = o->failed = 0;
	o->sections.n = 0;
	memset(o->has, 0, sizeof o->has);
	pool_reset(&pool);
}

void
obs_end_doc(struct obs *o)
{
	o->in_doc = false;
	o->doc = o->end = NULL;
	o->doc_id = STR("");
	o->reports = 0;
	o->warnings.n = 0;
	o->date_worth = 0;
	pool_reset(&doc_pool);
}
