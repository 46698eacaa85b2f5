#include "core/die.h"
#include "core/records.h"
#include "domain/fold.h"
#include "prose/marks.h"
#include "prose/paragraph.h"

enum {
	LINES = 60,     /* of a paragraph */
	FULL_LINE = 60, /* bytes: 20 characters */
	ITEM = 240      /* bytes of an item */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* True when the text ends in a number, which its unit must follow. */
static bool
is_inside(struct str text)
{
	return text.n != 0 && (is_digit(text.p[text.n - 1]) ||
	    text.p[text.n - 1] == '%');
}

/* True for what is left of a table: there is a wide gap between its words. */
static bool
is_tabular(struct str s)
{
	s = str_trim(s);
	return str_has(s, STR("  ")) || str_has(s, STR("\t"));
}

/* A short line that begins with a list marker; most begin with no byte of a
 * digit or bracket in any writing. */
static bool
is_item(struct str s)
{
	static struct folded line;

	if (s.n == 0 || s.n > ITEM || memchr("0123456789(\xE4\xE5\xEF", s.p[0],
	    14) == NULL)
		return false;
	fold(s, &line);
	return marks_is_item(buf_str(&line.text));
}

/* The items of a list stand in lines of their own, and so may a breakdown. */
static bool
lists_on(const struct paragraph *p, struct str text, struct str next)
{
	static const char *const opens[] = { ":", "：", NULL };
	static const char *const goes[] = { ";", "；", ",", "，", "、",
		"其中:", "其中：", NULL };

	return str_starts(next, STR("其中")) || str_ends_any(text, goes) ||
	    ((p->items || str_ends_any(text, opens)) && is_item(next));
}

/* A line without a full stop goes on in the next one: a full line of a page, or one
 * before a number that a scraper has put on a line of its own, or before a stop,
 * with which no line begins.  What is left of a table does not. */
static bool
goes_on(const struct paragraph *p, struct str next)
{
	static const char *const ends[] = { "。", "；", "！", "？", ";", "!", "?",
		":", "：", NULL };
	static const char *const stops[] = { "，", "。", "、", "；", "）", ",",
		";", NULL };

	struct str text = str_trim(buf_str(&p->text));

	next = str_trim(next);
	if (!lists_on(p, text, next) && (str_ends_any(text, ends) ||
	    (text.n < FULL_LINE && (next.n == 0 || !is_digit(next.p[0])) &&
	    !str_starts_any(next, stops) && !is_inside(text))))
		return false;
	return !is_tabular(next) && !(p->n == 1 && is_tabular(text));
}

bool
paragraph_goes_on(const struct paragraph *p, const struct rec *text)
{
	return p->n < LINES && goes_on(p, text->f[TEXT_TEXT]) &&
	    str_eq(buf_str(&p->section), text->f[TEXT_SECTION]);
}

void
paragraph_add(struct paragraph *p, const struct rec *text)
{
	struct str s = text->f[TEXT_TEXT];
	struct line *line;

	if (p->text.n + s.n > PARAGRAPH_BYTES) {
		p->full = true;
		p->text.n = 0;
	}
	if (p->text.n != 0)
		buf_byte(&p->text, '\n');
	p->line = xgrow(p->line, p->n, &p->cap, sizeof *p->line);
	line = &p->line[p->n++];
	line->at = p->text.n;
	line->column = records_count(text, TEXT_COLUMN);
	line->digits = text->f[F_LINE].n < sizeof line->number ?
	    text->f[F_LINE].n : sizeof line->number;
	memcpy(line->number, text->f[F_LINE].p, line->digits);
	buf_put(&p->text, s);
	p->items = is_item(str_trim(s));
	p->section.n = 0;
	buf_put(&p->section, text->f[TEXT_SECTION]);
}

void
paragraph_clear(struct paragraph *p)
{
	p->n = p->text.n = 0;
	p->full = false;
}

const struct line *
paragraph_line(const struct paragraph *p, size_t at)
{
	size_t i = p->n;

	while (i > 1 && p->line[i - 1].at > at)
		i--;
	return &p->line[i - 1];
}

struct str
paragraph_number(const struct line *line)
{
	return (struct str){ line->number, line->digits };
}

struct str
paragraph_section(const struct paragraph *p)
{
	return p->section.n != 0 ? buf_str(&p->section) : STR("none");
}
