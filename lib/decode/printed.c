#include "core/ascii.h"
#include "core/utf8.h"
#include "decode/metakey.h"
#include "decode/printed.h"

enum {
	LINE_MAX_BYTES = 400, /* what is longer is prose */
	FOOT_MAX = 600,      /* the same at the end of the page */
	LABEL_MAX = 60,       /* bytes, with the blanks between its letters */
	VALUE_MAX = 300,
	ENTRY_MIN = 17,       /* a number with what names it */
	CODE_MIN = 8          /* its letters and digits */
};

/* The pair of a key, which is blank at first; NULL when there are too many. */
static struct printed_pair *
pair_of(struct printed *p, const char *key)
{
	for (size_t i = 0; i < p->pairs; i++)
		if (strcmp(p->pair[i].key, key) == 0)
			return &p->pair[i];
	if (p->pairs == PRINTED_MAX)
		return NULL;
	p->pair[p->pairs] = (struct printed_pair){ .key = key };
	return &p->pair[p->pairs++];
}

static void
put(struct printed *p, const char *key, uint64_t line, struct str value)
{
	struct printed_pair *pair;

	value = str_trim(value);
	p->pending = value.n == 0 ? key : NULL;
	if (value.n > VALUE_MAX || (pair = pair_of(p, key)) == NULL ||
	    pair->from != pair->to)
		return; /* the first value counts */
	pair->line = line;
	pair->from = p->text.n;
	buf_put(&p->text, value);
	pair->to = p->text.n;
}

/* Labels */

/* Length of a colon, narrow or wide, or of what closes a label in brackets,
 * with which s begins. */
static size_t
colon(struct str s)
{
	size_t n = 0;

	if (s.n != 0 && (*s.p == ']' || *s.p == ':'))
		n = 1;
	else if (str_starts(s, STR("：")) || str_starts(s, STR("】")))
		n = 3;
	if (n != 0 && *s.p != ':')
		n += colon(str_slice(s, n, s.n)); /* "】：" */
	return n;
}

/* Offset of the next byte at or after i that may begin a colon. */
static size_t
find_colon(struct str s, size_t i)
{
	while (i < s.n && s.p[i] != ':' && s.p[i] != ']' &&
	    s.p[i] != *"：" && s.p[i] != *"】")
		i++;
	return i;
}

/* The key of a label, whose letters may stand apart ("索 引 号"). */
static const char *
label_of(struct str s)
{
	char squeezed[LABEL_MAX];
	size_t n = 0;

	if (s.n > sizeof squeezed || !metakey_may_begin_label(s))
		return NULL;
	while (s.n != 0) {
		struct str rest = str_trim(s);
		size_t length = rest.n != 0 ? utf8_length(*rest.p) : 0;

		memcpy(squeezed + n, rest.p, length);
		n += length;
		s = str_slice(rest, length, rest.n);
	}
	return metakey_find(METAKEY_LABEL, (struct str){ squeezed, n });
}

/* The label that ends at the end of s; *from is where it begins. */
static const char *
label_before(struct str s, size_t *from)
{
	const char *key, *found = NULL;

	for (size_t i = s.n; i-- > 0 && s.n - i <= LABEL_MAX;) {
		if (utf8_is_trail(s.p[i]) || ascii_is_blank(s.p[i]))
			continue;
		key = label_of(str_slice(s, i, s.n));
		if (key != NULL) {
			found = key;
			*from = i;
		}
	}
	return found;
}

/* The next label of s that a colon follows, at or after *i: its key; it begins
 * at *from, *i goes behind the colon. */
static const char *
next_label(struct str s, size_t *i, size_t *from)
{
	const char *key;
	size_t n;

	for (size_t start = *i; (*i = find_colon(s, *i)) < s.n; ++*i) {
		n = colon(str_slice(s, *i, s.n));
		if (n == 0)
			continue;
		key = label_before(str_slice(s, start, *i), from);
		*from += start;
		*i += n;
		if (key != NULL)
			return key;
		--*i;
	}
	return NULL;
}

/* What stands between a value and the next label, with brackets around it. */
static struct str
cut_brackets(struct str s)
{
	static const struct str marks[] = {
		{ "【", 3 }, { "[", 1 }, { "|", 1 }, { "｜", 3 }
	};

	s = str_trim(s);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_ends(s, marks[i]))
			return str_slice(s, 0, s.n - marks[i].n);
	return s;
}

/* The start of a line that may begin with a label, behind blanks and a bracket
 * or bullet; empty when it cannot. */
