/*
 * fold: text as it is matched.  Floor 5.
 *
 * Scraped pages write one thing in many ways: full-width letters, traditional
 * characters, quotation marks, blanks inside words.  fold.tsv says what each
 * is read as; the offsets kept beside lead back to the text as printed.
 */
#ifndef GX_FOLD_H
#define GX_FOLD_H

#include "core/buf.h"

struct folded {
	struct buf text;
	uint32_t *at; /* at[i]: offset of the folded byte i in the text; */
	size_t cap;   /* at[text.n]: the text's length */
};

void fold_load(const char *folder);

/* Classes of characters, for those who look at a text before it is folded: bits
 * below FOLD_GONE, which is the class of those that folding takes away or makes
 * blanks of. */
enum { FOLD_GONE = 0x80, FOLD_PLANE = 0x10000 };
extern unsigned char fold_classes[FOLD_PLANE];

/* Puts these characters into a class; behind the last call, what is read as one of
 * them is put into its classes. */
void fold_class(struct str characters, unsigned char class);
void fold_class_end(void);

static inline unsigned
fold_class_of(uint32_t c)
{
	return c < FOLD_PLANE ? fold_classes[c] : 0;
}

/* Replaces what f holds by the folded form of s, which must be UTF-8 and
 * shorter than 4 GiB. */
void fold(struct str s, struct folded *f);

/* Appends to f, as if the texts were one; `base` is added to the offsets. */
void fold_more(struct str s, uint32_t base, struct folded *f);

/* Appends the folded form of s to a buffer, without offsets. */
void fold_put(struct str s, struct buf *to);

/* The folded form of s in a buffer of its own, without offsets. */
struct str fold_copy(struct str s);

void fold_free(struct folded *f);

#endif
