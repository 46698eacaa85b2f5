#!/usr/bin/env bats
# cases: an input and what must come of it, named by filter and behaviour.
#
# NAME.in is a page: it goes through the filters up to the one that the name
# begins with.  NAME.rec is a hand-made stream for that filter alone (-u).
# NAME.out is what comes out, without the lines that begin with # (programs,
# versions, hashes).  ACCEPT=1 bats tests/cases.bats writes NAME.out anew: read
# the difference before it is committed.

load helper

through() { # FILTER FILE
	# shellcheck disable=SC2094 # page is a name
	"$B/gx-decode" -q --source page <"$2" >"$T/1"
	set -- "$1" "$T/1" segment extract check
	while [ $# -gt 2 ]; do
		"$B/gx-$3" -q "$2" >"$T/$3"
		[ "$1" != "$3" ] || break
		set -- "$1" "$T/$3" "${@:4}"
	done
	cat "$T/$1"
}

case_of() { # NAME
	local name=$1 filter=${1%%-*} options=
	local dir=$ROOT/tests/cases
	[ "$filter" != csv ] ||
		options="-Qi n.open.year,n.req.recv,n.req.done,req.new.tot -t ${name#csv-}"
	if [ -e "$dir/$name.in" ]; then
		through "$filter" "$dir/$name.in"
	else
		# shellcheck disable=SC2086 # words
		"$B/gx-$filter" -qu $options "$dir/$name.rec"
	fi | grep -v '^#' >"$T/got"
	[ -z "${ACCEPT:-}" ] || cp "$T/got" "$dir/$name.out"
	diff -u "$dir/$name.out" "$T/got"
}

@test "every case gives what it must" {
	local file name failed=0
	for file in "$ROOT"/tests/cases/*.in "$ROOT"/tests/cases/*.rec; do
		name=$(basename "${file%.*}")
		case_of "$name" || { echo "failed: $name"; failed=1; }
	done
	[ "$failed" -eq 0 ]
}

@test "no case is without its output, and no output without its case" {
	local file
	for file in "$ROOT"/tests/cases/*; do
		case $file in
		*.out) [ -e "${file%.out}.in" ] || [ -e "${file%.out}.rec" ] ;;
		*) [ -e "${file%.*}.out" ] ;;
		esac || { echo "alone: $file"; false; }
	done
}
