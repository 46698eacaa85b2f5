#!/usr/bin/env bats
# limits: pages of any size and shape.  What is beyond a limit is named, and
# nothing else is lost.
# normal build only
# shellcheck disable=SC2034 # context

load helper

setup_file() {
	load helper
	report 2 >"$S/next"
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

# Lines as those of one report, between its first and its last.
around() { # FILE
	report 1 | sed -n '1,4p'
	cat "$1"
	report 1 | sed -n '5,$p'
}

@test "gx-segment: lines that might be records of a sheet take linear time" {
	{
		report 1
		awk 'BEGIN { for (i = 0; i < 60000; i++) print "一方面,二方面,三方面,四方面" }'
	} >"$T/page"
	"$B/gx-decode" -q "$T/page" | timeout 20 "$B/gx-segment" -q >"$T/out"
	[ "$(grep -c '一方面' "$T/out")" -eq 60000 ]
}

@test "gx-segment: a title at the head of twenty thousand pages takes linear time" {
	{
		report 1
		report 1 | awk 'NR == 1 { for (i = 1; i <= 20000; i++) print "- " i " -\n" $0 }'
	} >"$T/page"
	"$B/gx-decode" -q "$T/page" | timeout 20 "$B/gx-segment" -q >"$T/out"
	[ "$(grep -c "${TAB}running-head${TAB}" "$T/out")" -eq 20000 ]
}

@test "gx-segment: borders of tables that have no rows take linear time" {
	{
		report 1
		awk 'BEGIN { for (i = 0; i < 60000; i++) print "+-----+" }'
	} >"$T/page"
	"$B/gx-decode" -q "$T/page" | timeout 20 "$B/gx-segment" -q >"$T/out"
	[ "$(grep -cF '+-----+' "$T/out")" -eq 60000 ]
}

@test "gx-extract: sixty thousand totals one below the other take linear time" {
	awk 'BEGIN { for (i = 1; i <= 60000; i++) print "主动公开政府信息" i "条。" }' >"$T/lines"
	around "$T/lines" >"$T/page"
	"$B/gx-decode" -q "$T/page" | "$B/gx-segment" -q |
	    timeout 20 "$B/gx-extract" -q >"$T/out"
	[ "$(grep -c "^fact.*${TAB}n.open.year$TAB" "$T/out")" -eq 60001 ]
}

@test "gx-extract: a paragraph of more than 2 MiB is not read, and named" {
	awk 'BEGIN { for (i = 0; i < 60000; i++) printf "网站公开政府信息7条，" }' >"$T/long"
	echo >>"$T/long"
	around "$T/long" >"$T/page"
	"$B/gx-decode" -q "$T/page" | "$B/gx-segment" -q | "$B/gx-extract" -q >"$T/out"
	[ "$(grep -c "^warn${TAB}[0-9a-f]*${TAB}5${TAB}1${TAB}gx-extract${TAB}paragraph-limit$TAB" "$T/out")" -eq 0 ] ||
		fail "1.8 MB were not read"
	sed -i 's/.*网站.*/&&/' "$T/long"
	around "$T/long" >"$T/page"
	"$B/gx-decode" -q "$T/page" | "$B/gx-segment" -q | "$B/gx-extract" -q >"$T/out"
	grep "^warn.*limit" "$T/out" | cut -f 3-7 >"$T/have"
	{
		printf '0\t\tgx-decode\trecord-limit\ta line is longer than 1048576 bytes, it was cut\n'
		printf '5\t1\tgx-extract\tparagraph-limit\ta paragraph of more than 2097152 bytes: it is not read\n'
	} >"$T/want"
	same "$T/want" "$T/have"
	grep '^fact' "$T/out" | cut -f 5,6 >"$T/have"
	report 1 >"$T/page"
	"$B/gx-decode" -q "$T/page" | "$B/gx-segment" -q | "$B/gx-extract" -q |
	    grep '^fact' | cut -f 5,6 >"$T/want"
	same "$T/want" "$T/have"
}

@test "gx-extract: of a report with too many readings the first are read" {
	awk 'BEGIN { for (i = 0; i < 70000; i++) print "收到政府信息公开申请" i "件。" }' >"$T/long"
	around "$T/long" >"$T/page"
	"$B/gx-decode" -q "$T/page" "$S/next" | "$B/gx-segment" -q | "$B/gx-extract" -q >"$T/out"
	grep -qx "warn${TAB}[0-9a-f]*${TAB}655[0-9]*${TAB}1${TAB}gx-extract${TAB}facts-limit${TAB}more than 65536 readings: what follows is not read" "$T/out" ||
		fail "not named"
	[ "$(grep -c "^fact.*${TAB}n.req.recv$TAB" "$T/out")" -ge 65530 ]
	grep -q "^fact.*${TAB}n.req.recv${TAB}102$TAB" "$T/out" || fail "the next document is not read"
}
