#!/usr/bin/env bats
# memory: what the sanitizers do not see: bytes that were never written.
# normal build only
# shellcheck disable=SC2034,SC2317 # context; called through go

load helper

setup_file() {
	load helper
	samples
}

@test "nothing is read that was never written (valgrind)" {
	local f
	export GX_SANDBOX=off # valgrind does not know its system calls
	for f in $(filters); do
		context="$f:"
		go valgrind -q --suppressions="$ROOT/tests/valgrind.supp" --error-exitcode=9 --log-file="$T/valgrind" \
		    "$(path "$f")" -q "$S/$f.in"
		[ "$status" -eq 0 ] || { cat "$T/valgrind"; fail "exit $status"; }
		[ ! -s "$T/valgrind" ] || { cat "$T/valgrind"; fail "see above"; }
	done
}

@test "gx-csv --grouped: memory does not grow with the number of reports" {
	hand 8000 >"$T/in"
	limited() { (ulimit -v 12000; "$B/gx-csv" -q -t text "$@"); }
	go limited --grouped "$T/in"
	expect 0
	[ "$(wc -l <"$T/out")" -eq 48001 ] || fail "rows are missing"
	go limited "$T/in" # they wait in memory: the limit is one that they need
	expect 3 'gx-csv: out of memory'
}

# A document of this many lines, and one report.
lines() { # N
	"$B/gx-decode" -q "$S/gx-decode.in" | awk -v n="$1" -v OFS='\t' '
	{ sub(/^eof.*/, ""); if ($0 != "") { print; records += !/^#/ } }
	END {
		print "doc", "d", 0, "x", 0, "", "text/plain", "UTF-8", "bytes", 9, ""
		for (i = 1; i <= n; i++)
			print "text", "d", i, "", 1, 0, "", "第" i "项内容"
		print "end", "d", 0, n, 0, "ok"
		print "eof", "-", 0, "gx-decode", 2, records + n + 2
	}'
}

@test "gx-segment: 80 MiB are enough for a document of any size" {
	limited() { (ulimit -v 92160; "$B/gx-segment" -q "$@"); } # 10 MiB are programs
	lines 150000 >"$T/in"
	go limited "$T/in"
	expect 0
	grep -q "^warn${TAB}d$TAB.*no-report" "$T/out" || fail "it was not looked at"
	lines 600000 >"$T/in"
	go limited "$T/in"
	expect 0
	grep -P '^[a-z]+\td\t' "$T/in" >"$T/want"
	sed -i "1a warn${TAB}d${TAB}0$TAB${TAB}gx-segment${TAB}page-limit${TAB}too large: no report was looked for" "$T/want"
	grep -P '^[a-z]+\td\t' "$T/out" >"$T/have"
	same "$T/want" "$T/have"
	[ "$(grep -c '^report' "$T/out")" -eq 1 ] || fail "the other document has its report"
}

@test "gx-segment: a table that does not fit passes as its lines" {
	for ((i = 0; i < 1000; i++)); do
		printf '|第%d项|%d|\n' "$i" "$((i % 50))"
	done >"$T/1000"
	for ((i = 0; i < 160; i++)); do
		sed "s/第/第$i./" "$T/1000"
	done >"$T/doc"
	"$B/gx-decode" -q "$T/doc" >"$T/in"
	go "$B/gx-segment" -q "$T/in"
	expect 0
	grep -q "${TAB}page-limit$TAB" "$T/out" || fail "no limit"
	grep -v -e '^#' -e '^warn' -e '^eof' "$T/in" >"$T/want"
	grep -v -e '^#' -e '^warn' -e '^eof' "$T/out" >"$T/have"
	same "$T/want" "$T/have"
}
