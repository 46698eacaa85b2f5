#include "core/die.h"
#include "core/tab.h"
#include "core/utf8.h"
#include "domain/agency.h"
#include "domain/sector.h"

enum { NAME, ITS_SECTOR };
enum { SHORT, FULL };
enum { BUREAU_LEAST = 9 }; /* bytes of a name that says what the bureau does */

static struct tab ministries;
static uint32_t *starts; /* the first character of each, which tells most from a name */

/* The rows of shortnames.tsv, side by side: all are gone through for each report. */
static struct shortname {
	struct str end, full;
	bool all; /* the end is all of the name */
} *shortnames;
static size_t shorts;

static uint32_t
first_of(struct str name)
{
	uint32_t c = 0;

	if (name.n != 0)
		utf8_get(name.p, &c);
	return c;
}

static void
load_ministries(const char *folder)
{
	tab_load(&ministries, folder, "ministries.tsv", "name sector");
	starts = xcalloc(ministries.rows, sizeof *starts);
	for (size_t i = 0; i < ministries.rows; i++)
		starts[i] = first_of(ministries.row[i].cell[NAME]);
}

static void
load_shortnames(const char *folder)
{
	static struct tab t;
	struct str name;
	bool all;

	tab_load(&t, folder, "shortnames.tsv", "short full");
	shorts = t.rows;
	shortnames = xcalloc(shorts, sizeof *shortnames);
	for (size_t i = 0; i < shorts; i++) {
		name = t.row[i].cell[SHORT];
		all = !str_starts(name, STR("*"));
		shortnames[i] = (struct shortname){
			str_slice(name, !all, name.n), t.row[i].cell[FULL], all };
	}
}

void
agency_load(const char *folder)
{
	load_ministries(folder);
	load_shortnames(folder);
	sector_load(folder);
}

static bool
is_short_name(struct str name)
{
	for (size_t i = 0; i < shorts; i++)
		if (shortnames[i].all && str_eq(name, shortnames[i].end))
			return true;
	return false;
}

/* True for the name of a bureau, in full or in short. */
static bool
is_bureau(struct str name)
{
	return is_short_name(name) || sector_is_bureau(name);
}

static struct str
behind(struct str name, size_t at)
{
	return str_slice(name, at, name.n);
}

/* Length of the marks for a name that is not told: **市监察局, 某某县水利局. */
static size_t
mask_at_start(struct str name)
{
	static const char *const marks[] = { "*", "x", "X", "某" };
	size_t at = 0, i = 0;

	while (i < sizeof marks / sizeof *marks)
		if (str_starts(behind(name, at), str_of(marks[i])))
			at += strlen(marks[i]);
		else
			i++;
	return at;
}

/* Length of a word for the kind of a unit: 县, 自治区. */
static size_t
kind_at_start(struct str name)
{
	size_t at = str_starts(name, STR("自治")) ? strlen("自治") : 0;

	return region_is_kind(str_slice(name, at, at + 3)) ? at + 3 : 0;
}

/* True when the first character of a name may only say what kind of unit it is of:
 * 市蔬菜局, but not 市场服务局. */
static bool
may_begin_with_kind(struct str name)
{
	static const char *const words[] = { "市场", "市政", "市容", "市郊",
		"区域", "区划", "县域" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_starts(name, str_of(words[i])))
			return false;
	return true;
}

/* True for what is called as bureaus, or a school without a name of its own, are. */
static bool
is_body(struct str name)
{
	static const char *const words[] = { "局", "厅", "委员会", "委",
		"办公室", NULL };

	return (name.n >= BUREAU_LEAST && str_ends_any(name, words)) ||
	    sector_is_school(name);
}

/* Length of the place that a name begins with: names of units, short ones when
 * a bureau follows (湖南桑植公路局), else a word for the kind of unit (县水利局). */
