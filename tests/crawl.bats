#!/usr/bin/env bats
# crawl: wget to WARC files, against a site on this machine.
# run by make check-flow

load helper

CRAWL=pipelines/annual-report/crawl

setup() {
	local tool
	for tool in wget setpriv flock; do
		command -v $tool >/dev/null || skip "$tool is not here"
	done
	cd "$T" || return
	mkdir www
	python3 "$ROOT/tests/site.py" www asked >port 2>site.err &
	echo $! >pid
	for ((i = 0; i < 100; i++)); do
		[ ! -s port ] || break
		sleep 0.05
	done
	H=http://127.0.0.1:$(cat port)
}

teardown() {
	[ ! -e "$T/pid" ] || kill "$(cat "$T/pid")"
}

crawl() {
	"$ROOT/$CRAWL" -w 0 "$@" -o dump
}

pages() { # NUMBER ...: reports, half of them in GBK, and an index of all pages
	local n
	for n; do
		report "$n" | sed 's/^/<p>/; 1s/^/<!DOCTYPE html><meta charset="utf-8">/' >"www/$n.html"
		[ $((n % 2)) = 1 ] || continue
		sed -i 's/utf-8/gb2312/' "www/$n.html"
		iconv -f UTF-8 -t GB18030 "www/$n.html" >t
		mv t "www/$n.html"
	done
	index
}

index() { # [ADDRESS ...]: of what is there, and of these
	{
		echo '<html><body>'
		(cd www && printf '%s\n' [0-9]*.*) | cat - <(printf '%s\n' "$@") |
			sed 's,.*,<a href="&">x</a>,'
	} >www/index.html
}

results() { # of the last crawl, without the name of the site
	tail -n +2 dump/crawl.tsv | sed "s,$H,," | tr '\t' ' '
}

asked() { # paths that were asked for
	cut -f 3 asked
}

