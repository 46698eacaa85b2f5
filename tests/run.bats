#!/usr/bin/env bats
# run: dumps become tables, whatever the jobs, the order, the interruptions and
# the history of the folder.
# run by make check-flow
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # names; PATH, in the test that changes it

load helper

setup_file() {
	load helper
	local i
	mkdir -p "$S/dump/town"
	for i in 1 2 3 4 5 6; do
		report "$i" >"$S/dump/$i.txt"
	done
	for i in 7 8 9; do
		report "$i" >"$S/dump/town/$i.txt"
	done
	cd "$S" && PATH=$B:$PATH "$ROOT/pipelines/annual-report/run" -q -j 2 -o first dump
	cut -d, -f 2-18 "$S/first/tables/long.csv" >"$S/long.cut"
}

setup() {
	export PATH=$B:$PATH
	R=$ROOT/pipelines/annual-report
	cd "$T" || exit
}

teardown() {
	umount "$T/disk" 2>/dev/null || true
}

# A WARC record with an HTTP response: answer URL DATE STATUS <body
answer() {
	local body
	body=$(printf 'HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\n\r\n.' "$3"
	    cat; echo .)
	body=${body%.}
	body=${body/$'\r\n\r\n.'/$'\r\n\r\n'}
	printf 'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <%s>\r\n' "$1"
	printf 'WARC-Date: %s\r\nWARC-Record-ID: <urn:uuid:%s>\r\n' "$2" "${4:-$2}"
	printf 'Content-Length: %d\r\n\r\n%s\r\n\r\n' "${#body}" "$body"
}

revisit() { # URL DATE ID
	printf 'WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Target-URI: <%s>\r\n' "$1"
	printf 'WARC-Date: %s\r\nWARC-Refers-To: <urn:uuid:%s>\r\nContent-Length: 0\r\n\r\n\r\n\r\n' \
	    "$2" "$3"
}

# The tables and lists of two folders are the same bytes.
same_results() {
	local f
	for f in "$1"/tables/* "$1/sources.csv"; do
		same "$f" "$2/${f#"$1"/}"
	done
	[ -s "$1/tables/wide.csv" ] || fail "no tables in $1"
}

states() { # of a folder: document's address or source, and state
	sed 1d "$1/sources.csv" | awk -F, '{ print ($3 != "" ? $3 : $1), $6 }' | sort
}

# Without root's right to read everything.
as_others() {
	if [ "$(id -u)" = 0 ]; then
		setpriv --bounding-set=-dac_override,-dac_read_search "$@"
	else
		"$@"
	fi
}

@test "an input that may not be read is named, and the others are read" {
	cp -R "$S/dump" dump
	chmod 000 dump/3.txt
	go as_others "$R/run" -q -o panel dump
	expect 3 'run: dump/3.txt: cannot be read \(1 in all\)'
	grep -q 'dump/3.txt: cannot be read (1 in all)$' panel/log
	grep -q '"complete": false' panel/manifest.json
	grep -qx 'dump/3.txt,,,,,failed,,,,unreadable' panel/sources.csv
	[ "$(states panel | grep -c taken)" -eq 8 ]
	chmod 644 dump/3.txt
	go "$R/run" -q -o panel dump
	expect 0
	same_results panel "$S/first"
}

@test "the tables are those of the filters" {
	(cd "$S" && gx-decode -q dump/*.txt dump/*/*.txt | gx-segment -q | gx-extract -q |
	    gx-check -q) | gx-csv -q -Q -t wide,long -o "$T"
	same wide.csv "$S/first/tables/wide.csv"
	same long.csv "$S/first/tables/long.csv"
	[ "$(wc -l <wide.csv)" = 10 ]
	[ "$(grep -c '"complete": true' "$S/first/manifest.json")" = 1 ]
}

@test "jobs, batches and the order of operands make no difference" {
	cd "$S"
	"$R/run" -q -j 1 -b 1 -o "$T/a" dump/town dump/6.txt dump
	[ "$(wc -l <"$T/a/plan/index.tsv")" = 9 ]
	same_results first "$T/a"
	same first/manifest.json "$T/a/manifest.json"
}

@test "only what is new is read, and what is gone is left out" {
	cp -r "$S/dump" dump
	rm dump/1.txt
	report 11 >dump/2.txt
	"$R/run" -q -o panel dump
	ls panel/shards >before
	cp "$S/dump/1.txt" dump
	cp "$S/dump/2.txt" dump
	go "$R/run" -o panel dump
	grep -qx 'run: 9 inputs, 1 of 1 batches to make' err || fail "what was planned?"
	[ "$(wc -l <panel/plan/00001)" = 2 ]
	same_results "$S/first" panel
	rm -r dump/town
	"$R/run" -q -o panel dump
	[ ! -s panel/plan/index.tsv ]
	"$R/run" -q -o again dump
	same_results again panel
}

