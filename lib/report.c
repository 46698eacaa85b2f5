#include <stdio.h>
#include <stdlib.h>

#include "die.h"
#include "furniture.h"
#include "heading.h"
#include "report.h"
#include "rows.h"

enum { KIND };                                        /* titles.tsv */
enum { FIELD, RANK, ZONE, READ, WHERE, NEEDS, RX, EXAMPLE }; /* evidence.tsv */
enum { SECTOR, PATTERN };                             /* sectors.tsv */
enum { REPORTS = 1000, CANDIDATES = 128, TITLE_LONGEST = 240, SENTENCE = 60 };

static struct rows titles, evidence;
static struct tab sectors;
static struct rx **sector_rx;

struct candidate {
	size_t row;                /* of evidence.tsv */
	struct str value, raw;     /* value: what was read */
	struct region_set regions; /* of a region */
	struct str line;
	bool chosen;
};

/* What is gathered for one report. */
static struct candidate found[CANDIDATES];
static size_t finds;

static void
load_sectors(const char *folder)
{
	char why[128];
	struct buf pattern = { NULL, 0, 0 };

	tab_load(&sectors, folder, "sectors.tsv", "sector pattern");
	sector_rx = xcalloc(sectors.rows, sizeof *sector_rx);
	for (size_t i = 0; i < sectors.rows; i++) {
		pattern.n = 0;
		buf_put(&pattern, STR("(?:"));
		buf_put(&pattern, sectors.row[i].cell[PATTERN]);
		buf_put(&pattern, STR(")$"));
		sector_rx[i] = rx_new(buf_str(&pattern), why, sizeof why);
		if (sector_rx[i] == NULL)
			tab_wrong(&sectors, i, "pattern: %s", why);
	}
	buf_free(&pattern);
}

void
report_load(const char *folder)
{
	rows_load(&titles, folder, "titles.tsv", "kind pattern example");
	rows_load(&evidence, folder, "evidence.tsv",
	    "field rank zone read where needs pattern example");
	load_sectors(folder);
	region_load(folder);
}

/* Where reports begin */

static bool
is_title(const struct piece *piece)
{
	struct rx_match m;
	bool yes = false;

	if (piece->kind != PIECE_TEXT || piece->folded.n > TITLE_LONGEST ||
	    !str_has(piece->folded, STR("公开")))
		return false;
	for (size_t i = 0; i < titles.tab.rows; i++)
		if (rows_match(&titles, i, piece->folded, &m)) {
			if (!str_eq(rows_cell(&titles, i, KIND), STR("title")))
				return false;
			yes = true;
		}
	return yes;
}

/* Something that a report has and a list of links has not: a table row, or a
 * sentence. */
static bool
is_content(const struct piece *piece)
{
	return piece->kind == PIECE_ROW ||
	    (piece->kind == PIECE_TEXT && piece->folded.n >= SENTENCE &&
	    (str_has(piece->folded, STR("。")) ||
	    str_has(piece->folded, STR(","))));
}

/* A page without a title is a report when it has a sentence or a row that
 * speaks of disclosure. */
static bool
speaks_of_disclosure(const struct piece *piece)
{
	struct str s = piece->folded;

	if (piece->kind == PIECE_ROW) {
		static struct folded cell;

		for (size_t i = ROW_FIELDS; i < piece->row->n; i++) {
			fold(piece->row->f[i], &cell);
			if (str_has(buf_str(&cell.text), STR("公开")) ||
			    str_has(buf_str(&cell.text), STR("第二十条")))
				return true;
		}
		return false;
	}
	return is_content(piece) && (str_has(s, STR("信息公开")) ||
	    str_has(s, STR("政务公开")) || str_has(s, STR("公开信息")) ||
	    str_has(s, STR("公开政府信息")) || str_has(s, STR("依申请公开")));
}

static bool
has(const struct page *p, size_t from, size_t to,
    bool (*what)(const struct piece *))
{
	for (; from < to; from++)
		if (what(&p->piece[from]))
			return true;
	return false;
}

