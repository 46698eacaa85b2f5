#include <stdlib.h>

#include "core/die.h"
#include "core/tab.h"
#include "core/utf8.h"
#include "domain/fold.h"
#include "domain/form.h"

enum {
	BLOCKS = 64, /* as many bits has form_in_header() */
	SLOTS = 4096,
	REMNANT_LEAST = 15, /* bytes: five characters */
	REMNANT_MOST = 120,
	COLUMN_LEAST = 6      /* two characters */
};

static struct tab t;
static enum form_what *whats;
unsigned *form_kinds;
static struct link {
	int block, parent, first;
	struct rule {
		const struct indicator *in;
		struct buf name;
	} *rule; /* for each row of the block, as a column */
} *links;        /* of each row */
static struct form_block blocks[BLOCKS];
static int block_count;
int form_common_rows;

/* Every label, in a hash table with open addresses. */
static struct slot {
	struct str label;
	int row, next; /* next: slot of the same label, or FORM_NONE */
} *slots;
static int slot_count, slot_cap, heads[SLOTS];

static unsigned
hash(struct str s)
{
	uint32_t h = 2166136261u; /* FNV-1a */

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 16777619u;
	return h % SLOTS;
}

static void
add_label(struct str label, int row)
{
	unsigned h = hash(label);
	size_t cap = (size_t)slot_cap;

	slots = xgrow(slots, (size_t)slot_count, &cap, sizeof *slots);
	slot_cap = (int)cap;
	slots[slot_count] = (struct slot){ label, row, heads[h] };
	heads[h] = slot_count++;
}

const struct form_hits form_no_hits;

struct str
form_cell(int row, enum form_column column)
{
	return t.row[row].cell[column];
}

enum form_what
form_what(int row)
{
	return whats[row];
}

bool
form_has(const struct form_hits *hits, enum form_what what)
{
	for (int i = 0; i < hits->n; i++)
		if (form_is(hits->row[i], what))
			return true;
	return false;
}

bool
form_has_line(const struct form_hits *hits)
{
	return form_has(hits, FORM_ROW) || form_has(hits, FORM_PART);
}

bool
form_has_header(const struct form_hits *hits)
{
	for (int i = 0; i < hits->n; i++)
		if (!form_is_line(hits->row[i]))
			return true;
	return false;
}

bool
form_same_block(int a, int b)
{
	return links[a].block == links[b].block;
}

uint64_t
form_in_header(const struct form_hits *hits)
{
	uint64_t in = 0;

	for (int i = 0; i < hits->n; i++)
		if (hits->row[i] < form_commons())
			return UINT64_MAX;
		else if (!form_is_line(hits->row[i]))
			in |= UINT64_C(1) << links[hits->row[i]].block;
	return in;
}

int
form_blocks(void)
{
	return block_count;
}

const struct form_block *
form_block(int i)
{
	return &blocks[i];
}

static int
columns_below(const struct form_block *b, struct str group, int *column, int n)
{
	for (int i = b->first; i < b->lines && n < FORM_COLUMNS; i++)
		if (whats[i] <= FORM_GROUP &&
		    !(form_is_none(i) && form_is_optional(i)) &&
		    str_eq(form_cell(i, FORM_UNDER), group))
			column[n++] = i;
	return n;
}

int
form_header(int block, int row, int column[FORM_COLUMNS])
{
	int above[FORM_COLUMNS], n, below = 0;

	if (row == 0)
		return columns_below(&blocks[block], STR(""), column, 0);
	n = form_header(block, row - 1, above);
	for (int i = 0; i < n; i++)
		if (whats[above[i]] == FORM_GROUP)
			below = columns_below(&blocks[block],
			    form_cell(above[i], FORM_KEY), column, below);
	return below;
}

bool
form_labelled(int block)
{
	for (int i = blocks[block].first; i < blocks[block].end; i++)
		if (whats[i] == FORM_ROW && form_cell(i, FORM_LABELS).n == 0)
			return false;
	return true;
}

struct str
form_label(int row)
{
	struct str labels = form_cell(row, FORM_LABELS), label;

	str_split(&labels, '|', &label);
	return label;
}

static struct rule *
rule_of(int row, int column)
{
	return &links[row].rule[column - blocks[links[row].block].first];
}

