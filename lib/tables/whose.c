#include "core/utf8.h"
#include "domain/fold.h"
#include "tables/whose.h"

enum {
	LONGEST = 120,      /* bytes of a line that names a body */
	NAME_LEAST = 6,     /* of its name */
	NAME_MOST = 60,
	MARK_MOST = 12      /* of what numbers the line: 附件12: */
};

static struct buf agency, body, known; /* folded; known: all that names it */

static void
keep(struct buf *to, struct str text)
{
	static struct folded f;

	fold(text, &f);
	buf_set(to, buf_str(&f.text));
}

void
whose_begin(struct str name, struct str without_place, struct str title)
{
	keep(&agency, name);
	keep(&body, without_place);
	keep(&known, title);
	buf_put(&known, buf_str(&agency));
	buf_put(&known, buf_str(&body)); /* 人民政府, where only its place is */
}

/* The text behind what numbers it, or says that a body follows. */
static struct str
without_mark(struct str s)
{
	static const char *const marks[] = { "、", ")", ".", ":", NULL };
	size_t at = str_find(s, STR(":"), 0);

	if (at < s.n && (str_ends(str_slice(s, 0, at), STR("单位")) ||
	    str_ends(str_slice(s, 0, at), STR("单位名称"))))
		return str_slice(s, at + 1, s.n);
	for (const char *const *m = marks; *m != NULL; m++) {
		at = str_find(s, str_of(*m), 0);
		if (at < MARK_MOST && at < s.n)
			s = str_slice(s, at + str_of(*m).n, s.n);
	}
	return s;
}

/* The text before what says that it names a table. */
static struct str
without_table(struct str s)
{
	static const char *const ends[] = { "统计表", "情况表", "汇总表", "统计", "情况", "数据",
		"报表", NULL };
	size_t at = str_find(s, STR("政府信息公开"), 0);
	bool more = true;

	s = str_slice(s, 0, at < s.n ? at : s.n);
	while (more) {
		more = false;
		for (const char *const *e = ends; *e != NULL; e++)
			if (str_ends(s, str_of(*e))) {
				s = str_slice(s, 0, s.n - str_of(*e).n);
				more = true;
			}
	}
	return str_trim_blanks(s);
}

static bool
is_name(struct str s)
{
	static const char *const kinds[] = { "局", "委", "委员会", "街道", "街道办", "办事处",
		"镇", "乡", "苏木", "人民政府", "县政府", "市政府", "区政府", "镇政府", "乡政府",
		"管委会", "支队", "大队", "县", "区", "旗", "市", NULL };
	static const char *const many[] = { "各", "本", "我", "全", "其他", "所有", "下属",
		"地区", "社区", "辖区", "自治区", NULL };
	uint32_t c;

	if (s.n < NAME_LEAST || s.n > NAME_MOST || !str_ends_any(s, kinds))
		return false;
	for (const char *const *m = many; *m != NULL; m++)
		if (str_has(s, str_of(*m)))
			return false;
	for (size_t i = 0; i < s.n; ) {
		i += utf8_get(s.p + i, &c);
		if (!utf8_is_ideograph(c))
			return false;
	}
	return true;
}

static bool
is_own(struct str name)
{
	return str_abbreviates(name, buf_str(&known)) ||
	    str_ends(name, buf_str(&agency)) ||
	    (!str_eq(buf_str(&body), STR("人民政府")) && body.n != 0 &&
	    str_ends(name, buf_str(&body)));
}

/* False for a text that ends neither as a name nor as what names a table: most lines
 * need not be folded. */
static bool
may_name(struct str text)
{
	static const char last[] = "局委会會道办辦处處镇鎮乡鄉木府队隊县縣区區旗市室表计計况況据據";

	return text.n >= NAME_LEAST && text.n <= LONGEST &&
	    str_has(STR(last), str_slice(text, text.n - 3, text.n));
}

enum whose
whose_line(struct str text)
{
	static struct folded f;
	struct str s;

	text = str_trim(text);
	if (!may_name(text) || agency.n == 0 ||
	    str_has(buf_str(&agency), STR("*")))
		return WHOSE_NONE;
	fold(text, &f);
	s = without_table(without_mark(buf_str(&f.text)));
	if (str_ends(s, STR("办公室")))
		s.n -= strlen("办公室");
	if (!is_name(s))
		return WHOSE_NONE;
	return is_own(s) ? WHOSE_OWN : WHOSE_OTHER;
}
