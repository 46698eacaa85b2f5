#!/usr/bin/env bats
# nightly: from a site on this machine to a published panel, whatever happens.
# run by make check-flow
# shellcheck disable=SC2016 # text that must stay as it is

load helper

NIGHTLY=pipelines/annual-report/nightly

setup_file() {
	load helper
	cd "$S" || return
	mkdir www
	python3 "$ROOT/tests/site.py" www asked >port 2>site.err &
	echo $! >pid
	local i
	for ((i = 0; i < 200; i++)); do
		[ ! -s port ] || break
		sleep 0.05
	done
}

teardown_file() {
	[ ! -e "$BATS_FILE_TMPDIR/pid" ] || kill "$(cat "$BATS_FILE_TMPDIR/pid")"
}

setup() {
	local tool
	for tool in wget setpriv flock parallel; do
		command -v $tool >/dev/null || skip "$tool is not here"
	done
	export PATH=$B:$PATH
	cd "$T" || return
	W=$S/www/$BATS_TEST_NUMBER
	mkdir "$W"
	echo "http://127.0.0.1:$(cat "$S/port")/$BATS_TEST_NUMBER/" >list
	cat >conf <<-END
	# where, and what
	root = root
	list = list
	delay = 0
	max-lost = 40
	END
}

pages() { # NUMBER ...: reports, and an index of all that are there
	local n
	for n; do
		report "$n" | sed 's/^/<p>/; 1s/^/<!DOCTYPE html><meta charset="utf-8">/' >"$W/$n.html"
	done
	index
}

index() {
	(cd "$W" && printf '%s\n' [0-9]*.html | sed 's,.*,<a href="&">x</a>,' >index.html)
}

night() { # [COMMAND ...] [-OPTION ...]: one night; the names of logs are seconds
	while [ -e "root/log/$(date -u +%Y%m%dT%H%M%SZ).log" ]; do
		sleep 0.1
	done
	go "$ROOT/$NIGHTLY" "$@" conf
}

complete() { # what readers see is one whole panel
	(cd root/current && sha256sum --quiet -c SHA256SUMS) || fail 'current is not complete'
	[ "$(find root/current/ -type f | wc -l)" = $(($(wc -l <root/current/SHA256SUMS) + 1)) ] ||
		fail 'current has other files'
}

panel() { # what the panel says, without where it was read
	cut -d , -f 1-8 "root/current/tables/reports.csv"
	grep -c . root/current/tables/long.csv
}

from_scratch() { # the same tables come of the same dump in an empty folder
	(cd root && "$ROOT/pipelines/annual-report/run" -q -o ../scratch crawl/warc)
	diff -r root/current/tables scratch/tables
	cmp root/current/sources.csv scratch/sources.csv
	rm -rf scratch
}

summary() { # REGEX: the first line that was said, without the time
	head -n 1 out | sed 's/^nightly [0-9TZ]*: //' | grep -xE "$1" ||
		fail "want the summary $1, have $(head -n 1 out)"
}

@test "a panel, and another one the next night" {
	pages 1 2 3 4 5 6
	night
	expect 0
	summary 'published: 6 reports; crawl: 7 pages: 7 new, .*'
	complete
	[ "$(wc -l <root/current/tables/reports.csv)" = 7 ]
	from_scratch
	report 22 | sed 's/^/<p>/' >"$W/2.html"
	pages 7 8
	rm "$W/3.html" # the index still has it
	shards=$(ls root/work/shards)
	night
	expect 0
	summary 'published: 7 reports, 2 lost, 3 gained; 0 values changed, 0 gone, 0 new; crawl: 8 pages: 2 new, 2 changed, 4 same; 0 moved, 1 gone, .*' ||
	    { cat out; false; }
	complete
	from_scratch
	# The shard of the first night was not made again.
	[ -z "$(comm -23 <(echo "$shards") <(ls root/work/shards))" ]
	[ "$(find root/work/shards -mindepth 1 -maxdepth 1 | wc -l)" = 2 ]
	grep -x '  320106/第7局/2022  .*' out
	[ "$(wc -l <root/history.tsv)" = 2 ]
	# A third night without news has files in common with the second.
	night
	expect 0
	summary 'published: 7 reports, 0 lost, 0 gained; 0 values changed, 0 gone, 0 new; crawl: 8 pages: 0 new, 0 changed, 8 same; .*' ||
	    { cat out; false; }
	[ "$(find root/current/tables/long.csv -links +1 | wc -l)" = 1 ]
	complete
}

