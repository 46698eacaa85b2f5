/*
 * profile: which indicators have a column (profiles.tsv).  Floor 7.
 */
#ifndef GX_PROFILE_H
#define GX_PROFILE_H

#include "csv/column.h"

void profile_load(const char *folder);

/* The indicators of a list separated by commas: names of profiles, ids, or
 * beginnings of ids that end in a dot; in the order of the codebook, whatever
 * that of the list.  Dies with GX_USAGE when nothing is meant by a word. */
struct column_items profile_items(const char *list);

#endif
