#include "segment/abreast.h"
#include "segment/cells.h"
#include "segment/furniture.h"
#include "segment/heading.h"
#include "segment/report.h"
#include "segment/title.h"

enum {
	ABOVE = 2,      /* lines above a title that name the agency, and the year */
	SENTENCE = 24,  /* bytes of the shortest one */
	HEAD_LINES = 12 /* of a page: where its kind is named */
};

/* Of a page. */
static struct {
	struct report *v;
	size_t n, cap;
} found;

/* Something that a report has and a list of links has not: a table row, a
 * heading or a sentence. */
static bool
is_content(const struct piece *piece)
{
	struct str s = piece->folded;

	return piece->kind == PIECE_ROW || (piece->kind == PIECE_TEXT &&
	    s.n >= SENTENCE && (str_has(s, STR(",")) || str_has(s, STR("。")) ||
	    str_has(s, STR(";"))));
}

static bool
row_shows(struct str row)
{
	static struct pool pool;
	static struct rec r;

	pool_reset(&pool);
	rec_unpack(&r, &pool, row);
	for (size_t i = ROW_FIELDS; i < r.n; i++)
		if (title_text_says(r.f[i], TITLE_SIGN))
			return true;
	return false;
}

static bool
shows_report(const struct piece *piece)
{
	return piece->kind == PIECE_ROW ? row_shows(piece->row) :
	    piece->kind == PIECE_TEXT && title_says(piece, TITLE_SIGN) &&
	    !title_is(piece->folded, piece->may);
}

/* The first piece of from..to that is such; to if none is. */
static size_t
first(const struct page *p, size_t from, size_t to,
    bool (*what)(const struct piece *))
{
	while (from < to && !what(&p->piece[from]))
		from++;
	return from;
}

static bool
is_news(const struct piece *piece)
{
	return piece->kind == PIECE_TEXT && title_says(piece, TITLE_NEWS);
}

/* The title of a notice, a plan, a law. */
static bool
is_other_title(const struct piece *piece)
{
	return title_is_short(piece, TITLE_LONGEST) && title_says(piece, TITLE_OTHER);
}

/* A page that says above its text that it is a notice, a plan or a law. */
static bool
is_other_document(const struct page *p)
{
	int lines = 0;

	for (size_t i = 0; i < p->n && lines < HEAD_LINES; i++) {
		if (p->piece[i].kind != PIECE_TEXT)
			continue;
		if (is_news(&p->piece[i]) || is_other_title(&p->piece[i]))
			return true;
		lines++;
	}
	return false;
}

/* True when the way to the page stands between two pieces: what is above it is
 * the site's. */
static bool
has_crumb(const struct page *p, size_t from, size_t to)
{
	while (++from < to)
		if (page_is_crumb(&p->piece[from]))
			return true;
	return false;
}

/* Where the lines that name the agency, and the year, above a title begin. */
static size_t
agency_above(const struct page *p, size_t i)
{
	size_t above;

	for (int lines = 0; lines < ABOVE; lines++) {
		above = title_text_above(p, i);
		if (above == i || p->piece[above].folded.n > TITLE_NAME_LONGEST ||
		    !title_says(&p->piece[above], TITLE_AGENCY) ||
		    has_crumb(p, above, i))
			break;
		i = above;
	}
	return i;
}

/* A title that stands twice, one below the other: the upper of the two, which
 * the agency may stand above; i when this is not so. */
static size_t
printed_first(const struct page *p, size_t i, size_t from)
{
	size_t above = title_text_above(p, from);

	return above != from &&
	    str_eq(p->piece[above].folded, p->piece[i].folded) ? above : i;
}

/* The first year that a title names; empty if it names none. */
static struct str
year_in(struct str title)
{
	size_t i = str_find(title, STR("20"), 0);

	return i + 4 <= title.n && title.p[i + 2] >= '0' &&
	    title.p[i + 2] <= '9' ? str_slice(title, i, i + 4) : STR("");
}

/* Where the title that the page has in full above the one that begins at piece
 * i, which may be shorter, begins: both are of the same year, or the lower of
 * none.  i when there is none. */
static size_t
page_title_above(const struct page *p, size_t i, size_t title)
{
	size_t above = title_text_above(p, i);
	struct str upper = p->piece[above].folded, year;

	year = year_in(p->piece[title].folded);
	return above != i && title_is(upper, p->piece[above].may) &&
	    (year.n == 0 || str_eq(year, year_in(upper))) ? above : i;
}

static bool
is_section(const struct piece *piece)
{
	return piece->kind == PIECE_ROW ||
	    (piece->kind == PIECE_TEXT && heading_names_section(piece->folded));
}

