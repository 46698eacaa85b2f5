#!/usr/bin/env bats
# floors: the rules of the house hold, and breaking one is found.
# normal build only
# shellcheck disable=SC2034,SC2016 # context; $(...) of a Makefile

load helper

setup() {
	mkdir -p "$T/copy"
	cp -R "$ROOT/lib" "$ROOT/Makefile" "$T/copy"
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
	planted lib/utf8.c '#include "die.h"' 'die.h is on floor'
	planted lib/utf8.h '#include "buf.h"' 'buf.h is on floor'
	planted lib/io.c '#  include "rec.h" /* up */' 'rec.h is on floor'
	planted lib/hash.c '#include "io.h"' 'io.h is on floor'
	planted lib/rec.c '#include "nobody.h"' 'nobody.h is not in lib/FLOORS'
	planted lib/rec.c '#include "../bin/x.h"' 'is not a header of lib'
	planted lib/rec.c '#include "nothing.inc"' 'there is no lib/nothing.tsv'
}

@test "foreign headers outside their module are found" {
	planted lib/io.c '#include <zlib.h>' 'belongs to inflate'
	planted lib/rec.h '#include <pcre2.h>' 'belongs to rx'
	planted lib/rec.c '#include <curl/curl.h>' 'has no owner'
	planted bin/gx-new.c '#include <openssl/sha.h>' 'belongs to hash'
	planted bin/gx-new.c '#include <getopt.h>' 'belongs to opt'
	planted bin/gx-new.c '#include "gx-old.c"' 'is not a header of lib'
}

@test "exits, allocations and output past their modules are found" {
	planted lib/rec.c 'void f(void) { exit(1); }' 'only die ends'
	planted lib/rec.c 'void f(void) { _exit(1); }' 'only die ends'
	planted bin/gx-new.c 'int main(void) { abort (); }' 'only die ends'
	planted lib/tab.c 'void *f(void) { return malloc(1); }' 'only die allocates'
	planted lib/tab.c 'char *f(void) { return strdup("x"); }' 'only die allocates'
	planted lib/tab.c 'void *f(void *p) { return (realloc(p, 1)); }' 'only die allocates'
	planted lib/rec.c 'void f(void) { printf("x"); }' 'only io writes'
	planted lib/rec.c 'void f(void) { fwrite("x", 1, 1, stdout); }' 'only io writes'
	planted lib/tab.c 'void f(void) { write(1, "x", 1); }' 'only io writes'
	planted lib/rec.c 'void f(void) { fprintf(stderr, "x"); }' 'only die writes'
	planted lib/dec.c 'double f(void) { return 0.1; }' 'not in this house'
}

@test "comments, strings and longer names are not taken for calls" {
	cat >>"$T/copy/lib/rec.c" <<'EOF'
/* exit(1); malloc(1);
 * printf("x"); stdout */
// strdup(x); #include "nobody.h"
static const char *f(void) { return "exit(1) \" stdout"; }
static void g(void) { xrealloc(0, 0, 0); die_exit(1); my_printf(f); sprintf(0, ""); p->write(1); }
EOF
	go "$ROOT/tests/floors.sh" "$T/copy"
	expect 0
	if grep '^lib/rec.c:' "$T/out"; then
		fail "found what is not there"
	fi
}

@test "modules that are not listed, or listed for nothing, are found" {
	: >"$T/copy/lib/new.c"
	go "$ROOT/tests/floors.sh" "$T/copy"
	grep -q "^lib/new.c: new is not in lib/FLOORS" "$T/out"
	grep -q "^lib/new.c: new is not in the Makefile" "$T/out"
	rm "$T/copy/lib/new.c"
	echo "gone 3" >>"$T/copy/lib/FLOORS"
	go "$ROOT/tests/floors.sh" "$T/copy"
	grep -q "^lib/FLOORS: there is no lib/gone.h" "$T/out"
}
