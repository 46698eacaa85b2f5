#!/usr/bin/env bats
# convert: attachments become text that gives the right facts, or the reason why
# not; the files are of tests/attachments/make.py.
# run by make check-flow
# shellcheck disable=SC2030,SC2031 # PATH, in tests of their own

load helper

setup_file() {
	load helper
	local i table='' value
	# what the report says, by indicator: natural persons, companies, law
	# firms; the other columns are 0, the last one is the sum
	for i in new:41:6:2 carryin:4:0:1 granted:23:5:1 partial:7:0:0 deny.secret:1:0:0 \
	    deny.third:2:1:0 unable.nohold:8:0:1 done:41:6:2 carryout:4:0:1; do
		IFS=: read -r table nat biz law <<<"$i"
		for value in "nat $nat" "biz $biz" "sci 0" "ngo 0" "law $law" "oth 0" \
		    "tot $((nat + biz + law))"; do
			echo "req.$table.${value% *} ${value#* }"
		done
	done >"$S/requests"
	printf '%s\n' 'a20.nd.issued 3' 'a20.nd.repealed 1' 'a20.nd.valid 26' >"$S/made"
	printf 'a20.rule.%s \n' issued repealed valid >"$S/blank"
	printf '%s\n' 'n.lit.tot 0' 'n.rev.tot 3' >"$S/prose"
}

setup() {
	export PATH=$B:$PATH
	R=$ROOT/pipelines/annual-report
	A=$ROOT/tests/attachments
	cd "$T" || exit
}

facts() { # of a text: indicator and value, sorted
	gx-decode -q "$1" | gx-segment -q | gx-extract -q |
	    awk -F'\t' '$1 == "fact" { print $5, $6 }' | sort
}

gives() { # FILE LIST ...: exactly the facts of the lists
	local file=$1
	shift
	go "$R/convert" "$A/$file"
	expect 0
	facts out >got
	cat "$@" | sort >want
	diff want got || fail "differ"
}

@test "Word: every fact of a .docx and of a .doc, with merged cells" {
	gives report.docx "$S"/{requests,made,blank,prose}
	gives report.doc "$S"/{requests,made,blank,prose}
}

@test "Excel: every fact of all sheets of an .xlsx and of an .xls" {
	gives report.xlsx "$S"/{requests,made,blank}
	gives report.xls "$S"/{requests,made,blank}
}

@test "Excel: quotes, commas and line breaks in cells stay where they are" {
	printf 'A3:B3\nA1:A2\nC1:ZZZZ999999\n' >merged
	printf '"a, ""b""","c\nd",x,\n,<e>&,,\n"一、总体情况",,,\nf,g,h,\n' >csv
	awk -f "$R/sheets.awk" file=1 merged file=2 csv >got
	cat >want <<-'E'
	<table>
	<tr><td rowspan=2>a, "b"</td><td>c<br>d</td><td colspan=2 rowspan=4>x</td></tr>
	<tr><td>&lt;e>&amp;</td></tr>
	</table>
	<p>一、总体情况</p>
	<table>
	<tr><td>f</td><td>g</td></tr>
	</table>
	E
	diff want got || fail "differ"
}

@test "PDF: no number that is not in the report" {
	go "$R/convert" "$A/report.pdf"
	expect 0
	facts out | comm -23 - <(cat "$S"/{requests,made,blank,prose} | sort) >wrong
	[ ! -s wrong ] || fail "$(cat wrong)"
	facts out | grep -qx 'a20.nd.valid 26'
}

@test "a scan is told from an empty document" {
	go "$R/convert" "$A/scan.pdf"
	expect 1 'convert: .*: no-text-layer: a scan: its pages have no text'
	[ ! -s out ]
}

@test "the kind is known by the bytes" {
	cp "$A/report.docx" report.pdf
	go "$R/convert" -k kind report.pdf
	expect 0
	[ "$(cat kind)" = docx ]
	printf 'PK\3\4 but no document' >a.docx
	go "$R/convert" a.docx
	expect 1 'convert: a.docx: unknown-format: no converter knows it'
	go "$R/convert" absent
	expect 3 'convert: absent: cannot be read'
}

fake() { # NAME SCRIPT: a converter of our own
	mkdir -p fake
	printf '#!/bin/sh\n%s\n' "$2" >"fake/$1"
	chmod +x "fake/$1"
	PATH=$T/fake:$PATH
}

