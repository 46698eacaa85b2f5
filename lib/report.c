#include "agency.h"
#include "die.h"
#include "evidence.h"
#include "fold.h"
#include "furniture.h"
#include "heading.h"
#include "report.h"
#include "rows.h"

enum { KIND };
enum {
	REPORTS = 1000,
	TITLE_LONGEST = 240, /* bytes: 80 characters */
	NAME_LONGEST = 90,   /* of an agency alone on a line */
	SENTENCE = 24,       /* the shortest */
	SIGN_LINES = 4,      /* the last ones: who signs, and when */
	HEAD_LINES = 12      /* of a page: where its kind is named */
};

static struct rows titles;

void
report_load(const char *folder)
{
	static const char *const kinds[] = {
		"title", "annex", "agency", "sign", "other", "not"
	};
	size_t k;

	rows_load(&titles, folder, "titles.tsv", "kind pattern example needs");
	for (size_t i = 0; i < titles.tab.rows; i++) {
		for (k = 0; k < 6; k++)
			if (str_eq(rows_cell(&titles, i, KIND), str_of(kinds[k])))
				break;
		if (k == 6)
			tab_wrong(&titles.tab, i,
			    "kind: title, annex, agency, sign, other or not");
	}
	evidence_load(folder);
	agency_load(folder);
	region_load(folder);
}

void
report_prove(void)
{
	rows_prove(&titles);
	evidence_prove();
}

/* True when a row of this kind matches the folded text, which these may. */
static bool
says(struct str folded, const struct rows_set *may, const char *kind)
{
	struct rx_match m;

	for (size_t i = rows_next(&titles, may, 0); i < titles.tab.rows;
	     i = rows_next(&titles, may, i + 1))
		if (str_eq(rows_cell(&titles, i, KIND), str_of(kind)) &&
		    rows_match(&titles, i, folded, &m))
			return true;
	return false;
}

static bool
piece_says(const struct piece *piece, const char *kind)
{
	return says(piece->folded, &piece->may, kind);
}

/* The same for a text that is not a piece as it stands. */
static bool
text_says(struct str text, const char *kind)
{
	static struct folded f;
	struct rows_set may;

	fold(text, &f);
	rows_scan(buf_str(&f.text), &may);
	return says(buf_str(&f.text), &may, kind);
}

static bool
is_short_line(const struct piece *piece, size_t longest)
{
	return piece->kind == PIECE_TEXT && piece->folded.n <= longest;
}

static bool
is_title(const struct piece *piece)
{
	return is_short_line(piece, TITLE_LONGEST) &&
	    piece_says(piece, "title") && !piece_says(piece, "not");
}

/* The table of the forms of 2008 and 2014 has a title of its own, which begins
 * a report only where nothing else does. */
static bool
is_annex_title(const struct piece *piece)
{
	return is_short_line(piece, TITLE_LONGEST) &&
	    piece_says(piece, "annex");
}

/* Something that a report has and a list of links has not: a table row, a
 * heading or a sentence. */
static bool
is_content(const struct piece *piece)
{
	struct str s = piece->folded;

	return piece->kind == PIECE_ROW || (piece->kind == PIECE_TEXT &&
	    s.n >= SENTENCE && (str_has(s, STR("。")) || str_has(s, STR(";")) ||
	    str_has(s, STR(","))));
}

static bool
row_shows(const struct rec *row)
{
	for (size_t i = ROW_FIELDS; i < row->n; i++)
		if (text_says(row->f[i], "sign"))
			return true;
	return false;
}

