#!/usr/bin/env bats
# memory: what the sanitizers do not see: bytes that were never written.
# normal build only
# shellcheck disable=SC2034 # context

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
