#include <stdlib.h>

#include "die.h"
#include "scan.h"

enum { BYTES = 256, NONE = -1 };

struct scan {
	int *next;       /* [state * classes + class]: where to go, see below */
	unsigned char class[BYTES];
	int classes;     /* bytes that no literal has are of class 0 */
	struct state {
		int fail;  /* the longest proper end that is a state as well */
		int found; /* its first hit, or NONE */
		int more;  /* the next state along fail that has hits, or NONE */
	} *state;
	int states;
	struct hit {
		size_t id;
		int next;
	} *hit;
	size_t hits, hit_cap, ids;
	struct literal {
		char *p;
		size_t n, id;
	} *literal;
	size_t literals, literal_cap;
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
	s->literal = xgrow(s->literal, s->literals, &s->literal_cap,
	    sizeof *s->literal);
	s->literal[s->literals++] = (struct literal){
		xstrndup(literal.p, literal.n), literal.n, id };
	if (id >= s->ids)
		s->ids = id + 1;
}

size_t
scan_words(const struct scan *s)
{
	return (s->ids + SCAN_WORD - 1) / SCAN_WORD + 1;
}

static void
find_classes(struct scan *s)
{
	s->classes = 1;
	for (size_t i = 0; i < s->literals; i++)
		for (size_t k = 0; k < s->literal[i].n; k++) {
			unsigned char b = (unsigned char)s->literal[i].p[k];

			if (s->class[b] == 0)
				s->class[b] = (unsigned char)s->classes++;
		}
}

static int
add_state(struct scan *s)
{
	int *row = s->next + s->states * s->classes;

	for (int c = 0; c < s->classes; c++)
		row[c] = NONE;
	s->state[s->states] = (struct state){ 0, NONE, NONE };
	return s->states++;
}

static void
add_literal(struct scan *s, const struct literal *l)
{
	int at = 0, *to;

	for (size_t k = 0; k < l->n; k++) {
		to = &s->next[at * s->classes + s->class[(unsigned char)l->p[k]]];
		if (*to == NONE)
			*to = add_state(s);
		at = *to;
	}
	s->hit = xgrow(s->hit, s->hits, &s->hit_cap, sizeof *s->hit);
	s->hit[s->hits] = (struct hit){ l->id, s->state[at].found };
	s->state[at].found = (int)s->hits++;
}

/* Sets the fail links breadth first, and fills in the missing moves. */
static void
link_states(struct scan *s)
{
	int *queue = xcalloc((size_t)s->states, sizeof *queue), n = 0, at, to, fail;

	for (int i = 0; i < s->states; i++) {
		at = i == 0 ? 0 : queue[i - 1];
		for (int c = 0; c < s->classes; c++) {
			to = s->next[at * s->classes + c];
			fail = at == 0 ? 0 :
			    s->next[s->state[at].fail * s->classes + c];
			if (to == NONE) {
				s->next[at * s->classes + c] = fail;
				continue;
			}
			s->state[to].fail = fail;
			s->state[to].more = s->state[fail].found != NONE ?
			    fail : s->state[fail].more;
			queue[n++] = to;
		}
	}
	free(queue);
}

static bool
is_silent(const struct scan *s, int state)
{
	return s->state[state].found == NONE && s->state[state].more == NONE;
}

/* For scan_run a move holds the first move of its state, state * classes; it is
 * the complement of that where the state has hits. */
static void
prepare_moves(struct scan *s)
{
	int *move;

	for (int i = 0; i < s->states * s->classes; i++) {
		move = &s->next[i];
		*move = is_silent(s, *move) ? *move * s->classes :
		    ~(*move * s->classes);
	}
}

void
scan_build(struct scan *s)
{
	size_t most = 1;

	find_classes(s);
	for (size_t i = 0; i < s->literals; i++)
		most += s->literal[i].n;
	if (most > (size_t)(1 << 22) / (size_t)s->classes)
		die(GX_USAGE, "too many literals to look for");
	s->next = xcalloc(most * (size_t)s->classes, sizeof *s->next);
	s->state = xcalloc(most, sizeof *s->state);
	add_state(s);
	for (size_t i = 0; i < s->literals; i++)
		add_literal(s, &s->literal[i]);
	link_states(s);
	prepare_moves(s);
}

static void
add_hits(const struct scan *s, int state, uint64_t *set)
{
	for (; state != NONE; state = s->state[state].more)
		for (int h = s->state[state].found; h != NONE;
		     h = s->hit[h].next)
			scan_put(set, s->hit[h].id);
}

void
scan_run(const struct scan *s, struct str text, uint64_t *set)
{
	int at = 0;

	for (size_t i = 0; i < text.n; i++) {
		at = s->next[at + s->class[(unsigned char)text.p[i]]];
		if (at < 0) {
			at = ~at;
			add_hits(s, at / s->classes, set);
		}
	}
}