static bool
shows_report(const struct piece *piece)
{
	return piece->kind == PIECE_ROW ? row_shows(piece->row) :
	    piece->kind == PIECE_TEXT && piece_says(piece, "sign");
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

/* A page that says above its text that it is a notice, a plan or a law. */
static bool
is_other_document(const struct page *p)
{
	int lines = 0;

	for (size_t i = 0; i < p->n && lines < HEAD_LINES; i++) {
		if (p->piece[i].kind != PIECE_TEXT)
			continue;
		if (is_short_line(&p->piece[i], TITLE_LONGEST) &&
		    piece_says(&p->piece[i], "other"))
			return true;
		lines++;
	}
	return false;
}

/* The last text before piece i, if it is an agency's name alone: i if not. */
static size_t
agency_above(const struct page *p, size_t i)
{
	size_t k = i;

	while (k-- > 0)
		if (p->piece[k].kind == PIECE_TEXT)
			return is_short_line(&p->piece[k], NAME_LONGEST) &&
			    piece_says(&p->piece[k], "agency") ? k : i;
	return i;
}

/* Fills in where the reports begin that such titles head, in document order;
 * returns their number.  A title is one only when content follows it before
 * the next, so they are looked for from the end. */
static size_t
starts(const struct page *p, bool (*title)(const struct piece *),
    struct report *r)
{
	size_t n = 0, end = p->n;
	struct report swap;

	for (size_t i = p->n; i-- > 0 && n < REPORTS;) {
		if (!title(&p->piece[i]) || !has(p, i + 1, end, is_content))
			continue;
		r[n] = (struct report){ .from = agency_above(p, i), .to = end,
			.title = i };
		end = r[n++].from;
	}
	for (size_t i = 0; i < n / 2; i++) {
		swap = r[i];
		r[i] = r[n - 1 - i];
		r[n - 1 - i] = swap;
	}
	return n;
}

/* The blanks between two columns of text. */
static const struct str gaps[] = { { "   ", 3 }, { "\t", 1 } };

static bool
has_gap(struct str s)
{
	return str_has(s, gaps[0]) || str_has(s, gaps[1]);
}

/* Takes what stands before the next gap off rest; false when nothing is left. */
static bool
next_column(struct str *rest, struct str *column)
{
	size_t blanks, tab;

	*rest = str_trim(*rest);
	blanks = str_find(*rest, gaps[0], 0);
	tab = str_find(*rest, gaps[1], 0);
	*column = str_slice(*rest, 0, tab < blanks ? tab : blanks);
	*rest = str_slice(*rest, column->n, rest->n);
	return column->n != 0;
}

bool
report_in_columns(const struct page *p)
{
	struct str rest, column;
	unsigned found;

	for (size_t i = 0; i < p->n; i++) {
		rest = p->piece[i].text;
		if (p->piece[i].kind != PIECE_TEXT || !has_gap(rest) ||
		    !is_title(&p->piece[i]))
			continue;
		for (found = 0; next_column(&rest, &column); )
			found += text_says(column, "title");
		if (found > 1)
			return true;
	}
	return false;
}

static size_t
find(const struct page *p, struct report *r)
{
	size_t n;

	if (report_in_columns(p))
		return 0;
	n = starts(p, is_title, r);
	if (n == 0)
		n = starts(p, is_annex_title, r);
	if (n == 0 && !is_other_document(p) && has(p, 0, p->n, shows_report))
		r[n++] = (struct report){ .from = 0, .to = p->n,
			.title = SIZE_MAX };
	return n;
}

static bool
is_set_aside(const struct piece *piece)
{
	return piece->kind != PIECE_TEXT && piece->kind != PIECE_ROW;
}

/* Cuts what is not the report's off its ends. */
static void
trim(struct page *p, struct report *r)
{
	while (r->from < r->to && is_set_aside(&p->piece[r->from]))
		r->from++;
	furniture_skip_tail(p, r->from, r->to);
	while (r->to > r->from && is_set_aside(&p->piece[r->to - 1]))
		r->to--;
}

static void
skip_outside(struct page *p, size_t from, size_t to)
{
	for (; from < to; from++)
		if (p->piece[from].kind == PIECE_TEXT) {
			p->piece[from].kind = PIECE_SKIP;
			p->piece[from].why = STR("outside");
		}
}

/* What the page says about itself in a line of a report is that report's:
 * both come in the order of their lines. */
static void
share_meta(struct page *p)
{
	size_t at = 0;
	uint64_t line;

	for (size_t i = 0; i < p->n; i++) {
		if (p->piece[i].rec->type != REC_META)
			continue;
		line = rec_count(p->piece[i].rec, F_LINE);
		while (at < p->n && (p->piece[at].kind == PIECE_OTHER ||
		    rec_count(p->piece[at].rec, F_LINE) < line))
			at++;
		p->piece[i].report = line == 0 || at == p->n ? 0 :
		    p->piece[at].report;
	}
}

size_t
report_find(struct page *p, struct report **reports)
{
	static struct report r[REPORTS];
	size_t n = find(p, r), grown, end = 0;

	*reports = r;
	if (n == 0)
		return 0;
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
		skip_outside(p, end, r[i].from);
		for (end = r[i].from; end < r[i].to; end++)
			p->piece[end].report = r[i].number;
	}
	skip_outside(p, end, p->n);
	if (n > 1)
		share_meta(p);
	return n;
}

/* What the report is about */

/* The title with the agency that stands above it. */
static struct str
whole_title(const struct page *p, const struct report *r)
{
	static struct buf line;

	line.n = 0;
	if (r->from < r->title)
		buf_put(&line, p->piece[r->from].folded);
	buf_put(&line, p->piece[r->title].folded);
	return buf_str(&line);
}

/* Where the last lines of the report begin. */
static size_t
signature(const struct page *p, const struct report *r)
{
	size_t i = r->to;

	for (int lines = 0; i > r->from && lines < SIGN_LINES; )
		lines += p->piece[--i].kind == PIECE_TEXT;
	return i;
}

static void
look(struct str zone, const struct piece *piece, bool weak)
{
	evidence_look(zone, piece->folded, &piece->may, piece->rec->f[F_LINE],
	    weak);
}

/* The same for a folded text that is not a piece as it stands. */
static void
look_at_text(struct str zone, struct str folded, const struct rec *rec, bool weak)
{
	struct rows_set may;

	rows_scan(folded, &may);
	evidence_look(zone, folded, &may, rec->f[F_LINE], weak);
}

