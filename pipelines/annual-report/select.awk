# select.awk DROP -: a stream without the documents that are not taken (DROP: doc,
# source, offset, and "rest" when the first one is taken), with the counts that it
# then has.

BEGIN { FS = OFS = "\t" }

NR == FNR { drop[$1, $2, $3] = $4 == "rest" ? 1 : 0; next }

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
!/^#/ { records++ }
{ print }
