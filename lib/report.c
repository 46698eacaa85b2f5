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
	AROUND = 2000,       /* pieces around reports that say whose they are */
	ABOVE = 2,           /* lines of a title above its last one */
	TITLE_LONGEST = 240, /* bytes: 80 characters */
	NAME_LONGEST = 90,   /* of an agency alone on a line */
	SENTENCE = 24,       /* the shortest */
	SIGN_LINES = 4,      /* the last ones: who signs, and when */
	COLUMN_TEXT = 24,    /* bytes that a line of prose has at least */
	COLUMN_LINES = 6,    /* that stand beside others on a page in columns */
	HEAD_LINES = 12      /* of a page: where its kind is named */
};

/* What a row of titles.tsv says of a line that it matches. */
enum kind {
	TITLE, END, TAIL, GLUED, BARE, ANNEX, AGENCY, SIGN, OTHER, NEWS, NOT,
	KINDS
};

static struct rows titles;
static struct rows_set of_kind[KINDS];

/* Of a page. */
static struct {
	struct report *v;
	size_t n, cap;
} found;
static size_t around[AROUND], arounds; /* the first pieces that are no report's */

static enum kind
read_kind(size_t row)
{
	static const char *const names[] = {
		"title", "end", "tail", "glued", "bare", "annex", "agency",
		"sign", "other", "news", "not", NULL
	};

	return (enum kind)tab_choice(&titles.tab, row, KIND, names,
	    "kind: title, end, tail, glued, bare, annex, agency, sign, "
	    "other, news or not");
}

