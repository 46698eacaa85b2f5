#!/usr/bin/env bats
# agree: precision, recall and agreement of filled sheets, against values worked
# out by hand.

load helper
load tables

agree() {
	"$ROOT/pipelines/annual-report/agree" "$@"
}

# A sheet of rows "id stratum population value coder coded verdict"; . is empty.
sheet() {
	echo audit,stratum,population,sampled,indicator,value,rule,coder,coded_value,coded_note,verdict
	awk '{ for (i = 1; i <= NF; i++) if ($i == ".") $i = ""
		print $1 "," $2 "," $3 ",2,n.req.recv," $4 "," ($4 == "" ? "" : "prose:n.req.recv.1") "," $5 "," $6 ",," $7 }'
}

@test "precision and recall of equal weights, with Wilson's interval" {
	{
		for i in 1 2 3 4 5 6 7 8; do echo "c$i found/prose/2019/county/exact 10 $i A . right"; done
		echo "c9 found/prose/2019/county/exact 10 9 A . wrong"
		echo "c10 found/prose/2019/county/exact 10 10 A 11 wrong"
		echo "c11 absent/prose/2019/county/not_found 2 . A . missed"
		echo "c12 absent/prose/2019/county/not_found 2 . A none ."
	} | sheet >"$T/a.csv"
	agree "$T/a.csv" >"$T/out"
	# 8 of 10; 8 of 8 + 1 (another value) + 1 (missed).
	diff - "$T/out" <<'EOF'
by,name,measure,estimate,low,high,cells,effective
all,,precision,0.8000,0.4902,0.9433,10,10.0
all,,recall,0.8000,0.4902,0.9433,10,10.0
family,prose,precision,0.8000,0.4902,0.9433,10,10.0
family,prose,recall,0.8000,0.4902,0.9433,10,10.0
form,2019,precision,0.8000,0.4902,0.9433,10,10.0
form,2019,recall,0.8000,0.4902,0.9433,10,10.0
indicator,n.req.recv,precision,0.8000,0.4902,0.9433,10,10.0
indicator,n.req.recv,recall,0.8000,0.4902,0.9433,10,10.0
rule,prose:n.req.recv.1,precision,0.8000,0.4902,0.9433,10,10.0
EOF
}

@test "strata weigh as their cells; the interval has Kish's effective size" {
	# A: 90 cells, 3 coded, 2 right: 30 each.  B: 10 cells, 2 coded, 1 right: 5
	# each; its third row is not coded.  65 of 100; 100^2 / (3 30^2 + 2 5^2).
	sheet >"$T/a.csv" <<'EOF'
a1 found/tables/2019/county/exact 90 1 A . right
a2 found/tables/2019/county/exact 90 2 A 2.0 .
a3 found/tables/2019/county/exact 90 3 A 4 .
b1 found/prose/2019/county/more 10 1 A 1 right
b2 found/prose/2019/county/more 10 2 A none .
b3 found/prose/2019/county/more 10 3 . . .
c1 found/prose/2021/county/more 7 3 A . unsure
EOF
	go agree "$T/a.csv"
	expect 0 'agree: 2 of 7 cells are not coded; strata of which none is: 1'
	grep -x 'all,,precision,0.6500,0.2225,0.9234,5,3.6' "$T/out"
	# Of a3 another value is there: 65 of 65 + 30.
	grep -E '^all,,recall,0.6842,' "$T/out"
	grep -E '^family,prose,precision,0.5000,' "$T/out"
	grep -E '^family,tables,precision,0.6667,' "$T/out"
}

