#include "core/records.h"
#include "domain/agency.h"
#include "domain/fold.h"
#include "segment/choice.h"
#include "segment/imprint.h"
#include "segment/title.h"

enum {
	AROUND = 2000, /* pieces around reports that say whose they are */
	BELOW = 2,     /* lines below a title where an agency may stand alone */
	SIGN_LINES = 4 /* the last ones: who signs, and when */
};

static size_t around[AROUND], arounds; /* the first pieces that are no report's */

void
imprint_load(const char *folder)
{
	evidence_load(folder);
	agency_load(folder);
	region_load(folder);
}

void
imprint_prove(void)
{
	evidence_prove();
}

void
imprint_begin(const struct page *p)
{
	arounds = 0;
	for (size_t i = 0; i < p->n && arounds < AROUND; i++)
		if (p->piece[i].report == 0 || p->piece[i].type == REC_META)
			around[arounds++] = i;
}


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
			buf_put(&line, title_bare(p->piece[i].strung ?
			    str_trim(p->piece[i].plain) : p->piece[i].text));
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
	    i < r->to && lines < BELOW; i++)
		lines += p->piece[i].kind == PIECE_TEXT;
	*below = i;
}

static void
look_at_text(enum zone zone, struct str folded, struct str record, bool weak)
{
	struct rows_set may;

	rows_scan(folded, &may);
	evidence_look(zone, folded, &may, record, weak);
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
	look_at_text(ZONE_META, buf_str(&f.text), piece->line, weak);
}

static void
look(enum zone zone, const struct piece *piece, bool weak)
{
	evidence_look(zone, piece->folded, piece->may, piece->line, weak);
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
	    title_is_short(piece, TITLE_NAME_LONGEST))
		look(ZONE_SIGN, piece, weak);
	if (i == r->title)
		look_at_text(ZONE_TITLE, whole_title(p, r), piece->line, weak);
	if (piece->report == 0 && page_is_crumb(piece))
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

/* It breaks off when its last line is a heading, which is no sentence of a list
 * (3.更新还不及时。), or a sentence without end. */
static bool
is_complete(const struct page *p, const struct report *r)
{
	static const char *const ends[] = { "。", "!", ")", ";", "." };
	const struct piece *last = &p->piece[r->to - 1];
	struct str s = last->folded;

	if (last->kind != PIECE_TEXT)
		return true;
	if (last->head != NULL &&
	    (last->head->key.n != 0 || !str_ends(s, STR("。"))) &&
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
	struct str said = choice_values(EVIDENCE_SCOPE);

	return a->body.n != 0 && !agency_is_government(a) ? STR("own") : said;
}

/* True when the text speaks as a government, of which a bureau in its sentences
 * is only a part; 我区 may also be a zone. */
static bool
names_a_part(void)
{
	static const char *const zones[] = { "区", "园", "管委会", "管理委员会",
		NULL };

	return choice_is_weak(EVIDENCE_AGENCY) &&
	    region_is_kind(choice_values(EVIDENCE_VOICE)) &&
	    !str_ends_any(choice_values(EVIDENCE_AGENCY), zones);
}

/* Who reports: where no name is printed, a government speaks of its place (我县), or
 * of all that lies in it, and a town of itself (我镇). */
static struct str
name_of(void)
{
	static const char *const towns[] = { "镇", "乡", "苏木", "街道", NULL };
	struct str name = choice_values(EVIDENCE_AGENCY),
	    voice = choice_values(EVIDENCE_VOICE);

	if (name.n != 0)
		return name;
	if (str_ends_any(voice, towns) && !str_has(voice, STR(" ")))
		return voice;
	return region_is_kind(voice) || (voice.n == 0 &&
	    str_eq(choice_values(EVIDENCE_SCOPE), STR("area"))) ?
	    STR("人民政府") : name;
}

static bool
is_below_county(const struct agency *a)
{
	return str_eq(a->level, STR("town")) || str_eq(a->level, STR("street"));
}

/* Who speaks: where a zone says 我区 it speaks of itself, and a town speaks as one
 * even if it says nothing. */
static struct str
voice_of(const struct agency *a)
{
	struct str voice = choice_values(EVIDENCE_VOICE);

	if (str_eq(a->level, STR("zone")))
		return STR("");
	return is_below_county(a) && !region_is_kind(voice) ? STR("镇") : voice;
}

/* The place of the agency; the whole country has no code. */
static struct region_set
place_of(const struct agency *a, struct str year)
{
	struct region_set none = { .n = 0 }, where;

	where = choice_place(year, voice_of(a));
	return str_eq(a->level, STR("national")) ? none : where;
}

/* The level of the agency; of one whose place is not named, or that is only known
 * to be a bureau, that of the kind of unit that it speaks of, where all of the kind
 * have one: 县, but not 市. */
static struct str
level_of(const struct agency *a, const struct region_set *where)
{
	struct str level = agency_level(a, where),
	    kind = choice_values(EVIDENCE_KIND);

	if (level.n != 0 || where->n != 0 || (a->body.n == 0 &&
	    !str_eq(choice_values(EVIDENCE_VOICE), STR("局"))))
		return level;
	return str_eq(kind, STR("县")) || str_eq(kind, STR("旗")) ?
	    STR("county") : level;
}

void
imprint_write(struct page *p, const struct report *r)
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
	choice_begin(&p->pool);
	if (names_a_part())
		choice_set_aside(EVIDENCE_AGENCY);
	choice_look_at_agency();
	year = choice_values(EVIDENCE_YEAR);
	agency_read(name_of(), &p->pool, &agency);
	where = place_of(&agency, year);
	form = choice_values(EVIDENCE_FORM);
	rec_make(&w, REC_REPORT, p->doc, page_field(first, F_LINE));
	rec_number(&w, REPORT_REPORT, r->number);
	rec_number(&w, REPORT_COLUMN, first->column);
	w.f[REPORT_LAST] = page_field(&p->piece[r->to - 1], F_LINE);
	w.f[REPORT_YEAR] = year;
	w.f[REPORT_ERA] = era_of(year);
	w.f[REPORT_FORM] = form.n != 0 ? form : STR("prose");
	w.f[REPORT_COMPLETE] = is_complete(p, r) ? STR("yes") : STR("no");
	w.f[REPORT_REGION] = region_codes(&where, &p->pool);
	w.f[REPORT_LEVEL] = level_of(&agency, &where);
	w.f[REPORT_SECTOR] = agency.sector;
	w.f[REPORT_SCOPE] = scope_of(&agency);
	w.f[REPORT_BODY] = agency.body;
	w.f[REPORT_AGENCY] = choice_printed(EVIDENCE_AGENCY);
	w.f[REPORT_TITLE] = printed_title(p, r);
	records_write(&w);
	evidence_write(p->doc, r->number);
}
