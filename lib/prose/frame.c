#include "core/die.h"
#include "prose/clause.h"
#include "prose/frame.h"

enum { INDICATOR, MUST, MAY };
enum { SENTENCES_MOST = 4 /* in which a number is spoken of */ };

/* A row of the table; a frame may have what it must have, and marks. */
struct frame {
	size_t row;
	struct classes must, never, may;
	uint64_t sign; /* of must */
};
struct frames {
	struct frame *v;
	size_t n, cap;
};

static struct tab table;
static struct frame *rows;
static struct frames counts, denials, heirs;
static struct frames thens, hints, counted, mutes; /* =then, =so (thens too), ... */
static size_t n_sets; /* rows that begin with =, which stand first */
static struct classes topics, carried, ends, shares, not, marks, heads, become, before,
    about, holds, now, speaks, turns, except, matters, takes, onward, weak, bare, why;

static const struct { struct str name; struct classes *set; } sets[] = {
	{ { "=topics", 7 }, &topics }, { { "=carried", 8 }, &carried },
	{ { "=ends", 5 }, &ends }, { { "=shares", 7 }, &shares },
	{ { "=not", 4 }, &not }, { { "=marks", 6 }, &marks },
	{ { "=heads", 6 }, &heads }, { { "=become", 7 }, &become },
	{ { "=before", 7 }, &before }, { { "=about", 6 }, &about },
	{ { "=holds", 6 }, &holds }, { { "=now", 4 }, &now },
	{ { "=except", 7 }, &except }, { { "=speaks", 7 }, &speaks },
	{ { "=turns", 6 }, &turns }, { { "=matters", 8 }, &matters },
	{ { "=takes", 6 }, &takes }, { { "=onward", 7 }, &onward },
	{ { "=weak", 5 }, &weak }, { { "=bare", 5 }, &bare },
	{ { "=why", 4 }, &why },
};

static const struct classes nothing;

/* A number that later clauses speak of. */
struct head {
	bool known;
	struct classes said;
	size_t from, number;
};

/* What has been said in the paragraph. */
static struct {
	struct classes topic;
	struct classes before;  /* what paragraphs before it have said of it as well */
	struct classes bracket; /* what a number said that brackets may follow */
	struct head head;
	bool apart;             /* a number of this sentence is not of the head */
	int sentences;          /* since the head */
} said;

static struct buf section_at_hand; /* =in.KEY */

/* Loading */

static struct str
name_of(size_t row)
{
	return table.row[row].cell[INDICATOR];
}

/* The row above that has this name; `end` when there is none. */
static size_t
find_set(struct str name, size_t end)
{
	size_t i = 0;

	while (i < end && !str_eq(name_of(i), name))
		i++;
	return i;
}

/* The classes of a list, in which =name stands for what the row of that name may
 * have: those with a - before them, or else all others. */
static struct classes
read_list(size_t row, struct str list, bool never)
{
	struct classes set = nothing;
	struct str one;
	size_t at;

	while (list.n != 0 && str_split(&list, ' ', &one)) {
		if (str_starts(one, STR("-")) != never)
			continue;
		one = str_slice(one, never, one.n);
		at = str_starts(one, STR("=")) ? find_set(one, row) : row;
		if (at < row)
			set = classes_or(set, rows[at].may);
		else if (!lexicon_class(one, &set))
			tab_wrong(&table, row, "%.*s is no class of words.tsv "
			    "and no row above", (int)one.n, one.p);
	}
	return set;
}

static void
add(struct frames *list, const struct frame *f)
{
	list->v = xgrow(list->v, list->n, &list->cap, sizeof *list->v);
	list->v[list->n++] = *f;
}

bool
frame_is(size_t row)
{
	return !str_starts(name_of(row), STR("="));
}

bool
frame_is_zero(size_t row)
{
	return classes_meet(rows[row].must, not);
}

