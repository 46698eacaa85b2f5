#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/die.h"
#include "core/hash.h"
#include "core/io.h"
#include "core/tab.h"
#include "core/utf8.h"

#ifndef GX_SHARE
#define GX_SHARE "/usr/local/share/gx/annual-report"
#endif

enum { TABLE_MAX = 64 * 1024 * 1024, PATH_BYTES = 4096 };

static char digest[HASH_HEX + 1] = "0000000000000000";

const char *
tab_folder(const char *option)
{
	static char path[PATH_BYTES];
	static const char *const beside[] = {
		"/../pipelines/annual-report", "/../share/gx/annual-report"
	};
	const char *set = getenv("GX_RULES");
	ssize_t n;

	if (option != NULL)
		return option;
	if (set != NULL && *set != '\0')
		return set;
	n = readlink("/proc/self/exe", path, sizeof path - 64);
	while (n > 0 && path[n - 1] != '/')
		n--;
	for (size_t i = 0; n > 0 && i < sizeof beside / sizeof *beside; i++) {
		strcpy(path + n - 1, beside[i]);
		if (access(path, R_OK) == 0)
			return path;
	}
	return GX_SHARE;
}

unsigned
tab_choice(const struct tab *t, size_t row, int column,
    const char *const *names, const char *wanted)
{
	for (unsigned i = 0; names[i] != NULL; i++)
		if (str_eq(t->row[row].cell[column], str_of(names[i])))
			return i;
	tab_wrong(t, row, "%s", wanted);
}

const char *
tab_hash(void)
{
	digest[16] = '\0';
	return digest;
}

/* The digest is a chain: of the digest so far, the file's name and bytes. */
static void
add_to_hash(const char *file, struct str text)
{
	struct buf b = { NULL, 0, 0 };

	buf_put(&b, (struct str){ digest, 16 });
	buf_put(&b, str_of(file));
	buf_byte(&b, '\n');
	buf_put(&b, text);
	hash_hex(buf_str(&b), digest);
	buf_free(&b);
}

_Noreturn static void
wrong(const char *path, size_t line, const char *fmt, va_list ap)
{
	char why[512];

	vsnprintf(why, sizeof why, fmt, ap);
	die(GX_USAGE, "%s:%zu: %s", path, line, why);
}

void
tab_complain(const struct tab *t, size_t row, const char *fmt, ...)
{
	char why[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(why, sizeof why, fmt, ap);
	va_end(ap);
	complain("%s:%zu: %s", t->path, t->row[row].line, why);
}

_Noreturn void
tab_wrong(const struct tab *t, size_t row, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	wrong(t->path, t->row[row].line, fmt, ap);
}

_Noreturn void
tab_wrong_line(const struct tab *t, size_t line, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	wrong(t->path, line, fmt, ap);
}

void
tab_read(struct tab *t, const char *path)
{
	struct io_in in;

	*t = (struct tab){ .path = xstrndup(path, strlen(path)) };
	if (!io_open(&in, t->path))
		die(errno == EMFILE || errno == ENFILE || errno == ENOMEM ?
		    GX_FAIL : GX_USAGE, "%s: %s", t->path, strerror(errno));
	while (in.n < TABLE_MAX && io_fill(&in))
		continue;
	if (in.error != 0)
		die(GX_FAIL, "%s: %s", t->path, strerror(in.error));
	if (!in.ended)
		die(GX_USAGE, "%s: larger than %d bytes", t->path, TABLE_MAX);
	buf_put(&t->text, (struct str){ in.p, in.n });
	io_close(&in);
}

/* Finds the columns asked for in the header line; place[i] is where the i-th
 * stands. */
static void
header(struct tab *t, struct str line, size_t number, const char *columns,
    size_t place[])
{
	struct str want = str_of(columns), name, rest, piece;
	size_t at;
	int found;

	for (; str_split(&want, ' ', &name); t->columns++) {
		found = 0;
		rest = line;
		for (at = 0; str_split(&rest, '\t', &piece); at++)
			if (str_eq(piece, name) && found++ == 0)
				place[t->columns] = at;
		if (found != 1)
			tab_wrong_line(t, number, "%s column %.*s",
			    found == 0 ? "no" : "more than one",
			    (int)name.n, name.p);
	}
}

struct tab_row *
tab_add(struct tab *t, size_t line)
{
	struct tab_row *r;

	t->row = xgrow(t->row, t->rows, &t->cap, sizeof *t->row);
	r = &t->row[t->rows++];
	r->line = line;
	r->cell = pool_take(&t->pool, t->columns * sizeof *r->cell);
	for (size_t i = 0; i < t->columns; i++)
		r->cell[i] = STR("");
	return r;
}

static void
add_row(struct tab *t, struct str line, size_t number, const size_t place[],
    size_t width)
{
	struct tab_row *r = tab_add(t, number);
	struct str rest = line, cell;
	size_t at;

	for (at = 0; str_split(&rest, '\t', &cell); at++)
		for (size_t i = 0; i < t->columns; i++)
			if (place[i] == at)
				r->cell[i] = cell;
	if (at != width)
		tab_wrong_line(t, number, "%zu columns, want %zu", at, width);
}

/* What spreadsheets and editors do to a table without being asked. */
static void
check_line(const struct tab *t, struct str line, size_t number)
{
	if (utf8_valid(line.p, line.n) != line.n)
		tab_wrong_line(t, number, "invalid UTF-8");
	if (number == 1 && str_starts(line, STR("\xEF\xBB\xBF")))
		tab_wrong_line(t, number, "byte order mark");
	if (str_ends(line, STR("\r")))
		tab_wrong_line(t, number, "CR at the end of the line");
}

void
tab_load(struct tab *t, const char *folder, const char *file,
    const char *columns)
{
	size_t place[TAB_COLUMNS] = { 0 }, number = 0, width = 0, n;
	struct buf path = { NULL, 0, 0 };
	struct str rest, line;

	buf_put(&path, str_of(folder));
	buf_byte(&path, '/');
	buf_put(&path, str_of(file));
	buf_byte(&path, '\0');
	tab_read(t, path.p);
	buf_free(&path);
	add_to_hash(file, buf_str(&t->text));
	rest = buf_str(&t->text);
	while (str_split(&rest, '\n', &line)) {
		number++;
		check_line(t, line, number);
		if (line.n == 0 || str_starts(line, STR("# ")))
			continue;
		if (width == 0) {
			header(t, line, number, columns, place);
			for (width = 1, n = 0; n < line.n; n++)
				width += line.p[n] == '\t';
		} else {
			add_row(t, line, number, place, width);
		}
	}
	if (width == 0)
		tab_wrong_line(t, 1, "no header line");
}

void
tab_free(struct tab *t)
{
	free(t->path);
	free(t->row);
	pool_free(&t->pool);
	buf_free(&t->text);
	*t = (struct tab){ .rows = 0 };
}
