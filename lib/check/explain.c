#include "check/explain.h"
#include "core/io.h"

static struct buf source, whose;

/* The numbers of the finding at hand: those on each side, a line each, and the
 * zeros of the left side, which are many and have one line. */
static struct {
	struct str doc;
	struct buf side[2], zeros, read;
} lines;

void
explain_source(struct str s)
{
	source.n = 0;
	buf_put(&source, s);
}

void
explain_whose(struct str name, struct str year)
{
	whose.n = 0;
	buf_put(&whose, name);
	if (year.n != 0) {
		buf_byte(&whose, ' ');
		buf_put(&whose, year);
	}
}

void
explain_begin(struct str doc)
{
	lines.doc = doc;
	lines.side[0].n = lines.side[1].n = lines.zeros.n = lines.read.n = 0;
}

void
explain_read(struct str raw)
{
	buf_put(&lines.read, raw);
}

/* "line 12", and the document's id where it is another one. */
static void
put_place(struct buf *b, struct str place)
{
	size_t report = str_byte(place, ':', 0);
	size_t line = str_byte(place, ':', report + 1);

	if (!str_eq(str_slice(place, 0, report), lines.doc)) {
		buf_put(b, str_slice(place, 0, report));
		buf_put(b, STR(" "));
	}
	buf_put(b, STR("line "));
	buf_put(b, str_slice(place, line + 1, place.n));
}

static void
put_label(struct buf *b, const struct indicator *in)
{
	if (in == NULL)
		return;
	buf_put(b, STR(", "));
	buf_put(b, in->label_zh);
	buf_put(b, STR(" ("));
	buf_put(b, in->label_en);
	buf_byte(b, ')');
}

static void
put_dec(struct buf *b, struct dec d)
{
	char text[DEC_TEXT];

	buf_put(b, (struct str){ text, dec_print(d, text) });
}

/* "- 5 * " before the number of a term that has this factor. */
static void
put_factor(struct buf *b, const struct term *term)
{
	struct dec factor = term != NULL ? term->factor : (struct dec){ 1, 0 };

	buf_put(b, factor.n < 0 ? STR("    - ") : STR("      "));
	factor.n = factor.n < 0 ? -factor.n : factor.n;
	if (dec_cmp(factor, (struct dec){ 1, 0 }) != 0) {
		put_dec(b, factor);
		buf_put(b, STR(" * "));
	}
}

void
explain_number(const struct explain_number *n)
{
	const struct rec *fact = n->reading != NULL ? n->reading->fact : NULL;
	struct str raw = fact != NULL ? fact->f[FACT_RAW] : STR("");
	struct str said = str_slice(n->said, 1, n->said.n);
	size_t at = str_byte(said, '@', 0);
	struct str place = str_slice(said, at + 1, said.n);
	struct buf *b = &lines.side[n->side];

	if (n->side == 0 && str_eq(raw, STR("0"))) {
		b = &lines.zeros;
		buf_put(b, b->n == 0 ? STR("      0  ") : STR("; "));
		buf_put(b, n->name);
		buf_put(b, STR(", "));
		put_place(b, place);
		return;
	}
	put_factor(b, n->term);
	buf_put(b, str_slice(said, 0, at));
	buf_put(b, STR("  "));
	buf_put(b, n->name);
	put_label(b, n->in);
	buf_put(b, STR(", "));
	put_place(b, place);
	if (raw.n != 0) {
		buf_put(b, STR(": "));
		buf_printable(b, raw);
	}
	buf_byte(b, '\n');
}

static void
put_head(struct buf *b, const struct explain_finding *f)
{
	buf_printable(b, source.n != 0 ? buf_str(&source) : f->doc);
	buf_put(b, STR(": "));
	buf_printable(b, buf_str(&whose));
	buf_put(b, whose.n != 0 ? STR(", report ") : STR("report "));
	buf_printable(b, f->report);
	buf_put(b, STR(": "));
	buf_put(b, f->id->id);
	buf_put(b, STR(" fails ("));
	buf_put(b, f->id->severity_name);
	buf_put(b, STR(")\n"));
}

/* A side of the relation that is a number of the rule's. */
static void
put_constant(struct buf *b, struct dec d)
{
	buf_put(b, STR("      "));
	put_dec(b, d);
	buf_byte(b, '\n');
}

/* The numbers, and between them how they must stand to each other. */
static void
put_numbers(struct buf *b, const struct explain_finding *f)
{
	if (f->sums && lines.side[0].n + lines.zeros.n == 0)
		put_constant(b, f->left);
	buf_put(b, buf_str(&lines.side[0]));
	buf_put(b, buf_str(&lines.zeros));
	if (lines.zeros.n != 0)
		buf_byte(b, '\n');
	if (!f->sums) {
		buf_put(b, buf_str(&lines.side[1]));
		buf_put(b, STR("    must keep: "));
		buf_put(b, f->id->expression);
		buf_byte(b, '\n');
		return;
	}
	buf_put(b, f->relation.p[0] == '=' ? STR("    must equal") :
	    f->relation.p[0] == '<' ? STR("    must not exceed") :
	    STR("    must reach"));
	if (f->id->form == IDENTITY_OTHER) { /* what is summed is not in the rule */
		buf_put(b, STR(", by "));
		buf_put(b, f->id->expression);
	}
	buf_byte(b, '\n');
	buf_put(b, buf_str(&lines.side[1]));
	if (lines.side[1].n == 0)
		put_constant(b, f->right);
}

static void
put_sums(struct buf *b, const struct explain_finding *f)
{
	struct dec diff = f->left;

	buf_put(b, STR("  "));
	put_dec(b, f->left);
	buf_put(b, f->relation.p[0] == '=' ? STR(" is not ") :
	    f->relation.p[0] == '<' ? STR(" is more than ") :
	    STR(" is less than "));
	put_dec(b, f->right);
	if (dec_sub(&diff, f->right)) {
		buf_put(b, STR(": the difference is "));
		put_dec(b, diff);
	}
	buf_byte(b, '\n');
}

static void
put_line(struct buf *b, const char *what, struct str s)
{
	if (s.n == 0)
		return;
	buf_put(b, STR("  "));
	buf_put(b, str_of(what));
	buf_printable(b, s);
	buf_byte(b, '\n');
}

void
explain_end(const struct explain_finding *f)
{
	static struct buf b;

	b.n = 0;
	put_head(&b, f);
	put_numbers(&b, f);
	if (f->sums)
		put_sums(&b, f);
	put_line(&b, "", f->detail);
	put_line(&b, "read: ", buf_str(&lines.read));
	buf_put(&b, STR("  source of the rule: "));
	buf_put(&b, f->id->source);
	buf_put(&b, STR("\n\n"));
	io_write(buf_str(&b));
}
