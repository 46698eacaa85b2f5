#!/usr/bin/env bats
# rules: every row of every table has an example, and the filters prove them.

load helper

@test "the rows of the tables give what their examples say" {
	local f
	for f in segment extract check; do
		go "$B/gx-$f" -n
		expect 0
	done
}

# The column `needs` only spares work: a row that asks for no literal gives the
# same.  The examples of all rules are a page, beside the reports of examples/,
# the cases, and the samples where they are.
without_needs() { # makes $T/rules
	cp -R "$GX_RULES" "$T/rules"
	for f in "$T"/rules/*.tsv; do
		awk -F '\t' -v OFS='\t' '
		/^# / || NF < 2 { print; next }
		!n { n = -1; for (i = 1; i <= NF; i++) if ($i == "needs") n = i
			print; next }
		{ if (n > 0) $n = ""; print }' "$f" >"$T/blank"
		cmp -s "$f" "$T/blank" || echo "${f##*/}"
		mv "$T/blank" "$f"
	done >"$T/changed"
}

@test "asking for literals first changes nothing that is found" {
	local samples
	without_needs
	[ "$(wc -l <"$T/changed")" -eq 8 ]
	{
		echo 安徽省黟县水利局2012年政府信息公开工作年度报告
		awk -F '\t' '!/^[#=]/ && NF > 5 { print $5 }' "$GX_RULES/prose.tsv"
	} >"$T/examples.txt"
	samples=("$ROOT"/examples/*.txt "$ROOT"/examples/*.html "$T/examples.txt"
	    "$ROOT"/../shared/seeds/*.txt "$ROOT"/../shared/gold/passages/*.txt)
	for i in "${!samples[@]}"; do
		[ -f "${samples[i]}" ] || unset "samples[i]"
	done
	"$B/gx-decode" -q "${samples[@]}" >"$T/decoded"
	found() { # RULES
		"$B/gx-segment" -q -r "$1" "$T/decoded" |
		    "$B/gx-extract" -q -r "$1" | grep -v '^#'
	}
	found "$GX_RULES" >"$T/asked"
	found "$T/rules" >"$T/unasked"
	[ "$(grep -c '^fact' "$T/asked")" -gt 200 ]
	diff "$T/asked" "$T/unasked"
}

@test "a row asks for no literal that its pattern does without" {
	go python3 "$ROOT/tests/needs.py" "$GX_RULES"/{prose,context,claims,elisions,sectors}.tsv
	expect 0
	go python3 "$ROOT/tests/needs.py" "$GX_RULES"/{titles,evidence,furniture}.tsv
	expect 0
	sed '/^n.items.lic/s/	许可	/	审批	/' "$GX_RULES/prose.tsv" >"$T/prose.tsv"
	go python3 "$ROOT/tests/needs.py" "$T/prose.tsv"
	expect 1
	grep -q "prose.tsv:[0-9]*: n.items.lic: .* has none of 审批" "$T/out"
}

# A line of a megabyte, all of one thing, that every pattern is tried on, and
# then what the steps of context.tsv look at.
megabyte() { # WHAT
	printf 'report\td\t1\t1\t1\t2\t2012\t2008\tprose\tyes%b\n' \
	    '\t\t\t\t\t\t\t'
	printf 'text\td\t2\t1\t1\t0\t\t'
	awk -v s="$1" 'BEGIN { for (n = 0; n < 1000000; n += length(s)) printf "%s", s }'
	printf '，收到公开申请9件，办结8件，信息公开行政复议2件，维持1件。\n'
}

@test "no pattern gives up on a megabyte of one thing" {
	local what
	without_needs
	for what in a 公 7 ' '; do
		megabyte "$what" >"$T/line"
		go "$B/gx-extract" -uq -r "$T/rules" "$T/line"
		expect 0
		! grep -aq '^warn' "$T/out" || fail "a megabyte of '$what'"
		grep -aqP '^fact\td\t2\t1\tn\.rev\.uphold\t1\t' "$T/out" ||
		    fail "nothing read behind '$what'"
	done
}

@test "a pattern that gives up is a warning, not an absence" {
	without_needs
	megabyte 申请 >"$T/line"
	go "$B/gx-extract" -uq -r "$T/rules" "$T/line"
	expect 0
	grep -aqP '^warn\td\t2\t1\tgx-extract\tregex-limit\tprose:n\.req\.[a-z.0-9]+: gave up' "$T/out"
}

# A copy of the tables, spoilt by a sed command; the filter must say where, which
# may be in another table.
spoilt() { # FILTER TABLE SED MESSAGE [TABLE]
	cp -R "$GX_RULES" "$T/rules"
	sed -i "$3" "$T/rules/$2"
	! cmp -s "$GX_RULES/$2" "$T/rules/$2" || fail "the table was not spoilt"
	go "$B/gx-$1" -n -r "$T/rules"
	expect 2 "gx-$1: $T/rules/${5:-$2}:[0-9]+: $4"
	rm -r "$T/rules"
}

@test "a row that is wrong is named by file and line" {
	spoilt extract prose.tsv 's/	1136	/	1137	/' 'the example does not give 1137'
	spoilt extract prose.tsv 's/^n.open.year/n.open.yaer/' 'no such indicator'
	spoilt extract prose.tsv 's/{unit}/{unti}/' 'no macro \{unti\}'
	spoilt extract prose.tsv '/^n.files/s/(#)/((#)/' 'pattern: .*parenthes.*'
	spoilt extract prose.tsv 's/	n.rev.tot$/	/' 'the example also gives n.rev.tot'
	spoilt extract words.tsv 's/|递交|/|上交|递交|来电|/' '来电 is in two rows'
	spoilt extract words.tsv 's/|递交|/||/' 'an empty word'
	spoilt extract words.tsv 's/	office	/	offices	/' 'no such role'
	spoilt extract frames.tsv 's/^n.req.recv/n.req.rcev/' 'no such indicator'
	spoilt extract frames.tsv '/^n.open.portal/s/=told/=tolled/' '=tolled is no class of words.tsv and no row above'
	spoilt extract frames.tsv 's/	全年维护政务信息12条/	全年维护机器12台/' 'the example does not give 12'
	spoilt extract frames.tsv 's/^=marks	.*/=marks					/' 'the example does not give 12'
	spoilt extract words.tsv 's/|函复|/|/' 'the example does not give 3' frames.tsv
	spoilt extract context.tsv 's/	比去年增加$/	与去年持平/' 'the example does not match'
	spoilt extract wholes.tsv 's/ n.open.portal/ n.open.door/' 'no indicator n.open.door'
	spoilt extract wholes.tsv 's/	主动公开政府信息412条/	公开公告9条/' 'the example does not match'
	spoilt extract wholes.tsv 's/^claim/claims/' 'copy or claim'
	spoilt extract claims.tsv 's/	其中$/	其他/' 'the example does not match'
	spoilt extract elisions.tsv 's/	行政复议数为0$/	行政复议数为0件/' 'the example does not match'
	spoilt extract tables.tsv 's/	a20.nd	/	a20.dn	/' 'no indicator a20.dn.made'
	spoilt extract tables.tsv 's/^row/rwo/' 'what: col, group, row, part or note'
	spoilt extract tables.tsv 's/	属于国家秘密$/	属于国家机密/' 'its row and column are not read as req.deny.secret.nat' \
	    indicators.tsv
	spoilt extract tables.tsv 's/	科研机构$/	科学机构/' 'its row and column are not read as req.new.sci' \
	    indicators.tsv
	spoilt extract tables.tsv '/	s08.rev.tot	/d' 'its row and column are not read as s08.rev.tot' \
	    indicators.tsv
	spoilt extract tables.tsv '/^row	2019	dispute/d' 'its row and column are not read as rev.tot' \
	    indicators.tsv
	spoilt extract indicators.tsv 's/^n.open.cum	/n.open.year	/' 'this id has a row already'
	spoilt extract values.tsv '5s/$/	x/' '3 columns, want 2'
	spoilt segment titles.tsv 's/^title	.*/title		^x$	y/' 'the example does not match'
	spoilt segment titles.tsv 's/^sign/sing/' 'kind: title, end, tail, glued, bare, annex, agency, sign, other, news or not'
	spoilt segment evidence.tsv 's/	走进	/	走出	/' 'the example gives no evidence'
	spoilt segment evidence.tsv 's/^year	1	title/year	0	title/' 'rank: 1 to 19'
	spoilt segment evidence.tsv 's/^year	1	title	number/year	1	title	numbers/' 'read: number, next, code, seat, name, last, start, end, home, whole, zone, as-is or =VALUE'
	spoilt segment furniture.tsv 's/	tail	/	tial	/' 'place: any, tail, start or close'
	spoilt segment fold.tsv 's/^，	/，，	/' 'want as many ideographs as before'
	spoilt segment fold.tsv 's/^，	/ab	/' 'want one character of the first plane'
	spoilt segment regions.tsv 's/^110000/11000/' 'want a code of six digits and a name'
	spoilt segment sections.tsv 's/^annex	1/annex	7/' 'depth: 1 or 2'
	spoilt check identities.tsv 's/req.done.nat + /req.done.nta + /' 'expression: no indicator req.done.nta'
	spoilt check identities.tsv 's/	error	within/	eror	within/' 'severity: error, warn or info'
	spoilt check identities.tsv '0,/ + /s/ + / \* /' 'expression: \* is no operator'
}

# Whether or not a text comes that the row could match.
@test "a wrong pattern or macro stops a filter at its start" {
	local wrong
	for wrong in 's/(#)/((#)/' 's/{unit}/{unti}/'; do
		rm -rf "$T/rules"
		cp -R "$GX_RULES" "$T/rules"
		sed -i "/^n.files/$wrong" "$T/rules/prose.tsv"
		go "$B/gx-extract" -u -r "$T/rules" /dev/null
		expect 2 "gx-extract: $T/rules/prose.tsv:[0-9]+: (pattern: .*|no macro .*)"
	done
}

@test "what only the macros of a pattern make wrong is told by -n" {
	spoilt extract prose.tsv '/^n.files/s/(#)/(?<!{unit}*)(#)/' 'pattern: lookbehind.*'
}

# What a pattern is matched against has been folded: a character that fold.tsv
# reads as another can never match.
takes_away() { # TABLE
	perl -CSD -Mutf8 -F'\t' -lane '
	BEGIN { $bad = 0 }
	%column = () if $ARGV ne $file;
	$file = $ARGV;
	next if /^# / || @F < 2;
	unless (%column) { @column{@F} = 0 .. $#F; next }
	if ($ARGV =~ /fold/) {
		$gone{$F[0]} = 1 if length $F[0] == 1 && $F[0] ne $F[1];
	} else {
		for (split //, $F[$column{pattern}]) {
			next unless $gone{$_} && ord > 127;
			print "$ARGV: $_"; $bad = 1;
		}
	}
	END { exit $bad }' "$GX_RULES"/fold.tsv "$1"
}

@test "no pattern waits for a character that folding takes away" {
	local table
	for table in prose context claims evidence titles furniture; do
		takes_away "$GX_RULES/$table.tsv"
	done
	cp "$GX_RULES/titles.tsv" "$T"
	printf 'title\t\t信息公開\t信息公开\n' >>"$T/titles.tsv"
	! takes_away "$T/titles.tsv" || fail "the test cannot fail"
}