@test "half a site is not published, unless it is wanted" {
	pages 1 2 3 4 5 6
	night
	panel >before
	rm "$W"/[456].html
	night
	expect 1 'nightly: not published: reports lost: 50.00 %, more than 40; crawl: .*'
	summary 'not published: reports lost: 50.00 %, more than 40; crawl: .* 3 gone.*'
	grep -x '  320106/第5局/2022  .*' out
	complete
	panel | diff before -
	night -q --force -r
	expect 0
	[ ! -s out ]
	[ "$(wc -l <root/current/tables/reports.csv)" = 4 ]
	complete
}

@test "a site that does not answer takes nothing away" {
	pages 1 2 3
	night
	panel >before
	mv "$W" "$W.away"
	mkdir "$W"
	for i in 1 2 3; do echo "<a href=/status/503/$BATS_TEST_NUMBER.away/$i.html>x</a>"; done >"$W/index.html"
	night
	expect 0
	summary 'published: 3 reports, 0 lost, .* 3 failed.*'
	grep -x ' *3  127.0.0.1:[0-9]*: 503 Service Unavailable' out
	panel | diff before -
}

@test "killed at any moment: current is whole, and the next night ends as if nothing had been" {
	pages 1 2 3 4
	night
	expect 0
	pages 5 6
	report 11 | sed 's/^/<p>/' >"$W/1.html"
	for moment in 0.4 1.2 2; do
		while [ -e "root/log/$(date -u +%Y%m%dT%H%M%SZ).log" ]; do sleep 0.1; done
		"$ROOT/$NIGHTLY" conf >/dev/null 2>&1 &
		sleep $moment
		kill -9 $! 2>/dev/null || true
		wait $! || true
		complete
		flock -w 10 root/lock true || fail 'somebody goes on'
	done
	night
	expect 0
	complete
	[ "$(wc -l <root/current/tables/reports.csv)" = 7 ]
	grep -c '第11局' root/current/tables/reports.csv | grep -x 1
	from_scratch
	[ -z "$(find root -name '*.new' -o -name '.new' -o -name .current)" ]
	grep -h 'was interrupted' root/log/*.log
}

@test "two at once" {
	pages 1
	mv "$W/1.html" "$W/0.html"
	echo '<a href="/slow/1.5/'"$BATS_TEST_NUMBER"'/0.html">x</a>' >"$W/index.html"
	"$ROOT/$NIGHTLY" -q conf &
	first=$!
	for ((i = 0; i < 100; i++)); do
		[ ! -s root/lock ] || break
		sleep 0.05
	done
	go "$ROOT/$NIGHTLY" conf
	expect 75 "nightly: $T/root/lock: locked by pid $first"
	wait $first
	complete
}

@test "a full disk" {
	pages 1 2 3
	mkdir root
	mount -t tmpfs -o size=4m none root 2>/dev/null ||
		skip 'mounting a small tmpfs is not permitted here'
	night
	cp out first
	panel >before
	pages 4 5
	for left in 0 60; do
		head -c "$(df -B 1 --output=avail root | tail -n 1)" /dev/zero >root/filler || true
		truncate -s "-${left}k" root/filler
		night
		[ "$status" = 3 ] || { umount -l root; fail "exit $status with $left KB"; }
		grep '^nightly: ' err || { umount -l root; fail 'no message'; }
		complete || { umount -l root; false; }
		panel | diff before - || { umount -l root; false; }
		rm root/filler
	done
	night
	cp -rL root/current after
	umount -l root
	expect 0
	[ "$(wc -l <after/tables/reports.csv)" = 6 ]
}

@test "a mistake in the rules" {
	pages 1 2
	cp -r "$ROOT/pipelines/annual-report" rules
	echo 'rules = rules' >>conf
	night
	expect 0
	panel >before
	sed -i '40s/\t/ /g' rules/prose.tsv
	pages 3
	night
	expect 2 'nightly: failed: run: .*prose.tsv:40: .*'
	grep 'prose.tsv:40' root/log/*.log
	complete
	panel | diff before -
	cp "$ROOT/pipelines/annual-report/prose.tsv" rules/
	night -r # the pages are there already
	expect 0
	[ "$(wc -l <root/current/tables/reports.csv)" = 4 ]
}

@test "as cron starts it: no LANG, no HOME, short PATH, SIGPIPE ignored" {
	pages 1 2
	sed -i "s,= r,= $T/r,; s,= l,= $T/l," conf
	go sh -c 'trap "" PIPE; cd / && exec env -i PATH="$1:/usr/bin:/bin" "$2" "$3"' - \
	    "$B" "$ROOT/$NIGHTLY" "$T/conf"
	expect 0
	complete
	cut -d , -f 1,3,4 root/current/tables/reports.csv >have
	printf '%s\n' region,body,year 320106,第1局,2022 320106,第2局,2022 | diff - have
}

@test "the last generations are kept" {
	pages 1
	echo 'keep = 1' >>conf
	for i in 1 2; do night; expect 0; done
	[ "$(find root/releases -mindepth 1 -maxdepth 1 | wc -l)" = 1 ]
	[ "$(readlink root/current)" = "releases/$(find root/releases -mindepth 1 -maxdepth 1 -printf '%f\n' | sort | tail -n 1)" ]
	complete
}

@test "nothing is published of nothing" {
	echo '<p>nothing' >"$W/index.html"
	night
	expect 1 'nightly: not published: no report was found; crawl: .*'
	[ ! -e root/current ]
}

@test "wrong settings are refused, and never run" {
	cat >conf <<-'END'
	root = $(touch bad)`touch bad`
	list=list # not a comment
	END
	go "$ROOT/$NIGHTLY" -n conf
	expect 2 "nightly: $T/list # not a comment: cannot be read"
	echo 'list = list' >>conf
	go "$ROOT/$NIGHTLY" -n conf
	expect 0
	grep -xF "root = $T/"'$(touch bad)`touch bad`' out
	[ ! -e bad ]
	while IFS='|' read -r line message; do
		printf 'root = root\nlist = list\n%s\n' "$line" >conf
		go "$ROOT/$NIGHTLY" conf
		expect 2 "nightly: $message"
	done <<-'END'
	nothing = 1|conf:3: no setting nothing
	keep|conf:3: not of the form name = value
	Keep = 1|conf:3: not of the form name = value
	keep = 0|conf: keep: at least 1
	keep = x|conf: keep: not a number
	max-lost = 5%|conf: max-lost: not a number
	known = perhaps|conf: known: yes or no
	list = none|.*/none: cannot be read
	END
	echo 'list = list' >conf
	go "$ROOT/$NIGHTLY" conf
	expect 2 'nightly: conf: root is not set'
	go "$ROOT/$NIGHTLY"
	expect 2 'usage: nightly .*'
	go "$ROOT/$NIGHTLY" -x conf
	expect 2 'usage: nightly .*'
	for i in crawl diff nightly; do
		go "$ROOT/pipelines/annual-report/$i" --help
		expect 0
		grep "^usage: $i " out
		go "$ROOT/pipelines/annual-report/$i" -V
		expect 0
	done
	go "$ROOT/$NIGHTLY" none
	expect 2 'nightly: none: cannot be read'
	printf 'root = conf/root\nlist = list\n' >conf
	go "$ROOT/$NIGHTLY" conf
	expect 3 "nightly: $T/conf/root: cannot create"
	[ ! -e root ]
}

@test "the examples for cron and systemd are valid" {
	cp "$ROOT"/pipelines/annual-report/schedule/* .
	# What the settings are is known, and what they say is what is set anyway.
	sed -i "s,^root = .*,root = $T/root," conf
	go "$ROOT/$NIGHTLY" -n conf
	expect 0
	grep -x 'hosts = 8' out
	# Every setting is in the page.
	cut -d ' ' -f 1 out | while read -r key; do
		grep -E "^\.It Cm .*\<$key\>" "$ROOT/$NIGHTLY.1" >/dev/null || fail "$key is not in the page"
	done
	# minute hour day month weekday command
	grep -Ex '([0-9*]+ +){5}/usr/local/bin/gx-nightly -q /srv/gx/conf' crontab
	command -v systemd-analyze >/dev/null || skip 'systemd-analyze is not here'
	sed -i "s,^ExecStart=[^ ]*,ExecStart=$ROOT/$NIGHTLY," gx-nightly.service
	systemd-analyze verify --man=no ./gx-nightly.service ./gx-nightly.timer 2>&1 | tee said
	[ ! -s said ]
	systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' gx-nightly.timer)" | grep 'Normalized form: \*-\*-\* 02:30:00'
}
