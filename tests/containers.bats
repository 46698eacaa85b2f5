#!/usr/bin/env bats
# gx-decode: the documents in WARC files, JSON Lines and packed files.  Inputs
# are made here, byte by byte.
# shellcheck disable=SC2016,SC2094,SC2129,SC2164 # awk programs; reading a file twice

load decode

setup() {
	GX=$(cd "$BATS_TEST_DIRNAME/.." && cd "${GX_BUILD:-build}" && pwd)/gx-decode
	export ASAN_OPTIONS=detect_leaks=0
	cd "$BATS_TEST_TMPDIR"
}

PAGE='<html><title>年报</title><p>本机关主动公开政府信息100条。</p></html>'
TAB=$'\t'
TEXT='本机关主动公开政府信息100条。'

# Fields of records, from N on: records TYPE N FILE ...
records() {
	"$GX" -q "${@:3}" 2>/dev/null | awk -F'\t' -v t="$1" -v n="$2" '$1 == t {
		for (i = n; i <= NF; i++) printf "%s%s", (i > n ? "|" : ""), $i
		print "" }'
}
text() { records text 8 "$@"; }
# Code of each warn, with its document or "-".
warns() {
	"$GX" -q "$@" 2>/dev/null | awk -F'\t' '$1 == "warn" {
		print ($2 == "-" ? "-" : "doc"), $6 }'
}
status() { records end 6 "$@"; }
urls() { records doc 6 "$@" | cut -d'|' -f1; }

# A WARC record of standard input: rec TYPE URI [FIELD ...]; $LENGTH and
# $VERSION are for those that are wrong.
rec() {
	cat >block
	printf 'WARC/%s\r\nWARC-Type: %s\r\n' "${VERSION:-1.0}" "$1"
	[ -z "$2" ] || printf 'WARC-Target-URI: %s\r\n' "$2"
	shift 2
	for field; do printf '%s\r\n' "$field"; done
	[ "${LENGTH:-}" = none ] ||
	    printf 'Content-Length: %s\r\n' "${LENGTH:-$(wc -c <block)}"
	printf '\r\n'
	cat block
	printf '\r\n\r\n'
}

# An HTTP response whose body is standard input: http STATUS [FIELD ...].
http() {
	printf 'HTTP/1.1 %s\r\n' "$1"
	shift
	for field; do printf '%s\r\n' "$field"; done
	printf '\r\n'
	cat
}

# A record with a page that says TEXT: page URI TEXT
page() {
	printf '<html><p>%s</p></html>' "$2" | http '200 OK' 'Content-Type: text/html' |
	    rec response "$1"
}

# A page in one response, with fields, is read as $PAGE: reads FIELD ... <body
reads() {
	http '200 OK' 'Content-Type: text/html' "$@" | rec response http://a/ >w
	text w | is "$TEXT"
}

# Records

@test "WARC: response, resource and conversion are documents" {
	{
		printf 'software: x\r\n' | rec warcinfo ''
		printf 'GET / HTTP/1.1\r\n\r\n' | rec request http://a/1
		printf '%s' "$PAGE" | gbk | http '200 OK' \
		    'Content-Type: text/html; charset=GBK' \
		    'Date: Thu, 02 Jan 2020 03:04:05 GMT' \
		    'Last-Modified: Wed, 01 Jan 2020 00:00:00 GMT' |
		    rec response '<http://a/1>' 'WARC-Date: 2020-01-02T03:04:05Z'
		printf 'x: y\r\n' | rec metadata http://a/1
		printf '%s' "$PAGE" | VERSION=1.1 rec resource file:///b 'Content-Type: text/html'
		printf '%s\n' "$TEXT" | rec conversion http://a/c.pdf 'Content-Type: text/plain'
		echo HTTP是超文本传输协议 | rec resource http://a/d 'Content-Type: text/plain'
	} >w
	"$GX" w >out
	awk -F'\t' '$1 == "doc" { print $4, $6, $7, $8, $9 }' out |
	    is 'w http://a/1 text/html GB18030 http
w file:///b text/html UTF-8 bytes
w http://a/c.pdf text/plain UTF-8 bytes
w http://a/d text/plain UTF-8 bytes'
	awk -F'\t' '$1 == "meta" { print $4, $5 }' out | head -7 |
	    is 'url.raw <http://a/1>
warc.date 2020-01-02T03:04:05Z
http.status 200
http.type text/html; charset=GBK
http.date Thu, 02 Jan 2020 03:04:05 GMT
http.last-modified Wed, 01 Jan 2020 00:00:00 GMT
title 年报'
	awk -F'\t' '$1 == "text" { print $8 }' out | uniq | is "$TEXT
HTTP是超文本传输协议"
	grep '^warn' out | none
	# The offset is that of the record.
	[ "$(awk -F'\t' '$1 == "doc" { print $5; exit }' out)" = \
	    "$(grep -abo 'WARC/1.0' w | sed -n '3s/:.*//p')" ]
}

