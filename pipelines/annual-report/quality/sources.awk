# sources: what became of everything that was read: documents by how reading them
# ended (docs.csv), by the warnings of the filters, and, where the workflow has
# made it (`listed`), all sources with the reason (sources.csv).

BEGIN { MOST = 200 }

from == "docs" {
	documents++
	status[cell("status")]++
	replaced += cell("replaced") > 0
	n = split(cell("warnings"), code, " ")
	for (i = 1; i <= n; i++)
		warning[code[i]]++
	if (cell("status") != "ok" && !listed)
		unread(cell("status"), cell("warnings"))
	if (cell("status") == "ok" && cell("reports") == 0)
		unread("no-report", cell("warnings"))
}

from == "sources" {
	sources++
	fate[cell("state")]++
	if (cell("state") ~ /^(refused|failed)$/)
		unread(cell("state"), cell("why"))
}

# One row of the list of what was not read; the reasons are codes or sentences.
function unread(what, why,    n, i, part, words) {
	if (++lost > MOST)
		return
	n = split(why, part, " ")
	for (i = 1; i <= n; i++)
		if (!(("warn." part[i]) in zh))
			break
	if (n && i > n)
		for (i = 1; i <= n; i++)
			words = words (i > 1 ? "; " : "") say("warn." part[i])
	else
		words = esc(why)
	list = list "<tr><th scope=\"row\">" link(cell("url"), cell("source"), name(base(cell("source")))) \
	    (cell("offset") > 0 ? " <small>@" esc(cell("offset")) "</small>" : "") "<td>" say("status." what) "<td>" words "\n"
}

END {
	tell("n.documents", number(documents + 0))
	tell("n.lost", number(lost + 0))
	tell("n.replaced", number(replaced + 0))
	tell("n.sources", number(sources + 0))
	count("statuses", status, "status.", "result")
	count("warnings", warning, "warn.", "warning")
	count("fates", fate, "status.", "result")
	print "<thead><tr><th scope=\"col\">" say("source") "<th scope=\"col\">" say("result") "<th scope=\"col\">" say("why") \
	    "\n<tbody>\n" list >(out "/lost.html")
}
