#!/usr/bin/env bats
# check: what gx-check finds, and what it does not.

# shellcheck disable=SC2016 # awk programs
load helper

# report_of DOC YEAR [SCOPE [LEVEL [BODY [REGION]]]]: a report record, and from
# standard input its facts: indicator, value, qualifier, scope.  A dot is an
# empty field, and what is left out is exact, of no scope.
report_of() {
	awk -v OFS='\t' -v doc="$1" -v year="$2" -v scope="${3:-}" \
	    -v level="${4:-county}" -v body="${5-水利局}" -v region="${6:-341023}" '
	BEGIN { print "report", doc, 1, 1, 1, 99, year, "", "", "yes", region,
		level, "", scope, body, "黟县" body, "" }
	NF { value = $2 == "." ? "" : $2; how = NF > 2 ? $3 : "exact"
		print "fact", doc, NR + 1, 1, $1, value, "件", how, $4, "",
			1, 1, value, "", "year", region "/" body "/" year }'
}

# found [OPTION ...]: the identities that failed, and by how much, in $T/found.
found() {
	"$B/gx-check" -qu "$@" "$T/in" >"$T/checked"
	awk -F '\t' '$1 == "check" && $7 == "fail" { print $2, $5, $11 }' \
	    "$T/checked" >"$T/found"
}

# verdict DOC IDENTITY: its verdict, and the detail.
verdict() {
	awk -F '\t' -v doc="$1" -v id="$2" '$1 == "check" && $2 == doc &&
	    $5 == id { print $7 ": " $14 }' "$T/checked"
}

is() { # WANT HAVE
	[ "$1" = "$2" ] || fail "want: $1
have: $2"
}

@test "every identity has a case that passes, one that fails and one that is skipped" {
	python3 "$ROOT/tests/identities.py" "$GX_RULES" "$T"
	{
		"$B/gx-check" -qu "$T/report.gx"
		"$B/gx-check" -quy "$T/years.gx"
		"$B/gx-check" -qup "$T/kin.gx"
	} >"$T/checked"
	awk -F '\t' '
	NR == FNR { want[$1 FS $2] = $3; n++; next }
	$1 == "check" && ($2 FS $5) in want { got[$2 FS $5] = got[$2 FS $5] $7 }
	END { for (k in want) if (got[k] != want[k]) {
			print k ": want " want[k] ", got " got[k]; bad = 1 }
		if (n < 3 * 193) { print n " cases"; bad = 1 }
		exit bad }' "$T/want.tsv" "$T/checked"
}

# Blanks

reviews_with_blanks() {
	cat <<-EOF
	rev.uphold 2
	rev.correct . empty
	rev.other . empty
	rev.pending 1
	rev.tot 3
	EOF
}

@test "a blank part is zero when its sum closes without it" {
	reviews_with_blanks | report_of d 2020 >"$T/in"
	found
	is '' "$(cat "$T/found")"
	is 'pass: derived: rev.correct rev.other' "$(verdict d sum.rev)"
	is "rev.correct${TAB}0${TAB}derived${TAB}2${TAB}identities:sum.rev
rev.other${TAB}0${TAB}derived${TAB}2${TAB}identities:sum.rev" \
	    "$(grep '^fact.*derived' "$T/checked" | cut -f 5,6,8,11,14)"
	is 1 "$(grep -c "${TAB}rev.other$TAB${TAB}件${TAB}empty$TAB" "$T/checked")"
}

@test "a blank total is the sum, which then proves nothing about itself" {
	report_of d 2020 >"$T/in" <<-EOF
	rev.uphold 2
	rev.correct 0
	rev.other 4
	rev.pending 1
	rev.tot . empty
	EOF
	found
	is "rev.tot 7" "$(grep '^fact.*derived' "$T/checked" | cut -f 5,6 | tr '\t' ' ')"
	is 'skipped: this rule decided the blank cell derived: rev.tot' \
	    "$(verdict d sum.rev)"
	# Nor is it decided once more, or proven, when it is checked again.
	grep -v '^check' "$T/checked" >"$T/in"
	found
	is 1 "$(grep -c '^fact.*derived' "$T/checked")"
	is 'skipped: this rule decided the blank cell derived: rev.tot' \
	    "$(verdict d sum.rev)"
}