/* Fills in where reports begin; returns their number. */
static size_t
starts(const struct page *p, struct report *r)
{
	size_t n = 0, end = p->n;

	/* From the end: a title is one only when content follows it before
	 * the next title. */
	for (size_t i = p->n; i-- > 0;) {
		if (!is_title(&p->piece[i]) || !has(p, i + 1, end, is_content))
			continue;
		if (n == REPORTS)
			break;
		r[n++] = (struct report){ .from = i, .to = end, .title = i };
		end = i;
	}
	for (size_t i = 0; i < n / 2; i++) {
		struct report swap = r[i];

		r[i] = r[n - 1 - i];
		r[n - 1 - i] = swap;
	}
	if (n == 0 && has(p, 0, p->n, speaks_of_disclosure))
		r[n++] = (struct report){ .from = 0, .to = p->n, .title = p->n };
	return n;
}

/* Cuts what is not the report's off its ends. */
static void
trim(struct page *p, struct report *r)
{
	while (r->from < r->to && p->piece[r->from].kind != PIECE_TEXT &&
	    p->piece[r->from].kind != PIECE_ROW)
		r->from++;
	furniture_skip_tail(p, r->from, r->to);
	while (r->to > r->from && p->piece[r->to - 1].kind != PIECE_TEXT &&
	    p->piece[r->to - 1].kind != PIECE_ROW)
		r->to--;
}

size_t
report_find(struct page *p, struct report **reports)
{
	static struct report r[REPORTS + 1];
	size_t n = starts(p, r), grown, end = 0;

	for (size_t i = 0; i < n; i++) {
		trim(p, &r[i]);
		r[i].number = (unsigned)i + 1;
		grown = heading_find(p, r[i].from, r[i].to) - r[i].to;
		r[i].to += grown;
		for (size_t k = i + 1; k < n; k++) {
			r[k].from += grown;
			r[k].to += grown;
			r[k].title += grown;
		}
		for (; end < r[i].from; end++)
			if (p->piece[end].kind == PIECE_TEXT) {
				p->piece[end].kind = PIECE_SKIP;
				p->piece[end].why = STR("outside");
			}
		for (; end < r[i].to; end++)
			p->piece[end].report = r[i].number;
	}
	for (; n != 0 && end < p->n; end++)
		if (p->piece[end].kind == PIECE_TEXT) {
			p->piece[end].kind = PIECE_SKIP;
			p->piece[end].why = STR("outside");
		}
	*reports = r;
	return n;
}

/* Evidence */

/* A year, in Arabic or Chinese digits; 0 when it is none. */
static int
year_of(struct str s)
{
	static const char han[] = "零一二三四五六七八九";
	int year = 0, digits = 0;
	size_t i = 0, d;

	while (i < s.n && digits < 4) {
		if (s.p[i] >= '0' && s.p[i] <= '9') {
			d = (size_t)(s.p[i++] - '0');
		} else {
			d = str_find(STR(han), str_slice(s, i, i + 3), 0) / 3;
			i += 3;
		}
		if (d > 9)
			return 0;
		year = year * 10 + (int)d;
		digits++;
	}
	return digits == 4 && year >= 1990 && year < 2100 ? year : 0;
}

static struct str
print(struct page *p, const char *fmt, int n)
{
	char text[16];

	snprintf(text, sizeof text, fmt, n);
	return pool_str(&p->pool, str_of(text));
}

/* The first unit that a text names. */
static void
first_unit(struct str text, bool may_be_short, struct region_set *set)
{
	set->n = 0;
	for (size_t i = 0; i < text.n && set->n == 0; i++) {
		if (((unsigned char)text.p[i] & 0xC0) == 0x80)
			continue;
		if (region_chain(text, i, 0, set) == 0 && may_be_short)
			region_short(text, i, 0, set);
	}
}

