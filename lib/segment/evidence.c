#include "core/die.h"
#include "core/records.h"
#include "domain/fold.h"
#include "domain/rows.h"
#include "segment/evidence.h"

enum { FIELD, RANK, ZONE, READ, WHERE, PATTERN };
enum { CANDIDATES = 256, PER_LINE = 32 };

static struct rows rows;
static struct row {
	enum evidence_field field;
	int rank;
	enum zone zone;
	bool given;     /* its value is `value`; else: */
	enum clue_how how;
	struct str value;
} *row_of;                                /* each row */
static struct rows_set of_zone[ZONES][2]; /* strong ones, weak ones */
static struct pool *pool;

static struct evidence found[CANDIDATES];
static size_t finds;
static bool open_year, open_region, open_agency; /* what is still wanted */

static struct str
cell(size_t row, int column)
{
	return rows_cell(&rows, row, column);
}

/* The rank of a row, as a number; 0 when it is none. */
static int
read_rank(struct str s)
{
	int rank = 0;

	for (size_t i = 0; i < s.n && rank < EVIDENCE_RANKS; i++)
		rank = s.p[i] < '0' || s.p[i] > '9' ? EVIDENCE_RANKS :
		    rank * 10 + (s.p[i] - '0');
	return rank < EVIDENCE_RANKS ? rank : 0;
}

static enum evidence_field
read_field(size_t row)
{
	static const char *const names[] = {
		"year", "region", "agency", "voice", "kind", "scope", "form",
		NULL
	};

	return (enum evidence_field)tab_choice(&rows.tab, row, FIELD, names,
	    "field: year, region, agency, voice, kind, scope or form");
}

static enum zone
read_zone(size_t row)
{
	static const char *const names[] = {
		"title", "text", "sign", "row", "crumb", "page", "meta",
		"agency", NULL
	};

	return (enum zone)tab_choice(&rows.tab, row, ZONE, names,
	    "zone: title, text, sign, row, crumb, page, meta or agency");
}

static void
read_row(size_t i, struct row *row)
{
	struct str how = cell(i, READ);

	row->field = read_field(i);
	row->rank = read_rank(cell(i, RANK));
	if (row->rank == 0)
		tab_wrong(&rows.tab, i, "rank: 1 to %d", EVIDENCE_RANKS - 1);
	row->zone = read_zone(i);
	row->given = str_starts(how, STR("="));
	if (row->given)
		row->value = str_slice(how, 1, how.n);
	else
		row->how = (enum clue_how)tab_choice(&rows.tab, i, READ,
		    clue_hows, "read: number, next, code, seat, name, last, "
		    "start, end, home, whole, zone, as-is or =VALUE");
}

void
evidence_load(const char *folder)
{
	rows_load(&rows, folder, "evidence.tsv",
	    "field rank zone read where pattern example needs");
	row_of = xcalloc(rows.tab.rows, sizeof *row_of);
	for (size_t i = 0; i < rows.tab.rows; i++) {
		if (rows_is_macro(&rows, i))
			continue;
		read_row(i, &row_of[i]);
		rows_put(&rows, i, &of_zone[row_of[i].zone]
		    [row_of[i].rank >= EVIDENCE_WEAK]);
	}
}

/* Reads what group 1 of a row says; false when it says nothing. */
static bool
read_group(const struct row *row, struct str group, struct clue *c)
{
	if (!row->given)
		return clue_read(row->how, group, pool, c);
	clue_read(CLUE_AS_IS, group, pool, c);
	c->value = row->value;
	return c->value.n != 0;
}

static bool
same_units(const struct region_set *a, const struct region_set *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (a->unit[i] != b->unit[i])
			return false;
	return true;
}

/* True for what looks at the report itself, not at the page around it. */
static bool
is_own(enum zone zone)
{
	return zone != ZONE_CRUMB && zone != ZONE_PAGE && zone != ZONE_META;
}