static struct str
may_begin(struct str s)
{
	static const struct str marks[] = {
		{ "【", 3 }, { "[", 1 }, { "■", 3 }, { "·", 2 }, { "•", 3 }
	};

	s = str_trim(s);
	if (s.n != 0 && (unsigned char)*s.p >= 0xE4)
		return metakey_may_begin_label(s) ? s : STR("");
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(s, marks[i])) {
			s = str_trim(str_slice(s, marks[i].n, s.n));
			break;
		}
	return metakey_may_begin_label(s) ? s : STR("");
}

/* False when there is no label. */
static bool
read_labels(struct printed *p, uint64_t line, struct str s)
{
	size_t i = 0, from = 0, start;
	const char *key, *next;
	bool any;

	s = may_begin(s);
	if (s.n == 0)
		return false;
	key = next_label(s, &i, &from);
	any = key != NULL;
	while (key != NULL) {
		start = i;
		next = next_label(s, &i, &from);
		put(p, key, line, cut_brackets(str_slice(s, start,
		    next != NULL ? from : s.n)));
		key = next;
	}
	return any;
}

/* The end of the page */

static bool
is_code(char c)
{
	return ascii_is_digit(c) || ascii_is_letter(c);
}

/* Length of what may stand between the name of a code and the code, with which
 * s begins. */
static size_t
opening(struct str s)
{
	static const struct str marks[] = {
		{ "(", 1 }, { "（", 3 }, { "[", 1 }, { "案号", 6 }, { "备案号", 9 }
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(s, marks[i]))
			return marks[i].n;
	return colon(s);
}

/* The letters and digits at the start of s, if they are enough. */
static struct str
code_at(struct str s)
{
	size_t n;

	for (s = str_trim(s); (n = opening(s)) != 0;)
		s = str_trim(str_slice(s, n, s.n));
	while (n < s.n && is_code(s.p[n]))
		n++;
	return str_slice(s, 0, n < CODE_MIN ? 0 : n);
}

/* "湘ICP备05000618号-1" around the "ICP备" at i. */
static struct str
icp_around(struct str s, size_t i)
{
	size_t end = i + strlen("ICP备"), digits, start = i;

	while (end < s.n && s.p[end] == ' ')
		end++;
	digits = end;
	while (end < s.n && ascii_is_digit(s.p[end]))
		end++;
	if (end == digits)
		return STR("");
	if (str_starts(str_slice(s, end, s.n), STR("号")))
		end += strlen("号");
	if (end < s.n && s.p[end] == '-')
		for (end++; end < s.n && ascii_is_digit(s.p[end]); end++)
			continue;
	while (start > 0 && i - start < 3 && s.p[start - 1] < 0)
		start--; /* the province is one character */
	return str_slice(s, start, end);
}

/* True when there are CODE_MIN letters or digits in a row, or an "I". */
static bool
may_have_code(struct str s)
{
	size_t i = CODE_MIN - 1, n;

	if (str_byte(s, 'I', 0) < s.n)
		return true;
	while (i < s.n) {
		for (n = 0; n < CODE_MIN && is_code(s.p[i - n]); n++)
			continue;
		if (n == CODE_MIN)
			return true;
		i += CODE_MIN - n;
	}
	return false;
}

void
printed_end(struct printed *p, uint64_t line, struct str s)
{
	static const struct str site = { "标识码", 9 };
	static const struct str police = { "公网安备", 12 };
	size_t i;
	struct str value;

	if (s.n < ENTRY_MIN || s.n > FOOT_MAX || !may_have_code(s))
		return;
	if ((i = str_find(s, site, 0)) < s.n) {
		value = code_at(str_slice(s, i + site.n, s.n));
		if (value.n != 0)
			put(p, metakey_find(METAKEY_FOOTER, STR("网站标识码")), line,
			    value);
	}
	if ((i = str_find(s, police, 0)) < s.n) {
		value = code_at(str_slice(s, i + police.n, s.n));
		if (value.n != 0)
			put(p, metakey_find(METAKEY_FOOTER, police), line, value);
	}
	for (i = 0; (i = str_byte(s, 'I', i)) < s.n; i++) {
		if (!str_starts(str_slice(s, i, s.n), STR("ICP备")))
			continue;
		value = icp_around(s, i);
		if (value.n != 0)
			put(p, metakey_find(METAKEY_FOOTER, STR("ICP备")), line,
			    value);
	}
}

/* Length of what may end a label, with which s ends. */
static size_t
closing(struct str s)
{
	static const struct str marks[] = {
		{ ":", 1 }, { "：", 3 }, { "]", 1 }, { "】", 3 }
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_ends(s, marks[i]))
			return marks[i].n;
	return 0;
}

