#include <stdlib.h>

#include "core/die.h"
#include "core/scan.h"
#include "core/utf8.h"

/* Places of states; where literals end, that of a state is marked. */
enum { CHARACTERS = 0x110000, START = 1, MOST = 0x7FFF, ENDS = 0x8000 };

/* A state is what of some literals has been read.  In most of them most
 * characters lead where they lead at the start: only other moves are kept, each
 * at the place of its state plus the class of its character.  Those of several
 * states lie between each other. */
struct scan {
	struct move {
		uint16_t from, to; /* places of states; from 0: no move */
	} *move;
	uint16_t *start; /* [class]: the moves from the start */
	uint16_t *class; /* of each character; those that no literal has: 0 */
	size_t classes;
	uint16_t *state; /* [place]: its number */
	uint64_t *found; /* [number * words]: ids of the literals that end in it */
	size_t ids, words;
	struct literal {
		struct str text;
		size_t id;
	} *literal;
	size_t literals, cap;
};

/* The literals as a tree, of which the moves are made: here states are numbers. */
struct node {
	uint16_t class;       /* of the character that leads to it */
	uint16_t child, next; /* its first one; the next of its parent */
	uint16_t fail;        /* its longest proper end that is one too */
	uint16_t place;
};

/* One move of a state, while it has no place. */
struct way {
	uint16_t class, to;
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
			if (s->class[c] == 0 && s->classes < MOST)
				s->class[c] = (uint16_t)s->classes++;
		}
	}
	return characters;
}

static uint64_t *
found(const struct scan *s, size_t number)
{
	return s->found + number * s->words;
}

/* Adds a literal to a tree of n nodes; returns how many it has then. */
static size_t
add_literal(const struct scan *s, const struct literal *l, struct node *node,
    size_t n)
{
	size_t at = 0;
	uint16_t *to;
	uint32_t c;

	for (size_t k = 0; k < l->text.n; at = *to) {
		k += utf8_get(l->text.p + k, &c);
		to = &node[at].child;
		while (*to != 0 && node[*to].class != s->class[c])
			to = &node[*to].next;
		if (*to == 0) {
			node[n].class = s->class[c];
			*to = (uint16_t)n++;
		}
	}
	scan_put(found(s, at), l->id);
	return n;
}

/* Adds what has been found in one state to a set. */
static void
add_found(const struct scan *s, size_t number, uint64_t *set)
{
	const uint64_t *here = found(s, number);

	for (size_t i = 0; i < s->words; i++)
		set[i] |= here[i];
}

/* Where a character leads. */
static inline uint16_t
move(const struct move *moves, const uint16_t *start, size_t place, size_t class)
{
	struct move m = moves[place + class];
	uint16_t back = start[class];

	return m.from == place ? m.to : back;
}

/* The moves of a state that are kept, by class and number: to its children, and
 * with other characters those of its longest end.  Returns how many. */
static size_t
list_moves(const struct scan *s, const struct node *node, size_t number,
    struct way *way)
{
	size_t n = 0, children, place = node[node[number].fail].place, k;

	for (size_t to = node[number].child; to != 0; to = node[to].next)
		way[n++] = (struct way){ node[to].class, (uint16_t)to };
	children = n;
	for (uint16_t c = 1; c < s->classes && place != START; c++) {
		for (k = 0; k < children && way[k].class != c; k++)
			;
		if (k == children && s->move[place + c].from == place)
			way[n++] = (struct way){ c, s->move[place + c].to };
	}
	return n;
}

/* A place of no state where all these moves find room, from `place` on. */
static uint16_t
find_place(const struct scan *s, const struct way *way, size_t n, size_t place)
{
	size_t k;

	for (; place <= MOST; place++) {
		for (k = 0; k < n && s->move[place + way[k].class].from == 0; k++)
			;
		if (k == n && s->state[place] == 0)
			return (uint16_t)place;
	}
	die(GX_USAGE, "too many literals to look for");
}

static void
put_state(struct scan *s, struct node *node, size_t number, struct way *way)
{
	size_t n = list_moves(s, node, number, way);
	uint16_t place = find_place(s, way, n, START + number);

	node[number].place = place;
	s->state[place] = (uint16_t)number;
	for (size_t k = 0; k < n; k++)
		s->move[place + way[k].class] = (struct move){ place, way[k].to };
	add_found(s, node[number].fail, found(s, number));
}

/* Puts all states, breadth first: the longest end of each before it. */
static void
put_states(struct scan *s, struct node *node, size_t n)
{
	uint16_t *queue = xcalloc(n, sizeof *queue);
	struct way *way = xcalloc(s->classes, sizeof *way);
	size_t at, end = 1;

	node[0].place = START;
	for (size_t to = node[0].child; to != 0; to = node[to].next)
		s->start[node[to].class] = (uint16_t)to;
	for (size_t i = 0; i < end; i++) {
		at = queue[i];
		for (size_t to = node[at].child; to != 0; to = node[to].next) {
			node[to].fail = at == 0 ? 0 : move(s->move, s->start,
			    node[node[at].fail].place, node[to].class);
			queue[end++] = (uint16_t)to;
		}
		if (at != 0)
			put_state(s, node, at, way);
	}
	free(way);
	free(queue);
}

/* Moves lead to places from now on, and not to numbers. */
static void
number_places(struct scan *s, struct node *node, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < s->words; k++)
			if (found(s, i)[k] != 0)
				node[i].place |= ENDS;
	for (size_t i = 0; i < MOST + s->classes; i++)
		s->move[i].to = node[s->move[i].to].place;
	for (size_t c = 0; c < s->classes; c++)
		s->start[c] = node[s->start[c]].place;
}

void
scan_build(struct scan *s)
{
	size_t most = find_classes(s) + 1, n = 1;
	struct node *node = xcalloc(most, sizeof *node);

	if (most > MOST)
		die(GX_USAGE, "too many literals to look for");
	s->words = scan_words(s);
	s->move = xcalloc(MOST + s->classes, sizeof *s->move);
	s->start = xcalloc(s->classes, sizeof *s->start);
	s->state = xcalloc(MOST + 1, sizeof *s->state);
	s->found = xcalloc(most * s->words, sizeof *s->found);
	for (size_t i = 0; i < s->literals; i++)
		n = add_literal(s, &s->literal[i], node, n);
	put_states(s, node, n);
	number_places(s, node, n);
	free(node);
}

/* Where a character leads; what has been found there is added to a set. */
static inline size_t
step(const struct scan *s, size_t at, uint32_t c, uint64_t *set)
{
	at = move(s->move, s->start, at, s->class[c]);
	if ((at & ENDS) != 0) {
		at ^= ENDS;
		add_found(s, s->state[at], set);
	}
	return at;
}

void
scan_run(const struct scan *s, struct str text, uint64_t *set)
{
	const char *p = text.p, *end = text.p + text.n;
	size_t at = START;
	uint32_t c;

	while (p < end) {
		p += utf8_get(p, &c);
		at = step(s, at, c, set);
	}
	step(s, at, '$', set);
}
