#include "core/date.h"
#include "core/die.h"
#include "core/memo.h"
#include "core/utf8.h"
#include "domain/fold.h"
#include "domain/value.h"
#include "segment/cells.h"

enum {
	LINE_LONGEST = 300,  /* folded bytes of a line without pipes and tabs */
	LABEL_LONGEST = 200, /* bytes of a label, and the joints that it has at */
	LABEL_JOINTS = 6,    /* most: （区分处理的，只计这一情形，不计其他情形） */
	JOINED_LEAST = 3     /* cells of a row whose label is not known */
};

/* What the text of a cell is; most cells recur. */
struct kind {
	const struct form_hits *hits;
	bool value;
	bool label; /* cells_label() */
};

static struct memo kinds = { .size = sizeof(struct kind) };

/* The labels of a text; there are as many such sets as forms have labels. */
static struct memo sets = { .size = sizeof(struct form_hits) };
static size_t has_cells; /* the question whether a line without pipes has some */

/* What joins cells, and the bytes with which that begins. */
static const char *const marks[] = { "\t", "|", " ", NULL };
static const char *const commas[] = { "　", "；", ";", "，", ",", "、", NULL };
enum { MARK = 1, COMMA = 2 };
static unsigned char begins[256];

static void
note_first_bytes(const char *const *joints, unsigned char what)
{
	for (; *joints != NULL; joints++)
		begins[(unsigned char)**joints] |= what;
}

void
cells_load(void)
{
	has_cells = rows_question();
	note_first_bytes(marks, MARK);
	note_first_bytes(commas, COMMA);
}

/* False when a bracket of the folded text is still open: it goes on. */
static bool
is_closed(struct str folded)
{
	int open = 0;

	for (size_t i = 0; i < folded.n; i++)
		open += (folded.p[i] == '(') - (folded.p[i] == ')');
	return open <= 0;
}

/* The folded label of a column that names a year, as one of this year: 本年度 for
 * 2009年度; else the text as it is. */
static struct str
of_this_year(struct str folded)
{
	static struct buf b;

	if (folded.n < 4 || date_year(str_slice(folded, 0, 4)) == 0 ||
	    !str_starts(str_slice(folded, 4, folded.n), STR("年")))
		return folded; /* most */
	return buf_join(&b, STR("本年"),
	    str_slice(folded, 4 + strlen("年"), folded.n));
}

static const struct form_hits *
find_hits(struct str folded)
{
	struct form_hits hits, *kept;
	bool found;

	form_find(of_this_year(folded), &hits);
	kept = memo_find(&sets, (struct str){ (const char *)hits.row,
	    (size_t)hits.n * sizeof *hits.row }, &found);
	if (!found)
		*kept = hits;
	return kept;
}

static const struct kind *
kind_of(struct str text)
{
	static struct buf folded;
	static struct kind own;
	struct kind *kind = &own;
	bool found = false;

	memo_trim(&kinds);
	if (text.n <= LINE_LONGEST)
		kind = memo_find(&kinds, text, &found);
	if (!found) {
		folded.n = 0;
		fold_put(text, &folded);
		kind->hits = find_hits(buf_str(&folded));
		kind->value = value_is_cell(buf_str(&folded)) ||
		    value_is_unit(buf_str(&folded));
		kind->label = kind->hits->n != 0 && is_closed(buf_str(&folded));
	}
	return kind;
}

void
cells_put(struct cells *c, const struct cell *v, size_t n)
{
	for (; n > 0; n--) {
		c->v = xgrow(c->v, c->n, &c->cap, sizeof *c->v);
		c->v[c->n++] = *v++;
	}
}

/* A cell without what a converter adds to it: **, which Markdown prints bold, and words
 * for a blank one, as tables in Python have them. */
static struct str
undressed(struct str text)
{
	static const char *const blanks[] = { "NaN", "nan", "None", "null", NULL };
	static const struct str bold = { "**", 2 };

	text = str_trim(text);
	if (text.n == 0 || strchr("*NnU", *text.p) == NULL)
		return text; /* most */
	if (text.n > 2 * bold.n && str_starts(text, bold) && str_ends(text, bold))
		text = str_trim(str_slice(text, bold.n, text.n - bold.n));
	if (str_starts(text, STR("Unnamed: ")) ||
	    (str_starts_any(text, blanks) && str_ends_any(text, blanks)))
		return STR("");
	return text;
}

