# nasty: from lib/rec.def, one record of each type with every field filled
# with text that needs escapes, and long characters.  What unit.c calls NASTY.

function nasty() {
	return "a\\tb\\nc\\rd\\\\e\\\\n\360\240\200\200\345\271\264\177 "
}

/^TYPE\(/ {
	split($0, part, "\"")
	line = part[2] OFS nasty() OFS nasty()
	type = part[2]
}

/^FIELD\(/ {
	line = line OFS nasty()
}

/^END\(/ && type != "eof" {
	if (type == "row") # ends in its cells
		line = line OFS nasty() OFS "" OFS nasty()
	print line
	records++
	documents += type == "doc"
}

BEGIN {
	OFS = "\t"
	print "#gx", 1, program, version, "0000000000000000"
}

END {
	print "eof", "-", 0, program, documents, records
}