const struct indicator *
form_indicator(int row, int column)
{
	return column < form_commons() ? NULL : rule_of(row, column)->in;
}

struct str
form_rule(int row, int column)
{
	return buf_str(&rule_of(row, column)->name);
}

int
form_parent(int row)
{
	return links[row].parent;
}

int
form_first_part(int row)
{
	return links[row].first;
}

/* Loading */

static const struct indicator *
find_indicator(int row, int column)
{
	static struct buf id;
	struct str key = form_cell(column, FORM_KEY);

	if (form_is_none(row) || form_is_none(column))
		return NULL;
	id.n = 0;
	buf_put(&id, form_cell(row, FORM_KEY));
	if (id.n != 0 && key.n != 0 && !str_eq(key, STR("=")))
		buf_byte(&id, '.');
	if (str_ends(key, STR("?")))
		key.n--;
	if (!str_eq(key, STR("=")))
		buf_put(&id, key);
	return indicator_find(buf_str(&id));
}

/* Finds the indicators of a line of the block. */
static void
link_columns(const struct form_block *b, int row)
{
	struct rule *rule;

	links[row].rule = xcalloc((size_t)(b->end - b->first), sizeof *rule);
	for (int c = b->first; c < b->end; c++) {
		if (!form_is_line(row) || whats[c] != FORM_COL || form_is_none(row) ||
		    form_is_none(c))
			continue;
		rule = rule_of(row, c);
		rule->in = find_indicator(row, c);
		if (rule->in == NULL)
			tab_wrong(&t, (size_t)row, "no indicator %.*s.%.*s",
			    (int)form_cell(row, FORM_KEY).n,
			    form_cell(row, FORM_KEY).p,
			    (int)form_cell(c, FORM_KEY).n,
			    form_cell(c, FORM_KEY).p);
		buf_put(&rule->name, STR("tables:"));
		buf_put(&rule->name, form_cell(row, FORM_FORM));
		buf_byte(&rule->name, ':');
		buf_put(&rule->name, rule->in->id);
	}
}

/* Finds what a line of the block is a part of. */
static void
link_parent(const struct form_block *b, int row)
{
	struct str under = form_cell(row, FORM_UNDER);

	for (int i = b->first; i < b->end && under.n != 0 && form_is_line(row); i++)
		if (form_is_line(i) && str_eq(form_cell(i, FORM_KEY), under)) {
			links[row].parent = i;
			if (links[i].first == FORM_NONE)
				links[i].first = row;
			break;
		}
}

/* Two rows of one group must not share a label. */
static void
check_labels(const struct form_block *b, int row)
{
	struct str labels = form_cell(row, FORM_LABELS), label;

	while (str_split(&labels, '|', &label))
		for (int i = heads[hash(label)]; i != FORM_NONE; i = slots[i].next)
			if (slots[i].row != row && slots[i].row >= b->first &&
			    slots[i].row < b->end && str_eq(slots[i].label, label) &&
			    whats[slots[i].row] == FORM_ROW &&
			    str_eq(form_cell(slots[i].row, FORM_UNDER),
			    form_cell(row, FORM_UNDER)))
				tab_wrong(&t, (size_t)row, "%.*s: another row of "
				    "the group has this label", (int)label.n,
				    label.p);
}

static enum form_what
what_of(int row)
{
	static const char *const names[] = {
		"col", "group", "row", "part", "note", NULL
	};

	return (enum form_what)tab_choice(&t, (size_t)row, FORM_WHAT, names,
	    "what: col, group, row, part or note");
}

/* What the key of a row says of it. */
static unsigned
kinds_of(int row)
{
	static const struct {
		const char *key;
		unsigned kinds;
	} keys[] = {
		{ "tot?", FORM_TOTALS },
		{ "-??", FORM_UNITS }, { "-unit?", FORM_UNITS },
		{ "-note?", FORM_NOTES }, { "-#?", FORM_RUNNING },
		{ "-any?", FORM_OTHER | FORM_ANY }, { NULL, FORM_OTHER }
	};
	struct str key = form_key(row);
	unsigned kinds = 0;
	size_t i = 0;

	if (whats[row] == FORM_COL) {
		while (keys[i].key != NULL && !str_eq(key, str_of(keys[i].key)))
			i++;
		kinds = keys[i].kinds;
	}
	if (str_starts(key, STR("-")))
		kinds |= FORM_EMPTY;
	else
		kinds &= ~(unsigned)FORM_OTHER;
	return kinds | (str_ends(key, STR("?")) ? FORM_OPTIONAL : 0);
}

