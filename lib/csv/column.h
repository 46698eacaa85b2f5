/*
 * column: the columns of every table that is written (columns.tsv).  Floor 6.
 *
 * A name is one that Stata, SPSS, R and SQL accept as it stands: a lower-case
 * letter, then letters, digits and underscores, at most 32 bytes, no
 * underscore at the end, no reserved word.  A table has no two columns of the
 * same name.
 */
#ifndef GX_COLUMN_H
#define GX_COLUMN_H

#include "core/rec.h"

enum column_type { COLUMN_TEXT, COLUMN_INTEGER, COLUMN_NUMBER, COLUMN_DATE };

/* What a cell holds besides fields of records: the words of column "from". */
#define COLUMN_WORDS \
	WORD(FIELD, "") /* of a record; not a word */ \
	WORD(ID, "id") \
	WORD(DOC, "doc") \
	WORD(REPORT, "report") \
	WORD(LINE, "line") \
	WORD(SCOPE, "scope") \
	WORD(REGION_NOW, "region.now") \
	WORD(VERSION, "version") \
	WORD(VERSIONS, "versions") \
	WORD(PUBLISHED, "published") \
	WORD(DUE, "due") \
	WORD(DAYS_LATE, "days.late") \
	WORD(SECTIONS, "sections") \
	WORD(FACTS, "facts") \
	WORD(FAILED, "failed") \
	WORD(REPORTS, "reports") \
	WORD(WARNINGS, "warnings") \
	WORD(VALUE, "indicator.value") \
	WORD(QUALIFIER, "indicator.qualifier") \
	WORD(STATUS, "status") \
	WORD(EXPECTED, "coverage.expected") \
	WORD(CRAWLED, "coverage.crawled") \
	WORD(READABLE, "coverage.readable") \
	WORD(REPORTED, "coverage.reported") \
	WORD(REASON, "coverage.reason") \
	WORD(DETAIL, "coverage.detail") \
	WORD(ROSTER_URL, "coverage.url") \
	WORD(ROSTER_NOTE, "coverage.note") \
	WORD(AUDIT_ID, "audit.id") \
	WORD(STRATUM, "audit.stratum") \
	WORD(POPULATION, "audit.population") \
	WORD(SAMPLED, "audit.sampled") \
	WORD(PROBABILITY, "audit.probability") \
	WORD(WEIGHT, "audit.weight") \
	WORD(FOUND, "audit.found") \
	WORD(CONTEXT, "audit.context") \
	WORD(LABEL_ZH, "audit.label_zh") \
	WORD(LABEL_EN, "audit.label_en") \
	WORD(BLANK, "blank") \
	WORD(PROVINCE, "province") \
	WORD(PREFECTURE, "prefecture") \
	WORD(SUM, "sum.value") \
	WORD(SUMMED, "sum.reports") \
	WORD(SERIES, "series.value") \
	WORD(SERIES_SOURCE, "series.source") \
	WORD(SERIES_MATCH, "series.match") \
	WORD(CB_TABLE, "codebook.table") \
	WORD(CB_NAME, "codebook.name") \
	WORD(CB_TYPE, "codebook.type") \
	WORD(CB_WIDTH, "codebook.width") \
	WORD(CB_UNIT, "codebook.unit") \
	WORD(CB_LABEL_ZH, "codebook.label_zh") \
	WORD(CB_LABEL_EN, "codebook.label_en") \
	WORD(CB_CATEGORIES, "codebook.categories") \
	WORD(CB_INDICATOR, "codebook.indicator") \
	WORD(CB_FORMS, "codebook.forms") \
	WORD(CB_PRINTED, "codebook.printed") \
	WORD(CB_ADDITIVITY, "codebook.additivity") \
	WORD(CB_NOTES, "codebook.notes")

enum column_from {
#define WORD(W, name) COLUMN_##W,
	COLUMN_WORDS
#undef WORD
	COLUMN_FROMS
};

struct column {
	struct str name, label_zh, label_en;
	struct str categories; /* list of categories.tsv, or empty */
	struct str unit;       /* of an item */
	enum column_type type;
	size_t width; /* bytes, of text; may be exceeded */
	enum column_from from;
	enum rec_type of; /* of COLUMN_FIELD */
	size_t field;
	size_t item;      /* of a column that stands for one */
};

struct columns {
	size_t n, cap;
	struct column *v;
};

/* What the rows with * are repeated for. */
struct column_item {
	struct str id, unit, label_zh, label_en;
	enum column_type type;
	size_t number;
};

struct column_items {
	size_t n, cap;
	struct column_item *v;
};

void column_load(const char *folder);

/* The columns of a table, which live as long as the process. */
struct columns column_list(const char *table, const struct column_items *items);

const char *column_type_name(enum column_type type);

#endif
