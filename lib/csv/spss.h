/*
 * spss: a syntax file that reads a table, for SPSS and PSPP.  Floor 12.
 */
#ifndef GX_SPSS_H
#define GX_SPSS_H

#include "csv/sheet.h"

void spss_write(const struct sheet *s);

#endif
