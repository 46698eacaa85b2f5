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
	for f in $(filters); do
		context="$f:"
		go valgrind -q --suppressions="$ROOT/tests/valgrind.supp" --error-exitcode=9 --log-file="$T/valgrind" \
		    "$(path "$f")" -q "$S/$f.in"
		[ "$status" -eq 0 ] || { cat "$T/valgrind"; fail "exit $status"; }
		[ ! -s "$T/valgrind" ] || { cat "$T/valgrind"; fail "see above"; }
	done
}
