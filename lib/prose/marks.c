#include "core/die.h"
#include "core/utf8.h"
#include "prose/marks.h"

/* Bytes between 《 and 》: what is longer is no title; what is shorter, or a
 * gazette, a bulletin or a leaflet, is the name of a thing that the sentence speaks of, not a
 * quotation. */
enum { TITLE_LONGEST = 240, TITLE_SHORTEST = 18 };

static const char *const hotlines[] = { "114", "110", "12345", "12315", "12369", "12348",
	"12350", "12333" };

static bool
follows(struct str s, size_t at, struct str word)
{
	return str_starts(str_slice(s, at, s.n), word);
}

static bool
precedes(struct str s, size_t at, struct str word)
{
	return str_ends(str_slice(s, 0, at), word);
}

static bool
is_letter(struct str s, size_t i)
{
	return i < s.n && (s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z';
}

/* A number at the start of a clause with a dot, a 、 or a bracket behind it. */
static bool
is_list_marker(struct str s, const struct numeral *n)
{
	static const char *const starts[] = { "。", ";", ":", ",", "(", ")" };
	bool start = n->digits == 0;

	if (n->to - n->digits > 2)
		return false;
	if (follows(s, n->to, STR(".")) || (follows(s, n->to, STR(")")) &&
	    precedes(s, n->digits, STR("("))))
		return true;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		start |= precedes(s, n->digits, str_of(starts[i]));
	return start && (follows(s, n->to, STR("、")) || follows(s, n->to, STR(")")));
}

bool
marks_is_item(struct str s)
{
	static const char *const ends[] = { ".", "、", ")" };
	struct numeral n;
	size_t at = s.n > 0 && s.p[0] == '(';

	if (!numeral_next(str_slice(s, 0, at + 10), at, &n) || n.digits != at ||
	    n.to - at > (n.han ? 6 : 2))
		return false;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (follows(s, n.to, str_of(ends[i])))
			return true;
	return false;
}

/* 15个工作日, 3天: how long something took. */
static bool
is_duration(struct str s, const struct numeral *n)
{
	static const char *const units[] = { "个工作日", "工作日", "个月", "天",
		"个小时", "小时", "分钟", "周" };

	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (follows(s, n->to, str_of(units[i])))
			return true;
	return false;
}

/* True when what counts things stands at this byte. */
static bool
is_measure(struct str s, size_t at)
{
	return at < s.n && (s.p[at] == '%' ||
	    str_has(STR(MARKS_MEASURES), str_slice(s, at, at + 3))) &&
	    !follows(s, at, STR("部分"));
}

/* True when a line, or what is named after one, stands soon behind: 海关热线. */
static bool
names_line(struct str s, size_t at)
{
	enum { NAME = 18 /* bytes */ };
	static const char *const lines[] = { "热线", "平台", "专线", "客服", "网站", NULL };
	static const char *const units[] = { "元", "台", "平", "公", "亩", "吨", "米", "余", "多",
		"万", NULL };

	if (str_starts_any(str_slice(s, at, s.n), units))
		return false;
	for (size_t i = at; i < s.n && i <= at + NAME && (s.p[i] & 128) != 0;
	     i += utf8_length(s.p[i]))
		if (str_starts_any(str_slice(s, i, s.n), lines))
			return true;
	return false;
}

/* 12345, or another number of a service: 12360海关热线, 95598网站. */
static bool
is_hotline(struct str s, const struct numeral *n)
{
	static const char *const services[] = { "12", "95", "96", NULL };
	struct str digits = str_slice(s, n->digits, n->to);

	if (is_measure(s, n->to))
		return false;
	for (size_t i = 0; i < sizeof hotlines / sizeof *hotlines; i++)
		if (str_eq(digits, str_of(hotlines[i])))
			return true;
	return digits.n == 5 && str_starts_any(digits, services) &&
	    names_line(s, n->to);
}

bool
marks_has_numbers(struct str s)
{
	for (size_t i = 0; i < s.n; i += utf8_length(s.p[i]))
		if ((s.p[i] >= '0' && s.p[i] <= '9') ||
		    (numeral_ends_han(s, i) && (is_measure(s, i + 3) ||
		    (follows(s, i, STR("零")) && precedes(s, i, STR("为"))))))
			return true;
	return false;
}

/* 一件也未发生, 一件投诉都没有, 一件没有, behind 一. */
static bool
not_even(struct str s)
{
	static const char *const words[] = { "也没", "也无", "也未", "也不", "都没",
		"都无", "都未", "都不", NULL };
	static const char *const ends[] = { "没有,", "没有。", "没有;", NULL };
	enum { NOUN = 15 /* bytes */ };
	size_t i = 3;

	if (!is_measure(s, 0))
		return false;
	if (str_starts_any(str_slice(s, i, s.n), ends) ||
	    str_eq(str_slice(s, i, s.n), STR("没有")))
		return true;
	while (i <= NOUN && i < s.n && (s.p[i] & 128) != 0 &&
	    !str_starts_any(str_slice(s, i, s.n), words))
		i += utf8_length(s.p[i]);
	return i <= NOUN && str_starts_any(str_slice(s, i, s.n), words);
}

/* 无1件, 没有发生一起, 一件也没有: none of them. */
static bool
is_denied(struct str s, const struct numeral *n)
{
	static const char *const words[] = { "无", "没有", "未有", "未", "未曾", NULL };
	static const char *const verbs[] = { "收到", "接到", "受理", "发生", "出现",
		"产生", "发现", NULL };
	struct str before = str_slice(s, 0, n->digits);

	if (n->value.n != 1 || n->value.scale != 0)
		return false;
	if (not_even(str_slice(s, n->to, s.n)))
		return true;
	if (str_ends(before, STR("过")))
		before.n -= 3;
	if (str_ends_any(before, verbs))
		before.n -= 6;
	return str_ends_any(before, words);
}

/* 队伍 and the like, whose last character is a digit on cheques only. */
static bool
is_word(struct str s, const struct numeral *n)
{
	static const char *const words[] = { "队伍", "大陆", "内陆", "登陆", "着陆", "收拾",
		NULL };

	return n->han && str_ends_any(str_slice(s, 0, n->digits + 3), words);
}

/* 减免费用为零, at the end of a clause. */
static bool
is_zero(struct str s, const struct numeral *n)
{
	static const char *const ends[] = { ",", ";", ")", "。", NULL };

	return n->value.n == 0 && n->how == NUMERAL_EXACT &&
	    precedes(s, n->digits, STR("为")) && (n->to == s.n ||
	    str_starts_any(str_slice(s, n->to, s.n), ends));
}

/* 人大五次会议, 九届三次会议: which one it was. */
static bool
is_session(struct str s, const struct numeral *n)
{
	return n->han && follows(s, n->to, STR("次会议")) &&
	    (precedes(s, n->digits, STR("人大")) || precedes(s, n->digits, STR("政协")) ||
	    precedes(s, n->digits, STR("届")));
}

/* 7-9月: the first month of several.  1-12月 is the year. */
static bool
is_month(struct str s, const struct numeral *n)
{
	struct numeral last;

	return follows(s, n->to, STR("-")) && n->to - n->digits <= 2 &&
	    numeral_next(str_slice(s, 0, n->to + 3), n->to + 1, &last) &&
	    follows(s, last.to, STR("月")) && (n->value.n != 1 || last.value.n != 12);
}

/* What a number is; false for Han digits that are only part of a word. */
static bool
classify(struct str s, const struct numeral *n, enum mark_kind *kind)
{
	/* 二零一二年 has four characters too. */
	bool year = n->to - n->digits == (n->han ? 12 : 4) &&
	    n->value.n >= 1949 && n->value.n < 2100 && follows(s, n->to, STR("年"));

	if (precedes(s, n->digits, STR("第"))) {
		*kind = MARK_OTHER;
		return !n->han;
	}
	if (n->han && !year && ((!is_measure(s, n->to) && !is_zero(s, n)) ||
	    is_word(s, n)))
		return false;
	*kind = MARK_OTHER;
	if (is_denied(s, n) || is_session(s, n))
		return true;
	if (year)
		*kind = MARK_YEAR;
	else if (!follows(s, n->to, STR("年")) && !follows(s, n->to, STR("月")) &&
	    !follows(s, n->to, STR("日")) && !follows(s, n->to, STR("号")) &&
	    !is_letter(s, n->to) &&
	    !(n->digits > 0 && is_letter(s, n->digits - 1)) &&
	    !(n->digits > 0 && s.p[n->digits - 1] == '-') &&
	    !precedes(s, n->digits, STR("〔")) && !is_list_marker(s, n) &&
	    !is_hotline(s, n) && !is_duration(s, n) && !is_month(s, n))
		*kind = MARK_VALUE;
	return true;
}

static void
put(struct marks *m, const char *p, size_t n, size_t from)
{
	buf_put(&m->text, (struct str){ p, n });
	while (m->at_cap < m->text.n + 1)
		m->at = xgrow(m->at, m->at_cap, &m->at_cap, sizeof *m->at);
	for (size_t i = 0; i <= n; i++)
		m->at[m->text.n - n + i] = (uint32_t)(from + i);
}

static void
mark(struct marks *m, const struct numeral *n, enum mark_kind kind)
{
	m->v = xgrow(m->v, m->n, &m->cap, sizeof *m->v);
	m->v[m->n++] = (struct mark){ kind, m->text.n, *n };
	put(m, kind == MARK_VALUE ? "#" : "@", 1, n->from);
}

/* True behind 约占, also when what the share is of stands between: 约占总数的44%. */
static bool
is_about_share(struct str s, size_t at)
{
	enum { WHOLE = 30 /* bytes */ };
	size_t i = at;

	while (i > 0 && at - i < WHOLE && ((s.p[i - 1] & 128) != 0) &&
	    !precedes(s, i, STR("。")) && !precedes(s, i, STR("占")))
		i--;
	return precedes(s, i, STR("约占"));
}

/* The end of the title that opens at i; i when it is to be read as text. */
static size_t
title_end(struct str s, size_t i)
{
	static const char *const counted[] = { "公报", "简报", "明白纸", "明白卡", "手册", "读本",
		"折页", "口袋书", NULL };
	size_t end = str_find(str_slice(s, 0, i + TITLE_LONGEST), STR("》"), i);

	return end < s.n && end < i + TITLE_LONGEST - 3 &&
	    end > i + TITLE_SHORTEST && !str_ends_any(str_slice(s, 0, end), counted) ?
	    end : i;
}

/* Marks the numbers of s[from..to). */
static void
mark_part(struct marks *m, struct str s, size_t from, size_t to)
{
	struct numeral n;
	enum mark_kind kind;
	size_t at = from;
	struct str part = str_slice(s, 0, to);

	while (numeral_next(part, from, &n)) {
		/* The whole text decides what a number is. */
		if (n.from < at)
			n.from = at;
		if (classify(s, &n, &kind)) {
			if (n.how == NUMERAL_EXACT && is_about_share(s, n.from))
				n.how = NUMERAL_APPROX;
			put(m, s.p + at, n.from - at, at);
			mark(m, &n, kind);
			at = n.to;
		}
		from = n.to;
	}
	put(m, s.p + at, to - at, at);
}

void
marks_fold(struct marks *m, struct str paragraph)
{
	fold(paragraph, &m->folded);
}

void
marks_make(struct marks *m)
{
	struct str s = buf_str(&m->folded.text);
	size_t at = 0, open, close;

	m->text.n = m->n = 0;
	while (at < s.n) {
		open = str_find(s, STR("《"), at);
		if (open == s.n)
			break;
		open += 3;
		close = title_end(s, open);
		mark_part(m, s, at, open);
		at = close;
	}
	mark_part(m, s, at, s.n);
}

void
marks_copy(struct marks *to, const struct marks *m, size_t from, size_t end)
{
	const struct mark *one;

	for (size_t i = from; i < end; i++) {
		one = m->text.p[i] == '#' || m->text.p[i] == '@' ?
		    marks_at(m, i) : NULL;
		if (one != NULL)
			mark(to, &one->n, one->kind);
		else
			put(to, m->text.p + i, 1, m->at[i]);
	}
	put(to, "", 0, m->at[end]);
}

void
marks_put(struct marks *m, struct str word, size_t from)
{
	put(m, word.p, word.n, from);
}

void
marks_replace(struct marks *m, struct marks *by)
{
	struct marks old = *m;

	*m = *by;
	*by = old;
	m->folded = old.folded;
	by->text.n = by->n = 0;
	by->folded = (struct folded){ 0 };
}

const struct mark *
marks_at(const struct marks *m, size_t at)
{
	size_t low = 0, high = m->n, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (m->v[mid].at == at)
			return &m->v[mid];
		if (m->v[mid].at < at)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

void
marks_span(const struct marks *m, size_t *from, size_t *to)
{
	const struct mark *last = *to > 0 ? marks_at(m, *to - 1) : NULL;
	size_t f = m->at[*from], t = last != NULL ? last->n.to : m->at[*to];

	*from = m->folded.at[f];
	*to = m->folded.at[t];
}
