# common: what the parts of the page share.
#
# A part is run as
#	awk -f common.awk -f PART.awk from=words WORDS from=reports reports.csv ...
# `from` tells which table a line is of.  A table of words fills zh and en; of
# the others, CSV or TSV, the first line names the columns, and cell() gives the
# cells of the line.  What one part leaves for another has the name PART.rows, no
# names of columns, and is found in $1, $2 and so on.
#
# Everything that comes from a table is hostile: it reaches the page through
# esc(), link() or number(), and in no other way.

FILENAME != reading {
	reading = FILENAME
	FS = reading ~ /\.csv$/ ? "," : "\t"
	$0 = $0
}

from == "words" {
	zh[$1] = $2
	en[$1] = $3
	next
}

/^# / && FILENAME ~ /\.tsv$/ { next }

FS == "," && index($0, "\"") { unquote() }

FILENAME != headed && FILENAME ~ /\.[ct]sv$/ {
	headed = FILENAME
	split("", column)
	for (i = NF; i > 0; i--)
		column[$i] = i
	next
}

function cell(name) {
	return name in column ? $(column[name]) : ""
}

# unquote: makes fields of a line of CSV that has quotes; gx-csv writes no line
# break or tab within a cell.
function unquote(    line, at, part, parts, n) {
	for (line = $0; line != ""; line = substr(line, at + 1)) {
		at = index(line ",", ",")
		part = substr(line, 1, at - 1)
		if (part ~ /^"/) {
			match(line, /^"([^"]|"")*"?/)
			part = substr(line, 2, RLENGTH - 2)
			gsub(/""/, "\"", part)
			at = RLENGTH + 1
		}
		parts = parts (n++ ? "\t" : "") part
	}
	FS = "\t"
	$0 = parts
	parts = NF # splits it
	FS = ","
}

# esc: text as it may stand in HTML, in an attribute as well.
function esc(text) {
	gsub(/[\001-\037\177]/, " ", text)
	gsub(/&/, "\\&amp;", text)
	gsub(/</, "\\&lt;", text)
	gsub(/>/, "\\&gt;", text)
	gsub(/"/, "\\&quot;", text)
	gsub(/'/, "\\&#39;", text)
	return text
}

# name: text that others wrote; it cannot turn the direction of what follows.
function name(text) {
	return "<bdi>" esc(text) "</bdi>"
}

# number: with commas between thousands; the digits are those of the table.
function number(value,    sign, rest) {
	if (value !~ /^-?[0-9]+(\.[0-9]+)?$/)
		return esc(value)
	sign = sub(/^-/, "", value) ? "−" : ""
	if (match(value, /\./)) {
		rest = substr(value, RSTART)
		value = substr(value, 1, RSTART - 1)
	}
	for (; length(value) > 3; value = substr(value, 1, length(value) - 3))
		rest = "," substr(value, length(value) - 2) rest
	return sign value rest
}

# say: a word of the table of words in both languages.
function say(key) {
	return key in zh ? both(zh[key], en[key]) : esc(unprefixed(key))
}

# A value that the tables of words do not know stands for itself.
function unprefixed(key) {
	sub(/^[a-z]+\./, "", key)
	return key
}

function both(zh, en) {
	if (zh == en)
		return zh
	return "<span lang=\"zh\">" zh "</span><span lang=\"en\">" en "</span>"
}

# plain: the same where there is no markup, as in attributes.
function plain(key) {
	return key in zh ? esc(zh[key] " / " en[key]) : esc(key)
}

# tell: a number for the sentences of the page, which name it as {key}.
function tell(key, value) {
	printf "%s\t%s\t%s\n", key, value, value >>(out "/numbers.rows")
}

# percent: never all or nothing when it is not.
function percent(part, whole,    p) {
	if (!whole)
		return "–"
	p = sprintf("%.1f%%", 100 * part / whole)
	return p == "0.0%" && part ? "&lt; 0.1%" : p == "100.0%" && part < whole ? "&gt; 99.9%" : p
}

# link: to where a document was fetched; else its file, when its path is whole.
# Other schemes than http are not links.
function link(url, source, text) {
	if (url ~ /^https?:\/\//)
		return "<a href=\"" esc(url) "\" rel=\"noreferrer\">" text "</a>"
	if (source ~ /^\//) {
		gsub(/%/, "%25", source)
		gsub(/\?/, "%3F", source)
		gsub(/#/, "%23", source)
		return "<a href=\"file://" esc(source) "\">" text "</a>"
	}
	return text
}

# base: the last part of a path.
function base(path) {
	sub(/.*\//, "", path)
	return path
}

# The year of a report, or "" when it is not certain.
function year() {
	return certain(cell("year"))
}

function certain(text) {
	return text ~ /^20[0-9][0-9]$/ ? text : ""
}

# The agency: its region as of today and its name; "" when one is not certain.
function agency(    region) {
	region = cell("region_now")
	return region ~ /^[0-9]+$/ && cell("body") != "" ? region "/" cell("body") : ""
}

function span(y) {
	if (y == "")
		return
	if (first == "" || y < first)
		first = y
	if (y > last)
		last = y
}

# Heads of the columns of years.
function years_head(    y, html) {
	for (y = first; first != "" && y <= last; y++)
		html = html "<th scope=\"col\">" y "</th>"
	return html
}

# level: the place of x on a ramp whose steps are given, from 0 up.
function level(x, steps,    n, step, i) {
	n = split(steps, step, " ")
	for (i = 0; i < n && x > step[i + 1]; i++)
		;
	return i
}

# count: the file NAME.html: a table of how many there are of each, the most first.
function count(file, of, prefix, head,    key, sorted) {
	file = out "/" file ".html"
	print "<thead><tr><th scope=\"col\">" say(head) "<th scope=\"col\">" say("count") "\n<tbody>" >file
	close(file)
	sorted = "sort -t '\t' -k1,1nr -k2,2 | cut -f3- >>'" file "'"
	for (key in of)
		printf "%d\t%s\t<tr><th scope=\"row\">%s<td>%s\n", of[key], key, say(prefix key), number(of[key]) | sorted
	close(sorted)
}
