#include <stdlib.h>

#include "die.h"
#include "scan.h"
#include "utf8.h"

enum { CHARACTERS = 0x110000, STATES_MOST = 0x8000 };

/* A slot that is free; the mark of a move to where literals end. */
enum { NONE = 0xFFFF, ENDS = 0x8000 };

/* A state is what of some literals has been read.  It has few moves of its own: they
 * lie in slot[state + class] among those of others, for its number is such that no
 * two meet.  With all other characters it moves as the start does, state 0. */
struct scan {
	uint16_t *class; /* of each character; those that no literal has: 0 */
	uint16_t *start; /* [class]: the move of the start */
	struct slot {
		uint16_t state, to; /* whose move it is, and where to */
	} *slot;
	uint16_t *node;  /* of the states, which are nodes of the tree */
	uint64_t *found; /* [node * words]: ids of the literals that end in it */
	size_t ids, words;
	struct literal {
		struct str text;
		size_t id;
		size_t read, node; /* what of it is in the tree; where that ends */
	} *literal;
	size_t literals, cap;
};

/* The tree of the literals, numbered by depth; 0 is its root, and no node. */
struct tree {
	struct node {
		size_t parent, class;    /* the character by which it is reached */
		size_t child, next;      /* the first child; the next of its parent */
		size_t fail;             /* its longest proper end that is a node */
		uint16_t state;
	} *node;
	size_t nodes;
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
		{ xstrndup(literal.p, literal.n), literal.n }, id, 0, 0 };
	if (id >= s->ids)
		s->ids = id + 1;
}

size_t
scan_words(const struct scan *s)
{
	return (s->ids + SCAN_WORD - 1) / SCAN_WORD + 1;
}

/* Returns how many characters the literals have, one after the other, and counts the
 * different ones.  Of the classes, most pages are never touched. */
static size_t
find_classes(struct scan *s, size_t *classes)
{
	size_t characters = 0;
	struct str l;
	uint32_t c;

	s->class = xcalloc(CHARACTERS, sizeof *s->class);
	*classes = 1;
	for (size_t i = 0; i < s->literals; i++) {
		l = s->literal[i].text;
		for (size_t k = 0; k < l.n; characters++) {
			k += utf8_get(l.p + k, &c);
			if (s->class[c] == 0 && *classes < STATES_MOST)
				s->class[c] = (uint16_t)(*classes)++;
		}
	}
	return characters;
}

static size_t
find_child(const struct tree *t, size_t at, size_t class)
{
	for (at = t->node[at].child; at != 0; at = t->node[at].next)
		if (t->node[at].class == class)
			break;
	return at;
}

static size_t
add_child(struct tree *t, size_t at, size_t class)
{
	size_t child = find_child(t, at, class);

	if (child != 0)
		return child;
	child = t->nodes++;
	t->node[child] = (struct node){ .parent = at, .class = class,
		.next = t->node[at].child };
	return t->node[at].child = child;
}

static uint64_t *
found(const struct scan *s, size_t node)
{
	return s->found + node * s->words;
}

/* Adds the next character of each literal; false when all are whole. */
static bool
grow(struct scan *s, struct tree *t)
{
	struct literal *l;
	bool grown = false;
	uint32_t c;

	for (l = s->literal; l < s->literal + s->literals; l++) {
		if (l->read == l->text.n)
			continue;
		grown = true;
		l->read += utf8_get(l->text.p + l->read, &c);
		l->node = add_child(t, l->node, s->class[c]);
		if (l->read == l->text.n)
			scan_put(found(s, l->node), l->id);
	}
	return grown;
}

/* Adds what has been found at one node to a set; false when it is nothing. */
static bool
add_found(const struct scan *s, size_t node, uint64_t *set)
{
	const uint64_t *here = found(s, node);
	uint64_t any = 0;

	for (size_t i = 0; i < s->words; i++) {
		any |= here[i];
		set[i] |= here[i];
	}
	return any != 0;
}

/* Those with fewer characters have been linked. */
static void
link_node(struct scan *s, struct tree *t, size_t at)
{
	struct node *node = &t->node[at];
	size_t end = node->parent;

	while (end != 0 && node->fail == 0) {
		end = t->node[end].fail;
		node->fail = find_child(t, end, node->class);
	}
	add_found(s, node->fail, found(s, at));
}

