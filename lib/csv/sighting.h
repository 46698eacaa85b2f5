/*
 * sighting: documents that hold no report but belong to a row of the roster: by
 * their address, the code of their site or their publisher.  Floor 9.
 *
 * They are counted for each row and year; coverage.tsv says what became of those
 * that could not be read.
 */
#ifndef GX_SIGHTING_H
#define GX_SIGHTING_H

#include "core/rec.h"

enum { SIGHTING_READ = -1 };

struct sighting {
	size_t row, n; /* of the roster; how many documents */
	int year;      /* that address or title name, or 0 */
	int code;      /* why they could not be read: a row of coverage.tsv; or
	                * SIGHTING_READ */
	bool sure;     /* they are of this year, or of all years of the row */
};

void sighting_load(const char *folder);

/* Every record of the stream, also warnings of no document. */
void sighting_take(const struct rec *r);

/* The rows of the roster that the document at hand belongs to; their number. */
size_t sighting_rows(const size_t **list);

/* At the end of the stream: all that was seen; their number. */
size_t sighting_all(struct sighting **list);

struct str sighting_code(int code);
struct str sighting_reason(int code);

#endif