@test "a blank that is not decided stays blank" {
	report_of d 2020 >"$T/in" <<-EOF
	rev.uphold 2
	rev.correct . empty
	rev.other . empty
	rev.pending 1
	rev.tot 5
	lit.after.uphold . empty
	lit.after.correct 0
	lit.after.other 0
	lit.after.pending 0
	lit.after.tot 3
	lit.direct.uphold . na
	lit.direct.correct 1
	lit.direct.other 0
	lit.direct.pending 0
	lit.direct.tot 1
	req.new.nat 4
	req.carryin.nat . empty
	req.done.nat 4
	req.carryout.nat . empty
	EOF
	found
	is 0 "$(grep -c '^fact.*derived' "$T/checked")"
	is '' "$(cat "$T/found")"
	is 'skipped: missing: rev.correct rev.other' "$(verdict d sum.rev)"
	is 'skipped: missing: lit.direct.uphold' "$(verdict d sum.lit.direct)"
}

@test "another value than zero takes two rules" {
	report_of d 2020 >"$T/in" <<-EOF
	req.new.nat 7
	req.new.biz 0
	req.new.sci 0
	req.new.ngo 0
	req.new.law 0
	req.new.oth 0
	req.new.tot 7
	req.carryin.nat . empty
	req.carryin.biz 0
	req.carryin.sci 0
	req.carryin.ngo 0
	req.carryin.law 0
	req.carryin.oth 0
	req.carryin.tot 2
	req.done.nat 8
	req.carryout.nat 1
	EOF
	found
	is "req.carryin.nat 2" "$(grep '^fact.*derived' "$T/checked" | cut -f 5,6 | tr '\t' ' ')"
	sed -i '/req.carryout.nat/d' "$T/in"
	found
	is 0 "$(grep -c '^fact.*derived' "$T/checked")"
}

@test "blanks of the form of 2014 are decided by its sums, not by what is only usual" {
	report_of d 2016 >"$T/in" <<-EOF
	s14.req.recv 5
	s14.req.inperson 2
	s14.req.fax . empty
	s14.req.online 3
	s14.req.letter . empty
	s14.rev.tot 4
	s14.rev.uphold 4
	s14.rev.correct . empty
	s14.rev.other 0
	s14.rep.deny 1
	s14.rep.deny.secret 1
	s14.rep.deny.trade . empty
	s14.rep.deny.priv 0
	s14.rep.deny.safety 0
	s14.rep.deny.notgov 0
	s14.rep.deny.statute 0
	EOF
	found
	is '' "$(cat "$T/found")"
	is "s14.req.fax 0 identities:s14.req.chan
s14.req.letter 0 identities:s14.req.chan" \
	    "$(grep '^fact.*derived' "$T/checked" | cut -f 5,6,14 | tr '\t' ' ')"
	is 'pass: derived: s14.req.fax s14.req.letter' "$(verdict d s14.req.chan)"
}

@test "prose never decides a blank cell of a table" {
	report_of d 2020 >"$T/in" <<-EOF
	n.req.carryin 3
	req.carryin.tot . empty
	EOF
	found
	is 0 "$(grep -c '^fact.*derived' "$T/checked")"
	is 'skipped: missing: req.carryin.tot' "$(verdict d pt.carryin)"
}

@test "a value that another rule contradicts is no fact, and the rule fails" {
	report_of d 2020 >"$T/in" <<-EOF
	req.new.nat 7
	req.carryin.nat . empty
	req.carryin.biz 0
	req.carryin.sci 0
	req.carryin.ngo 0
	req.carryin.law 0
	req.carryin.oth 0
	req.carryin.tot 0
	req.done.nat 8
	req.carryout.nat 1
	EOF
	found
	is 0 "$(grep -c '^fact.*derived' "$T/checked")"
	is 'd bal.nat -2' "$(cat "$T/found")"
}

# Breakdowns

claim() { # DOC WHOLE QUALIFIER PARTS [SHARES]
	printf 'claim\t%s\t3\t1\t%s\t%s\t其中\t%s\t%s\t1\t\n' "$1" "$2" "$3" \
	    "$4" "${5:-}"
}

@test "a whole that is more may be up to its next unit, and no more" {
	{
		claim a 300 more '180 160'
		claim b 300 more '180 220'
		claim c 178000 more '178000 999'
		claim d 178000 more '178000 1000'
		claim e 113132 more '113132 1'
		claim f 300 more '180 100'
	} >"$T/in"
	found
	is '' "$(cat "$T/found")"
	is 'a pass b incomplete c pass d incomplete e incomplete f incomplete' \
	    "$(awk -F '\t' '$5 == "pr.parts" { printf "%s%s %s", s, $2, $7; s = " " }' \
	    "$T/checked")"
}

@test "shares are right by rounding or by truncation at the digits printed" {
	{
		claim a 6911 exact '292 6619' '4.22 95.77' # both cut off
		claim b 6911 exact '292 6619' '4.23 95.77' # the first rounded up
		claim c 6911 exact '292 6619' '4.24 95.77'
		claim d 6911 exact '292 6619' '4 96'
		claim e 6911 exact '292 6619' '4 97'
	} >"$T/in"
	found
	is 'c pr.pct 0.01
e pr.pct 1' "$(cat "$T/found")"
}