static size_t
place_at_start(struct str name)
{
	struct region_set set;
	size_t masked = mask_at_start(name);
	size_t at = region_chain(name, 0, 0, &set), end = at, n;

	if (masked == name.n)
		return masked;
	if (masked != 0 && region_is_kind(str_slice(name, masked, masked + 3)))
		return masked + 3;
	while ((n = region_short(name, end, 0, &set)) != 0) {
		end += n;
		if (is_bureau(behind(name, end)))
			at = end;
	}
	if (at != 0 || is_bureau(name))
		return at;
	n = kind_at_start(name);
	return is_bureau(behind(name, n)) || (may_begin_with_kind(name) &&
	    is_body(behind(name, n))) ? n : 0;
}

/* The ministry that a name begins with; ministries.rows if none. */
static size_t
ministry_at_start(struct str name)
{
	size_t best = ministries.rows;
	uint32_t first = first_of(name);
	struct str full;

	for (size_t i = 0; i < ministries.rows; i++) {
		if (starts[i] != first)
			continue;
		full = ministries.row[i].cell[NAME];
		if (str_starts(name, full) && (best == ministries.rows ||
		    full.n > ministries.row[best].cell[NAME].n))
			best = i;
	}
	return best;
}

/* What a second name in brackets stands behind. */
static struct str
without_bracket(struct str name)
{
	size_t at = str_find(name, STR("("), 0);

	return at > 3 && str_ends(name, STR(")")) ? str_slice(name, 0, at) :
	    name;
}

/* The bureau, town, zone or school whose office it is (教育局办公室, 三龙镇党政办公室); a
 * government's office is a body of its own. */
static struct str
whose_office(struct str body)
{
	static const char *const offices[] = { "党政综合办公室", "党政办公室",
		"综合办公室", "政务公开办公室", "信息公开办公室",
		"政府信息公开办公室", "政府信息公开工作办公室",
		"信息公开工作办公室", "信息公开领导小组办公室",
		"信息公开工作领导小组办公室", "指挥中心办公室", "指挥中心",
		"办公室" };
	static const char *const bodies[] = { "局", "厅", "镇", "乡", "苏木",
		"街道", "办事处", "高新区", "开发区", "管委会", "管理委员会",
		"大学", "学院", "医院", NULL };
	struct str owner;

	for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
		if (!str_ends(body, str_of(offices[i])))
			continue;
		owner = str_slice(body, 0, body.n - strlen(offices[i]));
		if (str_ends_any(owner, bodies))
			return owner;
	}
	return body;
}

/* A body by its full name. */
static struct str
full_name(struct str body, struct pool *pool)
{
	const struct shortname *s;

	body = whose_office(body);
	for (s = shortnames; s < shortnames + shorts; s++)
		if (s->all ? str_eq(body, s->end) : str_ends(body, s->end))
			return pool_join(pool,
			    str_slice(body, 0, body.n - s->end.n), s->full);
	return body;
}

/* True for a street or a town with a name of its own. */
static bool
is_below_county(struct str body)
{
	static const char *const kinds[] = { "镇人民政府", "乡人民政府",
		"苏木人民政府", "街道办事处" };

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_ends(body, str_of(kinds[i])))
			return body.n > strlen(kinds[i]);
	return false;
}

/* A street, a town or a bureau without the government that stands before it:
 * 四方坪街道办事处 of 人民政府四方坪街道办事处, 国资委 of 政府国资委; but not a government's
 * own office. */
static struct str
without_government(struct str body)
{
	static const char *const governments[] = { "人民政府", "政府" };
	struct str office;

	for (size_t i = 0; i < sizeof governments / sizeof *governments; i++) {
		office = behind(body, strlen(governments[i]));
		if (str_starts(body, str_of(governments[i])) &&
		    !str_starts(office, STR("办")) &&
		    (is_below_county(office) || is_bureau(office)))
			return office;
	}
	return body;
}

/* True for a word that all towns are called by: 我镇. */
static bool
is_any_town(struct str body)
{
	static const char *const kinds[] = { "镇人民政府", "乡人民政府",
		"苏木人民政府", "街道办事处", NULL };

	for (size_t i = 0; kinds[i] != NULL; i++)
		if (str_eq(body, str_of(kinds[i])))
			return true;
	return false;
}