/* Reads what a row's group 1 says; false when it says nothing. */
static bool
read_value(struct page *p, struct candidate *c, struct str group)
{
	struct str how = rows_cell(&evidence, c->row, READ);
	int year;

	c->raw = pool_str(&p->pool, group);
	c->value = c->raw;
	if (str_starts(how, STR("=")))
		c->value = str_slice(how, 1, how.n);
	if (str_eq(how, STR("number"))) {
		if ((year = year_of(group)) == 0)
			return false;
		c->value = print(p, "%d", year);
	}
	if (str_eq(how, STR("name")) || str_eq(how, STR("short"))) {
		first_unit(c->raw, str_eq(how, STR("short")), &c->regions);
		return c->regions.n != 0;
	}
	return c->value.n != 0;
}

/* Notes a candidate unless the same has been noted. */
static void
note(struct page *p, size_t row, struct str group, struct str line)
{
	struct candidate c = { .row = row, .line = line };

	if (finds == CANDIDATES || !read_value(p, &c, group))
		return;
	for (size_t i = 0; i < finds; i++)
		if (found[i].row == row && str_eq(found[i].value, c.value))
			return;
	found[finds++] = c;
}

static void
look(struct page *p, struct str zone, struct str folded, struct str line)
{
	struct rx_match m;
	struct str needs;

	for (size_t i = 0; i < evidence.tab.rows; i++) {
		needs = rows_cell(&evidence, i, NEEDS);
		if (str_eq(rows_cell(&evidence, i, ZONE), zone) &&
		    (needs.n == 0 || str_has(folded, needs)) &&
		    rows_match(&evidence, i, folded, &m) &&
		    m.group[1].p != NULL)
			note(p, i, m.group[1], line);
	}
}

/* The cells of a row, folded and joined. */
static struct str
joined(const struct rec *row)
{
	static struct buf line;
	static struct folded cell;

	line.n = 0;
	for (size_t i = ROW_FIELDS; i < row->n; i++) {
		fold(row->f[i], &cell);
		if (i != ROW_FIELDS)
			buf_byte(&line, '|');
		buf_put(&line, buf_str(&cell.text));
	}
	return buf_str(&line);
}

static void
gather(struct page *p, const struct report *r)
{
	const struct piece *piece;

	finds = 0;
	for (size_t i = 0; i < p->n; i++) {
		piece = &p->piece[i];
		if (piece->report == 0 && str_eq(piece->why, STR("breadcrumb")))
			look(p, STR("crumb"), piece->folded, piece->rec->f[F_LINE]);
		if (piece->report != r->number)
			continue;
		if (i == r->title)
			look(p, STR("title"), piece->folded, piece->rec->f[F_LINE]);
		else if (piece->kind == PIECE_TEXT)
			look(p, STR("text"), piece->folded, piece->rec->f[F_LINE]);
		else if (piece->kind == PIECE_ROW)
			look(p, STR("row"), joined(piece->row), piece->row->f[F_LINE]);
	}
}

static int
rank_of(const struct candidate *c)
{
	return rows_cell(&evidence, c->row, RANK).p[0] - '0';
}

static bool
is_field(const struct candidate *c, const char *field)
{
	return str_eq(rows_cell(&evidence, c->row, FIELD), str_of(field));
}

/* Marks the candidates of the best rank; returns the first, NULL if none. */
static const struct candidate *
choose(const char *field)
{
	const struct candidate *first = NULL;
	int best = 10;

	for (size_t i = 0; i < finds; i++)
		if (is_field(&found[i], field) && rank_of(&found[i]) < best)
			best = rank_of(&found[i]);
	for (size_t i = 0; i < finds; i++)
		if (is_field(&found[i], field) && rank_of(&found[i]) == best) {
			found[i].chosen = true;
			if (first == NULL)
				first = &found[i];
		}
	return first;
}

