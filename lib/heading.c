#include "die.h"
#include "fold.h"
#include "heading.h"
#include "rx.h"
#include "tab.h"

enum { KEY, DEPTH, TITLE, PHRASES };
enum { DEPTHS = 4, LONGEST = 150 }; /* bytes of a heading, 50 characters */

static struct tab sections;
static struct rx *numbering[DEPTHS], *glued;

/* How a heading is numbered says how deep it is. */
static const char *const styles[DEPTHS] = {
	"^(?:[一二三四五六七八九十]{1,3}[、.,:]|第[一二三四五六七八九十]{1,3}部分:?)",
	"^\\([一二三四五六七八九十]{1,3}\\)[、.]?",
	"^(?:\\d{1,2}[、.](?!\\d)|\\(\\d{1,2}\\))",
	"^(?:[①-⑳]|\\d{1,2}\\))",
};

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

void
heading_load(const char *folder)
{
	struct str depth;

	tab_load(&sections, folder, "sections.tsv", "key depth title phrases");
	for (size_t i = 0; i < sections.rows; i++) {
		depth = sections.row[i].cell[DEPTH];
		if (depth.n != 1 || depth.p[0] < '1' || depth.p[0] > '2')
			tab_wrong(&sections, i, "depth: 1 or 2");
		sections.row[i].cell[PHRASES] =
		    fold_copy(sections.row[i].cell[PHRASES]);
	}
	for (int i = 0; i < DEPTHS; i++)
		numbering[i] = compile(styles[i]);
	glued = compile(glued_style);
}

/* True when a phrase of the row is the title, or begins or ends it (unless the
 * phrase, or the caller, wants all of it). */
static bool
says(size_t row, struct str title, bool all)
{
	struct str rest = sections.row[row].cell[PHRASES], phrase;
	bool exact;

	while (str_split(&rest, '|', &phrase)) {
		exact = str_starts(phrase, STR("="));
		phrase = str_slice(phrase, exact, phrase.n);
		if (all || exact ? str_eq(title, phrase) :
		    str_starts(title, phrase) || str_ends(title, phrase))
			return true;
	}
	return false;
}

static struct str
key_of(struct str title, bool all)
{
	for (size_t i = 0; i < sections.rows; i++)
		if (says(i, title, all))
			return sections.row[i].cell[KEY];
	return STR("");
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

/* A numbered line is a heading when it is short, and when its first sentence
 * names a section even if text follows it; a line without a number when all
 * of it is the name of a section. */
static void
look(struct piece *piece)
{
	struct rx_match m;
	bool whole;
	struct str line = first_sentence(piece->folded, &whole), title = line;
	unsigned depth = 0;
	struct str key;

	if (line.n == 0 || line.n > LONGEST)
		return;
	for (unsigned i = 0; i < DEPTHS && depth == 0; i++)
		if (rx_find(numbering[i], line, 0, &m) == RX_FOUND) {
			depth = i + 1;
			title = str_slice(line, m.group[0].n, line.n);
		}
	if (str_ends(title, STR(":")))
		title.n--;
	key = key_of(title, depth == 0);
	if (key.n == 0 ? depth == 0 || !whole : depth == 0 && !whole)
		return;
	piece->head.depth = depth != 0 ? depth : 1;
	piece->head.number = str_slice(line, 0, (size_t)(title.p - line.p));
	piece->head.title = title;
	piece->head.key = key;
}

/* Cuts a heading off the end of the line before it. */
static bool
cut_glued(struct page *p, size_t i)
{
	struct rx_match m;
	struct piece *piece = &p->piece[i];
	struct str title;
	size_t at;

	if (rx_find(glued, piece->folded, 0, &m) != RX_FOUND)
		return false;
	at = (size_t)(m.group[0].p - piece->folded.p) + m.group[0].n;
	title = str_slice(piece->folded, at, piece->folded.n);
	/* Only what names a section: lists end in such items as well. */
	if (rx_find(numbering[0], title, 0, &m) != RX_FOUND ||
	    key_of(str_slice(title, m.group[0].n, title.n), false).n == 0)
		return false;
	return page_cut(p, i, page_unfold(piece, at));
}

size_t
heading_find(struct page *p, size_t from, size_t to)
{
	struct str open[DEPTHS + 1]; /* the section at each depth */
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
			look(piece);
			if (piece->head.depth != 0) {
				depth = piece->head.depth;
				open[depth] = piece->head.key.n != 0 ||
				    depth == 1 ? piece->head.key :
				    open[depth - 1];
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
	struct rx_match m;

	return folded.n <= LONGEST &&
	    rx_find(numbering[0], folded, 0, &m) == RX_FOUND &&
	    key_of(str_slice(folded, m.group[0].n, folded.n), false).n != 0;
}

void
heading_write(const struct page *p, const struct piece *piece)
{
	static struct rec w;

	rec_make(&w, REC_HEAD, p->doc, piece->rec->f[F_LINE]);
	rec_number(&w, HEAD_REPORT, piece->report);
	rec_number(&w, HEAD_DEPTH, piece->head.depth);
	w.f[HEAD_NUMBER] = piece->head.number;
	w.f[HEAD_KEY] = piece->head.key;
	w.f[HEAD_TITLE] = piece->head.title;
	rec_write(&w);
}