void
report_load(const char *folder)
{
	rows_load(&titles, folder, "titles.tsv", "kind pattern example needs");
	for (size_t i = 0; i < titles.tab.rows; i++)
		if (titles.rx[i] != NULL) /* no macro */
			rows_put(&titles, i, &of_kind[read_kind(i)]);
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
finds(struct str folded, struct rows_set *may, enum kind kind,
    struct rx_match *m)
{
	struct rows_set set;

	if (!rows_both(may, &of_kind[kind], &set))
		return false;
	for (size_t i = rows_next(&titles, &set, 0); i < titles.tab.rows;
	     i = rows_next(&titles, &set, i + 1))
		if (rows_try(&titles, i, folded, may, m))
			return true;
	return false;
}

static bool
says(struct str folded, struct rows_set *may, enum kind kind)
{
	struct rx_match m;

	return finds(folded, may, kind, &m);
}

static bool
piece_says(const struct piece *piece, enum kind kind)
{
	return says(piece->folded, piece->may, kind);
}

/* The same for a text that is not a piece as it stands. */
static bool
text_says(struct str text, enum kind kind)
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
is_title_text(struct str folded, struct rows_set *may)
{
	while (folded.n != 0 && folded.p[folded.n - 1] == '|')
		folded.n--; /* of a table that holds the page */
	return folded.n <= TITLE_LONGEST && says(folded, may, TITLE) &&
	    !says(folded, may, NOT);
}

/* The last text before piece i; i if there is none. */
static size_t
text_above(const struct page *p, size_t i)
{
	for (size_t k = i; k-- > 0;)
		if (p->piece[k].kind == PIECE_TEXT)
			return k;
	return i;
}

/* True when the line below makes of the title that of a notice. */
static bool
is_of_notice(const struct page *p, size_t i)
{
	for (i++; i < p->n; i++)
		if (p->piece[i].kind == PIECE_TEXT)
			return piece_says(&p->piece[i], TAIL);
	return false;
}

/* True when the title is broken: its end is piece i, and what is above it alone
 * is none. */
static bool
ends_title(const struct page *p, size_t i)
{
	static struct buf whole;
	struct str title;
	struct rows_set may;
	const struct piece *above = &p->piece[text_above(p, i)];

	if (above == &p->piece[i] || !piece_says(&p->piece[i], END))
		return false;
	title = buf_join(&whole, above->folded, p->piece[i].folded);
	rows_scan(title, &may);
	return is_title_text(title, &may) &&
	    !is_title_text(above->folded, above->may);
}

/* True when piece i is a title whose first word is broken over two lines. */
static bool
is_broken_off(const struct page *p, size_t i)
{
	const struct piece *above = &p->piece[text_above(p, i)];

	return str_starts(p->piece[i].folded, STR("信息公开")) &&
	    above->folded.n <= NAME_LONGEST &&
	    (str_ends(above->folded, STR("政府")) ||
	    str_ends(above->folded, STR("政务"))) &&
	    !str_ends(above->folded, STR("人民政府")) &&
	    is_title_text(p->piece[i].folded, p->piece[i].may);
}

/* True when a title ends with piece i; *from: where it begins. */
static bool
is_title(const struct page *p, size_t i, size_t *from)
{
	const struct piece *piece = &p->piece[i];

	*from = i;
	if (!is_short_line(piece, TITLE_LONGEST))
		return false;
	if (is_of_notice(p, i))
		return false;
	if (ends_title(p, i) || is_broken_off(p, i))
		*from = text_above(p, i);
	return *from != i || is_title_text(piece->folded, piece->may);
}

/* Cuts off what is glued to titles: the line before, or the text behind. */
static void
cut_titles(struct page *p)
{
	struct rx_match m;
	struct piece *piece;
	size_t begin, end;

	for (size_t i = 0; i < p->n; i++) {
		piece = &p->piece[i];
		if (piece->kind != PIECE_TEXT ||
		    !finds(piece->folded, piece->may, GLUED, &m))
			continue;
		begin = (size_t)(m.group[1].p - piece->folded.p);
		end = begin + m.group[1].n;
		if (end != piece->folded.n)
			page_cut(p, i, page_unfold(piece, end));
		if (begin != 0)
			page_cut(p, i, page_unfold(&p->piece[i], begin));
	}
}

/* The table of the forms of 2008 and 2014 has a title of its own, which begins
 * a report only where nothing else does. */
static bool
is_annex_title(const struct page *p, size_t i, size_t *from)
{
	*from = i;
	return is_short_line(&p->piece[i], TITLE_LONGEST) &&
	    piece_says(&p->piece[i], ANNEX);
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
row_shows(struct str row)
{
	static struct pool pool;
	static struct rec r;

	pool_reset(&pool);
	rec_unpack(&r, &pool, row);
	for (size_t i = ROW_FIELDS; i < r.n; i++)
		if (text_says(r.f[i], SIGN))
			return true;
	return false;
}

static bool
shows_report(const struct piece *piece)
{
	return piece->kind == PIECE_ROW ? row_shows(piece->row) :
	    piece->kind == PIECE_TEXT && piece_says(piece, SIGN) &&
	    !is_title_text(piece->folded, piece->may);
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
	return piece->kind == PIECE_TEXT && piece_says(piece, NEWS);
}

/* The title of a notice, a plan, a law. */
static bool
is_other_title(const struct piece *piece)
{
	return is_short_line(piece, TITLE_LONGEST) && piece_says(piece, OTHER);
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

/* Where the lines that name the agency, and the year, above a title begin. */
static size_t
agency_above(const struct page *p, size_t i)
{
	size_t above;

	for (int lines = 0; lines < ABOVE; lines++) {
		above = text_above(p, i);
		if (above == i || p->piece[above].folded.n > NAME_LONGEST ||
		    !piece_says(&p->piece[above], AGENCY))
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
	size_t above = text_above(p, from);

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
	size_t above = text_above(p, i);
	struct str upper = p->piece[above].folded, year;

	year = year_in(p->piece[title].folded);
	return above != i && is_title_text(upper, p->piece[above].may) &&
	    (year.n == 0 || str_eq(year, year_in(upper))) ? above : i;
}

/* True when a title is only an entry of a menu: a bare one, which the title of
 * something else follows before the text. */
static bool
is_entry(const struct page *p, size_t title, size_t content)
{
	return piece_says(&p->piece[title], BARE) &&
	    first(p, title + 1, content, is_other_title) != content;
}

static bool
is_section(const struct piece *piece)
{
	return piece->kind == PIECE_ROW ||
	    (piece->kind == PIECE_TEXT && heading_names_section(piece->folded));
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
		    is_entry(p, i, content))
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

/* Where the blanks between two columns begin: three, or a tab; s.n if none. */
static size_t
gap(struct str s)
{
	const char *tab = memchr(s.p, '\t', s.n), *p = s.p;
	const char *end = tab != NULL ? tab : s.p + s.n;

	while ((p = memchr(p, ' ', (size_t)(end - p))) != NULL && end - p > 2) {
		if (p[1] == ' ' && p[2] == ' ')
			return (size_t)(p - s.p);
		p++;
	}
	return (size_t)(end - s.p);
}

/* Takes what stands before the next gap off rest; false when nothing is left. */
static bool
next_column(struct str *rest, struct str *column)
{
	*rest = str_trim(*rest);
	*column = str_slice(*rest, 0, gap(*rest));
	*rest = str_slice(*rest, column->n, rest->n);
	return column->n != 0;
}

/* How many columns of the line are titles, and how many hold a line of text. */
static void
count_columns(struct str line, unsigned *title, unsigned *text)
{
	static struct folded f;
	struct rows_set may;
	struct str column;

	*title = *text = 0;
	while (next_column(&line, &column)) {
		fold(column, &f);
		rows_scan(buf_str(&f.text), &may);
		*text += f.text.n >= COLUMN_TEXT;
		*title += is_title_text(buf_str(&f.text), &may);
	}
}

bool
report_in_columns(const struct page *p)
{
	unsigned title, text, beside = 0, lines = 0;
	struct str line;

	for (size_t i = 0; i < p->n; i++) {
		line = p->piece[i].text;
		if (p->piece[i].kind != PIECE_TEXT || line.n == 0)
			continue;
		lines++;
		if (gap(line) == line.n)
			continue;
		count_columns(line, &title, &text);
		if (title > 1)
			return true;
		beside += text > 1;
	}
	return beside >= COLUMN_LINES && beside * 3 > lines;
}

static void
find(const struct page *p)
{
	found.n = 0;
	if (report_in_columns(p))
		return;
	find_titled(p, is_title);
	if (found.n == 0)
		find_titled(p, is_annex_title);
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
list_around(const struct page *p)
{
	arounds = 0;
	for (size_t i = 0; i < p->n && arounds < AROUND; i++)
		if (p->piece[i].report == 0 || p->piece[i].type == REC_META)
			around[arounds++] = i;
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

	cut_titles(p);
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
	list_around(p);
	return found.n;
}

/* What the report is about */

/* The title as printed. */
static struct str
printed_title(struct page *p, const struct report *r)
{
	struct buf line = { NULL, 0, 0 };
	struct str title;

	if (r->title >= p->n)
		return STR("");
	for (size_t i = r->title_from; i <= r->title; i++)
		if (p->piece[i].kind == PIECE_TEXT)
			buf_put(&line, p->piece[i].text);
	title = pool_str(&p->pool, buf_str(&line));
	buf_free(&line);
	return title;
}

/* True when a line between piece i and `last` says what piece i does. */
static bool
is_repeated(const struct page *p, size_t i, size_t last)
{
	for (size_t k = i + 1; k <= last; k++)
		if (p->piece[k].kind == PIECE_TEXT &&
		    str_has(p->piece[k].folded, p->piece[i].folded))
			return true;
	return false;
}

/* The title with what stands above it, as one: each line, unless one below says
 * it as well, as a site's name above the title does. */
static struct str
whole_title(const struct page *p, const struct report *r)
{
	static struct buf line;

	line.n = 0;
	for (size_t i = r->from; i <= r->title; i++)
		if (p->piece[i].kind == PIECE_TEXT &&
		    !is_repeated(p, i, r->title))
			buf_put(&line, p->piece[i].folded);
	return buf_str(&line);
}

/* Marks where an agency may stand alone: the lines below the title up to
 * *below, and the last lines of the report, from *last on. */
static void
signatures(const struct page *p, const struct report *r, size_t *below,
    size_t *last)
{
	size_t i;
	int lines = 0;

	for (i = r->to; i > r->from && lines < SIGN_LINES; )
		lines += p->piece[--i].kind == PIECE_TEXT;
	*last = i;
	lines = 0;
	for (i = r->title < p->n ? r->title + 1 : r->from;
	    i < r->to && lines < ABOVE; i++)
		lines += p->piece[i].kind == PIECE_TEXT;
	*below = i;
}

static void
look_at_text(enum zone zone, struct str folded, struct str line, bool weak)
{
	struct rows_set may;

	rows_scan(folded, &may);
	evidence_look(zone, folded, &may, line, weak);
}

static void
look_at_meta(struct page *p, const struct piece *piece, bool weak)
{
	static struct buf text;
	static struct folded f;
	static struct rec meta;

	rec_unpack(&meta, &p->pool, piece->line);
	text.n = 0;
	buf_put(&text, meta.f[META_KEY]);
	buf_byte(&text, ':');
	buf_put(&text, meta.f[META_VALUE]);
	fold(buf_str(&text), &f);
	look_at_text(ZONE_META, buf_str(&f.text), meta.f[F_LINE], weak);
}

static void
look(enum zone zone, const struct piece *piece, bool weak)
{
	evidence_look(zone, piece->folded, piece->may,
	    page_field(piece, F_LINE), weak);
}

/* The zones of evidence.tsv: title, text, sign and row are the report's; page
 * and meta are what stands around the reports of a page and concerns them
 * all. */
static void
look_at(struct page *p, const struct report *r, size_t i, bool is_sign,
    bool weak)
{
	const struct piece *piece = &p->piece[i];
	bool own = piece->report == r->number;

	if (piece->kind == PIECE_OTHER) {
		if (piece->type == REC_META && (own || piece->report == 0))
			look_at_meta(p, piece, weak);
		return;
	}
	if (own && i != r->title && is_sign &&
	    is_short_line(piece, NAME_LONGEST))
		look(ZONE_SIGN, piece, weak);
	if (i == r->title)
		look_at_text(ZONE_TITLE, whole_title(p, r),
		    page_field(piece, F_LINE), weak);
	if (piece->report == 0 && str_eq(piece->why, STR("breadcrumb")))
		look(ZONE_CRUMB, piece, weak);
	if (piece->kind == PIECE_ROW && (own || piece->report == 0))
		look(ZONE_ROW, piece, weak);
	else if (piece->report == 0)
		look(ZONE_PAGE, piece, weak);
	else if (own && i != r->title)
		look(ZONE_TEXT, piece, weak);
}

/* The report's pieces and those around, in the order of the page. */
static void
gather(struct page *p, const struct report *r, bool weak)
{
	size_t below, last, i, own = r->from, k = 0;

	signatures(p, r, &below, &last);
	while (own < r->to || k < arounds) {
		i = own < r->to && (k == arounds || own <= around[k]) ?
		    own : around[k];
		own += i == own;
		k += k < arounds && i == around[k];
		look_at(p, r, i, i < below || i >= last, weak);
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
	if (last->head != NULL &&
	    last->head->title.n + last->head->number.n + 3 >= s.n)
		return false;
	if (str_ends(s, STR("...")) || str_ends(s, STR("…")))
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
	struct str said = evidence_values(EVIDENCE_SCOPE);

	return a->body.n != 0 && !agency_is_government(a) ? STR("own") : said;
}

/* True when the text speaks as a government, of which a bureau in its sentences
 * is only a part; 我区 may also be a zone. */
static bool
names_a_part(void)
{
	static const char *const zones[] = { "区", "园", "管委会", "管理委员会",
		NULL };

	return evidence_is_weak(EVIDENCE_AGENCY) &&
	    region_is_kind(evidence_values(EVIDENCE_VOICE)) &&
	    !str_ends_any(evidence_values(EVIDENCE_AGENCY), zones);
}

/* Who reports: where no name is printed, a government speaks of its place (我县), or
 * of all that lies in it, and a town of itself (我镇). */
static struct str
name_of(void)
{
	static const char *const towns[] = { "镇", "乡", "苏木", "街道", NULL };
	struct str name = evidence_values(EVIDENCE_AGENCY),
	    voice = evidence_values(EVIDENCE_VOICE);

	if (name.n != 0)
		return name;
	if (str_ends_any(voice, towns) && !str_has(voice, STR(" ")))
		return voice;
	return region_is_kind(voice) || (voice.n == 0 &&
	    str_eq(evidence_values(EVIDENCE_SCOPE), STR("area"))) ?
	    STR("人民政府") : name;
}

/* The place of the agency; the whole country has no code, and where a zone says
 * 我区 it speaks of itself. */
static struct region_set
place_of(const struct agency *a, struct str year)
{
	struct region_set none = { .n = 0 }, where;

	where = evidence_place(year, str_eq(a->level, STR("zone")) ?
	    STR("") : evidence_values(EVIDENCE_VOICE));
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
	if (names_a_part())
		evidence_set_aside(EVIDENCE_AGENCY);
	evidence_look_at_agency();
	year = evidence_values(EVIDENCE_YEAR);
	agency_read(name_of(), &p->pool, &agency);
	where = place_of(&agency, year);
	form = evidence_values(EVIDENCE_FORM);
	rec_make(&w, REC_REPORT, p->doc, page_field(first, F_LINE));
	rec_number(&w, REPORT_REPORT, r->number);
	rec_number(&w, REPORT_COLUMN, first->column);
	w.f[REPORT_LAST] = page_field(&p->piece[r->to - 1], F_LINE);
	w.f[REPORT_YEAR] = year;
	w.f[REPORT_ERA] = era_of(year);
	w.f[REPORT_FORM] = form.n != 0 ? form : STR("prose");
	w.f[REPORT_COMPLETE] = is_complete(p, r) ? STR("yes") : STR("no");
	w.f[REPORT_REGION] = region_codes(&where, &p->pool);
	w.f[REPORT_LEVEL] = agency_level(&agency, &where);
	w.f[REPORT_SECTOR] = agency.sector;
	w.f[REPORT_SCOPE] = scope_of(&agency);
	w.f[REPORT_BODY] = agency.body;
	w.f[REPORT_AGENCY] = evidence_printed(EVIDENCE_AGENCY);
	w.f[REPORT_TITLE] = printed_title(p, r);
	rec_write(&w);
	evidence_write(p->doc, r->number);
}
