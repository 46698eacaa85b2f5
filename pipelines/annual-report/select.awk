# select.awk file=1 DROP file=2 ADD file=3 -: a stream without the documents that are not taken (DROP:
# doc, source, offset, and "rest" when the first one is taken), with the records that belong to reports (ADD) at
# their ends, and with the counts that it then has.

BEGIN { FS = OFS = "\t" }

file == 1 { drop[$1, $2, $3] = $4 == "rest" ? 1 : 0; next }
file == 2 { add[$2, $4] = add[$2, $4] $0 "\n"; more[$2, $4]++; next }

/^doc\t/ {
	out = (($2, $4, $5) in drop) && drop[$2, $4, $5]-- < 1
	if (!out)
		docs++
}
out {
	if (/^end\t/)
		out = 0
	next
}
/^eof\t/ {
	print $1, $2, $3, $4, docs + 0, records + 0
	docs = records = 0
	next
}
/^(report|end)\t/ {
	if ((doc, report) in add) {
		printf "%s", add[doc, report]
		records += more[doc, report]
	}
	doc = $2
	report = $4
}
!/^#/ { records++ }
{ print }
