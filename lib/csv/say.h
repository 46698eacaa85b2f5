/*
 * say: the text of a script or of metadata, as it is put together.  Floor 11.
 */
#ifndef GX_SAY_H
#define GX_SAY_H

#include "csv/category.h"
#include "csv/column.h"

/* Begins a text; chinese: the language of the labels. */
void say_begin(bool chinese);

/* What has been put together; good until the text goes on. */
struct str say_all(void);

void say_text(const char *z);
void say_str(struct str s);
void say_byte(char c);
void say_number(size_t n);
void say_with(struct str s, char what, const char *instead); /* each what so */
void say_quoted(struct str s); /* as R and JSON quote */
void say_take_back(size_t bytes); /* from the end */

/* True when the text ends in c: nothing has been listed yet. */
bool say_ends(char c);

/* In the language of the labels. */
bool say_in_chinese(void);
struct str say_label(const struct column *c);
struct str say_category(const struct category *c);

/* At most n characters of s; at most n bytes of it, whole characters. */
struct str say_cut(struct str s, size_t n);
struct str say_cut_bytes(struct str s, size_t n);

/* True when an earlier column has the same list of categories. */
bool say_is_known(const struct columns *list, size_t column);

#endif
