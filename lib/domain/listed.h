/*
 * listed: a text that is a row of a table, though nothing says where its cells are.
 * Floor 7.
 */
#ifndef GX_LISTED_H
#define GX_LISTED_H

#include "core/buf.h"

/* True when a text begins with the label of a row of the forms, and values follow
 * behind a colon, a comma, a blank or a drawn line: 当面申请数：0，3 */
bool listed_is(struct str text);

/* True for many values and nothing else: 0 3 0 0 3 0 0 0 0 0 */
bool listed_is_values(struct str text);

#endif
