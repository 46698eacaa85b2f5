#include "elide.h"

/* A sentence that begins so has no subject of its own; what is only part of a
 * longer word, such as 均衡 or 全部信息, does not count. */
static const char *const leads[] = {
	"上述", "以上", "所有", "这些", "收到的", "申请", "目前", "截至目前", ",", NULL
};
static const char *const starts[] = {
	"均已", "均按", "均在", "均于", "均予", "均依", "均为", "均以", "均通过",
	"均由", "均及时", "均能", "均得到", "均作", "均获", "都已", "都在", "都按",
	"已全部", "已经全部", "已均", "全部按", "全部在", "全部已", "全部予", "全部依",
	"全部办", "全部答", "全部及时", "全部为", "全部得到", NULL
};

/* What is counted, the units of that, and the words between it and its number. */
static const struct thing {
	struct str name, unit;
} things[] = {
	{ { "申请", 6 }, { "件", 3 } }, { { "公开件", 9 }, { "件", 3 } },
	{ { "复议", 6 }, { "件", 3 } }, { { "诉讼", 6 }, { "件", 3 } },
	{ { "案件", 6 }, { "件", 3 } }, { { "投诉", 6 }, { "件", 3 } },
	{ { "举报", 6 }, { "件", 3 } }, { { "申诉", 6 }, { "件", 3 } },
	{ { "费用", 6 }, { "元", 3 } }, { { "收费", 6 }, { "元", 3 } },
};
static const char *const links[] = {
	"为", "是", ":", "共", "均", "达", "总数", "件数", "数量", "金额", "总额",
	"数", "量", NULL
};

static struct str
rest(struct str s, size_t i)
{
	return str_slice(s, i, s.n);
}

/* Length of the word of the list that s ends with, or starts with; 0: none. */
static size_t
word_at(struct str s, const char *const *words, bool end)
{
	struct str w;

	for (; *words != NULL; words++) {
		w = str_of(*words);
		if (end ? str_ends(s, w) : str_starts(s, w))
			return w.n;
	}
	return 0;
}

/* Length of the stop at i; 0 when there is none. */
static size_t
stop_at(struct str s, size_t i)
{
	return s.p[i] == ';' ? 1 : str_starts(rest(s, i), STR("。")) ? 3 : 0;
}

static bool
goes_on(struct str s)
{
	for (size_t n; (n = word_at(s, leads, false)) != 0;)
		s = rest(s, n);
	return str_starts_any(s, starts);
}

/* The unit that the number before i lacks, of what is before it; empty when
 * something is behind it, or nobody knows. */
static struct str
lacking_unit(struct str s, size_t i)
{
	static const char *const ends[] = { ",", ";", ")", "。", "、", NULL };
	static const char *const marker[] = { "、#", "、@", NULL }; /* 案件3、2件 */
	struct str head = str_slice(s, 0, i - 1);

	if (i < s.n && (!str_starts_any(rest(s, i), ends) ||
	    str_starts_any(rest(s, i), marker)))
		return STR("");
	for (size_t n; (n = word_at(head, links, true)) != 0;)
		head.n -= n;
	for (size_t k = 0; k < sizeof things / sizeof *things; k++)
		if (str_ends(head, things[k].name))
			return things[k].unit;
	return STR("");
}

void
elide(struct marks *m)
{
	static struct marks out;
	struct str s = buf_str(&m->text), unit;
	size_t done = 0;

	for (size_t i = 0, n; i < s.n; i++) {
		n = stop_at(s, i);
		unit = s.p[i] == '#' ? lacking_unit(s, i + 1) : STR("");
		if (n != 0 && i + n < s.n && goes_on(rest(s, i + n))) {
			marks_copy(&out, m, done, i);
			marks_put(&out, STR(","), m->at[i]);
			done = i + n;
		} else if (unit.n != 0) {
			marks_copy(&out, m, done, i + 1);
			marks_put(&out, unit, m->at[i + 1]);
			done = i + 1;
		}
	}
	if (done == 0)
		return;
	marks_copy(&out, m, done, s.n);
	marks_replace(m, &out);
}