@test "a share that is said to be about so much is not wrong" {
	{
		claim a 233 exact '90 143' '40:approx 61.4'
		claim b 233 exact '90 143' '40:approx 62.4'
		claim c 233 exact '90 140' '40:approx 60:approx'
		claim d 233 exact '90 143' '39:approx 61'
	} >"$T/in"
	found
	is 'b pr.pct 1.0' "$(cat "$T/found")"
	is 'incomplete: not exact' "$(verdict a pr.pct)"
	is 'incomplete: not exact' "$(verdict a pr.pct100)"
	is 'incomplete: the text does not say that these are all' \
	    "$(verdict c pr.parts)"
	is 'pass: ' "$(verdict d pr.pct)"
}

# Prose against table

@test "received may be with or without what was carried in; the detail says which" {
	{
		report_of a 2020 <<-EOF
		n.req.recv 15
		req.new.tot 12
		req.carryin.tot 3
		EOF
		report_of b 2020 <<-EOF
		n.req.recv 14
		req.new.tot 12
		req.carryin.tot 3
		EOF
		report_of c 2020 <<-EOF
		n.req.recv 15
		req.new.tot 12
		req.carryin.tot . na
		EOF
	} >"$T/in"
	found
	is 'pass: holds as pt.recv.all' "$(verdict a pt.recv)"
	is 'b pt.recv 2
b pt.recv.all -1' "$(cat "$T/found")"
	is 'skipped: may hold as pt.recv.all' "$(verdict c pt.recv)"
}

@test "alternatives that all fail name each other" {
	report_of d 2020 >"$T/in" <<-EOF
	n.req.recv 0 none
	req.new.tot 5
	req.carryin.tot 1
	EOF
	found
	is 'fail: nor as pt.recv.all nor as pt.zero.req' "$(verdict d pt.recv)"
	is 'fail: nor as pt.recv nor as pt.recv.all' "$(verdict d pt.zero.req)"
}

@test "prose that counts what was carried in is held against both rows" {
	{
		report_of a 2022 <<-EOF
		n.req.load 15
		req.new.tot 12
		req.carryin.tot 3
		EOF
		report_of b 2022 <<-EOF
		n.req.load 16
		req.new.tot 12
		req.carryin.tot 3
		EOF
	} >"$T/in"
	found
	is 'b pt.load 1' "$(cat "$T/found")"
	is 'pass: ' "$(verdict a pt.load)"
}

@test "the channels of requests are those of the table; it may count mail as network" {
	{
		report_of a 2016 <<-EOF
		n.req.letter 4
		n.req.online 3
		n.req.email 2
		s14.req.letter 5
		s14.req.online 5
		EOF
		report_of b 2012 <<-EOF
		n.req.online 3
		n.req.email 2
		s08.req.online 5
		s08.req.email 2
		EOF
	} >"$T/in"
	found
	is 'a pt.s14.letter -1
b pt.s08.online -2' "$(cat "$T/found")"
}

@test "organisations may be all, or the enterprises alone" {
	local org
	for org in 5 3 4; do
		report_of "d$org" 2022 <<-EOF
		n.req.org $org
		req.new.biz 3
		req.new.sci 1
		req.new.ngo 0
		req.new.law 0
		req.new.oth 1
		req.carryin.biz 0
		req.carryin.sci 0
		req.carryin.ngo 0
		req.carryin.law 0
		req.carryin.oth 0
		EOF
	done >"$T/in"
	found
	is 'd4 pt.org -1
d4 pt.org.all -1
d4 pt.org.biz 1
d4 pt.org.biz.all 1' "$(cat "$T/found")"
	is 'pass: holds as pt.org.biz' "$(verdict d3 pt.org)"
}

@test "concluded may be what came in this year alone, all of which was" {
	local n
	for n in 14 12 13; do
		report_of "d$n" 2022 <<-EOF
		n.req.done $n
		req.carryin.tot 2
		req.done.tot 14
		EOF
	done >"$T/in"
	found
	is 'd13 pt.done -1
d13 pt.done.new 1' "$(cat "$T/found")"
	is 'pass: holds as pt.done.new' "$(verdict d12 pt.done)"
}