/* Notes a candidate; one that says the same again is counted. */
static void
note(size_t i, struct str group, struct str record)
{
	const struct row *row = &row_of[i];
	struct evidence new = { .field = row->field, .rank = row->rank,
		.own = is_own(row->zone), .given = row->given, .row = i,
		.times = 1, .record = record }, *old;

	if (!read_group(row, group, &new.clue))
		return;
	for (old = found; old < found + finds; old++)
		if (old->row == i && (new.clue.places.n != 0 ?
		    same_units(&old->clue.places, &new.clue.places) :
		    str_eq(old->clue.value, new.clue.value))) {
			old->times += row->zone == ZONE_TEXT;
			return;
		}
	if (finds != CANDIDATES)
		found[finds++] = new;
}

void
evidence_begin(struct pool *p)
{
	pool = p;
	finds = 0;
}

/* True when no evidence of a field has been found, or evidence of several units,
 * or evidence of the site alone. */
static bool
is_open(enum evidence_field field)
{
	bool own = false;

	for (size_t i = 0; i < finds; i++)
		if (found[i].field == field) {
			if (found[i].clue.places.n > 1)
				return true;
			own |= found[i].clue.places.n == 0 || found[i].own;
		}
	return !own;
}

bool
evidence_is_open(void)
{
	open_year = is_open(EVIDENCE_YEAR);
	open_region = is_open(EVIDENCE_REGION);
	open_agency = is_open(EVIDENCE_AGENCY);
	return open_year || open_region || open_agency;
}

bool
evidence_wants(enum evidence_field field)
{
	switch (field) {
	case EVIDENCE_YEAR: return open_year;
	case EVIDENCE_AGENCY: return open_agency;
	case EVIDENCE_VOICE: return open_agency || open_region;
	default: return open_region;
	}
}

void
evidence_look(enum zone zone, struct str folded, struct rows_set *may,
    struct str record, bool weak)
{
	struct rx_match m;
	struct rows_set here;
	size_t from, end;

	if (!rows_both(may, &of_zone[zone][weak], &here))
		return;
	for (size_t i = rows_next(&rows, &here, 0); i < rows.tab.rows;
	     i = rows_next(&rows, &here, i + 1)) {
		if (weak && !evidence_wants(row_of[i].field))
			continue;
		from = 0;
		for (int k = 0; k < PER_LINE && from < folded.n; k++) {
			if (!(k == 0 ? rows_try(&rows, i, folded, may, &m) :
			    rows_again(&rows, i, folded, from, &m)) ||
			    m.group[1].p == NULL)
				break;
			note(i, m.group[1], record);
			end = (size_t)(m.group[1].p + m.group[1].n - folded.p);
			if (end <= from || cell(i, PATTERN).p[0] == '^')
				break;
			from = end;
		}
	}
}

struct evidence *
evidence_found(size_t *n)
{
	*n = finds;
	return found;
}

void
evidence_write(struct str doc, uint64_t report)
{
	const struct evidence *c;

	for (c = found; c < found + finds; c++) {
		records_begin(REC_EVID, doc, page_number(c->record, F_LINE));
		records_put_number(EVID_REPORT, report);
		records_put(EVID_FIELD, cell(c->row, FIELD));
		records_put(EVID_CANDIDATE, c->clue.places.n == 0 ?
		    c->clue.value : region_codes(&c->clue.places, pool));
		records_put(EVID_RANK, cell(c->row, RANK));
		records_put(EVID_CHOSEN, c->chosen ? STR("1") : STR("0"));
		records_put(EVID_WHERE, cell(c->row, WHERE));
		records_put(EVID_RAW, c->clue.raw);
		records_end();
	}
}

void
evidence_prove(void)
{
	static struct pool own;
	struct rx_match m;
	struct clue c;

	pool = &own;
	for (size_t i = 0; i < rows.tab.rows; i++) {
		if (rows_is_macro(&rows, i))
			continue;
		if (!rows_fits(&rows, i, fold_copy(rows_example(&rows, i)), &m) ||
		    m.group[1].p == NULL ||
		    !read_group(&row_of[i], m.group[1], &c))
			tab_wrong(&rows.tab, i, "the example gives no evidence");
	}
	pool_reset(&own);
}
