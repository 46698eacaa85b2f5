#!/usr/bin/env bats
# stream: the laws of the records: what every filter does with every stream.
# shellcheck disable=SC2016,SC2034,SC1003 # awk programs; context; \\'

load helper

setup_file() {
	load helper
	samples
}

# A stream typed by a person, of 4 records.
small() {
	printf '#gx\t1\tme\t1\t0000000000000000\n'
	printf 'doc\td1\t0\tx\t0\t\ttext/plain\tUTF-8\tbytes\t9\t\n'
	printf 'text\td1\t1\t\t1\t0\t\t一\\t二\n'
	printf 'future\td1\t1\t\\q \\\n'
	printf 'end\td1\t0\t1\t0\tok\n'
	printf 'eof\t-\t0\tme\t1\t4\n'
}

records() { # FILE ...: without the frames
	grep -hv -e '^#' -e "^eof$TAB" "$@" || true
}

@test "every prefix of a stream is an error, and no half record comes out" {
	local size k
	small >"$T/whole"
	size=$(wc -c <"$T/whole")
	[ "$size" -gt 140 ]
	go "$B/tests/pass" <"$T/whole"
	expect 0
	cp "$T/out" "$T/want"
	for ((k = 0; k < size; k++)); do
		head -c "$k" "$T/whole" >"$T/cut"
		context="cut at $k:"
		go "$B/tests/pass" <"$T/cut"
		expect 3 'pass: (no eof record: the filter before failed.*|\(stdin\): line [0-9]: (missing newline.*|.* fields, want .*|invalid UTF-8.*))'
		cmp -n "$(wc -c <"$T/out")" "$T/out" "$T/want"
		[ ! -s "$T/out" ] || [ -z "$(tail -c 1 "$T/out")" ]
	done
}

@test "a cut stream is an error to every filter" {
	local f size step k
	for f in $(streams); do
		size=$(wc -c <"$S/$f.in")
		step=$((size / 40 + 1))
		for ((k = 1; k < size; k += step)); do
			context="$f: cut at $k:"
			head -c "$k" "$S/$f.in" >"$T/cut"
			go "$(path "$f")" -q <"$T/cut"
			[ "$status" -eq 3 ] || fail "exit $status, want 3"
			cmp -n "$(wc -c <"$T/out")" "$T/out" "$S/$f.out"
			[ ! -s "$T/out" ] || [ -z "$(tail -c 1 "$T/out")" ] ||
				fail "half a record"
		done
	done
}

@test "the sizes of the reads do not matter" {
	local f size
	for f in $(filters); do
		for size in 1 7 4096 0; do
			context="$f: reads of $size:"
			go "$B/tests/dribble" $size "$(path "$f")" -q <"$S/$f.in"
			expect 0
			same "$S/$f.out" "$T/out"
		done
		context="$f: random reads:"
		go "$B/tests/dribble" 0 "$(path "$f")" -q <"$S/$f.big"
		expect 0
		same "$S/$f.bigout" "$T/out"
	done
}

@test "from a pipe, from a file, or as -: the same" {
	local f
	for f in $(streams); do
		context="$f:"
		go "$(path "$f")" -q "$S/$f.in"
		expect 0
		same "$S/$f.out" "$T/out"
		go "$(path "$f")" -q -- - <"$S/$f.in"
		expect 0
		same "$S/$f.out" "$T/out"
	done
}

# A second document with another id, and its stream for filter $1.
other() {
	local id
	id=$(awk -F '\t' '$1 == "doc" { print $2; exit }' "$S/$1.in")
	sed "s/$id/fedcba9876543210/g" "$S/$1.in"
}