@test "staff below the total may be honest, above it is not" {
	local part
	for part in 3 4 5; do
		report_of "d$part" 2016 <<-EOF
		s14.org.staff.full 1
		s14.org.staff.part $part
		s14.org.staff 5
		EOF
	done >"$T/in"
	found
	is 'd5 s14.staff 1
d5 s14.staff.le 1' "$(cat "$T/found")"
	is 'pass: holds as s14.staff.le' "$(verdict d3 s14.staff)"
}

@test "a province may have collected more fees than an office could" {
	{
		report_of a 2015 area province 人民政府 340000 <<<'s14.fee 12.5'
		report_of b 2015 area county 人民政府 341023 <<<'s14.fee 12.5'
	} >"$T/in"
	found
	is 'b s14.fee.unit 2.5' "$(cat "$T/found")"
}

@test "a number that the prose gives again must be the same, of its scope" {
	again() { # DOC VALUE [QUALIFIER [SCOPE [CELL]]]: not for use
		printf 'fact\t%s\t9\t1\tn.req.recv\t%s\t件\t%s\t%s\t%s\t0\t1\t收到%s件\t\tyear\t\n' \
		    "$1" "$2" "${3:-exact}" "${4:-}" "${5:-}" "$2"
	}
	{
		report_of a 2022 <<<'n.req.recv 12'
		again a 15
		again a 12
		again a 10 more
		again a 40 exact area
		again a 50 exact '' 1:2:3
		report_of b 2022 <<<'n.req.recv 12'
	} >"$T/in"
	found
	is 'a again -3' "$(cat "$T/found")"
	is 'fail: 
pass: 
skipped: not exact' "$(verdict a again)"
	is '' "$(verdict b again)"
	go "$B/gx-check" -xqu "$T/in"
	cat >"$T/want" <<-EOF
	a: 黟县水利局 2022, report 1: again fails (info)
	      12  n.req.recv, 收到申请数 (requests received, prose), line 2: 12
	    must equal, by number = the same number elsewhere in the prose
	      15  n.req.recv, 收到申请数 (requests received, prose), line 9: 收到15件
	  12 is not 15: the difference is -3
	  source of the rule: practice

	EOF
	diff "$T/want" "$T/out"
}

@test "what a person has chosen is not held against what stands elsewhere" {
	report_of d 2020 <<<'rev.tot 20' >"$T/in"
	correction 20 2
	"$B/gx-check" -qu -c "$T/c.tsv" "$T/in" >"$T/once"
	mv "$T/once" "$T/in"
	found
	is '' "$(verdict d again)"
}

@test "numbers of different scopes are not set against each other" {
	{
		report_of a 2020 area <<-EOF
		n.req.recv 12 exact own
		req.new.tot 88
		req.carryin.tot 0
		EOF
		report_of b 2020 own <<-EOF
		n.req.recv 12 exact own
		req.new.tot 88
		req.carryin.tot 0
		EOF
		report_of c 2020 <<-EOF
		n.req.recv 12 exact own
		n.req.recv 88 exact area
		req.new.tot 88
		req.carryin.tot 0
		EOF
		report_of e 2020 <<-EOF
		n.req.recv 80 more
		req.new.tot 88
		req.carryin.tot 0
		EOF
	} >"$T/in"
	found
	is 'b pt.recv -76
b pt.recv.all -76' "$(cat "$T/found")"
	is 'skipped: numbers of different scopes' "$(verdict a pt.recv)"
	is 'pass: scope: area' "$(verdict c pt.recv)"
	is 'skipped: not exact' "$(verdict e pt.recv)"
}

@test "numbers that are too large for a sum are skipped, never wrapped" {
	report_of d 2020 >"$T/in" <<-EOF
	rev.uphold 999999999999999999
	rev.correct 1
	rev.other 0
	rev.pending 0
	rev.tot 0
	lit.after.uphold 99999999999999999999
	lit.after.correct 0
	lit.after.other 0
	lit.after.pending 0
	lit.after.tot 0
	EOF
	found
	is '' "$(cat "$T/found")"
	is 'skipped: out of range' "$(verdict d sum.rev)"
	is 'skipped: missing: lit.after.uphold' "$(verdict d sum.lit.after)"
}

# Corrections

correction() { # OLD NEW
	printf 'doc\treport\tindicator\told\tnew\twho\twhen\twhy\n' >"$T/c.tsv"
	printf 'd\t1\trev.tot\t%s\t%s\tli\t2024-05-06\ta blot on the scan\n' \
	    "$1" "$2" >>"$T/c.tsv"
}