static bool
has_class(const struct tree *t, const uint16_t *to, size_t n, size_t class)
{
	for (size_t i = 0; i < n; i++)
		if (t->node[to[i]].class == class)
			return true;
	return false;
}

/* Fills in where a node moves to, unlike the root: to its children, and to those of
 * its ends; returns their number. */
static size_t
find_moves(const struct tree *t, size_t at, uint16_t *to)
{
	size_t n = 0;

	for (; at != 0; at = t->node[at].fail)
		for (size_t c = t->node[at].child; c != 0; c = t->node[c].next)
			if (!has_class(t, to, n, t->node[c].class))
				to[n++] = (uint16_t)c;
	return n;
}

static struct slot *
slot_of(const struct scan *s, const struct tree *t, size_t state, size_t to)
{
	return &s->slot[state + t->node[to].class];
}

static bool
are_free(const struct scan *s, const struct tree *t, size_t state,
    const uint16_t *to, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (slot_of(s, t, state, to[i])->state != NONE)
			return false;
	return true;
}

/* Gives a node the next number with which the slots of its moves are free. */
static void
place(struct scan *s, struct tree *t, size_t at, uint16_t *to)
{
	size_t n = find_moves(t, at, to), state = t->node[at - 1].state + 1u;

	while (state < STATES_MOST && !are_free(s, t, state, to, n))
		state++;
	if (state >= STATES_MOST)
		die(GX_USAGE, "too many literals to look for");
	for (size_t i = 0; i < n; i++)
		*slot_of(s, t, state, to[i]) = (struct slot){ (uint16_t)state, to[i] };
	t->node[at].state = (uint16_t)state;
	s->node[state] = (uint16_t)at;
}

/* A move to a node, as the slots have it. */
static uint16_t
move_to(const struct scan *s, const struct tree *t, size_t node)
{
	const uint64_t *here = found(s, node);

	for (size_t i = 0; i < s->words; i++)
		if (here[i] != 0)
			return t->node[node].state | ENDS;
	return t->node[node].state;
}

static void
make_room(struct scan *s, size_t classes, size_t nodes)
{
	size_t slots = STATES_MOST + classes;

	s->words = scan_words(s);
	s->found = xcalloc(nodes * s->words, sizeof *s->found);
	s->node = xcalloc(STATES_MOST, sizeof *s->node);
	s->start = xcalloc(classes, sizeof *s->start);
	s->slot = xcalloc(slots, sizeof *s->slot);
	for (size_t i = 0; i < slots; i++)
		s->slot[i].state = NONE;
}

/* Gives the nodes their numbers, and then the moves those of where they lead. */
static void
place_all(struct scan *s, struct tree *t, size_t classes)
{
	uint16_t *to = xcalloc(classes, sizeof *to);

	for (size_t i = 1; i < t->nodes; i++)
		place(s, t, i, to);
	for (size_t i = 0; i < t->node[t->nodes - 1].state + classes; i++)
		if (s->slot[i].state != NONE)
			s->slot[i].to = move_to(s, t, s->slot[i].to);
	for (size_t c = t->node[0].child; c != 0; c = t->node[c].next)
		s->start[t->node[c].class] = move_to(s, t, c);
	free(to);
}

void
scan_build(struct scan *s)
{
	struct tree t = { .nodes = 1 };
	size_t classes, most = find_classes(s, &classes) + 1;

	if (most > STATES_MOST)
		die(GX_USAGE, "too many literals to look for");
	make_room(s, classes, most);
	t.node = xcalloc(most, sizeof *t.node);
	while (grow(s, &t))
		;
	for (size_t i = 1; i < t.nodes; i++)
		link_node(s, &t, i);
	place_all(s, &t, classes);
	free(t.node);
}

void
scan_run(const struct scan *s, struct str text, uint64_t *set)
{
	const struct slot *slot;
	size_t at = 0;
	uint16_t class;
	uint32_t c;

	for (size_t i = 0; i < text.n;) {
		i += utf8_get(text.p + i, &c);
		class = s->class[c];
		slot = &s->slot[at + class];
		at = slot->state == at ? slot->to : s->start[class];
		if ((at & ENDS) != 0) {
			at ^= ENDS;
			add_found(s, s->node[at], set);
		}
	}
}
