#!/usr/bin/env bats
# faults: what can go wrong around a filter, and what must then happen; the
# table is faults.tsv.
# normal build only
# shellcheck disable=SC2016,SC2094,SC2034 # awk programs; strace -P; context

load helper

setup_file() {
	load helper
	samples
	if strace -o "$S/strace" -e inject=close:error=EIO:when=60000 true; then
		touch "$S/may_strace"
	fi
}

# Runs the rows of the table with this number, for every filter they name.
row() {
	local number who how code message kept f seen='' context
	while IFS=$TAB read -r number who how code message kept; do
		[ "$number" = "$1" ] || continue
		for f in $(filters); do
			concerns "$who" "$f" || continue
			seen=1
			context="$f: $how:"
			one "$f" "$how" "$code" "$message" "$kept"
		done
	done <"$ROOT/tests/faults.tsv"
	[ -n "$seen" ] || fail "no row $1"
}

concerns() { # WHO FILTER
	local word yes=''
	for word in $1; do
		case $word in
		all | "$2") yes=1 ;;
		streams) [ "$2" = gx-decode ] || yes=1 ;;
		"-$2") return 1 ;;
		esac
	done
	[ -n "$yes" ]
}

one() { # FILTER HOW EXIT MESSAGE KEPT
	local f=$1 how code=$3 message=${4//@/$1}
	local P IN BIG
	P=$(path "$f") IN=$S/$f.in BIG=$S/$f.big WANT=$S/$f.out
	rm -f "$T"/out "$T"/err
	read -ra how <<<"$2"
	"how_${how[0]}" "${how[@]:1}"
	case $code,$message in
	-,*) ;;
	*,-) [ "$status" -eq "$code" ] || fail "exit $status, want $code" ;;
	*,none) expect "$code" ;;
	*) expect "$code" "$message" ;;
	esac
	"kept_$5" "$f"
}

needs_strace() {
	[ -e "$S/may_strace" ] || skip "strace is not permitted here"
}

# How: each runs $P and leaves the exit code in $status; $WANT is the output
# to compare with.

how_small() { # FILE
	go "$P" <"$1"
}