stored() { # [RECORD]: addresses of which a WARC file has a record of this type
	zcat dump/warc/* | tr -d '\r' | awk -v type="${1:-response}" '
	/^WARC-Type: / { on = $2 == type }
	/^WARC-Target-URI: / && on { gsub(/[<>]/, "", $2); print $2 }' | sed "s,$H,,"
}

@test "every address has an outcome" {
	pages 1 2
	index /gzip/1.html /chunked/2.html /gzip/chunked/2.html /moved/1.html /loop/x.html \
	    /status/503/1.html /status/403/1.html /cut/1.html /drop/1.html /none.html /slow/0.3/1.html
	printf '%s\n' '# a list' '' "$H/" "$H/gone.html  " http://127.0.0.1:1/ >list
	go crawl -e list
	expect 1 'crawl: 7 pages: 7 new, 0 changed, 0 same; 1 moved, 2 gone, 6 failed, 0 not allowed by robots.txt'
	results >have
	cat >want <<-END
	http://127.0.0.1:1/  failed no robots.txt: Connection refused
	/ 200 new 
	/1.html 200 new 
	/2.html 200 new 
	/chunked/2.html 200 new 
	/cut/1.html 200 failed Connection closed at byte $(($(wc -c <www/1.html) / 2))
	/drop/1.html  failed No data received
	/gone.html 404 gone Not Found
	/gzip/1.html 200 new 
	/gzip/chunked/2.html 200 new 
	/loop/x.html 302 failed 5 redirections exceeded
	/moved/1.html 302 moved /1.html
	/none.html 404 gone Not Found
	/slow/0.3/1.html 200 new 
	/status/403/1.html 403 failed Forbidden
	/status/503/1.html 503 failed Service Unavailable
	END
	diff want have
	# What had no answer was asked for twice, all else once.
	[ "$(asked | grep -c /drop/)" = 2 ]
	[ "$(asked | grep -c /slow/)" = 1 ]
	# The pages are in the dump as they are on the site.
	"$B/gx-decode" -q dump/warc/* | grep '^doc' | cut -f 6,11 | sed "s,$H,," >have
	for i in /1.html /gzip/1.html /slow/0.3/1.html; do
		grep -x "$i$TAB$(sha256sum <www/1.html | cut -d ' ' -f 1)" have
	done
	for i in /2.html /chunked/2.html /gzip/chunked/2.html; do
		grep -x "$i$TAB$(sha256sum <www/2.html | cut -d ' ' -f 1)" have
	done
	go crawl list # without -e it is no fault of this program
	expect 0 'crawl: .*'
}

@test "robots.txt is obeyed, its delay too" {
	pages 1 2 3
	mkdir www/inner www/open
	cp www/1.html www/inner/
	cp www/1.html www/4.pdf
	index /inner/1.html
	cat >www/robots.txt <<-'END'
	User-agent: *
	Disallow: /inner
	Disallow: /*.pdf$
	Crawl-delay: 0.3
	END
	printf '%s\n' "$H/" "$H/inner/1.html" "$H/4.pdf" >list
	go crawl -a 'gx-crawl/0.1 (+mailto:a@example.org)' list
	expect 0 'crawl: 4 pages: .* 2 not allowed by robots.txt'
	results | grep -x '/inner/1.html  robots robots.txt forbids it'
	results | grep -x '/4.pdf  robots robots.txt forbids it'
	asked | grep -E 'inner|pdf' && false
	[ "$(cut -f 4 asked | sort -u)" = 'gx-crawl/0.1 (+mailto:a@example.org)' ]
	# The first two are the robots.txt, and the first page.
	tail -n +3 asked | awk 'NR > 1 && $1 - last < 0.29 { print "too soon:", $0; bad = 1 }
	    { last = $1 } END { exit bad || NR < 4 }'
}

@test "without a robots.txt that can be had nothing is asked for" {
	pages 1
	printf '%s\n' "$H/1.html" "http://127.0.0.1:1/" >list
	mkdir www/robots.txt # 404: index.html is not there
	go crawl list
	results | grep -x '/1.html 200 new '
	results | grep -x 'http://127.0.0.1:1/  failed no robots.txt: Connection refused'
}

@test "robots: the longest rule decides" {
	cat >robots.txt <<-'END'
	# a comment
	User-Agent: *   # all
	Disallow: /private
	allow: /private/open
	Disallow: /*.pdf$
	Disallow: /a.b/
	Disallow: /统计
	Disallow:
	Crawl-delay: 2.5

	User-agent: other
	User-agent: another
	Disallow: /
	END
	sed 's/^/http:\/\/a/' >urls <<-'END'
	/private/1
	/private/open/1

	/x.pdf
	/x.pdf?1
	/a.b/1
	/aXb/1
	/%e7%bb%9f%E8%ae%a1/1
	?x=/private
	/robots.txt
	END
	awk -v agent=gx-crawl -f "$ROOT/pipelines/annual-report/robots.awk" robots.txt urls >have
	cat >want <<-'END'
	delay	2.5
	reject	^https?://[^/]*/.*\.pdf$
	deny	http://a/private/1
	allow	http://a/private/open/1
	allow	http://a
	deny	http://a/x.pdf
	allow	http://a/x.pdf?1
	deny	http://a/a.b/1
	allow	http://a/aXb/1
	deny	http://a/%e7%bb%9f%E8%ae%a1/1
	allow	http://a?x=/private
	allow	http://a/robots.txt
	END
	diff want have
	# A group of our own comes before the one for all.
	printf 'User-agent: GX-crawl/2\nAllow: /a\nDisallow: /\n\nUser-agent: *\nAllow: /\n' |
		awk -v agent=gx-crawl -f "$ROOT/pipelines/annual-report/robots.awk" - <(printf 'http://a/a\nhttp://a/b\n') >have
	printf 'delay\t0\nreject\t^https?://[^/]*/\nallow\thttp://a/a\ndeny\thttp://a/b\n' | diff - have
}

@test "the next night stores what has changed, and says what is the same" {
	pages 1 2 3 4
	echo "$H/" >list
	go crawl list
	expect 0 'crawl: 5 pages: 5 new, .*'
	report 20 | sed 's/^/<p>/' >www/2.html
	rm www/3.html
	pages 5
	index 3.html
	sleep 1
	go crawl list
	expect 0 'crawl: 5 pages: 1 new, 2 changed, 2 same; 0 moved, 1 gone, 0 failed, .*'
	[ "$(stored revisit | sort | tr '\n' ' ')" = '/1.html /4.html ' ]
	[ "$(stored | grep -c /1.html)" = 1 ]
	[ "$(stored | grep -c /2.html)" = 2 ]
	# What was gone is stored in full when it comes back; so is what was as before.
	pages 2 3
	sleep 1
	go crawl list
	expect 0 'crawl: 6 pages: 1 new, 2 changed, 3 same; .*'
	results | grep -x '/3.html 200 new '
	[ "$(stored | grep -c /2.html)" = 3 ]
	[ "$(find dump/warc -type f | wc -l)" = 3 ]
	[ "$(find dump/log -name '*.tsv' | wc -l)" = 3 ]
}

