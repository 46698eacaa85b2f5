#include "eight.h"
#include "tag.h"

static const struct tag tags[] = {
#include "tags.inc"
};

static const struct tag unknown = {
	"", TAG_INLINE, TAG_MUST, TAG_MARKUP
};

/* A hash table of the names, filled once.  Names are compared by their first
 * eight letters and digits in one number, and the rest as strings. */
enum { SLOTS = 512, PACKED = 8 };

static struct slot {
	uint64_t packed;
	const struct tag *tag;
} slots[SLOTS];

static uint64_t
pack(struct str name)
{
	if (name.n == 0)
		return 0;
	return eight_few(name.p, name.n < PACKED ? name.n : PACKED) |
	    EIGHT_ONES * 0x20; /* lower case */
}

static size_t
slot_of(uint64_t packed)
{
	return (packed * UINT64_C(0x9E3779B97F4A7C15)) >> 55;
}

static void
fill(void)
{
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		uint64_t packed = pack(str_of(tags[i].name));
		size_t slot = slot_of(packed);

		while (slots[slot].tag != NULL)
			slot = (slot + 1) % SLOTS;
		slots[slot] = (struct slot){ packed, &tags[i] };
	}
}

/* The element whose name has these first letters, and is as a whole this. */
static inline const struct tag *
look_up(uint64_t packed, struct str name)
{
	static bool filled;
	size_t slot = slot_of(packed);

	if (!filled) {
		fill();
		filled = true;
	}
	for (; slots[slot].tag != NULL; slot = (slot + 1) % SLOTS)
		if (slots[slot].packed == packed && (name.n < PACKED ||
		    ascii_is(name, slots[slot].tag->name)))
			return slots[slot].tag;
	return &unknown;
}

const struct tag *
tag_find(struct str name)
{
	return look_up(pack(name), name);
}

/* Bytes of a name among eight bytes, fewer than 8; 0 when that is not soon
 * known. */
static size_t
short_name(uint64_t eight)
{
	uint64_t marks = eight_below(eight, ' ' + 1) | eight_is(eight, '/') |
	    eight_is(eight, '>');

	return marks != 0 ? eight_first(marks) : 0;
}

const struct tag *
tag_read(struct str s, size_t i, size_t *end)
{
	uint64_t eight = s.n - i >= 8 ? eight_get(s.p + i) : 0;
	size_t n = eight != 0 ? short_name(eight) : 0;

	*end = i + n;
	if (n != 0 && tag_ends_name(s.p[*end])) {
		eight &= (UINT64_C(1) << 8 * n) - 1;
		return look_up(eight | EIGHT_ONES * 0x20, str_slice(s, i, *end));
	}
	while (*end < s.n && !tag_ends_name(s.p[*end]))
		++*end;
	return tag_find(str_slice(s, i, *end));
}
