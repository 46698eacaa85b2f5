#include "decode/metakey.h"

static const struct {
	enum metakey_place place;
	const char *name, *key, *example;
} keys[] = {
#include "decode/metakeys.inc"
};

enum { KEYS = sizeof keys / sizeof *keys };

/* Filled once: the names as strings; by the low bits of the character that they
 * begin with, the first label, from 1, and for each label the next one. */
static struct str names[KEYS];
static unsigned char first[1 << 12], next[KEYS];

_Static_assert(KEYS < 256, "a row must fit in a byte");

/* The low bits of the character at s, which has three bytes. */
static unsigned
bits_of(const char *s)
{
	return (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
}

static void
fill(void)
{
	unsigned char *link;

	for (size_t i = 0; i < KEYS; i++) {
		names[i] = str_of(keys[i].name);
		if (keys[i].place != METAKEY_LABEL)
			continue;
		link = &first[bits_of(keys[i].name)];
		next[i] = *link;
		*link = (unsigned char)(i + 1);
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

static const char *
find_label(struct str name)
{
	size_t i;

	if (!metakey_may_begin_label(name))
		return NULL;
	for (i = first[bits_of(name.p)]; i != 0; i = next[i - 1])
		if (str_eq(name, names[i - 1]))
			return keys[i - 1].key;
	return NULL;
}

const char *
metakey_find(enum metakey_place place, struct str name)
{
	if (place == METAKEY_LABEL)
		return find_label(name);
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
	return s.n >= 6 && first[bits_of(s.p)] != 0;
}
