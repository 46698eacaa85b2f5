/*
 * rec: a record of gx-records(5), as fields and as a line.  Floor 4.
 */
#ifndef GX_REC_H
#define GX_REC_H

#include "core/die.h"
#include "core/pool.h"

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

/* One of a type's names: 0 is the type's own; NULL beyond the last. */
const char *rec_field_name(enum rec_type type, size_t field);

/* How many fields a record of the type has, without those of the list that may
 * end it. */
size_t rec_fields(enum rec_type type);

/* Makes r an empty record of the type, all fields "". */
void rec_make(struct rec *r, enum rec_type type, struct str doc, struct str line);
void rec_number(struct rec *r, size_t field, uint64_t value);
void rec_cell(struct rec *r, struct str cell); /* appends a field */
void rec_free(struct rec *r);

/* Puts these fields of r, which records to come share, into b as they will be
 * written: that takes the fewest steps for those that stand side by side.  Until
 * rec_make() they live in b. */
void rec_share(struct rec *r, const size_t *which, size_t n, struct buf *b);

/* Puts the record behind b, as a line without LF; or one field at d, where there is room for
 * twice the field and eight bytes more: returns its end. */
void rec_print(struct buf *b, const struct rec *r);
char *rec_escape(char *d, struct str field);

/* Splits a line, behind which its LF stands, into fields of r, which lie in the
 * line, their escapes as they are.  True when there is something else to see than
 * text: a backslash, CR or NUL. */
bool rec_split(struct rec *r, struct str line);

/* Makes a record of a line that is split.  NULL, or what is wrong with it. */
const char *rec_parse(struct rec *r, struct str line, bool odd);

/* A copy of r whose fields live in the pool. */
struct rec *rec_keep(struct pool *p, const struct rec *r);

/* The same as the line that would be written, which takes a fifth of the room;
 * a record of such a line, of a type that is known, whose fields live in the pool
 * as well; and one field that has nothing to escape, such as a number. */
struct str rec_pack(struct pool *p, const struct rec *r);
void rec_unpack(struct rec *r, struct pool *p, struct str line);
struct str rec_packed(struct str line, size_t field);

#endif
