#!/usr/bin/env bats
# csv: what the tables of gx-csv promise, beyond the cases of tests/cases.

load helper
load tables

setup_file() {
	load helper
	cd "$ROOT" || return
	"$B/gx-decode" -q examples/*.txt examples/*.html | "$B/gx-segment" -q \
	    >"$S/segmented"
	"$B/gx-extract" -q "$S/segmented" | "$B/gx-check" -q >"$S/checked"
	python3 bench/corpus --pages 60 --seed 3 "$S/corpus" >/dev/null
	"$B/gx-decode" -q "$S"/corpus/pages/* | "$B/gx-segment" -q |
	    "$B/gx-extract" -q | "$B/gx-check" -q >"$S/many"
}

# Copies of a table, each spoilt by a sed command; gx-csv must say where and why.
spoilt() { # TABLE COPIES, on standard input SED|MESSAGE
	local n=0 what why rules=$ROOT/pipelines/annual-report
	cp -R "$rules" "$T/rules"
	while IFS='|' read -r what why; do
		sed "$what" "$rules/$1" >"$T/rules/$1"
		cmp -s "$T/rules/$1" "$rules/$1" && fail "$what changes nothing"
		go "$B/gx-csv" -r "$T/rules" -u /dev/null
		expect 2 "gx-csv: $T/rules/$1:[0-9]+: $why"
		n=$((n + 1))
	done
	[ "$n" -eq "$2" ]
}

@test "names: every column of every table can be used in Stata, SPSS, R and SQL" {
	"$B/gx-csv" -Q -i all -t codebook >"$T/out"
	python3 - "$T/out" <<'EOF'
import csv, re, sys
reserved = set('''all and by eq ge gt le lt ne not or to with _all _b byte _coef
_cons double float if in int long _n _N _pi _pred _rc _skip strL using if else
repeat while function for next break true false null inf nan na select from where
group order table'''.split())
rows = list(csv.DictReader(open(sys.argv[1], encoding='utf-8')))
assert len(rows) > 1200, len(rows)
seen = set()
for row in rows:
    name = row['name']
    assert re.fullmatch(r'[a-z][a-z0-9_]{0,31}', name), name
    assert not name.endswith('_') and name not in reserved, name
    assert (row['table_name'], name) not in seen, name
    seen.add((row['table_name'], name))
    assert row['label_zh'] and row['label_en'], row
    assert row['type'] in ('text', 'integer', 'number', 'date'), row
EOF
}

@test "order: the same tables whatever the order of the documents" {
	awk -v dir="$T" -F '\t' '
	/^#/ || $1 == "eof" { next }
	$1 == "doc" { n++ }
	{ print >(dir "/part" sprintf("%03d", 200 - n)) }' "$S/many"
	mkdir "$T/a" "$T/b"
	"$B/gx-csv" -Qu -o "$T/a" -t wide,harmonised,panel,sums,long,reports,checks,docs "$S/many"
	cat "$T"/part* | "$B/gx-csv" -Qu -o "$T/b" -t wide,harmonised,panel,sums,long,reports,checks,docs
	local t
	for t in wide harmonised panel sums long reports checks docs; do
		[ "$(wc -l <"$T/a/$t.csv")" -gt 15 ] || fail "$t: too few rows"
		same "$T/a/$t.csv" "$T/b/$t.csv"
	done
	[ "$(find "$T/a" -type f | wc -l)" -eq 8 ]
}

@test "one pass over several tables gives what each gives alone" {
	local t
	mkdir "$T/a"
	"$B/gx-csv" -o "$T/a" -t wide,long,reports,checks,docs "$S/checked"
	for t in wide long reports checks docs; do
		"$B/gx-csv" -t "$t" "$S/checked" >"$T/$t"
		same "$T/$t" "$T/a/$t.csv"
	done
	go "$B/gx-csv" -t wide,long "$S/checked"
	expect 2 'gx-csv: several tables need -o DIR'
}

@test "long: every id is there once, and names the place" {
	"$B/gx-csv" -t long "$S/many" | cells fact,doc,report,line,cell,column,indicator >"$T/out"
	[ "$(wc -l <"$T/out")" -gt 2000 ]
	[ -z "$(cut -d' ' -f1 "$T/out" | sort | uniq -d)" ]
	awk '{ place = $5 != "." ? $5 : $6; sub(/#.*/, "", $1)
	    if ($1 != $2 ":" $3 ":" $4 ":" place ":" $7) { print; exit 1 } }' "$T/out"
}

