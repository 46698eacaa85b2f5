#include <string.h>

#include "core/utf8.h"
#include "prose/spread.h"

enum { NAMES = 12, UNIT_LONGEST = 24 /* bytes */ };

/* What may come next: 各 is often part of a word, such as 各类. */
static const char *const anything[] = { "", NULL };
static const char *const digits[] = { "#", NULL };
static const char *const verbs[] = { "#", "有#", "为#", "公开", "发布", "公布",
	"刊登", "刊发", "推送", "收到", "受理", "办理", "办结", "答复", "召开",
	"举办", "举行", "开展", "印发", "制发", "新增", "发生", NULL };

/* What stands between names and numbers, or those. */
static const struct word {
	struct str text;
	size_t keep; /* bytes of its end that every name gets */
	bool one;    /* one number is that of every name */
	const char *const *next; /* NULL: a zero, or numbers */
} words[] = {
	{ { "分别", 6 }, 0, false, anything }, { { "各", 3 }, 0, true, verbs },
	{ { "依次", 6 }, 0, false, anything },
	{ { "均为", 6 }, 3, true, digits }, { { "均是", 6 }, 3, true, digits },
	{ { "都为", 6 }, 3, true, digits }, { { "都是", 6 }, 3, true, digits },
	{ { "#", 1 }, 0, true, NULL },
};

/* Of which 复议、诉讼0件 has none, of either. */
static const char *const cases[] = { "复议", "诉讼", "应诉", "投诉", "举报", "申诉",
	"案件", "复议申请", NULL };

struct span { size_t from, to; };

/* A list in the marked text; places are bytes of it. */
struct list {
	struct span name[NAMES], number[NAMES]; /* a number with its unit */
	struct span kind, verb; /* what every name gets: 类信息, 为 */
	size_t names, numbers, to;
};

/* True for 及 in 涉及 and the like, at i. */
static bool
is_of_word(struct str s, size_t i)
{
	static const char *const ends[] = { "涉及", "提及", "普及", "危及", "波及", "触及",
		"顾及", "参与", "共和", "总和", NULL };
	static const char *const starts[] = { "和谐", "和解", "和平", "与会", NULL };

	return i + 3 <= s.n && (str_ends_any(str_slice(s, 0, i + 3), ends) ||
	    str_starts_any(str_slice(s, i, s.n), starts));
}

/* Length of what stands between two members of a list at i; 0: nothing does. */
static size_t
separator(struct str s, size_t i)
{
	static const struct str between[] = { { "、", 3 }, { "和", 3 },
		{ "以及", 6 }, { "及", 3 }, { "与", 3 } };

	for (size_t k = 0; k < sizeof between / sizeof *between; k++)
		if (str_starts(str_slice(s, i, s.n), between[k]))
			return is_of_word(s, i) ? 0 : between[k].n;
	return 0;
}

static bool
is_stop(struct str s, size_t i)
{
	return i >= s.n || memchr(",;:()!?#", s.p[i], 8) != NULL ||
	    str_starts(str_slice(s, i, s.n), STR("。"));
}

/* What ends the last name alone, and is meant of all: 检索、复制收费. */
static void
find_tail(struct str s, struct list *l)
{
	static const char *const tails[] = { "收费", "费用", "费", "申请", "咨询", NULL };
	struct span *last = &l->name[l->names - 1];
	struct str name = str_slice(s, last->from, last->to);

	for (size_t k = 0; tails[k] != NULL; k++) {
		if (!str_ends(name, str_of(tails[k])))
			continue;
		for (size_t i = 0; i + 1 < l->names; i++)
			if (str_ends(str_slice(s, 0, l->name[i].to), str_of(tails[k])))
				return;
		l->kind = (struct span){ last->to - str_of(tails[k]).n, last->to };
		last->to = l->kind.from;
		return;
	}
}

/* What the last name has behind the number of names, and all are: 等四类信息. */
static void
find_kind(struct str s, struct list *l)
{
	static const char *const numbers[] = { "两", "二", "三", "四", "五", "六", "七",
		"八", "九", "十", "各", NULL };
	static const char *const kinds[] = { "大类", "类", "种", "方面", NULL };
	struct span *last = &l->name[l->names - 1];

	l->kind = (struct span){ last->to, last->to };
	for (size_t i = last->from + 3; i + 3 < last->to; i += utf8_length(s.p[i]))
		if (str_starts_any(str_slice(s, i, last->to), numbers) &&
		    str_starts_any(str_slice(s, i + 3, last->to), kinds)) {
			l->kind.from = i + 3;
			last->to = str_ends(str_slice(s, 0, i), STR("等")) ? i - 3 : i;
			return;
		}
	find_tail(s, l);
}

/* The names of the clause that ends at `end`; false when it is no list. */
static bool
find_names(struct str s, size_t end, struct list *l)
{
	size_t from = end, skip;

	while (from > 0 && !is_stop(s, from - 1) &&
	    !str_ends(str_slice(s, 0, from), STR("。")))
		from--;
	l->names = 0;
	l->name[0].from = from;
	for (size_t i = from + utf8_length(s.p[from]); i < end && l->names < NAMES - 1; ) {
		skip = separator(s, i);
		if (skip == 0) {
			i += utf8_length(s.p[i]);
			continue;
		}
		l->name[l->names++].to = i;
		i += skip;
		l->name[l->names].from = i;
	}
	if (l->names == 0)
		return false;
	l->name[l->names++].to = end;
	find_kind(s, l);
	for (size_t i = 0; i < l->names; i++)
		if (l->name[i].from >= l->name[i].to)
			return false;
	return from == 0 || s.p[from - 1] != '#';
}