static void
load_row(size_t row)
{
	struct frame *f = &rows[row];
	struct str name = name_of(row), must = table.row[row].cell[MUST];

	*f = (struct frame){ row, read_list(row, must, false),
		read_list(row, must, true),
		read_list(row, table.row[row].cell[MAY], false), 0 };
	f->sign = classes_sign(f->must);
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		if (str_eq(name, sets[i].name))
			*sets[i].set = f->may;
	if (str_eq(name, STR("=then")))
		add(&thens, f);
	else if (str_eq(name, STR("=so"))) {
		add(&thens, f);
		add(&hints, f);
	} else if (str_eq(name, STR("=counted")))
		add(&counted, f);
	else if (str_eq(name, STR("=inherited")))
		add(&heirs, f);
	else if (str_eq(name, STR("=mute")))
		add(&mutes, f);
	else if (frame_is(row)) {
		f->may = classes_or(classes_or(f->may, f->must), marks);
		add(frame_is_zero(row) ? &denials : &counts, f);
	}
}

void
frame_load(const char *folder)
{
	lexicon_load(folder);
	tab_load(&table, folder, "frames.tsv",
	    "indicator must may example expect also");
	rows = xcalloc(table.rows, sizeof *rows);
	for (size_t i = 0; i < table.rows; i++)
		load_row(i);
	while (n_sets < table.rows && !frame_is(n_sets))
		n_sets++;
}

const struct tab *
frame_table(void)
{
	return &table;
}

/* Reading */

struct hits {
	struct frame_hit *v;
	size_t n, most;
};

/* What rows say that follow from these classes. */
static struct classes
follow(const struct frames *list, struct classes from)
{
	const uint64_t sign = classes_sign(from);
	const struct frame *f;
	struct classes set = nothing;

	for (size_t i = 0; i < list->n; i++) {
		f = &list->v[i];
		if ((f->sign & ~sign) == 0 && classes_hold(from, f->must) &&
		    !classes_meet(from, f->never))
			set = classes_or(set, f->may);
	}
	return set;
}

/* What a clause speaks of. */
static struct classes
topics_of(struct classes own)
{
	return classes_without(classes_and(own, topics), follow(&mutes, own));
}

/* What has been said of all that the paragraph counts, and stands for a clause. */
static struct classes
marks_of(const struct clause *c)
{
	struct classes left = classes_and(said.topic, marks);

	return c->inside ? classes_and(left, said.bracket) :
	    classes_or(left, said.before);
}

/* The frames of a clause that says `own`, to which `left` adds what it leaves out.  One
 * that has no word of what a frame must have is not read by it, whatever it leaves out:
 * 县级28个 may count anything.  True when there are any. */
static bool
match(const struct frames *list, struct classes own, struct classes left,
    struct frame_hit hit, struct hits *hits)
{
	const struct classes all = classes_or(own, left);
	const uint64_t sign = classes_sign(all);
	const struct frame *f;
	size_t n = hits->n;

	for (size_t i = 0; i < list->n; i++) {
		f = &list->v[i];
		if ((f->sign & ~sign) == 0 && classes_hold(all, f->must) &&
		    classes_meet(own, f->must) && classes_hold(f->may, all) &&
		    !classes_meet(f->never, all) && hits->n < hits->most) {
			hit.row = f->row;
			hits->v[hits->n++] = hit;
		}
	}
	return hits->n > n;
}

/* What a clause says goes before what it may leave out, which is a topic, and adds
 * something to it.  True when it is read with a topic that it leaves out. */
static bool
read_clause(const struct frames *list, const struct clause *c, struct classes own,
    size_t from, size_t to, struct hits *hits)
{
	const struct frame_hit hit = { 0, from, to, c->to };
	struct classes left = marks_of(c), topic, strong;

	own = classes_or(own, follow(&hints, own));
	strong = classes_without(own, weak);
	if (match(list, own, left, hit, hits) || !classes_hold(nothing, topics_of(strong)))
		return false;
	topic = follow(&heirs, said.topic);
	return !classes_hold(own, topic) &&
	    match(list, strong, classes_or(left, classes_or(topic, own)), hit, hits);
}

