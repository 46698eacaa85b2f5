#!/usr/bin/env bats
# diff: what changed between two panels.
# normal build only

load helper

DIFF=pipelines/annual-report/diff

panel() { # NAME FILE ...: the tables of these, as run lays them down
	local name=$1
	shift
	mkdir -p "$name/tables"
	"$B/gx-decode" -q "$@" | "$B/gx-segment" -q | "$B/gx-extract" -q | "$B/gx-check" -q |
		"$B/gx-csv" -q -t reports,long,checks -o "$name/tables"
}

setup() {
	cd "$T" || return
	mkdir pages
	local n
	for n in 1 2 3 4; do
		report $n >pages/$n.txt
	done
	panel old pages/[123].txt
}

diff_panels() {
	go "$ROOT/$DIFF" "$@"
}

rows() {
	tail -n +2 changes.tsv | tr '\t' '|'
}

@test "nothing changed" {
	diff_panels -l 0 -v 0 -f 0 -o changes.tsv old old
	expect 0
	[ "$(cat changes.tsv)" = "what${TAB}key${TAB}item${TAB}old${TAB}new${TAB}old_source${TAB}new_source" ]
	head -n 1 out | grep -x 'reports: 3, now 3: 0 lost, 0 gained, 0 on another page or another version of it'
	[ "$(wc -l <out)" = 3 ]
}

@test "lost, gained and changed" {
	sed -i 's/政府信息1002条/政府信息1012条/; s/行政诉讼2件/行政诉讼约2件/; s/收取信息处理费0元/无/' pages/2.txt
	panel new pages/[234].txt
	diff_panels -o changes.tsv old new
	expect 0
	rows | grep -E '^(lost|gained|replaced|value)' | sed 's/|[0-9a-f]\{16\}#1/|ID/g; s/[^|]*\.txt/F/g' | sort >have
	cat >want <<-'END'
	gained|320106/第4局/2022|江苏省南京市鼓楼区第4局||ID||F
	lost|320106/第1局/2022|江苏省南京市鼓楼区第1局|ID||F|
	replaced|320106/第2局/2022|江苏省南京市鼓楼区第2局|ID|ID|F|F
	value-gone|320106/第2局/2022|n.procfee.paid|0||F:14:1|
	value|320106/第2局/2022|n.lit.tot|2|2 approx|F:10:37|F:10:37
	value|320106/第2局/2022|n.open.year/own|1002|1012|F:4:20|F:4:20
	END
	diff want have
	# The text has the same in it.
	grep -x 'reports: 3, now 3: 1 lost, 1 gained, 1 on another page or another version of it' out
	grep -x '  320106/第1局/2022  江苏省南京市鼓楼区第1局  pages/1.txt' out
	grep -x '  320106/第2局/2022  n.open.year/own: 1002, now 1012  pages/2.txt:4:[0-9]*  pages/2.txt:4:[0-9]*' out
}

@test "limits" {
	sed -i 's/政府信息1002条/政府信息1012条/' pages/2.txt
	panel new pages/[23].txt
	diff_panels -q -l 33.4 -v 50 old new
	expect 0
	[ ! -s out ]
	diff_panels -q -l 33.3 old new
	expect 1 'diff: reports lost: 33.33 %, more than 33.3'
	diff_panels -q -v 1 old new
	expect 1 'diff: values changed or gone: [0-9.]+ %, more than 1'
	diff_panels -q -v 0 old new
	expect 1 'diff: values changed or gone: [0-9.]+ %, more than 0'
	mkdir -p broken
	cp -r old/tables broken/
	awk -F , -v OFS=, 'FNR == 1 { for (i in f) delete f[i]; for (i = 1; i <= NF; i++) f[$i] = i }
	    FNR > 1 { $f["severity"] = "error"; $f["verdict"] = "fail" } { print }' old/tables/checks.csv >broken/tables/checks.csv
	diff_panels -q -f 10 old broken
	expect 1 'diff: checks that fail: [0-9.]+ points more, more than 10'
	diff_panels -q -f 10 broken old
	expect 0
}

@test "checks and coverage are told by identity, year and province" {
	mkdir -p new
	cp -r old/tables new/
	sed -i 's/,pass,/,fail,/' new/tables/checks.csv
	sed -i '2s/,2022,/,2021,/' new/tables/reports.csv
	identity=$(awk -F , 'NR == 1 { for (i = 1; i <= NF; i++) f[$i] = i; next }
	    $f["verdict"] == "pass" { print $f["identity"] "|" $f["severity"] }' old/tables/checks.csv | sort | uniq -c | head -n 1)
	[ -n "$identity" ]
	diff_panels -o changes.tsv old new
	expect 0
	n=$(echo "$identity" | awk '{ print $1 }')
	i=$(echo "$identity" | awk '{ print $2 }')
	rows | grep -x "check|${i#*|}|${i%|*}|0/$n|$n/$n||"
	rows | grep -x 'coverage||year 2022|3|2||'
	rows | grep -x 'coverage||year 2021|0|1||'
	rows | grep '^coverage.*province' && false
	grep -x "  ${i%|*} (${i#*|}): 0/$n, now $n/$n" out
}

@test "other rules are said first" {
	mkdir -p new
	cp -r old/tables new/
	printf '{\n  "rules": "abc",\n}\n' >old/manifest.json
	printf '{\n  "rules": "abd",\n}\n' >new/manifest.json
	diff_panels old new
	[ "$(head -n 1 out)" = 'The programs or the rules are others.' ]
	cp old/manifest.json new/
	diff_panels old new
	head -n 1 out | grep '^reports: '
}

@test "cells with commas and quotes, and columns that are not there" {
	printf 'a,b,c\n1,"x, ""y"", z",3\n"",4,"5"\n' >t.csv
	awk -v columns='c b' -f "$ROOT/pipelines/annual-report/csv.awk" t.csv >have
	printf '3\tx, "y", z\n5\t4\n' | diff - have
	go awk -v columns='c d' -f "$ROOT/pipelines/annual-report/csv.awk" t.csv
	expect 2 't.csv: no column d'
}

@test "wrong usage" {
	diff_panels old
	expect 2 'usage: diff .*'
	diff_panels old none
	expect 2 'diff: none/tables/reports.csv: cannot be read'
	diff_panels -l x old old
	expect 2 'diff: x: not a number'
	diff_panels -o none/x old old
	expect 3 '.*none/x.*'
	mkdir -p empty/tables
	for i in reports long checks; do head -n 1 old/tables/$i.csv >empty/tables/$i.csv; done
	diff_panels -l 0 old empty
	expect 1 'diff: reports lost: 100.00 %, more than 0'
	diff_panels -l 0 empty old
	expect 0
}