how_unverified() { # FILE, or the name of a change
	case $1 in
	/*) go "$P" -u <"$1" ;;
	*) "change_$1" <"$IN" >"$T/in"
	   go "$P" -qu <"$T/in" ;;
	esac
}

how_changed() { # NAME of a change
	"change_$1" <"$IN" >"$T/in"
	go "$P" -q <"$T/in"
}

how_framed() {
	printf '#gx\t1\tgx-decode\t0\t0000000000000000\neof\t-\t0\tgx-decode\t0\t0\n' >"$T/in"
	go "$P" <"$T/in"
}

how_stdin_closed() {
	go "$P" <&-
}

how_stdin_folder() {
	go "$P" </tmp
}

how_file_missing() {
	by_name
	go "$P" -q "$IN" "$T/absent"
}

by_name() { # a document has the name of its file
	WANT=$T/by_name
	"$P" -q "$IN" >"$WANT"
}

# Root may read everything: there the kernel's answer is put in.
how_file_denied() {
	by_name
	cp "$IN" "$T/denied"
	if [ "$(id -u)" = 0 ]; then
		needs_strace
		go strace -o "$T/strace" -P "$T/denied" -e trace=openat,open \
		    -e inject=openat,open:error=EACCES "$P" -q "$IN" "$T/denied"
	else
		chmod 000 "$T/denied"
		go "$P" -q "$IN" "$T/denied"
	fi
	rm -f "$T/denied"
}

how_late_writer() {
	go "$B/tests/dribble" -n 512 "$P" -q <"$IN"
}

how_storm() {
	go "$B/tests/dribble" -s 64 "$P" -q <"$IN"
}

how_inject_read() { # ERROR:when=K
	needs_strace
	WANT=$S/$f.bigout
	go strace -o "$T/strace" -P "$BIG" -e trace=read \
	    -e inject=read:error="$1" "$P" -q <"$BIG"
	grep -q INJECTED "$T/strace" || fail "nothing was injected"
}

how_inject_write() { # ERROR:when=K
	needs_strace
	WANT=$S/$f.bigout
	go strace -o "$T/strace" -P "$T/out" -e trace=write,writev \
	    -e inject=write,writev:error="$1" "$P" -q <"$BIG"
	grep -q INJECTED "$T/strace" || fail "nothing was injected"
}

how_inject_close() { # ERROR
	needs_strace
	go strace -o "$T/strace" -P "$T/out" -e trace=close \
	    -e inject=close:error="$1" "$P" -q <"$IN"
}

how_full_device() { # in or big
	status=0
	"$P" -q <"$S/$f.$1" >/dev/full 2>"$T/err" || status=$?
}

how_full_disk() {
	mkdir -p "$T/disk"
	mount -t tmpfs -o size=16k none "$T/disk" 2>/dev/null ||
		skip "mounting a small tmpfs is not permitted here"
	WANT=$S/$f.bigout
	status=0
	"$P" -q <"$BIG" >"$T/disk/out" 2>"$T/err" || status=$?
	cp "$T/disk/out" "$T/out"
	umount "$T/disk"
}

how_file_limit() {
	WANT=$S/$f.bigout
	go bash -c 'trap "" XFSZ; ulimit -f 8; exec "$1" -q <"$2"' - "$P" "$BIG"
}

how_stdout_closed() {
	status=0
	"$P" -q <"$IN" >&- 2>"$T/err" || status=$?
}

# The operand gets the number of standard output when it is opened.
how_stdout_closed_file() {
	status=0
	"$P" -q "$IN" >&- 2>"$T/err" || status=$?
}

how_no_reader() { # default or ignore: the signal
	{
		status=0
		sleep 0.1
		env --"$1"-signal=PIPE "$P" -q <"$BIG" 2>"$T/err" || status=$?
		echo "$status" >"$T/status"
	} | true
	status=$(cat "$T/status")
}

how_malloc_sweep() { # once or on
	local n=1 on=''
	[ "$1" = once ] || on=1
	while :; do
		rm -f "$T/hit"
		status=0
		env LD_PRELOAD="$B/tests/failmalloc.so" FAILMALLOC_AT=$n \
		    GX_SANDBOX=off FAILMALLOC_HIT="$T/hit" ${on:+FAILMALLOC_ON=1} \
		    "$P" <"$IN" >"$T/out" 2>"$T/err" || status=$?
		[ -e "$T/hit" ] || break
		context="$f: allocation $n fails ($1):"
		malloc_failed
		n=$((n + 1 + n / 8))
	done
	[ "$n" -gt 1 ] || fail "nothing is allocated: the sweep is blind"
}

# One allocation has failed: exit 3 with the message, or 0 and a complete
# output (with a warn record, or because the C library did without).
malloc_failed() {
	case $status in
	0) grep -q "${TAB}oom$TAB" "$T/out" || same "$WANT" "$T/out" ;;
	*) expect 3 "$f: (.*: )?out of memory"
	   kept_prefix ;;
	esac
}

# 128 MiB of address space for a document of nearly 8 MiB.
how_small_memory() {
	if [ "$f" = gx-decode ]; then
		for ((i = 0; i < 40; i++)); do
			cat "$BIG"
		done | head -c 8000000 | iconv -c -f UTF-8 -t UTF-8 >"$T/in"
	else
		change_fat <"$IN" >"$T/in"
	fi
	"$P" -q <"$T/in" >"$T/want"
	go bash -c 'ulimit -v 131072; exec "$1" -q <"$2"' - "$P" "$T/in"
	same "$T/want" "$T/out"
}

# Half of the input arrives, then the signal.
how_killed() { # SIGNAL
	local child half
	WANT=$S/$f.bigout
	half=$(($(wc -c <"$BIG") / 2))
	rm -f "$T/fifo"
	mkfifo "$T/fifo"
	"$P" -q <"$T/fifo" >"$T/out" 2>"$T/err" &
	child=$!
	exec 9>"$T/fifo"
	head -c "$half" "$BIG" >&9
	sleep 0.1
	kill -"$1" "$child"
	status=0
	wait "$child" || status=$?
	exec 9>&-
}

how_locale() { # NAME
	locale_make "$1"
	WANT=$S/$f.out
	go env LOCPATH="$S/locales" LC_ALL="$1" TZ=Asia/Shanghai "$P" -q <"$IN"
}

# A locale that the system has not is made for the tests.
locale_make() {
	[ "$1" != C.UTF-8 ] || return 0
	[ -e "$S/locales/$1" ] && return
	mkdir -p "$S/locales"
	localedef -c -i "${1%%.*}" -f "${1#*.}" "$S/locales/$1" >/dev/null 2>&1
	[ -e "$S/locales/$1" ] || skip "localedef cannot make $1 here"
}

how_wrong_option() { # OPTION
	go "$P" "$1"
}

how_two_streams() {
	sed 's/'"$(first_doc)"'/fedcba9876543210/g' "$IN" >"$T/other"
	cat "$IN" "$T/other" >"$T/in"
	"$P" -q <"$T/other" >"$T/other.out"
	go "$P" -q <"$T/in"
}

first_doc() {
	awk -F '\t' '$1 == "doc" { print $2; exit }' "$IN"
}

# Changes to a stream: each reads one and writes what became of it.

middle() { # AWK-ACTION for the fifth record
	awk -F '\t' -v OFS='\t' '!/^#/ && ++n == 5 { '"$1"' } { print }'
}

change_no_newline() {
	head -c -1
}

change_few_fields() {
	middle '$0 = $1 OFS $2 OFS $3'
}

change_bad_escape() {
	middle '$NF = $NF "\\q"'
}

change_trailing_backslash() {
	middle '$NF = $NF "\\"'
}

change_crlf() {
	sed 's/$/\r/'
}

# The text grows to 9 MiB.
change_long_line() {
	LC_ALL=C awk -F '\t' -v OFS='\t' '
	{ print }
	!/^#/ && ++n == 5 {
		s = "0123456789abcdef"
		while (length(s) < 9 * 1024 * 1024)
			s = s s
		print "future", $2, $3, s
	}
	' | count
}

# The same with 7 MiB: within the limit.
change_fat() {
	LC_ALL=C awk -F '\t' -v OFS='\t' '
	!/^#/ && ++n == 5 {
		s = "0123456789abcd "
		while (length(s) < 3500000)
			s = s s
		print "text", $2, $3, "", 1, 0, "", substr(s, 1, 7000000)
	}
	{ print }
	' | count
}

# Corrects the eof record.
count() {
	awk -F '\t' -v OFS='\t' '
	$1 == "eof" { $6 = records; records = 0 }
	!/^#/ && $1 != "eof" { records++ }
	{ print }'
}

change_version_2() {
	sed "1s/^#gx${TAB}1/#gx${TAB}2/"
}

change_versions_1_and_2() {
	cat >"$T/1"
	cat "$T/1"
	change_version_2 <"$T/1"
}

change_no_frame() {
	grep -v -e '^#' -e "^eof$TAB"
}

# Kept: what standard output must be.

kept_-() {
	:
}

kept_nothing() { # besides the lines of a stream that has begun
	! grep -qv '^#' "$T/out" || fail "kept more than nothing"
}

kept_frame() {
	[ "$1" != gx-csv ] || return 0
	[ "$(cut -f 1 "$T/out" | sort | uniq | tr '\n' ' ')" = "#gx eof " ] ||
	[ "$(cut -f 1 "$T/out" | sort | uniq | tr '\n' ' ')" = "#by #gx eof " ] ||
		fail "want #gx and eof only"
	grep -qx "eof$TAB-${TAB}0$TAB$1${TAB}0${TAB}0" "$T/out" || fail "eof counts"
}

# What cannot be read is named in a warn, and no document comes of it.
kept_unreadable() {
	[ "$(cut -f 1 "$T/out" | tr '\n' ' ')" = "#gx warn eof " ] ||
		fail "want #gx, warn and eof only"
	grep -qE "^warn$TAB-${TAB}0$TAB$TAB$1${TAB}unreadable$TAB\(stdin\): [A-Z]" "$T/out" ||
		fail "want a warn unreadable"
}

kept_same() {
	same "$WANT" "$T/out"
}

kept_bytes() {
	cmp -n "$(wc -c <"$T/out")" "$T/out" "$WANT" ||
		fail "the output is not the beginning of $WANT"
}

kept_whole() {
	[ -s "$T/out" ] || return 0
	[ -z "$(tail -c 1 "$T/out")" ] || fail "half a record"
}

kept_prefix() {
	kept_bytes
	kept_whole
}

# The records before it; the #by lines of a frame that was cut off are not.
kept_prefix_no_frame() {
	grep -v '^#' "$T/out" >"$T/records" || return 0
	grep -v '^#' "$WANT" >"$T/want"
	cmp -n "$(wc -c <"$T/records")" "$T/records" "$T/want" ||
		fail "not the records before it"
	kept_whole
}

# The other files of gx-decode.
kept_others() {
	grep -v "^eof$TAB" "$WANT" >"$T/want"
	grep -v -e "^eof$TAB" -e "^warn$TAB" "$T/out" >"$T/have"
	same "$T/want" "$T/have"
	grep -q "^warn$TAB-${TAB}.*${TAB}unreadable$TAB.*/\(absent\|denied\): " "$T/out" ||
		fail "want a warn unreadable"
	tail -n 1 "$T/out" | grep -q "^eof$TAB"
}

