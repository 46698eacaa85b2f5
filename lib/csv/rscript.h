/*
 * rscript: an R script that reads a table.  Floor 12.
 */
#ifndef GX_RSCRIPT_H
#define GX_RSCRIPT_H

#include "csv/sheet.h"

void rscript_write(const struct sheet *s);

#endif
