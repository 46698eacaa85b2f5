# assemble: the page, from its template and what the parts have left in `out`.
#
# In the template, a line @NAME stands for the file NAME of `out`, or else of
# `parts`; {KEY} stands for a word of the table of words, or for a number that a
# part told; {@KEY} for the same without markup, for attributes.  A line !NAME
# says that this table is not there, and ?NAME begins one for when it is.

/^@/ {
	include(substr($0, 2))
	next
}

/^[!?]/ {
	file = $0
	sub(/ .*/, "", file)
	there = (getline line <("tables/" substr(file, 2) ".csv")) > 0
	if (file ~ /^!/ && !there)
		print "<p class=\"absent\">" say("absent." substr(file, 2)) "</p>"
	if (file ~ /^\?/ && there)
		print fill(substr($0, length(file) + 1))
	next
}

{ print fill($0) }

function include(file,    line, path, got) {
	path = out "/" file
	if ((got = (getline line <path)) < 0) {
		path = parts "/" file
		got = (getline line <path)
	}
	for (; got > 0; got = (getline line <path))
		print line
	close(path)
}

function fill(text,    key) {
	while (match(text, /\{@?[a-z0-9.]+\}/)) {
		key = substr(text, RSTART + 1, RLENGTH - 2)
		text = substr(text, 1, RSTART - 1) (sub(/^@/, "", key) ? plain(key) : say(key)) \
		    substr(text, RSTART + RLENGTH)
	}
	return text
}
