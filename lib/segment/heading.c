#include "core/die.h"
#include "core/memo.h"
#include "core/records.h"
#include "core/rx.h"
#include "core/tab.h"
#include "core/utf8.h"
#include "domain/fold.h"
#include "segment/heading.h"

enum { KEY, DEPTH, TITLE, PHRASES, PARTS };
enum {
	DEPTHS = 4,
	LONGEST = 150, /* bytes of a heading, 50 characters */
	RUN_IN = 48,   /* of one that text follows and no phrase names */
	LEAST = 6,     /* of one that text runs on from, 2 characters */
	DAMAGED = 15   /* of a phrase that may lack a character, 5 characters */
};

static struct tab sections;
static struct rx *numbering, *glued;

/* What a title says of its section; those of one row follow one another. */
static struct phrase {
	struct str text; /* plain */
	char where;      /* '=': all of the title; '~': its end; else: or its start */
	size_t row;      /* of sections.tsv */
} *phrases;
static size_t n_phrases, phrase_cap;

/* How a heading is numbered says how deep it is: group i is depth i.  Marks that
 * a scraper made of blanks and of bullets may stand before. */
static const char styles[] = "^[-?]{0,9}(?:"
    "((?:[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}|[Ⅰ-Ⅻ])[、.,:]{1,2}|"
    "第[一二三四五六七八九十]{1,3}(?:部分|章|节)[、:]?|、)|"
    "((?:\\([一二三四五六七八九十]{1,3}\\)|[㈠-㈩])[、.]?)|"
    "(\\d{1,2}[、.](?!\\d)|\\(\\d{1,2}\\)|[⒈-⒛⑴-⒇])|"
    "([①-⑳❶-❿]|\\d{1,2}\\)))";

/* A line may end in the next section's heading: …统计数据。一、概述 */
static const char glued_style[] =
    "[。;!](?=[一二三四五六七八九十]{1,3}、[^。;,、]{2,16}$)";

static struct rx *
compile(const char *pattern)
{
	char why[128];
	struct rx *rx = rx_new(str_of(pattern), why, sizeof why);

	if (rx == NULL)
		die(GX_USAGE, "%s: %s", pattern, why);
	return rx;
}

/* Words in which the titles of one section differ, and what they are read as: what
 * joins the parts of a title, and 政务信息 for 政府信息. */
static const struct same {
	struct str from, to;
} sames[] = {
	{ { "的", 3 }, { "", 0 } }, { { "以及", 6 }, { "、", 3 } },
	{ { "和", 3 }, { "、", 3 } }, { { "与", 3 }, { "、", 3 } },
	{ { "及", 3 }, { "、", 3 } }, { { "或", 3 }, { "、", 3 } },
	{ { "政务信息", 12 }, { "政府信息", 12 } }
};

/* The one of them at byte i of a title; NULL if none is. */
static const struct same *
same_at(struct str title, size_t i)
{
	const struct same *s, *end = sames + sizeof sames / sizeof *sames;

	for (s = sames; s < end; s++)
		if (s->from.p[0] == title.p[i] && s->from.p[1] == title.p[i + 1] &&
		    str_starts(str_slice(title, i, title.n), s->from))
			return s;
	return NULL;
}

/* Appends a title as it is compared; returns that. */
static struct str
plain(struct str title, struct buf *to)
{
	size_t begin = to->n, copied = 0;
	const struct same *s;

	for (size_t i = 0; i + 2 < title.n;) {
		s = same_at(title, i);
		if (s == NULL) {
			i += utf8_length(title.p[i]);
			continue;
		}
		buf_put(to, str_slice(title, copied, i));
		buf_put(to, s->to);
		i = copied = i + s->from.n;
	}
	buf_put(to, str_slice(title, copied, title.n));
	return str_slice(buf_str(to), begin, to->n);
}

