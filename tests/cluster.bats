#!/usr/bin/env bats
# cluster: run over ssh and with Slurm, for real, on this machine: the same bytes.
# run by make check-cluster

load helper
load cluster

setup_file() {
	load helper
	load cluster
	local i
	export PATH=$B:$PATH:/usr/sbin
	mkdir "$S/dump"
	for ((i = 1; i <= 12; i++)); do
		report "$i" >"$S/dump/$i.txt"
	done
	cd "$S" || return
	"$ROOT/pipelines/annual-report/run" -q -j 1 -b 1 -o one dump
	# in a place that needs no long path: sockets have short names
	C=$(mktemp -d /tmp/gx-cluster.XXXXXX)
	echo "$C" >"$S/cluster"
	start_sshd "$C"
	start_slurm "$C"
}

teardown_file() {
	load cluster
	local folder
	folder=$(cat "$BATS_FILE_TMPDIR/cluster")
	stop "$folder"
	sleep 1
	rm -rf "$folder"
}

setup() {
	R=$ROOT/pipelines/annual-report
	C=$(cat "$S/cluster")
	cd "$S" || exit
}

same_as_one() { # FOLDER
	local f
	for f in one/tables/* one/sources.csv one/manifest.json; do
		same "$f" "$1/${f#one/}"
	done
}

@test "two jobs" {
	"$R/run" -q -j 2 -o two dump
	same_as_one two
}

@test "ssh: two hosts" {
	go "$R/run" -q -j 2 --sshlogin 127.0.0.1,localhost -b 1 -o "$T/panel" dump
	expect 0
	same_as_one "$T/panel"
	[ "$(cut -f 2 "$T/panel/joblog" | sort -u | grep -cE '^(127.0.0.1|localhost)$')" = 2 ]
}

@test "Slurm: more batches than an array may have" {
	go "$R/run" -q --slurm -b 1 -o "$T/panel" dump
	[ "$status" = 0 ] || fail "exit $status"
	same_as_one "$T/panel"
	[ "$(find "$T/panel/slurm" -name '*_[0-9].log' | wc -l)" = 12 ]
}

@test "Slurm: only what failed is submitted again" {
	cp -r dump "$T/dump"
	cd "$T"
	"$R/run" -q -b 1 -o panel dump
	rm -r "$T/panel/shards/$(awk -F'\t' '$1 == "00002" { print $2 }' "$T/panel/plan/index.tsv")"
	# its input has changed: it fails each time
	echo more >>"$(awk -F'\t' '{ print $4 }' "$T/panel/plan/00002")"
	go "$R/run" --resume --slurm -o "$T/panel"
	expect 3 'run: 1 of 1 batches failed.*'
	[ "$(find "$T/panel/slurm" -name '*_0.log' | wc -l)" = 3 ]
	[ "$(find "$T/panel/slurm" -name '*_1.log' | wc -l)" = 0 ]
}

@test "Slurm: a task that finds its batch locked is put back, and killed ones are safe" {
	cp -r dump "$T/dump"
	cd "$T"
	report 10 >dump/10.txt
	"$R/run" -q -b 1 -o panel dump
	key=$(awk -F'\t' '$1 == "00004" { print $2 }' panel/plan/index.tsv)
	rm -r "panel/shards/$key"
	(
		flock 9
		exec sleep 20
	) 9>"panel/locks/$key" &
	J=$(sbatch --parsable --export=ALL,GX_WAIT=1 --output="$T/first.log" \
	    --wrap="$R/shard $T/panel 00004")
	for ((i = 0; i < 60; i++)); do
		squeue -h -j "$J" -o '%r' | grep -qi -e requeue -e begin && break
		sleep 1
	done
	scontrol show job "$J" | grep -q 'Restarts=[1-9]' || fail "not put back"
	scancel "$J" || true
	wait
	go "$R/run" -q --resume --slurm -o panel
	[ "$status" = 0 ] || fail "exit $status"
	"$R/run" -q -o again dump
	for f in again/tables/*; do
		same "$f" "panel/tables/${f##*/}"
	done
}