static void
look_at_meta(const struct rec *meta, bool weak)
{
	static struct buf text;
	static struct folded f;

	text.n = 0;
	buf_put(&text, meta->f[META_KEY]);
	buf_byte(&text, ':');
	buf_put(&text, meta->f[META_VALUE]);
	fold(buf_str(&text), &f);
	look_at_text(STR("meta"), buf_str(&f.text), meta, weak);
}

/* The zones of evidence.tsv: title, text, sign and row are the report's; page
 * and meta are what stands around the reports of a page and concerns them
 * all. */
static void
gather(struct page *p, const struct report *r, bool weak)
{
	const struct piece *piece;
	size_t sign = signature(p, r);
	bool own;

	for (size_t i = 0; i < p->n; i++) {
		piece = &p->piece[i];
		own = piece->report == r->number;
		if (piece->kind == PIECE_OTHER) {
			if (piece->rec->type == REC_META &&
			    (own || piece->report == 0))
				look_at_meta(piece->rec, weak);
			continue;
		}
		if (i >= sign && i < r->to && i != r->title &&
		    is_short_line(piece, NAME_LONGEST))
			look(STR("sign"), piece, weak);
		if (i == r->title)
			look_at_text(STR("title"), whole_title(p, r), piece->rec,
			    weak);
		if (piece->report == 0 && str_eq(piece->why, STR("breadcrumb")))
			look(STR("crumb"), piece, weak);
		if (piece->kind == PIECE_ROW && (own || piece->report == 0))
			look(STR("row"), piece, weak);
		else if (piece->report == 0)
			look(STR("page"), piece, weak);
		else if (own && i != r->title)
			look(STR("text"), piece, weak);
	}
}

static struct str
era_of(struct str year)
{
	return year.n != 4 ? STR("") : str_cmp(year, STR("2014")) < 0 ?
	    STR("2008") : str_cmp(year, STR("2019")) < 0 ? STR("2014") :
	    str_cmp(year, STR("2021")) < 0 ? STR("2019") : STR("2021");
}

/* It breaks off when its last line is a heading, or a sentence without end. */
static bool
is_complete(const struct page *p, const struct report *r)
{
	static const char *const ends[] = { "。", "!", ")", ";", "." };
	const struct piece *last = &p->piece[r->to - 1];
	struct str s = last->folded;

	if (last->kind != PIECE_TEXT)
		return true;
	if (last->head.depth != 0 &&
	    last->head.title.n + last->head.number.n + 3 >= s.n)
		return false;
	if (s.n < 90) /* a signature, a date, a short answer */
		return true;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(s, str_of(ends[i])))
			return true;
	return false;
}

/* The scope of the figures: as the report says; a bureau reports on itself. */
static struct str
scope_of(const struct agency *a)
{
	struct str said = evidence_values("scope");

	return a->body.n != 0 && !agency_is_government(a) ? STR("own") : said;
}

/* The place of the agency; the whole country has no code. */
static struct region_set
place_of(const struct agency *a, struct str year)
{
	struct region_set none = { .n = 0 }, where = evidence_place(year);

	return str_eq(a->level, STR("national")) ? none : where;
}

void
report_write(struct page *p, const struct report *r)
{
	static struct rec w;
	const struct piece *first = &p->piece[r->from];
	struct region_set where;
	struct agency agency;
	struct str year, form;

	evidence_begin(&p->pool);
	gather(p, r, false);
	if (evidence_is_open())
		gather(p, r, true);
	year = evidence_values("year");
	agency_read(evidence_values("agency"), &p->pool, &agency);
	where = place_of(&agency, year);
	form = evidence_values("form");
	rec_make(&w, REC_REPORT, p->doc, first->rec->f[F_LINE]);
	rec_number(&w, REPORT_REPORT, r->number);
	rec_number(&w, REPORT_COLUMN, first->column);
	w.f[REPORT_LAST] = p->piece[r->to - 1].rec->f[F_LINE];
	w.f[REPORT_YEAR] = year;
	w.f[REPORT_ERA] = era_of(year);
	w.f[REPORT_FORM] = form.n != 0 ? form : STR("prose");
	w.f[REPORT_COMPLETE] = is_complete(p, r) ? STR("yes") : STR("no");
	w.f[REPORT_REGION] = region_codes(&where, &p->pool);
	w.f[REPORT_LEVEL] = agency_level(&agency, &where);
	w.f[REPORT_SECTOR] = agency.sector;
	w.f[REPORT_SCOPE] = scope_of(&agency);
	w.f[REPORT_BODY] = agency.body;
	w.f[REPORT_AGENCY] = evidence_printed("agency");
	w.f[REPORT_TITLE] = r->title < p->n ? p->piece[r->title].text : STR("");
	rec_write(&w);
	evidence_write(p->doc, r->number);
}
