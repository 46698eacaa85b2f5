# documents: the reports that need a look, with the reasons and where to look.
#
# The rows go to standard output, to be sorted: failed checks of severity error,
# reasons, document, report, and the row.

BEGIN { MOST = 8 }

from == "docs" { warnings[cell("doc")] = cell("warnings") }

from == "failed" {
	at = $1 SUBSEP $2
	if ($4 == "error" && ++errors[at] <= MOST)
		failures[at] = failures[at] "<li><code>" esc($3) "</code> " number($5) " " unlike($6) " " \
		    number($7) " <small>(" say("difference") " " number($8) \
		    ($9 == "" ? "" : say("lines") esc($9)) ")</small>"
	if ($4 == "warn")
		warned[at]++
}

from == "outliers" {
	at = $7 SUBSEP $8
	if (++out_of_line[at] <= MOST)
		outliers[at] = outliers[at] "<li>" say("outlier") " <code>" esc($1) "</code> " number($4) \
		    " <small>(" say("typical") " " number($5) ")</small>"
}

from == "reports" {
	at = cell("doc") SUBSEP cell("report")
	reasons = errors[at] + (warned[at] > 0) + out_of_line[at]
	html = failures[at] more(errors[at]) outliers[at] more(out_of_line[at])
	if (warned[at])
		html = html "<li>" say("warned") " " warned[at]
	html = html because("breaks.off", cell("complete") == "no") \
	    because("no.region", cell("region") !~ /^[0-9]+$/) because("no.body", cell("body") == "") \
	    because("no.year", year() == "")
	n = split(warnings[cell("doc")], code, " ")
	for (i = 1; i <= n; i++)
		html = html because("warn." code[i], 1)
	if (!reasons)
		next
	looks++
	printf "%d\t%d\t%s\t%s\t%s\n", errors[at], reasons, cell("doc"), cell("report"), row(html)
}

END { tell("n.looks", number(looks + 0)) }

function because(key, true) {
	if (!true)
		return ""
	reasons++
	return "<li>" say(key)
}

function more(n) {
	return n > MOST ? "<li>" say("and.more") " " n - MOST : ""
}

function unlike(relation) {
	return relation == "=" ? "≠" : relation == "<=" ? "&gt;" : relation == ">=" ? "&lt;" : esc(relation)
}

function row(html) {
	return "<tr><th scope=\"row\">" name(cell("agency")) " <small>" esc(cell("year")) "</small><td><ul>" html \
	    "</ul><td>" link(cell("url"), cell("source"), name(base(cell("source")))) ":" esc(cell("line")) \
	    " <small><code>" esc(cell("doc")) "</code></small>"
}
