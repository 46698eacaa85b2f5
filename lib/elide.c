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

/* What is counted, and the words between that and its number. */
static const char *const things[] = {
	"申请", "复议", "诉讼", "案件", "投诉", "举报", "申诉", NULL
};
static const char *const links[] = {
	"为", "是", ":", "共", "均", "达", "总数", "件数", "数量", "数", "量", NULL
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

/* True when nothing is behind the number that ends before i, and what it counts
 * is before it. */
static bool
lacks_unit(struct str s, size_t i)
{
	static const char *const ends[] = { ",", ";", ")", "。", "、", NULL };
	static const char *const marker[] = { "、#", "、@", NULL }; /* 案件3、2件 */
	struct str head = str_slice(s, 0, i - 1);

	if (i < s.n && (!str_starts_any(rest(s, i), ends) ||
	    str_starts_any(rest(s, i), marker)))
		return false;
	for (size_t n; (n = word_at(head, links, true)) != 0;)
		head.n -= n;
	return str_ends_any(head, things);
}

void
elide(struct marks *m)
{
	static struct marks out;
	struct str s = buf_str(&m->text);
	size_t done = 0;

	for (size_t i = 0, n; i < s.n; i++) {
		n = stop_at(s, i);
		if (n != 0 && i + n < s.n && goes_on(rest(s, i + n))) {
			marks_copy(&out, m, done, i);
			marks_put(&out, STR(","), m->at[i]);
			done = i + n;
		} else if (s.p[i] == '#' && lacks_unit(s, i + 1)) {
			marks_copy(&out, m, done, i + 1);
			marks_put(&out, STR("件"), m->at[i + 1]);
			done = i + 1;
		}
	}
	if (done == 0)
		return;
	marks_copy(&out, m, done, s.n);
	marks_replace(m, &out);
}
