#include <stdio.h>

#include "category.h"
#include "csv.h"
#include "hash.h"
#include "io.h"
#include "label.h"
#include "records.h"
#include "tab.h"
#include "utf8.h"

enum { PATH_BYTES = 4096, STATA_LABEL = 80, SPSS_LABEL = 255,
	SPSS_TEXT = 32767, SPSS_LABELLED = 120 };

static const struct label_options *options;
static struct tab package;
static struct buf out;

static void
say(const char *z)
{
	buf_put(&out, str_of(z));
}

static void
say_str(struct str s)
{
	buf_put(&out, s);
}

static void
say_number(size_t n)
{
	buf_number(&out, n);
}

/* At most n characters of s. */
static struct str
cut(struct str s, size_t n)
{
	size_t at = 0;
	uint32_t c;

	while (at < s.n && n-- > 0)
		at += utf8_get(s.p + at, &c);
	return str_slice(s, 0, at);
}

/* At most n bytes of s, whole characters. */
static struct str
cut_bytes(struct str s, size_t n)
{
	while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	return str_slice(s, 0, n);
}

/* s with every byte of what written as instead. */
static void
say_with(struct str s, char what, const char *instead)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == what)
			say(instead);
		else
			buf_byte(&out, s.p[i]);
	}
}

static struct str
label_of(const struct column *c)
{
	return options->chinese ? c->label_zh : c->label_en;
}

static struct str
category_label(const struct category *c)
{
	return options->chinese ? c->label_zh : c->label_en;
}

static struct str
package_text(const char *key)
{
	for (size_t i = 0; i < package.rows; i++)
		if (str_eq(package.row[i].cell[0], str_of(key)))
			return package.row[i].cell[options->chinese ? 1 : 2];
	return STR("");
}

/* True when an earlier column has the same list. */
static bool
is_known(const struct columns *list, size_t column)
{
	for (size_t i = 0; i < column; i++)
		if (str_eq(list->v[i].categories, list->v[column].categories))
			return true;
	return false;
}

/* Stata.  Words between `" and "'; what ends them or begins a macro is left
 * out. */

static void
say_stata(struct str s)
{
	say("`\"");
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '`' && s.p[i] != '$' && s.p[i] != '"')
			buf_byte(&out, s.p[i]);
		else if (s.p[i] == '"')
			buf_byte(&out, '\'');
	say("\"'");
}

static void
stata_numbers(const struct columns *list, bool text)
{
	for (size_t i = 0; i < list->n; i++) {
		if (text != (list->v[i].type == COLUMN_TEXT ||
		    list->v[i].type == COLUMN_DATE))
			continue;
		buf_byte(&out, ' ');
		say_number(i + 1);
	}
}

static void
stata_list(const struct column *c)
{
	const struct category *v;
	size_t at = 0, number = 0;

	say("label define gx_");
	say_str(c->categories);
	for (; (v = category_next(c->categories, &at)) != NULL; number++) {
		buf_byte(&out, ' ');
		if (c->type == COLUMN_TEXT)
			say_number(number + 1);
		else
			say_str(v->value);
		buf_byte(&out, ' ');
		say_stata(c->type == COLUMN_TEXT ? v->value : category_label(v));
	}
	say("\n");
}

/* The codes of words become their labels once the words have been read. */
static void
stata_relabel(const struct column *c)
{
	const struct category *v;
	size_t at = 0, number = 0;

	if (c->type != COLUMN_TEXT)
		return;
	say("label define gx_");
	say_str(c->categories);
	while ((v = category_next(c->categories, &at)) != NULL) {
		buf_byte(&out, ' ');
		say_number(++number);
		buf_byte(&out, ' ');
		say_stata(category_label(v));
	}
	say(", modify\n");
}

static void
stata_column(const struct column *c)
{
	if (c->type == COLUMN_DATE) {
		say("gx_date ");
		say_str(c->name);
		say("\n");
	} else if (c->categories.n != 0 && c->type == COLUMN_TEXT) {
		say("gx_encode ");
		say_str(c->name);
		say(" gx_");
		say_str(c->categories);
		say("\n");
	} else if (c->categories.n != 0) {
		say("label values ");
		say_str(c->name);
		say(" gx_");
		say_str(c->categories);
		say("\n");
	}
	say("label variable ");
	say_str(c->name);
	buf_byte(&out, ' ');
	say_stata(cut(label_of(c), STATA_LABEL));
	say("\n");
	if (label_of(c).n > cut(label_of(c), STATA_LABEL).n || c->unit.n != 0) {
		say("notes ");
		say_str(c->name);
		say(": ");
		say_with(label_of(c), '$', "");
		if (c->unit.n != 0) {
			say(" (");
			say_str(c->unit);
			say(")");
		}
		say("\n");
	}
}