static void
add_phrases(size_t row)
{
	struct buf own = { NULL, 0, 0 }; /* of the phrases from now on */
	struct buf folded = { NULL, 0, 0 };
	struct str rest, phrase;
	bool marked;

	fold_put(sections.row[row].cell[PHRASES], &folded);
	rest = plain(buf_str(&folded), &own);
	buf_free(&folded);
	while (str_split(&rest, '|', &phrase)) {
		marked = str_starts(phrase, STR("=")) ||
		    str_starts(phrase, STR("~"));
		phrases = xgrow(phrases, n_phrases, &phrase_cap,
		    sizeof *phrases);
		phrases[n_phrases++] = (struct phrase){
			str_slice(phrase, marked, phrase.n),
			marked ? phrase.p[0] : '\0', row };
	}
}

void
heading_load(const char *folder)
{
	struct str depth;

	tab_load(&sections, folder, "sections.tsv",
	    "key depth title phrases parts");
	for (size_t i = 0; i < sections.rows; i++) {
		depth = sections.row[i].cell[DEPTH];
		if (depth.n != 1 || depth.p[0] < '1' || depth.p[0] > '2')
			tab_wrong(&sections, i, "depth: 1 or 2");
		if (sections.row[i].cell[PARTS].n != 0 &&
		    !str_eq(sections.row[i].cell[PARTS], STR("own")))
			tab_wrong(&sections, i, "parts: own, or empty");
		add_phrases(i);
	}
	numbering = compile(styles);
	glued = compile(glued_style);
}

/* The depth of a line's numbering, and its length; 0 when it has none. */
static unsigned
depth_of(struct str line, size_t *length)
{
	struct rx_match m;
	unsigned depth = 1;

	*length = 0;
	if (rx_find(numbering, line, 0, &m) != RX_FOUND)
		return 0;
	while (m.group[depth].p == NULL)
		depth++;
	*length = m.group[0].n;
	return depth;
}

static bool
names(const struct phrase *p, struct str title)
{
	if (p->where == '=')
		return str_eq(title, p->text);
	return str_ends(title, p->text) ||
	    (p->where != '~' && str_starts(title, p->text));
}

/* The section that a title names with all of it, or, unless the phrase or the
 * caller wants that, with its start or its end: that of the longest phrase. */
static struct str
key_of(struct str title, bool all)
{
	const struct phrase *best = NULL;
	static struct buf own;

	own.n = 0;
	title = plain(title, &own);
	for (const struct phrase *p = phrases; p < phrases + n_phrases; p++)
		if ((all ? str_eq(title, p->text) : names(p, title)) &&
		    (best == NULL || p->text.n > best->text.n))
			best = p;
	return best != NULL ? sections.row[best->row].cell[KEY] : STR("");
}

/* True when the end of title is the phrase without one of its characters, which
 * the page has lost: 收费及减免情. */
static bool
lacks_one(struct str title, struct str phrase)
{
	struct str end;
	size_t same = 0;

	if (phrase.n < DAMAGED || title.n + 3 < phrase.n)
		return false;
	end = str_slice(title, title.n - (phrase.n - 3), title.n);
	while (same < end.n && end.p[same] == phrase.p[same])
		same++;
	same -= same % 3;
	return str_eq(str_slice(end, same, end.n),
	    str_slice(phrase, same + 3, phrase.n));
}

static struct str
damaged_key(struct str title)
{
	static struct buf own;

	own.n = 0;
	title = plain(title, &own);
	for (const struct phrase *p = phrases; p < phrases + n_phrases; p++)
		if ((p->where != '=' || title.n < p->text.n) &&
		    lacks_one(title, p->text))
			return sections.row[p->row].cell[KEY];
	return STR("");
}

/* Length of a bullet, or of a number without a mark: 一 in 一概述. */
static size_t
bare_number(struct str line)
{
	static const struct str digits = { "一二三四五六七八九十", 30 };
	size_t n = 0;

	while (n < line.n && (line.p[n] == '-' || line.p[n] == '?'))
		n++;
	while (n < line.n && str_has(digits, str_slice(line, n, n + 3)))
		n += 3;
	return n;
}

