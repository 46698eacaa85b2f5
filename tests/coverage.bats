#!/usr/bin/env bats
# coverage: which reports there are of those that are expected, and why not.

load helper
load tables

# Records, one a line: a kind and its fields.
#   doc ID URL | report ID REGION BODY YEAR LEVEL | meta ID KEY VALUE
#   warn ID CODE MESSAGE... | end ID STATUS
records() {
	awk -v OFS='\t' '
	function rest(n,   s) { s = $0; while (n-- > 0) sub(/^ *[^ ]+ */, "", s); return s }
	{ for (i = 1; i <= NF; i++) if ($i == ".") $i = "" }
	$1 == "doc" { print "doc", $2, 0, $2 ".html", 0, $3, "text/html", "UTF-8", "bytes", 1, $2 }
	$1 == "meta" { print "meta", $2, 0, $3, rest(3) }
	$1 == "report" { sub(/_/, " ", $3)
		print "report", $2, 1, ++n[$2], 1, 9, $5, 2021, 2021, "yes", $3, $6, "fin", "own", $4, $4, "t" }
	$1 == "warn" { print "warn", $2, 0, "", "gx-decode", $3, rest(3) }
	$1 == "end" { print "end", $2, 0, 3, 0, $3 }'
}

setup() {
	cat >"$T/roster.csv" <<'EOT'
region,agency,from,to,url,note,colour
320106,南京市鼓楼区甲局,2020,2023,http://www.jia.example.cn/,"first, ""of"" all",x
320106,南京市鼓楼区乙局,2021,2022,HTTPS://yi.Example.cn/nb/,,x

320102,南京市玄武区丙局,2022,2022,http://bing.example.cn/2022.html,"two
lines",x
,财政部,2021,2022,,,x
EOT
	records >"$T/in" <<'EOT'
doc d1 http://elsewhere.example.cn/1.html
report d1 320106 甲局 2020 county
end d1 ok
doc d2 http://jia.example.cn/2020.html
report d2 320106 甲局 2020 county
end d2 ok
doc d3 http://jia.example.cn/files/2021年报告.pdf
warn d3 not-text application/pdf must be converted first
end d3 refused
warn - http-status x.warc.gz: http://www.jia.example.cn/2022年.html: HTTP status 404 Not Found
doc d4 http://yi.example.cn/nb/index.html
warn d4 no-report no report in this document
end d4 ok
doc d5 http://mirror.example.cn/5.html
report d5 320106_320102 乙局 2022 county
end d5 ok
doc d6 https://bing.example.cn/2022.html
warn d6 no-text-layer no text
end d6 ok
doc d7 .
report d7 . 财政部 2021 national
end d7 ok
doc d8 .
report d8 320106 丁局 2022 county
end d8 ok
doc d9 .
report d9 320106 甲局 2019 county
end d9 ok
EOT
}

@test "roster: every agency and year that is expected, with one reason for each gap" {
	"$B/gx-csv" -u -t coverage --roster "$T/roster.csv" "$T/in" |
	    cells region,body,year,expected,crawled,readable,reported,reason,detail >"$T/out"
	diff - "$T/out" <<'EOF'
320106 320102 乙局 2022 uncertain 1 1 1 . .
. 财政部 2021 yes 1 1 1 . .
. 财政部 2022 yes 0 0 0 not_crawled .
320102 丙局 2022 yes 1 0 0 scan no-text-layer
320106 丁局 2022 unlisted 1 1 1 . .
320106 乙局 2021 yes 1 1 0 not_found .
320106 乙局 2022 yes 2 2 0 conflict .
320106 甲局 2019 outside 1 1 1 . .
320106 甲局 2020 yes 2 2 2 . .
320106 甲局 2021 yes 1 0 0 unread not-text
320106 甲局 2022 yes 1 0 0 not_found http-status
320106 甲局 2023 yes 0 0 0 not_crawled .
EOF
	"$B/gx-csv" -u -t coverage --roster "$T/roster.csv" "$T/in" |
	    cells body,year,agency,url,note,doc | grep -e 2023 -e 丙局 >"$T/out"
	diff - "$T/out" <<'EOF'
丙局 2022 南京市玄武区丙局 http://bing.example.cn/2022.html two lines .
甲局 2023 南京市鼓楼区甲局 http://www.jia.example.cn/ first, "of" all .
EOF
}

