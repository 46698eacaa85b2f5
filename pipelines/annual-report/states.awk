# states.awk: which document stands at an address, by the newest word.
#
# Reads what collect joins, sorted by address, date, source and offset:
#	1 shard 2 url 3 date 4 doc 5 status 6 source 7 offset 8 why 9 warc 10 input
#	11 from 12 reports
# and adds to each line 13 its state and 14 what it is of:
#	live        the document counts
#	superseded  by the document that is named
#	gone        the address has answered 404 or 410 since
#	refused, failed, absent, confirmed, converted (into the document named)
# Without an address or a date nobody can tell: such documents are live.

function is_doc(status) {
	return status == "ok" || status == "truncated" || status == "error"
}

# Goes through the events of an address, and finds what is there in the end.
function follow(i) {
	current = ""
	whole = gone = 0
	for (i = 1; i <= n; i++) {
		if (date[i] == "" || status[i] == "converted")
			continue
		if (is_doc(status[i])) {
			# an error page, or half of one, is no word on the other
			if (status[i] != "ok" && whole)
				continue
			current = doc[i]
			whole = status[i] == "ok"
			gone = 0
		} else if (status[i] == "revisit") {
			if (doc[i] != "") {
				current = doc[i]
				whole = 1
			}
			gone = 0
		} else if (status[i] == "gone")
			gone = keep ? 0 : 1
	}
}

function judge(i) {
	if (status[i] == "refused" || status[i] == "failed")
		return status[i] "\t"
	if (status[i] == "gone")
		return "absent\t"
	if (status[i] == "revisit")
		return "confirmed\t" doc[i]
	if (url == "" || date[i] == "")
		return "live\t"
	if (gone)
		return "gone\t"
	return doc[i] == current ? "live\t" : "superseded\t" current
}

function flush(i) {
	if (url != "")
		follow()
	for (i = 1; i <= n; i++) {
		state[i] = judge(i)
		if (from[i] != "")
			of[from[i], place[i]] = i
	}
	for (i = 1; i <= n; i++) {
		if (status[i] == "converted" && ((doc[i], place[i]) in of))
			state[i] = state[of[doc[i], place[i]]]
		print line[i], state[i]
	}
	split("", of)
	n = 0
}

BEGIN {
	FS = OFS = "\t"
}

# Lines without an address have nothing to do with one another, but for what was
# converted, which has the same source and offset.
$2 != url || (url == "" && ($6 OFS $7) != place[n]) {
	flush()
	url = $2
}
{
	line[++n] = $0
	date[n] = $3
	doc[n] = $4
	status[n] = $5
	place[n] = $6 OFS $7
	from[n] = $11
}
END { flush() }
