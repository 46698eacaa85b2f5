#include "core/ascii.h"
#include "core/date.h"
#include "domain/fold.h"
#include "tables/caption.h"
#include "tables/whose.h"

enum {
	LONGEST = 150,  /* bytes of a line that names a table's year */
	BETWEEN = 6,    /* lines at most between it and its table: a site's menu */
	OWN = 0         /* of the years that lines name */
};

static int own;              /* the report's year; 0: not known */
static int year;             /* of the tables to come */
static bool foreign;         /* they are another body's */
static size_t since;         /* lines behind that which said so */
static struct buf sections;  /* that the report has had, with a LF behind each */
static struct buf section_at_hand;

/* A line inside a table, until it is known whether it is a row. */
static struct {
	struct buf text;
	uint64_t line; /* 0: there is none */
	bool below;
} waiting;

void
caption_begin(const struct rec *report)
{
	struct str years = report->f[REPORT_YEAR], first = STR("");

	str_split(&years, ' ', &first);
	own = date_year(first);
	whose_begin(report->f[REPORT_AGENCY], report->f[REPORT_BODY],
	    report->f[REPORT_TITLE]);
	year = OWN;
	foreign = false;
	sections.n = section_at_hand.n = 0;
	waiting.line = 0;
}

/* A section that the report has not had yet is of its own year. */
static void
enter(struct str section)
{
	if (str_eq(section, buf_str(&section_at_hand)))
		return;
	buf_set(&section_at_hand, section);
	if (str_has_word(buf_str(&sections), '\n', section))
		return;
	buf_put(&sections, section);
	buf_byte(&sections, '\n');
	year = OWN;
	foreign = false;
}

/* True when a month stands at the start: what is before it is the year of a day. */
static bool
is_of_day(struct str behind)
{
	size_t i = 0;

	while (i < behind.n && i < 2 && ascii_is_digit(behind.p[i]))
		i++;
	return i != 0 && str_starts(str_slice(behind, i, behind.n), STR("月"));
}

/* The year named at byte `at`, of which a text has four digits, and 年; 0: none. */
static int
year_at(struct str s, size_t at)
{
	struct str behind = str_slice(s, at + 4, s.n);
	int named = date_year(str_slice(s, at, at + 4));

	if (named == 0 || (at != 0 && ascii_is_digit(s.p[at - 1])) ||
	    !str_starts(behind, STR("年")) ||
	    is_of_day(str_slice(behind, strlen("年"), behind.n)))
		return 0;
	return named;
}

/* True when a text speaks of the year before as a table's name does. */
static bool
names_last(struct str s)
{
	static const char *const befores[] = { "上年度", "上一年度", "上年", "上一年",
		"去年", NULL };
	static const char *const things[] = { "数据", "情况", "统计", "政府信息", "信息公开",
		"同期", NULL };
	struct str before;
	size_t at;

	if (str_has(s, STR("本年")) || str_has(s, STR("今年")))
		return false;
	for (size_t i = 0; befores[i] != NULL; i++) {
		before = str_of(befores[i]);
		at = str_find(s, before, 0);
		if (at < s.n && str_starts_any(str_slice(s, at + before.n, s.n),
		    things))
			return true;
	}
	return false;
}

/* The year that a line names as that of a table: of several, the report's own if
 * it is one of them.  0: none. */
static int
year_of(struct str text)
{
	static struct folded f;
	struct str s;
	int named, found = 0;

	if (text.n > LONGEST || !str_has(text, STR("年")))
		return 0; /* most lines need not be folded */
	fold(text, &f);
	s = buf_str(&f.text);
	if (str_has(s, STR("。")) || str_has(s, STR(",")))
		return 0;
	for (size_t at = 0; at + 4 < s.n; at++) {
		named = year_at(s, at);
		if (named == own)
			return own;
		found = named != 0 ? named : found;
	}
	return found != 0 ? found : names_last(s) ? own - 1 : 0;
}

/* Takes the year, or the body, that a line names; false when it names none. */
static bool
take(struct str text, bool names_body)
{
	int named = own == 0 ? 0 : year_of(text);
	enum whose whose = names_body ? whose_line(text) : WHOSE_NONE;

	if (named == 0 && whose == WHOSE_NONE)
		return false;
	if (named != 0)
		year = named == own ? OWN : named;
	if (whose != WHOSE_NONE)
		foreign = whose == WHOSE_OTHER;
	since = 0;
	return true;
}

/* True for a line of a table that is drawn: it is what the line above it names. */
static bool
is_drawn(struct str text)
{
	return str_starts(text, STR("|")) || str_starts(text, STR("+")) ||
	    (str_cmp(STR("─"), str_slice(text, 0, 3)) <= 0 &&
	    str_cmp(str_slice(text, 0, 3), STR("╿")) <= 0);
}

static void
take_waiting(void)
{
	if (waiting.line != 0)
		take(buf_str(&waiting.text), waiting.below);
	waiting.line = 0;
}

void
caption_line(struct str text, struct str section)
{
	take_waiting();
	if (section.n != 0)
		enter(section);
	if (text.n != 0 && !take(text, true) && !is_drawn(str_trim(text)))
		since += str_has(text, STR("。")) ? BETWEEN + 1 : 1;
}

void
caption_inside(struct str text, bool below)
{
	take_waiting();
	take(text, below);
}

void
caption_wait(struct str text, bool below, uint64_t line)
{
	take_waiting();
	buf_set(&waiting.text, text);
	waiting.below = below;
	waiting.line = line;
}

bool
caption_waits(uint64_t from, uint64_t last)
{
	return waiting.line != 0 && from <= waiting.line && waiting.line <= last;
}

void
caption_drop(void)
{
	waiting.line = 0;
}

struct str
caption_period(struct str section)
{
	take_waiting();
	if (section.n != 0)
		enter(section);
	if (since > BETWEEN) {
		year = OWN;
		foreign = false;
	}
	since = 0;
	return year == OWN ? STR("year") : year == own - 1 ? STR("prev") :
	    STR("");
}

bool
caption_is_foreign(void)
{
	return foreign;
}

/* Takes a year that stands in brackets at the end of a label away; 0: there is none. */
static int
take_year_behind(struct str *label)
{
	static const char *const ends[] = { "年)", "年度)", NULL };
	size_t n, digits = 4 + strlen("(");
	int named;

	for (size_t i = 0; ends[i] != NULL; i++) {
		n = strlen(ends[i]) + digits;
		if (!str_ends(*label, str_of(ends[i])) || label->n <= n ||
		    label->p[label->n - n] != '(')
			continue;
		named = year_at(*label, label->n - n + 1);
		label->n -= named != 0 ? n : 0;
		return named;
	}
	return 0;
}

bool
caption_relative(struct str label, struct str *relative)
{
	static struct buf b;
	int named = label.n < 4 ? 0 : year_at(label, 0);
	struct str when, name = str_slice(label, 4 + strlen("年"), label.n);

	if (own == 0)
		return false;
	if (named == 0) {
		name = label;
		named = take_year_behind(&name);
	}
	if (named == 0)
		return false;
	if (str_ends(name, STR("数据")))
		name.n -= strlen("据"); /* 数 */
	when = named == own ? STR("本年") : named == own - 1 ? STR("上年") :
	    STR("往年");
	*relative = str_starts(name, when) ? name : buf_join(&b, when, name);
	return true;
}