@test "a correction is applied while the old value is what is read" {
	report_of d 2020 >"$T/in" <<-EOF
	rev.uphold 2
	rev.correct 0
	rev.other 0
	rev.pending 0
	rev.tot 20
	EOF
	found
	is 'd sum.rev -18' "$(cat "$T/found")"
	correction 20 2
	found -c "$T/c.tsv"
	is '' "$(cat "$T/found")"
	is "20 0 
2 1 corrections:2024-05-06 li: a blot on the scan" \
	    "$(grep "^fact.*rev.tot" "$T/checked" | cut -f 6,11,14 | tr '\t' ' ')"
	is 0 "$(grep -c '^warn' "$T/checked")"
	# Once more on what came out: it is there already.
	"$B/gx-check" -qu -c "$T/c.tsv" "$T/checked" >"$T/again"
	is 2 "$(grep -c "^fact.*rev.tot" "$T/again")"
	is 0 "$(grep -c '^warn' "$T/again")"
}

@test "a correction that is stale, or met, says so and changes nothing" {
	report_of d 2020 <<<'rev.tot 3' >"$T/in"
	correction 20 2
	found -c "$T/c.tsv"
	is 'correction-stale: rev.tot is not corrected: it is read as "3", not "20"' \
	    "$(grep '^warn' "$T/checked" | cut -f 6,7 | sed 's/\t/: /')"
	is 'rev.tot 3 1' "$(grep '^fact' "$T/checked" | cut -f 5,6,11 | tr '\t' ' ')"
	correction 20 3
	found -c "$T/c.tsv"
	is correction-met "$(grep '^warn' "$T/checked" | cut -f 6)"
	correction 3 ''
	found -c "$T/c.tsv"
	is 'rev.tot  unread 1' "$(grep '^fact' "$T/checked" | tail -n 1 |
	    cut -f 5,6,8,11 | tr '\t' ' ')"
}

@test "a table of corrections that is wrong is named by file and line" {
	correction 3 four
	go "$B/gx-check" -c "$T/c.tsv" -n
	expect 2 "gx-check: $T/c.tsv:2: new: want a number or nothing"
	correction 3 4
	sed -i 's/rev.tot/rev.tto/' "$T/c.tsv"
	go "$B/gx-check" -c "$T/c.tsv" -n
	expect 2 "gx-check: $T/c.tsv:2: no indicator rev.tto"
	go "$B/gx-check" -c "$T/absent" -n
	expect 2 "gx-check: $T/absent: No such file or directory"
}

# For people

@test "-x shows each failure with its rule, its numbers and the difference" {
	{
		printf 'doc\td\t0\tdump/7.txt\t0\t\t\t\t\t9\t0\n'
		report_of d 2020 <<-EOF
		rev.uphold 2
		rev.correct 0
		rev.other 0
		rev.pending 1
		rev.tot 20
		EOF
	} >"$T/in"
	go "$B/gx-check" -xqu "$T/in"
	expect 0
	cat >"$T/want" <<-EOF
	dump/7.txt: 黟县水利局 2020, report 1: sum.rev fails (error)
	      2  rev.uphold, 行政复议结果维持 (administrative review: outcome upheld), line 2: 2
	      1  rev.pending, 行政复议尚未审结 (administrative review: not yet concluded), line 5: 1
	      0  rev.correct, line 3; rev.other, line 4
	    must equal
	      20  rev.tot, 行政复议总计 (administrative review: total), line 6: 20
	  3 is not 20: the difference is -17
	  source of the rule: structure of the official form

	EOF
	diff "$T/want" "$T/out"
}

@test "-x names an agency by its key when there is no report record" {
	{
		report_of a 2019 <<<'req.carryout.tot 5'
		report_of b 2020 <<<'req.carryin.tot 9'
	} | sorted
	go "$B/gx-check" -xquy "$T/in"
	expect 0
	cat >"$T/want" <<-EOF
	b: 341023/水利局 2020, report 1: carry.tot fails (warn)
	      5  req.carryout.tot@-1, 四、结转下年度继续办理 · 总计 (requests carried over to the next year, all applicants), a line 2: 5
	    must equal
	      9  req.carryin.tot, 二、上年结转政府信息公开申请数量 · 总计 (requests carried over from the previous year, all applicants), line 2: 9
	  5 is not 9: the difference is -4
	  source of the rule: practice

	EOF
	diff "$T/want" "$T/out"
}