@test "a document that is there twice is taken once, and both sources are listed" {
	mkdir dump
	cp "$S/dump/1.txt" dump/b.txt
	cp "$S/dump/1.txt" dump/a.txt
	"$R/run" -q -o panel dump
	states panel >found
	same found - <<-E
	dump/a.txt taken
	dump/b.txt repeated
	E
	[ "$(wc -l <panel/tables/wide.csv)" = 2 ]
}

@test "of an address the newest word counts" {
	{
		report 1 | answer http://a/1 2024-01-01T00:00:00Z '200 OK'
		report 2 | answer http://a/2 2024-01-01T00:00:00Z '200 OK'
		report 3 | answer http://a/3 2024-01-01T00:00:00Z '200 OK' three
		report 4 | answer http://a/4 2024-01-01T00:00:00Z '200 OK'
		report 5 | answer http://a/5 2024-01-01T00:00:00Z '200 OK' five
	} >1.warc
	{
		report 6 | answer http://a/1 2024-01-02T00:00:00Z '200 OK'
		echo gone | answer http://a/2 2024-01-02T00:00:00Z '404 Not Found'
		report 7 | answer http://a/3 2024-01-02T00:00:00Z '200 OK'
		echo busy | answer http://a/4 2024-01-02T00:00:00Z '503 Busy'
		echo gone | answer http://a/5 2024-01-02T00:00:00Z '410 Gone'
	} >2.warc
	{
		revisit http://a/3 2024-01-03T00:00:00Z three
		revisit http://a/5 2024-01-03T00:00:00Z five
	} >3.warc
	"$R/run" -q -o panel 2.warc 1.warc 3.warc
	states panel | uniq -c | sed 's/^ *//' >found
	same found - <<-E
	1 http://a/1 superseded
	1 http://a/1 taken
	1 http://a/2 absent
	1 http://a/2 gone
	1 http://a/3 confirmed
	1 http://a/3 superseded
	1 http://a/3 taken
	1 http://a/4 failed
	1 http://a/4 taken
	1 http://a/5 absent
	1 http://a/5 confirmed
	1 http://a/5 taken
	E
	cut -d, -f 3 panel/tables/wide.csv | sed 1d | sort >bodies
	same bodies - <<-E
	第3局
	第4局
	第5局
	第6局
	E
	"$R/run" -q --gone keep -o kept 1.warc 2.warc 3.warc
	[ "$(wc -l <kept/tables/wide.csv)" = 6 ]
	# the same, night after night
	"$R/run" -q -o nights 1.warc
	"$R/run" -q -o nights 1.warc 2.warc
	"$R/run" -q -o nights 1.warc 2.warc 3.warc
	same_results panel nights
	same panel/manifest.json nights/manifest.json
}

@test "wrong usage and wrong places" {
	go "$R/run" dump
	expect 2 'run: -o is missing' || true
	[ "$status" = 2 ]
	mkdir dump
	go "$R/run" -o dump/panel dump
	expect 2 'run: output lies inside the input: dump'
	[ -z "$(ls -A dump)" ]
	go "$R/run" -o panel absent
	expect 3 'run: absent: No such file or directory'
	touch file
	go "$R/run" -o file dump
	[ "$status" = 3 ]
	grep -q 'cannot create' err
	ln -s dump link
	go "$R/run" -o link "$S/dump"
	expect 3 'run: link: cannot create: it is a symbolic link'
	[ -z "$(ls -A dump)" ]
	mkdir full
	touch full/mine
	go "$R/run" -o full dump
	expect 3 'run: full: cannot create: there is something else'
	mkdir none
	go "$R/run" -o new none
	expect 3 'run: there is no file to read'
}