@test "records of a and b together are those of a and those of b" {
	local f
	for f in $(streams | grep -v -e gx-check -e gx-csv); do
		context="$f:"
		other "$f" >"$T/b"
		"$(path "$f")" -q "$T/b" >"$T/b.out"
		records "$S/$f.out" "$T/b.out" >"$T/want"
		go "$(path "$f")" -q "$S/$f.in" "$T/b"
		expect 0
		cp "$T/out" "$T/two"
		records "$T/out" >"$T/have"
		same "$T/want" "$T/have"
		go bash -c 'cat "$2" "$3" | "$1" -q' - "$(path "$f")" "$S/$f.in" "$T/b"
		expect 0
		same "$T/two" "$T/out"
		[ "$(grep -c "^#gx" "$T/out")" -eq 1 ]
		[ "$(grep -c "^eof$TAB" "$T/out")" -eq 1 ]
	done
}

@test "what a filter wrote counts right: pass takes it as it is" {
	local f
	for f in $(filters | grep -v gx-csv); do
		context="$f:"
		go "$B/tests/pass" -q <"$S/$f.bigout"
		expect 0
		records "$S/$f.bigout" >"$T/want"
		records "$T/out" >"$T/have"
		same "$T/want" "$T/have"
	done
}

@test "no output has a raw CR, NEL, LS or PS, or a NUL" {
	local f
	for f in $(filters); do
		! grep -qP '\r|\x00|\xC2\x85|\xE2\x80[\xA8\xA9]' "$S/$f.bigout" ||
			fail "$f"
	done
}

@test "the chain of filters stays visible, each once" {
	local f
	for f in $(streams | grep -v gx-csv); do
		context="$f:"
		{ small | sed "1a #by${TAB}1${TAB}first${TAB}1${TAB}ff"
		  small | sed "1a #by${TAB}1${TAB}first${TAB}1${TAB}ff" |
			sed 's/d1/d2/'; } >"$T/in"
		go "$(path "$f")" -q <"$T/in"
		expect 0
		[ "$(head -n 1 "$T/out" | cut -f 1-3)" = "#gx${TAB}1${TAB}$f" ] ||
			fail "the first line is not its own"
		grep '^#by' "$T/out" >"$T/have"
		printf '#by\t1\tme\t1\t0000000000000000\n#by\t1\tfirst\t1\tff\n' >"$T/want"
		same "$T/want" "$T/have"
	done
}

@test "the rules are named in the first line by 16 digits" {
	local f
	for f in $(filters | grep -v gx-csv); do
		head -n 1 "$S/$f.out" |
			grep -qxE "#gx${TAB}1${TAB}$f${TAB}[^$TAB]+${TAB}[0-9a-f]{16}" ||
			fail "$f: $(head -n 1 "$S/$f.out")"
	done
}

@test "a type that is not known passes untouched" {
	local f
	for f in $(streams | grep -v gx-csv); do
		context="$f:"
		go "$(path "$f")" -q < <(small)
		expect 0
		grep -qx 'future	d1	1	\\q \\' "$T/out" || fail "future is not there"
	done
}

@test "fields beyond those that are known are kept" {
	small | sed "s/^\(text.*\)$/\1${TAB}more\\\\t${TAB}/" >"$T/in"
	go "$B/tests/pass" -q <"$T/in"
	expect 0
	records "$T/in" >"$T/want"
	records "$T/out" >"$T/have"
	same "$T/want" "$T/have"
	local f
	for f in $(streams); do
		context="$f:"
		go "$(path "$f")" -q <"$T/in"
		expect 0
	done
}

@test "every type and field comes back as it was" {
	local version
	version=$("$B/tests/pass" -V)
	LC_ALL=C awk -v program=unit -v version="$version" \
	    -f "$ROOT/tests/nasty.awk" "$ROOT/lib/rec.def" >"$T/nasty"
	[ "$(wc -l <"$T/nasty")" -gt 14 ]
	go "$B/tests/unit" records
	expect 0
	same "$T/nasty" "$T/out"
	go "$B/tests/pass" -q <"$T/nasty"
	expect 0
	records "$T/nasty" >"$T/want"
	records "$T/out" >"$T/have"
	same "$T/want" "$T/have"
	go "$B/tests/unit" fields <"$T/nasty"
	expect 0
	grep -qx '[0-9]* types, [0-9]* fields, 0 wrong' "$T/out"
}

@test "-u takes what grep, sort and a person leave" {
	local f
	for f in $(streams); do
		context="$f:"
		typed >"$T/in"
		go "$(path "$f")" -qu <"$T/in"
		expect 0
		grep -E "^(text|fact|report)$TAB" "$S/$f.in" >"$T/in" || continue
		go "$(path "$f")" -qu <"$T/in"
		expect 0
		sort "$S/$f.in" >"$T/in" # eof, #gx and doc where they fall
		go "$(path "$f")" -qu <"$T/in"
		expect 0
		go "$(path "$f")" -qu </dev/null
		expect 0
	done
	small | grep -v -e '^eof' -e '^doc' >"$T/in"
	go "$B/tests/pass" -qu <"$T/in"
	expect 0
	records "$T/in" >"$T/want"
	records "$T/out" >"$T/have"
	same "$T/want" "$T/have"
}

# wrong WANT-CODE REGEX NAME: the stream on standard input, whose first
# records are those of small, is refused in the named way.
refused() {
	cat >"$T/in"
	local f
	for f in $(streams); do
		context="$f:"
		go "$(path "$f")" -q "${@:3}" <"$T/in"
		expect "$1" "$f: $2"
		[ ! -s "$T/out" ] || [ -z "$(tail -c 1 "$T/out")" ] ||
			fail "half a record"
	done
	# pass keeps exactly the records before the place
	go "$B/tests/pass" -q "${@:3}" <"$T/in"
	local line
	line=$(grep -oE 'line [0-9]+' "$T/err" | head -n 1)
	[ -n "$line" ] || return 0
	head -n $((${line#line } - 1)) "$T/in" >"$T/before"
	records "$T/before" >"$T/want"
	records "$T/out" >"$T/have"
	same "$T/want" "$T/have"
}

@test "too few fields: the line, and how many are wanted" {
	small | sed 's/^text.*/text\td1\t1/' |
		refused 3 '\(stdin\): line 3: 3 fields, want 8'
	small | sed 's/^text.*/text/' |
		refused 3 '\(stdin\): line 3: 1 fields, want 8'
	small | sed 's/^end.*/end\td1\t0/' |
		refused 3 '\(stdin\): line 5: 3 fields, want 6' -u
}

@test "a line that is no record: every type has document and line" {
	small | sed 's/^future.*/future/' |
		refused 3 '\(stdin\): line 4: 1 fields, want 3' -u
	small | sed 's/^future.*/future\td1/' |
		refused 3 '\(stdin\): line 4: 2 fields, want 3'
	small | sed 's/^future.*//' |
		refused 3 '\(stdin\): line 4: 1 fields, want 3'
	refused 3 '\(stdin\): line 1: 1 fields, want 3' -u <"$ROOT/LICENSE"
}

@test "bad escapes" {
	small | sed 's/一/\\q/' | refused 3 '\(stdin\): line 3: bad escape'
	small | sed 's/二/\\/' | refused 3 '\(stdin\): line 3: bad escape'
	small | sed 's/一/\\q/' | refused 3 '\(stdin\): line 3: bad escape' -u
	small | sed 's/^doc\td1/doc\td\\/' | refused 3 '\(stdin\): line 2: bad escape'
}

@test "invalid UTF-8: the line and the byte" {
	small | LC_ALL=C sed 's/一/\xC0\xAF/' |
		refused 3 '\(stdin\): line 3: invalid UTF-8 at byte 17'
	small | LC_ALL=C sed 's/一/\xED\xA0\x80/' |
		refused 3 '\(stdin\): line 3: invalid UTF-8 at byte 17'
	small | LC_ALL=C sed 's/一/\xF4\x90\x80\x80/' |
		refused 3 '\(stdin\): line 3: invalid UTF-8 at byte 17'
	small | LC_ALL=C sed 's/future/f\xE5\xB9/' |
		refused 3 '\(stdin\): line 4: invalid UTF-8 at byte 2' -u
	head -c 3000 "$B/tests/pass" |
		refused 3 '\(stdin\): line 1: (invalid UTF-8 at byte [0-9]+|NUL at byte [0-9]+|missing newline.*)' -u
}

@test "a NUL in a stream is refused" {
	small | LC_ALL=C sed 's/一/\x00/' |
		refused 3 '\(stdin\): line 3: NUL at byte 17'
}

@test "CR before LF is dropped with one message, CR elsewhere is escaped" {
	small | sed 's/$/\r/' >"$T/in"
	go "$B/tests/pass" -q <"$T/in"
	expect 0 'pass: \(stdin\): line 1: CR before LF dropped, here and from now on'
	[ "$(wc -l <"$T/err")" -eq 1 ]
	cp "$T/out" "$T/have"
	go "$B/tests/pass" -q < <(small)
	same "$T/out" "$T/have"
	small | sed 's/一/\r/' >"$T/in"
	go "$B/tests/pass" -q <"$T/in"
	expect 0
	grep -qx "text${TAB}d1${TAB}1$TAB${TAB}1${TAB}0$TAB$TAB\\\\r\\\\t二" "$T/out"
}

@test "fields that were cut, moved or set are written as they are now" {
	local row="row${TAB}d1${TAB}1${TAB}${TAB}1${TAB}0"
	{
		small | head -n 4
		printf '%s\t\t1\t1\thtml\t-\ta|b\tc\n' "$row"
		printf '%s\t\t1\t2\thtml\t-\ta|\\t\tc\n' "$row"
		printf 'eof\t-\t0\tme\t1\t5\n'
	} >"$T/in"
	go "$B/tests/unit" moved <"$T/in"
	expect 0
	{
		small | sed -n '2,4{p;p}'
		printf '%s\t\\\\\t1\t1\thtml\t-\ta\tb\tc\n' "$row" "$row"
		printf '%s\t\\\\\t1\t2\thtml\t-\ta\t\\t\tc\n' "$row" "$row"
	} >"$T/want"
	records "$T/out" >"$T/have"
	same "$T/have" "$T/want"
}

# big N: the small stream with a text of N bytes more in line 3, and a further
# record behind it.
big() {
	small | LC_ALL=C awk -F '\t' -v OFS='\t' -v n="$1" '
	NR == 3 {
		s = "0123456789abcdef"
		while (length(s) < n)
			s = s s
		print
		$8 = substr(s, 1, n)
	}
	$1 == "eof" { $6 = 5 }
	{ print }'
}

@test "a line of more than 8 MiB is dropped with a warning, the next is intact" {
	big 9437184 >"$T/in"
	go "$B/tests/pass" <"$T/in"
	expect 0 'pass: 1 documents, 1 warnings, 0 refused'
	records "$T/in" | sed 3d >"$T/want"
	sed -i "2a warn${TAB}d1${TAB}0$TAB${TAB}pass${TAB}record-limit${TAB}line 4: record too long" "$T/want"
	records "$T/out" >"$T/have"
	same "$T/want" "$T/have"
}

@test "the limit is 8 MiB exactly" {
	local head
	head=$(printf 'text\td1\t1\t\t1\t0\t\t' | wc -c)
	big $((8 * 1024 * 1024 - head)) >"$T/in"
	go "$B/tests/pass" -q <"$T/in"
	expect 0
	records "$T/in" >"$T/want"
	records "$T/out" >"$T/have"
	same "$T/want" "$T/have"
	big $((8 * 1024 * 1024 - head + 1)) >"$T/in"
	go "$B/tests/pass" -q <"$T/in"
	expect 0
	grep -q "${TAB}record-limit$TAB" "$T/out"
}

@test "a line within the limit never becomes one beyond it" {
	# 7 MiB of escapes stay escapes
	small | LC_ALL=C awk -F '\t' -v OFS='\t' '
	NR == 3 {
		s = "\\\\\\t\\n"
		while (length(s) < 4000000)
			s = s s
		$8 = s
	}
	{ print }' >"$T/in"
	go "$B/tests/pass" -q <"$T/in"
	expect 0
	records "$T/in" >"$T/want"
	records "$T/out" >"$T/have"
	same "$T/want" "$T/have"
}

@test "a line beyond the limit without LF is a truncated stream" {
	{ small | head -n 3; head -c 9000000 /dev/zero | tr '\0' x; } >"$T/in"
	local f
	for f in $(streams); do
		context="$f:"
		go "$(path "$f")" -q <"$T/in"
		expect 3 "$f: \(stdin\): line 4: missing newline \(truncated stream\?\)"
		go "$(path "$f")" -qu <"$T/in"
		expect 3 "$f: \(stdin\): line 4: missing newline \(truncated stream\?\)"
	done
}

@test "another major version of the records" {
	small | sed '1s/\t1/\t2/' | refused 2 '\(stdin\): line 1: records/2 not supported'
	small | sed '1s/\t1/\t2/' | refused 2 '\(stdin\): line 1: records/2 not supported' -u
	small | sed '1s/\t.*//' | refused 2 '\(stdin\): line 1: records/ not supported'
}

@test "eof counts that are wrong" {
	small | sed 's/^eof.*/eof\t-\t0\tme\t1\t3/' |
		refused 3 '\(stdin\): line 6: eof record: the counts are not those of the stream'
	small | sed 's/^eof.*/eof\t-\t0\tme\t2\t4/' |
		refused 3 '\(stdin\): line 6: eof record: the counts are not those of the stream'
	small | sed 's/^eof.*/eof\t-\t0\tme\tx\t4/' |
		refused 3 '\(stdin\): line 6: docs: x: not a number'
	small | sed '3d' |
		refused 3 '\(stdin\): line 5: eof record: the counts are not those of the stream'
	small | sed 's/^eof.*/eof\t-\t0\tme\t9\t9/' >"$T/in"
	go "$B/tests/pass" -qu <"$T/in" # -u: counts do not matter
	expect 0
	grep -qx "eof${TAB}-${TAB}0${TAB}pass${TAB}1${TAB}4" "$T/out"
}

@test "a record after eof, #gx inside a stream" {
	{ small; printf 'text\td1\t1\t\t1\t0\t\tx\n'; } |
		refused 3 '\(stdin\): line 7: a record after eof'
	{ small; small | tail -n 1; } | refused 3 '\(stdin\): line 7: a record after eof'
	{ small | head -n 3; small; } |
		refused 3 '\(stdin\): line 4: #gx inside a stream: no eof record before it'
	{ small; big 9437184 | sed -n 4p; } |
		refused 3 '\(stdin\): line 7: a record after eof'
}

@test "an unfinished file is not finished by the next one" {
	small | head -n 3 >"$T/a"
	small >"$T/b"
	go "$B/tests/pass" -q "$T/a" "$T/b"
	expect 3 "pass: [^ ]*/b: line 1: #gx inside a stream: no eof record before it"
	go "$B/tests/pass" -q "$T/b" "$T/a"
	expect 3 'pass: no eof record: the filter before failed.*'
	: >"$T/empty"
	go "$B/tests/pass" -q "$T/b" "$T/empty" "$T/b"
	expect 0
}

@test "comments are dropped wherever they stand" {
	{ small | sed '3i # a comment\n#\n#x' | sed '$d'
	  printf '#'; head -c 9000000 /dev/zero | tr '\0' x; echo
	  small | tail -n 1; } >"$T/in"
	go "$B/tests/pass" -q <"$T/in"
	expect 0
	cp "$T/out" "$T/have"
	go "$B/tests/pass" -q < <(small)
	same "$T/out" "$T/have"
}

@test "many fields, many records" {
	{ printf '#gx\t1\tme\t1\t0\nrow\td\t1\t\t1\t0\t\t1\t1\ttab\t-'
	  awk 'BEGIN { for (i = 0; i < 100000; i++) printf "\t%d", i; print "" }'
	  printf 'eof\t-\t0\tme\t0\t1\n'; } >"$T/in"
	go "$B/tests/pass" -q <"$T/in"
	expect 0
	records "$T/in" >"$T/want"
	records "$T/out" >"$T/have"
	same "$T/want" "$T/have"
}

@test "help and version answer on standard output, and are checked" {
	local f
	for f in $(filters); do
		context="$f:"
		go "$(path "$f")" --help
		expect 0
		grep -q "^$f " "$T/out" || fail "no usage"
		cp "$T/out" "$T/help"
		go "$(path "$f")" -h
		same "$T/help" "$T/out"
		go "$(path "$f")" --version
		expect 0
		[ "$(wc -l <"$T/out")" -eq 1 ]
		status=0
		"$(path "$f")" -h >/dev/full 2>"$T/err" || status=$?
		expect 3 "$f: write error: No space left on device"
	done
}

@test "the same bytes every time" {
	local f
	for f in $(filters); do
		context="$f:"
		go env TZ=America/New_York TERM=dumb HOME=/nonexistent \
		    "$(path "$f")" -q <"$S/$f.big"
		expect 0
		same "$S/$f.bigout" "$T/out"
	done
}
