#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

#include "core/die.h"
#include "core/rx.h"

/* FACTS: a hostile line is stopped after some milliseconds, and a stack of
 * 1 MiB is enough for the JIT on any line that an honest page has. */
enum {
	MATCH_LIMIT = 1000000,
	DEPTH_LIMIT = 5000,
	HEAP_LIMIT = 65536, /* KiB */
	JIT_FROM = 8, /* texts */
	STACK_START = 32 * 1024,
	STACK_MAX = 1024 * 1024
};

struct rx {
	pcre2_code *code;
	unsigned met; /* texts, up to JIT_FROM: then the JIT was asked to compile it */
	bool jit;     /* and has done so */
};

static pcre2_match_context *context;
static pcre2_match_data *data; /* of the last match; rx_find() copies it */

static void
start(void)
{
	pcre2_jit_stack *stack;

	context = pcre2_match_context_create(NULL);
	stack = pcre2_jit_stack_create(STACK_START, STACK_MAX, NULL);
	data = pcre2_match_data_create(RX_GROUPS, NULL);
	if (context == NULL || stack == NULL || data == NULL)
		die(GX_FAIL, "out of memory");
	pcre2_set_match_limit(context, MATCH_LIMIT);
	pcre2_set_depth_limit(context, DEPTH_LIMIT);
	pcre2_set_heap_limit(context, HEAP_LIMIT);
	pcre2_jit_stack_assign(context, NULL, stack);
}

struct rx *
rx_new(struct str pattern, char *why, size_t whyn)
{
	struct rx *rx = xcalloc(1, sizeof *rx);
	PCRE2_SIZE at;
	int error;

	if (context == NULL)
		start();
	rx->code = pcre2_compile((PCRE2_SPTR)pattern.p, pattern.n,
	    PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &error, &at, NULL);
	if (rx->code == NULL && error == PCRE2_ERROR_HEAP_FAILED)
		die(GX_FAIL, "out of memory");
	if (rx->code == NULL) {
		pcre2_get_error_message(error, (PCRE2_UCHAR *)why, whyn);
		free(rx);
		return NULL;
	}
	return rx;
}

void
rx_free(struct rx *rx)
{
	if (rx == NULL)
		return;
	pcre2_code_free(rx->code);
	free(rx);
}

/* To compile for the JIT takes as long as some looks at a text without it, and
 * most patterns meet fewer.  Without JIT everything still works, only slower. */
static void
meet(struct rx *rx, unsigned texts)
{
	if (rx->met < JIT_FROM && (rx->met += texts) >= JIT_FROM)
		rx->jit = pcre2_jit_compile(rx->code, PCRE2_JIT_COMPLETE) == 0;
}

/* With JIT, without pcre2_match(), which would look over what it is given; where the
 * JIT has not enough stack, once more, interpreted. */
static int
match(const struct rx *rx, struct str s, size_t from)
{
	int n;

	if (rx->jit) {
		n = pcre2_jit_match(rx->code, (PCRE2_SPTR)s.p, s.n, from, 0,
		    data, context);
		if (n != PCRE2_ERROR_JIT_STACKLIMIT)
			return n;
	}
	return pcre2_match(rx->code, (PCRE2_SPTR)s.p, s.n, from,
	    PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, data, context);
}

enum rx_result
rx_find(struct rx *rx, struct str s, size_t from, struct rx_match *m)
{
	PCRE2_SIZE *span = pcre2_get_ovector_pointer(data);
	int n;

	meet(rx, 1);
	n = match(rx, s, from);
	if (n < 0 && n != PCRE2_ERROR_NOMATCH && rx->met < JIT_FROM) {
		meet(rx, JIT_FROM); /* whose limits are wider */
		n = match(rx, s, from);
	}
	if (n == PCRE2_ERROR_NOMATCH)
		return RX_NONE;
	if (n < 0)
		return RX_LIMIT;
	if (n == 0) /* more groups than we keep */
		n = RX_GROUPS;
	for (int i = 0; i < RX_GROUPS; i++)
		m->group[i] = i >= n || span[2 * i] == PCRE2_UNSET ?
		    (struct str){ NULL, 0 } :
		    (struct str){ s.p + span[2 * i],
		        span[2 * i + 1] - span[2 * i] };
	return RX_FOUND;
}