@test "-x shows factors, numbers of the rule's own, and the text of a breakdown" {
	{
		report_of d 2012 <<<'n.video -3'
		printf 'claim\td\t3\t1\t6911\texact\t其中\t292 6619\t4.24 95.77\t1\t%s\n' \
		    '6911条，其中政策292条，占4.24%；动态6619条，占95.77%'
	} >"$T/in"
	go "$B/gx-check" -xqu "$T/in"
	cat >"$T/want" <<-EOF
	d: 黟县水利局 2012, report 1: pr.pct fails (warn)
	      4.24  share, line 3
	    must equal, by share = 100 * part / whole
	      292  part, line 3
	      6911  whole, line 3
	  4.24 is not 4.23: the difference is 0.01
	  read: 6911条，其中政策292条，占4.24%；动态6619条，占95.77%
	  source of the rule: practice

	d: 黟县水利局 2012, report 1: pl.nonneg fails (error)
	      0
	    must not exceed
	      -3  n.video, 发布视频信息期数 (video issues published), line 2: -3
	  0 is more than -3: the difference is 3
	  source of the rule: practice

	EOF
	diff "$T/want" "$T/out"
	{
		report_of a 2011 <<<'n.video 43'
		report_of b 2012 <<<'n.video 6'
	} | sorted
	go "$B/gx-check" -xquy "$T/in"
	is '    must not exceed
      5 * 6  n.video, 发布视频信息期数 (video issues published), line 2: 6' \
	    "$(sed -n '3,4p' "$T/out")"
}

@test "-e turns findings into exit 1; -s leaves lesser ones out" {
	report_of d 2020 >"$T/in" <<-EOF
	a20.rule.made 4
	EOF
	go "$B/gx-check" -que "$T/in"
	expect 1
	go "$B/gx-check" -que -s warn "$T/in"
	expect 1
	go "$B/gx-check" -que -s error "$T/in"
	expect 0
	is 'pl.nonneg' "$(grep '^check' "$T/out" | cut -f 5)"
}

# Years and agencies

# Three agencies over four years; each fault of a kind stands once.
# 水利局: 2020 carries in 3 of the 2 carried out in 2019.
# 民政局: its stock of documents in 2022 is not last year's and what came and went.
# 交通局: 2021 has ten times the fees of 2020; 2022 is a copy of 2021.
three_agencies() {
	local n=0 a b c d e
	while read -r a b c d; do
		report_of "w$n" $((2019 + n)) <<-EOF
		req.new.tot $a
		req.carryin.tot $b
		req.done.tot $c
		req.carryout.tot $d
		EOF
		n=$((n + 1))
	done <<-EOF
	20 0 18 2
	21 3 22 2
	22 2 23 1
	23 1 24 0
	EOF
	n=0
	while read -r a b c; do
		report_of "m$n" $((2020 + n)) '' county 民政局 <<-EOF
		a20.nd.issued $a
		a20.nd.repealed $b
		a20.nd.valid $c
		EOF
		n=$((n + 1))
	done <<-EOF
	3 3 30
	4 2 32
	5 6 31
	6 6 35
	EOF
	n=0
	while read -r a b c d e; do
		report_of "j$n" $((2019 + n)) '' county 交通局 <<-EOF
		n.fee.tot $a
		n.train $b
		n.meet $c
		n.columns $d
		n.files $e
		EOF
		n=$((n + 1))
	done <<-EOF
	40 11 5 8 21
	45 12 6 8 22
	460 13 7 8 23
	460 13 7 8 23
	EOF
}

sorted() {
	grep '^fact' | sort -t "$TAB" -k16,16 >"$T/in"
}

@test "-y finds each fault of an agency's years once, and nothing else" {
	three_agencies | sorted
	found -y
	cat >"$T/want" <<-EOF
	j2 jump 235
	j3 copy 
	m3 a20.nd.stock -4
	w1 carry.tot -1
	EOF
	sort "$T/found" | diff "$T/want" -
	is 'w0:1' "$(awk -F '\t' '$5 == "carry.tot" && $7 == "fail" { print $12 }' "$T/checked")"
	# Nothing is lost.
	grep '^fact' "$T/checked" | diff "$T/in" -
}

@test "-b: the books of reports say to -y what their facts say" {
	{
		three_agencies
		{
			printf '%s\n' 'req.new.tot 21' 'req.carryin.tot 3'
			reviews_with_blanks
		} | report_of zz 2020
		report_of unknown 2020 '' county '' <<<'req.new.tot 5'
	} >"$T/in"
	go "$B/gx-check" -qu -b "$T" "$T/in"
	expect 0
	cp "$T/out" "$T/plain"
	"$B/gx-check" -qu "$T/in" | diff - "$T/plain"
	is 2 "$(grep -c '^fact	zz	.*	derived	' "$T/plain")"
	is 'zz 2 1' "$(awk -F '\t' '$2 == "zz" { print $2, $3, $4 }' "$T/books")"
	is 13 "$(wc -l <"$T/books")"
	is 0 "$(grep -c '^book	unknown' "$T/books")"
	sorted <"$T/plain"
	"$B/gx-check" -quy "$T/in" | grep '^check' >"$T/want"
	is 4 "$(grep -c fail "$T/want")"
	sort -t "$TAB" -k5,5 "$T/books" | "$B/gx-check" -quy | grep '^check' | diff "$T/want" -
	# a book in pieces, and one whose order is wrong
	printf 'book\ta\t1\t1\t110101/x/2020\treq.new.tot\t1\t9\n' >"$T/in"
	go "$B/gx-check" -quy "$T/in"
	expect 0
	printf 'book\ta\t1\t1\t110101/x/2019\n' >>"$T/in"
	go "$B/gx-check" -quy "$T/in"
	expect 2 'gx-check: line 2: not sorted \(-y: sort by field 16, the key\)'
	go "$B/gx-check" -qu -b "$T/absent" "$T/plain"
	expect 3 "gx-check: $T/absent/books.new: No such file or directory"
}

