#include "decode/header.h"

size_t
header_length(struct str s)
{
	struct str rest = s, line;

	while (str_split(&rest, '\n', &line)) {
		if (rest.p == NULL)
			break; /* the last line has not ended */
		if (line.n == 0 || (line.n == 1 && *line.p == '\r'))
			return (size_t)(rest.p - s.p);
	}
	return 0;
}

/* Makes one line of each field, in place. */
static void
unfold(char *p, size_t n)
{
	char *end = p + n, *hit;

	while ((hit = memchr(p, '\0', (size_t)(end - p))) != NULL)
		*hit = ' ';
	for (hit = p; (hit = memchr(hit, '\n', (size_t)(end - hit))) != NULL;
	     hit++) {
		if (end - hit < 2 || (hit[1] != ' ' && hit[1] != '\t'))
			continue;
		*hit = ' ';
		if (hit != p && hit[-1] == '\r')
			hit[-1] = ' ';
	}
}

static void
add_field(struct header *h, struct str line)
{
	struct str value = line, name;

	if (line.n > HEADER_FIELD_MAX) {
		h->limited = true;
		return;
	}
	str_split(&value, ':', &name);
	if (value.p == NULL)
		return;
	if (h->n == HEADER_FIELDS) {
		h->limited = true;
		return;
	}
	h->field[h->n].name = str_trim(name);
	h->field[h->n++].value = str_trim(value);
}

void
header_read(struct header *h, struct str raw)
{
	struct str rest, line;

	h->n = h->text.n = 0;
	h->limited = false;
	buf_put(&h->text, raw);
	unfold(h->text.p, h->text.n);
	rest = buf_str(&h->text);
	str_split(&rest, '\n', &line);
	h->start = str_trim(line);
	while (str_split(&rest, '\n', &line))
		add_field(h, line);
}

void
header_free(struct header *h)
{
	buf_free(&h->text);
	h->n = 0;
}

size_t
header_find(const struct header *h, const char *name, size_t from)
{
	while (from < h->n && !str_same(h->field[from].name, str_of(name)))
		from++;
	return from;
}

struct str
header_get(const struct header *h, const char *name)
{
	size_t i = header_find(h, name, 0);

	return i < h->n ? h->field[i].value : STR("");
}

bool
header_word(struct str *list, struct str *word)
{
	while (str_split(list, ',', word)) {
		*word = str_trim(*word);
		if (word->n != 0)
			return true;
	}
	return false;
}