@test "WARC: the same page has the same id, from disk, from WARC, packed or not" {
	printf '%s' "$PAGE" | gbk >a
	{
		http '200 OK' <a | rec response http://a/
		gzip -c a | http '200 OK' 'Content-Encoding: gzip' | rec response http://a/
		{ printf '%x\r\n' "$(wc -c <a)"; cat a; printf '\r\n0\r\n\r\n'; } |
		    http '200 OK' 'Transfer-Encoding: chunked' | rec response http://a/
	} >w
	"$GX" a w | awk -F'\t' '$1 == "doc" { print $2 }' | uniq -c | tr -s ' ' |
	    is " 4 $(sha256sum a | head -c 16)"
}

@test "WARC: gzip, one member a record or not, even twice" {
	for i in 1 2 3; do page "http://a/$i" "第$i页" >"w$i"; gzip -c "w$i" >"z$i"; done
	cat w1 w2 w3 >w
	cat z1 z2 z3 >members.gz
	gzip -c w >one.gz
	gzip -c members.gz >twice
	for f in w members.gz one.gz twice; do
		text "$f" | is '第1页
第2页
第3页'
		urls "$f" | is 'http://a/1
http://a/2
http://a/3'
		"$GX" -q "$f" | grep -c '^warn' | is 0
	done
	records doc 5 members.gz | cut -d'|' -f1 | is "0
$(wc -c <z1)
$(cat z1 z2 | wc -c)"
	records doc 5 w | cut -d'|' -f1 | tail -1 | is "$(cat w1 w2 | wc -c)"
	"$GX" <members.gz | grep -v '^doc' | cmp - <("$GX" members.gz | grep -v '^doc')
}

@test "WARC: revisit, continuation, unknown types and versions are named" {
	{
		http '200 OK' </dev/null | rec revisit http://a/1 \
		    'WARC-Profile: http://netpreserve.org/warc/1.0/identical-payload-digest' \
		    'WARC-Block-Digest: sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ' \
		    'WARC-Truncated: length' 'WARC-Refers-To: <urn:uuid:7>'
		http '200 OK' </dev/null | rec revisit http://a/1 \
		    'WARC-Refers-To-Target-URI: http://a/0' 'WARC-Refers-To: <urn:uuid:7>'
		echo x | rec continuation http://a/2 'WARC-Segment-Origin-ID: <urn:uuid:8>'
		echo x | rec dedup http://a/3
		page http://a/4 甲 | sed 's,^WARC/1.0,WARC/1.9,'
		page http://a/5 乙 | sed 's,^WARC/1.0,WARC/0.18,'
	} >w
	records warn 6 w | is 'revisit|w: http://a/1: not stored again, it is the same as <urn:uuid:7>
revisit|w: http://a/1: not stored again, it is the same as http://a/0
continuation|w: http://a/2: the parts of a record are not put together: <urn:uuid:8>
warc-type|w: http://a/3: a record of unknown type dedup
warc-version|w: record at offset '"$(grep -abo 'WARC/1.9' w | sed 's/:.*//')"': read as if it were WARC/1.1: WARC/1.9'
	text w | is '甲
乙'
	run "$GX" -q w
	[ "$status" = 0 ]
}

@test "WARC: the first of several segments, and what the crawler has cut" {
	printf '%s' "$PAGE" | http '200 OK' | rec response http://a/ 'WARC-Segment-Number: 1' >w
	printf '%s' "$PAGE" | http '200 OK' | rec response http://a/ 'WARC-Truncated: time' >>w
	warns w | is 'doc continuation
doc truncated'
	status w | is 'truncated
truncated'
	records meta 4 w | grep truncated | is 'warc.truncated|time'
}

@test "ARC is refused" {
	{
		printf 'filedesc://x.arc 0.0.0.0 20080101000000 text/plain 69\n1 0 x\nURL IP-address Archive-date Content-type Archive-length\n\n'
		printf '%s' "$PAGE"
	} >a
	warns a | is 'doc not-text'
	gzip -c a | status | is refused
	records warn 7 a | is 'application/x-internet-archive must be converted first'
}

@test "WARC: headers as they are found" {
	{
		printf 'WARC/1.0\nwarc-type:response\nWARC-TARGET-URI:\n  http://a/\n\tb\nno colon here\nX: \001\000\nContent-Length : 66\n\n'
		printf 'HTTP/1.1 200\nContent-Type:\n text/html;\n charset=utf-8\n\n<p>%s</p>\n' 甲
		printf '\n\n'
	} >w
	# The block above has 66 bytes with its last LF.
	text w | is 甲
	urls w | is 'http://a/%20%09b' || urls w | is 'http://a/%20b'
	warns w | none
}

@test "WARC: addresses are written in one way, the raw one is kept" {
	raw=(
		'<http://a/b>' 'http://a/b c' 'http://a/%D6%D0/%C4%EA.htm'
		'http://a/%e4%b8%ad/%E5%B9%B4.htm' "$(printf 'http://a/\xd6\xd0')"
		'http://a/%20%2F%3f' 'http://a/%E9F.htm' 'http://a/%FF%FF' 'http://a/c'
	)
	for u in "${raw[@]}"; do
		echo x | http '200 OK' | rec response "$u"
	done >w
	urls w | is 'http://a/b
http://a/b%20c
http://a/中/年.htm
http://a/中/年.htm
http://a/中
http://a/%20%2F%3f
http://a/镕.htm
http://a/%FF%FF
http://a/c'
	records meta 4 w | grep url.raw | is 'url.raw|<http://a/b>
url.raw|http://a/b c
url.raw|http://a/%D6%D0/%C4%EA.htm
url.raw|http://a/%e4%b8%ad/%E5%B9%B4.htm
url.raw|http://a/\\xD6\\xD0
url.raw|http://a/%E9F.htm'
}