@test "-y: few numbers that are the same again are no copy" {
	local year
	for year in 2021 2022; do
		report_of "d$year" $year <<-EOF
		req.new.nat 1
		req.new.tot 1
		req.granted.nat 1
		req.granted.tot 1
		req.done.nat 1
		req.done.tot 1
		a20.nd.valid 3
		EOF
	done | sorted
	found -y
	is '' "$(cat "$T/found")"
	is 'skipped: 7 of 7 numbers that are not zero are those of the year before' \
	    "$(verdict d2022 copy)"
}

@test "years: sorts by agency, and follows a county that became a district" {
	{
		printf '#gx\t1\thand\t0\t0\n'
		report_of b 2017 '' county 水利局 320813 <<<'n.open.cum 30'
		report_of a 2016 '' county 水利局 320829 <<<'n.open.cum 20'
		printf 'fact\tb\t2\t1\tn.open.year\t5\t条\texact\t\t\t1\t1\t5\t\tyear\t320813/水利局/2017\n'
	} >"$T/in"
	export PATH=$B:$PATH
	go "$ROOT/pipelines/annual-report/years" "$T/in"
	expect 3 'gx-check: no eof record: the filter before failed \(-u accepts it\)'
	printf 'eof\t-\t0\thand\t0\t5\n' >>"$T/in"
	go "$ROOT/pipelines/annual-report/years" "$T/in"
	expect 0
	is 'cum fail -5' "$(awk -F '\t' '$5 == "cum" { print $5, $7, $11 }' "$T/out")"
	go "$ROOT/pipelines/annual-report/years" <"$T/in"
	expect 0
	is 'cum fail -5' "$(awk -F '\t' '$5 == "cum" { print $5, $7, $11 }' "$T/out")"
}

@test "-y: the same report twice with other numbers is found once" {
	{
		three_agencies
		report_of zz 2020 <<-EOF
		req.new.tot 21
		req.carryin.tot 3
		req.done.tot 23
		req.carryout.tot 2
		EOF
	} | sorted
	found -y
	is 'zz twice ' "$(grep twice "$T/found")"
	is 'fail: 1 of 4 numbers differ' "$(verdict zz twice)"
	is 5 "$(wc -l <"$T/found")"
}

@test "-y: a year that is missing, another agency and an unknown one are no years before" {
	{
		report_of a 2019 <<<'req.carryout.tot 5'
		report_of b 2021 <<<'req.carryin.tot 9'
		report_of c 2022 '' county 水务局 <<<'req.carryin.tot 7'
		report_of d 2019 '' county '' <<<'req.carryout.tot 5'
		report_of e 2020 '' county '' <<<'req.carryin.tot 9'
		report_of f 2019 '' county 水利局 '110101 310101' <<<'req.carryout.tot 5'
		report_of g 2020 '' county 水利局 '110101 310101' <<<'req.carryin.tot 9'
	} | sorted
	found -y
	is '' "$(cat "$T/found")"
	is 0 "$(grep -c '^check' "$T/checked")"
}

@test "-y: an agency that has changed is not held against its former self" {
	{
		report_of a 2018 '' prefecture 人民政府 370100 <<<'a20.nd.valid 5'
		report_of b 2019 '' prefecture 人民政府 370100 <<<'a20.nd.valid 50'
	} | sorted
	found -y
	is '' "$(cat "$T/found")"
	is succession "$(grep '^warn' "$T/checked" | cut -f 6)"
}

