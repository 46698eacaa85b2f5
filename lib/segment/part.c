#include <string.h>

#include "segment/heading.h"
#include "segment/part.h"

enum { LONGEST = 150 }; /* bytes of a part of a label */

static struct {
	struct buf text; /* the parts, a line each */
	size_t taken;    /* bytes of those that have been */
	int lines;
} parts;

bool
part_can_be(const struct piece *piece)
{
	return piece->kind == PIECE_TEXT && piece->folded.n <= LONGEST &&
	    piece->head == NULL && !str_has(piece->folded, STR("。")) &&
	    !heading_names_section(piece->folded);
}

bool
part_join(struct str text, struct str *joined)
{
	static struct buf b;
	struct str rest = buf_str(&parts.text), part;

	for (int i = 0; i < parts.lines; i++) {
		b.n = 0;
		buf_put(&b, rest);
		for (size_t k = 0; k < b.n; k++)
			if (b.p[k] == '\n')
				memmove(b.p + k, b.p + k + 1, --b.n - k);
		buf_put(&b, text);
		if (cells_label(buf_str(&b), NULL)) {
			*joined = buf_str(&b);
			parts.lines = i;
			return true;
		}
		str_split(&rest, '\n', &part);
	}
	return false;
}

void
part_add(struct str text)
{
	if (parts.lines == PART_MOST)
		parts.lines = 0;
	if (parts.lines++ == 0)
		parts.text.n = parts.taken = 0;
	else
		buf_byte(&parts.text, '\n');
	buf_put(&parts.text, str_trim(text));
}

void
part_drop(void)
{
	parts.lines = 0;
}

bool
part_next(struct str *part)
{
	struct str rest = str_slice(buf_str(&parts.text), parts.taken,
	    parts.text.n);

	if (parts.lines == 0)
		return false;
	parts.lines--;
	str_split(&rest, '\n', part);
	parts.taken += part->n + 1;
	return true;
}

bool
part_is_left(void)
{
	return parts.lines != 0;
}