void
cells_add(struct cells *c, struct str text)
{
	const struct kind *kind;

	text = undressed(text);
	kind = kind_of(text);
	cells_put(c, &(struct cell){ text, kind->hits, kind->value }, 1);
}

static void
split_at(struct cells *c, struct str text, char sep)
{
	struct str cell;

	c->n = 0;
	while (str_split(&text, sep, &cell))
		cells_add(c, cell);
}

/* Where the cell at the start of the text ends: a label has commas of its own. */
static size_t
cell_end(struct str text, struct str joint)
{
	size_t first = str_find(text, joint, 0), end = first, at = first;

	/* A number is a value; one of 一、 and the like is the label's. */
	if (kind_of(str_slice(text, 0, first))->value &&
	    (first == 0 || (unsigned char)text.p[0] < 0x80 ||
	    !str_eq(joint, STR("、"))))
		return first;
	for (int i = 0; i < LABEL_JOINTS && at <= LABEL_LONGEST; i++) {
		if (kind_of(str_slice(text, 0, at))->label)
			end = at;
		if (at == text.n)
			break;
		at = str_find(text, joint, at + joint.n);
	}
	return end;
}

static void
split_joined(struct cells *c, struct str text, struct str joint)
{
	size_t end;

	c->n = 0;
	for (;;) {
		end = cell_end(text, joint);
		if (!str_eq(joint, STR(" ")) || end != 0)
			cells_add(c, str_slice(text, 0, end));
		if (end == text.n)
			return;
		text = str_slice(text, end + joint.n, text.n);
	}
}

/* Tries one joint after the other. */
static bool
find_joint(struct cells *c, struct str text, const char *const *joints,
    bool (*are)(const struct cells *c, struct str joint), struct str *joint)
{
	for (; *joints != NULL; joints++) {
		*joint = str_of(*joints);
		if (!str_has(text, *joint))
			continue;
		split_joined(c, text, *joint);
		if (are(c, *joint))
			return true;
	}
	return false;
}

bool
cells_begins_joint(struct str s)
{
	unsigned char what = s.n != 0 ? begins[(unsigned char)*s.p] : 0;

	return ((what & MARK) != 0 && str_starts_any(s, marks)) ||
	    ((what & COMMA) != 0 && str_starts_any(s, commas));
}

/* False for a text without commas: most short lines have not even their bytes. */
static bool
may_have_commas(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((begins[(unsigned char)text.p[i]] & COMMA) != 0)
			return true;
	return false;
}

bool
cells_joint(struct cells *c, struct str text,
    bool (*are)(const struct cells *c, struct str joint), struct str *joint)
{
	return find_joint(c, text, marks, are, joint) ||
	    find_joint(c, text, commas, are, joint);
}

static const struct str wide = { "　", 3 }; /* U+3000 */
static const struct str hard = { "\xC2\xA0", 2 }; /* U+00A0 */

/* A wide blank behind the last gap is a cell; one before the first is an
 * indent. */
static struct str
without_indent(struct str text)
{
	while (str_ends(text, STR(" ")) || str_ends(text, hard))
		text.n -= str_ends(text, hard) ? hard.n : 1;
	return str_slice(text, (size_t)(str_trim(text).p - text.p), text.n);
}

/* Length of the run of blanks at i, all ASCII or all wide, that parts two
 * cells; 0 when it does not.  A wide blank alone is a blank cell. */
static size_t
gap(struct str text, size_t i, size_t least)
{
	struct str rest = str_slice(text, i, text.n);
	size_t run = 0, blanks = 0;

	if (str_starts(rest, wide)) {
		while (str_starts(str_slice(rest, run, rest.n), wide)) {
			run += wide.n;
			blanks++;
		}
		return blanks >= 2 && blanks >= least ? run : 0;
	}
	while (run < rest.n && (rest.p[run] == ' ' ||
	    str_starts(str_slice(rest, run, rest.n), hard))) {
		run += rest.p[run] == ' ' ? 1 : hard.n;
		blanks++;
	}
	return blanks >= least ? run : 0;
}

/* Splits at every run of at least so many blanks. */
static void
split_blanks(struct cells *c, struct str text, size_t least)
{
	size_t from = 0, i = 0, run;

	c->n = 0;
	while (i < text.n) {
		run = gap(text, i, least);
		if (run == 0) {
			i += utf8_length(text.p[i]);
			continue;
		}
		cells_add(c, str_slice(text, from, i));
		from = i += run;
	}
	cells_add(c, str_slice(text, from, text.n));
}