@test "two coders: percent, Cohen's kappa, Krippendorff's alpha" {
	# Of 10 cells both say right of 5 and wrong of 2; only A says right of 2, only
	# B of 1.  0.7 against 0.7 0.6 + 0.3 0.4; 1 - 6 19 / (2 13 7).
	{
		for i in 1 2 3 4 5; do echo "c$i A right"; echo "c$i B right"; done
		for i in 6 7; do echo "c$i A wrong"; echo "c$i B wrong"; done
		for i in 8 9; do echo "c$i A right"; echo "c$i B wrong"; done
		echo "c10 A wrong"
		echo "c10 B right"
		echo "c11 A right"
		echo "c11 B unsure"
	} | awk '{ print $1, "found/prose/2019/county/exact", 11, 1, $2, ".", $3 }' >"$T/rows"
	awk '$5 == "A"' "$T/rows" | sheet >"$T/a.csv"
	awk '$5 == "B"' "$T/rows" | sheet >"$T/b.csv"
	agree "$T/a.csv" "$T/b.csv" >"$T/out"
	grep '^coders' "$T/out" >"$T/coders"
	diff - "$T/coders" <<'EOF'
coders,A and B,agreement,0.7000,,,10,
coders,A and B,kappa,0.3478,,,10,
coders,A and B,agreement.value,0.7000,,,10,
coders,A and B,kappa.value,0.3478,,,10,
coders,,alpha,0.3736,,,10,
coders,,alpha.value,0.3736,,,10,
EOF
	# Each of two codings is half of a cell: 5 + 3/2 + 1 of 11.
	grep -E '^all,,precision,0.6818,' "$T/out"
	agree "$T/b.csv" "$T/a.csv" | cmp - "$T/out"
}

@test "alpha of three coders with gaps, by the example of Krippendorff (2011)" {
	# Nominal data of 12 units and 4 observers: alpha is 0.743.
	python3 - >"$T/rows" <<'EOF'
data = ['1 2 3 3 2 1 4 1 2 . . .', '1 2 3 3 2 2 4 1 2 5 . 3',
        '. 3 3 3 2 3 4 2 2 5 1 .', '1 2 3 3 2 4 4 1 2 5 1 .']
for coder, line in zip('ABCD', data):
    for unit, value in enumerate(line.split()):
        if value != '.':
            print(f'u{unit} found/prose/2019/county/exact 12 9 {coder} {value} .')
EOF
	sheet <"$T/rows" >"$T/a.csv"
	agree "$T/a.csv" | grep -x 'coders,,alpha.value,0.7434,,,11,'
}

@test "coders who say the same of all cells: agreement 1, kappa and alpha undefined" {
	printf '%s\n' 'c1 found/prose/2019/county/exact 1 1 A . right' \
	    'c1 found/prose/2019/county/exact 1 1 B . right' | sheet >"$T/a.csv"
	agree "$T/a.csv" | grep '^coders' >"$T/out"
	diff - "$T/out" <<'EOF'
coders,A and B,agreement,1.0000,,,1,
coders,A and B,kappa,,,,1,
coders,A and B,agreement.value,1.0000,,,1,
coders,A and B,kappa.value,,,,1,
coders,,alpha,,,,1,
coders,,alpha.value,,,,1,
EOF
}

@test "sheets as spreadsheets save them: quotes, line breaks, CRLF, mark, ; and tabs" {
	printf '%s\n' 'c1 found/prose/2019/county/exact 2 1 A . right' \
	    'c2 found/prose/2019/county/exact 2 1 A 3 .' | sheet >"$T/plain.csv"
	agree "$T/plain.csv" >"$T/want"
	{
		printf '\xef\xbb\xbf'
		sed 's/,,right/,"two\nlines, ""quoted""",right/; s/,A,/,"A",/; s/$/\r/' "$T/plain.csv"
		printf '\r\n'
	} >"$T/a.csv"
	agree "$T/a.csv" | cmp - "$T/want"
	tr , '\t' <"$T/plain.csv" >"$T/a.tsv"
	agree "$T/a.tsv" | cmp - "$T/want"
	tr , ';' <"$T/plain.csv" >"$T/a.csv"
	agree "$T/a.csv" | cmp - "$T/want"
	cp "$T/plain.csv" "$T/x=1.csv"
	(cd "$T" && agree x=1.csv) | cmp - "$T/want"
}