@test "round trip: long to wide to long gives the same facts" {
	"$B/gx-csv" -Qi all "$S/many" >"$T/wide"
	"$B/gx-csv" -t long "$S/many" >"$T/long"
	"$B/gx-csv" -t reports "$S/many" >"$T/reports"
	python3 - "$T/wide" "$T/long" "$T/reports" <<'EOF'
import csv, sys
csv.field_size_limit(10**7)
wide, long, reports = ([dict(r) for r in csv.DictReader(open(p, encoding='utf-8'))]
                       for p in sys.argv[1:])
own = {(r['doc'], r['report']): r['scope'] for r in reports}
want, blank = {}, {}
for f in long:
    if f['period'] not in ('', 'year') and not (
            f['period'] == 'cum' and f['indicator'].endswith('.cum')):
        continue
    scope = f['scope'] or own[f['doc'], f['report']]
    key = f['doc'], f['report'], scope, f['indicator'].replace('.', '_')
    rank = (1 if f['qualifier'] == 'unread' else 0 if f['use'] == '0' else
            3 if f['scope'] else 2)
    if key not in want or rank > want[key][0] or (
            f['use'] == '2' and not want[key][1] and f['value']):
        want[key] = (rank, f['value'], f['qualifier']) if rank else (0, '', 'conflict')
got = {}
reasons = {'not_found', 'not_in_form', 'section_absent', 'annex_missing'}
for r in wide:
    for name, q in r.items():
        if name.endswith('_q') and q not in reasons:
            got[r['doc'], r['report'], r['scope'], name[:-2]] = r[name[:-2]], q
want = {k: v[1:] for k, v in want.items()}
assert len(got) > 2000, len(got)
assert got == want, [(k, got.get(k), want.get(k)) for k in set(got) ^ set(want)
                     or [k for k in got if got[k] != want[k]]][:5]
EOF
}

@test "scope: a value without one is the report's; another scope has its own row" {
	stream 'd1 甲局 2022 own - req.new.tot 5 exact . 1 rev.tot 2 exact area 1 lit.tot 0 exact own 1' |
	    "$B/gx-csv" -u | cells scope,req_new_tot,rev_tot,lit_tot >"$T/out"
	printf '%s\n' 'area . 2 .' 'own 5 . 0' | diff - "$T/out"
}

@test "zero, blank, dash, unread and absent are five things" {
	stream 'd1 甲局 2022 own - req.new.tot 0 exact . 1 req.done.tot . empty . 1 rev.tot . na . 1 lit.tot . unread . 0 n.lit.tot 0 none . 1' |
	    "$B/gx-csv" -Qu -i req.new.tot,req.done.tot,rev.tot,lit.tot,n.lit.tot,s14.lit.tot,req.carryout.tot |
	    cells req_new_tot,req_new_tot_q,req_done_tot,req_done_tot_q,rev_tot,rev_tot_q,lit_tot,lit_tot_q,n_lit_tot,n_lit_tot_q,s14_lit_tot,s14_lit_tot_q,req_carryout_tot_q >"$T/out"
	echo '0 exact . empty . na . unread 0 none . not_in_form not_found' | diff - "$T/out"
}

@test "a value that is no number is none, and is named" {
	local value
	for value in 1e400 12345678901234567890 ٣ '"' ' 5' 0x10; do
		hand 1 | awk -F '\t' -v OFS='\t' -v value="$value" '
		$1 == "fact" && $5 == "act.pub" { $5 = "n.req.recv"; $6 = value } { print }' >"$T/in"
		go "$B/gx-csv" -q -Q -i n.req.recv "$T/in"
		expect 0 "gx-csv: 0000000000000001: not-a-number: line [0-9]+: $value: taken for a value that cannot be read"
		grep -q ',,unread$' "$T/out" || fail "$value: in the table"
	done
}

