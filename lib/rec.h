/*
 * rec: the record format of gx-records(5), read and written.  Floor 4.
 *
 * A filter reads one stream (its FILE operands, one after the other) and
 * writes one.  Reading checks escapes, field counts, UTF-8, the last LF, and
 * that the eof record is there and counts right; what is wrong dies with the
 * place, after the whole records before it have been written.
 */
#ifndef GX_REC_H
#define GX_REC_H

#include "die.h"
#include "opt.h"
#include "pool.h"

enum rec_type {
	REC_OTHER, /* a type that this version does not know: f[0] is its line,
	            * f[F_DOC] and f[F_LINE] are as they came */
#define TYPE(T, name, text) REC_##T,
#define FIELD(T, F, name, text)
#define END(T)
#include "rec.def"
#undef TYPE
#undef FIELD
#undef END
	REC_TYPES
};

/* DOC_SOURCE, FACT_VALUE ... are indexes of struct rec's f; FACT_FIELDS is
 * their number.  ROW_FIELDS is the index of the first cell. */
#define TYPE(T, name, text) enum { T##_TYPE, T##_DOC, T##_LINE,
#define FIELD(T, F, name, text) T##_##F,
#define END(T) T##_FIELDS };
#include "rec.def"
#undef TYPE
#undef FIELD
#undef END

enum { F_DOC = 1, F_LINE = 2, REC_LINE_MAX = 8 * 1024 * 1024 };

struct rec {
	enum rec_type type;
	struct str *f; /* unescaped fields; f[0] is the type's name */
	size_t n, cap; /* fields, and how many there is room for */
	struct str line; /* what needs no escapes: of a record that was read, as it
	                  * came, with its LF */
	char number[8][20]; /* digits of rec_number() */
	unsigned numbers;
};

/* Takes the operands and -u; rules is the hash of the tables (16 digits), or
 * NULL for a filter that ends the stream: records it writes go nowhere. */
void rec_open(const struct opt *o, const char *rules);

/* The next record, in r until the next call; false at the end. */
bool rec_read(struct rec *r);
uint64_t rec_line(void); /* the stream's line of the last record read */

/* The n-th filter that the stream says it came through, from 0, the last one
 * first: program, version and hash of its tables, separated by TABs. */
bool rec_filter(size_t n, struct str *filter);

/* Makes r an empty record of the type, all fields "". */
void rec_make(struct rec *r, enum rec_type type, struct str doc, struct str line);
void rec_number(struct rec *r, size_t field, uint64_t value);
void rec_cell(struct rec *r, struct str cell); /* appends a field */
void rec_write(const struct rec *r);
void rec_pass(const struct rec *r); /* the same for one that was read and not
                                     * changed, in fewer steps */
void rec_free(struct rec *r);

/* Puts these fields of r, which records to come share, into b as they will be
 * written: that takes the fewest steps for those that stand side by side.  Until
 * rec_make() they live in b. */
void rec_share(struct rec *r, const size_t *which, size_t n, struct buf *b);

/* Writes a record without a struct rec, field by field in the order of the type;
 * those that are left out are empty.  The fields of a type that ends in a list go on
 * behind its last one. */
void rec_begin(enum rec_type type, struct str doc, uint64_t line);
void rec_put(size_t field, struct str value);
void rec_put_number(size_t field, uint64_t value);
void rec_end(void);

/* A copy of r whose fields live in the pool. */
struct rec *rec_keep(struct pool *p, const struct rec *r);

/* The same as the line that would be written, which takes a fifth of the room;
 * a record of such a line, of a type that is known, whose fields live in the pool
 * as well; and one field that has nothing to escape, such as a number. */
struct str rec_pack(struct pool *p, const struct rec *r);
void rec_unpack(struct rec *r, struct pool *p, struct str line);
struct str rec_packed(struct str line, size_t field);

/* Writes a warn record and counts it for the closing summary. */
void rec_warn(struct str doc, struct str line, struct str report,
    const char *code, const char *fmt, ...) GX_PRINTF(5, 6);

/* Adds up what the closing summary names besides warnings. */
void rec_refused(void);

/* Ends the stream with its eof record, if one is written; closes standard
 * output and returns code. */
int rec_finish(int code);

/* A field that must be a number of at most 18 digits; dies with the line. */
uint64_t rec_count(const struct rec *r, size_t field);

/* One of a type's names: 0 is the type's own; NULL beyond the last. */
const char *rec_field_name(enum rec_type type, size_t field);

#endif
