# coverage: how many agencies have a report, by year and level, and by province.
#
# Of several reports of one agency on one year one counts.  coverage.csv says in
# addition from how many a report was expected, and why there is none.

BEGIN { columns = split("national province prefecture county town street zone vertical other", levels) }

from == "reports" {
	y = year()
	reports++
	incomplete += cell("complete") == "no"
	values += cell("facts")
	broken += cell("failed") > 0
	if (agency() == "" || y == "") {
		uncertain++
		next
	}
	if (!seen[agency()]++)
		agencies++
	if (seen[agency(), y]++) {
		repeated++
		next
	}
	span(y)
	at = cell("level")
	if (at == "" || !(("level." at) in zh))
		at = "other"
	by_level[y, at]++
	in_level[at]++
	at = province(cell("region_now"))
	by_province[y, at]++
	in_province[at]++
	in_year[y]++
	counted++
}

from == "coverage" {
	if (cell("expected") != "yes")
		next
	y = year()
	span(y)
	at = province(cell("region_now"))
	expected[y]++
	due[y, at]++
	expected_all++
	if (cell("reported") > 0) {
		met[y, at]++
		met_year[y]++
		met_all++
	} else {
		reason[cell("reason")]++
	}
}

function province(region) {
	return substr(region, 1, 2)
}

END {
	tell("n.reports", number(reports + 0))
	tell("n.agencies", number(agencies + 0))
	tell("n.counted", number(counted + 0))
	tell("n.repeated", number(repeated + 0))
	tell("n.uncertain", number(uncertain + 0))
	tell("n.incomplete", number(incomplete + 0))
	tell("n.broken", number(broken + 0))
	tell("n.values", number(values + 0))
	tell("n.expected", number(expected_all + 0))
	tell("n.met", number(met_all + 0))
	tell("p.met", percent(met_all, expected_all))
	tell("year.first", first)
	tell("year.last", last)
	years_table()
	provinces_table()
	count("reasons", reason, "qualifier.", "why")
}

function years_table(    y, i, file) {
	file = out "/years.html"
	printf "<thead><tr><th scope=\"col\">%s", say("year") >file
	for (i = 1; i <= columns; i++)
		if (levels[i] in in_level)
			printf "<th scope=\"col\" data-series>%s", say("level." levels[i]) >file
	printf "<th scope=\"col\">%s", say("all") >file
	if (expected_all)
		printf "<th scope=\"col\" data-expected>%s<th scope=\"col\">%s<th scope=\"col\">%s", \
		    say("expected"), say("met"), say("share") >file
	print "<tbody>" >file
	for (y = first; y != "" && y <= last; y++) {
		printf "<tr><th scope=\"row\">%s", y >file
		for (i = 1; i <= columns; i++)
			if (levels[i] in in_level)
				printf "<td>%s", number(by_level[y, levels[i]] + 0) >file
		printf "<td>%s", number(in_year[y] + 0) >file
		if (expected_all)
			printf "<td>%s<td>%s<td>%s", number(expected[y] + 0), number(met_year[y] + 0), \
			    percent(met_year[y], expected[y]) >file
		print "" >file
	}
	close(file)
}

# A cell of the map is shaded by the share of the roster, or without a roster by
# the number of reports.
function provinces_table(    p, y, file, n, most, nowhere) {
	file = out "/provinces.html"
	for (n in by_province)
		most = by_province[n] > most ? by_province[n] : most
	printf "<thead><tr><th scope=\"col\">%s%s<th scope=\"col\">%s\n<tbody>", say("province"), years_head(), say("all") >file
	for (p = 11; p <= 82; p++) {
		if (!(p in in_province)) {
			if (("province." p) in zh && p < 71)
				nowhere = nowhere " " say("province." p)
			continue
		}
		printf "<tr><th scope=\"row\">%s", say("province." p) >file
		for (y = first; y <= last; y++)
			print_cell(file, by_province[y, p], due[y, p], met[y, p], most)
		printf "<td class=\"sum\">%s\n", number(in_province[p]) >file
	}
	close(file)
	if (nowhere != "")
		print "<p>" say("nowhere") nowhere >(out "/nowhere.html")
}

function print_cell(file, n, expected, met, most) {
	if (!n)
		printf "<td class=\"none\">–" >file
	else if (expected)
		printf "<td class=\"c%d\" title=\"%s\">%s", level(met / expected, ".5 .75 .9 .99"), \
		    number(met + 0) " / " number(expected), number(n) >file
	else
		printf "<td class=\"c%d\">%s", level(n / most, ".05 .2 .4 .7"), number(n) >file
}
