# Turns a table of lib/ into the rows of a C array.
#
# The first line names the columns.  A cell becomes a C string; under a column
# "name:PREFIX" it becomes PREFIX followed by the cell in upper case, with "_"
# for what cannot stand in a C name, and 0 when it is empty.
BEGIN { FS = "\t" }
/^# / || /^$/ { next }
!columns {
	columns = NF
	for (i = 1; i <= NF; i++)
		prefix[i] = $i ~ /:/ ? substr($i, index($i, ":") + 1) : ""
	next
}
NF != columns {
	print FILENAME ":" FNR ": " NF " columns, want " columns > "/dev/stderr"
	exit 1
}
{
	row = ""
	for (i = 1; i <= NF; i++) {
		cell = $i
		if (prefix[i] == "") {
			cell = "\"" cell "\""
		} else if (cell == "") {
			cell = "0"
		} else {
			gsub(/[^A-Za-z0-9]/, "_", cell)
			cell = prefix[i] toupper(cell)
		}
		row = row (i > 1 ? ", " : "") cell
	}
	print "{ " row " },"
}