@test "-o: an empty name is no folder" {
	go "$B/gx-csv" -o '' /dev/null
	expect 2 'gx-csv: -o: a folder'
}

@test "readings that contradict, and of which none is in use, are a conflict" {
	stream 'd1 甲局 2022 own - req.new.tot 5 exact . 0 req.new.tot 7 exact . 0 rev.tot 3 exact . 0 rev.tot . unread . 0 lit.tot 3 exact . 0 lit.tot 4 exact . 1' |
	    "$B/gx-csv" -Qu | cells req_new_tot,req_new_tot_q,rev_tot,rev_tot_q,lit_tot,lit_tot_q >"$T/out"
	echo '. conflict . unread 4 exact' | diff - "$T/out"
}

@test "a derived value fills a blank cell, and nothing that was printed" {
	stream 'd1 甲局 2022 own - req.new.tot . empty . 1 req.new.tot 7 derived . 2 rev.tot 3 exact . 1 rev.tot 4 derived . 2' |
	    "$B/gx-csv" -Qu | cells req_new_tot,req_new_tot_q,rev_tot,rev_tot_q >"$T/out"
	echo '7 derived 3 exact' | diff - "$T/out"
}

@test "versions: numbered by publication; all, the first or the last" {
	local v
	stream 'd2 甲局 2022 own 2023-02-01 req.new.tot 2 exact . 1; d1 甲局 2022 own 2023-01-20 req.new.tot 1 exact . 1; d3 甲局 2021 own - req.new.tot 3 exact . 1' >"$T/in"
	for v in all first last; do
		echo "$v"
		"$B/gx-csv" -u --versions "$v" "$T/in" |
		    cells year,version,versions,doc,req_new_tot
	done >"$T/out"
	diff - "$T/out" <<'EOF'
all
2021 1 1 d3 3
2022 1 2 d1 1
2022 2 2 d2 2
first
2021 1 1 d3 3
2022 1 2 d1 1
last
2021 1 1 d3 3
2022 2 2 d2 2
EOF
}

@test "an agency that is not known has no versions" {
	stream 'd1 甲局 2022 own -; d2 甲局 2022 own -' | sed 's/320106\tcounty/320106 320102\tcounty/' |
	    "$B/gx-csv" -u -t reports | cells region,version,versions | sort -u >"$T/out"
	echo '320106 320102 1 1' | diff - "$T/out"
}

@test "a ministry, which has no region, has versions and gaps" {
	stream 'd1 财政部 2020 own 2021-01-20; d2 财政部 2020 own 2021-02-01; d3 财政部 2022 own -' |
	    sed 's/320106\tcounty/\tnational/' >"$T/in"
	"$B/gx-csv" -u -t reports "$T/in" | cells year,version,versions,doc >"$T/out"
	"$B/gx-csv" -u -t panel "$T/in" | cells region,body,year,status,doc >>"$T/out"
	diff - "$T/out" <<'EOF'
2020 1 2 d1
2020 2 2 d2
2022 1 1 d3
. 财政部 2020 reported d2
. 财政部 2021 gap .
. 财政部 2022 reported d3
EOF
}

@test "reports: days after the last day allowed, by year and sector" {
	{
		stream 'd1 甲局 2022 own 2023-02-02; d2 甲局 2017 own 2018-03-31; d3 乙局 2020 own 2021年1月1日'
		stream 'd4 甲 2022 own 2023-04-01' | sed 's/\tfin\t/\tgov\t/'
	} | "$B/gx-csv" -u -t reports | cells doc,published,due,days_late | sort >"$T/out"
	diff - "$T/out" <<'EOF'
d1 2023-02-02 2023-01-31 2
d2 2018-03-31 2018-03-31 0
d3 2021-01-01 2021-01-31 -30
d4 2023-04-01 2023-03-31 1
EOF
}

