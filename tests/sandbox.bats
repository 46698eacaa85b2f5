#!/usr/bin/env bats
# sandbox: what a filter can no longer do, seen from a program that tries it,
# and that all filters are locked.  Each try is made unlocked as well, where it
# must succeed: so that it is the lock that hinders it.
# normal build only

load helper

setup() {
	mkdir "$T/x" "$T/x/in" "$T/x/out"
	cd "$T/x" || exit
	[ "$("$B/tests/locked" state)" = 2 ] ||
		skip "the kernel has no seccomp"
	echo text | tee in/a >out/a
}

locked() { # ARGUMENT ...: on standard output and as the exit code
	"$B/tests/locked" "$@" || return
}

unlocked() {
	GX_SANDBOX=off "$B/tests/locked" "$@"
}

killed() { # ARGUMENT ...: by SIGSYS, before anything is said
	[ "$(unlocked "$@")" != '' ] || return 1
	go "$B/tests/locked" "$@"
	[ "$status" = 159 ] || fail "$*: exit $status, want 159"
	[ ! -s "$T/out" ] || fail "$*: said $(cat "$T/out")"
}

denied() { # ARGUMENT ...
	[ "$(locked "$@")" = 'Permission denied' ]
}

@test "no file can be written, made, moved or removed" {
	denied write out/a
	denied -r write out/a
	denied make out/new
	denied move out/a out/b
	denied remove out/a
	[ "$(cat out/a)" = text ]
	[ ! -e out/b ] && [ ! -e out/new ]
	[ "$(unlocked make out/new)" = 'done' ]
	[ "$(unlocked move out/new out/b)" = 'done' ]
	[ "$(unlocked remove out/b)" = 'done' ]
	[ "$(unlocked write out/a)" = 'done' ]
	[ ! -s out/a ]
}

@test "where all input is open, no file can be read" {
	denied read out/a
	[ "$(locked -r read out/a)" = 'done' ]
	[ "$(unlocked read out/a)" = 'done' ]
}

@test "in the one folder that is named, files can be made, moved and replaced" {
	[ "$(locked -w in make in/b)" = 'done' ]
	[ "$(locked -w in write in/a)" = 'done' ]
	[ "$(locked -w in move in/b in/a)" = 'done' ]
	[ "$(locked -w in remove in/a)" = 'done' ]
	denied -w in make out/b
	denied -w in write out/a
	denied -w in remove out/a
	denied -w in read out/a
	denied -w none make in/c
	echo >in/d
	[ "$(locked -w in move in/d out/d)" != 'done' ]
	[ "$(find in out -type f | sort | tr '\n' ' ')" = 'in/d out/a ' ]
}

@test "no program, process, socket or signal, and no change of a mode" {
	killed exec
	killed fork
	killed socket
	killed signal
	killed mode in/a
	[ "$(unlocked exec)" = executed ]
	[ "$(unlocked mode in/a)" = 'done' ]
}

# Waits for a line in the state of a process that reads.
state() { # PID LINE
	for _ in $(seq 100); do
		! grep -q "^$2\$" "/proc/$1/status" || return 0
		sleep 0.05
	done
	fail "process $1: $(grep -E 'Seccomp:|NoNewPrivs' "/proc/$1/status")"
}

@test "every filter is locked before it reads, unless GX_SANDBOX=off" {
	mkfifo pipe
	for f in decode segment extract check csv; do
		for off in '' off; do
			GX_SANDBOX=$off "$B/gx-$f" <pipe >have 2>err &
			pid=$!
			exec 9>pipe
			if [ -z "$off" ]; then
				state "$pid" "Seccomp:${TAB}2"
				state "$pid" "NoNewPrivs:${TAB}1"
				grep -q '^Max core file size  *0  *0 ' "/proc/$pid/limits"
			else
				sleep 0.5 # long after it would have been locked
				state "$pid" "Seccomp:${TAB}0"
				state "$pid" "NoNewPrivs:${TAB}0"
			fi
			exec 9>&-
			wait "$pid" || true
		done
	done
}

@test "a call that a tracer takes back only fails" {
	strace -o /dev/null -e inject=close:error=EIO:when=60000 true ||
		skip "strace is not permitted here"
	go strace -o trace -P in/a -e trace=openat -e inject=openat:error=EPERM \
	    "$B/tests/locked" -r read in/a
	grep -q INJECTED trace
	[ "$(cat "$T/out")" = 'Operation not permitted' ]
}

@test "the pipeline gives the same with it and without, from files and pipes" {
	report() {
		"$B/gx-decode" -q --attachments "$1" "$ROOT"/examples/*.html |
			"$B/gx-segment" -q >"$1/segment" &&
			"$B/gx-extract" -q "$1/segment" | "$B/gx-check" -q >"$1/check" &&
			"$B/gx-csv" -q -o "$1" -t wide,long "$1/check"
	}
	report in
	GX_SANDBOX=off report out
	rm out/a in/a
	diff -r in out
	[ "$(wc -l <in/wide.csv)" -gt 1 ]
	[ -s in/list.tsv ]
}

@test "a converter's module is still found when a page in Big5 comes last" {
	printf '<p>\xa4\xa4\xa4\xe5\xa4\xa4\xa4\xe5\n' |
		"$B/gx-decode" -q | grep '^text' | cut -f8 >have
	[ "$(cat have)" = 中文中文 ]
}
