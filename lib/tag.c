#include "ascii.h"
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

const struct tag *
tag_find(struct str name)
{
	static bool filled;
	uint64_t packed = pack(name);
	size_t slot = slot_of(packed);

	if (!filled)
		fill();
	filled = true;
	for (; slots[slot].tag != NULL; slot = (slot + 1) % SLOTS)
		if (slots[slot].packed == packed && (name.n < PACKED ||
		    ascii_is(name, slots[slot].tag->name)))
			return slots[slot].tag;
	return &unknown;
}