@test "regions: the code of the year, and today's beside it" {
	stream 'd1 甲局 2012 own -; d2 甲局 2020 own -' | sed 's/320106\tcounty/110228\tcounty/' |
	    "$B/gx-csv" -u | cells year,region,region_now >"$T/out"
	printf '%s\n' '2012 110228 110118' '2020 110228 110228' | diff - "$T/out"
}

@test "a document that comes twice: once in the table; if it differs, an error" {
	sed '/^fact/s/\t9\t件\t/\t8\t件\t/' "$S/checked" >"$T/other"
	! cmp -s "$S/checked" "$T/other" || fail "the same"
	"$B/gx-csv" "$S/checked" >"$T/once"
	"$B/gx-csv" "$S/checked" "$S/checked" | cmp - "$T/once"
	go "$B/gx-csv" "$S/checked" "$T/other"
	expect 3 'gx-csv: wide: two different readings of the same report: .*'
}

@test "grouped: the same table from a stream in order, an error from another" {
	stream 'd1 乙局 2021 own - req.new.tot 1 exact . 1; d2 甲局 2020 area - req.new.tot 2 exact own 1; d4 甲局 2021 own 2022-02-01; d3 甲局 2021 own 2022-01-01' >"$T/in"
	"$B/gx-csv" -Qu "$T/in" >"$T/want"
	"$B/gx-csv" -Qu --grouped "$T/in" >"$T/got"
	[ "$(wc -l <"$T/want")" -eq 6 ]
	same "$T/want" "$T/got"
	stream 'd1 乙局 2021 own -; d2 甲局 2020 own -; d3 乙局 2022 own -' >"$T/in"
	go "$B/gx-csv" -u --grouped "$T/in"
	expect 2 'gx-csv: --grouped: line [0-9]+: the reports are not in the order of region, body and year'
}

@test "checks: those of a file stand where those of the stream would" {
	mkdir "$T/a" "$T/b"
	# a warning of a report as well, at its end
	awk -F '\t' -v OFS='\t' '
	/^#/ || $1 == "eof" { next }
	$1 == "report" { doc = $2; report = $4 }
	$1 == "end" && doc == $2 { print "warn", doc, 0, report, "hand", "tab\\tin", "x" }
	{ print }' "$S/many" >"$T/in"
	"$B/gx-csv" -Qu -o "$T/a" -t checks,reports,docs,wide "$T/in"
	awk -F '\t' '$1 == "check" || ($1 == "warn" && $5 == "hand")' "$T/in" |
	    sort -s -t "$TAB" -k 1,1r >"$T/apart"
	awk -F '\t' '$1 != "check" && ($1 != "warn" || $5 != "hand")' "$T/in" >"$T/rest"
	printf 'check\tabsent\t1\t1\tx\terror\tfail\t\t\t\t\t\t\t\n' >>"$T/apart"
	"$B/gx-csv" -Qu -o "$T/b" --checks "$T/apart" -t checks,reports,docs,wide "$T/rest"
	diff -r "$T/a" "$T/b"
	[ "$(wc -l <"$T/a/checks.csv")" -gt 500 ]
	[ "$(grep -c 'tab.in' "$T/a/docs.csv")" -gt 10 ]
	go "$B/gx-csv" -u --checks "$T/in" "$T/rest"
	expect 3 "gx-csv: $T/in:1: neither a check nor a warning"
	printf 'check\ta\n' >"$T/in"
	go "$B/gx-csv" -u --checks "$T/in" "$T/rest"
	expect 3 "gx-csv: $T/in:1: 2 fields, want 14"
	printf 'warn\ta\t0\t\thand\tx\ty' >"$T/in"
	go "$B/gx-csv" -u --checks "$T/in" "$T/rest"
	expect 3 "gx-csv: $T/in:1: missing newline, or a record too long"
	go "$B/gx-csv" -u --checks "$T/none" "$T/rest"
	expect 3 "gx-csv: $T/none: No such file or directory"
}

