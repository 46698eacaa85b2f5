/*
 * frame: what a number counts, by what the words of its clause say (frames.tsv).
 * Floor 8.
 *
 * Patterns (prose.tsv) know phrasings.  A frame knows the classes of words
 * (words.tsv) that a clause must have and may have, in any order.  It reads a
 * clause that has no other words: what is not wholly understood is not read.
 *
 * What a clause leaves out, others say: 收到申请5件，网上3件，均已答复.  A word of
 * what the frame must have stands in the clause itself; what it says alone goes before
 * what it may leave out; and what led to it, when that is of something else, may be left
 * aside.  Rows of the table that begin with =, which stand first, say
 * how:
 *   =topics     classes that a paragraph can speak of
 *   =weak       topics that do not keep a clause from having the paragraph's as well
 *   =inherited  when the topic has `must`, a clause without a topic of its own
 *               says `may`
 *   =then       behind a clause that says `must`, all clauses say `may`
 *   =so         the same, and that clause does
 *   =counted    as =then, but only behind a clause that has a number
 *   =marks      what these may say, which all frames may have; brackets are told
 *               only what the number before them said
 *   =in.KEY     what a paragraph of that section (sections.tsv) begins with
 *   =mute       of a clause that says `must`, `may` is no topic: 同意公开信息3件
 *   =heads      a number of such a clause is what 均 and 全部 speak of; what clauses
 *               before it say of these is not of it
 *   =ends       a clause without a number that says one of these speaks of it, or, if
 *               no frame reads that, of the number before: 不予公开2件,均涉及个人隐私
 *   =carried    the clause before a number must be understood if it says one
 *   =shares     a clause that says one has a share, no count
 *   =takes      but not when its number is no percentage: 网站占5条
 *   =become     a clause that says one may have two numbers, and the second counts;
 *               what it says of =before is of the first
 *   =now        a clause with a number that says nothing but this, and what the number
 *               before it said, counts what that did, which was of =before
 *   =except     behind a number of such a clause 均 and 全部 speak of what is left
 *   =speaks     a clause without a number that says one of these speaks of the number
 *               before it
 *   =why        the same, and it is not what 均 says of the head: it tells why
 *   =turns      a number of such a matter is the head when the head is of another, or
 *               when it says =so of what the head counts; a denial may leave it out
 *   =matters    what led to a clause bears on it when it says one: 消防方面，培训3次
 *   =not        a clause without a number that says it is a denial
 *   =onward     what a paragraph said of these is true of the next of its section as
 *               well, until it has a topic, or one of =carried, that is none of them, or
 *               counts what is no item
 *   =bare       a denial that says nothing else does not say of what it is
 *   =about      a clause that says one tells what requests were about: it is no topic
 *   =holds      brackets that say one, and have no number, add to what the number behind
 *               them is of: 通知公告(含公示)9条; others, as in 新媒体(微信等)9条, do not
 */
#ifndef GX_FRAME_H
#define GX_FRAME_H

#include "core/tab.h"

void frame_load(const char *folder);

/* The table: indicator, must, may, example, expect, also. */
const struct tab *frame_table(void);

/* True for a row that is a frame, false for one that begins with =. */
bool frame_is(size_t row);

/* True for a frame of denials, which have no number. */
bool frame_is_zero(size_t row);

/* Begins a report. */
void frame_report(void);

/* Begins a paragraph of a section. */
void frame_begin(struct str section);

/* True for words that do not say what they are about: 本年度均没有. */
bool frame_names_nothing(struct str words);

/* A clause that a frame reads: its bytes in the marked text; `to` is behind the
 * mark of its number, or the end of a denial; `end` is that of all that was read, which
 * may be a later clause's. */
struct frame_hit {
	size_t row, from, to, end;
};

/* Reads the next sentence of the paragraph, text[from..to) of marked text (marks.h);
 * returns how many hits there are, at most `most`.  A number that an earlier
 * sentence left may be among them. */
size_t frame_read(struct str text, size_t from, size_t to,
    struct frame_hit *hits, size_t most);

#endif
