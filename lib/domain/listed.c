#include "core/utf8.h"
#include "domain/fold.h"
#include "domain/form.h"
#include "domain/listed.h"

enum {
	LONGEST = 400,    /* bytes; a longer one is a sentence's */
	VALUES_LEAST = 10, /* that are no list of something else */
	NOTHING = 0x65E0,  /* 无 */
	PIECES = 0x4EF6,   /* 件 */
	LEADER = 0x2026,   /* … */
	WIDE_PIPE = 0xFF5C, /* ｜ */
	STROKE = 0x4E28    /* 丨 */
};

/* What may stand between a label and its values, or before both: also brackets of
 * a list, leaders, and signs that were read for a pipe. */
static bool
is_joint(uint32_t c)
{
	return (c < 0x80 && strchr(" \t|:,\"'[]{}&>", (int)c) != NULL) ||
	    c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == LEADER ||
	    c == 0x3000 || c == 0x3001 || c == 0xFF0C || c == 0xFF1A ||
	    c == 0xFF1B || c == WIDE_PIPE || c == STROKE ||
	    (c >= 0x2500 && c <= 0x257F);
}

/* What a value may begin with: a number, or 无, / and the like. */
static bool
is_value(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19) ||
	    c == '/' || c == '-' || c == '+' || c == 0x3007 || c == 0x2014 ||
	    c == 0xFF0F || c == 0xFF0D || c == NOTHING;
}

static bool
is_row(struct str label)
{
	static struct folded f;
	struct form_hits hits;

	fold(label, &f);
	form_find(buf_str(&f.text), &hits);
	return form_has_line(&hits);
}

/* Where a text stands that may be a label: behind the number of its row, before its
 * values. */
struct before {
	size_t from, end;
	size_t first; /* its end at its first joint; 0: there is none */
	size_t colon; /* its end if it ends at a colon; 0: there is none */
};

static bool
is_labelled(struct str text, const struct before *b)
{
	return is_row(str_slice(text, b->from, b->colon ? b->colon : b->end)) ||
	    (b->first != 0 && is_row(str_slice(text, b->from, b->first)));
}

bool
listed_is(struct str text)
{
	struct before b = { 0, 0, 0, 0 };
	bool joint = true, digits = true;
	uint32_t c;

	if (text.n > LONGEST || str_ends(text, STR("。")))
		return false;
	for (size_t i = 0, n; i < text.n; i += n) {
		n = utf8_get(text.p + i, &c);
		if (utf8_is_ideograph(c) && c != NOTHING && c != STROKE) {
			joint = digits = false; /* most are */
			b.end = i + n;
		} else if (is_joint(c)) {
			if (digits) /* nothing yet, or the row's number */
				b.from = i + n;
			else if (b.first == 0)
				b.first = b.end;
			if (!digits && b.colon == 0 && (c == ':' || c == 0xFF1A))
				b.colon = b.end;
			joint = true;
		} else if (is_value(c) && !digits && (joint || b.colon != 0)) {
			return is_labelled(text, &b);
		} else {
			digits &= c >= '0' && c <= '9';
			joint = false;
			b.end = i + n;
		}
	}
	return false;
}

bool
listed_is_values(struct str text)
{
	size_t values = 0;
	bool joint = true;
	uint32_t c;

	for (size_t i = 0, n; i < text.n; i += n) {
		n = utf8_get(text.p + i, &c);
		if (!is_joint(c) && !is_value(c) && c != '.' && c != PIECES)
			return false;
		values += joint && is_value(c);
		joint = is_joint(c);
	}
	return values >= VALUES_LEAST;
}