@test "dialect: delimiter and missing word" {
	stream 'd1 a|b,c 2022 own - req.new.tot 1 exact . 1' >"$T/in"
	"$B/gx-csv" -u -i req.new.tot,rev.tot -d '|' -m . "$T/in" | tail -n 1 >"$T/out"
	echo '320106|320106|"a|b,c"|2022|own|1|1|d1|1|"a|b,c"|county|fin|2021|2021|yes|.|d1.html|1|.' |
	    diff - "$T/out"
	"$B/gx-csv" -u -d tab "$T/in" | awk -F '\t' 'NF != 77 { exit 1 }'
	for wrong in -1 -9 0 99 a,b; do
		go "$B/gx-csv" -u -m "$wrong" "$T/in"
		[ "$status" -eq 2 ] || fail "-m $wrong was accepted"
	done
	go "$B/gx-csv" -u -d x "$T/in"
	[ "$status" -eq 2 ]
}

@test "excel: only it has a byte order mark, CRLF and guarded text" {
	stream 'd1 =甲 2022 own - req.new.tot 1 exact . 1 a20.lic.change -8 exact . 1' >"$T/in"
	"$B/gx-csv" -u -i req.new.tot,a20.lic.change "$T/in" >"$T/plain"
	"$B/gx-csv" -u -i req.new.tot,a20.lic.change --excel "$T/in" >"$T/excel"
	python3 - "$T/plain" "$T/excel" <<'EOF'
import sys
plain, excel = (open(p, 'rb').read() for p in sys.argv[1:])
assert b'\r' not in plain and not plain.startswith(b'\xef\xbb\xbf')
assert b',=\xe7\x94\xb2,' in plain and b',-8,1\n' in plain
assert excel == b'\xef\xbb\xbf' + plain.replace(b'\n', b'\r\n').replace(b',=', b",'=")
EOF
}

@test "text: paragraphs with their section, without furniture" {
	"$B/gx-csv" -t text "$S/segmented" >"$T/out"
	cells region,year,section <"$T/out" | sort | uniq -c >"$T/count"
	grep -q '340207 2012 request' "$T/count"
	"$B/gx-extract" -qk "$S/segmented" | "$B/gx-csv" -t text | cmp - "$T/out"
	[ "$(wc -l <"$T/out")" -eq "$(($(awk -F '\t' '$1 == "text" && $4 != ""' "$S/segmented" | wc -l) + 1))" ]
}

@test "codebook: describes what is written beside it, and needs no stream alone" {
	mkdir "$T/a"
	"$B/gx-csv" -o "$T/a" -i rev.tot -t wide,codebook "$S/checked"
	cells table_name,name,type,unit,categories <"$T/a/codebook.csv" >"$T/out"
	head -n 1 "$T/a/wide.csv" | tr ',' '\n' >"$T/names"
	awk '$1 == "wide" { print $2 }' "$T/out" | diff - "$T/names"
	grep -qx 'wide rev_tot integer 件 .' "$T/out"
	go "$B/gx-csv" -t codebook </dev/null
	expect 0
}

@test "columns.tsv: what is wrong is said with its line" {
	spoilt columns.tsv 6 <<'EOF'
s/	agency	text/	Agency	text/|Agency: not a name for a column
s/	agency	text/	using	text/|using: not a name for a column
s/	agency	text/	body	text/|body: a table has two columns of this name
s/	report.agency	/	report.agent	/|from: no report.agent
s/	agency	text/	agency	string/|type: text, integer, number or date
s/	text	120	/	text	wide	/|width: a number of bytes
EOF
	go "$B/gx-csv" -i core,n.nothing "$S/checked"
	expect 2 'gx-csv: -i: n.nothing: no such profile or indicator'
	go "$B/gx-csv" -t wide,deep "$S/checked"
	expect 2 'gx-csv: -t: deep: no such table'
}

@test "labels: a script for each table, metadata for all" {
	local t
	mkdir "$T/a"
	"$B/gx-csv" -Qi all -o "$T/a" -t wide,long,reports,checks,docs,codebook \
	    -l stata,spss,r,frictionless,cff --date 2026-11-25 "$S/checked"
	for t in wide long reports checks docs codebook; do
		[ -s "$T/a/$t.do" ] && [ -s "$T/a/$t.sps" ] && [ -s "$T/a/$t.R" ]
	done
	[ "$(find "$T/a" -type f | wc -l)" -eq 26 ]
}