/* What of a line can be a heading: up to its first full stop.  *whole says
 * whether that is all of the line. */
static struct str
first_sentence(struct str line, bool *whole)
{
	size_t end = str_find(line, STR("。"), 0);

	*whole = end + 3 >= line.n;
	return str_slice(line, 0, end);
}

/* What text follows behind a colon. */
static struct str
without_text(struct str title)
{
	return str_slice(title, 0, str_find(title, STR(":"), 0));
}

/* What text follows behind no mark, which begins with a year, with 我 or with the
 * first of its parts: 一、概述2013年,我局…, 二、公开情况(一)….  What begins a line so
 * is none. */
static struct str
without_run_on(struct str title)
{
	static const struct str marks[] = {
		{ "20", 2 }, { "我", 3 }, { "(一)", 5 }
	};
	struct str head = str_slice(title, 0, LONGEST);
	size_t at = head.n, mark;

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		mark = str_find(head, marks[i], LEAST);
		at = mark < at ? mark : at;
	}
	return at < head.n ? str_slice(title, 0, at) : title;
}

/* The section that *title names with all of what stands before such text, which is
 * then left of it. */
static struct str
key_of_run_on(struct str *title)
{
	struct str head = without_run_on(*title), key = STR("");

	if (head.n != title->n)
		key = key_of(head, true);
	*title = key.n != 0 ? head : *title;
	return key;
}

/* What a line is as a heading. */
struct look {
	unsigned depth; /* 0: it is none */
	size_t number;  /* its length; the title follows */
	size_t title;   /* and its length */
	struct str key;
};

static struct memo looks = { .size = sizeof(struct look) };

/* A title without what it says in brackets at its end, of its type face or where
 * the text is. */
static struct str
without_note(struct str title)
{
	return str_slice(title, 0, str_find(title, STR("("), 0));
}

/* True for a line whose number is lost, or that ends as the items of a list do. */
static bool
is_item(struct str line)
{
	return str_starts(line, STR("、")) || str_ends(line, STR(";"));
}

/* A numbered line is a heading when it is short (unless its number is lost), and
 * when its first sentence names a section, or ends one of the same depth, even if
 * text follows it; a line without a number, or with one without a mark, when all
 * of it is the name of a section. */
static void
look_at(struct str line, bool whole, struct look *look)
{
	struct str title, key;
	unsigned depth;
	size_t number;

	depth = depth_of(line, &number);
	if (depth == 0 && !whole)
		return;
	if (depth == 0)
		number = bare_number(line);
	title = str_slice(line, number, line.n);
	while (str_ends(title, STR(":")) || str_ends(title, STR("?")))
		title.n--; /* ? may be what a page lost */
	key = depth != 0 ? key_of_run_on(&title) : STR("");
	if (key.n == 0)
		key = key_of(title, depth == 0);
	if (key.n == 0 && str_ends(title, STR(")")))
		key = key_of(without_note(title), depth == 0);
	if (key.n == 0 && depth != 0) {
		key = key_of(without_text(title), depth > 2);
		title = key.n != 0 ? without_text(title) : title;
	}
	if (key.n == 0 && depth == 1 && whole)
		key = damaged_key(title);
	if (key.n == 0 && (depth == 0 || is_item(line) ||
	    (!whole && (depth == 1 || line.n > RUN_IN))))
		return;
	*look = (struct look){ depth != 0 ? depth : 1, number, title.n, key };
}

