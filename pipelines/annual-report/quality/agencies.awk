# agencies: what is known of each agency in each year, one row of a table each, the
# worst first once they are sorted.
#
# A row ends in a cell with one character for each year: "." for no report, and
# else the number of its checks of severity error that failed, 9 for 9 and more.
# The page makes coloured cells of it.

{
	y = year()
	key = agency()
	if (key == "" || y == "")
		next
	span(y)
	agencies_failed[key] += cell("failed")
	if ((key, y) in failed && failed[key, y] > cell("failed"))
		next
	failed[key, y] = cell("failed") + 0
	if (!(key in latest) || y >= latest[key]) {
		latest[key] = y
		label[key] = cell("agency")
	}
	if (!(key in earliest) || y < earliest[key])
		earliest[key] = y
}

END {
	for (key in label) {
		years = ""
		gaps = 0
		for (y = first; y <= last; y++) {
			if (!((key, y) in failed)) {
				years = years "."
				gaps += y > earliest[key] && y < latest[key]
			} else {
				years = years (failed[key, y] > 9 ? 9 : failed[key, y])
			}
		}
		printf "%d\t%d\t%s\t<tr><th scope=\"row\">%s<td>%s<td class=\"years\">%s\n", agencies_failed[key], gaps, \
		    esc(key), name(label[key]), esc(substr(key, 1, 6)), years
	}
	print "<thead><tr><th scope=\"col\">" say("agency") "<th scope=\"col\">" say("region") \
	    years_head() >(out "/agencies.head")
}