@test "stata: the scripts hold only commands that Stata has, and fit the tables" {
	local language t
	for language in zh en; do
		rm -rf "$T/a"
		mkdir "$T/a"
		"$B/gx-csv" -Qi all -L "$language" -o "$T/a" -l stata \
		    -t wide,harmonised,panel,coverage,audit,sums,long,reports,checks,docs,codebook,text "$S/many"
		for t in wide harmonised panel coverage audit sums long reports checks docs codebook text; do
			python3 "$ROOT/tests/stata.py" "$T/a/$t.do" "$T/a/$t.csv" >"$T/out" ||
			    fail "$t.do, $language: $(cat "$T/out")"
		done
	done
	python3 "$ROOT/tests/stata.py" "$T/a/wide.do" "$T/a/wide.csv" >"$T/out"
	[ "$(awk '$1 == "gx_encode" { print $2 }' "$T/out")" -gt 556 ]
	for t in 's/^gx_date due/gx_date dew/' 's/ numericcols( 4/ numericcols(/' \
	    's/label define gx_scope 1 ..own/label define gx_scope 1 `"won/' \
	    's/^label variable body.*//' 's/^gx_encode level gx_level/gx_encode level gx_levels/'; do
		sed "$t" "$T/a/reports.do" >"$T/a/wrong.do"
		! cmp -s "$T/a/reports.do" "$T/a/wrong.do" || fail "$t changes nothing"
		! python3 "$ROOT/tests/stata.py" "$T/a/wrong.do" "$T/a/reports.csv" \
		    >/dev/null 2>&1 || fail "the parser does not see $t"
	done
}

@test "labels: the language is that of -L, in every format" {
	local f
	for f in stata spss r; do
		"$B/gx-csv" -t wide -i rev.tot -l "$f" -L zh </dev/null >"$T/zh"
		"$B/gx-csv" -t wide -i rev.tot -l "$f" -L en </dev/null >"$T/en"
		grep -q '行政区划代码' "$T/zh" && ! grep -q 'GB/T 2260' "$T/zh" || fail "$f zh"
		grep -q 'GB/T 2260' "$T/en" && ! grep -q '行政' "$T/en" || fail "$f en"
	done
}

@test "frictionless and citation: types, keys, versions, and the hash of the documents" {
	mkdir "$T/a"
	"$B/gx-csv" -o "$T/a" -m NA -d ';' -t wide,docs -i rev.tot -l frictionless,cff "$S/checked"
	python3 - "$T/a" <<'EOF'
import csv, hashlib, json, sys
folder = sys.argv[1]
package = json.load(open(folder + '/datapackage.json', encoding='utf-8'))
wide, docs = package['resources']
assert wide['schema']['primaryKey'] == ['doc', 'report', 'scope']
assert wide['schema']['missingValues'] == ['', 'NA']
assert wide['dialect']['delimiter'] == ';'
names = next(csv.reader(open(folder + '/wide.csv', encoding='utf-8'), delimiter=';'))
assert [f['name'] for f in wide['schema']['fields']] == names
types = {f['name']: f['type'] for f in wide['schema']['fields']}
assert types['rev_tot'] == 'integer' and types['published'] == 'date', types
assert [p['program'] for p in package['programs']] == [
    'gx-check', 'gx-extract', 'gx-segment', 'gx-decode', 'gx-csv'], package['programs']
assert all(p['version'] and len(p['rules']) == 16 for p in package['programs'])
assert 'created' not in package
assert package['licenses'][0]['name'] == 'other-pd' and package['sources'][0]['title']
field = {f['name']: f for f in wide['schema']['fields']}['rev_tot']
assert field['title'] and field['description'] and field['unit'], field
rows = csv.DictReader(open(folder + '/docs.csv', encoding='utf-8'), delimiter=';')
hashes = sorted(r['sha256'] for r in rows)
assert len(hashes) == 3
want = hashlib.sha256(''.join(h + '\n' for h in hashes).encode()).hexdigest()
assert want in open(folder + '/CITATION.cff', encoding='utf-8').read()
EOF
	"$B/gx-csv" -l frictionless </dev/null | grep -qF '"lineTerminator": "\n"'
	"$B/gx-csv" --excel -l frictionless </dev/null | grep -qF '"lineTerminator": "\r\n"'
	go "$B/gx-csv" -l stata,spss </dev/null
	expect 2 'gx-csv: several formats need -o DIR'
	go "$B/gx-csv" -l sas </dev/null
	expect 2 'gx-csv: -l: sas: stata, spss, r, frictionless or cff'
	go "$B/gx-csv" --date 2026-02-30 -l cff </dev/null
	[ "$status" -eq 2 ]
}