/* How many cells are labels, or have a value. */
size_t
cells_count(const struct cells *c, bool values)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++)
		n += values ? c->v[i].value && c->v[i].text.n != 0 :
		    c->v[i].hits->n != 0;
	return n;
}

static size_t
filled(const struct cells *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++)
		n += c->v[i].text.n != 0;
	return n;
}

/* True when the first cells are text (at least `least`; before it may stand the
 * number of the row), all others values, at least one. */
static bool
is_label_and_values(const struct cells *c, size_t least)
{
	size_t number = c->n > 1 && c->v[0].value &&
	    c->v[1].hits->n != 0, i = number;

	while (i < c->n && !c->v[i].value)
		i++;
	if (i - number < least || i == c->n)
		return false;
	for (; i < c->n; i++)
		if (!c->v[i].value)
			return false;
	return true;
}

bool
cells_label(struct str text, const struct form_hits **hits)
{
	const struct kind *kind = kind_of(text);

	if (hits != NULL)
		*hits = kind->hits;
	return kind->label;
}

/* True when the cells are labels, or the first ones are and values follow. */
static bool
are_labels(const struct cells *c)
{
	size_t labels = cells_count(c, false);

	return c->n > 1 && (labels == c->n ||
	    (labels != 0 && is_label_and_values(c, 1)));
}

/* Whether cells are a row or a header, of which some may not be known. */
static bool
are_joined(const struct cells *c, struct str joint)
{
	size_t labels = cells_count(c, false), values = cells_count(c, true);
	size_t blanks = c->n - filled(c);

	(void)joint;
	return are_labels(c) || (labels > 1 && labels * 2 >= c->n - blanks) ||
	    (labels == 1 && c->n >= JOINED_LEAST && blanks + 1 == c->n) ||
	    (c->n >= JOINED_LEAST && values != 0 && (is_label_and_values(c, 0) ||
	    (labels != 0 && labels + values + blanks + 1 >= c->n)));
}

/* A label to which its values are glued, of which nothing parts them: one number
 * with its unit is a sentence's. */
static bool
look_at_glued(struct cells *c, struct str text)
{
	static const char glue[] = "０１２３４５６７８９—无件条次人元个份篇万";
	size_t at = text.n, from;
	uint32_t last = 0;

	for (; at > 0; at = from) {
		from = at - 1;
		while (from > 0 && utf8_is_trail(text.p[from]))
			from--;
		if (at == text.n)
			utf8_get(text.p + from, &last);
		if (at - from == 1 ? strchr("0123456789/-,. ", text.p[from]) == NULL :
		    !str_has(STR(glue), str_slice(text, from, at)))
			break;
	}
	if (at == text.n || !cells_label(str_slice(text, 0, at), NULL))
		return false;
	c->n = 0;
	cells_add(c, str_slice(text, 0, at));
	cells_add(c, str_slice(text, at, text.n));
	if (c->v[1].value && utf8_is_ideograph(last))
		return false;
	c->v[1].value = true;
	return true;
}

/* Takes the cells of a line that has no pipes. */
static enum line_kind
look_at_plain(struct cells *c, struct str text, struct str folded)
{
	struct str joint;
	bool one; /* there are no blanks, so there is one cell */

	if (str_byte(text, '\t', 0) < text.n) {
		split_at(c, text, '\t');
		if (cells_count(c, false) != 0 || is_label_and_values(c, 0) ||
		    cells_count(c, true) >= JOINED_LEAST)
			return LINE_TABS;
	}
	text = without_indent(text);
	one = str_byte(text, ' ', 0) == text.n && !str_has(text, wide) &&
	    !str_has(text, hard);
	if (!one) {
		split_blanks(c, text, 2);
		if (are_labels(c))
			return LINE_SPACED;
	}
	c->n = 0;
	cells_add(c, text);
	if ((c->v[0].hits->n != 0 && is_closed(folded)) || c->v[0].value)
		return LINE_CELL;
	if (!one) {
		split_blanks(c, text, 1);
		if (are_labels(c))
			return LINE_SPACED;
		if (c->n > 1 && is_label_and_values(c, 0))
			return c->v[0].value ? LINE_VALUES : LINE_SPACED;
		if (is_closed(folded) && are_joined(c, STR(" ")))
			return LINE_SPACED;
	}
	if (may_have_commas(text) && is_closed(folded) &&
	    find_joint(c, text, commas, are_joined, &joint))
		return c->v[0].value && cells_count(c, false) == 0 ?
		    LINE_VALUES : LINE_TABS;
	return look_at_glued(c, text) ? LINE_SPACED : LINE_OTHER;
}

