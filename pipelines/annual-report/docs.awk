# docs.awk file=1 PLAN file=2 list.tsv file=3 done.tsv file=4 HEADS: what became of the inputs of a shard, a
# line for each document and for each thing that is none (gx-shard(1)).
# Everything stays escaped as in records.

function put(status, id, why) {
	print url, date, id, status, source, offset, why, warc, input[source], \
	    from, reports
}

function clear() {
	url = date = source = offset = warc = from = why = ""
	reports = 0
}

file == 1 { # PLAN
	planned[FNR] = $1 " " $4
	next
}

file == 2 && $1 == "file" { input[$3] = planned[++files] }
file == 2 && $1 ~ /^(http-status|revisit|bad-http|continuation|warc-type|not-text|header-limit)$/ {
	clear()
	source = $3; offset = $4; url = $5; date = $6
	if ($1 == "revisit")
		put("revisit", "", $7)
	else if ($1 == "http-status" && $7 ~ /^(404|410)($| )/)
		put("gone", "", $7)
	else
		put("failed", "", $1 ($7 == "" ? "" : ": " $7))
}

file == 3 { # done.tsv: what a converter made of it
	done[$1, $2, $3] = $4
	reason[$1, $2, $3] = $5
}

file < 4 { next }

$1 == "doc" {
	clear()
	source = $4; offset = $5; url = $6
	media = $7
}
$1 == "meta" && $4 == "warc.date" { date = $5 }
$1 == "meta" && $4 == "warc.id" { warc = $5 }
$1 == "meta" && $4 == "converted.from" { from = $5 }
$1 == "report" { reports++ }
$1 == "warn" && $2 != "-" && index(" " why " ", " " $6 " ") == 0 {
	why = why (why == "" ? "" : " ") $6
}
$1 == "end" {
	status = $6
	if (status == "refused") {
		kind = media ~ /pdf$/ ? ".pdf" : media ~ /ole/ ? ".ole" : ".zip"
		if (($2 kind, source, offset) in done) {
			if (done[$2 kind, source, offset] == "yes")
				status = "converted"
			why = reason[$2 kind, source, offset]
		}
	} else if ((" " why " ") ~ / soft-404 /)
		status = "error"
	put(status, $2, why)
}
$1 == "warn" && $2 == "-" && $5 == "gx-decode" &&
    $6 ~ /^(bad-json|size-limit|truncated|lost-sync|bad-gzip|bad-crc|bad-chunk|unreadable)$/ {
	clear()
	for (name in input)
		if (index($7, name ": ") == 1 && length(name) > length(source))
			source = name
	put("failed", "", $6 ": " substr($7, length(source) + 1 + 2 * (source != "")))
}
