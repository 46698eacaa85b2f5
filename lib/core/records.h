/*
 * records: the streams of gx-records(5), read and written.  Floor 5.
 *
 * A filter reads one stream (its FILE operands, one after the other) and
 * writes one.  Reading checks escapes, field counts, UTF-8, the last LF, and
 * that the eof record is there and counts right; what is wrong dies with the
 * place, after the whole records before it have been written.
 */
#ifndef GX_RECORDS_H
#define GX_RECORDS_H

#include "core/die.h"
#include "core/opt.h"
#include "core/rec.h"

/* Takes the operands and -u; rules is the hash of the tables (16 digits), or
 * NULL for a filter that ends the stream: records it writes go nowhere. */
void records_open(const struct opt *o, const char *rules);

/* The next record, in r until the next call; false at the end. */
bool records_read(struct rec *r);
uint64_t records_line(void); /* the line of the last record read */

/* A field that must be a number of at most 18 digits; dies with the line. */
uint64_t records_count(const struct rec *r, size_t field);

/* The n-th filter that the stream says it came through, from 0, the last one
 * first: program, version and hash of its tables, separated by TABs. */
bool records_filter(size_t n, struct str *filter);

void records_write(const struct rec *r);
void records_pass(const struct rec *r); /* the same for one that was read and not
                                        * changed, in fewer steps */

/* Writes a text or a row that is packed as a record of the type, text, row or skip,
 * with its report (0: outside any) and its section, or why it is set aside: these
 * are the same fields of all three. */
void records_place(enum rec_type type, struct str packed, uint64_t report,
    struct str section);

/* Writes a record without a struct rec, field by field in the order of the type;
 * those that are left out are empty.  The fields of a type that ends in a list go on
 * behind its last one. */
void records_begin(enum rec_type type, struct str doc, uint64_t line);
void records_put(size_t field, struct str value);
void records_put_number(size_t field, uint64_t value);
void records_end(void);

/* Writes a warn record and counts it for the closing summary. */
void records_warn(struct str doc, struct str line, struct str report,
    const char *code, const char *fmt, ...) GX_PRINTF(5, 6);

/* Adds up what the closing summary names besides warnings. */
void records_refused(void);

/* Ends the stream with its eof record, if one is written; closes standard
 * output and returns code. */
int records_finish(int code);

#endif