static void
write_stata(const struct sheet *s)
{
	const struct columns *list = &s->columns;
	char delimiter[] = { csv_delimiter(), '\0' };

	say("version 14\n"
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
	say(s->name);
	say(".csv\", delimiters(\"");
	say(delimiter[0] == '\t' ? "\\t" : delimiter);
	say("\") varnames(1) encoding(\"utf-8\") bindquotes(strict) "
	    "case(preserve) asdouble stringcols(");
	stata_numbers(list, true);
	say(") numericcols(");
	stata_numbers(list, false);
	say(") clear\n");
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].categories.n != 0 && !is_known(list, i))
			stata_list(&list->v[i]);
	for (size_t i = 0; i < list->n; i++)
		stata_column(&list->v[i]);
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].categories.n != 0 && !is_known(list, i))
			stata_relabel(&list->v[i]);
}

/* SPSS and PSPP */

static void
say_spss(struct str s)
{
	buf_byte(&out, '\'');
	say_with(s, '\'', "''");
	buf_byte(&out, '\'');
}

static void
spss_format(const struct sheet *s, size_t i)
{
	const struct column *c = &s->columns.v[i];
	size_t width = c->width > s->widest[i] ? c->width : s->widest[i];

	switch (c->type) {
	case COLUMN_INTEGER: say("F20.0"); break;
	case COLUMN_NUMBER: say("F20.4"); break;
	case COLUMN_DATE: say("SDATE10"); break;
	case COLUMN_TEXT:
		buf_byte(&out, 'A');
		say_number(width < SPSS_TEXT ? width : SPSS_TEXT);
		break;
	}
}

static void
spss_categories(const struct column *c)
{
	const struct category *v;
	size_t at = 0;

	say("VALUE LABELS ");
	say_str(c->name);
	while ((v = category_next(c->categories, &at)) != NULL) {
		say("\n  ");
		if (c->type == COLUMN_TEXT)
			say_spss(v->value);
		else
			say_str(v->value);
		buf_byte(&out, ' ');
		say_spss(cut_bytes(category_label(v), SPSS_LABELLED));
	}
	say(".\n");
}

static void
write_spss(const struct sheet *s)
{
	char delimiter[] = { csv_delimiter(), '\0' };

	say("GET DATA /TYPE=TXT /FILE='");
	say(s->name);
	say(".csv' /ENCODING='UTF-8'\n  /ARRANGEMENT=DELIMITED /DELCASE=LINE "
	    "/FIRSTCASE=2 /DELIMITERS='");
	say(delimiter[0] == '\t' ? "\\t" : delimiter);
	say("' /QUALIFIER='\"'\n  /VARIABLES=");
	for (size_t i = 0; i < s->columns.n; i++) {
		buf_byte(&out, ' ');
		say_str(s->columns.v[i].name);
		say("\n    "); /* a line that begins with doc is a command */
		spss_format(s, i);
	}
	say(".\n");
	for (size_t i = 0; i < s->columns.n; i++) {
		say("VARIABLE LABELS ");
		say_str(s->columns.v[i].name);
		buf_byte(&out, ' ');
		say_spss(cut_bytes(label_of(&s->columns.v[i]), SPSS_LABEL));
		say(".\n");
		if (s->columns.v[i].categories.n != 0)
			spss_categories(&s->columns.v[i]);
	}
}

/* R, and JSON, which has the same escapes */

static void
say_quoted(struct str s)
{
	buf_byte(&out, '"');
	for (size_t i = 0; i < s.n; i++)
		switch (s.p[i]) {
		case '\t': say("\\t"); break;
		case '\n': say("\\n"); break;
		case '\r': say("\\r"); break;
		case '"':
		case '\\': buf_byte(&out, '\\'); /* fall through */
		default: buf_byte(&out, s.p[i]);
		}
	buf_byte(&out, '"');
}

static void
r_types(const struct sheet *s)
{
	static const char *const types[] = {
		"character", "numeric", "numeric", "Date"
	};

	say("types <- c(");
	for (size_t i = 0; i < s->columns.n; i++) {
		say(i == 0 ? "\n  " : ",\n  ");
		say_str(s->columns.v[i].name);
		say(" = ");
		say_quoted(str_of(types[s->columns.v[i].type]));
	}
	say(")\n");
}

static void
r_labels(const struct sheet *s)
{
	say("labels <- c(");
	for (size_t i = 0; i < s->columns.n; i++) {
		say(i == 0 ? "\n  " : ",\n  ");
		say_str(s->columns.v[i].name);
		say(" = ");
		say_quoted(label_of(&s->columns.v[i]));
	}
	say(")\n");
}

