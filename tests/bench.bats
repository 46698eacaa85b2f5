#!/usr/bin/env bats
# bench: the corpus that make bench reads is what its truth says, and the
# filters read it.

load helper

setup_file() {
	export CORPUS=$BATS_FILE_TMPDIR/corpus
	"$BATS_TEST_DIRNAME/../bench/corpus" --pages 60 --seed 3 --warc --gzip \
	    "$CORPUS"
}

# held OPTION ...: compares standard input, or the pages, with the truth.
held() {
	go "$ROOT/bench/compare" "$@" "$CORPUS"
	[ "$status" -eq 0 ] || cat "$T/out"
	expect 0
}

@test "the corpus is the same every time" {
	"$ROOT/bench/corpus" --pages 60 --seed 3 --warc --gzip "$T/again"
	diff -r "$CORPUS" "$T/again"
	"$ROOT/bench/corpus" --pages 5 --seed 4 "$T/other"
	if cmp -s "$CORPUS/pages/p00000.html" "$T/other/pages/p00000.html"; then
		fail "the seed makes no difference"
	fi
}

@test "the corpus has every form, style, charset and most quirks" {
	local word
	for word in 2008 2014 2019 2021 prose word editor plain gb18030 utf-8 \
	    op unclosed upper nested blank slash br spans subtotal breaks; do
		cut -f 2-4,6 "$CORPUS/truth.quirks.tsv" | grep -qw -- "$word" ||
			fail "no page has $word"
	done
}

@test "the pages are what their truth says, read by Python's own parser" {
	held --pages -l -r --except badbyte --max lines=0 --max lines.extra=0 \
	    --max rows=0 --max rows.extra=0
}

