# agree: see gx-agree(1).  Sheets come one after the other; is_key is 1 for that
# which only says what was read.

function path() {
	return substr(file, 1, 2) == "./" ? substr(file, 3) : file
}

function wrong(why) {
	print "agree: " path() ":" line ": " why >"/dev/stderr"
	failed = 2
	exit 2
}

# Splits a record of RFC 4180 into cell[1..n].
function split_cells(record,   n, at) {
	for (n = 1; ; n++) {
		if (substr(record, 1, 1) == "\"") {
			record = substr(record, 2)
			cell[n] = ""
			while (1) {
				at = index(record, "\"")
				cell[n] = cell[n] substr(record, 1, at - 1)
				record = substr(record, at + 1)
				if (substr(record, 1, 1) != "\"")
					break
				cell[n] = cell[n] "\""
				record = substr(record, 2)
			}
			if (record == "")
				return n
			if (substr(record, 1, 1) != delimiter)
				wrong("text behind a closing quote")
			record = substr(record, 2)
		} else {
			at = index(record, delimiter)
			if (at == 0) {
				cell[n] = record
				return n
			}
			cell[n] = substr(record, 1, at - 1)
			record = substr(record, at + 1)
		}
	}
}

function header(record,   i, n, names, want) {
	delimiter = index(record, "\t") ? "\t" : index(record, ";") ? ";" : ","
	width = split_cells(record)
	for (i in place)
		delete place[i]
	for (i = 1; i <= width; i++)
		place[cell[i]] = i
	n = split("audit stratum population sampled indicator value rule " \
	    "coder coded_value verdict", names, " ")
	for (i = 1; i <= n; i++)
		if (!(names[i] in place))
			wrong("no column " names[i])
}

function get(name,   s) {
	s = cell[place[name]]
	gsub(/^[ \t\n]+|[ \t\n]+$/, "", s)
	return s
}

# A number as it is compared: 0.50 and .5 are one.
function plain(s,   sign) {
	sign = ""
	if (s ~ /^[-+]/) {
		sign = substr(s, 1, 1) == "-" ? "-" : ""
		s = substr(s, 2)
	}
	if (index(s, "."))
		sub(/\.?0*$/, "", s)
	sub(/^0+/, "", s)
	if (s == "" || substr(s, 1, 1) == ".")
		s = "0" s
	return s == "0" ? s : sign s
}

function is_number(s) {
	return s ~ /^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$/
}

# What the filters have of a cell.
function take_cell(id) {
	if (get("stratum") == "") {
		if (!(id in stratum))
			wrong("the sheet is blind, and no sheet of -k has the cell " id)
		return
	}
	if (get("population") !~ /^[0-9]+$/ || get("sampled") !~ /^[0-9]+$/)
		wrong("population, sampled: numbers")
	if (id in stratum && (value[id] != get("value") ||
	    stratum[id] != get("stratum")))
		wrong("another value or stratum than in " where[id])
	if (id in stratum)
		return
	stratum[id] = get("stratum")
	population[stratum[id]] = get("population")
	indicator[id] = get("indicator")
	value[id] = get("value")
	rule[id] = get("rule")
	where[id] = path() ":" line
}

