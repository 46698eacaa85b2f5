#!/usr/bin/env bats
# unit: the pure modules of the library, and the loading of tables.

load helper

table() { # COLUMNS, the table as a format of printf
	# shellcheck disable=SC2059
	printf "$2" >"$T/t.tsv"
	go "$B/tests/unit" table "$T" t.tsv "$1"
}

wrong() { # REGEX behind the path
	expect 2 "unit: $T/t.tsv:$1"
}

@test "decimals, characters, strings and hashes" {
	go "$B/tests/unit" check
	[ "$status" -eq 0 ] || { cat "$T/out"; fail "see above"; }
}

@test "a table: columns by name, further columns, comments, empty cells" {
	table 'b a' 'a\tmore\tb\n# comment\n\n1\tx\t一\n\t\t\n#2\ty\t# \n'
	expect 0
	head -n -1 "$T/out" >"$T/have"
	printf '4: [一] [1]\n5: [] []\n6: [# ] [#2]\n' >"$T/want"
	same "$T/want" "$T/have"
	tail -n 1 "$T/out" | grep -qxE '[0-9a-f]{16}'
}

@test "a table without LF at its end is read to its end" {
	table 'a b' 'a\tb\n1\t2'
	expect 0
	[ "$(head -n 1 "$T/out")" = "2: [1] [2]" ]
}

@test "the hash of the tables depends on their bytes" {
	local one
	table a 'a\n1\n'
	one=$(tail -n 1 "$T/out")
	table a 'a\n2\n'
	[ "$one" != "$(tail -n 1 "$T/out")" ]
	table a 'a\n1\n'
	[ "$one" = "$(tail -n 1 "$T/out")" ]
}

@test "wrong tables: path, line and why" {
	table 'a c' 'a\tb\n1\t2\n'
	wrong '1: no column c'
	table 'a c' '# about\n\na\tb\n1\t2\n'
	wrong '3: no column c'
	table 'a b' 'a\tb\n1\t2\n1\n'
	wrong '3: 1 columns, want 2'
	table 'a b' 'a\tb\n1\t2\t3\n'
	wrong '2: 3 columns, want 2'
	table 'a b' 'a\tb\n1\t\xE5\xB9\n'
	wrong '2: invalid UTF-8'
	table 'a b' 'a\tb\r\n1\t2\r\n'
	wrong '1: CR at the end of the line'
	table 'a b' '\xEF\xBB\xBFa\tb\n1\t2\n'
	wrong '1: byte order mark'
	table 'a' 'a\ta\n1\t2\n'
	wrong '1: more than one column a'
	table a ''
	wrong '1: no header line'
	table a '# only\n'
	wrong '1: no header line'
	rm "$T/t.tsv"
	go "$B/tests/unit" table "$T" t.tsv a
	wrong ' No such file or directory'
	mkdir "$T/t.tsv"
	go "$B/tests/unit" table "$T" t.tsv a
	expect 3 "unit: $T/t.tsv: Is a directory"
}

@test "a table larger than its limit is refused, not cut" {
	{ echo a; head -c 67108864 /dev/zero | tr '\0' '\n'; } >"$T/t.tsv"
	go "$B/tests/unit" table "$T" t.tsv a
	expect 2 "unit: $T/t.tsv: larger than 67108864 bytes"
}

@test "messages cannot steer a terminal" {
	go "$B/tests/pass" "$T/$(printf 'a\033]0;x\007\n\302\205\377b年')"
	expect 3 'pass: [^ ]*/a\\x1B\]0;x\\x07\\x0A\\xC2\\x85\\xFFb年: No such file or directory'
	[ "$(wc -l <"$T/err")" -eq 1 ]
}

@test "a message as long as you like is one line" {
	go "$B/tests/pass" "$(head -c 60000 /dev/zero | tr '\0' '\1')"
	[ "$status" -eq 3 ]
	[ "$(wc -l <"$T/err")" -eq 1 ]
}