@test "WARC: what wget says about itself is passed over" {
	{
		echo '<urn:uuid:1>' | rec metadata metadata://gnu.org/software/wget/warc/MANIFEST.txt
		echo --warc-file | rec resource metadata://gnu.org/software/wget/warc/wget_arguments.txt 'Content-Type: text/plain'
		page http://a/ 甲
	} >w
	text w | is 甲
	warns w | none
}

# Lengths

@test "WARC: a length that is wrong costs one record" {
	for length in 10 99999 9223372036854775808 99999999999999999999999999 -1 abc none; do
		page http://a/1 甲 >w
		page http://a/2 乙 | LENGTH=$length sh -c '
			if [ $LENGTH = none ]; then sed /^Content-Length/d
			else sed "s/^Content-Length: .*/Content-Length: $LENGTH\r/"; fi' >>w
		page http://a/3 丙 >>w
		run "$GX" -q w
		[ "$status" = 0 ] || { echo "length $length: exit $status: $output"; false; }
		text w | grep -c 甲 | is 1
		text w | grep -c 丙 | is 1
		records warn 6 w | grep -q '^lost-sync|w: lost sync at offset [0-9]*$' ||
		    { echo "length $length: not told"; false; }
	done
	# Too large: the page is there, cut at the next record.
	page http://a/1 甲 | sed 's/^Content-Length: .*/Content-Length: 9999\r/' >w
	n=$(wc -c <w)
	page http://a/2 乙 >>w
	text w | is '甲
乙'
	status w | is 'truncated
ok'
	records warn 6 w | is "lost-sync|the record's length is wrong, the document was cut at the next record
lost-sync|w: lost sync at offset $n"
	# So large that the block ends within the first line of the next record.
	for more in 4 5 9 13 14; do
		page http://a/1 甲 >v
		length=$(sed -n 's/^Content-Length: \([0-9]*\).*/\1/p;/^\r$/q' v)
		sed "0,/^Content-Length: .*/s//Content-Length: $((length + more))\r/" v >w
		page http://a/2 乙 >>w
		text w | is '甲
乙'
	done
}

@test "WARC: bytes between records, and damaged members" {
	page http://a/1 甲 >w1
	page http://a/2 乙 >w2
	page http://a/3 丙 >w3
	{ cat w1; echo garbage; cat w2 w3; } >w
	text w | is '甲
乙
丙'
	records warn 6 w | is "lost-sync|w: lost sync at offset $(wc -c <w1)"
	for i in 1 2 3; do gzip -c "w$i" >"z$i"; done
	# A byte within the compressed data of the second record, and one of
	# its checksum.
	cp z2 bad
	printf '\377\377\377' | dd of=bad bs=1 seek=40 conv=notrunc 2>/dev/null
	cat z1 bad z3 >w.gz
	text w.gz | grep -v 乙 | is '甲
丙'
	warns w.gz | grep -q -- '- bad-gzip'
	warns w.gz | grep -q -- '- lost-sync'
	cat z1 bad >w.gz
	text w.gz | grep -v 乙 | is 甲
	run "$GX" -q w.gz
	[ "$status" = 0 ]
	cp z2 bad
	printf '\377' | dd of=bad bs=1 seek=$(($(wc -c <bad) - 6)) conv=notrunc 2>/dev/null
	cat z1 bad z3 >w.gz
	text w.gz | is '甲
乙
丙'
	warns w.gz | is '- bad-crc'
	{ cat z1; head -c 100 /dev/zero; } >w.gz
	text w.gz | is 甲
	warns w.gz | is '- trailing'
}

# prefixes FIRST FROM WHOLE ...: each prefix of w is recognised as one, but for
# those of WHOLE bytes; beyond FIRST bytes it has the first page.
prefixes() {
	local first=$1 from=$2 k status=0
	shift 2
	python3 -c 'import sys
w = open("w", "rb").read()
for k in range(int(sys.argv[1]), len(w)):
    open("p.%05d" % k, "wb").write(w[:k])' "$from"
	"$GX" -q p.* >out 2>err || status=$?
	[ "$status" = 3 ]
	tail -n 1 out | grep -q '^eof'
	grep -vE '^gx-decode: p\.[0-9]*: truncated (WARC|gzip)$' err | none
	sed 's/^gx-decode: \(p\.[0-9]*\): .*/\1/' err | uniq >have
	for k; do printf 'p.%05d\n' "$k"; done >whole
	printf '%s\n' p.* | grep -vxFf whole | diff - have
	awk -F'\t' '$1 == "doc" { name = $4 } $1 == "text" && $8 == "第1页" { print name }' out >have
	printf '%s\n' p.* | awk -v first="$(printf 'p.%05d' "$first")" '$0 >= first' |
	    grep -vxFf have | none
}

