#include "core/csv.h"
#include "csv/rscript.h"
#include "csv/say.h"

static void
put_types(const struct sheet *s)
{
	static const char *const types[] = {
		"character", "numeric", "numeric", "Date"
	};

	say_text("types <- c(");
	for (size_t i = 0; i < s->columns.n; i++) {
		say_text(i == 0 ? "\n  " : ",\n  ");
		say_str(s->columns.v[i].name);
		say_text(" = ");
		say_quoted(str_of(types[s->columns.v[i].type]));
	}
	say_text(")\n");
}

static void
put_labels(const struct sheet *s)
{
	say_text("labels <- c(");
	for (size_t i = 0; i < s->columns.n; i++) {
		say_text(i == 0 ? "\n  " : ",\n  ");
		say_str(s->columns.v[i].name);
		say_text(" = ");
		say_quoted(say_label(&s->columns.v[i]));
	}
	say_text(")\n");
}

static void
put_categories(struct str list)
{
	const struct category *v;
	size_t at = 0;

	say_str(list);
	say_text(" <- c(");
	while ((v = category_next(list, &at)) != NULL) {
		if (!say_ends('('))
			say_text(",");
		say_text("\n  ");
		say_quoted(v->value);
		say_text(" = ");
		say_quoted(say_category(v));
	}
	say_text(")\n");
}

void
rscript_write(const struct sheet *s)
{
	const struct column *c;
	char delimiter = csv_delimiter();

	say_text("# In a UTF-8 locale: source(\"");
	say_text(s->name);
	say_text(".R\", encoding = \"UTF-8\")\n");
	put_types(s);
	say_str(str_of(s->name));
	say_text(" <- read.csv(\"");
	say_text(s->name);
	say_text(".csv\", sep = ");
	say_quoted((struct str){ &delimiter, 1 });
	say_text(", na.strings = c(\"\", ");
	say_quoted(csv_missing());
	say_text("),\n  encoding = \"UTF-8\", check.names = FALSE, comment.char = \"\","
	    " colClasses = types)\n");
	for (size_t i = 0; i < s->columns.n; i++) {
		c = &s->columns.v[i];
		if (c->categories.n == 0)
			continue;
		if (!say_is_known(&s->columns, i))
			put_categories(c->categories);
		say_text(s->name);
		say_text("$");
		say_str(c->name);
		say_text(" <- factor(");
		say_text(s->name);
		say_text("$");
		say_str(c->name);
		say_text(", names(");
		say_str(c->categories);
		say_text("), ");
		say_str(c->categories);
		say_text(")\n");
	}
	put_labels(s);
	say_text("for (name in names(labels))\n  attr(");
	say_text(s->name);
	say_text("[[name]], \"label\") <- labels[[name]]\n");
}
