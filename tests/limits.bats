#!/usr/bin/env bats
# limits: pages of any size and shape.  What is beyond a limit is named, and
# nothing else is lost.
# normal build only
# shellcheck disable=SC2034 # context

load helper

setup() {
	command -v "$B/gx-segment" >/dev/null || skip "no gx-segment"
}

many() { # N: reports on one page
	local i
	for ((i = 1; i <= $1; i++)); do
		report "$i"
	done
}

@test "gx-segment: fifteen hundred reports on one page, and each has its number" {
	many 1500 >"$T/page"
	"$B/gx-decode" -q "$T/page" | "$B/gx-segment" -q | "$B/gx-extract" -q >"$T/out"
	[ "$(grep -c '^report' "$T/out")" -eq 1500 ]
	awk -F '\t' '$1 == "fact" && $5 == "n.req.recv" && $11 == 1 { print $4, $6 }' \
	    "$T/out" >"$T/have"
	for ((i = 1; i <= 1500; i++)); do
		echo "$i $((100 + i))"
	done >"$T/want"
	same "$T/want" "$T/have"
}

@test "gx-segment: fifteen hundred headings that stand behind sentences" {
	{
		report 1
		for ((i = 1; i <= 1500; i++)); do
			echo "具体数据见附件第$i号。二、主动公开政府信息情况"
			echo "公开第$i条。"
		done
	} >"$T/page"
	"$B/gx-decode" -q "$T/page" | "$B/gx-segment" -q >"$T/out"
	[ "$(grep -c "^head.*${TAB}二、${TAB}" "$T/out")" -eq 1501 ] || fail "headings are missing"
	! grep -q "page-limit" "$T/out" || fail "a limit was hit"
}

@test "gx-segment: what stands around many reports says whose they are" {
	{
		for ((i = 1; i <= 3000; i++)); do
			echo "网站导航第$i号"
		done
		many 3
	} >"$T/page"
	"$B/gx-decode" -q "$T/page" | "$B/gx-segment" -q | grep '^report' |
	    cut -f 4,7,11 >"$T/have"
	printf '%s\t2022\t320106\n' 1 2 3 >"$T/want"
	same "$T/want" "$T/have"
}