/* The values chosen for a field, in order, joined by blanks. */
static struct str
values(struct page *p, const char *field)
{
	struct buf all = { NULL, 0, 0 };
	struct str text;

	choose(field);
	for (size_t i = 0; i < finds; i++)
		if (found[i].chosen && is_field(&found[i], field) &&
		    !str_has(buf_str(&all), found[i].value)) {
			if (all.n != 0)
				buf_byte(&all, ' ');
			buf_put(&all, found[i].value);
		}
	text = pool_str(&p->pool, buf_str(&all));
	buf_free(&all);
	return text;
}

/* The units that the best evidence names; what other evidence names decides
 * between namesakes. */
static struct region_set
place(void)
{
	struct region_set set = { .n = 0 };
	const struct candidate *c;

	choose("region");
	for (size_t i = 0; i < finds; i++) {
		c = &found[i];
		if (!c->chosen || !is_field(c, "region"))
			continue;
		for (size_t k = 0; k < c->regions.n && set.n < REGION_CODES; k++) {
			size_t have = 0;

			while (have < set.n &&
			    set.unit[have] != c->regions.unit[k])
				have++;
			if (have == set.n)
				set.unit[set.n++] = c->regions.unit[k];
		}
	}
	for (size_t i = 0; i < finds; i++)
		if (set.n > 1 && !found[i].chosen && is_field(&found[i], "region"))
			region_narrow(&set, &found[i].regions);
	return set;
}

static struct str
codes(struct page *p, const struct region_set *set)
{
	struct buf all = { NULL, 0, 0 };
	struct str text;

	for (size_t i = 0; i < set->n; i++) {
		if (i != 0)
			buf_byte(&all, ' ');
		buf_put(&all, set->unit[i]->code);
	}
	text = pool_str(&p->pool, buf_str(&all));
	buf_free(&all);
	return text;
}

/* The name of an agency without its place; a government is 人民政府, also where
 * only the place is printed. */
static struct str
body_of(struct str agency)
{
	struct region_set set;
	struct str body;

	if (agency.n == 0)
		return agency;
	body = str_slice(agency, region_chain(agency, 0, 0, &set), agency.n);
	if (body.n == 0 || str_eq(body, STR("政府")))
		return STR("人民政府");
	return body;
}

/* The sector whose pattern takes the longest end of the name. */
static struct str
sector_of(struct str body)
{
	struct rx_match m;
	struct str best = STR("");
	size_t length = 0;

	for (size_t i = 0; i < sectors.rows; i++)
		if (rx_find(sector_rx[i], body, 0, &m) == RX_FOUND &&
		    m.group[0].n > length) {
			length = m.group[0].n;
			best = sectors.row[i].cell[SECTOR];
		}
	return best;
}

static struct str
level_of(struct str body, const struct region_set *set)
{
	static const struct { const char *end, *level; } own[] = {
		{ "街道办事处", "street" }, { "街道", "street" },
		{ "镇人民政府", "town" }, { "乡人民政府", "town" },
		{ "镇", "town" }, { "乡", "town" },
		{ "管理委员会", "zone" }, { "管委会", "zone" },
		{ "开发区", "zone" },
	};

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (str_ends(body, str_of(own[i].end)))
			return str_of(own[i].level);
	if (set->n == 0)
		return str_starts(body, STR("国家")) ? STR("national") : STR("");
	for (size_t i = 1; i < set->n; i++)
		if (strcmp(region_level(set->unit[i]),
		    region_level(set->unit[0])) != 0)
			return STR("");
	return str_of(region_level(set->unit[0]));
}

static struct str
era_of(struct str year)
{
	int y = year.n == 4 ? year_of(year) : 0;

	return y == 0 ? STR("") : y < 2014 ? STR("2008") :
	    y < 2019 ? STR("2014") : y < 2021 ? STR("2019") : STR("2021");
}