static void
r_categories(struct str list)
{
	const struct category *v;
	size_t at = 0;

	say_str(list);
	say(" <- c(");
	while ((v = category_next(list, &at)) != NULL) {
		if (out.p[out.n - 1] != '(')
			say(",");
		say("\n  ");
		say_quoted(v->value);
		say(" = ");
		say_quoted(category_label(v));
	}
	say(")\n");
}

static void
write_r(const struct sheet *s)
{
	const struct column *c;
	char delimiter = csv_delimiter();

	say("# In a UTF-8 locale: source(\"");
	say(s->name);
	say(".R\", encoding = \"UTF-8\")\n");
	r_types(s);
	say_str(str_of(s->name));
	say(" <- read.csv(\"");
	say(s->name);
	say(".csv\", sep = ");
	say_quoted((struct str){ &delimiter, 1 });
	say(", na.strings = c(\"\", ");
	say_quoted(csv_missing());
	say("),\n  encoding = \"UTF-8\", check.names = FALSE, comment.char = \"\","
	    " colClasses = types)\n");
	for (size_t i = 0; i < s->columns.n; i++) {
		c = &s->columns.v[i];
		if (c->categories.n == 0)
			continue;
		if (!is_known(&s->columns, i))
			r_categories(c->categories);
		say(s->name);
		say("$");
		say_str(c->name);
		say(" <- factor(");
		say(s->name);
		say("$");
		say_str(c->name);
		say(", names(");
		say_str(c->categories);
		say("), ");
		say_str(c->categories);
		say(")\n");
	}
	r_labels(s);
	say("for (name in names(labels))\n  attr(");
	say(s->name);
	say("[[name]], \"label\") <- labels[[name]]\n");
}

/* Frictionless */

static void
json_text(const char *key, struct str text, bool first)
{
	if (!first)
		say(", ");
	say_quoted(str_of(key));
	say(": ");
	say_quoted(text);
}

/* What the codebook says of a column besides its label. */
static void
json_description(const struct column *c)
{
	static struct buf b;
	const enum column_from from[] = { COLUMN_CB_PRINTED, COLUMN_CB_NOTES };
	const struct cell cell = { .of = c };
	struct column asked = { .of = REC_OTHER };
	struct str text;

	b.n = 0;
	for (size_t i = 0; i < sizeof from / sizeof *from; i++) {
		asked.from = from[i];
		text = cell_text(&asked, &cell);
		if (b.n != 0 && text.n != 0)
			buf_put(&b, STR("; "));
		buf_put(&b, text);
	}
	if (b.n != 0)
		json_text("description", buf_str(&b), false);
}

static void
json_field(const struct column *c)
{
	static const char *const types[] = {
		"string", "integer", "number", "date"
	};
	const struct category *v;
	size_t at = 0;

	say("          {");
	json_text("name", c->name, true);
	json_text("type", str_of(types[c->type]), false);
	json_text("title", label_of(c), false);
	json_description(c);
	if (c->unit.n != 0)
		json_text("unit", c->unit, false);
	if (c->categories.n != 0) {
		say(", \"constraints\": {\"enum\": [");
		while ((v = category_next(c->categories, &at)) != NULL) {
			if (out.p[out.n - 1] != '[')
				say(", ");
			if (c->type == COLUMN_TEXT)
				say_quoted(v->value);
			else
				say_str(v->value);
		}
		say("]}");
	}
	say("}");
}

static void
json_resource(const struct sheet *s)
{
	struct str rest = str_of(s->key_columns), name;
	char delimiter = csv_delimiter();

	say("    {\"name\": ");
	say_quoted(str_of(s->name));
	say(", \"path\": \"");
	say(s->name);
	say(".csv\", \"profile\": \"tabular-data-resource\",\n"
	    "      \"format\": \"csv\", \"mediatype\": \"text/csv\", "
	    "\"encoding\": \"utf-8\",\n      \"dialect\": {\"delimiter\": ");
	say_quoted((struct str){ &delimiter, 1 });
	say(", \"lineTerminator\": ");
	say_quoted(csv_line_end());
	say(", \"doubleQuote\": true, \"header\": true},\n"
	    "      \"schema\": {\"missingValues\": [\"\"");
	if (csv_missing().n != 0) {
		say(", ");
		say_quoted(csv_missing());
	}
	say("], ");
	for (const char *before = "\"primaryKey\": ["; rest.n != 0 &&
	     str_split(&rest, ' ', &name); before = ", ") {
		say(before);
		say_quoted(name);
	}
	if (*s->key_columns != '\0')
		say("],");
	say("\n        \"fields\": [\n");
	for (size_t i = 0; i < s->columns.n; i++) {
		json_field(&s->columns.v[i]);
		say(i + 1 < s->columns.n ? ",\n" : "\n");
	}
	say("        ]}}");
}

