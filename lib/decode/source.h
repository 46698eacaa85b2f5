/*
 * source: the files to read, one after the other.  Floor 6.
 *
 * A file that cannot be read is complained of, named in a warn record and
 * left; the others go on, and failed makes the exit status GX_FAIL at the end.
 */
#ifndef GX_SOURCE_H
#define GX_SOURCE_H

#include "core/io.h"
#include "core/rec.h"

struct source {
	char **files;        /* operands, last NULL */
	bool listed;         /* the names come from a list instead */
	struct io_in list;   /* NUL-separated names */
	char *name;          /* of the open file; from the list: owned */
	struct io_in in;
	bool failed;
};

/* list is a file of NUL-separated names ("-": standard input), or NULL. */
void source_open(struct source *s, char **files, const char *list);

/* Opens the next file that can be opened, as s->in; false after the last. */
bool source_next(struct source *s);

/* The open file cannot be read, or not to its end. */
void source_unreadable(struct source *s, int error);

/* Complains of the open file, which has been named in its records. */
void source_failed(struct source *s, const char *why);

/* Writes a warn record of no document, "NAME: message". */
void source_warn(const struct source *s, const char *code, const char *fmt,
    ...) GX_PRINTF(3, 4);

void source_close(struct source *s);

#endif
