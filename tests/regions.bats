#!/usr/bin/env bats
# regions: every unit of regions.tsv is known by its name, in every year in
# which it was one.
# normal build only: more than a hundred thousand pages.

load helper

# named FORM RIGHT: at least RIGHT of a thousand pages are right, none is wrong.
named() {
	awk -v form="$1" -f "$ROOT/tests/regions.awk" "$GX_RULES/regions.tsv" |
	    "$B/gx-decode" -q | "$B/gx-segment" -q >"$T/segmented"
	awk -f "$ROOT/tests/regions.awk" "$GX_RULES/regions.tsv" \
	    "$T/segmented" >"$T/out"
	tail -n 20 "$T/out"
	tail -n 1 "$T/out" | awk -v least="$2" '
	{ exit !($2 > 50000 && $4 * 1000 >= least * $2 && $8 == 0) }'
}

@test "regions: a name in full is its unit's; two codes only in the year of a change" {
	named full 999
}

@test "regions: below its prefecture, a name is its unit's" {
	named near 995
}

@test "regions: a bare name is its unit's or open, never another unit's" {
	named bare 974
}