@test "a converter that hangs, fails, or writes junk and ends with 0" {
	fake pdftotext 'sleep 60'
	GX_CONVERT_SECONDS=1 go "$R/convert" "$A/report.pdf"
	expect 1 'convert: .*: converter-timeout: converter timed out'
	fake pdftotext 'echo broken >&2; exit 1'
	go "$R/convert" "$A/report.pdf"
	expect 1 'convert: .*: converter-failed: pdftotext: broken'
	fake pdftotext 'echo 2022 17 4'
	go "$R/convert" "$A/report.pdf"
	expect 1 'convert: .*: converter-bad-output: hardly any Chinese text came out'
	fake pdftotext "printf '政府信息公开工作年度报告政府信息公开工作年度报告\\377\\376'"
	go "$R/convert" "$A/report.pdf"
	expect 1 'convert: .*: converter-bad-output: what came out is not UTF-8'
	fake pdftotext 'yes 政府信息公开工作年度报告'
	GX_CONVERT_SECONDS=10 go "$R/convert" "$A/report.pdf"
	[ "$status" = 1 ]
	[ ! -s out ]
}

@test "when one converter makes nothing of a file the next is tried" {
	fake wvWare 'exit 0'
	go "$R/convert" "$A/report.doc"
	expect 0
	grep -q '|行政规范性文件' out
}

@test "pages without text among others are told of" {
	fake pdftotext "printf '政府信息公开工作年度报告政府信息公开工作年度报告\\f \\f'"
	go "$R/convert" "$A/report.pdf"
	expect 0 'convert: .*: no-text-layer: 1 of 2 pages have no text'
}

# A WARC with attachments
crawl() {
	local f
	for f in report.docx report.pdf scan.pdf; do
		printf 'HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n' >body
		cat "$A/$f" >>body
		printf 'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <http://a/%s>\r\n' "$f"
		printf 'WARC-Date: 2023-01-02T00:00:00Z\r\nContent-Length: %d\r\n\r\n' "$(wc -c <body)"
		cat body
		printf '\r\n\r\n'
	done
}

reasons() { # name, state, why
	sed 1d panel/sources.csv | awk -F, '{ sub(/.*\//, "", $3); print ($3 ? $3 : $1), $6, $10 }' | sort
}

@test "run: attachments on disk and in WARC files" {
	mkdir dump
	crawl >dump/w.warc
	cp "$A/report.xls" 'dump/a b\c.xls'
	"$R/run" -q -j 2 -o panel dump
	reasons >got
	cat >want <<-'E'
	dump/a b\c.xls taken
	dump/a b\c.xls taken
	report.docx taken
	report.docx taken
	report.pdf taken
	report.pdf taken row-unknown
	scan.pdf refused no-text-layer: a scan: its pages have no text
	E
	sed -i 's/ $//' got
	diff want got || fail "differ"
	lz4 -qdcm panel/shards/*/checked.gx.lz4 >records
	grep -c "^meta.*converted.from" records | grep -qx 3
	grep -q "^warn$TAB-${TAB}0$TAB${TAB}convert${TAB}no-text-layer${TAB}dump/w.warc: a scan" records
	awk -F, '$4 == "三堡镇人民政府" || /三堡镇/' panel/tables/reports.csv | wc -l | grep -qx 3
	offset=$(grep -abo 'WARC/1.0' dump/w.warc | sed -n '2s/:.*//p')
	awk -F'\t' -v o="$offset" '$1 == "doc" && $6 == "http://a/report.pdf" && $5 == o' records |
	    grep -c . | grep -qx 2
}

@test "run: a converter that is missing is named, and the others are read" {
	local tool
	mkdir dump fewer
	cp "$A/report.pdf" "$A/report.xls" dump
	for tool in /usr/bin/* /bin/*; do
		case ${tool##*/} in pdftotext) ;; *) ln -sf "$tool" fewer ;; esac
	done
	PATH=$B:$T/fewer go "$R/run" -q -o panel dump
	[ "$status" = 3 ] || fail "exit $status"
	grep -q 'pdftotext: not found' err || fail "no message"
	reasons | grep -q 'dump/report.pdf refused converter-missing: pdftotext: not found'
	reasons | grep -q 'dump/report.xls taken'
	"$R/run" -q -o panel dump
	reasons | grep -q 'dump/report.pdf taken'
}
