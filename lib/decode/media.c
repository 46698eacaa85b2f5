#include "decode/media.h"

static const struct {
	const char *start;
	enum media media;
} rows[] = {
#include "decode/media.inc"
};

enum media
media_of(struct str type)
{
	struct str start;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		start = str_of(rows[i].start);
		if (str_same(str_slice(type, 0, start.n), start))
			return rows[i].media;
	}
	return MEDIA_TEXT;
}

struct str
media_charset(struct str type)
{
	struct str piece, value;

	while (str_split(&type, ';', &piece)) {
		value = str_trim(piece);
		str_split(&value, '=', &piece);
		if (value.p == NULL || !str_same(str_trim(piece),
		    STR("charset")))
			continue;
		value = str_trim(value);
		while (value.n != 0 && (*value.p == '"' || *value.p == '\''))
			value = str_slice(value, 1, value.n);
		while (value.n != 0 && (value.p[value.n - 1] == '"' ||
		    value.p[value.n - 1] == '\''))
			value.n--;
		return value;
	}
	return STR("");
}
