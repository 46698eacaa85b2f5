#include "metakey.h"

static const struct {
	enum metakey_place place;
	const char *name, *key, *example;
} keys[] = {
#include "metakeys.inc"
};

enum { KEYS = sizeof keys / sizeof *keys };

bool
metakey_is(struct str key)
{
	for (size_t i = 0; i < KEYS; i++)
		if (str_eq(key, str_of(keys[i].key)))
			return true;
	return false;
}

const char *
metakey_find(enum metakey_place place, struct str name)
{
	for (size_t i = 0; i < KEYS; i++)
		if (place == keys[i].place &&
		    str_same(name, str_of(keys[i].name)))
			return keys[i].key;
	return NULL;
}

/* A number for the first character of a label, which has three bytes. */
static unsigned
first_of(const char *s)
{
	const unsigned char *b = (const unsigned char *)s;

	return (b[0] * 7u + b[1] * 31u + b[2]) % 256;
}

bool
metakey_may_begin_label(struct str s)
{
	static bool begins[256], filled;

	for (size_t i = 0; i < KEYS && !filled; i++)
		if (keys[i].place == METAKEY_LABEL)
			begins[first_of(keys[i].name)] = true;
	filled = true;
	return s.n >= 6 && begins[first_of(s.p)];
}
