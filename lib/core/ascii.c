#include "core/ascii.h"

bool
ascii_begins(struct str s, const char *word)
{
	size_t i = 0;

	while (word[i] != '\0' && i < s.n && ascii_lower(s.p[i]) == word[i])
		i++;
	return word[i] == '\0';
}

bool
ascii_is(struct str s, const char *word)
{
	return s.n == strlen(word) && ascii_begins(s, word);
}
