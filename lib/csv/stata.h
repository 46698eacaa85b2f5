/*
 * stata: a do-file that reads a table.  Floor 12.
 */
#ifndef GX_STATA_H
#define GX_STATA_H

#include "csv/sheet.h"

void stata_write(const struct sheet *s);

#endif
