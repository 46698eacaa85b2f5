#include "metakey.h"

static const struct {
	const char *element, *name, *key;
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
metakey_of(const char *element, struct str name)
{
	for (size_t i = 0; i < KEYS; i++)
		if (strcmp(keys[i].element, element) == 0 &&
		    str_same(name, str_of(keys[i].name)))
			return keys[i].key;
	return NULL;
}
