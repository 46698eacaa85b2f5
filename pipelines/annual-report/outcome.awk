# outcome: what became of each address, from the log of wget (LC_ALL=C, not -nv).
#
#	awk -f outcome.awk KNOWN.cdx NEW.cdx LOG
#
# A line for each request: url, status, result, why, separated by TAB; the result
# is one of
#	new changed same   it was fetched; a page that is the same was not stored again
#	moved              it is somewhere else: why says where
#	gone               404 or 410
#	failed             any other status, no answer, or an answer that was cut off
# KNOWN.cdx are the records that wget was given to compare with, NEW.cdx those it
# wrote.  The robots.txt that it reads for itself is left out.

BEGIN { OFS = "\t" }

FILENAME == ARGV[1] { known[$1]; next }
FILENAME == ARGV[2] { if ($5 == 200) stored[$1]; next }

/^--[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9:]+--  / {
	finish()
	url = $NF
	internal = robots
	robots = 0
	next
}
/^FINISHED --/ { finish(); next }
/^Loading robots.txt; / { finish(); robots = 1; next }
/awaiting response\.\.\. / {
	said = $0
	sub(/.*awaiting response\.\.\. /, "", said)
	if (said ~ /^[0-9][0-9][0-9]/) {
		status = substr(said, 1, 3)
		why = substr(said, 5)
	} else {
		why = plain(said)
	}
	next
}
/^Location: .* \[following\]$/ {
	moved = $0
	sub(/^Location: /, "", moved)
	sub(/ \[following\]$/, "", moved)
	next
}
/ saved \[/ { saved = 1; next }
/ - Connection closed at byte| - Read error at byte/ { why = plain($0); sub(/.* - /, "", why); cut = 1; next }
/^[0-9]+ redirections exceeded/ { why = plain($0); moved = ""; over = 1; next }
/failed: |^wget: |^ERROR: |[Uu]nable to |^Cannot / {
	if (why == "")
		why = plain($0)
	next
}
# When wget was ended from outside, its log lags behind what it stored.
END {
	if (url in stored) {
		saved = 1
		status = 200
	}
	finish()
}

# Without the full stop, and without what wget will do next.
function plain(s) {
	sub(/ *(Giving up|Retrying)\.$/, "", s)
	sub(/\.$/, "", s)
	sub(/^.*failed: /, "", s)
	sub(/^wget: /, "", s)
	gsub(/\t/, " ", s)
	return s
}

function finish() {
	if (url != "" && !internal)
		print url, status, result(), moved != "" ? moved : why
	url = status = why = moved = ""
	saved = cut = over = 0
}

function result() {
	if (moved != "")
		return "moved"
	if (saved && !cut && status == 200) {
		why = ""
		if (!(url in stored))
			return "same"
		return url in known ? "changed" : "new"
	}
	if (why == "")
		why = "no answer"
	return status == 404 || status == 410 ? "gone" : "failed"
}
