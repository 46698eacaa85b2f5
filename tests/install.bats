#!/usr/bin/env bats
# install: what make install lays down works from there, and goes again.
# normal build only

load helper

setup_file() {
	load helper
	local f
	for f in decode segment extract check csv; do
		[ -x "$B/gx-$f" ] || return 0
	done
	touch "$S/complete"
	make -s -C "$ROOT" B="$B" PREFIX=/usr DESTDIR="$S/root" install
}

setup() {
	[ -e "$S/complete" ] || skip "not all five filters are built"
}

@test "programs, pages and tables are there" {
	local f
	for f in decode segment extract check csv; do
		[ -x "$S/root/usr/bin/gx-$f" ]
		[ -s "$S/root/usr/share/man/man1/gx-$f.1" ]
	done
	[ -s "$S/root/usr/share/man/man5/gx-records.5" ]
	[ -s "$S/root/usr/share/man/man5/gx-rules.5" ]
	[ -s "$S/root/usr/share/man/man7/gx.7" ]
	for f in "$ROOT"/pipelines/annual-report/*.tsv; do
		same "$f" "$S/root/usr/share/gx/annual-report/${f##*/}"
	done
	[ -x "$S/root/usr/share/gx/annual-report/years" ]
	[ -s "$S/root/usr/share/man/man1/gx-agree.1" ]
	"$S/root/usr/bin/gx-agree" -h
}

@test "gx-agree finds its other half, called by its link" {
	"$B/gx-csv" -u -t audit </dev/null >"$T/sheet.csv"
	[ -s "$T/sheet.csv" ]
	PATH=$S/root/usr/bin:$PATH gx-agree "$T/sheet.csv" >"$T/out"
	[ "$(cat "$T/out")" = by,name,measure,estimate,low,high,cells,effective ]
}

@test "what the programs around the filters call is there" {
	local f
	for f in "$ROOT"/pipelines/annual-report/*; do
		case $f in
		*.1 | *.tsv) ;;
		*) [ -e "$S/root/usr/share/gx/annual-report/${f##*/}" ] || fail "no ${f##*/}" ;;
		esac
	done
	for f in crawl diff nightly; do
		[ "$(readlink "$S/root/usr/bin/gx-$f")" = "../share/gx/annual-report/$f" ]
		[ -s "$S/root/usr/share/man/man1/gx-$f.1" ]
		go "$S/root/usr/share/gx/annual-report/$f"
		expect 2 "usage: $f .*"
	done
}

@test "the installed pipeline finds its tables and gives the same" {
	unset GX_RULES
	report 1 >"$T/report.txt"
	cd "$T"
	local bin
	for bin in "$B" "$S/root/usr/bin"; do
		"$bin/gx-decode" -q report.txt | "$bin/gx-segment" -q |
			"$bin/gx-extract" -q | "$bin/gx-check" -q |
			"$bin/gx-csv" -q >"$T/${bin##*/}.csv"
	done
	[ "$(wc -l <"$T/bin.csv")" -gt 1 ]
	same "$T/${B##*/}.csv" "$T/bin.csv"
}

@test "gx-page finds its parts, called by its link" {
	mkdir -p "$T/panel/tables"
	printf 'region_now,body,year,facts\n320106,茶局,2020,7\n' >"$T/panel/tables/reports.csv"
	env -u GX_RULES "$S/root/usr/bin/gx-page" "$T/panel" >"$T/out"
	grep -q '<dd id="n-values">7</dd>' "$T/out"
}

@test "make uninstall leaves no file" {
	make -s -C "$ROOT" B="$B" PREFIX=/usr DESTDIR="$S/root" uninstall
	[ -z "$(find "$S/root" ! -type d)" ]
}
