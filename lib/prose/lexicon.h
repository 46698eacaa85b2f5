/*
 * lexicon: what the words of a clause say (words.tsv).  Floor 6.
 *
 * Authors say one thing in many words and in any order.  A clause is taken apart
 * into words that belong to classes; what it says is the set of these classes, and
 * whether there is anything in it that is no word of the table.
 */
#ifndef GX_LEXICON_H
#define GX_LEXICON_H

#include "core/scan.h"
#include "core/tab.h"

/* A set of classes, as of ids in scan.h. */
enum { LEXICON_CLASSES = 256, LEXICON_WORDS = LEXICON_CLASSES / SCAN_WORD };
struct classes {
	uint64_t word[LEXICON_WORDS];
};

struct gist {
	struct classes says;
	bool known; /* there is nothing else in it */
};

void lexicon_load(const char *folder);

/* Bit of a class, which is added to *set; false when no word has that class. */
bool lexicon_class(struct str name, struct classes *set);

/* How many classes whose names begin so a clause of marked text says. */
size_t lexicon_says(struct str prefix, struct str clause);

/* What a clause of marked text (marks.h) says. */
struct gist lexicon_gist(struct str clause);

/* Forgets clauses when there are many; to be called from time to time. */
void lexicon_trim(void);

static inline struct classes
classes_or(struct classes a, struct classes b)
{
	for (size_t i = 0; i < LEXICON_WORDS; i++)
		a.word[i] |= b.word[i];
	return a;
}

static inline struct classes
classes_and(struct classes a, struct classes b)
{
	for (size_t i = 0; i < LEXICON_WORDS; i++)
		a.word[i] &= b.word[i];
	return a;
}

static inline struct classes
classes_without(struct classes a, struct classes b)
{
	for (size_t i = 0; i < LEXICON_WORDS; i++)
		a.word[i] &= ~b.word[i];
	return a;
}

/* A part of a set has no bit that the sign of the set has not: quickly told. */
static inline uint64_t
classes_sign(struct classes a)
{
	uint64_t sign = 0;

	for (size_t i = 0; i < LEXICON_WORDS; i++)
		sign |= a.word[i];
	return sign;
}

/* True when all of b is in a. */
static inline bool
classes_hold(struct classes a, struct classes b)
{
	for (size_t i = 0; i < LEXICON_WORDS; i++)
		if ((b.word[i] & ~a.word[i]) != 0)
			return false;
	return true;
}

/* True when they have a class in common. */
static inline bool
classes_meet(struct classes a, struct classes b)
{
	for (size_t i = 0; i < LEXICON_WORDS; i++)
		if ((b.word[i] & a.word[i]) != 0)
			return true;
	return false;
}

#endif
