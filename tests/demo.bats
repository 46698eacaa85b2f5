#!/usr/bin/env bats
# demo: what the demo says is true.
# normal build only

load helper

@test "the demo runs over the examples and names what it made" {
	local f n=0
	for f in "$ROOT"/examples/*; do
		case $f in
		*/demo | *.csv | *.md) ;;
		*) n=$((n + 1)) ;;
		esac
	done
	[ "$n" -gt 0 ] || skip "there are no examples yet"
	go "$ROOT/examples/demo" "$B"
	expect 0
	grep -qx "$n documents, [1-9][0-9]* reports, [1-9][0-9]* facts" "$T/out"
	grep -qE '^[0-9]+ checks: [0-9]+ passed, [0-9]+ failed, [0-9]+ could not be made$' "$T/out"
	[ "$(wc -l <"$B/demo/panel.csv")" -gt 1 ]
	go "$B/tests/pass" -q "$B/demo/checked.gx"
	expect 0
}