@test "the tables that are given are proven and read, and -q says nothing" {
	unset GX_RULES
	cp -r "$R" rules
	rm rules/sectors.tsv
	go "$R/run" -q -r rules -o panel "$S/dump/1.txt"
	expect 2 "gx-segment: $T/rules/sectors.tsv: No such file or directory"
	[ ! -e panel ]
	cp "$R/sectors.tsv" rules
	sed -i '/^n\.req\.recv\t/s/\t件\t/\t封\t/' rules/indicators.tsv
	go "$R/run" -q -r rules -o panel "$S/dump/1.txt"
	expect 0
	grep -q ',n.req.recv,101,封,' panel/tables/long.csv || fail "another codebook was read"
	go "$R/run" -r absent/rules -o other "$S/dump/1.txt"
	expect 2 'run: absent/rules: cannot be read'
	GX_RULES=absent go "$R/run" -o other "$S/dump/1.txt"
	expect 2 'run: absent: cannot be read'
	[ ! -e other ]
	go "$R/run" -q -o panel "$S/dump"
	expect 0
	grep -q ',n.req.recv,101,件,' panel/tables/long.csv
}

@test "the folder may be called as it likes, and so may the inputs" {
	local name
	cp -r "$S/dump" -- -dump
	for name in -panel 'a b' 'R&D|x' '$(touch pwned)' "it's" 'a=b' '[x]*?'; do
		context="$name:"
		go "$R/run" -q -o "$name" -- -dump
		expect 0
		same "$S/long.cut" <(cut -d, -f 2-18 "./$name/tables/long.csv")
	done
	[ ! -e pwned ]
	for name in 'a\b' $'a\nb' 'a{}b'; do
		go "$R/run" -q -o "$name" -- -dump
		[ "$status" = 2 ] || fail "exit $status for $name"
		[ ! -e "$name" ]
	done
}

@test "standard output is closed, or full" {
	(cd "$S" && "$R/run" -q -o "$T/panel" dump >&-) || fail "exit $?"
	same_results "$S/first" panel
	local program
	for program in run page agree diff crawl nightly; do
		status=0
		"$R/$program" -h >/dev/full 2>err || status=$?
		[ "$status" = 3 ] || fail "$program: exit $status"
	done
}

@test "what is wrong with options is said before anything is read" {
	go "$R/run" -q -t wide,none -o panel "$S/dump"
	expect 2 'gx-csv: -t: none: no such table'
	echo region >roster.csv
	go "$R/run" -q -R roster.csv -o panel "$S/dump"
	expect 2 'gx-csv: .*/roster.csv:1: no column .*'
	printf 'doc\twhy\n' >corrections.tsv
	go "$R/run" -q -c corrections.tsv -o panel "$S/dump"
	expect 2 'gx-check: .*/corrections.tsv:1: no column report'
	[ -z "$(ls panel/shards)" ] || fail "a shard was made"
}

@test "two runs at once" {
	cp -r "$S/first" panel
	exec 7>>panel/lock
	flock 7
	echo 4711 >panel/lock
	go "$R/run" -o panel "$S/dump" 7>&-
	expect 75 'run: .*/panel: locked by 4711'
}

@test "corrections: those beside the dump, and only their shards are made again" {
	cp -r "$S/dump" dump
	"$R/run" -q -b 1 -o panel dump
	doc=$(sha256sum <dump/3.txt | cut -c 1-16)
	printf 'doc\treport\tindicator\told\tnew\twho\twhen\twhy\n' >corrections.tsv
	printf '%s\t1\tn.req.recv\t103\t130\tme\t2024-05-01\tread from the scan\n' "$doc" \
	    >>corrections.tsv
	find panel/shards -name checked.gx.lz4 -exec touch -d 2000-01-01 {} +
	"$R/run" -q -b 1 -o panel dump
	[ "$(find panel/shards -name checked.gx.lz4 -newermt 2001-01-01 | wc -l)" = 1 ]
	grep '第3局' panel/tables/long.csv | grep -q ',n.req.recv,130,'
	"$R/run" -q -o fresh dump/
	same_results fresh panel
	same fresh/manifest.json panel/manifest.json
	rm corrections.tsv
	"$R/run" -q -b 1 -o panel dump
	"$R/run" -q -o without dump
	same_results without panel
	! grep -q ',n.req.recv,130,' panel/tables/long.csv || false
}

@test "corrections of a shard of which an input is gone" {
	cp -r "$S/dump" dump
	"$R/run" -q -o panel dump
	before=$(ls panel/shards)
	rm dump/1.txt
	doc=$(sha256sum <dump/3.txt | cut -c 1-16)
	printf 'doc\treport\tindicator\told\tnew\twho\twhen\twhy\n' >corrections.tsv
	printf '%s\t1\tn.req.recv\t103\t130\tme\t2024-05-01\tread from the scan\n' "$doc" \
	    >>corrections.tsv
	"$R/run" -q -o panel dump
	[ "$(wc -l <panel/plan/00001)" = 8 ]
	[ "$(cat panel/shards/*/corrections)" = "$(tail -n 1 corrections.tsv)" ]
	[ ! -e "panel/shards/$before" ]
	"$R/run" -q -o fresh dump
	same_results fresh panel
	same fresh/manifest.json panel/manifest.json
	[ "$(grep -c ',n.req.recv,130,' panel/tables/long.csv)" = 1 ]
	# those of other documents leave a shard as it is
	printf '0123456789abcdef\t1\tn.req.recv\t1\t2\tme\t2024-05-01\twhy\n' >>corrections.tsv
	go "$R/run" -o panel dump
	grep -qx 'run: 8 inputs, 0 of 0 batches to make' err
}