@test "-k asks for what is not linked any more" {
	pages 1 2 3
	echo "$H/" >list
	crawl -q list
	rm www/3.html
	echo "<a href=1.html>x</a>" >www/index.html
	sleep 1
	crawl -q list
	results | grep -c . | grep -x 2
	sleep 1
	crawl -k -n 1 -q list
	results >have
	printf '%s\n' '/ 200 same ' '/1.html 200 same ' '/2.html 200 same ' '/3.html 404 gone Not Found' |
		diff - have
}

@test "killed at any moment, it goes on where it was, and wget has died with it" {
	pages 1 2 3 4 5 6 7 8
	for i in 1 2 3 4 5 6 7 8; do echo "$H/slow/0.15/$i.html"; done >list
	"$ROOT/$CRAWL" -w 0 -q -n 2 -d 0 list -o dump &
	for ((i = 0; i < 100; i++)); do
		[ "$(asked | grep -c /slow/)" -lt 4 ] || break
		sleep 0.05
	done
	kill -9 $!
	wait $! || true
	flock -w 5 dump/lock true
	n=$(asked | grep -c /slow/)
	[ "$n" -gt 3 ]
	[ "$n" -lt 8 ]
	[ ! -e dump/crawl.tsv ]
	sleep 0.4
	[ "$(asked | grep -c /slow/)" = "$n" ] || fail "somebody went on asking"
	finished=$(find dump/plan/done -type f | wc -l)
	[ "$finished" -gt 0 ]
	go crawl -n 2 -d 0 list
	expect 0 'crawl: going on with the crawl of .*'
	[ "$(results | grep -c ' 200 new $')" = 8 ]
	# Only the batch that was under way was asked for again.
	[ "$(asked | grep -c /slow/)" -le 10 ]
	[ "$(stored | sort | uniq -d)" = "" ]
	gzip -t dump/warc/*
}

@test "time is up: what was stored is kept" {
	pages 1 2 3
	for i in 1 2 3; do echo "$H/slow/0.6/$i.html"; done >list
	go crawl -d 0 -t 1 list
	expect 0 'crawl: 1 pages: 1 new, .* 2 failed, .*'
	results | grep -x '/slow/0.6/3.html  failed the time for a batch was up'
	gzip -t dump/warc/*
	"$B/gx-decode" -q dump/warc/* | grep -c ^doc | grep -x 1
}

@test "two at once" {
	pages 1
	echo "$H/slow/1/1.html" >list
	crawl -q list &
	sleep 0.5
	go crawl list
	expect 75 "crawl: $T/dump/lock: locked by pid [0-9]+"
	wait $!
	results | grep -x '/slow/1/1.html 200 new '
}

@test "a full disk" {
	pages 1 2 3
	echo "$H/" >list
	crawl -q list
	cp -r dump before
	head -c 300000 /dev/urandom | base64 >www/1.html
	sleep 1
	(
		ulimit -f 100
		go crawl list
		expect 3 'crawl: .*'
	)
	cmp dump/crawl.tsv before/crawl.tsv
	diff -r dump/warc before/warc
	diff -r dump/cdx before/cdx
	go crawl list
	expect 0 'crawl: going on .*'
	results | grep -x '/1.html 200 changed '
}

@test "wrong usage, wrong lists" {
	printf 'http://a.example/\n\nftp://b.example/\nhttp://c d.example/\nhttp://u:p@e.example/\n' >list
	go crawl list
	expect 2 'crawl: list:3: not an address: ftp://b.example/'
	expect 2 'crawl: list:4: not an address: .*'
	expect 2 'crawl: list:5: not an address: .*'
	: >list
	go crawl list
	expect 2 'crawl: list: no addresses'
	go crawl none
	expect 2 'crawl: none: cannot be read'
	go "$ROOT/$CRAWL" list
	expect 2 'usage: crawl .*'
	echo "$H/" >list
	go crawl -w x list
	expect 2 'crawl: -w x: not a number of seconds'
	: >file
	go "$ROOT/$CRAWL" list -o file/dump
	expect 3 'crawl: file/dump: cannot create'
	asked | grep . && false
	[ ! -e dump/warc ]
}

@test "addresses that are not ASCII, and options for wget" {
	mkdir www/年报
	pages 1
	mv www/1.html www/年报/1.html
	printf '%s\r\n' "$H/年报/1.html" >list
	go "$ROOT/$CRAWL" -w 0 list -o dump -- --header 'User-Agent: y'
	expect 0 'crawl: 1 pages: 1 new, .*'
	[ "$("$B/gx-decode" -q dump/warc/* | grep ^doc | cut -f 6)" = "$H/年报/1.html" ]
	cut -f 4 asked | grep -x y
}
