#include "core/eight.h"
#include "decode/tag.h"

static const struct tag tags[] = {
#include "decode/tags.inc"
};

static const struct tag unknown = {
	"", TAG_INLINE, TAG_MUST, TAG_MARKUP
};

/* A hash table of the names, filled once.  A name is sought by its first eight
 * letters and digits in one number, in which no two of them agree. */
enum { SLOTS = 512, PACKED = 8 };

static struct slot {
	uint64_t packed;
	const struct tag *tag;
} slots[SLOTS];
static bool filled;

static const uint64_t lower = EIGHT_ONES * 0x20;

static uint64_t
pack(struct str name)
{
	if (name.n == 0)
		return 0;
	return eight_few(name.p, name.n < PACKED ? name.n : PACKED) | lower;
}

static inline size_t
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
	filled = true;
}

/* The element whose name begins so. */
static inline const struct tag *
look_up(uint64_t packed)
{
	size_t slot = slot_of(packed);

	for (; slots[slot].tag != NULL; slot = (slot + 1) % SLOTS)
		if (slots[slot].packed == packed)
			return slots[slot].tag;
	return &unknown;
}

const struct tag *
tag_find(struct str name)
{
	const struct tag *found;

	if (!filled)
		fill();
	found = look_up(pack(name));
	return name.n < PACKED || ascii_is(name, found->name) ? found :
	    &unknown;
}

const struct tag *
tag_read(struct str s, size_t i, size_t *end)
{
	uint64_t eight, marks;

	if (filled && s.n - i >= 8) {
		eight = eight_get(s.p + i);
		/* What ends a name is below 40, as digits, ":" and "-" are. */
		for (marks = eight_low(eight); marks != 0; marks &= marks - 1) {
			*end = i + eight_first(marks);
			if (tag_ends_name(s.p[*end]))
				return look_up((eight & eight_before(marks)) |
				    lower);
		}
	}
	for (*end = i; *end < s.n && !tag_ends_name(s.p[*end]);)
		++*end;
	return tag_find(str_slice(s, i, *end));
}
