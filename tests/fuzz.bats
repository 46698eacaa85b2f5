#!/usr/bin/env bats
# fuzz: what make fuzz has found is read without a crash, as whole records.
# shellcheck disable=SC2034 # context

load helper

# through KIND COMMAND: every input of the kind.  Exit 2 is for the number of
# another version.  What is written must be whole records in any case.
through() {
	local file name=${2%% *} typed
	for file in "$ROOT/tests/fuzz/corpus/$1"/*; do
		context="$2 <$file"
		# shellcheck disable=SC2086 # a command and its options
		go "$B"/$2 <"$file"
		case $status in
		0) typed= ;;
		3) typed=u ;;
		2) typed=u; grep -q 'records/.* not supported$' "$T/err" ||
			fail "exit 2" ;;
		*) fail "exit $status" ;;
		esac
		[ "$name" != gx-csv ] || continue
		cp "$T/out" "$T/records"
		go "$B/tests/pass" -q$typed <"$T/records"
		expect 0
	done
}

@test "every kind has inputs, and there are not too many" {
	local kind
	while IFS=$TAB read -r kind _; do
		[ -n "$(ls "$ROOT/tests/fuzz/corpus/$kind")" ] || fail "$kind: none"
	done < <(kinds)
	[ "$(cat "$ROOT"/tests/fuzz/corpus/*/* | wc -c)" -lt 300000 ]
}

kinds() {
	grep -v -e '^#' -e "^kind$TAB" "$ROOT/tests/fuzz/kinds.tsv"
}

@test "gx-decode" {
	local kind command
	while IFS=$TAB read -r kind command; do
		case $command in gx-decode*) through "$kind" "$command" ;; esac
	done < <(kinds)
}

@test "the reader of records" {
	local kind command
	while IFS=$TAB read -r kind command; do
		case $command in tests/pass*) through "$kind" "$command" ;; esac
	done < <(kinds)
}

@test "the filters of a stream" {
	local kind command
	while IFS=$TAB read -r kind command; do
		case $command in
		gx-decode* | tests/pass*) ;;
		*) through "$kind" "$command" ;;
		esac
	done < <(kinds)
}
