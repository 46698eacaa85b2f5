#!/usr/bin/env bats
# explain: gx-extract -x says what becomes of a line, and writes no record.

load helper

setup() {
	{
		echo 黟县水利局2015年政府信息公开年度报告
		echo 三、依申请公开政府信息情况
		echo '收到公开申请9件，2014年收到公开申请7件。局长信箱收到来信70件，办结66件。'
		echo 其中：来函4件。
		echo 召开会议5次。
	} >"$T/page.txt"
	"$B/gx-decode" -q "$T/page.txt" | "$B/gx-segment" -q >"$T/in"
}

says() { # LINE: of standard output
	grep -qxE -- " *$1" "$T/out" || fail "want: $1"
}

@test "-x names the rules, what they matched, and what was decided" {
	go "$B/gx-extract" -q -x 3 "$T/in"
	expect 0
	says '[0-9a-f]{16}, report 1: lines 3 to 4, section request'
	says 'sentence: 收到公开申请#件,@年收到公开申请#件'
	says 'prose:n\.req\.recv\.1 matches 收到公开申请# at 9'
	says 'prose:n\.req\.recv\.1 matches 收到公开申请# at 7'
	says 'rejected: another year'
	says 'prose:n\.req\.recv\.3 does not match'
	says 'another rule has read it'
	says 'prose:n\.req\.done\.[0-9]+ matches 办结# at 66'
	says 'kind: not of requests \(context\.tsv:[0-9]+\)'
	says '[0-9a-f]{16}, report 1: used, n\.req\.recv = 9 exact by prose:n\.req\.recv\.1'
	[ "$(grep -c ': used, ' "$T/out")" -eq 2 ]
	! grep -q "$TAB" "$T/out" || fail "a record"
}

@test "-x explains the line that was asked about, and no other" {
	go "$B/gx-extract" -q -x 5 "$T/in"
	expect 0
	says '[0-9a-f]{16}, report 1: lines 5 to 5, section request'
	! grep -q 公开申请 "$T/out" || fail "another line"
	go "$B/gx-extract" -q -x 50 "$T/in"
	expect 0
	[ ! -s "$T/out" ]
}

@test "-x says of a sentence that recurs what it says of the first" {
	local line
	{
		echo 黟县水利局2015年政府信息公开年度报告
		echo 三、依申请公开政府信息情况
		echo 收到公开申请9件。
		echo 收到公开申请9件。
	} >"$T/twice.txt"
	"$B/gx-decode" -q "$T/twice.txt" | "$B/gx-segment" -q >"$T/again"
	for line in 3 4; do
		"$B/gx-extract" -q -x "$line" "$T/again" | grep '^        ' >"$T/$line"
	done
	grep -q ' does not match$' "$T/3"
	same "$T/3" "$T/4"
}

@test "-x says what the records say" {
	local line
	"$B/gx-extract" -q "$T/in" | awk -F '\t' '$1 == "fact" { print $3, $5, $6, $8, $14, $11 }' | sort >"$T/facts"
	for line in 3 4 5; do
		"$B/gx-extract" -q -x "$line" "$T/in" |
		    sed -nE "s/.*: (used|not used.*), ([^ ]+) = ([^ ]*) ([^ ]+) by (.*)/$line \2 \3 \4 \5 \1/p"
	done | sed 's/ used$/ 1/; s/ not used.*$/ 0/' | sort >"$T/said"
	[ -s "$T/facts" ]
	same "$T/facts" "$T/said"
}

@test "-x wants the number of a line" {
	local line
	for line in 0 -3 x '' 3x; do
		go "$B/gx-extract" -x "$line" "$T/in"
		expect 2 "gx-extract: -x: the number of a line"
	done
}