/* What later clauses may leave out.  What a clause says `itself` goes before what those
 * said that lead to it: 为方便群众咨询，受理申请8件. */
static void
remember(struct classes itself, struct classes own)
{
	struct classes topic = topics_of(itself);

	if (classes_hold(nothing, topic))
		topic = topics_of(own);
	if (!classes_hold(nothing, topic) && !classes_meet(own, about))
		said.topic = classes_or(topic, classes_and(said.topic, marks));
	if (!classes_hold(onward, classes_and(own, classes_or(topics, carried))))
		said.before = nothing;
	said.topic = classes_or(said.topic, follow(&thens, own));
}

/* A clause that speaks of a number before it. */
static void
read_predicate(const struct clause *c, const struct head *h, struct hits *hits)
{
	if (h->known && c->gist.known)
		read_clause(&counts, c, classes_or(h->said, c->gist.says), h->from,
		    h->number, hits);
}

/* True when a clause speaks of the head, or in brackets of the number before them: over
 * another number before it only 均 and the like do, for 已 may be of that one. */
static bool
is_of_head(struct str s, const struct clause *c, const struct head *last)
{
	static const char *const copulas[] = { "为", "系", "属于", NULL };
	struct str text = str_slice(s, c->from, c->to);

	if (!classes_meet(c->gist.says, ends) && !str_starts_any(text, copulas))
		return false;
	if (c->inside || said.apart)
		return c->inside;
	if (last->number == 0 || last->number == said.head.number)
		return true;
	return clause_says_all(text);
}

/* True when a clause does not say what it is about, but perhaps that there is none. */
static bool
names_nothing(const struct gist *g)
{
	return g->known && classes_hold(classes_or(not, bare), g->says);
}

/* A clause with a denial.  What is denied may stand before it, when it is a case: 行政复议，
 * 全年都没有发生; or before a colon: 收费与减免:无.  One that has its own case may only add
 * to another: 复议无，诉讼无. */
static void
read_denial(struct str s, const struct clause *c, const struct gist *lead, struct hits *hits)
{
	const struct classes both = classes_or(c->gist.says, lead->says);
	const bool alone = names_nothing(&c->gist);
	const bool may = lead->known && classes_meet(lead->says, turns);
	const size_t n = hits->n;
	struct classes own = c->gist.says;

	if (!c->gist.known || !classes_meet(own, not) || (alone && !lead->known))
		return;
	if (alone && str_ends(str_slice(s, 0, c->from), STR(":")))
		own = both;
	if (may && !classes_meet(own, turns))
		read_clause(&denials, c, both, c->from, c->to, hits);
	if (hits->n == n)
		read_clause(&denials, c, own, c->from, c->to, hits);
	if (hits->n == n && may && classes_meet(lead->says, not))
		read_clause(&denials, c, both, c->from, c->to, hits);
}

/* A clause without a number; true when it speaks of one before it. */
static bool
read_without_number(struct str s, const struct clause *c, const struct gist *lead,
    const struct head *last, struct hits *hits)
{
	bool of_head = is_of_head(s, c, last);
	const size_t n = hits->n;

	if (of_head && !c->joined && !c->inside &&
	    !(last->known && classes_meet(c->gist.says, why)))
		read_predicate(c, &said.head, hits);
	if (hits->n == n && (of_head || c->joined ||
	    classes_meet(c->gist.says, speaks)))
		read_predicate(c, last, hits);
	read_denial(s, c, lead, hits);
	if (!c->joined && !of_head)
		remember(c->gist.says, c->gist.says);
	return of_head && said.head.known && classes_meet(c->gist.says, ends);
}

/* True when the number that is marked at `at` counts people or bodies, who do what the
 * clause says: 42个单位, 30名社会监督员. */
static bool
is_of_actors(struct str s, size_t at)
{
	static const char *const units[] = { "名", "位", "家", "个", "人", NULL };
	struct str unit = str_slice(s, at + 1, s.n);

	return str_starts_any(unit, units) && !str_starts(unit, STR("人次"));
}

