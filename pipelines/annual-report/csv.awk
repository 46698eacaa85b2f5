# csv.awk: columns of a table that gx-csv wrote, by name, separated by TAB.
#
#	awk -v columns='doc report year' -f csv.awk TABLE.csv
#
# The header is left out.  A cell has neither tabs nor line breaks (gx-csv sees to
# that).  A name that the table does not have ends it with 2.

BEGIN { n = split(columns, name, " ") }

NR == 1 {
	split_line($0)
	for (i in cell)
		at[cell[i]] = i
	for (i = 1; i <= n; i++) {
		if (!(name[i] in at)) {
			print FILENAME ": no column " name[i] >"/dev/stderr"
			exit 2
		}
		from[i] = at[name[i]]
	}
	next
}

{
	split_line($0)
	for (i = 1; i <= n; i++)
		printf "%s%s", cell[from[i]], i < n ? "\t" : "\n"
}

# RFC 4180: a comma between quotes belongs to the cell.
function split_line(line,    part, parts, i, k, open) {
	if (!index(line, "\"")) {
		split(line, cell, ",")
		return
	}
	parts = split(line, part, ",")
	k = 0
	for (i = 1; i <= parts; i++) {
		if (open)
			cell[k] = cell[k] "," part[i]
		else
			cell[++k] = part[i]
		if (gsub(/"/, "\"", part[i]) % 2)
			open = !open
		if (!open && cell[k] ~ /^"/) {
			cell[k] = substr(cell[k], 2, length(cell[k]) - 2)
			gsub(/""/, "\"", cell[k])
		}
	}
}
