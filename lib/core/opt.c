#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "core/die.h"
#include "core/opt.h"

#ifndef GX_VERSION
#define GX_VERSION "0"
#endif

enum { LONGS = 16, SHORTS = 64 };

_Noreturn void
opt_wrong(const struct opt *o, const char *why)
{
	if (why != NULL)
		complain("%s", why);
	die(GX_USAGE, "usage: %s", o->usage);
}

/* Help and version go to standard output, and are checked as all output is. */
_Noreturn static void
answer(const char *text)
{
	if (printf("%s\n", text) >= 0 && fclose(stdout) == 0)
		die_silent(GX_OK);
	if (errno == EPIPE) /* the reader has what it wants */
		die_silent(GX_FAIL);
	die(GX_FAIL, "write error: %s", strerror(errno));
}

bool
opt_names_files(const struct opt *o)
{
	for (char **file = o->files; *file != NULL; file++)
		if (strcmp(*file, "-") != 0)
			return true;
	return false;
}

int
opt_next(struct opt *o, int argc, char **argv)
{
	static char dash[] = "-", *standard_input[] = { dash, NULL };
	struct option longs[LONGS] = {
		{ "help", no_argument, NULL, 'h' },
		{ "version", no_argument, NULL, 'V' },
	};
	char shorts[SHORTS];
	int c, n = 2;

	die_name(argv[0]);
	for (int i = 0; o->longs != NULL && o->longs[i].name != NULL; i++)
		longs[n++] = (struct option){ o->longs[i].name,
			o->longs[i].argument, NULL, o->longs[i].value };
	longs[n] = (struct option){ NULL, 0, NULL, 0 };
	snprintf(shorts, sizeof shorts, ":hVqur:%s",
	    o->shorts != NULL ? o->shorts : "");
	opterr = 0;
	while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		o->argument = optarg;
		switch (c) {
		case 'q': o->quiet = true; break;
		case 'u': o->unverified = true; break;
		case 'r': o->rules = optarg; break;
		case 'h': answer(o->usage);
		case 'V': answer(GX_VERSION);
		case '?':
		case ':': opt_wrong(o, NULL);
		default: return c;
		}
	}
	o->files = optind < argc ? argv + optind : standard_input;
	return -1;
}