static void
load_row(int row)
{
	struct str labels = fold_copy(form_cell(row, FORM_LABELS)), label;
	struct form_block *b;
	bool same = row > 0 &&
	    str_eq(form_cell(row, FORM_FORM), form_cell(row - 1, FORM_FORM)) &&
	    str_eq(form_cell(row, FORM_BLOCK), form_cell(row - 1, FORM_BLOCK));

	whats[row] = what_of(row);
	form_kinds[row] = kinds_of(row);
	t.row[row].cell[FORM_LABELS] = labels;
	while (str_split(&labels, '|', &label))
		if (label.n != 0)
			add_label(label, row);
	links[row] = (struct link){ FORM_NONE, FORM_NONE, FORM_NONE, NULL };
	if (str_eq(form_cell(row, FORM_BLOCK), STR("*"))) {
		if (block_count != 0 || form_is_line(row))
			tab_wrong(&t, (size_t)row, "columns and notes of every "
			    "block come first");
		form_common_rows = row + 1;
		return;
	}
	if (!same && block_count == BLOCKS)
		tab_wrong(&t, (size_t)row, "more than %d blocks", BLOCKS);
	if (!same)
		blocks[block_count++].first = row;
	b = &blocks[block_count - 1];
	b->end = row + 1;
	if (form_is_line(row) && b->lines == 0)
		b->lines = row;
	else if (whats[row] <= FORM_GROUP && b->lines != 0)
		tab_wrong(&t, (size_t)row, "the columns of a block come first");
	links[row].block = block_count - 1;
}

void
form_load(const char *folder)
{
	for (int i = 0; i < SLOTS; i++)
		heads[i] = FORM_NONE;
	tab_load(&t, folder, "tables.tsv", "what form block key under labels");
	whats = xcalloc(t.rows, sizeof *whats);
	form_kinds = xcalloc(t.rows, sizeof *form_kinds);
	links = xcalloc(t.rows, sizeof *links);
	for (int i = 0; i < (int)t.rows; i++)
		load_row(i);
	for (int i = 0; i < block_count; i++)
		for (int row = blocks[i].first; row < blocks[i].end; row++) {
			link_columns(&blocks[i], row);
			link_parent(&blocks[i], row);
			if (whats[row] == FORM_ROW)
				check_labels(&blocks[i], row);
		}
}

/* Labels */

