#include "core/records.h"
#include "prose/claim.h"

void
claim_put(struct buf *parts, struct dec value, const char *qualifier)
{
	char number[DEC_TEXT];

	if (parts->n != 0)
		buf_byte(parts, ' ');
	buf_put(parts, (struct str){ number, dec_print(value, number) });
	if (strcmp(qualifier, "exact") != 0) {
		buf_byte(parts, ':');
		buf_put(parts, str_of(qualifier));
	}
}

void
claim_write(const struct claim *c, const struct claim_place *at)
{
	static struct rec w;
	char number[DEC_TEXT];

	rec_make(&w, REC_CLAIM, at->doc, at->line);
	w.f[CLAIM_REPORT] = at->report;
	w.f[CLAIM_WHOLE] = (struct str){ number, dec_print(c->whole, number) };
	w.f[CLAIM_QUALIFIER] = c->qualifier;
	w.f[CLAIM_BASIS] = c->basis;
	w.f[CLAIM_PARTS] = c->parts;
	w.f[CLAIM_SHARES] = c->shares;
	rec_number(&w, CLAIM_COLUMN, at->column);
	w.f[CLAIM_RAW] = at->raw;
	records_write(&w);
}
