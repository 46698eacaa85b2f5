# shellcheck shell=bash
# tables: streams made by hand, and what tables have of them.

# A report: doc agency year scope date; then facts "indicator value qualifier
# scope use" up to the next -.
stream() {
	awk -v OFS='\t' -v spec="$*" 'BEGIN {
		n = split(spec, reports, / *; */)
		for (i = 1; i <= n; i++) {
			split(reports[i], word, " ")
			print "doc", word[1], 0, word[1] ".html", 0, "", "text/html", "UTF-8", "bytes", 1, word[1]
			if (word[5] != "-")
				print "meta", word[1], 0, "article.date", word[5]
			print "report", word[1], 1, 1, 1, 9, word[3], 2021, 2021, "yes", "320106", "county", "fin", word[4], word[2], word[2], "t"
			for (k = 6; k in word; k += 5)
				print "fact", word[1], k, 1, word[k], word[k + 1] == "." ? "" : word[k + 1], "件", word[k + 2], word[k + 3] == "." ? "" : word[k + 3], "1:" k ":2", word[k + 4], 1, "x", "tables:2021:x", "year", "320106/" word[2] "/" word[3]
			print "end", word[1], 0, 3, 0, "ok"
		}
	}'
}

# The cells of some columns, rows in order: COLUMN,... <table
cells() {
	python3 -c '
import csv, sys
for row in csv.DictReader(sys.stdin):
    print(" ".join(row[c] or "." for c in sys.argv[1].split(",")))' "$1"
}
