#include "metakey.h"

static const struct {
	enum metakey_place place;
	const char *name, *key, *example;
} keys[] = {
#include "metakeys.inc"
};

enum { KEYS = sizeof keys / sizeof *keys };

/* Filled once: the names as strings, and the low bits of the characters that
 * labels begin with. */
static struct str names[KEYS];
static bool begins[1 << 12];

/* The low bits of the character at s, which has three bytes. */
static unsigned
first_of(const char *s)
{
	return (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
}

static void
fill(void)
{
	for (size_t i = 0; i < KEYS; i++) {
		names[i] = str_of(keys[i].name);
		if (keys[i].place == METAKEY_LABEL)
			begins[first_of(keys[i].name)] = true;
	}
}

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
	if (names[0].n == 0)
		fill();
	for (size_t i = 0; i < KEYS; i++)
		if (name.n == names[i].n && place == keys[i].place &&
		    str_same(name, names[i]))
			return keys[i].key;
	return NULL;
}

bool
metakey_may_begin_label(struct str s)
{
	if (names[0].n == 0)
		fill();
	return s.n >= 6 && begins[first_of(s.p)];
}
