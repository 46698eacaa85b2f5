#!/usr/bin/env bats
# audit: the sample for hand coding, and what comes of the filled sheets.

load helper
load tables

setup_file() {
	load helper
	python3 "$ROOT/bench/corpus" --pages 60 --seed 5 "$S/corpus" >/dev/null
	"$B/gx-decode" -q "$S"/corpus/pages/* | "$B/gx-segment" -q >"$S/segmented"
	"$B/gx-extract" -qk "$S/segmented" | "$B/gx-check" -q >"$S/many"
}

audit() {
	"$B/gx-csv" -q -t audit "$@"
}

@test "audit: strata, their sizes, and weights that add up to the cells" {
	audit -i all -N 200 "$S/many" >"$T/audit"
	"$B/gx-csv" -q -Qi all "$S/many" >"$T/wide"
	"$B/gx-csv" -q -t long "$S/many" >"$T/long"
	"$B/gx-csv" -q -t reports "$S/many" >"$T/reports"
	python3 - "$T/audit" "$T/wide" "$T/long" "$T/reports" <<'EOF'
import csv, sys
from collections import Counter
audit, wide, long, reports = (list(csv.DictReader(open(p, encoding='utf-8')))
                              for p in sys.argv[1:])
own = {(r['doc'], r['report']): r['scope'] for r in reports}
cells = {}     # of the wide table, with what must be in their stratum
for r in wide:
    for name, q in r.items():
        if not name.endswith('_q') or q == 'not_in_form':
            continue
        if q == 'not_found' and r['scope'] != own[r['doc'], r['report']]:
            continue
        cells[r['doc'], r['report'], r['scope'], name[:-2]] = (
            'found' if r[name[:-2]] else 'absent', r['form'], r['level'] or '-', q,
            r[name[:-2]])
assert len(audit) == 200, len(audit)
strata = {}
for a in audit:
    what, family, form, level, qualifier = a['stratum'].split('/')
    cell = cells[a['doc'], a['report'], a['scope'], a['indicator'].replace('.', '_')]
    assert (what, form, level, qualifier, a['value']) == cell, (a, cell)
    assert a['audit'] == ':'.join((a['doc'], a['report'], a['scope'], a['indicator']))
    assert a['found'] == ('yes' if a['value'] else 'no')
    n, size = int(a['sampled']), int(a['population'])
    assert abs(float(a['probability']) - n / size) < 1e-6
    assert abs(float(a['weight']) - size / n) < 1e-6
    strata.setdefault(a['stratum'], [n, size, 0])[2] += 1
    assert not any(a[c] for c in ('coder', 'coded_value', 'coded_note', 'verdict'))
assert all(n == have <= size for n, size, have in strata.values())
want = Counter(c[0] + ' ' + '/'.join(c[1:4]) for c in cells.values())
got = Counter()
for stratum, (n, size, _) in strata.items():
    what, _, *rest = stratum.split('/')
    got[what + ' ' + '/'.join(rest)] += size
assert got == want, (got - want, want - got)
# What was read stands at its place in the long table.
facts = {(f['doc'], f['report'], f['line'], f['column'], f['indicator'], f['raw'],
          f['rule']): f for f in long}
seen = 0
for a in audit:
    if a['rule']:
        f = facts[a['doc'], a['report'], a['line'], a['column'], a['indicator'],
                  a['raw'], a['rule']]
        seen += 1
        assert a['value'] in (f['value'], ''), a
        if a['line'] and f['raw'] and ' | ' not in a['context'] and a['context']:
            assert a['raw'] in a['context'], a
        assert a['context'] or not a['raw'], a
assert seen > 80, seen
EOF
}

@test "audit: made by the seed, whatever the order; a document that comes twice counts once" {
	audit -N 60 --seed 7 "$S/many" >"$T/one"
	awk -v dir="$T" -F '\t' '
	/^#/ || $1 == "eof" { next }
	$1 == "doc" { n++ }
	{ print >(dir "/part" sprintf("%03d", 200 - n)) }' "$S/many"
	cat "$T"/part* | audit -u -N 60 --seed 7 >"$T/two"
	same "$T/one" "$T/two"
	audit -N 60 --seed 7 "$S/many" "$S/many" | cmp - "$T/one"
	audit -N 60 --seed 8 "$S/many" >"$T/two"
	! cmp -s "$T/one" "$T/two" || fail "another seed gives the same sample"
	[ "$(wc -l <"$T/two")" -eq 61 ]
	# A larger sample holds the smaller one.
	audit -N 120 --seed 7 "$S/many" | cells audit | sort >"$T/large"
	cells audit <"$T/one" | sort | comm -23 - "$T/large" >"$T/out"
	[ ! -s "$T/out" ] || fail "not in the larger sample: $(cat "$T/out")"
}

@test "audit: the smallest hashes of seed and id are taken" {
	stream 'd1 甲局 2022 own - req.new.tot 1 exact . 1; d2 乙局 2022 own - req.new.tot 2 exact . 1; d3 丙局 2022 own - req.new.tot 3 exact . 1; d4 丁局 2022 own - req.new.tot 4 exact . 1' >"$T/in"
	local d want
	for seed in 1 7 x; do
		want=$(for d in d1 d2 d3 d4; do
			printf '%s\0%s' "$seed" "$d:1:own:req.new.tot" | sha256sum | sed "s/-/$d/"
		done | sort | head -n 2 | awk '{ print $2 }' | sort)
		audit -u -i req.new.tot -N 2 --seed "$seed" "$T/in" | cells doc,population,sampled,weight | sort >"$T/out"
		[ "$(cut -d' ' -f1 "$T/out")" = "$want" ] || fail "seed $seed"
		[ "$(cut -d' ' -f2- "$T/out" | uniq)" = '4 2 2.000000' ]
	done
}

@test "audit: one row of every stratum at least, large ones less than in proportion" {
	# 100 cells exact, 16 approx, 4 more: with roots 10, 4 and 2 of 16 rows.
	{
		for i in $(seq 100); do echo "e$i 甲局 2022 own - req.new.tot 1 exact . 1 ;"; done
		for i in $(seq 16); do echo "a$i 甲局 2022 own - req.new.tot 1 approx . 1 ;"; done
		for i in $(seq 4); do echo "m$i 甲局 2022 own - req.new.tot 1 more . 1 ;"; done
	} >"$T/spec"
	stream "$(tr -d '\n' <"$T/spec" | sed 's/ ;$//')" >"$T/in"
	audit -u -i req.new.tot -N 16 "$T/in" | cells qualifier,sampled,population | sort | uniq -c >"$T/out"
	awk '{ print $1, $2, $3, $4 }' "$T/out" | diff - <(printf '%s\n' '4 approx 4 16' '10 exact 10 100' '2 more 2 4')
	go "$B/gx-csv" -u -t audit -i req.new.tot -N 2 "$T/in"
	expect 0 'gx-csv: audit: 3 rows, one of each stratum'
	[ "$(cells sampled <"$T/out" | sort | uniq -c | awk '{ print $1, $2 }')" = '3 1' ]
}

@test "audit: blind hides what was read, and draws the same cells" {
	audit -N 40 --seed 7 "$S/many" >"$T/open"
	audit -N 40 --seed 7 --blind "$S/many" >"$T/blind"
	same <(cells audit,population,sampled,source,indicator,unit,label_zh,label_en <"$T/open" | sort) \
	    <(cells audit,population,sampled,source,indicator,unit,label_zh,label_en <"$T/blind" | sort)
	[ "$(cells stratum,value,qualifier,found,line,column,cell,raw,rule,context <"$T/blind" | sort -u)" = '. . . . . . . . . .' ]
}

@test "audit: wrong sizes" {
	local n
	for n in 0 -1 x 1x 100001 99999999999999999999; do
		go "$B/gx-csv" -t audit -N "$n" /dev/null
		[ "$status" -eq 2 ] || fail "-N $n was accepted"
		grep -qx 'gx-csv: -N: 1 to 100000' "$T/err"
	done
}