/* It breaks off when its last line is a heading, or a sentence without end. */
static bool
is_complete(const struct page *p, const struct report *r)
{
	const struct piece *last = &p->piece[r->to - 1];
	struct str s = last->folded;

	if (last->kind != PIECE_TEXT)
		return true;
	if (last->head.depth != 0 && last->head.title.n + 3 >= s.n -
	    last->head.number.n)
		return false;
	return s.n < SENTENCE || str_ends(s, STR("。")) || str_ends(s, STR("!")) ||
	    str_ends(s, STR(")")) || str_ends(s, STR(";")) || str_ends(s, STR("."));
}

static void
write_evidence(struct page *p, const struct report *r)
{
	static struct rec w;
	const struct candidate *c;

	for (size_t i = 0; i < finds; i++) {
		c = &found[i];
		rec_make(&w, REC_EVID, p->doc, c->line);
		rec_number(&w, EVID_REPORT, r->number);
		w.f[EVID_FIELD] = rows_cell(&evidence, c->row, FIELD);
		w.f[EVID_CANDIDATE] = c->regions.n == 0 ? c->value :
		    codes(p, &c->regions);
		w.f[EVID_RANK] = rows_cell(&evidence, c->row, RANK);
		w.f[EVID_CHOSEN] = c->chosen ? STR("1") : STR("0");
		w.f[EVID_WHERE] = rows_cell(&evidence, c->row, WHERE);
		w.f[EVID_RAW] = c->raw;
		rec_write(&w);
	}
}

void
report_write(struct page *p, const struct report *r)
{
	static struct rec w;
	const struct piece *first = &p->piece[r->from];
	struct region_set where;
	const struct candidate *agency;
	struct str body, scope;

	gather(p, r);
	rec_make(&w, REC_REPORT, p->doc, first->rec->f[F_LINE]);
	where = place();
	agency = choose("agency");
	body = body_of(agency != NULL ? agency->value : STR(""));
	scope = values(p, "scope");
	rec_number(&w, REPORT_REPORT, r->number);
	rec_number(&w, REPORT_COLUMN, first->column);
	w.f[REPORT_LAST] = p->piece[r->to - 1].rec->f[F_LINE];
	w.f[REPORT_YEAR] = values(p, "year");
	w.f[REPORT_ERA] = era_of(w.f[REPORT_YEAR]);
	w.f[REPORT_FORM] = values(p, "form");
	if (w.f[REPORT_FORM].n == 0)
		w.f[REPORT_FORM] = STR("prose");
	w.f[REPORT_COMPLETE] = is_complete(p, r) ? STR("yes") : STR("no");
	w.f[REPORT_REGION] = codes(p, &where);
	w.f[REPORT_LEVEL] = level_of(body, &where);
	w.f[REPORT_SECTOR] = sector_of(body);
	/* A bureau reports on itself. */
	w.f[REPORT_SCOPE] = body.n != 0 &&
	    !str_eq(w.f[REPORT_SECTOR], STR("gov")) &&
	    !str_eq(w.f[REPORT_SECTOR], STR("office")) ? STR("own") : scope;
	w.f[REPORT_BODY] = body;
	w.f[REPORT_AGENCY] = agency != NULL &&
	    !str_starts(rows_cell(&evidence, agency->row, READ), STR("=")) ?
	    agency->value : STR("");
	w.f[REPORT_TITLE] = r->title < p->n ? p->piece[r->title].text : STR("");
	rec_write(&w);
	write_evidence(p, r);
}

/* Every example of evidence gives something to read. */
void
report_prove(void)
{
	struct candidate c;
	struct rx_match m;
	static struct page none;

	rows_prove(&titles);
	for (size_t i = 0; i < evidence.tab.rows; i++) {
		struct str example = fold_copy(rows_cell(&evidence, i, EXAMPLE));

		c = (struct candidate){ .row = i };
		if (!str_has(example, rows_cell(&evidence, i, NEEDS)) ||
		    !rows_match(&evidence, i, example, &m) ||
		    !read_value(&none, &c, m.group[1]))
			tab_wrong(&evidence.tab, i,
			    "the example gives no evidence");
	}
}
