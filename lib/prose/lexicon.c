#include <stdlib.h>

#include "core/ascii.h"
#include "core/die.h"
#include "core/memo.h"
#include "core/utf8.h"
#include "domain/fold.h"
#include "prose/lexicon.h"

enum { CLASS, ROLE, WORDS };

/* Bytes of the name of an agency, and of an account that stands behind 微信公众号. */
enum { NAME_LONGEST = 45, TITLE_LONGEST = 24 };

enum role { PLAIN, VERB, ETC, PART, OF, KIND, NAME, OFFICE };
static const char *const roles[] = { "", "verb", "etc", "part", "of", "kind", "name",
	"office", NULL };

static struct tab table;
static struct str names[LEXICON_CLASSES];
static size_t n_names;

static struct word {
	struct str text; /* folded */
	struct classes says;
	enum role role;
	size_t row;
	const struct word *stem; /* the longest other word that it begins with */
} *words; /* in the order of their bytes */
static size_t n_words, word_cap;

static struct memo met = { .size = sizeof(struct gist) };

static const struct classes nothing;
static const struct word a_mark = { .text = { "#", 1 } }; /* says nothing */
static const struct word a_head_count = { .text = { "#个", 4 } }; /* before 人 */

/* Loading */

static size_t
find_class(struct str name)
{
	size_t i = 0;

	while (i < n_names && !str_eq(names[i], name))
		i++;
	return i;
}

/* The classes that a row gives to its words. */
static struct classes
classes_of(size_t row)
{
	struct classes set = nothing;
	struct str list = table.row[row].cell[CLASS], one;
	size_t i;

	if (str_eq(list, STR("-")))
		return set;
	while (str_split(&list, ' ', &one)) {
		i = find_class(one);
		if (i == LEXICON_CLASSES)
			tab_wrong(&table, row, "more than %d classes",
			    LEXICON_CLASSES);
		if (i == n_names)
			names[n_names++] = one;
		scan_put(set.word, i);
	}
	return set;
}

/* Digits stand for any number that is no value, as 12345 in 12345热线. */
static struct str
mark_digits(struct str s)
{
	struct buf marked = { NULL, 0, 0 }; /* stays */

	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_digit(s.p[i]))
			buf_byte(&marked, s.p[i]);
		else if (i == 0 || !ascii_is_digit(s.p[i - 1]))
			buf_byte(&marked, '@');
	return buf_str(&marked);
}

static void
load_row(size_t row)
{
	struct word word = { .row = row, .says = classes_of(row),
		.role = tab_choice(&table, row, ROLE, roles, "no such role") };
	struct str list = mark_digits(fold_copy(table.row[row].cell[WORDS]));

	while (list.n != 0 && str_split(&list, '|', &word.text)) {
		if (word.text.n == 0)
			tab_wrong(&table, row, "an empty word");
		words = xgrow(words, n_words, &word_cap, sizeof *words);
		words[n_words++] = word;
	}
}

static int
by_text(const void *a, const void *b)
{
	return str_cmp(((const struct word *)a)->text,
	    ((const struct word *)b)->text);
}

