#include "tables/rowsum.h"

static struct str
id_of(const struct fact *fact)
{
	return fact->indicator->id;
}

bool
rowsum_is_total(const struct fact *fact)
{
	return str_ends(id_of(fact), STR(".tot"));
}

/* What comes before the last dot of an id. */
static struct str
stem(const struct fact *fact)
{
	struct str s = id_of(fact);

	while (s.n != 0 && s.p[s.n - 1] != '.')
		s.n--;
	return s;
}

/* True when an id is of this stem. */
static bool
has_stem(const struct fact *fact, struct str of)
{
	struct str id = id_of(fact);

	return str_starts(id, of) && str_byte(id, '.', of.n) == id.n;
}

/* True when a fact of the row has others beside it, whose total it may be. */
static bool
has_others(const struct stretch_row *row, const struct fact *fact,
    const struct facts *f)
{
	struct str of = stem(fact);

	for (size_t i = row->from; i < row->to; i++)
		if (&f->v[i] != fact && has_stem(&f->v[i], of))
			return true;
	return false;
}

bool
rowsum_of_others(const struct stretch_row *row, const struct fact *fact,
    const struct facts *f, struct dec *sum)
{
	struct str of = stem(fact);

	*sum = (struct dec){ 0, 0 };
	for (size_t i = row->from; i < row->to; i++)
		if (&f->v[i] != fact && has_stem(&f->v[i], of) &&
		    (stretch_is_unread(&f->v[i]) ||
		    !dec_add(sum, f->v[i].value.number)))
			return false;
	return true;
}

struct rowsum
rowsum(const struct stretch_row *row, const struct facts *f)
{
	struct rowsum n = { .right = 0 };
	const struct value *v;
	struct dec sum;
	bool known;

	for (size_t i = row->from; i < row->to; i++) {
		if (!rowsum_is_total(&f->v[i]))
			continue;
		v = &f->v[i].value;
		n.filled |= v->present && v->number.n != 0;
		known = rowsum_of_others(row, &f->v[i], f, &sum);
		if (!known || !v->present || dec_cmp(sum, v->number) != 0) {
			n.wrong++;
			known &= has_others(row, &f->v[i], f);
			n.off += known && v->present;
			n.lacking += known && !v->present && sum.n != 0;
		} else if (sum.n != 0)
			n.right++;
		else
			n.zero++;
	}
	return n;
}

bool
rowsum_adds_up(const struct stretch_row *row, const struct facts *f)
{
	struct rowsum n = rowsum(row, f);

	return n.right != 0 && n.wrong == 0;
}

bool
rowsum_has_total(const struct stretch_row *row, const struct facts *f)
{
	for (size_t i = row->from; i < row->to; i++)
		if (rowsum_is_total(&f->v[i]) && f->v[i].value.present)
			return true;
	return false;
}

bool
rowsum_compare_moved(const struct stretch_row *row, const struct facts *f, int *cmp)
{
	const struct fact *last = &f->v[row->to - 1];
	struct dec sum;

	if (!rowsum_is_total(last) || !last[-1].value.present ||
	    !rowsum_of_others(row, last - 1, f, &sum))
		return false;
	*cmp = dec_cmp(last[-1].value.number, sum);
	return true;
}