# What a series is in a report of the era, with its source and match.
series() { # NAME ERA FACT ...
	local name=$1 era=$2
	shift 2
	stream "d1 甲局 $era own - $*" | sed "s/\t2021\t2021\tyes/\t$era\t$era\tyes/" |
	    "$B/gx-csv" -u -t harmonised | cells "$name,${name}_src,${name}_match"
}

@test "harmonised: each form's own indicators, sums, money in yuan, prose last" {
	{
		series h_req_recv 2008 s08.req.tot 3 exact . 1 n.req.recv 4 exact . 1
		series h_req_recv 2014 s14.req.recv 3 exact . 1
		series h_req_recv 2019 req.new.tot 3 exact . 1
		series h_req_recv 2021 n.req.recv 4 exact . 1
		series h_lit_tot 2021 lit.direct.tot 2 exact . 1 lit.after.tot 0 none . 1 lit.tot 9 exact . 1
		series h_lit_tot 2021 lit.direct.tot 2 exact . 1 lit.tot 9 exact . 1
		series h_reqfee 2014 s14.fee 0.35 exact . 1
		series h_reqfee 2008 s08.fee.req 120.5 exact . 1
	} >"$T/out"
	diff - "$T/out" <<'EOF'
3 s08.req.tot approximate
3 s14.req.recv approximate
3 req.new.tot exact
4 n.req.recv approximate
2 lit.direct.tot + lit.after.tot exact
9 lit.tot exact
3500 s14.fee exact
120.5 s08.fee.req approximate
EOF
}

@test "harmonised: never from a match of none, a blank, or another form's year" {
	{
		series h_req_carryin 2014 s14.req.recv 3 exact . 1
		series h_fee 2019 a20.fee.prev 3 exact . 1 a20.fee.change 0 exact . 1
		series h_lit_tot 2021 lit.direct.tot 2 exact . 1 lit.after.tot . empty . 1
		series h_req_recv 2014 req.new.tot 3 exact . 1
		series h_req_recv 2021 req.new.tot 300 more . 1
	} >"$T/out"
	printf '%s\n' '. . .' '. . .' '. . .' '. . .' '300 req.new.tot approximate' |
	    diff - "$T/out"
}

@test "concordance.tsv: what is wrong is said with its line; the codebook names the breaks" {
	"$B/gx-csv" -t codebook | cells table_name,name,notes >"$T/out"
	grep -q '^harmonised h_fee break of 2021: none, number of fee items' "$T/out"
	[ "$(grep -c '^harmonised .*break of 2014' "$T/out")" -gt 10 ]
	spoilt concordance.tsv 6 <<'EOF'
s/	s08.req.tot	/	s08.req.sum	/|s08.req.sum: no such indicator
s/ + s08.req.email	/ - s08.req.email	/|expression: indicators with \+ between them
s/ + s08.req.email	/ +	/|expression: an operand is missing
s/	s08.req.tot	approximate	/	s08.req.tot	nearly	/|match, break: exact, approximate or none
s/	s08.req.tot	approximate	1	/	s08.req.tot	approximate	0	/|priority: 1 to 9
s/	s08.req.tot	approximate	/	s14.fee	approximate	/|the series is of type money before
EOF
}