/* The key of a cell that is a label and nothing else. */
static const char *
key_of(struct str s)
{
	size_t n;

	for (s = may_begin(s); (n = closing(s)) != 0;)
		s.n -= n;
	return label_of(s);
}

/* True for a row of labels, whose values stand in the row below. */
static bool
read_header(struct printed *p, const struct str *cell, size_t cells)
{
	for (size_t i = 0; i < cells; i++)
		if ((p->above[i] = key_of(cell[i])) == NULL)
			return false;
	p->columns = cells;
	return true;
}

/* The values of such a row; false when this is another one. */
static bool
read_below(struct printed *p, uint64_t line, const struct str *cell,
    size_t cells)
{
	if (p->columns != cells || key_of(cell[0]) != NULL)
		return false;
	for (size_t i = 0; i < cells; i++)
		put(p, p->above[i], line, cell[i]);
	p->columns = 0;
	return true;
}

/* False for the first byte of most cells. */
static bool
is_no_number(char c)
{
	return c <= 0 || c == '[';
}

/* A label in one cell, its value in the next; or both in one. */
static void
read_pairs(struct printed *p, uint64_t line, const struct str *cell,
    size_t cells)
{
	const char *key;

	for (size_t i = 0; i < cells; i++) {
		if (cell[i].n == 0 || cell[i].n > LINE_MAX_BYTES ||
		    !is_no_number(*cell[i].p))
			continue;
		key = key_of(cell[i]);
		if (key == NULL)
			read_labels(p, line, cell[i]);
		else if (i + 1 < cells && key_of(cell[i + 1]) == NULL)
			put(p, key, line, cell[++i]);
		else if (i == 0 && read_header(p, cell, cells))
			break;
	}
}

void
printed_row(struct printed *p, uint64_t line, const struct str *cell,
    size_t cells)
{
	if (cells > PRINTED_CELLS)
		return;
	if (p->columns == 0 || !read_below(p, line, cell, cells)) {
		p->columns = 0;
		read_pairs(p, line, cell, cells);
	}
	p->pending = NULL;
}

/* True when a cell of such a line may begin with a label. */
static bool
may_have_label(struct str s)
{
	size_t i = 0;

	do {
		i = ascii_skip(s, i);
		if (i < s.n && is_no_number(s.p[i]) &&
		    may_begin(str_slice(s, i, s.n)).n != 0)
			return true;
		i = str_near(s, '|', i) + 1;
	} while (i < s.n);
	return false;
}

/* A row that has become a line, "索引号 | A1 | 文号 | B2". */
static void
read_pipes(struct printed *p, uint64_t line, struct str s)
{
	struct str cell[PRINTED_CELLS + 1];
	size_t n = 0;

	if (p->columns == 0 && !may_have_label(s))
		return;
	while (n <= PRINTED_CELLS && str_split(&s, '|', &cell[n])) {
		cell[n] = str_trim(cell[n]);
		n++;
	}
	printed_row(p, line, cell, n);
}

/* A label at the end of the line: its value is the next line, unless labels here
 * and above have theirs beside them, and this one has none. */
static void
expect_value(struct printed *p, uint64_t line, bool beside)
{
	if (p->pending != NULL && !beside && p->list != line)
		return;
	p->pending = NULL;
	p->list = line + 1;
}

void
printed_line(struct printed *p, uint64_t line, struct str s)
{
	const char *pending = p->pending;
	size_t n = p->text.n;

	p->pending = NULL;
	if (s.n > LINE_MAX_BYTES)
		return;
	if (str_byte(s, '|', 0) < s.n)
		read_pipes(p, line, s);
	else if (read_labels(p, line, s))
		expect_value(p, line, p->text.n != n);
	else if (pending != NULL)
		put(p, pending, line, s);
}

bool
printed_value(const struct printed *p, size_t i, struct str *value)
{
	enum { ENOUGH = 3 };
	size_t labels = 0;
	bool number = false;

	*value = str_slice(buf_str(&p->text), p->pair[i].from, p->pair[i].to);
	if (value->n == 0 || strncmp(p->pair[i].key, "index.", 6) != 0)
		return value->n != 0;
	for (size_t k = 0; k < p->pairs; k++) {
		labels += strncmp(p->pair[k].key, "index.", 6) == 0;
		number = number || strcmp(p->pair[k].key, "index.number") == 0;
	}
	return labels >= ENOUGH || (number && labels > 1);
}

void
printed_free(struct printed *p)
{
	buf_free(&p->text);
	*p = (struct printed){ .pairs = 0 };
}