/* True when a title is only an entry of a menu: a bare one, which the title of
 * something else follows before the text, or, where it is no agency's, that of a
 * report behind no more than a line of text. */
static bool
is_entry(const struct page *p, size_t title, size_t content, size_t next)
{
	return title_says(&p->piece[title], TITLE_BARE) &&
	    (first(p, title + 1, content, is_other_title) != content ||
	    (next != p->n && agency_above(p, title) == title &&
	    first(p, title + 1, next, is_section) == next &&
	    first(p, content + 1, next, is_content) == next));
}

/* True when report r, which follows the one that the title heads, is its text:
 * it bears the same title, and only a preface stands between. */
static bool
is_preface(const struct page *p, size_t title, const struct report *r)
{
	return str_eq(p->piece[title].folded, p->piece[r->title].folded) &&
	    first(p, title + 1, r->from, is_section) == r->from;
}

/* The first piece from..end that is content, or end.  The pieces from *seen on have
 * been looked at, and *content was the first; from is never above that. */
static size_t
first_content(const struct page *p, size_t from, size_t end, size_t *seen,
    size_t *content)
{
	while (*seen > from)
		if (is_content(&p->piece[--*seen]))
			*content = *seen;
	return *content < end ? *content : end;
}

static void
add(struct report r)
{
	found.v = xgrow(found.v, found.n, &found.cap, sizeof *found.v);
	found.v[found.n++] = r;
}

/* Finds where the reports begin that such titles head, in document order.  A
 * title is one only when content that is no news follows it before the next, so
 * they are looked for from the end. */
static void
find_titled(const struct page *p,
    bool (*title)(const struct page *, size_t, size_t *))
{
	size_t end = p->n, seen = p->n, next = p->n, from, above, content;
	struct report swap, *r;

	for (size_t i = p->n; i-- > 0;) {
		if (!title(p, i, &from))
			continue;
		above = printed_first(p, i, from);
		if (above != i)
			from = i = above;
		content = first_content(p, i + 1, end, &seen, &next);
		if (content == end || is_news(&p->piece[content]) ||
		    is_entry(p, i, content, end))
			continue;
		if (found.n != 0 &&
		    is_preface(p, i, &found.v[found.n - 1]))
			end = found.v[--found.n].to;
		add((struct report){ .from = agency_above(p,
			page_title_above(p, from, i)),
			.to = end, .title = i, .title_from = from });
		i = end = found.v[found.n - 1].from;
	}
	for (size_t i = 0; i < found.n / 2; i++) {
		r = &found.v[found.n - 1 - i];
		swap = found.v[i];
		found.v[i] = *r;
		*r = swap;
	}
}

/* True for the number of a page of a PDF: - 3 -, 3, 第3页. */
static bool
is_page_number(struct str line)
{
	size_t digits = 0;

	while (digits < line.n && line.p[digits] >= '0' && line.p[digits] <= '9')
		digits++;
	return cells_page_number(line) || (digits == line.n && line.n <= 3) ||
	    (str_starts(line, STR("第")) && str_ends(line, STR("页")));
}

/* Whose report it is, as a title begins: 望江县 of 望江县政府信息公开年报 and of
 * 望江县2012年政府信息公开工作年度报告. */
static struct str
name_in(struct str title)
{
	static const struct str ends[] = {
		{ "20", 2 }, { "信息公开", 12 }, { "政务公开", 12 }
	};
	static const struct str offices[] = {
		{ "政府", 6 }, { "政务", 6 }, { "人民", 6 }
	};
	size_t at = title.n, end;

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		end = str_find(title, ends[i], 0);
		at = end < at ? end : at;
	}
	title = str_slice(title, 0, at);
	for (size_t i = 0; i < sizeof offices / sizeof *offices; i++)
		if (str_ends(title, offices[i]))
			title.n -= offices[i].n;
	return title;
}

/* The numeral of a heading of the first depth: 二 of 二、主动公开; else empty. */
static struct str
numeral_of(const struct piece *piece)
{
	static const struct str numerals = { "一二三四五六七八九十", 30 };
	struct str first = str_slice(piece->folded, 0, 3);

	return piece->kind == PIECE_TEXT && first.n == 3 &&
	    str_eq(str_slice(piece->folded, 3, 6), STR("、")) &&
	    str_has(numerals, first) ? first : STR("");
}

static bool
is_numbered(const struct piece *piece)
{
	return numeral_of(piece).n != 0;
}

/* True for a title that is of the same agency, name, as another one, and of its year
 * or of none. */
static bool
is_again(const struct piece *piece, const struct piece *title, struct str name)
{
	struct str year;

	if (name.n == 0 || !str_starts(piece->folded, name) ||
	    !str_eq(name_in(piece->folded), name) ||
	    !title_is(piece->folded, piece->may))
		return false;
	year = year_in(piece->folded);
	return year.n == 0 || str_eq(year, year_in(title->folded));
}