static void
look(struct page *p, struct piece *piece)
{
	bool whole, found = false;
	struct str line = first_sentence(piece->folded, &whole);
	struct look own = { .depth = 0 }, *l = &own;
	bool cut = line.n > LONGEST; /* a long sentence: only its start */

	line = cut ? without_text(line) : line;
	line = line.n > LONGEST ? without_run_on(line) : line;
	if (line.n == 0 || line.n > LONGEST)
		return;
	whole &= !cut;
	memo_trim(&looks);
	if (whole)
		l = memo_find(&looks, line, &found);
	if (!found)
		look_at(line, whole, l);
	if (l->depth == 0 || (cut && l->key.n == 0))
		return;
	piece->head = pool_take(&p->pool, sizeof *piece->head);
	*piece->head = (struct head){ l->depth, str_slice(line, 0, l->number),
	    l->key, str_slice(line, l->number, l->number + l->title) };
}

/* True for the heading of a section, numbered as one of the first depth. */
static bool
names_section(struct str line)
{
	size_t number;

	return depth_of(line, &number) == 1 &&
	    key_of(str_slice(line, number, line.n), false).n != 0;
}

/* Cuts a heading off the end of the line before it. */
static bool
cut_glued(struct page *p, size_t i)
{
	struct rx_match m;
	struct piece *piece = &p->piece[i];
	size_t at;

	if (str_ends(piece->folded, STR("。")) ||
	    !str_has(piece->folded, STR("、")) ||
	    rx_find(glued, piece->folded, 0, &m) != RX_FOUND)
		return false;
	at = (size_t)(m.group[0].p - piece->folded.p) + m.group[0].n;
	/* Only what names a section: lists end in such items as well. */
	if (!names_section(str_slice(piece->folded, at, piece->folded.n)))
		return false;
	return page_cut(p, i, page_unfold(piece, at));
}

/* True for a section whose parts name no other: 存在的问题: （一）主动公开方面. */
static bool
has_own_parts(struct str section)
{
	for (size_t i = 0; i < sections.rows; i++)
		if (str_eq(sections.row[i].cell[KEY], section))
			return sections.row[i].cell[PARTS].n != 0;
	return false;
}

/* The section that a heading begins, below one in the section `above`. */
static struct str
begin_section(struct head *head, struct str above)
{
	if (head->depth > 1 && has_own_parts(above))
		head->key = STR("");
	return head->depth == 1 || head->key.n != 0 ? head->key : above;
}

size_t
heading_find(struct page *p, size_t from, size_t to)
{
	struct str open[DEPTHS + 1]; /* the section at each depth */
	struct str last = STR("");   /* the line before */
	unsigned depth = 0;

	for (int k = 0; k <= DEPTHS; k++)
		open[k] = STR("");

	for (size_t i = from; i < to; i++) {
		struct piece *piece = &p->piece[i];

		if (piece->kind == PIECE_TEXT) {
			if (cut_glued(p, i)) {
				to++;
				piece = &p->piece[i];
			}
			look(p, piece);
			/* The last item of a list: 2.人事信息4条; 3.其他5条. */
			if (piece->head != NULL && piece->head->key.n == 0 &&
			    str_ends(last, STR(";")))
				piece->head = NULL;
			last = piece->folded;
			if (piece->head != NULL) {
				depth = piece->head->depth;
				open[depth] = begin_section(piece->head,
				    open[depth - 1]);
				for (unsigned k = depth + 1; k <= DEPTHS; k++)
					open[k] = open[depth];
			}
		}
		piece->section = open[depth];
	}
	return to;
}

bool
heading_names_section(struct str folded)
{
	return folded.n <= LONGEST && names_section(folded);
}

void
heading_write(const struct page *p, const struct piece *piece)
{
	static struct rec w;

	rec_make(&w, REC_HEAD, p->doc, page_field(piece, F_LINE));
	rec_number(&w, HEAD_REPORT, piece->report);
	rec_number(&w, HEAD_DEPTH, piece->head->depth);
	w.f[HEAD_NUMBER] = piece->head->number;
	w.f[HEAD_KEY] = piece->head->key;
	w.f[HEAD_TITLE] = piece->head->title;
	records_write(&w);
}
