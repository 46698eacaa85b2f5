# figures: one figure for each indicator, with its numbers and its outliers.

BEGIN { MOST = 40 }

from == "reports" {
	url[cell("doc"), cell("report")] = cell("url")
	source[cell("doc"), cell("report")] = cell("source")
}

from == "places" {
	line[cells[1], cells[2], cells[3]] = cells[4]
	raw[cells[1], cells[2], cells[3]] = cells[5]
}

from == "spread" {
	row = "<tr data-scope=\"" esc(cells[2]) "\"><th scope=\"row\">" cells[3] "<td>" say("scope." cells[2])
	for (i = 4; i <= 10; i++)
		row = row "<td>" number(cells[i])
	spread[cells[1]] = spread[cells[1]] row "\n"
}

# Sorted: the farthest first.
from == "outliers" {
	all++
	if (++outliers[cells[1]] > MOST)
		next
	at = cells[7] SUBSEP cells[8]
	row = "<tr data-scope=\"" esc(cells[2]) "\"><th scope=\"row\">" name(cells[9]) "<td>" cells[3] "<td>" \
	    number(cells[4]) "<td>" number(cells[5]) "<td>"
	at_line = line[at, cells[1]]
	row = row link(url[at], source[at], name(base(source[at]))) (at_line == "" ? "" : ":" esc(at_line))
	if (raw[at, cells[1]] != "")
		row = row " <q>" name(raw[at, cells[1]]) "</q>"
	table[cells[1]] = table[cells[1]] row "\n"
}

from == "indicators" && cells[1] in spread {
	form = cells[5] ~ /,/ && cells[1] !~ /^n\./ ? "2019" : cells[5]
	if (cells[1] ~ /^n\./)
		form = "prose"
	if (form != last_form)
		print (last_form == "" ? "" : "</div>\n") "<h3>" say("form." form) "</h3>\n<div class=\"small\">"
	last_form = form
	figures++
	print "<figure data-chart=\"spread\">"
	print "<figcaption>" both(esc(cells[3]), esc(cells[4])) " <small>" esc(cells[2]) " <code>" esc(cells[1]) "</code></small></figcaption>"
	print "<div class=\"plot\"></div>"
	print "<details><summary>" say("numbers") "</summary><div class=\"wide\" tabindex=\"0\"><table class=\"spread\"><thead><tr>" heads("year scope count zeros least lower median upper greatest")
	printf "<tbody>\n%s</table></div></details>\n", spread[cells[1]]
	if (outliers[cells[1]]) {
		print "<details><summary>" say("outliers") " " number(outliers[cells[1]]) "</summary><div class=\"wide\" tabindex=\"0\"><table class=\"outliers\"><thead><tr>" heads("agency year value typical place")
		printf "<tbody>\n%s</table></div>", table[cells[1]]
		if (outliers[cells[1]] > MOST)
			print "<p>" say("farthest")
		print "</details>"
	}
	print "</figure>"
}

END {
	if (figures)
		print "</div>"
	tell("n.outliers", number(all + 0))
	tell("n.figures", number(figures + 0))
}

function heads(keys,    n, key, i, html) {
	n = split(keys, key, " ")
	for (i = 1; i <= n; i++)
		html = html "<th scope=\"col\">" say(key[i])
	return html
}
