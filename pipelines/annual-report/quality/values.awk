# values: the numbers of wide.csv, one a line, to be sorted: indicator, scope,
# year, value, level, document, report, agency.
#
# The codebook tells which columns are indicators; indicators.rows has them in
# their order: id, unit, labels, form.  qualifiers.html tells how many cells have
# which qualifier.

BEGIN { OFS = "\t" }

from == "codebook" {
	if (cell("table_name") != "wide" || cell("indicator") == "")
		next
	if (cell("type") == "text") {
		qualifier[++qualifiers] = cell("name")
		next
	}
	value[++n] = cell("name")
	id[n] = cell("indicator")
	print id[n], cell("unit"), cell("label_zh"), cell("label_en"), cell("forms") >(out "/indicators.rows")
}

from == "wide" {
	y = year()
	before = cell("scope") OFS y
	behind = cell("level") OFS cell("doc") OFS cell("report") OFS cell("agency")
	for (i = 1; i <= n; i++) {
		v = $(column[value[i]])
		if (v ~ /^-?[0-9]+(\.[0-9]+)?$/) {
			filled++
			if (y != "")
				print id[i], before, v, behind
		}
	}
	for (i = 1; i <= qualifiers; i++)
		holds[$(column[qualifier[i]])]++
}

END {
	tell("n.filled", number(filled + 0))
	count("qualifiers", holds, "qualifier.", "qualifier")
}