# What a coder says: verdict v, coded value c, and the value m that was read.
function take_coding(id, v, c, m,   coder) {
	coder = get("coder")
	if (v == "" && c == "")
		return
	if (coder == "")
		wrong("no coder")
	if ((id, coder) in coded)
		wrong(coder " has coded this cell in " coded[id, coder])
	if (v !~ /^(right|wrong|missed|unsure)?$/)
		wrong("verdict: right, wrong, missed or unsure")
	if (c != "" && c != "none" && !is_number(c))
		wrong("coded_value: a number or none")
	if (is_number(c))
		c = plain(c)
	if (v == "")
		v = c == m ? "right" : m == "none" ? "missed" : "wrong"
	if ((v == "right" && c != "" && c != m) || (v == "wrong" && c == m) ||
	    (v == "missed" && c == "none"))
		wrong("verdict " v ", but coded_value is " c " where " m " was read")
	if (v == "wrong" && m == "none")
		wrong("verdict wrong, but there is no value: missed?")
	if (v == "missed" && m != "none")
		wrong("verdict missed, but there is a value: wrong?")
	coded[id, coder] = path() ":" line
	if (v == "unsure")
		return
	if (!(id in codings))
		order[++cells] = id
	if (!(coder in is_coder)) {
		is_coder[coder] = 1
		name[++coders] = coder
	}
	codings[id]++
	verdict_of[id, coder] = v
	truth_of[id, coder] = c != "" ? c : v == "right" ? m : v
	right[id] += v == "right" && m != "none"
	false_value[id] += v == "wrong"
	missing[id] += v == "missed" || (v == "wrong" && c != "" && c != "none")
}

function row(record,   n, id) {
	n = split_cells(record)
	if (n != width)
		wrong(n " cells, want " width)
	id = get("audit")
	if (id == "")
		wrong("no id in column audit")
	take_cell(id)
	if (!is_key)
		take_coding(id, get("verdict"), get("coded_value"),
		    value[id] == "" ? "none" : plain(value[id]))
}

{
	sub(/\r$/, "")
	if (FNR == 1) {
		if (open)
			exit
		sub(/^\357\273\277/, "")
		file = FILENAME
		has_header = 0
	}
	record = open ? record "\n" $0 : $0
	if (!open)
		line = FNR
	open = gsub(/"/, "\"", record) % 2
	if (open || record == "")
		next
	if (has_header++)
		row(record)
	else
		header(record)
}

# Numbers of a group of cells: sums of weights, of their squares, and how many.
function add(group, measure, x, y, w) {
	group = group SUBSEP measure
	if (x == 0)
		return
	sum_x[group] += w * x
	sum_y[group] += w * y
	squares[group] += w * x * w * x
	count[group]++
}

function add_groups(id,   w, k, part, x, hits) {
	k = codings[id]
	w = population[stratum[id]] / sampled[stratum[id]]
	split(stratum[id], part, "/")
	hits = right[id] / k
	x = hits + false_value[id] / k
	note("all", "")
	note("family", part[2])
	note("form", part[3])
	note("indicator", indicator[id])
	for (group = 1; group <= 4; group++) {
		add(now[group], "precision", x, hits, w)
		add(now[group], "recall", hits + missing[id] / k, hits, w)
	}
	if (rule[id] != "") {
		note("rule", rule[id])
		add(now[5], "precision", x, hits, w)
	}
	noted = 0
}

# The groups that a cell belongs to, each once in a list of its kind.
function note(by, what) {
	now[++noted] = by SUBSEP what
	if (!(now[noted] in is_known)) {
		is_known[now[noted]] = 1
		list[by, ++listed[by]] = what
	}
}

