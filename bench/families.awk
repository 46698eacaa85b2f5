# families: sums the facts of a stream by report and family of indicators.
$1 == "fact" {
	family = $5
	sub(/\.[^.]*$/, "", family)
	sum[$2 FS $4 FS family] += $6
}
END {
	for (key in sum)
		print key, sum[key]
}
