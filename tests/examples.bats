#!/usr/bin/env bats
# examples: the reports of examples/ give the tables that lie beside them, the
# same from files and from a pipe, in one process and in many, in any locale.

load helper

setup() { cd "$ROOT" || return; }

pipeline() { # FILE ...
	"$B/gx-decode" -q "$@" | "$B/gx-segment" -q | "$B/gx-extract" -q |
	    "$B/gx-check" -q
}

@test "examples: each gives the table beside it" {
	local file n=0
	for file in examples/*.txt examples/*.html; do
		pipeline "$file" | "$B/gx-csv" -t long >"$T/out"
		same "${file%.*}.csv" "$T/out"
		n=$((n + 1))
	done
	[ "$n" -eq 3 ]
}

@test "examples: the planted wrong total fails, and nothing else" {
	pipeline examples/*.txt examples/*.html | grep -P '^check' |
	    awk -F '\t' '$7 == "fail" { print $5, $8, $9, $10, $11 }' >"$T/out"
	printf '%s\n' 'done19.tot 17 = 16 1' 'row.unable.nohold 3 = 4 -1' |
	    diff - "$T/out"
}

@test "examples: from a pipe, one by one, and concatenated: the same records" {
	local file
	pipeline examples/*.txt examples/*.html | grep -v '^#' >"$T/want"
	for file in examples/*.txt examples/*.html; do
		# shellcheck disable=SC2002 # a pipe is what is tried
		cat "$file" | "$B/gx-decode" -q --source "$file"
	done | "$B/gx-segment" -q >"$T/segmented"
	"$B/gx-extract" -q "$T/segmented" | "$B/gx-check" -q | grep -v '^#' >"$T/got"
	same "$T/want" "$T/got"
	awk -v f="$T/part" '{ print >(f n + 0) } /^eof/ { n++ }' "$T/segmented"
	"$B/gx-extract" -q "$T"/part* | "$B/gx-check" -q | grep -v '^#' >"$T/got"
	same "$T/want" "$T/got"
}

@test "examples: the demo ends with a summary that is true" {
	go examples/demo "$B"
	expect 0
	grep -qx '3 documents, 3 reports, [0-9]* facts' "$T/out" || fail "no summary"
	grep -q '2 failed' "$T/out" || fail "no checks"
}
