#include "core/csv.h"
#include "csv/say.h"
#include "csv/spss.h"

/* Bytes of the label of a column, of a text, and of the label of a value. */
enum { LABEL = 255, TEXT = 32767, LABELLED = 120 };

static void
quote(struct str s)
{
	say_byte('\'');
	say_with(s, '\'', "''");
	say_byte('\'');
}

static void
put_format(const struct sheet *s, size_t i)
{
	const struct column *c = &s->columns.v[i];
	size_t width = c->width > s->widest[i] ? c->width : s->widest[i];

	switch (c->type) {
	case COLUMN_INTEGER: say_text("F20.0"); break;
	case COLUMN_NUMBER: say_text("F20.4"); break;
	case COLUMN_DATE: say_text("SDATE10"); break;
	case COLUMN_TEXT:
		say_byte('A');
		say_number(width < TEXT ? width : TEXT);
		break;
	}
}

static void
put_categories(const struct column *c)
{
	const struct category *v;
	size_t at = 0;

	say_text("VALUE LABELS ");
	say_str(c->name);
	while ((v = category_next(c->categories, &at)) != NULL) {
		say_text("\n  ");
		if (c->type == COLUMN_TEXT)
			quote(v->value);
		else
			say_str(v->value);
		say_byte(' ');
		quote(say_cut_bytes(say_category(v), LABELLED));
	}
	say_text(".\n");
}

void
spss_write(const struct sheet *s)
{
	char delimiter[] = { csv_delimiter(), '\0' };

	say_text("GET DATA /TYPE=TXT /FILE='");
	say_text(s->name);
	say_text(".csv' /ENCODING='UTF-8'\n  /ARRANGEMENT=DELIMITED /DELCASE=LINE "
	    "/FIRSTCASE=2 /DELIMITERS='");
	say_text(delimiter[0] == '\t' ? "\\t" : delimiter);
	say_text("' /QUALIFIER='\"'\n  /VARIABLES=");
	for (size_t i = 0; i < s->columns.n; i++) {
		say_byte(' ');
		say_str(s->columns.v[i].name);
		say_text("\n    "); /* a line that begins with doc is a command */
		put_format(s, i);
	}
	say_text(".\n");
	for (size_t i = 0; i < s->columns.n; i++) {
		say_text("VARIABLE LABELS ");
		say_str(s->columns.v[i].name);
		say_byte(' ');
		quote(say_cut_bytes(say_label(&s->columns.v[i]), LABEL));
		say_text(".\n");
		if (s->columns.v[i].categories.n != 0)
			put_categories(&s->columns.v[i]);
	}
}