/* True when the number that is marked at `at` counts what is dealt with: 就18项决策. */
static bool
is_of_objects(struct str s, size_t at)
{
	static const char *const words[] = { "就", "对", "对于", "围绕", "针对", NULL };

	return str_ends_any(str_slice(s, 0, at), words);
}

/* True when the clause has one number that counts: the last one, when those before it
 * count who acts, all of them (not 47个部门、18个乡镇), or with what, or where it came
 * from: 由上年的31家精简到9家.  What says so is taken out of *own. */
static bool
counts_one(struct str s, const struct clause *c, struct classes *own)
{
	if (classes_meet(*own, become)) {
		*own = classes_without(*own, before);
		return c->numbers <= 2;
	}
	if (c->numbers == 1)
		return true;
	for (size_t i = c->from; i + 1 < c->number; i++)
		if (s.p[i] == '#' && !is_of_actors(s, i) && !is_of_objects(s, i))
			return false;
	return !is_of_actors(s, c->number - 1) &&
	    !str_ends(str_slice(s, 0, c->from), STR("、"));
}

static bool
says_so(struct classes c)
{
	return !classes_hold(nothing, follow(&hints, c));
}

/* True when a number is of a matter that the head is not of: of suits, or of those, among
 * the head's suits, that are about disclosure. */
static bool
turns_to(struct classes own)
{
	const struct classes head = said.head.said;

	return classes_meet(classes_and(own, turns), classes_without(turns, head)) ||
	    (!says_so(head) && says_so(classes_or(own, head)));
}

/* True when a clause says no more than when: 收到申请8件，今年5件.  It counts what the
 * number before it did. */
static bool
says_only_when(struct classes own, const struct head *last)
{
	return last->known && classes_meet(own, now) &&
	    classes_meet(last->said, before) &&
	    classes_hold(last->said, classes_without(own, now));
}

/* A clause with a share, which may leave out what the number before it counted:
 * 统计信息5条，占2%. */
static void
read_share(const struct clause *c, struct classes own, const struct gist *lead,
    const struct head *last, struct hits *hits)
{
	const size_t n = hits->n;

	if (!c->gist.known)
		return;
	read_clause(&counts, c, own, c->from, c->number, hits);
	if (hits->n == n && last->known && classes_hold(nothing, lead->says))
		read_clause(&counts, c, classes_or(own, last->said), last->from,
		    c->number, hits);
}

/* True when what was said before a clause does not bear on it: that is no matter of its
 * own, and if it is a topic, the clause has one too. */
static bool
is_aside(const struct gist *lead, const struct clause *c)
{
	return lead->known && !classes_meet(lead->says, classes_or(carried, matters)) &&
	    (!classes_meet(lead->says, topics) ||
	    classes_meet(c->gist.says, topics));
}

/* True when the number that is marked at `at` counts what is disclosed, or is a share of
 * it: only such go on with what another paragraph counts. */
static bool
is_of_items(struct str s, size_t at)
{
	static const char *const units[] = { "条", "篇", "%", NULL };

	return str_starts_any(str_slice(s, at + 1, s.n), units);
}

/* True for a clause of what is left, 其余3件: what was said before it is of the others. */
static bool
begins_rest(struct str clause)
{
	static const char *const rest[] = { "其余", "剩余", "余下", "剩下", "其它#",
		"其他#", NULL };

	return str_starts_any(clause, rest);
}

/* A clause with a number, and what those before it said that have none, which may be of
 * something else; what was done it says itself. */
static void
read_number(struct str s, const struct clause *c, const struct gist *lead, struct head *last,
    struct hits *hits)
{
	const size_t n = hits->n;
	struct classes own = c->gist.says, count;
	bool goes_on = false; /* on the topic */