/* Length of the digits, Chinese or not, at the start. */
static size_t
digits(struct str s)
{
	static const char han[] = "一二三四五六七八九十";
	size_t i = 0;

	for (;;)
		if (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
			i++;
		else if (i + 3 <= s.n && str_has(STR(han), str_slice(s, i, i + 3)))
			i += 3;
		else
			return i;
}

/* Length of a numbering at the start: 一、 (一) 1. 1、 1) ①, and 1 before a
 * word. */
static size_t
numbering(struct str s)
{
	size_t bracket = str_starts(s, STR("(")), n;
	struct str behind;

	if (str_cmp(STR("①"), str_slice(s, 0, 3)) <= 0 &&
	    str_cmp(str_slice(s, 0, 3), STR("⑳")) <= 0)
		return 3;
	n = bracket + digits(str_slice(s, bracket, s.n));
	if (n == bracket)
		return 0;
	behind = str_slice(s, n, s.n);
	if (str_starts(behind, STR(")")))
		return n + 1;
	if (bracket)
		return 0;
	if (str_starts(behind, STR("、")))
		return n + 3;
	if (str_starts(behind, STR(".")))
		return n + 1;
	return s.p[0] <= '9' && behind.n != 0 && (unsigned char)*behind.p >= 0xE3 ?
	    n : 0;
}

bool
form_is_numbering(struct str folded)
{
	return folded.n != 0 && numbering(folded) == folded.n;
}

/* The same without 其中: and numberings, of which there may be several. */
static struct str
plain(struct str s)
{
	size_t n;

	do {
		if (str_starts(s, STR("其中:")))
			s = str_slice(s, strlen("其中:"), s.n);
		n = numbering(s);
		s = str_slice(s, n, s.n);
	} while (n != 0);
	return s;
}

/* True for a row of a block that flattened text is not parted by. */
static bool
is_marked(int row)
{
	return str_ends(form_cell(row, FORM_BLOCK), STR("*"));
}

static void
add_hits(struct str label, bool marked, struct form_hits *hits)
{
	if (label.n == 0)
		return;
	for (int i = heads[hash(label)]; i != FORM_NONE; i = slots[i].next)
		if (str_eq(slots[i].label, label) && hits->n < FORM_HITS &&
		    (marked || !is_marked(slots[i].row)) &&
		    !form_hit(hits, slots[i].row))
			hits->row[hits->n++] = slots[i].row;
}

/* Tags that a scraper left in the text of a cell. */
static struct str
without_tags(struct str s)
{
	static struct buf b;
	size_t open, close;

	if (!str_has(s, STR("《br")))
		return s;
	b.n = 0;
	for (;;) {
		open = str_find(s, STR("《br"), 0);
		close = str_find(s, STR("》"), open);
		buf_put(&b, str_slice(s, 0, open));
		if (close >= s.n)
			return buf_str(&b);
		s = str_slice(s, close + strlen("》"), s.n);
	}
}

bool
form_begins(struct str text)
{
	for (int i = 0; i < slot_count; i++)
		if (whats[slots[i].row] <= FORM_GROUP &&
		    str_starts(slots[i].label, text))
			return true;
	return false;
}

bool
form_begins_line(struct str text)
{
	text = plain(text);
	for (int i = 0; i < slot_count; i++)
		if (form_is_line(slots[i].row) && str_starts(slots[i].label, text))
			return true;
	return false;
}

/* True when s is what of label after some characters have been lost, but no
 * more than two in five. */
static bool
is_remnant(struct str s, struct str label)
{
	size_t k = 0, length;

	if (s.n * 5 < label.n * 3)
		return false;
	for (size_t i = 0; i < label.n && k < s.n; i += length) {
		length = utf8_length(label.p[i]);
		if (str_starts(str_slice(s, k, s.n),
		    str_slice(label, i, i + length)))
			k += length;
	}
	return k == s.n;
}

bool
form_is_remnant(struct str s, int row)
{
	struct str labels = form_cell(row, FORM_LABELS), label;

	while (s.n >= COLUMN_LEAST && str_split(&labels, '|', &label))
		if (is_remnant(s, label))
			return true;
	return false;
}

static void
add_remnants(struct str s, struct form_hits *hits)
{
	int only = FORM_NONE;

	for (int i = 0; i < slot_count; i++)
		if (slots[i].row != only && is_remnant(s, slots[i].label)) {
			if (only != FORM_NONE)
				return; /* of which label, nobody can tell */
			only = slots[i].row;
		}
	if (only != FORM_NONE)
		hits->row[hits->n++] = only;
}

/* True for notes in brackets, the last of which may not be closed. */
static bool
are_notes(struct str s)
{
	int open = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (open == 0 && s.p[i] != '(')
			return false;
		open += (s.p[i] == '(') - (s.p[i] == ')');
	}
	return true;
}

/* A text is a label as it is, without its numbering, or without the note in
 * brackets behind it, or around all of it. */
static void
find(struct str text, bool marked, struct form_hits *hits)
{
	struct str bare;
	size_t note;

	text = without_tags(text);
	bare = plain(text);
	note = str_find(bare, STR("("), 0);
	hits->n = 0;
	add_hits(text, marked, hits);
	if (bare.n != text.n)
		add_hits(bare, marked, hits);
	if (note == 0 && str_ends(bare, STR(")")))
		add_hits(str_slice(bare, 1, bare.n - 1), marked, hits);
	else if (note < bare.n && are_notes(str_slice(bare, note, bare.n)))
		add_hits(str_slice(bare, 0, note), marked, hits);
}

void
form_find(struct str text, struct form_hits *hits)
{
	find(text, false, hits);
}

void
form_find_damaged(struct str text, struct form_hits *hits)
{
	struct str bare;

	if (str_ends(text, STR(":")))
		text.n--;
	bare = plain(text);

	find(text, true, hits);
	if (hits->n == 0 && bare.n < text.n && bare.n >= REMNANT_LEAST &&
	    bare.n <= REMNANT_MOST)
		add_remnants(bare, hits);
}