/* A ministry, or its branch, which names its place second. */
static void
read_ministry(struct agency *a, size_t row, struct str rest, struct pool *pool,
    struct buf *all)
{
	struct region_set set;
	size_t n = region_chain(rest, 0, 0, &set);

	if (n == 0)
		n = region_short(rest, 0, 0, &set);
	a->body = n != 0 ? behind(rest, n) : full_name(a->body, pool);
	a->level = n != 0 ? STR("vertical") :
	    rest.n == 0 || str_starts(rest, STR("办公厅")) ? STR("national") :
	    STR("");
	if (n != 0)
		sector_add_all(all, a->body);
	if (all->n == 0)
		sector_add(all, ministries.row[row].cell[ITS_SECTOR]);
}

/* A branch that names its place between its bureau and itself, without it:
 * 公安分局 of 公安局长宁分局, 交通警察大队 of 交通警察支队张店大队. */
static struct str
without_inner_place(struct str body, struct pool *pool)
{
	static const struct { const char *bureau, *branch; } names[] = {
		{ "局", "分局" }, { "委员会", "分局" }, { "支队", "大队" },
		{ "总队", "大队" }
	};
	struct region_set set;
	struct str branch, place;
	size_t at, n;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		branch = str_of(names[i].branch);
		at = str_find(body, str_of(names[i].bureau), 0);
		n = at + strlen(names[i].bureau);
		if (!str_ends(body, branch) || n + branch.n >= body.n)
			continue;
		place = str_slice(body, n, body.n - branch.n);
		if (region_names(place, &set) == place.n)
			return pool_join(pool, str_slice(body, 0, at), branch);
	}
	return body;
}

/* The bureau that a branch is of: 水务局 of 水务分局. */
static struct str
bureau_of(struct str branch, struct pool *pool)
{
	return pool_join(pool, str_slice(branch, 0, branch.n - strlen("分局")),
	    STR("局"));
}

/* A local agency. */
static void
read_local(struct agency *a, struct str second, struct pool *pool,
    struct buf *all)
{
	a->body = without_government(behind(a->body, place_at_start(a->body)));
	a->body = without_government(full_name(a->body, pool));
	a->body = without_inner_place(a->body, pool);
	if (a->body.n == 0 || str_eq(a->body, STR("政府")))
		a->body = STR("人民政府");
	a->level = sector_add_all(all, a->body);
	if (all->n == 0 && str_ends(a->body, STR("分局")))
		a->level = sector_add_all(all, bureau_of(a->body, pool));
	if (is_any_town(a->body))
		a->body = STR("");
	sector_add_all(all, behind(second, place_at_start(second)));
}

void
agency_read(struct str name, struct pool *pool, struct agency *a)
{
	struct buf all = { NULL, 0, 0 };
	struct str main = without_bracket(name), second = STR("");
	size_t row;

	*a = (struct agency){ .body = STR("") };
	if (name.n == 0)
		return;
	if (main.n != name.n)
		second = str_slice(name, main.n + 1, name.n - 1);
	if (str_starts(main, STR("中华人民共和国")))
		main = behind(main, strlen("中华人民共和国"));
	a->body = main;
	row = ministry_at_start(main);
	if (row != ministries.rows)
		read_ministry(a, row, behind(main,
		    ministries.row[row].cell[NAME].n), pool, &all);
	else
		read_local(a, second, pool, &all);
	a->sector = pool_str(pool, buf_str(&all));
	buf_free(&all);
}

bool
agency_is_government(const struct agency *a)
{
	return str_eq(a->sector, STR("gov")) ||
	    str_eq(a->sector, STR("office")) ||
	    str_eq(a->sector, STR("openness"));
}

struct str
agency_level(const struct agency *a, const struct region_set *place)
{
	if (a->level.n != 0 || place->n == 0)
		return a->level;
	for (size_t i = 1; i < place->n; i++)
		if (strcmp(region_level(place->unit[i]),
		    region_level(place->unit[0])) != 0)
			return STR("");
	return str_of(region_level(place->unit[0]));
}