@test "the same whatever the order of the documents, and when reports come twice" {
	awk -v dir="$T" '$1 == "doc" || $2 == "-" { n++ } { print >(dir "/part" 50 - n) }' "$T/in"
	local t
	for t in "$T/roster.csv" ''; do
		"$B/gx-csv" -u -t coverage ${t:+--roster "$t"} "$T/in" >"$T/want"
		cat "$T"/part* | "$B/gx-csv" -u -t coverage ${t:+--roster "$t"} >"$T/got"
		[ "$(wc -l <"$T/want")" -gt 5 ]
		same "$T/want" "$T/got"
		grep -v '^warn' "$T/in" | sed -n '/\td[125789]\t/p' >"$T/again"
		"$B/gx-csv" -u -t coverage ${t:+--roster "$t"} "$T/in" "$T/again" >"$T/got"
		same "$T/want" "$T/got"
	done
}

@test "without a roster: the years between the first report and the last" {
	records <<'EOF' | "$B/gx-csv" -u -t coverage | cells region,region_now,body,year,expected,crawled,readable,reported,reason >"$T/out"
doc d1 .
report d1 110228 甲局 2015 county
end d1 ok
doc d2 .
report d2 110118 甲局 2018 county
end d2 ok
doc d3 .
report d3 110118_110119 甲局 2016 county
report d3 110119 . 2016 county
end d3 ok
EOF
	diff - "$T/out" <<'EOF'
110118 110119 110118 110119 甲局 2016 uncertain 1 1 1 .
110119 110119 . 2016 uncertain 1 1 1 .
110228 110118 甲局 2015 yes 1 1 1 .
110228 110118 甲局 2016 yes 1 1 0 conflict
110118 110118 甲局 2017 yes 0 0 0 not_crawled
110118 110118 甲局 2018 yes 1 1 1 .
EOF
}

@test "a unit that became part of another has its code, and keeps its agencies" {
	records <<'EOF' | "$B/gx-csv" -u -t coverage | cells region,region_now,body,year,reported >"$T/out"
doc d1 .
report d1 320103 甲局 2011 county
end d1 ok
doc d2 .
report d2 320104 甲局 2011 county
end d2 ok
doc d3 .
report d3 320104 甲局 2013 county
end d3 ok
EOF
	diff - "$T/out" <<'EOF'
320103 320104 甲局 2011 1
320104 320104 甲局 2011 1
320104 320104 甲局 2012 0
320104 320104 甲局 2013 1
EOF
}

@test "a document without a report is an agency's by domain, site code or publisher" {
	cat >"$T/roster.csv" <<'EOF'
region,body,agency,from,to,url,site_code
320106,甲局,,2020,2021,example.cn,
320106,乙局,,2020,2020,,3201060012
320106,,南京市鼓楼区丙局,2020,2021,example.cn/bing,
EOF
	records <<'EOF' | "$B/gx-csv" -u -t coverage --roster "$T/roster.csv" |
doc d1 http://zwgk.example.cn/a.html
end d1 ok
doc d2 http://example.cn/bing/b.html
end d2 ok
doc d3 http://example.cn/bingo/b.html
meta d3 title 2021年年报
end d3 ok
doc d4 .
meta d4 site.code.printed 3201060012
warn d4 soft-404 the page says 404
end d4 ok
doc d5 .
meta d5 index.publisher 南京市鼓楼区丙局
warn d5 lost-text no ideographs
end d5 refused
EOF
	    cells body,year,crawled,readable,reason,detail >"$T/out"
	# d5 names no year, and 丙局 has two: it may be of neither
	diff - "$T/out" <<'EOF'
丙局 2020 2 1 not_found lost-text
丙局 2021 2 1 not_found lost-text
乙局 2020 1 0 not_found soft-404
甲局 2020 1 1 not_found .
甲局 2021 2 2 not_found .
EOF
}

@test "from and to: open years are the first and the last of all" {
	printf 'region,body,from,to\n320106,甲局,,\n320106,乙局,2021,\n320106,丙局,,2020\n' >"$T/roster.csv"
	records <<'EOF' | "$B/gx-csv" -u -t coverage --roster "$T/roster.csv" | cells body,year,reason >"$T/out"
doc d1 .
report d1 320106 丁局 2022 county
end d1 ok
EOF
	diff - "$T/out" <<'EOF'
丁局 2022 .
丙局 2020 not_crawled
乙局 2021 not_crawled
乙局 2022 not_crawled
甲局 2020 not_crawled
甲局 2021 not_crawled
甲局 2022 not_crawled
EOF
	printf 'region,body,from,to\n320106,甲局,,\n' >"$T/roster.csv"
	go "$B/gx-csv" -u -t coverage --roster "$T/roster.csv" </dev/null
	expect 2 "gx-csv: $T/roster.csv:2: no year is known: want from and to"
}

