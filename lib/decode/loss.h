/*
 * loss: signs that text was damaged before it came here: private-use and
 * missing characters, and text that was decoded wrongly and saved again.
 * Floor 5.
 *
 * Nothing is mended: what stands there is evidence, a guess would be none.
 */
#ifndef GX_LOSS_H
#define GX_LOSS_H

#include "core/buf.h"

struct loss {
	uint64_t private;  /* characters of the private-use areas */
	uint64_t missing;  /* U+FFFD */
	uint64_t looked;   /* characters that were looked at for the rest */
	uint64_t as_gbk;   /* of them: in lines that are UTF-8 read as GBK */
	uint64_t as_latin; /* ... read as Latin-1 or windows-1252 */
	uint64_t gbk_as_latin; /* the same of GBK */
};

/* Counts what is lost in a text (UTF-8); text that is known to be sound (tidy.h)
 * has none. */
void loss_count(struct loss *l, struct str text);

/* Looks at the beginning of a line of text for signs of a wrong charset; only
 * until enough of the document has been seen. */
enum { LOSS_SHORT = 12, LOSS_ENOUGH = 512 /* characters */ };
void loss_look_at(struct loss *l, struct str line);
static inline void
loss_look(struct loss *l, struct str line)
{
	if (line.n >= LOSS_SHORT && l->looked < LOSS_ENOUGH)
		loss_look_at(l, line);
}

/* What the text was, and what it was read as before it was saved; NULL when it
 * looks sound. */
const char *loss_story(const struct loss *l);

#endif
