#include <string.h>

#include "core/utf8.h"
#include "segment/drawn.h"

/* Signs, first to last, and what stands for each in as many bytes (U+00A6 has two, the
 * others three): of the block Box Drawing, lines and what they meet in at the left, at the
 * right, and elsewhere.  fold.tsv reads them as | + - as well. */
static const struct { uint32_t first, last; const char *plain; } signs[] = {
	{ 0x00A6, 0x00A6, " |" }, /* ¦ */
	{ 0x2223, 0x2223, " | " }, { 0x4E28, 0x4E28, " | " }, /* ∣ 丨 */
	{ 0xFE31, 0xFE31, " | " }, { 0xFF5C, 0xFF5C, " | " }, /* ︱ ｜ */
	{ 0x2500, 0x2501, "---" }, { 0x2502, 0x2503, " | " },
	{ 0x2504, 0x2505, "---" }, { 0x2506, 0x2507, " | " },
	{ 0x2508, 0x2509, "---" }, { 0x250A, 0x250B, " | " },
	{ 0x250C, 0x250F, "+--" }, { 0x2510, 0x2513, "--+" },
	{ 0x2514, 0x2517, "+--" }, { 0x2518, 0x251B, "--+" },
	{ 0x251C, 0x2523, "+--" }, { 0x2524, 0x252B, "--+" },
	{ 0x252C, 0x254B, "-+-" }, { 0x254C, 0x254D, "---" },
	{ 0x254E, 0x254F, " | " }, { 0x2550, 0x2550, "---" },
	{ 0x2551, 0x2551, " | " }, { 0x2552, 0x2554, "+--" },
	{ 0x2555, 0x2557, "--+" }, { 0x2558, 0x255A, "+--" },
	{ 0x255B, 0x255D, "--+" }, { 0x255E, 0x2560, "+--" },
	{ 0x2561, 0x2563, "--+" }, { 0x2564, 0x256C, "-+-" },
	{ 0x256D, 0x256D, "+--" }, { 0x256E, 0x256F, "--+" },
	{ 0x2570, 0x2570, "+--" },
};

/* What stands for a character; NULL when it stands for itself. */
static const char *
plain_of(uint32_t c)
{
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (c >= signs[i].first && c <= signs[i].last)
			return signs[i].plain;
	return NULL;
}

char
drawn_sign(uint32_t c)
{
	const char *plain = plain_of(c);

	return plain == NULL ? 0 : strchr(plain, '+') != NULL ? '+' :
	    strchr(plain, '|') != NULL ? '|' : '-';
}

struct str
drawn_plain(struct pool *pool, struct str text)
{
	static struct buf b;
	const char *plain;
	bool any = false;
	uint32_t c;
	size_t n;

	b.n = 0;
	for (size_t i = 0; i < text.n; i += n) {
		n = utf8_get(text.p + i, &c);
		plain = n > 1 ? plain_of(c) : NULL;
		any |= plain != NULL;
		buf_put(&b, (struct str){ plain != NULL ? plain : text.p + i, n });
	}
	return any ? pool_str(pool, buf_str(&b)) : text;
}
