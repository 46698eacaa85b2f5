# sheets.awk file=1 MERGED file=2 CSV: a sheet as HTML.  A row of a single cell at
# the top, or one that is numbered as a heading, is a line and not a row.

function column(letters, n, i) {
	for (i = 1; i <= length(letters); i++)
		n = n * 26 + index("ABCDEFGHIJKLMNOPQRSTUVWXYZ", substr(letters, i, 1))
	return n
}

# Takes a cell off the front of rest; more: another one follows.  False when a
# quoted one goes on in the next line.
function take_cell(i, at) {
	if (substr(rest, 1, 1) != "\"") {
		i = index(rest ",", ",")
		value = substr(rest, 1, i - 1)
		more = i <= length(rest)
		rest = substr(rest, i + 1)
		return 1
	}
	for (i = 2; ; i++) {
		at = index(substr(rest, i), "\"")
		if (at == 0)
			return 0
		i += at - 1
		if (substr(rest, i + 1, 1) != "\"")
			break
		i++
	}
	value = substr(rest, 2, i - 2)
	gsub(/""/, "\"", value)
	more = substr(rest, i + 1, 1) == ","
	rest = substr(rest, i + 2)
	return 1
}

function take_row(whole) {
	whole = rest
	cells[++rows] = 0
	filled[rows] = 0
	do {
		if (!take_cell()) {
			rows--
			rest = whole
			return 0
		}
		gsub(/&/, "\\&amp;", value)
		gsub(/</, "\\&lt;", value)
		gsub(/\n/, "<br>", value)
		cell[rows, ++cells[rows]] = value
		if (value ~ /[^ \t]/) {
			filled[rows]++
			only[rows] = value
		}
	} while (more)
	if (cells[rows] > widest)
		widest = cells[rows]
	return 1
}

file == 1 {
	split($0, end, ":")
	for (i = 1; i <= 2; i++) {
		letters = digits = end[i]
		gsub(/[0-9]/, "", letters)
		gsub(/[^0-9]/, "", digits)
		c[i] = column(letters)
		r[i] = digits + 0
	}
	merged++
	top[merged] = r[1]; bottom[merged] = r[2]
	left[merged] = c[1]; right[merged] = c[2]
	next
}

{
	sub(/\r$/, "")
	rest = pending == "" ? $0 : pending "\n" $0
	pending = ""
	if (rest == "") {
		cells[++rows] = filled[rows] = 0
	} else if (!take_row())
		pending = rest
}

# Whatever a merged region claims, it ends where the data end.
function spread(m, i, j) {
	if (bottom[m] > rows)
		bottom[m] = rows
	for (i = top[m]; i <= bottom[m]; i++)
		for (j = left[m]; j <= right[m] && j <= widest; j++)
			covered[i, j]
	if (right[m] > widest)
		right[m] = widest
	delete covered[top[m], left[m]]
	span[top[m], left[m]] = \
	    (right[m] > left[m] ? " colspan=" right[m] - left[m] + 1 : "") \
	    (bottom[m] > top[m] ? " rowspan=" bottom[m] - top[m] + 1 : "")
}

function put_row(i, j) {
	printf "<tr>"
	for (j = 1; j <= cells[i]; j++)
		if (!((i, j) in covered))
			printf "<td%s>%s</td>", span[i, j], cell[i, j]
	print "</tr>"
}

END {
	for (m = 1; m <= merged; m++)
		spread(m)
	for (i = 1; i <= rows; i++) {
		if (filled[i] == 0)
			continue
		if (filled[i] == 1 && (!begun || only[i] ~ /^(（|\()?(一|二|三|四|五|六|七|八|九|十)+(、|）|\))/)) {
			if (open)
				print "</table>"
			open = 0
			print "<p>" only[i] "</p>"
			continue
		}
		if (!open)
			print "<table>"
		open = begun = 1
		put_row(i)
	}
	if (open)
		print "</table>"
}
