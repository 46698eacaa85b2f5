# records: makes gx-records.5 from lib/rec.def and the page around the list.
#
#	awk -f lib/records.awk lib/rec.def lib/gx-records.5.in
#
# The line .\" TYPES of the page is replaced by one item for each type, with
# its fields and their numbers, as grep, cut and awk count them.

function quoted(line, n,   part) {
	split(line, part, "\"")
	return part[2 * n]
}

FNR == 1 { file++ }

file == 1 && /^TYPE\(/ {
	types++
	name[types] = quoted($0, 1)
	about[types] = quoted($0, 2)
	fields[types] = 0
}

file == 1 && /^FIELD\(/ {
	n = ++fields[types]
	field[types, n] = quoted($0, 1)
	means[types, n] = quoted($0, 2)
}

file == 2 && /^\.\\" TYPES/ {
	for (t = 1; t <= types; t++) {
		print ".Ss " name[t]
		print upper(about[t]) "."
		print ".Bl -column -compact \"00\" \"qualifier\""
		for (n = 1; n <= fields[t]; n++)
			print ".It " n + 3 " Ta Va " field[t, n] " Ta " means[t, n]
		if (name[t] == "row")
			print ".It " n + 3 " Ta Va cell Ta the cells, to the end of the line"
		if (name[t] == "book")
			print ".It " n + 3 " Ta Va cell Ta indicator, value, line, scope, qualifier and rule of each fact in use, to the end of the line"
		print ".El"
	}
	next
}

file == 2

function upper(text) {
	return toupper(substr(text, 1, 1)) substr(text, 2)
}
