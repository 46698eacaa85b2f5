/*
 * attach: what a dump holds besides text, put aside for those who can read it
 * (gx-decode --attachments).  Floor 4.
 *
 * FOLDER/list.tsv has a line for each file that was read, for each payload
 * that was put aside, and for what a crawl answered instead of a page; its
 * columns are those of struct attach, and what they hold is escaped as in
 * records.
 */
#ifndef GX_ATTACH_H
#define GX_ATTACH_H

#include "core/buf.h"

/* Fields may be any bytes: what cannot be printed is written as \xNN. */
struct attach {
	const char *what;  /* file, attachment, or the code of a warning */
	struct str name;   /* of the payload in the folder */
	struct str source;
	uint64_t offset;
	struct str url, date; /* as doc and warc.date have them */
	struct str detail;
};

/* Makes the list; dies when it cannot. */
void attach_open(const char *folder);
bool attach_is_open(void);

/* These do nothing unless it is open. */
void attach_list(const struct attach *a);

/* Writes a payload under its name. */
void attach_payload(struct str name, struct str payload);
void attach_close(void);

#endif
