#include "agency.h"
#include "die.h"
#include "rx.h"
#include "tab.h"

enum { SECTOR, PATTERN };

static struct tab sectors;
static struct rx **ends; /* of each row: the pattern at the end of a name */

void
agency_load(const char *folder)
{
	char why[128];
	struct buf pattern = { NULL, 0, 0 };

	tab_load(&sectors, folder, "sectors.tsv", "sector pattern");
	ends = xcalloc(sectors.rows, sizeof *ends);
	for (size_t i = 0; i < sectors.rows; i++) {
		pattern.n = 0;
		buf_put(&pattern, STR("(?:"));
		buf_put(&pattern, sectors.row[i].cell[PATTERN]);
		buf_put(&pattern, STR(")$"));
		ends[i] = rx_new(buf_str(&pattern), why, sizeof why);
		if (ends[i] == NULL)
			tab_wrong(&sectors, i, "pattern: %s", why);
	}
	buf_free(&pattern);
}

struct str
agency_body(struct str name)
{
	struct region_set set;
	struct str body;

	if (name.n == 0)
		return name;
	body = str_slice(name, region_chain(name, 0, 0, &set), name.n);
	if (body.n == 0 || str_eq(body, STR("政府")))
		return STR("人民政府");
	return body;
}

struct str
agency_sector(struct str body)
{
	struct rx_match m;
	struct str best = STR("");
	size_t length = 0;

	for (size_t i = 0; i < sectors.rows; i++)
		if (rx_find(ends[i], body, 0, &m) == RX_FOUND &&
		    m.group[0].n > length) {
			length = m.group[0].n;
			best = sectors.row[i].cell[SECTOR];
		}
	return best;
}

bool
agency_is_government(struct str body)
{
	struct str sector = agency_sector(body);

	return str_eq(sector, STR("gov")) || str_eq(sector, STR("office"));
}

struct str
agency_level(struct str body, const struct region_set *place)
{
	static const struct { const char *end, *level; } own[] = {
		{ "街道办事处", "street" }, { "街道", "street" },
		{ "镇人民政府", "town" }, { "乡人民政府", "town" },
		{ "镇政府", "town" }, { "乡政府", "town" },
		{ "镇", "town" }, { "乡", "town" },
		{ "管理委员会", "zone" }, { "管委会", "zone" },
		{ "开发区", "zone" }, { "高新区", "zone" },
	};

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (str_ends(body, str_of(own[i].end)))
			return str_of(own[i].level);
	if (place->n == 0)
		return str_starts(body, STR("国家")) || str_starts(body,
		    STR("国务院")) ? STR("national") : STR("");
	for (size_t i = 1; i < place->n; i++)
		if (strcmp(region_level(place->unit[i]),
		    region_level(place->unit[0])) != 0)
			return STR("");
	return str_of(region_level(place->unit[0]));
}