@test "agencies.tsv: each region is a unit of its year, and stands once" {
	go awk -F '\t' 'FNR == 1 { file++ }
	/^#/ || $1 == "code" || $1 == "region" || $1 == "" { next }
	file == 1 { from[$1] = $3; to[$1] = $4; next }
	!($1 in from) || $3 < from[$1] || (to[$1] != "" && $3 > to[$1]) ||
	    seen[$1, $3]++ { print $1, $3; bad = 1 }
	END { exit bad }' "$GX_RULES/regions.tsv" "$GX_RULES/agencies.tsv"
	expect 0
	is '' "$(cat "$T/out")"
	{ # 萝岗区 became a part of it: stock and requests are those of both
		report_of a 2013 '' county 人民政府 440112 <<<'n.open.cum 50'
		printf 'fact\tb\t2\t1\tn.open.year\t9\t条\texact\t\t\t1\t1\t9\t\tyear\t440112/人民政府/2014\n'
		report_of b 2014 '' county 人民政府 440112 <<<'n.open.cum 90'
	} | sorted
	found -y
	is '' "$(cat "$T/found")"
	is succession "$(grep '^warn' "$T/checked" | cut -f 6)"
}

@test "succession.tsv: each code is a unit of its last year, and becomes one of the next" {
	go awk -F '\t' 'FNR == 1 { file++ }
	/^#/ || $1 == "code" { next }
	file == 1 { from[$1] = from[$1] " " ($3 == "" ? 0 : $3)
		to[$1] = to[$1] " " ($4 == "" ? 9999 : $4); next }
	function had(code, year,	f, t, n, i) {
		n = split(from[code], f, " "); split(to[code], t, " ")
		for (i = 1; i <= n; i++)
			if (f[i] <= year && year <= t[i])
				return 1
		return 0
	}
	!had($1, $2) || !had($3, $2) || $1 == $3 { print; bad = 1 }
	END { exit bad }' "$GX_RULES/regions.tsv" "$GX_RULES/succession.tsv"
	is '' "$(cat "$T/out")"
	expect 0
}

@test "-y: a document that is there twice is found, and not held against itself" {
	three_agencies | sorted
	cat "$T/in" "$T/in" >"$T/both"
	sorted <"$T/both"
	found -y
	is 12 "$(grep -c ' twice ' "$T/found")"
	is 'fail: the document is in the stream twice' "$(verdict w1 twice)"
	is 16 "$(wc -l <"$T/found")"
	go "$B/gx-check" -quye "$T/in"
	expect 1
}

@test "-y: a stream that is not sorted ends with exit 2" {
	three_agencies | sorted
	sed -n '1!G;h;$p' "$T/in" >"$T/back"
	go "$B/gx-check" -quy "$T/back"
	expect 2 'gx-check: line [0-9]+: not sorted \(-y: sort by field 16, the key\)'
}

@test "-p holds a government against those below it, where their scope is known" {
	family() { # SCOPE of the parent, then that of its children
		report_of p 2020 "$1" prefecture 人民政府 360500 <<<'req.new.tot 20'
		report_of x 2020 "$2" county 人民政府 360502 <<<'req.new.tot 16'
		report_of y 2020 "$3" county 人民政府 360521 <<<'req.new.tot 5'
		report_of z 2020 area county 人民政府 360502 <<<'req.new.tot 99'
		report_of o 2020 area county 水利局 360502 <<<'req.new.tot 99'
	}
	family area area own >"$T/in"
	found -p
	is 'p ag.new 1' "$(cat "$T/found")"
	is 'fail: 2 of 2 units' "$(verdict p ag.new)"
	family area area '' >"$T/in"
	found -p
	is 'incomplete: 1 of 2 units' "$(verdict p ag.new)"
	family '' area area >"$T/in"
	found -p
	is '' "$(verdict p ag.new)"
	is 'skipped: missing:' "$(verdict p ag.scope)"
	family own area area >"$T/in"
	found -p
	is '' "$(cat "$T/found")"
}

@test "texts that a spreadsheet takes for formulas are told, numbers and dashes are not" {
	{
		printf 'report\td1\t1\t1\t1\t9\t2022\t2021\t2021\tyes\t320106\tcounty\tfin\town\t局\t=局\t@报告\n'
		for raw in '-' '-8' '+3' '=8' '-件' 5; do
			printf 'fact\td1\t2\t1\trev.tot\t\t件\tunread\t\t1:1:1\t0\t1\t%s\tx\tyear\t320106/局/2022\n' "$raw"
		done
		printf 'report\td1\t3\t2\t1\t9\t2022\t2021\t2021\tyes\t320106\tcounty\tfin\town\t局\t局\t报告\n'
	} | "$B/gx-check" -qu | grep '^warn' | cut -f 2-6,7 >"$T/out"
	printf 'd1\t0\t1\tgx-check\tformula\ttexts that a spreadsheet takes for formulas: 4 (gx-csv --excel)\n' |
	    diff - "$T/out"
}
