#!/usr/bin/env bats
# floors: the rules of the house hold, and breaking one is found.
# normal build only
# shellcheck disable=SC2034,SC2016 # context; $(...) of a Makefile

load helper

setup() {
	mkdir -p "$T/copy"
	cp -R "$ROOT/lib" "$T/copy"
	cp -R "$ROOT/bin" "$T/copy" 2>/dev/null || mkdir "$T/copy/bin"
}

@test "no file breaks the rules" {
	go "$ROOT/tests/floors.sh" "$ROOT"
	[ ! -s "$T/out" ] || { cat "$T/out"; fail "broken rules"; }
	expect 0
}

# planted FILE LINE REGEX: with LINE at the end of FILE, a complaint of FILE
# that matches is made.
planted() {
	cp "$T/copy/$1" "$T/kept" 2>/dev/null || : >"$T/kept"
	printf '%s\n' "$2" >>"$T/copy/$1"
	go "$ROOT/tests/floors.sh" "$T/copy"
	grep -qE "^$1:[0-9 ]*.*$3" "$T/out" || {
		cat "$T/out"
		fail "not found: $1: $2"
	}
	cp "$T/kept" "$T/copy/$1"
}

@test "headers of higher floors, of the same floor and of no floor are found" {
	planted lib/core/utf8.c '#include "core/die.h"' 'core/die.h is on floor'
	planted lib/core/utf8.h '#include "core/buf.h"' 'core/buf.h is on floor'
	planted lib/core/io.c '#  include "core/rec.h" /* up */' 'core/rec.h is on floor'
	planted lib/core/hash.c '#include "core/io.h"' 'io.h is on floor'
	planted lib/core/rec.c '#include "nobody.h"' 'nobody.h is not in lib/FLOORS'
	planted lib/core/rec.c '#include "../bin/x.h"' 'is not a header of lib'
	planted lib/core/rec.c '#include "nothing.inc"' 'there is no lib/nothing.tsv'
}

@test "headers of rooms that a file may not see are found" {
	planted lib/core/rec.c '#include "domain/fold.h"' 'in no room that core may see'
	planted lib/tables/tables.c '#include "prose/frame.h"' 'in no room that tables may see'
	planted lib/csv/label.c '#include "check/book.h"' 'in no room that csv may see'
}

@test "foreign headers outside their module are found" {
	planted lib/core/io.c '#include <zlib.h>' 'belongs to decode/inflate'
	planted lib/core/rec.h '#include <pcre2.h>' 'belongs to core/rx'
	planted lib/core/rec.c '#include <curl/curl.h>' 'has no owner'
	planted bin/gx-new.c '#include <openssl/sha.h>' 'belongs to core/hash'
	planted bin/gx-new.c '#include <getopt.h>' 'belongs to core/opt'
	planted bin/gx-new.c '#include "gx-old.c"' 'is not a header of lib'
}

@test "exits, allocations and output past their modules are found" {
	planted lib/core/rec.c 'void f(void) { exit(1); }' 'only die ends'
	planted lib/core/rec.c 'void f(void) { _exit(1); }' 'only die ends'
	planted bin/gx-new.c 'int main(void) { abort (); }' 'only die ends'
	planted lib/core/tab.c 'void *f(void) { return malloc(1); }' 'only die allocates'
	planted lib/core/tab.c 'char *f(void) { return strdup("x"); }' 'only die allocates'
	planted lib/core/tab.c 'void *f(void *p) { return (realloc(p, 1)); }' 'only die allocates'
	planted lib/core/rec.c 'void f(void) { printf("x"); }' 'only io writes'
	planted lib/core/rec.c 'void f(void) { fwrite("x", 1, 1, stdout); }' 'only io writes'
	planted lib/core/tab.c 'void f(void) { write(1, "x", 1); }' 'only io writes'
	planted lib/core/rec.c 'void f(void) { fprintf(stderr, "x"); }' 'only die writes'
	planted lib/core/dec.c 'double f(void) { return 0.1; }' 'not in this house'
}

@test "comments, strings and longer names are not taken for calls" {
	cat >>"$T/copy/lib/core/rec.c" <<'EOF'
/* exit(1); malloc(1);
 * printf("x"); stdout */
// strdup(x); #include "nobody.h"
static const char *f(void) { return "exit(1) \" stdout"; }
static void g(void) { xrealloc(0, 0, 0); die_exit(1); my_printf(f); sprintf(0, ""); p->write(1); }
EOF
	go "$ROOT/tests/floors.sh" "$T/copy"
	expect 0
	if grep '^lib/core/rec.c:' "$T/out"; then
		fail "found what is not there"
	fi
}

@test "modules that are not listed, or listed for nothing, are found" {
	: >"$T/copy/lib/core/new.c"
	go "$ROOT/tests/floors.sh" "$T/copy"
	grep -q "^lib/core/new.c: core/new is not in lib/FLOORS" "$T/out"
	rm "$T/copy/lib/core/new.c"
	echo "core/gone 3" >>"$T/copy/lib/FLOORS"
	go "$ROOT/tests/floors.sh" "$T/copy"
	grep -q "^lib/FLOORS: there is no lib/core/gone.h" "$T/out"
}