@test "WARC: blank lines or a mark before the first record" {
	page http://a/ "$TEXT" >one
	for before in '\r\n\r\n' '\n' '\357\273\277'; do
		{ printf '%b' "$before"; cat one; } >w
		text w | is "$TEXT"
		urls w | is http://a/
		gzip -c w | urls | is http://a/
	done
	warns w | is '- lost-sync'
	{ printf '\n\nWARC'; cat one; } | records doc 6 | cut -d'|' -f1 | is ''
}

@test "WARC: every prefix gives whole records, and says that it is one" {
	{ page http://a/1 第1页; echo x | rec metadata ''; page http://a/2 乙; } >w
	first=$(page http://a/1 第1页 | wc -c)
	second=$(($(wc -c <w) - $(page http://a/2 乙 | wc -c)))
	prefixes "$first" 5 "$first" "$second"
	# Cut inside the page: what there is of it.
	head -c -15 w >p
	status p | is 'ok
truncated'
	warns p | is 'doc truncated
- truncated'
	text p | is '第1页
乙'
}

@test "WARC: every prefix of a packed one" {
	for i in 1 2; do page "http://a/$i" "第$i页" | gzip -9c >"z$i"; done
	cat z1 z2 >w
	prefixes "$(wc -c <z1)" 24 "$(wc -c <z1)"
}

# HTTP

@test "HTTP: only 200 is a document, the others are named" {
	for s in '304 Not Modified' '404 Not Found' '500' '302 Found' '206 Partial Content'; do
		echo x | http "$s" | rec response http://a/
	done >w
	http '200 OK' </dev/null | rec response http://a/ >>w
	echo 'no status line' | rec response http://a/ 'Content-Type: application/http; msgtype=response' >>w
	records doc 1 w | none
	records warn 6 w | is 'http-status|w: http://a/: HTTP status 304 Not Modified
http-status|w: http://a/: HTTP status 404 Not Found
http-status|w: http://a/: HTTP status 500
http-status|w: http://a/: HTTP status 302 Found
http-status|w: http://a/: HTTP status 206 Partial Content
http-status|w: http://a/: no body, HTTP status 200 OK
bad-http|w: http://a/: no HTTP status'
}

@test "HTTP: status lines as they are found, and interim responses" {
	for s in 'HTTP/1.0 200' 'HTTP/1.1  200 OK' 'HTTP/2 200 ' 'HTTP 200 OK'; do
		printf '%s\n\n%s' "$s" "$PAGE" | rec response http://a/
	done >w
	for s in '100 Continue' '103 Early Hints' '200 Connection established'; do
		printf 'HTTP/1.1 %s\r\n\r\nHTTP/1.1 200 OK\r\n\r\n%s' "$s" "$PAGE" |
		    rec response http://a/
	done >>w
	text w | uniq -c | tr -s ' ' | is " 7 $TEXT"
	for s in 'HTTP/1.1 2000 OK' 'HTTP/1.1 20' 'HTTP/1.1200 OK'; do
		printf '%s\n\n%s' "$s" "$PAGE" | rec response http://a/
	done >w
	text w | none
	warns w | uniq -c | tr -s ' ' | is ' 3 - bad-http'
	printf 'HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 is explained here.' | rec response http://a/ | text |
	    is 'HTTP/1.1 is explained here.'
}

@test "HTTP: chunks" {
	printf '%s' "$PAGE" >body
	n=$(wc -c <body)
	halves() { head -c 30 body; }
	rest() { tail -c +31 body; }
	c='Transfer-Encoding: chunked'
	{ printf '1e;name=value\r\n'; halves; printf '\r\n%X\r\n' $((n - 30)); rest
	    printf '\r\n0\r\nTrailer: x\r\n\r\n'; } | reads "$c"
	warns w | none
	{ printf '00001e \n'; halves; printf '\n%x\n' $((n - 30)); rest; printf '\n0\n\n'; } | reads "$c"
	warns w | none
	# No line end behind a chunk.
	{ printf '1e\r\n'; halves; printf '%x\r\n' $((n - 30)); rest; printf '\r\n0\r\n\r\n'; } | reads "$c"
	warns w | is 'doc bad-chunk'
	status w | is ok
	# No last chunk; a chunk that is cut.
	{ printf '%x\r\n' "$n"; cat body; printf '\r\n'; } | reads "$c"
	warns w | is 'doc bad-chunk'
	status w | is truncated
	{ printf '%x\r\n' $((n + 1000)); cat body; } | reads "$c"
	status w | is truncated
	# Sizes that are none: the body so far.
	for size in FFFFFFFFFFFFFFFF -1 10000000000000000000000 xyz ''; do
		{ printf '%x\r\n' "$n"; cat body; printf '\r\n%s\r\nGARBAGE' "$size"; } | reads "$c"
		warns w | is 'doc bad-chunk'
		status w | is truncated
	done
	# Said to be chunked, and not.
	reads "$c" <body
	warns w | is 'doc bad-chunk'
	{ printf '0\r\n\r\n'; } | http '200 OK' "$c" | rec response http://a/ >w
	warns w | is '- http-status'
}

@test "HTTP: content encodings, right and wrong" {
	printf '%s' "$PAGE" >body
	deflate() { python3 -c 'import sys, zlib
c = zlib.compressobj(9, zlib.DEFLATED, int(sys.argv[1]))
sys.stdout.buffer.write(c.compress(sys.stdin.buffer.read()) + c.flush())' "$1"; }
	for e in gzip x-gzip identity; do
		gzip -c body | reads "Content-Encoding: $e"
		warns w | none
	done
	deflate 15 <body | reads 'Content-Encoding: deflate'
	deflate -15 <body | reads 'Content-Encoding: deflate'
	warns w | none
	gzip -c body | gzip -c | reads 'Content-Encoding: gzip, gzip'
	warns w | none
	deflate -15 <body | gzip -c >x # the outer is seen, the inner is not
	deflate -15 <body | reads 'Content-Encoding: DEFLATE'
	for e in gzip deflate br zstd 'gzip, br'; do
		reads "Content-Encoding: $e" <body
		warns w | none
	done
	printf '\013\002\200abc\003' | http '200 OK' 'Content-Encoding: br' | rec response http://a/ >w
	warns w | is 'doc encoding-br'
	status w | is refused
	printf '\050\265\057\375abc' | http '200 OK' 'Content-Encoding: zstd' | rec response http://a/ >w
	warns w | is 'doc encoding-unknown'
	gzip -c body | gzip -c | gzip -c | http '200 OK' | rec response http://a/ >w
	warns w | is 'doc inflate-limit'
	gzip -c body | head -c 60 | http '200 OK' 'Content-Encoding: gzip' | rec response http://a/ >w
	status w | is truncated
	run "$GX" -q w
	[ "$status" = 0 ]
}

@test "HTTP: a length that the body has not" {
	n=${#PAGE}
	n=$(printf '%s' "$PAGE" | wc -c)
	printf '%s' "$PAGE" | reads "Content-Length: $n"
	warns w | none
	printf '%s' "$PAGE" | reads "Content-Length: $((n + 1000))"
	warns w | is 'doc length-mismatch'
	status w | is truncated
	printf '%s' "$PAGE" | reads 'Content-Length: 7'
	warns w | is 'doc length-mismatch'
	status w | is ok
	printf '%s' "$PAGE" | reads "Content-Length: $n" 'Content-Length: 9999'
	warns w | is 'doc length-mismatch'
	status w | is ok
}

@test "HTTP: the charset stands before that of the page, the bytes above both" {
	by() { # HTTP-CHARSET META-CHARSET
		printf '<html><meta charset=%s><p>%s</p>' "$2" "$TEXT"
	}
	as() { http '200 OK' "Content-Type: text/html;charset=\"$1\"" | rec response http://a/ >w; }
	by gbk utf-8 | gbk | as gbk
	records doc 8 w | cut -d'|' -f1,2 | is 'GB18030|http'
	by x gbk | gbk | as ''
	records doc 8 w | cut -d'|' -f1,2 | is 'GB18030|meta'
	by x gbk | gbk | as iso-8859-1
	records doc 8 w | cut -d'|' -f1,2 | is 'GB18030|meta'
	by x utf-8 | as gbk
	records doc 8 w | cut -d'|' -f1,2 | is 'UTF-8|bytes'
	warns w | is 'doc charset-mismatch'
	printf '\357\273\277<p>%s' "$TEXT" | as gbk
	records doc 8 w | cut -d'|' -f1,2 | is 'UTF-8|bom'
}

@test "HTTP: payloads that are not text" {
	for t in image/png text/css application/javascript font/woff2 IMAGE/JPEG; do
		echo x | http '200 OK' "Content-Type: $t" | rec response "http://a/$t"
	done >w
	for t in application/pdf application/msword; do
		echo x | http '200 OK' "Content-Type: $t" | rec response "http://a/$t"
	done >>w
	for t in octet-stream x-httpd-php; do
		printf '%s' "$PAGE" | http '200 OK' "Content-Type: application/$t" | rec response http://a/1
	done >>w
	printf '\000\001' | http '200 OK' 'Content-Type: application/octet-stream' | rec response http://a/2 >>w
	printf '%%PDF-1.4' | http '200 OK' 'Content-Type: text/html' | rec response http://a/3 >>w
	records warn 6 w | is 'not-text|w: http://a/application/pdf: a payload of type application/pdf
not-text|w: http://a/application/msword: a payload of type application/msword
not-text|w: http://a/2: a payload of type application/octet-stream
not-text|application/pdf must be converted first
not-text|w: 5 payloads are pictures, styles, scripts, fonts and the like'
	urls w | is 'http://a/1
http://a/1
http://a/3'
	status w | is 'ok
ok
refused'
}

@test "HTTP and WARC: headers beyond the limits" {
	field() { awk -v n="$1" 'BEGIN { printf "X: "; while (n-- > 0) printf "a"; printf "\r" }'; }
	{
		# One field, many fields, all together.
		printf '%s' "$PAGE" | http '200 OK' "$(field 70000)" | rec response http://a/1
		printf '%s' "$PAGE" | { printf 'HTTP/1.1 200 OK\r\n'; seq -f 'X%g: y' 1100; printf '\r\n'; cat; } |
		    rec response http://a/2
		{ printf 'HTTP/1.1 200 OK\r\n'; for i in 1 2 3 4 5 6; do field 60000; echo; done; printf '\r\n%s' "$PAGE"; } |
		    rec response http://a/3
		echo x | rec response http://a/4 "$(field 70000)"
		page http://a/5 甲
	} >w
	text w | is "$TEXT
$TEXT
甲"
	warns w | is 'doc header-limit
doc header-limit
- header-limit
- header-limit'
}

# JSON Lines

@test "JSON Lines: the usual names, and names that are given" {
	{
		printf '{"url":"http://a/1","html":"<p>%s</p>","x":[1,{"html":"no"}]}\n' "$TEXT"
		printf '{"link": "http://a/2", "content": "\\u672c<p>", "text": "second"}\r\n'
		printf '\n{"text":"a\\n\\ud83d\\ude00\\udc00\\/\\"","url":null}\n'
		printf '{"body":"last","body":"again"}'
	} >j
	text j | is "$TEXT
本<p>
a
😀�/\"
last"
	records doc 6 j | cut -d'|' -f1-4 | is 'http://a/1|text/html|UTF-8|json
http://a/2|text/plain|UTF-8|json
|text/plain|UTF-8|json
|text/plain|UTF-8|json'
	records meta 4 j | is 'json.line|1
json.line|2
json.line|4
json.line|5'
	records doc 5 j | cut -d'|' -f1 | head -2 | is "0
$(head -1 j | wc -c)"
	warns j | is 'doc missing-glyph' # half of a surrogate pair
	gzip -c j | text | cmp - <(text j)
	{ printf '\357\273\277\n '; cat j; } | text | cmp - <(text j)
	printf '{"page":{"at":"http://a/","raw":{"html":"甲"}},"html":"no","a.b":"乙"}\n' >k
	text --json-html page.raw.html --json-url page.at k | is 甲
	urls --json-html page.raw.html --json-url page.at k | is http://a/
	text --json-text a.b k | is 乙
	printf '{"t":"<p>甲<p>乙"}\n' | text --json-text t | is '<p>甲<p>乙'
	printf '{"t":"<p>甲<p>乙"}\n' | text --json-html t | is '甲
乙'
}

@test "JSON Lines: the page has the id that it has on disk" {
	printf '%s' "$PAGE" >a
	python3 -c 'import json; print(json.dumps({"html": open("a").read()}))' >j
	"$GX" a j | awk -F'\t' '$1 == "doc" { print $2 }' | uniq | is "$(sha256sum a | head -c 16)"
}

@test "JSON Lines: a page that names another charset than JSON has" {
	printf '{"html":"<meta charset=gb2312><p>%s"}\n' "$TEXT" >j
	text j | is "$TEXT"
	warns j | none
}

@test "JSON Lines: a broken line costs itself" {
	{
		printf '{"html":"<p>1"}\n'
		for bad in '{"a":1,}' '{"a":01}' '{"a":"\x"}' '{"a":"\u12"}' '{"a" "b"}' '{"a":[1}' \
		    '{"a":tru}' '{"a":"b"} x' '[1]' 'x' "{\"a\":\"$TAB	\"}" '{a:1}' '{"a":"b' '{"a":1.}'; do
			printf '%s\n' "$bad"
		done
		printf '{"html":["<p>1"]}\n{"html":"<p>2"}\n'
	} >j
	text j | is '1
2'
	records warn 6 j | awk -F'[ |]' '{ print $1, $4 }' | is "$(seq -f 'bad-json %g:' 2 16)"
	run "$GX" -q j
	[ "$status" = 0 ]
	# Cut inside the last line.
	printf '{"html":"<p>1"}\n{"html":"<p' >j
	run "$GX" -q j
	[ "$status" = 3 ]
	[[ "$output" == *'gx-decode: j: truncated JSON Lines'* ]]
}

@test "JSON: an array of pages, in lines, in one line, over several" {
	python3 - <<-'E'
	import json
	pages = [{"url": f"http://a/{i}", "html": f"<p>收到{i}件</p>"} for i in (1, 2)]
	open("scrapy", "w").write("[\n" + ",\n".join(map(json.dumps, pages)) + "\n]")
	open("line", "w").write(json.dumps(pages))
	open("indent", "w").write(json.dumps(pages, indent=1, ensure_ascii=False) + "\n")
	open("commas", "w").write("".join(json.dumps(p) + ",\n" for p in pages))
	open("glued", "w").write("".join(map(json.dumps, pages)))
	E
	for f in scrapy line indent commas glued; do
		text $f | is '收到1件
收到2件'
		urls $f | is 'http://a/1
http://a/2'
		warns $f | none
		text <$f | is "$(text $f)"
		gzip -c $f | text | is "$(text $f)"
	done
	records meta 4 indent | is 'json.line|2
json.line|6'
	records doc 5 indent | cut -d'|' -f1 | while read -r at; do
		tail -c +$((at + 1)) indent | head -n 1
	done | is '{
{'
	{ printf '\357\273\277 \n'; cat indent; } | text | is "$(text indent)"
	printf '{\n "url": "http://a/",\n "text": "收到3件"\n}\n' | text | is 收到3件
}

@test "JSON: an array that is broken, cut or too large says so" {
	printf '[{"html":"<p>1"},\n{"a":1},\n{"html":2,},\n{"html":"<p>3"}]' >j
	text j | is 1
	records warn 7 j | is 'j: line 2: no member with the text of a page
j: line 3: a member without a name
j: line 3: what follows was not read'
	run "$GX" -q j
	[ "$status" = 0 ]
	for n in 16 17 18 19 30 40 47 48; do
		printf '[{"html":"<p>1"}, {"html":"<p>2", "url":"http://a/"}]' | head -c "$n" >short
		text short 2>/dev/null | is 1
		run "$GX" -q short
		[ "$status" = 3 ]
		[[ "$output" == *'gx-decode: short: truncated JSON'* ]]
	done
	text --max-bytes 20 j | none
	records warn 6 --max-bytes 20 j | cut -d'|' -f1 | is size-limit
}

@test "JSON Lines: the first line is broken" {
	printf '{"html":"<p>1"\n{"html":"<p>2"}\n' >j
	text j | is 2
	records warn 7 j | is 'j: line 1: neither a comma nor an end'
}

@test "JSON Lines: what only looks like it is text" {
	printf '{"a":\n"b"}\n' >a
	records doc 7 a | cut -d'|' -f1 | is text/plain
	records meta 4 a | none
	text a | is '{"a":
"b"}'
	text --json-text a a | is b
	printf '{"a":\n"b"\n' >a
	text --json-text a a | none
	warns --json-text a a | uniq -c | tr -s ' ' | is ' 2 - bad-json'
}

@test "JSON Lines: depth" {
	deep() { awk -v n="$1" 'BEGIN { printf "{\"a\":"; for (i = 0; i < n; i++) printf "["; for (i = 0; i < n; i++) printf "]"; print ",\"html\":\"<p>x\"}" }'; }
	{ deep 1; deep 63; deep 64; deep 1000000; deep 1; } >j
	records meta 4 j | is 'json.line|1
json.line|2
json.line|5'
	records warn 7 j | is 'j: line 3: too many values within one another
j: line 4: too many values within one another'
}

# Limits

# Runs gx-decode in 64 MiB of address space, in the normal build.
small() {
	if nm "$GX" 2>/dev/null | grep -q __asan_init; then
		"$GX" -q "$@"
	else
		bash -c 'ulimit -v 65536; exec "$0" -q "$@"' "$GX" "$@"
	fi
}

@test "limits: --max-bytes and --max-ratio" {
	head -c 2000 /dev/zero | tr '\0' a >a
	warns --max-bytes 1999 a | is 'doc size-limit'
	warns --max-bytes 2K a | none
	{ http '200 OK' <a | rec response http://a/; page http://a/2 甲; } >w
	warns --max-bytes 1K w | is 'doc size-limit'
	status --max-bytes 1K w | is 'refused
ok'
	printf '{"text":"%s"}\n{"text":"b"}\n' "$(cat a)" >j
	warns --max-bytes 1K --json-text text j | is '- size-limit'
	text --max-bytes 1K --json-text text j | is b
	head -c 1500000 /dev/zero | tr '\0' a | gzip -c >z
	warns z | is 'doc inflate-limit'
	warns --max-ratio 2000 z | is 'doc record-limit'
	for bad in 0 -1 x 1T 99999999999999 ''; do
		run "$GX" --max-bytes "$bad"
		[ "$status" = 2 ]
		run "$GX" --max-ratio "$bad"
		[ "$status" = 2 ]
	done
}

@test "limits: bombs, and bombs in records, in bounded memory" {
	head -c 100000000 /dev/zero | gzip -9c >bomb
	gzip -9c bomb >bomb2
	{
		page http://a/1 甲
		http '200 OK' 'Content-Encoding: gzip' <bomb | rec response http://a/2
		http '200 OK' 'Content-Encoding: gzip, gzip' <bomb2 | rec response http://a/3
		page http://a/4 乙
	} >w
	{ head -c 100000000 /dev/zero | rec resource http://a/5; page http://a/6 丙; } | gzip -c >w.gz
	small bomb bomb2 w w.gz >out 2>err
	[ ! -s err ]
	awk -F'\t' '$1 == "warn" { print $6 } $1 == "text" { print $8 } $1 == "end" { print $6 }' out |
	    is 'inflate-limit
refused
inflate-limit
refused
甲
ok
inflate-limit
refused
inflate-limit
refused
乙
ok
inflate-limit
refused
丙
ok'
}

@test "limits: a line of 100 MB, plain and in JSON" {
	head -c 100000000 /dev/zero | tr '\0' a >a
	run bash -c 'exec "$0" -q a | cut -f 1-6' "$GX"
	[[ "$output" == *'size-limit'* ]]
	{ printf '{"html":"'; cat a; printf '"}\n{"html":"<p>x"}\n'; } >j
	text --json-html html j | is x
	warns --json-html html j | is '- size-limit'
	records warn 7 --json-html html j | is 'j: line 1: the document is larger than the limit'
}

@test "limits: two hundred thousand records, and as many names, in constant memory" {
	echo x | rec metadata '' >m
	times() { # N FILE
		local i
		for ((i = 0; i < $1; i++)); do echo "$2"; done | xargs cat
	}
	times 100 m >m100
	times 2000 m100 >w
	page http://a/ 甲 >>w
	(ulimit -v 49152; text w | is 甲) || [[ "$GX" == *asan* ]]
	: >empty
	yes empty | head -n 20000 | tr '\n' '\0' >names
	(ulimit -v 49152; "$GX" -q -0 <names | grep -c '^doc' | is 20000) || [[ "$GX" == *asan* ]]
}

# Reading

@test "WARC and JSON Lines: small reads give the same records" {
	for i in 1 2 3; do page "http://a/$i" "第$i页"; done >w
	for i in 1 2 3; do page "http://a/$i" "第$i页" | gzip -c; done >w.gz
	for i in 1 2 3; do printf '{"html":"<p>%s"}\n' "$i"; done >j
	gzip -c w.gz >w.gz.gz
	for f in w w.gz w.gz.gz j; do
		"$GX" -q <"$f" >want
		for n in 1 7 4096; do
			dd if="$f" bs="$n" 2>/dev/null | "$GX" -q | cmp - want
		done
	done
}

@test "a file that grows or shrinks while it is read" {
	page http://a/ 甲 >one
	for ((i = 0; i < 200; i++)); do echo one; done | xargs cat >w
	( for i in 1 2 3 4 5; do cat one >>w; done ) &
	"$GX" -q w >out || [ $? = 3 ]
	wait
	tail -n 1 out | grep -q '^eof'
	yes '' | head -c 200000 >>w
	( for n in 20000 9000 100 0; do truncate -s $n w; done ) &
	"$GX" -q w >out 2>/dev/null || [ $? = 3 ]
	wait
	tail -n 1 out | grep -q '^eof'
}

# Attachments

@test "attachments: put aside by their bytes, and listed with what a crawl answered" {
	mkdir dir
	printf '%%PDF-1.4 a' >a.pdf
	printf '%s' "$PAGE" >b.doc
	{
		printf gone | http '404 Not Found' |
		    rec response http://a/1 'WARC-Date: 2020-01-02T03:04:05Z'
		printf 'PK\3\4 sheet' | http '200 OK' 'Content-Type: application/vnd.ms-excel' |
		    rec response '<http://a/年报.xls>' 'WARC-Date: 2020-01-02T03:04:06Z'
		printf 'P' | rec revisit http://a/2 'WARC-Refers-To: <urn:uuid:1>'
		printf '\211PNG\r\n\032\n' | http '200 OK' 'Content-Type: application/x' |
		    rec response http://a/4
	} >w
	"$GX" -q --attachments dir a.pdf b.doc w >out
	zip=$(printf 'PK\3\4 sheet' | sha256sum | cut -c 1-16)
	pdf=$(sha256sum <a.pdf | cut -c 1-16)
	cmp a.pdf "dir/$pdf.pdf"
	printf 'PK\3\4 sheet' | cmp - "dir/$zip.zip"
	find dir -type f | wc -l | is 3
	tr '\t' '|' <dir/list.tsv | is "what|name|source|offset|url|date|detail
file||a.pdf|0|||
attachment|$pdf.pdf|a.pdf|0|||
file||b.doc|0|||
file||w|0|||
http-status||w|0|http://a/1|2020-01-02T03:04:05Z|404 Not Found
attachment|$zip.zip|w|$(grep -abo "WARC/1.0" w | sed -n "2s/:.*//p")|http://a/年报.xls|2020-01-02T03:04:06Z|
revisit||w|$(grep -abo 'WARC/1.0' w | sed -n '3s/:.*//p')|http://a/2||<urn:uuid:1>
not-text||w|$(grep -abo 'WARC/1.0' w | sed -n '4s/:.*//p')|http://a/4||application/x"
	awk -F'\t' '$1 == "doc" { print $2, $7 } $1 == "end" { print $6 }' out |
	    is "$pdf application/pdf
refused
$(sha256sum <b.doc | cut -c 1-16) text/html
ok
$zip application/zip
refused"
}

@test "attachments: what was cut off is not put aside" {
	mkdir dir
	printf '%%PDF-1.4 a' | http '200 OK' 'Content-Length: 100' |
	    rec response http://a/1 >w
	"$GX" -q --attachments dir w | grep -c 'length-mismatch' | is 1
	find dir -type f | is dir/list.tsv
}

@test "attachments: names are escaped as in records" {
	mkdir dir
	printf '%%PDF' >$'a\\\tb'
	"$GX" -q --attachments dir a* | grep '^doc' | cut -f 4 >name
	[ "$(grep -c . name)" = 1 ]
	cut -f 3 dir/list.tsv | sed 1d | uniq | cmp - name
}

@test "attachments: a folder that is not there ends the filter" {
	run "$GX" --attachments none /dev/null
	[ "$status" = 3 ]
	[[ $output == *none/list.tsv.new:* ]]
}

@test "what a converter knows: --source, --offset, --url, --meta" {
	printf '%s' "$PAGE" | "$GX" -q --source 'a.warc' --offset 99 --url http://a/1 \
	    --meta converted.from=0123456789abcdef --meta converted.by=pdf >out
	grep '^doc' out | cut -f 4-6 | tr '\t' '|' | is 'a.warc|99|http://a/1'
	grep -c '^meta.*converted' out | is 2
	for bad in --offset=x --offset= --offset=-1; do
		run "$GX" "$bad" </dev/null
		[ "$status" = 2 ]
	done
	run "$GX" --url http://a/ a.warc
	[ "$status" = 2 ]
}