# The filter after a killed one says so.
kept_cut() {
	kept_bytes
	[ "$1" != gx-csv ] || return 0
	cp "$T/out" "$T/half"
	go "$B/tests/pass" -q <"$T/half"
	expect 3 'pass: (no eof record: the filter before failed.*|\(stdin\): line [0-9]+: missing newline.*)'
}

# A warn in the place of the record that was too long, all others intact.
kept_dropped() {
	[ "$(grep -c "^warn$TAB.*${TAB}record-limit${TAB}line [0-9]*: record too long$" "$T/out")" -eq 1 ] ||
		fail "want one warn record-limit"
	grep -v -e "${TAB}record-limit$TAB" -e "^eof$TAB" "$T/out" >"$T/have"
	grep -v "^eof$TAB" "$WANT" >"$T/want"
	same "$T/want" "$T/have"
}

kept_both() {
	case $1 in gx-check | gx-csv) return ;; esac # they compare documents
	grep -hv -e '^#' -e "^eof$TAB" "$WANT" "$T/other.out" >"$T/want"
	grep -v -e '^#' -e "^eof$TAB" "$T/out" >"$T/have"
	same "$T/want" "$T/have"
	[ "$(grep -c "^#gx$TAB" "$T/out")" -eq 1 ] || fail "more than one #gx"
	[ "$(grep -c "^eof$TAB" "$T/out")" -eq 1 ] || fail "more than one eof"
}