	if (!is_of_items(s, c->number - 1))
		said.before = nothing;
	if (classes_meet(own, takes))
		own = classes_without(own, str_starts(str_slice(s, c->number, s.n),
		    STR("%")) ? takes : classes_or(takes, shares));
	if (!counts_one(s, c, &own) ||
	    (!lead->known && classes_meet(lead->says, carried)))
		return;
	if (classes_meet(own, shares)) {
		read_share(c, own, lead, last, hits);
		remember(c->gist.says, own);
		return;
	}
	if (lead->known && !begins_rest(str_slice(s, c->from, c->to)))
		own = classes_or(own, classes_meet(own, heads) ?
		    classes_without(lead->says, heads) : lead->says);
	if (says_only_when(own, last)) {
		own = classes_or(own, classes_without(last->said, before));
		said.topic = classes_without(said.topic, follow(&counted, own));
	}
	if (c->gist.known)
		goes_on = read_clause(&counts, c, own, c->from, c->number, hits);
	if (c->gist.known && hits->n == n && is_aside(lead, c))
		read_clause(&counts, c, c->gist.says, c->from, c->number, hits);
	*last = (struct head){ c->gist.known, own, c->from, c->number };
	if (!c->inside && (!said.head.known ||
	    classes_meet(c->gist.says, heads) || turns_to(own))) {
		said.head = *last;
		said.sentences = 0;
	}
	said.apart |= !c->inside && classes_meet(own, except);
	if (!goes_on)
		remember(c->gist.says, own);
	count = follow(&counted, own);
	said.topic = classes_or(said.topic, count);
	said.bracket = c->inside ? classes_or(said.bracket, count) :
	    classes_or(follow(&thens, own), count);
}

bool
frame_names_nothing(struct str s)
{
	const struct gist g = lexicon_gist(s);

	return names_nothing(&g);
}

/* 除上述文件外: what the rest of the sentence is not of. */
static bool
is_put_aside(struct str clause)
{
	return str_starts(clause, STR("除")) && str_ends(clause, STR("外"));
}

/* A clause of a sentence that begins at `from` of a text, as one of the text. */
static struct clause
clause_at(const struct clause *c, size_t from)
{
	struct clause here = *c;

	here.from += from;
	here.to += from;
	here.number += from;
	return here;
}

size_t
frame_read(struct str s, size_t from, size_t to, struct frame_hit *hits, size_t most)
{
	struct hits found = { hits, 0, most };
	struct gist lead = { nothing, true };
	struct head last = { 0 };
	size_t n;
	const struct clause *clauses = clause_find(str_slice(s, from, to), &n);

	said.head.known &= said.sentences++ < SENTENCES_MOST;
	said.apart = false;
	for (size_t i = 0; i < n; i++) {
		const struct clause c = clause_at(&clauses[i], from);

		if (c.numbers == 0) {
			if (read_without_number(s, &c, &lead, &last, &found))
				continue;
			if ((c.inside && !classes_meet(c.gist.says, holds)) ||
			    is_put_aside(str_slice(s, c.from, c.to)))
				continue;
			lead.known &= c.gist.known;
			lead.says = classes_or(lead.says, c.gist.says);
		} else {
			read_number(s, &c, &lead, &last, &found);
			lead = (struct gist){ nothing, true };
		}
	}
	return found.n;
}

void
frame_report(void)
{
	section_at_hand.n = 0;
	said.topic = said.before = nothing;
}

/* What the paragraphs of a section have said goes on in the next one, unless they
 * turned to something else. */
static struct classes
go_on(struct str name)
{
	struct classes all = classes_or(said.topic, said.before);

	if (!str_eq(buf_str(&section_at_hand), name) ||
	    !classes_hold(onward, classes_and(said.topic, topics)))
		return nothing;
	return classes_and(classes_and(all, onward), marks);
}

void
frame_begin(struct str section)
{
	static struct buf name;
	size_t row;

	row = find_set(buf_join(&name, STR("=in."), section), n_sets);
	said.before = go_on(buf_str(&name));
	section_at_hand.n = 0;
	buf_put(&section_at_hand, buf_str(&name));
	said.topic = row < n_sets ? rows[row].may : nothing;
	said.bracket = nothing;
	said.head.known = false;
	clause_trim();
}
