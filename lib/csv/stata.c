#include "core/csv.h"
#include "csv/say.h"
#include "csv/stata.h"

enum { LABEL = 80 /* characters of a label */ };

/* Words between `" and "'; what ends them or begins a macro is left
 * out. */

static void
quote(struct str s)
{
	say_text("`\"");
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '`' && s.p[i] != '$' && s.p[i] != '"')
			say_byte(s.p[i]);
		else if (s.p[i] == '"')
			say_byte('\'');
	say_text("\"'");
}

static void
put_numbers(const struct columns *list, bool text)
{
	for (size_t i = 0; i < list->n; i++) {
		if (text != (list->v[i].type == COLUMN_TEXT ||
		    list->v[i].type == COLUMN_DATE))
			continue;
		say_byte(' ');
		say_number(i + 1);
	}
}

static void
put_list(const struct column *c)
{
	const struct category *v;
	size_t at = 0, number = 0;

	say_text("label define gx_");
	say_str(c->categories);
	for (; (v = category_next(c->categories, &at)) != NULL; number++) {
		say_byte(' ');
		if (c->type == COLUMN_TEXT)
			say_number(number + 1);
		else
			say_str(v->value);
		say_byte(' ');
		quote(c->type == COLUMN_TEXT ? v->value : say_category(v));
	}
	say_text("\n");
}

/* The codes of words become their labels once the words have been read. */
static void
put_relabel(const struct column *c)
{
	const struct category *v;
	size_t at = 0, number = 0;

	if (c->type != COLUMN_TEXT)
		return;
	say_text("label define gx_");
	say_str(c->categories);
	while ((v = category_next(c->categories, &at)) != NULL) {
		say_byte(' ');
		say_number(++number);
		say_byte(' ');
		quote(say_category(v));
	}
	say_text(", modify\n");
}

static void
put_column(const struct column *c)
{
	if (c->type == COLUMN_DATE) {
		say_text("gx_date ");
		say_str(c->name);
		say_text("\n");
	} else if (c->categories.n != 0 && c->type == COLUMN_TEXT) {
		say_text("gx_encode ");
		say_str(c->name);
		say_text(" gx_");
		say_str(c->categories);
		say_text("\n");
	} else if (c->categories.n != 0) {
		say_text("label values ");
		say_str(c->name);
		say_text(" gx_");
		say_str(c->categories);
		say_text("\n");
	}
	say_text("label variable ");
	say_str(c->name);
	say_byte(' ');
	quote(say_cut(say_label(c), LABEL));
	say_text("\n");
	if (say_label(c).n > say_cut(say_label(c), LABEL).n || c->unit.n != 0) {
		say_text("notes ");
		say_str(c->name);
		say_text(": ");
		say_with(say_label(c), '$', "");
		if (c->unit.n != 0) {
			say_text(" (");
			say_str(c->unit);
			say_text(")");
		}
		say_text("\n");
	}
}

void
stata_write(const struct sheet *s)
{
	const struct columns *list = &s->columns;
	char delimiter[] = { csv_delimiter(), '\0' };

	say_text("version 14\n"
	    "capture program drop gx_encode\n"
	    "program gx_encode\n"
	    "\targs name list\n"
	    "\tencode `name', generate(gx_new) label(`list') noextend\n"
	    "\torder gx_new, after(`name')\n"
	    "\tdrop `name'\n"
	    "\trename gx_new `name'\n"
	    "end\n"
	    "capture program drop gx_date\n"
	    "program gx_date\n"
	    "\targs name\n"
	    "\tgenerate long gx_new = date(`name', \"YMD\")\n"
	    "\tformat gx_new %td\n"
	    "\torder gx_new, after(`name')\n"
	    "\tdrop `name'\n"
	    "\trename gx_new `name'\n"
	    "end\n"
	    "import delimited using \"");
	say_text(s->name);
	say_text(".csv\", delimiters(\"");
	say_text(delimiter[0] == '\t' ? "\\t" : delimiter);
	say_text("\") varnames(1) encoding(\"utf-8\") bindquotes(strict) "
	    "case(preserve) asdouble stringcols(");
	put_numbers(list, true);
	say_text(") numericcols(");
	put_numbers(list, false);
	say_text(") clear\n");
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].categories.n != 0 && !say_is_known(list, i))
			put_list(&list->v[i]);
	for (size_t i = 0; i < list->n; i++)
		put_column(&list->v[i]);
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].categories.n != 0 && !say_is_known(list, i))
			put_relabel(&list->v[i]);
}