bool
cells_page_number(struct str folded)
{
	size_t i = 1;

	while (i < folded.n && folded.p[i] >= '0' && folded.p[i] <= '9')
		i++;
	return folded.n >= 3 && folded.p[0] == '-' && i == folded.n - 1 &&
	    folded.p[i] == '-';
}

bool
cells_rule(struct str text)
{
	size_t run = 0, rules = 0;
	bool colon = false;

	for (size_t i = 0; i <= text.n; i++) {
		if (i == text.n || memchr("|+ ", text.p[i], 3) != NULL) {
			if ((run != 0 || colon) && run < (colon ? 1 : 3))
				return false;
			rules += run != 0;
			run = 0;
			colon = false;
		} else if (text.p[i] == '-' || text.p[i] == '=') {
			run++;
		} else if (text.p[i] == ':') {
			colon = true;
		} else {
			return false;
		}
	}
	return rules != 0;
}

enum { FILL_LEAST = 2 /* pipes behind a line that fill it up for certain */ };

/* A line without the pipes at its end. */
static struct str
before_fill(struct str text)
{
	while (str_ends(text, STR("|")))
		text.n--;
	return text;
}

bool
cells_pipes(struct str text, struct pipes *pipes)
{
	struct str cells = before_fill(text);

	for (size_t i = 1; i < cells.n; i++)
		if (cells.p[i] == '|' && cells.p[i - 1] != ' ')
			return false;
	if (cells.n != 0 && !str_ends(cells, STR(" ")) && cells.n != text.n)
		return false;
	if (text.n - cells.n >= FILL_LEAST) {
		pipes->filled = true;
		pipes->ended |= str_ends(cells, STR("| "));
	}
	return true;
}

/* The cells of a line that is filled up with pipes. */
static struct str
filled_cells(struct str text, bool ended)
{
	struct str cells = before_fill(text);

	if (ended && str_ends(cells, STR("| ")))
		cells.n -= 2;
	return cells;
}

/* What a line of text is that may have cells. */
static enum line_kind
look_at_line(struct cells *c, const struct piece *piece,
    const struct pipes *pipes)
{
	struct str text = str_trim(piece->plain);
	bool bars = true;

	if (str_has(piece->folded, STR("。")) || cells_page_number(piece->folded))
		return LINE_OTHER;
	if (cells_rule(text) && (memchr(text.p, '|', text.n) != NULL ||
	    memchr(text.p, '+', text.n) != NULL))
		return LINE_RULE;
	if (memchr(text.p, '|', text.n) == NULL)
		return piece->folded.n > LINE_LONGEST &&
		    memchr(text.p, '\t', text.n) == NULL ? LINE_OTHER :
		    look_at_plain(c, piece->plain, piece->folded);
	if (str_has(piece->folded, STR("》")) &&
	    !str_has(piece->folded, STR("《")))
		return LINE_OTHER; /* a breadcrumb */
	for (size_t i = 0; i < text.n; i++)
		bars &= text.p[i] == '|' || text.p[i] == ' ';
	if (pipes->bordered && str_starts(text, STR("|")) && !bars)
		text = str_slice(text, 1, text.n -
		    (pipes->closed && str_ends(text, STR("|"))));
	if (pipes->filled && !bars && (pipes->ended || piece != pipes->last ||
	    str_ends(text, STR("||"))))
		text = filled_cells(piece->plain, pipes->ended);
	split_at(c, text, '|');
	if (bars || filled(c) == 0) /* also with wide blanks or tabs between them */
		return LINE_BARS;
	if (filled(c) > 1)
		return LINE_PIPES;
	while (c->v[c->lead].text.n == 0)
		c->lead++;
	c->v[0] = c->v[c->lead];
	return LINE_CELL;
}

bool
cells_can_be(const struct piece *piece)
{
	return piece->kind == PIECE_TEXT && piece->head == NULL &&
	    rows_is_open(piece->may, has_cells);
}

enum line_kind
cells_look(struct cells *c, const struct piece *piece,
    const struct pipes *pipes)
{
	enum line_kind kind;

	c->n = c->lead = 0;
	if (!cells_can_be(piece))
		return LINE_OTHER;
	kind = look_at_line(c, piece, pipes);
	if (kind == LINE_OTHER) /* whatever the pipes of other lines */
		rows_close(piece->may, has_cells);
	return kind;
}