@test "what is wrong is said with file and line" {
	local n=0 rows why
	while IFS='|' read -r rows why; do
		printf '%b\n' "$rows" | sheet >"$T/a.csv"
		go agree "$T/a.csv"
		expect 2 "agree: $T/a.csv:$why"
		[ ! -s "$T/out" ]
		n=$((n + 1))
	done <<'EOF'
c1 f/p/2/c/e 2 1 A . maybe|2: verdict: right, wrong, missed or unsure
c1 f/p/2/c/e 2 1 A 1,000 .|2: 12 cells, want 11
c1 f/p/2/c/e 2 1 A ten .|2: coded_value: a number or none
c1 f/p/2/c/e 2 1 . . right|2: no coder
c1 f/p/2/c/e 2 1 A . right\nc1 f/p/2/c/e 2 1 A . right|3: A has coded this cell in .*/a.csv:2
c1 f/p/2/c/e 2 1 A . right\nc1 f/p/2/c/e 2 2 B . right|3: another value or stratum than in .*/a.csv:2
c1 f/p/2/c/e 2 1 A 2 right|2: verdict right, but coded_value is 2 where 1 was read
c1 f/p/2/c/e 2 1 A 1.0 wrong|2: verdict wrong, but coded_value is 1 where 1 was read
c1 f/p/2/c/e 2 . A none missed|2: verdict missed, but coded_value is none where none was read
c1 f/p/2/c/e 2 . A . wrong|2: verdict wrong, but there is no value: missed\?
c1 f/p/2/c/e 2 1 A . missed|2: verdict missed, but there is a value: wrong\?
c1 f/p/2/c/e x 1 A . right|2: population, sampled: numbers
. f/p/2/c/e 2 1 A . right|2: no id in column audit
c1 . 2 1 A . right|2: the sheet is blind, and no sheet of -k has the cell c1
c1 f/p/2/c/e 2 1 "A . right|2: a quote is not closed
c1 f/p/2/c/e 2 1 "A"x . right|2: text behind a closing quote
EOF
	[ "$n" -eq 16 ]
	echo audit,stratum >"$T/a.csv"
	go agree "$T/a.csv"
	expect 2 "agree: $T/a.csv:1: no column population"
	: >"$T/a.csv"
	go agree "$T/a.csv"
	expect 2 "agree: $T/a.csv:1: no header line"
	go agree "$T/none.csv"
	expect 3 "agree: $T/none.csv: cannot be read"
	go agree
	expect 2 'usage: agree \[-h\] \[-k SHEET\] SHEET \.\.\.'
	go agree -x
	[ "$status" -eq 2 ]
}

@test "from gx-csv: a sheet, and a blind one with its key" {
	stream 'd1 甲局 2022 own - req.new.tot 5 exact . 1; d2 乙局 2022 own - req.new.tot 0.50 exact . 1; d3 丙局 2022 own -' >"$T/in"
	local option
	for option in '' --blind; do
		"$B/gx-csv" -u -t audit -i req.new.tot ${option:+"$option"} "$T/in" >"$T/sheet$option.csv"
		python3 - "$T/sheet$option.csv" "$T/filled$option.csv" <<'EOF'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding='utf-8')))
for r in rows:
    r['coder'] = 'A'
    r['coded_value'] = {'d1': '5', 'd2': '.5', 'd3': '3'}[r['doc']]
with open(sys.argv[2], 'w', encoding='utf-8', newline='') as out:
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
EOF
	done
	agree "$T/filled.csv" >"$T/out"
	grep -E '^all,,precision,1.0000,.*,2,2.0$' "$T/out"
	grep -E '^all,,recall,0.6667,.*,3,3.0$' "$T/out"
	agree -k "$T/sheet.csv" "$T/filled--blind.csv" | cmp - "$T/out"
}