/* The last word that is not behind the text in their order. */
static const struct word *
last_up_to(struct str s)
{
	size_t low = 0, high = n_words, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (str_cmp(words[mid].text, s) <= 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low > 0 ? &words[low - 1] : NULL;
}

/* The longest word that the text begins with, w being the last that is not behind the
 * text.  All words between that one and the text, in their order, begin with it. */
static const struct word *
stem_of(struct str s, const struct word *w)
{
	while (w != NULL && !str_starts(s, w->text))
		w = w->stem;
	return w;
}

static const struct word *
longest(struct str s)
{
	return stem_of(s, last_up_to(s));
}

/* Two spellings that folding makes one are one word, if they say the same. */
static void
link_words(void)
{
	const struct word *before;

	qsort(words, n_words, sizeof *words, by_text);
	for (size_t i = 1; i < n_words; i++) {
		before = &words[i - 1];
		if (str_eq(words[i].text, before->text) &&
		    memcmp(&words[i].says, &before->says, sizeof before->says) != 0)
			tab_wrong(&table, words[i].row, "%.*s is in two rows",
			    (int)before->text.n, before->text.p);
		words[i].stem = stem_of(words[i].text, before);
	}
}

void
lexicon_load(const char *folder)
{
	tab_load(&table, folder, "words.tsv", "class role words");
	for (size_t i = 0; i < table.rows; i++)
		load_row(i);
	link_words();
}

bool
lexicon_class(struct str name, struct classes *set)
{
	size_t i = find_class(name);

	if (i == n_names)
		return false;
	scan_put(set->word, i);
	return true;
}

/* Reading */

/* A clause while it is read. */
struct clause {
	struct gist gist;
	struct classes parts;   /* said by words that may be part of a name */
	struct classes bare;    /* the same, before words of role OF */
	const struct word *last;
	size_t unknown;         /* where words end that are known: */
	bool open, behind_name; /* there is such a place, behind a NAME */
	bool lost;              /* what is behind it was no name */
};

static void
pass_unknown(struct clause *c, size_t at)
{
	if (c->open)
		return;
	c->open = true;
	c->unknown = at;
	c->behind_name = c->last != NULL && c->last->role == NAME;
}

/* True for a role whose words may be part of a name. */
static bool
is_part(enum role role)
{
	return role >= PART && role <= KIND;
}

/* 物资 in 物资采购 only says what the kind of things is of. */
static void
join_kind(struct clause *c, const struct word *w)
{
	const bool behind = c->last != NULL && c->last->role == OF;

	if (w->role == OF && !behind)
		c->bare = c->parts;
	else if (w->role == KIND && behind)
		c->parts = c->bare;
}

static bool
says_something(const struct word *w)
{
	return !classes_hold(nothing, w->says);
}

/* What is not known may be a name: 青禾 in 青禾镇, 河长说 behind 微信公众号.  No name goes
 * on over 工作人员 or another word that says something, nor over a number: 规章5部. */
static void
pass_word(struct clause *c, const struct word *w, size_t at)
{
	size_t most = w->role >= NAME ? NAME_LONGEST :
	    c->behind_name ? TITLE_LONGEST : 0;

	if (c->open && !c->lost && at - c->unknown <= most) {
		c->open = false;
		c->parts = nothing;
	}
	c->lost |= c->open && w->role < PART && says_something(w);
	join_kind(c, w);
	c->parts = w->role == OFFICE ? nothing : classes_or(c->parts, w->says);
	if (!is_part(w->role) && classes_meet(c->parts, w->says)) {
		/* It says something itself: no name goes on behind it. */
		c->gist.says = classes_or(c->gist.says, c->parts);
		c->parts = nothing;
	}
	c->last = w;
}

/* At a number: what stands before it is no part of a name. */
static void
end_name(struct clause *c)
{
	c->lost |= c->open;
	c->gist.says = classes_or(c->gist.says, c->parts);
	c->parts = nothing;
}

/* A verb, and whether a list has begun behind it. */
struct list {
	struct clause before;
	bool may, is;
};

/* What is listed between a verb and 等 are examples of what is counted, be it a verb as
 * well (公开通知、公示等): only 等 says something, and the name of what they are examples
 * of (公开低保、救灾等民生信息). */
static void
pass_list(struct list *l, struct clause *c, const struct word *w, struct str behind)
{
	static const char *const goes_on[] = { "、", "等", NULL };
	static const char *const at_large[] = { "信息", "内容", "情况", "文件", "资料",
		"材料", "#", NULL };

	if (w->role == VERB && !(l->is && str_starts_any(behind, goes_on)))
		*l = (struct list){ *c, true, false };
	else if (str_eq(w->text, STR("、")))
		l->is = l->may;
	else if (l->is && (w->role == ETC || (str_eq(w->text, STR("等")) &&
	    !str_starts_any(behind, at_large)))) {
		*c = l->before;
		c->gist.says = classes_or(c->gist.says, w->says);
		l->is = false;
	}
}

/* 个人 is a person, but 3个人 are three people. */
static const struct word *
mark_at(struct str s)
{
	return str_starts(s, STR("#个人")) ? &a_head_count : &a_mark;
}

static struct gist
read_clause(struct str s)
{
	struct clause c = { 0 };
	struct list l = { 0 };
	const struct word *w;

	for (size_t i = 0; i < s.n; i += w != NULL ? w->text.n :
	    utf8_length(s.p[i])) {
		w = s.p[i] == '#' ? mark_at(str_slice(s, i, s.n)) :
		    longest(str_slice(s, i, s.n));
		if (w == NULL && s.p[i] == '@')
			w = &a_mark;
		if (w == NULL) {
			pass_unknown(&c, i);
			continue;
		}
		if (s.p[i] == '#')
			end_name(&c);
		pass_word(&c, w->role == ETC ? &a_mark : w, i);
		pass_list(&l, &c, w, str_slice(s, i + w->text.n, s.n));
	}
	c.gist.says = classes_or(c.gist.says, c.parts);
	c.gist.known = !c.open;
	return c.gist;
}

struct gist
lexicon_gist(struct str clause)
{
	bool found;
	struct gist *g = memo_find(&met, clause, &found);

	if (!found)
		*g = read_clause(clause);
	return *g;
}

size_t
lexicon_says(struct str prefix, struct str clause)
{
	const struct classes says = lexicon_gist(clause).says;
	size_t n = 0;

	for (size_t i = 0; i < n_names; i++)
		n += str_starts(names[i], prefix) && scan_has(says.word, i);
	return n;
}

void
lexicon_trim(void)
{
	memo_trim(&met);
}
