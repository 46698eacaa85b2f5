#!/usr/bin/env bats
# mutation: a table that has lost a cell, a row, its header or its end, or whose
# columns stand in another order, gives fewer numbers but never a wrong one.
#
# Two columns may swap with their headers: then the table says the same as
# before, and must be read so or not at all.  When only numbers swap, the page
# says something else, and what it says is reported: no reader can know better
# from the row alone.  But where a sum of the form then fails, gx-check has to
# say so; where most totals of a table fail, it is not read at all, because its header
# may be of other columns.

load helper

# read_pages ARG ...: the pages of tests/mutate, extracted into $T/facts.gx.
read_pages() {
	"$ROOT/tests/mutate" "$@"
	"$B/gx-decode" -q --files0-from "$T/pages/list" | "$B/gx-segment" -q |
		"$B/gx-extract" -q >"$T/facts.gx"
}

judge() {
	"$ROOT/tests/mutate" -j "$T/pages" <"$T/facts.gx" >"$T/out"
}

# read_right TEXT KIND PAGES NUMBERS: so many pages, and so many numbers right at
# least.
read_right() {
	awk -F '\t' -v text="$1" -v kind="$2" -v pages="$3" -v least="$4" '
	    $1 == text && $2 == kind && $3 == pages && $4 >= least { ok = 1 }
	    END { exit !ok }' "$T/out" || fail "$(cat "$T/out")
	want $1 $2: $3 pages, $4 numbers"
}

@test "no number of a damaged table is read wrong" {
	read_pages "$T/pages" html F1 F3 F4 F6
	judge
	if grep '^wrong' "$T/out"; then
		fail "is read, and is not what the table says there"
	fi
	# A reader of nothing makes no mistake either.
	read_right html none 13 1198
	read_right html cell 1164 114500
	read_right html row 305 22000
	read_right html swap 167 13400
	read_right html cut 246 9500
	read_right html end 248 9600
	read_right F1 cell 246 26400
	read_right F3 cell 246 24000
	read_right F4 cell 246 26100
	read_right F6 cell 246 26400
}

@test "numbers that have swapped are reported as printed, and their sums fail, or are unread" {
	read_pages -n "$T/pages" html
	"$B/gx-check" -q "$T/facts.gx" | awk -F '\t' '
	    $1 == "doc" { page = $4; pages++ }
	    $1 == "check" && $7 == "fail" && !(page in seen) {
	        seen[page]; failed++ }
	    $1 == "warn" && /many totals are wrong/ && !(page in seen) {
	        seen[page]; unread++ }
	    END { print pages, failed, unread }' >"$T/out"
	[ "$(cat "$T/out")" = '1369 1354 15' ] ||
		fail "pages, failed, unread: $(cat "$T/out")"
}

@test "the judge sees what is wrong" {
	"$ROOT/tests/mutate" "$T/pages" F6
	find "$T/pages/pages" -name '2021.req.F6.none.txt' -exec \
	    "$B/gx-decode" -q {} + | "$B/gx-segment" -q | "$B/gx-extract" -q |
		awk 'BEGIN { FS = OFS = "\t" }
		    $5 == "req.new.nat" { $6 = 1 } { print }' >"$T/facts.gx"
	judge
	grep -qE "^wrong${TAB}2021.req.F6.none${TAB}req.new.nat${TAB}1${TAB}" "$T/out"
	grep -qx "F6${TAB}none${TAB}1${TAB}174${TAB}1" "$T/out"
}