@test "roster: a byte order mark, CRLF, and columns in any order are read" {
	printf '\xef\xbb\xbfto,from,"body",region\r\n2020,"2020",甲局,320106\r\n\r\n2021,2021,"甲局",320106' >"$T/roster.csv"
	"$B/gx-csv" -u -t coverage --roster "$T/roster.csv" </dev/null | cells body,year >"$T/out"
	printf '%s\n' '甲局 2020' '甲局 2021' | diff - "$T/out"
}

@test "roster: what is wrong is said with its line" {
	local n=0 text why
	while IFS='|' read -r text why; do
		printf '%b' "$text" >"$T/roster.csv"
		go "$B/gx-csv" -u -t coverage --roster "$T/roster.csv" </dev/null
		expect 2 "gx-csv: $T/roster.csv:$why"
		[ ! -s "$T/out" ]
		n=$((n + 1))
	done <<'EOF'
|1: no header line
region,body,from|1: no column to
region,body,from,to,from\n|1: more than one column from
region,body,from,to\n320106,甲局,2020\n|2: 3 cells, want 4
region,body,from,to\n\n320106,甲局,2020,2021,\n|3: 5 cells, want 4
region,body,from,to\n320106,"甲\n局",2020,2021\n320106,"乙,2020,2021\n|4: a quote is not closed
region,body,from,to\n320106,"甲"局,2020,2021\n|2: text behind a closing quote
region,body,from,to\n320106,甲"局",2020,2021\n|2: a quote inside a cell that does not begin with one
region,body,from,to\n320106,\xff,2020,2021\n|2: invalid UTF-8
region,body,from,to\n320106,甲\x00局,2020,2021\n|2: a NUL byte
region,body,from,to\n320199,甲局,2020,2021\n|2: region: no unit has the code 320199
region,body,from,to\n3201,甲局,2020,2021\n|2: region: no unit has the code 3201
region,body,from,to\n320106,甲局,20,2021\n|2: from: a year from 2000 to 2100
region,body,from,to\n320106,甲局,2020,2101\n|2: to: a year from 2000 to 2100
region,body,from,to\n320106,甲局,2021,2020\n|2: from is after to
region,body,from,to\n320106,,2021,2021\n|2: want body or agency
region,body,from,to\n320106,甲局,2020,2022\n320106,乙局,2020,2022\n320106,甲局,2022,\n|4: line 2 has the agency, with years of these
EOF
	[ "$n" -eq 17 ]
	go "$B/gx-csv" -u -t coverage --roster "$T/none.csv" </dev/null
	expect 2 "gx-csv: $T/none.csv: No such file or directory"
	go "$B/gx-csv" -u -t coverage --grouped </dev/null
	expect 2 'gx-csv: --grouped: not for coverage'
}

@test "a crawl: what gx-decode refuses is matched to the roster by its address" {
	python3 - "$T" <<'EOF'
import sys
def record(url, body):
    head = (f'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n'
            f'Content-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n')
    return head.encode() + body + b'\r\n\r\n'
pdf = b'HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4 x'
gone = b'HTTP/1.1 404 Not Found\r\n\r\n'
down = b'HTTP/1.1 503 Busy\r\n\r\n'
with open(sys.argv[1] + '/a.warc', 'wb') as out:
    out.write(record('http://jia.example.cn/2021.pdf', pdf))
    out.write(record('http://jia.example.cn/2022.html', gone))
    out.write(record('http://jia.example.cn/2023.html', down))
EOF
	cat >"$T/roster.csv" <<'EOF'
region,body,from,to,url
320106,甲局,2021,2021,http://jia.example.cn/2021.pdf
320106,甲局,2022,2022,http://jia.example.cn/2022.html
320106,甲局,2023,2023,http://jia.example.cn/2023.html
EOF
	"$B/gx-decode" -q "$T/a.warc" | "$B/gx-segment" -q | "$B/gx-extract" -q |
	    "$B/gx-csv" -t coverage --roster "$T/roster.csv" |
	    cells year,crawled,readable,reported,reason,detail >"$T/out"
	diff - "$T/out" <<'EOF'
2021 1 0 0 unread not-text
2022 1 0 0 not_found http-status
2023 0 0 0 not_crawled http-status
EOF
}

@test "coverage.tsv: a reason that is no qualifier is complained of" {
	cp -R "$ROOT/pipelines/annual-report" "$T/rules"
	sed -i 's/^refused\t\tunread/refused\t\tunknown/' "$T/rules/coverage.tsv"
	go "$B/gx-csv" -r "$T/rules" -u /dev/null
	expect 2 "gx-csv: $T/rules/coverage.tsv:[0-9]+: reason: not a qualifier of categories.tsv"
}