/* The numbers from i on, with nothing but separators between them. */
static void
find_numbers(struct str s, size_t i, struct list *l)
{
	size_t skip;

	for (l->numbers = 0; l->numbers < NAMES && i < s.n && s.p[i] == '#';
	     i += skip) {
		l->number[l->numbers].from = i++;
		while (!is_stop(s, i) && separator(s, i) == 0)
			i += utf8_length(s.p[i]);
		l->number[l->numbers].to = l->to = i;
		if (i - l->number[l->numbers++].from > UNIT_LONGEST)
			return;
		skip = separator(s, i);
		if (skip == 0 && str_starts(str_slice(s, i, s.n), STR(",#")))
			skip = 1;
	}
}

static bool
find_list(struct str s, size_t at, const struct word *w, struct list *l)
{
	size_t i = at + w->text.n;

	l->verb.from = i - w->keep;
	if (!str_starts_any(str_slice(s, i, s.n), w->next))
		return false;
	while (!is_stop(s, i))
		i++;
	l->verb.to = i;
	if (i >= s.n || s.p[i] != '#' || !find_names(s, at, l))
		return false;
	find_numbers(s, i, l);
	if (w->one && l->numbers != 0)
		l->to = l->number[0].to;
	return l->numbers != 0 && (w->one || l->numbers == l->names);
}

/* Leaves of the list what names cases: 有关信息公开的复议 is one name. */
static void
join_names(struct str s, struct list *l)
{
	size_t n = 0;

	for (size_t i = 1; i < l->names; i++)
		if (str_ends_any(str_slice(s, l->name[n].from, l->name[n].to), cases))
			l->name[++n] = l->name[i];
		else
			l->name[n].to = l->name[i].to;
	l->names = n + 1;
}

static bool
is_zero(const struct mark *mark)
{
	return mark->n.how == NUMERAL_EXACT && mark->n.value.n == 0;
}

/* A list of cases before a zero, which is the number of each. */
static bool
find_zero(const struct marks *m, size_t at, struct list *l)
{
	struct str s = buf_str(&m->text);
	const struct mark *mark = marks_at(m, at);

	if (mark == NULL || !is_zero(mark) || !find_names(s, at, l))
		return false;
	join_names(s, l);
	l->verb = (struct span){ at, at };
	find_numbers(s, at, l);
	return l->names > 1 && l->numbers == 1;
}

/* Where a name says what was done; its end when it does not. */
static size_t
find_verb(struct str s, struct span name)
{
	size_t i = name.from + 3;

	while (i < name.to && !str_starts_any(str_slice(s, i, name.to), verbs))
		i += utf8_length(s.p[i]);
	return i < name.to ? i : name.to;
}

/* What the last name alone says was done is of all: 网站、微博发布信息5条和3条. */
static void
share_verb(struct str s, struct list *l)
{
	struct span *last = &l->name[l->names - 1];

	for (size_t i = 0; i + 1 < l->names; i++)
		if (find_verb(s, l->name[i]) < l->name[i].to)
			return;
	l->kind = (struct span){ find_verb(s, *last), last->to };
	last->to = l->kind.from;
}

/* A list before as many numbers: 建议、提案办理结果12件和9件. */
static bool
find_pairs(const struct marks *m, size_t at, struct list *l)
{
	struct str s = buf_str(&m->text);

	find_numbers(s, at, l);
	if (l->numbers < 2 || !find_names(s, at, l) || l->names != l->numbers)
		return false;
	share_verb(s, l);
	l->verb = (struct span){ at, at };
	return true;
}

static void
copy(struct marks *out, const struct marks *m, struct span s)
{
	marks_copy(out, m, s.from, s.to);
}

/* Appends the list, each name with the verb and its number. */
static void
put_list(struct marks *out, const struct marks *m, const struct word *w,
    const struct list *l)
{
	struct span number;

	for (size_t i = 0; i < l->names; i++) {
		if (i != 0)
			marks_put(out, STR("、"), m->at[number.to]);
		number = l->number[w->one && l->numbers == 1 ? 0 : i];
		copy(out, m, l->name[i]);
		copy(out, m, l->kind);
		copy(out, m, l->verb);
		copy(out, m, number);
	}
}

/* Rewrites every list with this word in it; false when there is none. */
static bool
spread_word(struct marks *m, const struct word *w)
{
	static struct marks out;
	struct str s = buf_str(&m->text);
	struct list l;
	size_t done = 0;

	for (size_t at = str_find(s, w->text, 0); at < s.n;
	     at = str_find(s, w->text, at + w->text.n)) {
		if (w->next == NULL ? !find_zero(m, at, &l) && !find_pairs(m, at, &l) :
		    !find_list(s, at, w, &l))
			continue;
		if (l.name[0].from < done)
			continue;
		copy(&out, m, (struct span){ done, l.name[0].from });
		put_list(&out, m, w, &l);
		done = l.to;
	}
	if (done == 0)
		return false;
	copy(&out, m, (struct span){ done, s.n });
	marks_replace(m, &out);
	return true;
}

bool
spread(struct marks *m)
{
	bool any = false;

	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		any |= spread_word(m, &words[k]);
	return any;
}