@test "panel: every agency has every year, the last version, and gaps say so" {
	stream 'd1 甲局 2020 own - req.new.tot 1 exact . 1; d2 甲局 2022 own 2023-01-02 req.new.tot 2 exact . 1; d3 甲局 2022 own 2023-01-03 req.new.tot 3 exact . 1; d4 乙局 2021 area - req.new.tot 4 exact . 1; d5 丙局 2023 own -' |
	    sed '/丙局/s/320106\tcounty/320106 320102\tcounty/' |
	    "$B/gx-csv" -Qu -t panel -i req.new.tot |
	    cells region,body,year,scope,status,doc,req_new_tot,req_new_tot_q >"$T/out"
	diff - "$T/out" <<'EOF'
320106 乙局 2020 area gap . . no_report
320106 乙局 2021 area reported d4 4 exact
320106 乙局 2022 area gap . . no_report
320106 甲局 2020 own reported d1 1 exact
320106 甲局 2021 own gap . . no_report
320106 甲局 2022 own reported d3 3 exact
320106 320102 丙局 2023 own reported d5 . not_found
EOF
}

@test "sums: by group and scope, of the last report, of exact values only" {
	stream 'd1 甲局 2022 own 2023-01-02 req.new.tot 100 exact . 1; d2 甲局 2022 own 2023-01-03 req.new.tot 3 exact . 1 n.org.points 2 exact . 1; d3 乙局 2022 own - req.new.tot 0 none . 1 n.org.points 5 exact . 1 n.open.full.pct 9 exact . 1; d4 丙局 2022 own - req.new.tot 500 more . 1; d5 乙局 2022 area - req.new.tot 70 exact . 1; d6 丁局 2021 own - n.fee.tot 0.35 exact . 1' >"$T/in"
	"$B/gx-csv" -u -t sums -g year,province -i req.new.tot,n.org.points,n.open.full.pct,n.fee.tot "$T/in" >"$T/out"
	diff - "$T/out" <<'EOF'
province,year,scope,reports,req_new_tot,req_new_tot_n,n_fee_tot,n_fee_tot_n,n_org_points,n_org_points_n
320000,2021,own,1,,0,0.35,1,,0
320000,2022,area,1,70,1,,0,,0
320000,2022,own,3,3,2,,0,7,2
EOF
	"$B/gx-csv" -u -t sums -g level -i req.new.tot,n.org.points "$T/in" | head -n 1 >"$T/out"
	echo scope,level,reports,req_new_tot,req_new_tot_n | diff - "$T/out"
	go "$B/gx-csv" -u -t sums -g planet "$T/in"
	expect 2 'gx-csv: -g: planet: no column to group by'
	go "$B/gx-csv" -u -t sums --grouped "$T/in"
	expect 2 'gx-csv: --grouped: not for sums'
}

@test "sums: those of the table are those of the wide table's last versions" {
	"$B/gx-csv" -Qi all --versions last "$S/many" >"$T/wide"
	"$B/gx-csv" -i all -t sums -g sector,year "$S/many" >"$T/sums"
	python3 - "$T/wide" "$T/sums" <<'EOF'
import collections, csv, decimal, sys
wide, sums = (list(csv.DictReader(open(p, encoding='utf-8'))) for p in sys.argv[1:])
want = collections.Counter()
names = [n for n in sums[0] if n + '_n' in sums[0]]
for r in wide:
    key = r['sector'], r['year'], r['scope']
    want[key, ''] += 1
    for n in names:
        if r[n] and r[n + '_q'] in ('exact', 'none', 'derived'):
            want[key, n] += decimal.Decimal(r[n])
            want[key, n, 'n'] += 1
seen = 0
for r in sums:
    key = r['sector'], r['year'], r['scope']
    assert int(r['reports']) == want[key, ''], r
    for n in names:
        assert int(r[n + '_n']) == want[key, n, 'n'], (key, n)
        assert decimal.Decimal(r[n] or 0) == want[key, n], (key, n)
        seen += bool(r[n])
assert seen > 500, seen
EOF
}
