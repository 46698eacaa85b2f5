#include <stdio.h>

#include "core/io.h"
#include "csv/category.h"
#include "csv/citation.h"
#include "csv/label.h"
#include "csv/rscript.h"
#include "csv/say.h"
#include "csv/spss.h"
#include "csv/stata.h"

enum { PATH_BYTES = 4096 };

static const struct format {
	const char *name, *file; /* file: of all tables; or the suffix of one's */
	void (*of_table)(const struct sheet *);
	void (*of_all)(const char *date);
} formats[] = {
	{ "stata", ".do", stata_write, NULL },
	{ "spss", ".sps", spss_write, NULL },
	{ "r", ".R", rscript_write, NULL },
	{ "frictionless", "datapackage.json", NULL, citation_package },
	{ "cff", "CITATION.cff", NULL, citation_cff },
};

void
label_load(const char *folder)
{
	category_load(folder);
	citation_load(folder);
}

static const struct format *
find_format(struct str name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (str_eq(name, str_of(formats[i].name)))
			return &formats[i];
	die(GX_USAGE, "-l: %.*s: stata, spss, r, frictionless or cff",
	    (int)name.n, name.p);
}

/* Writes what has been put together. */
static void
put_file(const char *folder, const char *name, const char *suffix)
{
	char path[PATH_BYTES];
	struct io_out *to = io_standard();

	if (folder != NULL) {
		if (snprintf(path, sizeof path, "%s/%s%s", folder, name,
		    suffix) >= (int)sizeof path)
			die(GX_USAGE, "-o: the name is too long");
		to = io_create(path);
	}
	io_put(to, say_all());
	io_done(to);
}

void
label_check(const struct label_options *o)
{
	struct str rest = str_of(o->formats), name;
	size_t n = 0;

	for (; str_split(&rest, ',', &name); n++)
		find_format(name);
	if (n > 1 && o->folder == NULL)
		die(GX_USAGE, "several formats need -o DIR");
}

void
label_write(const struct label_options *o)
{
	struct str rest = str_of(o->formats), name;
	const struct format *f;
	const struct sheet *s;

	while (str_split(&rest, ',', &name)) {
		f = find_format(name);
		if (f->of_all != NULL) {
			say_begin(o->chinese);
			f->of_all(o->date);
			put_file(o->folder, f->file, "");
			continue;
		}
		for (size_t i = 0; (s = output_nth(i)) != NULL; i++) {
			say_begin(o->chinese);
			f->of_table(s);
			put_file(o->folder, s->name, f->file);
		}
	}
}
