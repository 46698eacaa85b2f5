# figures: one figure for each indicator, with its numbers and its outliers.

BEGIN { MOST = 40 }

from == "reports" {
	url[cell("doc"), cell("report")] = cell("url")
	source[cell("doc"), cell("report")] = cell("source")
}

from == "places" {
	line[$1, $2, $3] = $4
	raw[$1, $2, $3] = $5
}

from == "spread" {
	row = "<tr data-scope=\"" esc($2) "\"><th scope=\"row\">" $3 "<td>" say("scope." $2)
	for (i = 4; i <= 10; i++)
		row = row "<td>" number($i)
	spread[$1] = spread[$1] row "\n"
}

# Sorted: the farthest first.
from == "outliers" {
	all++
	if (++outliers[$1] > MOST)
		next
	at = $7 SUBSEP $8
	row = "<tr data-scope=\"" esc($2) "\"><th scope=\"row\">" name($9) "<td>" $3 "<td>" \
	    number($4) "<td>" number($5) "<td>"
	at_line = line[at, $1]
	row = row link(url[at], source[at], name(base(source[at]))) (at_line == "" ? "" : ":" esc(at_line))
	if (raw[at, $1] != "")
		row = row " <q>" name(raw[at, $1]) "</q>"
	table[$1] = table[$1] row "\n"
}

from == "indicators" && $1 in spread {
	form = $5 ~ /,/ && $1 !~ /^n\./ ? "2019" : $5
	if ($1 ~ /^n\./)
		form = "prose"
	if (form != last_form)
		print (last_form == "" ? "" : "</div>\n") "<h3>" say("form." form) "</h3>\n<div class=\"small\">"
	last_form = form
	figures++
	print "<figure data-chart=\"spread\">"
	print "<figcaption>" both(esc($3), esc($4)) " <small>" esc($2) " <code>" esc($1) "</code></small></figcaption>"
	print "<div class=\"plot\"></div>"
	print "<details><summary>" say("numbers") "</summary><div class=\"wide\" tabindex=\"0\"><table class=\"spread\"><thead><tr>" heads("year scope count zeros least lower median upper greatest")
	printf "<tbody>\n%s</table></div></details>\n", spread[$1]
	if (outliers[$1]) {
		print "<details><summary>" say("outliers") " " number(outliers[$1]) "</summary><div class=\"wide\" tabindex=\"0\"><table class=\"outliers\"><thead><tr>" heads("agency year value typical place")
		printf "<tbody>\n%s</table></div>", table[$1]
		if (outliers[$1] > MOST)
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
