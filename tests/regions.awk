# regions: every unit of regions.tsv in every year of its validity.
#
#	awk -v form=FORM -f regions.awk regions.tsv		pages, as JSON Lines
#	awk -f regions.awk regions.tsv SEGMENTED		what was made of them
#
# The form is full (安徽省合肥市巢湖市), near (合肥市巢湖市) or bare (巢湖市).  The
# address of a page says what it is: FORM/CODE/YEAR/NAME.  A region is right, or
# open: several codes, of units that all bear the name, its own among them;
# anything else is wrong, and is printed.

BEGIN { FS = "\t"; FIRST = 2008; LAST = 2025 }

FNR == 1 { files++ }
files == 1 && $1 ~ /^[0-9]+$/ {
	code[++n] = $1
	name[n] = $2
	from[n] = $3 == "" ? 0 : $3 + 0
	to[n] = $4 == "" ? 9999 : $4 + 0
	rows[$1] = rows[$1] " " n
}
files == 2 && $1 == "doc" {
	split($6, want, "/")
	doc = $2
	pages++
}
files == 2 && $1 == "report" && $2 == doc { judge() }

# The name of a code in the year: a new name begins in its first year.
function name_of(code, year,    row, k, i, found) {
	k = split(rows[code], row, " ")
	for (i = 1; i <= k; i++)
		if (from[row[i]] <= year && year <= to[row[i]])
			found = name[row[i]]
	return found
}

function page(i, year,    above) {
	if (form == "full" && code[i] !~ /0000$/)
		above = name_of(substr(code[i], 1, 2) "0000", year)
	if (form != "bare" && code[i] !~ /00$/)
		above = above name_of(substr(code[i], 1, 4) "00", year)
	printf "{\"url\":\"%s/%s/%d/%s\",\"text\":\"%s%s人民政府%d年" \
	    "政府信息公开工作年度报告\\n本年度主动公开政府信息12条。\"}\n",
	    form, code[i], year, name[i], above, name[i], year
}

# What a county of one people is called: 东乡县 for 东乡族自治县.
function called(official) {
	sub(/族自治/, "", official)
	return official
}

# True when a unit of the code bears the name in the year, give or take some.
function bears(code, named, year, slack,    row, k, i) {
	k = split(rows[code], row, " ")
	for (i = 1; i <= k; i++)
		if ((name[row[i]] == named || called(name[row[i]]) == named) && from[row[i]] - slack <= year &&
		    year <= to[row[i]] + slack)
			return 1
	return 0
}

# In full, a name is open only in the year in which its unit changed its code;
# else it may be a namesake's that was abolished the year before.
function is_open(    got, k, i, own) {
	k = split($11, got, " ")
	for (i = 1; i <= k; i++) {
		own += got[i] == want[2]
		if (!bears(got[i], want[4], want[3], want[1] != "full"))
			return 0
		if (want[1] == "full" &&
		    substr(got[i], 1, 2) != substr(want[2], 1, 2))
			return 0
	}
	return k > 1 && own
}

function judge(    verdict) {
	verdict = $7 != want[3] || $15 != "人民政府" ? "wrong" : \
	    $11 == want[2] ? "right" : is_open() ? "open" : "wrong"
	if (verdict == "wrong")
		print $7, $11, $15, "want " want[1], want[2], want[3], want[4]
	count[verdict]++
	doc = ""
}

END {
	for (i = 1; i <= n && files == 1; i++)
		for (year = FIRST; year <= LAST; year++)
			if (from[i] <= year && year <= to[i])
				page(i, year)
	if (files == 2)
		printf "pages %d right %d open %d wrong %d\n", pages,
		    count["right"], count["open"],
		    pages - count["right"] - count["open"]
}
