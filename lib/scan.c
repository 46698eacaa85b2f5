#include <stdlib.h>

#include "die.h"
#include "scan.h"
#include "utf8.h"

enum { CHARACTERS = 0x110000, MOVES_MOST = 1 << 22, STATES_MOST = 0x7FFF };

/* A move to NONE is not known yet; where literals end, it is marked. */
enum { NONE = 0xFFFF, ENDS = 0x8000 };

/* A state is what of some literals has been read. */
struct scan {
	uint16_t *move;  /* [state * classes + class]: the next state */
	uint16_t *class; /* of each character; those that no literal has: 0 */
	size_t classes, states;
	uint16_t *fail;  /* of a state: its longest proper end that is one too */
	uint64_t *found; /* [state * words]: ids of the literals that end in it */
	size_t ids, words;
	struct literal {
		struct str text;
		size_t id;
	} *literal;
	size_t literals, cap;
};

struct scan *
scan_new(void)
{
	return xcalloc(1, sizeof(struct scan));
}

void
scan_add(struct scan *s, struct str literal, size_t id)
{
	if (literal.n == 0)
		return;
	s->literal = xgrow(s->literal, s->literals, &s->cap,
	    sizeof *s->literal);
	s->literal[s->literals++] = (struct literal){
		{ xstrndup(literal.p, literal.n), literal.n }, id };
	if (id >= s->ids)
		s->ids = id + 1;
}

size_t
scan_words(const struct scan *s)
{
	return (s->ids + SCAN_WORD - 1) / SCAN_WORD + 1;
}

/* Returns how many characters the literals have, one after the other.  Of the
 * classes, most pages are never touched. */
static size_t
find_classes(struct scan *s)
{
	size_t characters = 0;
	struct str l;
	uint32_t c;

	s->class = xcalloc(CHARACTERS, sizeof *s->class);
	s->classes = 1;
	for (size_t i = 0; i < s->literals; i++) {
		l = s->literal[i].text;
		for (size_t k = 0; k < l.n; characters++) {
			k += utf8_get(l.p + k, &c);
			if (s->class[c] == 0 && s->classes < UINT16_MAX)
				s->class[c] = (uint16_t)s->classes++;
		}
	}
	return characters;
}

static uint16_t
add_state(struct scan *s)
{
	for (size_t c = 0; c < s->classes; c++)
		s->move[s->states * s->classes + c] = NONE;
	return (uint16_t)s->states++;
}

static uint64_t *
found(const struct scan *s, size_t state)
{
	return s->found + state * s->words;
}

static void
add_literal(struct scan *s, const struct literal *l)
{
	size_t at = 0;
	uint16_t *to;
	uint32_t c;

	for (size_t k = 0; k < l->text.n;) {
		k += utf8_get(l->text.p + k, &c);
		to = &s->move[at * s->classes + s->class[c]];
		if (*to == NONE)
			*to = add_state(s);
		at = *to;
	}
	scan_put(found(s, at), l->id);
}

/* Adds what has been found in one state to a set; false when it is nothing. */
static bool
add_found(const struct scan *s, size_t state, uint64_t *set)
{
	const uint64_t *here = found(s, state);
	uint64_t any = 0;

	for (size_t i = 0; i < s->words; i++) {
		any |= here[i];
		set[i] |= here[i];
	}
	return any != 0;
}

/* Sets the fail links breadth first, and fills in the missing moves. */
static void
link_states(struct scan *s)
{
	uint16_t *queue = xcalloc(s->states, sizeof *queue), *to, fail;
	size_t n = 0, at;

	for (size_t i = 0; i < s->states; i++) {
		at = i == 0 ? 0 : queue[i - 1];
		for (size_t c = 0; c < s->classes; c++) {
			to = &s->move[at * s->classes + c];
			fail = at == 0 ? 0 :
			    s->move[s->fail[at] * s->classes + c];
			if (*to == NONE) {
				*to = fail;
				continue;
			}
			s->fail[*to] = fail;
			add_found(s, fail, found(s, *to));
			queue[n++] = *to;
		}
	}
	free(queue);
}

static void
mark_ends(struct scan *s)
{
	uint16_t *mark = xcalloc(s->states, sizeof *mark), *to;

	for (size_t i = 0; i < s->states; i++)
		if (add_found(s, i, found(s, i)))
			mark[i] = ENDS;
	for (to = s->move; to < s->move + s->states * s->classes; to++)
		*to |= mark[*to];
	free(mark);
}

void
scan_build(struct scan *s)
{
	size_t most = find_classes(s) + 1;

	s->words = scan_words(s);
	if (most > STATES_MOST || most > MOVES_MOST / s->classes)
		die(GX_USAGE, "too many literals to look for");
	s->move = xcalloc(most * s->classes, sizeof *s->move);
	s->fail = xcalloc(most, sizeof *s->fail);
	s->found = xcalloc(most * s->words, sizeof *s->found);
	add_state(s);
	for (size_t i = 0; i < s->literals; i++)
		add_literal(s, &s->literal[i]);
	link_states(s);
	mark_ends(s);
}

void
scan_run(const struct scan *s, struct str text, uint64_t *set)
{
	size_t at = 0;
	uint32_t c;

	for (size_t i = 0; i < text.n;) {
		i += utf8_get(text.p + i, &c);
		at = s->move[at * s->classes + s->class[c]];
		if ((at & ENDS) != 0) {
			at ^= ENDS;
			add_found(s, at, set);
		}
	}
}
