/*
 * loss: signs that text was damaged before it came here: private-use and
 * missing characters, and text that was decoded wrongly and saved again.
 * Floor 5.
 *
 * Nothing is mended: what stands there is evidence, a guess would be none.
 */
#ifndef GX_LOSS_H
#define GX_LOSS_H

#include "buf.h"

struct loss {
	uint64_t private;  /* characters of the private-use areas */
	uint64_t missing;  /* U+FFFD */
	uint64_t looked;   /* characters that were looked at for the rest */
	uint64_t as_gbk;   /* of them: in lines that are UTF-8 read as GBK */
	uint64_t as_latin; /* ... read as Latin-1 or windows-1252 */
};

/* Looks at a line of text (UTF-8): all of it for characters that are counted,
 * unless it is known to be sound (tidy.h); its beginning for signs of a wrong
 * charset. */
void loss_see(struct loss *l, struct str line, bool sound);

/* What the text was read as before it was saved, "GBK" or "Latin-1"; NULL when
 * it looks sound. */
const char *loss_charset(const struct loss *l);

#endif