@test "fault 1: empty input" { row 1; }
@test "fault 2: a stream of no documents" { row 2; }
@test "fault 3: standard input is closed" { row 3; }
@test "fault 4: standard input is a folder" { row 4; }
@test "fault 5: a file is missing" { row 5; }
@test "fault 6: a file may not be read" { row 6; }
@test "fault 8: standard input does not block, its writer is late" { row 8; }
@test "fault 9: reads and writes are interrupted" { row 9; }
@test "fault 10: a storm of signals" { row 10; }
@test "fault 11: a read fails" { row 11; }
@test "fault 12: standard output is full" { row 12; }
@test "fault 13: the disk becomes full" { row 13; }
@test "fault 14: the file becomes too large" { row 14; }
@test "fault 15: standard output is closed" { row 15; }
@test "fault 16: the reader goes away" { row 16; }
@test "fault 17: the reader goes away, SIGPIPE ignored" { row 17; }
@test "fault 18: closing standard output fails" { row 18; }
@test "fault 19: an allocation fails once" { row 19; }
@test "fault 20: all allocations fail from one on" { row 20; }
@test "fault 21: 128 MiB of address space" { row 21; }
@test "fault 22: SIGTERM midway" { row 22; }
@test "fault 23: SIGKILL midway" { row 23; }
@test "fault 27: other locales" { row 27; }
@test "fault 28: unknown options" { row 28; }
@test "fault 72: the last line has no newline" { row 72; }
@test "fault 73: too few fields" { row 73; }
@test "fault 74: bad escapes" { row 74; }
@test "fault 75: CR before LF" { row 75; }
@test "fault 76: a line longer than the limit" { row 76; }
@test "fault 77: another version of the records" { row 77; }
@test "fault 78: no frame" { row 78; }
@test "fault 79: two streams in a row" { row 79; }

@test "every row of the table has its test" {
	local number who seen=0
	while IFS=$TAB read -r number who _; do
		case $number in '#'* | row) continue ;; esac
		grep -q "row $number;" "$BATS_TEST_FILENAME" || fail "row $number ($who) is not run"
		seen=$((seen + 1))
	done <"$ROOT/tests/faults.tsv"
	[ "$seen" -gt 40 ]
}
