#include "core/csv.h"
#include "core/hash.h"
#include "core/records.h"
#include "core/tab.h"
#include "csv/citation.h"
#include "csv/say.h"

static struct tab package;

void
citation_load(const char *folder)
{
	tab_load(&package, folder, "package.tsv", "key zh en");
}

static struct str
package_text(const char *key)
{
	for (size_t i = 0; i < package.rows; i++)
		if (str_eq(package.row[i].cell[0], str_of(key)))
			return package.row[i].cell[say_in_chinese() ? 1 : 2];
	return STR("");
}

/* Frictionless */

static void
json_text(const char *key, struct str text, bool first)
{
	if (!first)
		say_text(", ");
	say_quoted(str_of(key));
	say_text(": ");
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

	say_text("          {");
	json_text("name", c->name, true);
	json_text("type", str_of(types[c->type]), false);
	json_text("title", say_label(c), false);
	json_description(c);
	if (c->unit.n != 0)
		json_text("unit", c->unit, false);
	if (c->categories.n != 0) {
		say_text(", \"constraints\": {\"enum\": [");
		while ((v = category_next(c->categories, &at)) != NULL) {
			if (!say_ends('['))
				say_text(", ");
			if (c->type == COLUMN_TEXT)
				say_quoted(v->value);
			else
				say_str(v->value);
		}
		say_text("]}");
	}
	say_text("}");
}

static void
json_resource(const struct sheet *s)
{
	struct str rest = str_of(s->key_columns), name;
	char delimiter = csv_delimiter();

	say_text("    {\"name\": ");
	say_quoted(str_of(s->name));
	say_text(", \"path\": \"");
	say_text(s->name);
	say_text(".csv\", \"profile\": \"tabular-data-resource\",\n"
	    "      \"format\": \"csv\", \"mediatype\": \"text/csv\", "
	    "\"encoding\": \"utf-8\",\n      \"dialect\": {\"delimiter\": ");
	say_quoted((struct str){ &delimiter, 1 });
	say_text(", \"lineTerminator\": ");
	say_quoted(csv_line_end());
	say_text(", \"doubleQuote\": true, \"header\": true},\n"
	    "      \"schema\": {\"missingValues\": [\"\"");
	if (csv_missing().n != 0) {
		say_text(", ");
		say_quoted(csv_missing());
	}
	say_text("], ");
	for (const char *before = "\"primaryKey\": ["; rest.n != 0 &&
	     str_split(&rest, ' ', &name); before = ", ") {
		say_text(before);
		say_quoted(name);
	}
	if (*s->key_columns != '\0')
		say_text("],");
	say_text("\n        \"fields\": [\n");
	for (size_t i = 0; i < s->columns.n; i++) {
		json_field(&s->columns.v[i]);
		say_text(i + 1 < s->columns.n ? ",\n" : "\n");
	}
	say_text("        ]}}");
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
	if (!say_ends('['))
		say_text(",");
	say_text("\n    {");
	json_text("program", program, true);
	json_text("version", version, false);
	json_text("rules", hash, false);
	say_text("}");
}

void
citation_package(const char *date)
{
	const struct sheet *s;

	say_text("{\n  \"profile\": \"tabular-data-package\",\n  ");
	json_text("name", package_text("name"), true);
	json_text("title", package_text("title"), false);
	say_text(",\n  ");
	json_text("description", package_text("description"), true);
	if (date != NULL) {
		say_text(",\n  ");
		json_text("created", str_of(date), true);
		say_take_back(1);
		say_text("T00:00:00Z\"");
	}
	say_text(",\n  \"sources\": [{");
	json_text("title", package_text("source"), true);
	say_text("}],\n  \"licenses\": [{");
	json_text("name", package_text("license_name"), true);
	json_text("title", package_text("license"), false);
	say_text("}],\n  \"programs\": [");
	say_filters(json_filter);
	say_text("],\n  \"resources\": [\n");
	for (size_t i = 0; (s = output_nth(i)) != NULL; i++) {
		json_resource(s);
		say_text(output_nth(i + 1) != NULL ? ",\n" : "\n");
	}
	say_text("  ]\n}\n");
}

/* CITATION.cff: YAML, whose quoted words are those of JSON. */

static void
yaml_filter(struct str program, struct str version, struct str hash)
{
	say_text("  - type: software\n    title: ");
	say_quoted(program);
	say_text("\n    version: ");
	say_quoted(version);
	say_text("\n    notes: \"rules ");
	say_str(hash);
	say_text("\"\n    authors:\n      - name: ");
	say_quoted(package_text("author"));
	say_text("\n");
}

void
citation_cff(const char *date)
{
	char digest[HASH_HEX];

	say_text("cff-version: 1.2.0\n"
	    "message: \"Please cite this data set as below.\"\n"
	    "type: dataset\ntitle: ");
	say_quoted(package_text("title"));
	say_text("\nabstract: ");
	say_quoted(package_text("description"));
	say_text("\nauthors:\n  - name: ");
	say_quoted(package_text("author"));
	if (date != NULL) {
		say_text("\ndate-released: ");
		say_text(date);
	}
	say_text("\nidentifiers:\n  - type: other\n    value: \"sha256:");
	hash_hex(output_documents(), digest);
	say_str((struct str){ digest, HASH_HEX });
	say_text("\"\n    description: \"of the sorted SHA-256 of all ");
	say_number(output_documents().n / (HASH_HEX + 1));
	say_text(" documents, one a line\"\nreferences:\n");
	say_filters(yaml_filter);
}