function quoted(s) {
	if (s ~ /[",\n]/) {
		gsub(/"/, "\"\"", s)
		return "\"" s "\""
	}
	return s
}

function put(by, what, measure, estimate, low, high, n, effective) {
	printf "%s,%s,%s,%s,%s,%s,%d,%s\n", by, quoted(what), measure, estimate,
	    low, high, n, effective
}

function decimal(x) {
	return sprintf("%.4f", x < 0 ? 0 : x > 1 ? 1 : x)
}

# Wilson's interval of 95 percent, with Kish's effective size for the number.
function estimate(by, what, measure,   g, p, n, z, middle, half) {
	g = by SUBSEP what SUBSEP measure
	if (!(g in count))
		return
	p = sum_y[g] / sum_x[g]
	n = sum_x[g] * sum_x[g] / squares[g]
	z = 1.959964
	middle = (p + z * z / (2 * n)) / (1 + z * z / n)
	half = p * (1 - p) / n + z * z / (4 * n * n)
	half = z * sqrt(half < 0 ? 0 : half) / (1 + z * z / n)
	put(by, what, measure, decimal(p), decimal(middle - half),
	    decimal(middle + half), count[g], sprintf("%.1f", n))
}

function sort_list(by,   i, k, s) {
	for (i = 2; i <= listed[by]; i++) {
		s = list[by, i]
		for (k = i - 1; k > 0 && list[by, k] > s; k--)
			list[by, k + 1] = list[by, k]
		list[by, k + 1] = s
	}
}

function estimates(by,   i) {
	sort_list(by)
	for (i = 1; i <= listed[by]; i++) {
		estimate(by, list[by, i], "precision")
		estimate(by, list[by, i], "recall")
	}
}

# What a coder said of a cell: of the verdict, or the value.
function said(id, coder, of_value) {
	return of_value ? truth_of[id, coder] : verdict_of[id, coder]
}

# Of two coders: how often they agree, and Cohen's kappa.
function pair(a, b, of_value,   i, id, x, y, n, same, by_a, by_b, chance) {
	n = same = chance = 0
	for (i = 1; i <= cells; i++) {
		id = order[i]
		if (!((id, a) in verdict_of) || !((id, b) in verdict_of))
			continue
		x = said(id, a, of_value)
		y = said(id, b, of_value)
		by_a[x]++
		by_b[y]++
		same += x == y
		n++
	}
	if (n == 0)
		return
	for (x in by_a)
		if (x in by_b)
			chance += by_a[x] * by_b[x]
	put("coders", a " and " b, of_value ? "agreement.value" : "agreement",
	    decimal(same / n), "", "", n, "")
	put("coders", a " and " b, of_value ? "kappa.value" : "kappa",
	    chance == n * n ? "" : sprintf("%.4f", (same * n - chance) / (n * n - chance)),
	    "", "", n, "")
}

# Of all coders: Krippendorff's alpha for nominal data.
function alpha(of_value,   i, k, l, id, m, here, x, total, n, units, unlike, expected) {
	n = units = unlike = expected = 0
	for (i = 1; i <= cells; i++) {
		id = order[i]
		m = 0
		for (k = 1; k <= coders; k++)
			if ((id, name[k]) in verdict_of)
				here[++m] = said(id, name[k], of_value)
		if (m < 2)
			continue
		units++
		for (k = 1; k <= m; k++) {
			total[here[k]]++
			n++
			for (l = 1; l <= m; l++)
				unlike += (here[k] != here[l]) / (m - 1)
		}
	}
	if (units == 0)
		return
	for (x in total)
		expected += total[x] * (n - total[x])
	put("coders", "", of_value ? "alpha.value" : "alpha",
	    expected == 0 ? "" : sprintf("%.4f", 1 - unlike * (n - 1) / expected),
	    "", "", units, "")
}

function agreement(   i, k) {
	for (i = 1; i <= coders; i++)
		list["coder", i] = name[i]
	listed["coder"] = coders
	sort_list("coder")
	for (i = 1; i <= coders; i++)
		for (k = i + 1; k <= coders; k++) {
			pair(list["coder", i], list["coder", k], 0)
			pair(list["coder", i], list["coder", k], 1)
		}
	alpha(0)
	alpha(1)
}

# How much of the sample there is.
function tell(   id, n, empty, s) {
	for (id in stratum)
		n++
	for (s in population)
		empty += !(s in sampled)
	if (cells < n)
		print "agree: " n - cells " of " n " cells are not coded" \
		    (empty ? "; strata of which none is: " empty : "") >"/dev/stderr"
}

END {
	if (failed)
		exit failed
	if (open)
		wrong("a quote is not closed")
	for (i = 1; i <= cells; i++)
		sampled[stratum[order[i]]]++
	for (i = 1; i <= cells; i++)
		add_groups(order[i])
	print "by,name,measure,estimate,low,high,cells,effective"
	estimates("all")
	estimates("family")
	estimates("form")
	estimates("indicator")
	estimates("rule")
	agreement()
	tell()
}
