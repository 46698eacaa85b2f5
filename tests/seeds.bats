#!/usr/bin/env bats
# seeds: the five sample dumps, passages and two whole reports, against what was
# read from them by hand.  They are not part of this project: without them the
# tests are skipped.

load helper

SHARED=../shared

setup_file() {
	load helper
	cd "$ROOT" || return
	[ -d "$SHARED/seeds" ] || return 0
	"$B/gx-decode" -q "$SHARED"/seeds/*.txt >"$S/decoded"
	"$B/gx-segment" -q "$S/decoded" >"$S/segmented"
	"$B/gx-extract" -q "$S/segmented" >"$S/extracted"
	"$B/gx-check" -q "$S/extracted" >"$S/checked"
}

setup() {
	cd "$ROOT" || return
	[ -d "$SHARED/seeds" ] || skip "no $SHARED/seeds"
	gold=$SHARED/gold
}

@test "seeds: every number that is required, none that is wrong" {
	# The bars are at what is reached: they may only rise.
	python3 $SHARED/tools/score.py -v "$gold/seeds.facts.tsv" "$S/checked" \
	    --min-recall 100 --min-precision 100 --max-wrong 0 --max-traps 0 \
	    --max-qual 0
}

@test "seeds: the seven reports, their years, regions, levels and scopes" {
	python3 $SHARED/tools/reports.py "$gold/seeds.reports.tsv" "$S/checked" -v |
	    tail -n 1 >"$T/out"
	grep -q '^fields 41 right 41 wrong 0 open 0 .* reports 7 found 7 extra 0$' \
	    "$T/out" || { cat "$T/out"; false; }
}

# The first line of 002 is a breadcrumb: furniture, and so not of the report.
@test "seeds: the lines on which reports begin and end" {
	awk -F '\t' '
	NR == FNR { if (FNR > 1) want[$1] = ($1 == "002#1" ? 3 : $3) " " $4; next }
	$1 == "doc" { n = split($4, path, "/"); name = substr(path[n], 1, 3) }
	$1 == "report" { got[name "#" $4] = $3 " " $6 }
	END { for (r in want) if (want[r] != got[r]) {
		print r ": lines " got[r] ", want " want[r]; bad = 1 }
		exit bad }' "$gold/seeds.reports.tsv" "$S/checked"
}

@test "seeds: furniture is set aside, and nothing that carries a number" {
	awk -F '\t' '
	FILENAME ~ /furniture/ { if (FNR > 1) want[substr($1, 1, 3), $2] = 1; next }
	FILENAME ~ /facts/ { if (FNR > 1) number[substr($1, 1, 3), $6] = 1; next }
	$1 == "doc" { n = split($4, path, "/"); name = substr(path[n], 1, 3) }
	$1 == "skip" { skipped[name, $3] = 1
		if ($7 != "table") set[name, $3] = 1 }
	END { for (k in want) if (!(k in skipped)) {
			print "kept: " k; bad = 1 }
		for (k in number) if (k in set && !(k in want)) {
			print "lost: " k; bad = 1 }
		exit bad }' SUBSEP=: "$gold/seeds.furniture.tsv" \
	    "$gold/seeds.facts.tsv" "$S/segmented"
}

@test "seeds: a report without a section on requests shows none, not zeros" {
	! grep -P '^fact\t[^\t]*\t[^\t]*\t2\tn\.req\.' "$S/checked" || false
}

@test "seeds: cases of every kind are not cases about disclosure" {
	! grep -P '^fact\t[^\t]*\t1\t1\tn\.(rev|lit)\.tot\t(16|23)\t' "$S/checked" ||
	    false
}

# A row of the gold is met by a claim of this report, whole and parts, and the
# verdict that follows it.  The three channels of 003#3 are named in a paragraph
# behind the whole's, and nothing there says what they are parts of.
@test "seeds: wholes, parts and verdicts of the breakdowns" {
	awk -F '\t' '
	NR == FNR { if (FNR > 1) want[$1 "\t" $3 "\t" $4] = $5; next }
	$1 == "doc" { n = split($4, path, "/"); name = substr(path[n], 1, 3) }
	$1 == "claim" { gsub(/ /, "+", $8)
		claim = name "#" $4 "\t" $5 "\t" $8 }
	$1 == "check" && $5 == "pr.parts" { got[claim] = $7 }
	END { for (k in want) {
			if (got[k] == want[k]) met++
			else print k "\t" want[k] ", got " got[k] }
		print "met " met
		for (k in got) if (got[k] == "fail") print "failed: " k }' \
	    "$gold/seeds.breakdowns.tsv" "$S/checked" >"$T/out"
	echo 'met 10' | diff - "$T/out"
}

# verdicts FILE DOCUMENT: how many verdicts of each kind; what failed, by how much.
verdicts() {
	awk -F '\t' -v name="$2" '
	$1 == "doc" { of[$2] = $4 }
	$1 == "check" && of[$2] ~ name { n[$7]++
		if ($7 == "fail") print $6, $5, $11 }
	END { print n["pass"], n["skipped"] + 0 }' "$1" >"$T/out"
}

@test "seeds: the tables of 001#1 keep every rule, but a county makes no rules" {
	verdicts "$S/checked" /001_
	printf '%s\n' 'warn pl.rulepower 4' 'info pl.rulepower.opened 4' '50 0' |
	    diff - "$T/out"
}

@test "seeds: no report fails a rule that warns, but that one" {
	awk -F '\t' '$1 == "check" && $7 == "fail" && $6 != "info" { print $5 }' \
	    "$S/checked" >"$T/out"
	echo pl.rulepower | diff - "$T/out"
}

@test "seeds: every raw text stands at its line and column" {
	perl -F'\t' -lane '
	sub plain { my $s = shift; my %c = (t => "\t", n => "\n", r => "\r");
		$s =~ s{\\(.)}{$c{$1} // $1}ge; $s }
	if ($F[0] eq "doc") { open my $f, "<", plain($F[3]) or die; @line = map { s/\r?\n$//r } <$f> }
	next unless ($F[0] eq "fact" && $F[9] eq "") || $F[0] eq "claim";
	@F[11, 12] = @F[9, 10] if $F[0] eq "claim";
	$seen++;
	$got = substr $line[$F[2] - 1], $F[11] - 1, length plain($F[12]);
	print "$F[2]:$F[11]: $got, want $F[12]" and $bad = 1 if $got ne plain($F[12]);
	END { exit($bad || $seen < 100) }' "$S/checked"
}

# Passages and whole reports beside the samples.  Bars may only rise.

read_gold() { # NAME FILE ...: reads the files once
	[ -s "$S/$1.found" ] || {
		"$B/gx-decode" -q "${@:2}" | "$B/gx-segment" -q >"$S/$1.segmented"
		"$B/gx-extract" -q "$S/$1.segmented" >"$S/$1.found"
	}
}

@test "passages: numbers of tables and of sentences, no trap, none wrong" {
	read_gold passages "$gold"/passages/*.txt
	python3 $SHARED/tools/score.py "$gold/passages.facts.tsv" \
	    "$S/passages.found" --min-recall 99.4 --min-precision 99.9 \
	    --max-wrong 0 --max-traps 0 --max-qual 0
	python3 $SHARED/tools/score.py "$gold/passages.facts.tsv" \
	    "$S/passages.found" --family n. --min-recall 95 --min-precision 99 \
	    --max-wrong 0 --max-traps 0
}

@test "passages: years, regions and forms, none wrong" {
	read_gold passages "$gold"/passages/*.txt
	python3 $SHARED/tools/reports.py "$gold/passages.reports.tsv" \
	    "$S/passages.found" -v | tail -n 1 >"$T/out"
	grep -q '^fields 265 right 264 wrong 0 open 1 ' "$T/out" ||
	    { cat "$T/out"; false; }
}

@test "passages: no number that is required stands on a line set aside" {
	read_gold passages "$gold"/passages/*.txt
	awk -F '\t' '
	NR == FNR { if ($7 == "yes") number[substr($1, 1, 3), $6] = 1; next }
	$1 == "doc" { n = split($4, path, "/"); name = substr(path[n], 1, 3) }
	$1 == "skip" && $7 != "table" { set[name, $3] = 1 }
	END { for (k in number) { n++; if (k in set) { print "lost: " k; bad = 1 } }
		exit bad || n < 500 }' SUBSEP=: "$gold/passages.facts.tsv" \
	    "$S/passages.segmented"
}

@test "real reports: every number, from HTML and from a PDF" {
	[ -f $SHARED/data/shanghai2019.html ] || skip "no $SHARED/data"
	read_gold real $SHARED/data/shanghai2019.html \
	    $SHARED/data/hongze2023.layout.txt
	[ "$(wc -l <"$gold/real.facts.tsv")" -gt 380 ]
	python3 $SHARED/tools/score.py "$gold/real.facts.tsv" "$S/real.found" \
	    --min-recall 100 --max-wrong 0 --max-traps 0 --max-qual 0
}

check_real() {
	read_gold real $SHARED/data/shanghai2019.html \
	    $SHARED/data/hongze2023.layout.txt
	"$B/gx-check" -q "$S/real.found" >"$T/checked"
}

@test "real reports: two totals that are wrong as printed fail, and nothing else" {
	[ -f $SHARED/data/shanghai2019.html ] || skip "no $SHARED/data"
	check_real
	verdicts "$T/checked" hongze
	printf '%s\n' 'error sum.rev 11' 'error sum.lit.after 5' | diff - <(head -n -1 "$T/out")
	verdicts "$T/checked" shanghai
	[ "$(wc -l <"$T/out")" -eq 1 ] || { cat "$T/out"; false; }
}

@test "real reports: blank cells are decided by the form, and its balances close" {
	[ -f $SHARED/data/shanghai2019.html ] || skip "no $SHARED/data"
	check_real
	[ "$(grep -c "^check.*${TAB}bal\..*${TAB}pass$TAB.*${TAB}derived: " "$T/checked")" -eq 5 ]
	awk -F '\t' '$1 == "fact" && $8 == "derived" { print $5, $6, $14 }' \
	    "$T/checked" >"$T/derived"
	grep -qx 'req.carryin.biz 0 identities:row.carryin' "$T/derived"
	grep -qx 'rev.correct 0 identities:sum.rev' "$T/derived"
	[ "$(wc -l <"$T/derived")" -eq 130 ]
	grep -qx 'req.other.nat 0 identities:done19.nat' "$T/derived"
	# No total stands beside these: nothing decides them.
	! grep '^lit.after' "$T/derived" || false
}