@test "killed at any moment, it goes on, and ends with the same bytes" {
	local try
	for try in 1 2 3; do
		setsid "$R/run" -q -j 2 -b 1 -o panel "$S/dump" >/dev/null 2>&1 &
		sleep "$try.$((RANDOM % 9))"
		kill -9 -- "-$!" || true
		wait "$!" || true
	done
	if [ -e panel/plan/index.tsv ]; then
		go "$R/run" -q --resume -o panel
	fi
	(cd "$S" && "$R/run" -q -b 1 -o "$T/panel" dump)
	same_results "$S/first" panel
	same "$S/first/manifest.json" panel/manifest.json
	[ -z "$(find panel/shards panel/locks -name '.?*' -o -type f -path '*/locks/*')" ]
}

@test "--resume makes what is left, without the inputs being named" {
	cp -r "$S/dump" dump
	"$R/run" -q -b 1 -o panel dump
	keys=$(ls panel/shards)
	while read -r key; do
		rm -r "panel/shards/$key"
	done < <(sed -n "1p;5p" <<<"$keys")
	go "$R/run" --resume -o panel
	expect 0 'run: 9 inputs, 2 of 9 batches to make'
	[ "$(ls panel/shards)" = "$keys" ]
	same_results "$S/first" panel
}

@test "a batch that fails: the others are read, and the manifest says so" {
	cp -r "$S/dump" dump
	"$R/run" -q -b 1 -o panel dump
	rm -r "panel/shards/$(awk -F'\t' '$1 == "00003" { print $2 }' panel/plan/index.tsv)"
	echo more >>dump/3.txt
	go "$R/run" --resume -o panel
	expect 3 'run: 1 of 1 batches failed, see .*/panel/log'
	grep -q 'an input has changed since it was planned' panel/log
	grep -q '"complete": false' panel/manifest.json
	[ "$(wc -l <panel/tables/wide.csv)" = 9 ]
	cp "$S/dump/3.txt" dump
	"$R/run" -q -o panel dump
	same_results "$S/first" panel
}

@test "an input that ends too early is read as far as it goes" {
	for i in 1 2; do
		report "$i" | answer "http://a/$i" "2024-01-01T00:00:0${i}Z" '200 OK'
	done | head -c -100 >w.warc
	go "$R/run" -q -o panel w.warc
	expect 0
	grep -q '"gx-decode": \[ 3 \]' panel/manifest.json
	states panel >found
	same found - <<-E
	http://a/1 taken
	http://a/2 taken
	w.warc failed
	E
	grep -q '^w.warc,.*,truncated,' panel/sources.csv || fail "not named"
}

@test "a full disk: exit 3, and what was published stays" {
	mkdir disk
	mount -t tmpfs -o size=2m none disk 2>/dev/null || skip "no tmpfs here"
	"$R/run" -q -o disk/panel "$S/dump/1.txt"
	cp -r disk/panel/tables before
	head -c 2m /dev/zero >disk/full 2>/dev/null || true
	go "$R/run" -q -o disk/panel "$S/dump"
	[ "$status" = 3 ] || fail "exit $status"
	diff -r before disk/panel/tables
	rm disk/full
	"$R/run" -q -o disk/panel "$S/dump/1.txt"
	diff -r before disk/panel/tables
}

@test "the roster: what is expected and not there is in the coverage" {
	cp -r "$S/dump" dump
	printf 'region,body,from,to\n320106,第1局,2022,2022\n320106,第77局,2022,2022\n' >dump/roster.csv
	"$R/run" -q -o panel dump
	grep -q '"roster": "' panel/manifest.json
	row() { awk -F, -v body="$1" '$0 ~ body' panel/tables/coverage.csv; }
	row 第1局 | grep -q yes
	row 第77局 | grep -q yes
	row 第2局 | grep -q unlisted
	! grep -q roster.csv panel/sources.csv || false
}