@test "gx-decode finds every line and cell of the corpus" {
	"$B/gx-decode" -q "$CORPUS"/pages/* >"$T/decoded.gx"
	held -l -r --except badbyte --max lines=0 --max lines.extra=0 \
	    --max rows=0 --max rows.extra=0 <"$T/decoded.gx"
}

@test "gx-decode finds the same in a WARC file" {
	"$B/gx-decode" -q "$CORPUS/pages.warc.gz" >"$T/decoded.gx"
	held -l -r --except badbyte --max lines=0 --max lines.extra=0 \
	    --max rows=0 --max rows.extra=0 <"$T/decoded.gx"
}

@test "gx-extract reads no number of the forms of 2019 and 2021 wrong" {
	"$B/gx-decode" -q "$CORPUS"/pages/* | "$B/gx-segment" -q |
		"$B/gx-extract" -q >"$T/extracted.gx"
	held -f --forms 2019,2021 --max wrong=0 --max spurious=0 \
	    --max prose.wrong=0 <"$T/extracted.gx"
}

@test "gx-check finds every wrong sum of the corpus, and none in honest reports" {
	"$B/gx-decode" -q "$CORPUS"/pages/* | "$B/gx-segment" -q |
		"$B/gx-extract" -q | "$B/gx-check" -q >"$T/checked.gx"
	held -c --max failed=0 <"$T/checked.gx"
	held -c --except nototal,blank,badbyte --max planted.missed=0 \
	    <"$T/checked.gx"
	grep -q 'planted.found' "$T/out"
}

@test "gx-check derives no number that the page does not have" {
	"$B/gx-decode" -q "$CORPUS"/pages/* | "$B/gx-segment" -q |
		"$B/gx-extract" -q | "$B/gx-check" -q >"$T/checked.gx"
	# The corpus leaves cells blank for zeros alone.
	awk -F '\t' '
	$1 == "fact" && $8 == "derived" { n++; if ($6 != 0) other++ }
	END { print n, other + 0; exit n < 50 || other }' "$T/checked.gx"
}

@test "compare sees what is wrong" {
	"$B/gx-decode" -q "$CORPUS"/pages/p0000[0-9].html | "$B/gx-segment" -q |
		"$B/gx-extract" -q >"$T/some.gx"
	go "$ROOT/bench/compare" -f "$CORPUS" <"$T/some.gx"
	expect 1 'compare: 50, not pages=0'
	awk 'BEGIN { FS = OFS = "\t" } $1 == "fact" && $10 != "" && !n++ { $6 = 99999 }
	    { print }' "$T/some.gx" >"$T/changed.gx"
	go "$ROOT/bench/compare" -f --max wrong=0 "$CORPUS" <"$T/changed.gx"
	[ "$status" -eq 1 ]
	grep -qx 'compare: 1, not wrong=0' "$T/err"
}

@test "flattened, the reports are the same" {
	local form
	for form in F1 F2 F3 F4 F6 F7 F8 F9; do
		"$ROOT/bench/corpus" --pages 60 --seed 3 --flat "$form" "$T/$form"
		same "$CORPUS/truth.facts.tsv" "$T/$form/truth.facts.tsv"
		same "$CORPUS/truth.rows.tsv" "$T/$form/truth.rows.tsv"
	done
}

@test "gx-segment finds the rows of every flattened form, blanks aside" {
	local form
	for form in F1 F2 F3 F4 F5 F6 F7 F8 F9; do
		echo "$form"
		"$ROOT/bench/corpus" --pages 60 --seed 5 --flat "$form" "$T/flat"
		"$B/gx-decode" -q "$T"/flat/pages/* | "$B/gx-segment" -q \
			>"$T/segmented.gx"
		CORPUS=$T/flat held -r --flat --max rows=0 --max rows.extra=0 \
		    <"$T/segmented.gx"
		awk '$1 == "all" && $2 > 3000 { seen = 1 } END { exit !seen }' \
		    "$T/out" || fail "rows are missing"
		rm -r "$T/flat"
	done
}

@test "the tables of every flattened form are read right, or with a warning" {
	local form without
	for form in F1 F2 F3 F4 F5 F6 F7 F8 F9; do
		echo "$form"
		"$ROOT/bench/corpus" --pages 80 --seed 9 --flat "$form" "$T/flat"
		"$B/gx-decode" -q "$T"/flat/pages/* | "$B/gx-segment" -q |
			"$B/gx-extract" -q >"$T/extracted.gx"
		CORPUS=$T/flat held -f --max wrong=0 --max spurious=0 \
		    --max silent=0 <"$T/extracted.gx"
		without=badbyte
		case $form in F3 | F4 | F7) without=badbyte,blank ;; esac
		CORPUS=$T/flat held -f --except "$without" \
		    --max unread=0 --max missing=0 --max lost=0 \
		    <"$T/extracted.gx"
		awk -F '\t' '!right { for (i = 2; i <= NF; i++) if ($i == "right") right = i }
		    $1 == "all" && $right > 8000 { seen = 1 }
		    END { exit !seen }' "$T/out" || fail "$(cat "$T/out")"
		rm -r "$T/flat"
	done
}

@test "compare sees what is not read and has no warning" {
	"$ROOT/bench/corpus" --pages 12 --seed 9 --only 2021 "$T/c"
	"$B/gx-decode" -q "$T"/c/pages/* | "$B/gx-segment" -q |
		"$B/gx-extract" -q >"$T/extracted.gx"
	awk 'BEGIN { FS = OFS = "\t" }
	    $1 == "fact" && $5 == "req.new.nat" { $6 = ""; $8 = "unread" }
	    { print }' "$T/extracted.gx" >"$T/changed.gx"
	go "$ROOT/bench/compare" -f --max silent=0 "$T/c" <"$T/changed.gx"
	expect 1 'compare: 12, not silent=0'
}

@test "compare knows which values no text shows any longer, and wants a warning" {
	"$ROOT/bench/corpus" --pages 60 --seed 33 --flat F3 --only 2019,2021 "$T/c"
	[ "$(wc -l <"$T/c/truth.lost.tsv")" -gt 300 ]
	"$B/gx-decode" -q "$T"/c/pages/* | "$B/gx-segment" -q |
		"$B/gx-extract" -q >"$T/extracted.gx"
	# Two cells are those of a table's last row, whose label stands alone: no row
	# behind it shows that they are blank.
	CORPUS=$T/c held -f --except badbyte --max wrong=0 --max spurious=0 \
	    --max silent=0 --max missing=0 --max unread=2 <"$T/extracted.gx"
	grep -q lost "$T/out"
	# The same reading of a text that has lost nothing.
	head -n 1 "$T/c/truth.lost.tsv" >"$T/none"
	mv "$T/none" "$T/c/truth.lost.tsv"
	go "$ROOT/bench/compare" -f --max unread=0 "$T/c" <"$T/extracted.gx"
	[ "$status" -eq 1 ]
	# None at all has no warning.
	grep -v "^warn" "$T/extracted.gx" >"$T/silent.gx"
	go "$ROOT/bench/compare" -f --max silent=0 "$T/c" <"$T/silent.gx"
	[ "$status" -eq 1 ]
}