/* The filters that made the records: what="program version, tables hash". */
static void
say_filters(void (*one)(struct str program, struct str version, struct str hash))
{
	struct str rest, program, version, hash;

	for (size_t i = 0; records_filter(i, &rest); i++) {
		program = version = hash = STR("");
		str_split(&rest, '\t', &program);
		str_split(&rest, '\t', &version);
		str_split(&rest, '\t', &hash);
		one(program, version, hash);
	}
	one(STR("gx-csv"), STR(GX_VERSION), str_of(tab_hash()));
}

static void
json_filter(struct str program, struct str version, struct str hash)
{
	if (out.p[out.n - 1] != '[')
		say(",");
	say("\n    {");
	json_text("program", program, true);
	json_text("version", version, false);
	json_text("rules", hash, false);
	say("}");
}

static void
write_frictionless(void)
{
	const struct sheet *s;

	say("{\n  \"profile\": \"tabular-data-package\",\n  ");
	json_text("name", package_text("name"), true);
	json_text("title", package_text("title"), false);
	say(",\n  ");
	json_text("description", package_text("description"), true);
	if (options->date != NULL) {
		say(",\n  ");
		json_text("created", str_of(options->date), true);
		out.n--;
		say("T00:00:00Z\"");
	}
	say(",\n  \"sources\": [{");
	json_text("title", package_text("source"), true);
	say("}],\n  \"licenses\": [{");
	json_text("name", package_text("license_name"), true);
	json_text("title", package_text("license"), false);
	say("}],\n  \"programs\": [");
	say_filters(json_filter);
	say("],\n  \"resources\": [\n");
	for (size_t i = 0; (s = output_nth(i)) != NULL; i++) {
		json_resource(s);
		say(output_nth(i + 1) != NULL ? ",\n" : "\n");
	}
	say("  ]\n}\n");
}

/* CITATION.cff: YAML, whose quoted words are those of JSON. */

static void
yaml_filter(struct str program, struct str version, struct str hash)
{
	say("  - type: software\n    title: ");
	say_quoted(program);
	say("\n    version: ");
	say_quoted(version);
	say("\n    notes: \"rules ");
	say_str(hash);
	say("\"\n    authors:\n      - name: ");
	say_quoted(package_text("author"));
	say("\n");
}

static void
write_cff(void)
{
	char digest[HASH_HEX];

	say("cff-version: 1.2.0\n"
	    "message: \"Please cite this data set as below.\"\n"
	    "type: dataset\ntitle: ");
	say_quoted(package_text("title"));
	say("\nabstract: ");
	say_quoted(package_text("description"));
	say("\nauthors:\n  - name: ");
	say_quoted(package_text("author"));
	if (options->date != NULL) {
		say("\ndate-released: ");
		say(options->date);
	}
	say("\nidentifiers:\n  - type: other\n    value: \"sha256:");
	hash_hex(output_documents(), digest);
	say_str((struct str){ digest, HASH_HEX });
	say("\"\n    description: \"of the sorted SHA-256 of all ");
	say_number(output_documents().n / (HASH_HEX + 1));
	say(" documents, one a line\"\nreferences:\n");
	say_filters(yaml_filter);
}

/* Which there are */

static const struct format {
	const char *name, *file; /* file: of all tables; or the suffix of one's */
	void (*of_table)(const struct sheet *);
	void (*of_all)(void);
} formats[] = {
	{ "stata", ".do", write_stata, NULL },
	{ "spss", ".sps", write_spss, NULL },
	{ "r", ".R", write_r, NULL },
	{ "frictionless", "datapackage.json", NULL, write_frictionless },
	{ "cff", "CITATION.cff", NULL, write_cff },
};

void
label_load(const char *folder)
{
	category_load(folder);
	tab_load(&package, folder, "package.tsv", "key zh en");
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
put_file(const char *name, const char *suffix)
{
	char path[PATH_BYTES];
	struct io_out *to = io_standard();

	if (options->folder != NULL) {
		if (snprintf(path, sizeof path, "%s/%s%s", options->folder, name,
		    suffix) >= (int)sizeof path)
			die(GX_USAGE, "-o: the name is too long");
		to = io_create(path);
	}
	io_put(to, buf_str(&out));
	io_done(to);
	out.n = 0;
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

	options = o;
	while (str_split(&rest, ',', &name)) {
		f = find_format(name);
		if (f->of_all != NULL) {
			f->of_all();
			put_file(f->file, "");
			continue;
		}
		for (size_t i = 0; (s = output_nth(i)) != NULL; i++) {
			f->of_table(s);
			put_file(s->name, f->file);
		}
	}
}
