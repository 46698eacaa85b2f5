# pivot: one report a row, one indicator a column.
$1 == "fact" && $11 == 1 {
	report = $2 ":" $4
	if (!(report in seen)) {
		seen[report] = 1
		row[++rows] = report
	}
	if (!($5 in column)) {
		column[$5] = ++columns
		name[columns] = $5
	}
	value[report, column[$5]] = $6
}
END {
	printf "report"
	for (c = 1; c <= columns; c++)
		printf ",%s", name[c]
	print ""
	for (r = 1; r <= rows; r++) {
		printf "%s", row[r]
		for (c = 1; c <= columns; c++)
			printf ",%s", value[row[r], c]
		print ""
	}
}
