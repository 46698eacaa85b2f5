/*
 * opt: the command line, alike in every filter.  Floor 2.  The only owner of
 * <getopt.h>.
 *
 * Every filter has -h -V -q -u -r DIR, --help, --version, --, and takes FILE
 * arguments where "-" is standard input, which is also what is read when there
 * is none.
 */
#ifndef GX_OPT_H
#define GX_OPT_H

#include <stdbool.h>

struct opt {
	const char *usage;  /* "gx-csv [-hquV] [-r DIR] [-t TABLE] [FILE ...]" */
	const char *shorts; /* the filter's own options, as for getopt() */
	const struct opt_long {
		const char *name; /* last: NULL */
		bool argument;
		int value; /* what opt_next() returns; > 255, or a letter */
	} *longs;

	/* Set by opt_next(). */
	bool quiet;        /* -q: no closing summary */
	bool unverified;   /* -u: hand-made streams are welcome */
	const char *rules; /* -r: folder of the tables, or NULL */
	const char *argument;
	char **files; /* after the last option: the operands, or "-" */
};

/* The next of the filter's own options; -1 when there are no more.  Wrong
 * usage dies with the usage line, -h and -V end the process. */
int opt_next(struct opt *o, int argc, char **argv);

/* True when the operands name files to be opened. */
bool opt_names_files(const struct opt *o);

/* For a value that an option cannot have. */
_Noreturn void opt_wrong(const struct opt *o, const char *why);

#endif
