#!/usr/bin/env bats
# readme: the pipeline of README.md gives what it shows there.

load helper

@test "readme: the commands give the output that is shown" {
	local commands=0
	cd "$ROOT"
	# A command begins with "    $ " and may go on after a | at its end.
	awk -v cmd="$T/cmd" -v want="$T/want" '
	/^    \$ / { n++; file = cmd n; sub(/^    \$ /, ""); print >file
		more = /\|$/; printf "" >(want n); next }
	more { sub(/^ */, ""); print >file; more = /\|$/; next }
	/^    / && n { sub(/^    /, ""); print >(want n); next }
	/^[^ ]/ { if (n) exit }' README.md
	export PATH=$B:$PATH
	cp -R examples "$T"
	cd "$T"
	while [ -e "$T/cmd$((commands + 1))" ]; do
		commands=$((commands + 1))
		bash -o pipefail "$T/cmd$commands" 2>"$T/err" |
		    sed 's/\t/  /g' >"$T/got"
		same "$T/want$commands" "$T/got"
	done
	[ "$commands" -eq 6 ]
}