/* Where a look through a page is: the title that may stand again, and what is around
 * the piece at hand. */
struct look {
	const struct piece *title, *above; /* NULL: none yet; the last text */
	struct str name;   /* of the title's agency */
	size_t section;    /* the next one that begins */
	size_t below;      /* the next heading of the first depth */
	bool behind;       /* one has come since the title */
};

/* True when the section that begins behind piece i, if one does, is the first of a
 * report. */
static bool
begins_anew(struct look *l, const struct page *p, size_t i)
{
	struct str heading;

	if (l->section <= i)
		l->section = first(p, i + 1, p->n, is_section);
	if (l->section == p->n)
		return false;
	heading = p->piece[l->section].folded;
	return str_starts(heading, STR("一")) || str_starts(heading, STR("第一"));
}

/* True for a piece between headings of the first depth, of which the one below is not
 * the first of a report. */
static bool
is_amid(struct look *l, const struct page *p, size_t i)
{
	if (l->below <= i)
		l->below = first(p, i + 1, p->n, is_numbered);
	return l->behind && l->below != p->n &&
	    !str_eq(numeral_of(&p->piece[l->below]), STR("一"));
}

/* A title that stands again below the number of a page is repeated at the head of
 * each page of a PDF, unless a copy of the report begins there; so is one amid the
 * sections of a report. */
static bool
is_running_head(struct look *l, const struct page *p, size_t i)
{
	const struct piece *piece = &p->piece[i];

	if (l->title == NULL || !title_is_short(piece, TITLE_LONGEST))
		return false;
	return (str_eq(piece->folded, l->title->folded) &&
	    is_page_number(l->above->folded) && !begins_anew(l, p, i)) ||
	    (is_again(piece, l->title, l->name) && is_amid(l, p, i));
}

static void
skip_running_heads(struct page *p)
{
	struct look l = { 0 };
	struct piece *piece;

	for (size_t i = 0; i < p->n; i++) {
		piece = &p->piece[i];
		if (l.title == NULL && title_is_short(piece, TITLE_LONGEST) &&
		    title_is(piece->folded, piece->may)) {
			l.title = piece;
			l.name = name_in(piece->folded);
		} else if (is_running_head(&l, p, i)) {
			page_skip(piece, STR("running-head"));
		}
		if (piece->kind == PIECE_TEXT)
			l.above = piece;
		l.behind |= l.title != NULL && is_numbered(piece);
	}
}

static void
find(const struct page *p)
{
	found.n = 0;
	if (abreast_is(p))
		return;
	find_titled(p, title_ends);
	if (found.n == 0)
		find_titled(p, title_ends_annex);
	if (found.n == 0 && !is_other_document(p) &&
	    first(p, 0, p->n, shows_report) != p->n)
		add((struct report){ .from = 0, .to = p->n,
			.title = SIZE_MAX, .title_from = SIZE_MAX });
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
		if (p->piece[from].kind == PIECE_TEXT)
			page_skip(&p->piece[from], STR("outside"));
}

/* What the page says about itself in a line of a report is that report's:
 * both come in the order of their lines. */
static void
share_meta(struct page *p)
{
	size_t at = 0;
	uint64_t line;

	for (size_t i = 0; i < p->n; i++) {
		if (p->piece[i].type != REC_META)
			continue;
		line = page_line(&p->piece[i]);
		while (at < p->n && (p->piece[at].kind == PIECE_OTHER ||
		    page_line(&p->piece[at]) < line))
			at++;
		p->piece[i].report = line == 0 || at == p->n ? 0 :
		    p->piece[at].report;
	}
}
static void
move(struct report *r, size_t by)
{
	r->from += by;
	r->to += by;
	r->title += by;
	r->title_from += by;
}

size_t
report_find(struct page *p, struct report **reports)
{
	size_t to, end = 0, grown = 0; /* grown: pieces more than when found */
	struct report *r;

	title_cut(p);
	skip_running_heads(p);
	find(p);
	*reports = found.v;
	if (found.n == 0)
		return 0;
	for (r = found.v; r < found.v + found.n; r++) {
		move(r, grown);
		trim(p, r);
		r->number = (unsigned)(r - found.v) + 1;
		to = r->to;
		r->to = heading_find(p, r->from, to);
		grown += r->to - to;
		skip_outside(p, end, r->from);
		for (end = r->from; end < r->to; end++)
			p->piece[end].report = r->number;
	}
	skip_outside(p, end, p->n);
	if (found.n > 1)
		share_meta(p);
	return found.n;
}
