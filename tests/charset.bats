#!/usr/bin/env bats
# charset: which charset a document is in, and what becomes of its bytes.
# make check-charset N=2000 asks the same of more pages.

load decode

@test "charset: 300 pages of every charset, with right, wrong and no labels" {
	python3 "$BATS_TEST_DIRNAME/charset.py" "$GX" 300 7 |
	    is '300 pages, 0 wrong charsets, 0 wrong texts'
}

@test "charset: UTF-16 without mark and without ASCII" {
	for c in UTF-16LE UTF-16BE; do
		printf '%s%s%s' "$PROSE" "$PROSE" "$PROSE" | tr -d '\n' |
		    iconv -f UTF-8 -t $c | charset | is "$c|bytes"
	done
	# Small letters are in the zone of Chinese characters, in both orders.
	seq -s 'thequickbrownfoxjumpsoverthelazydog' 9 | tr -d 0-9 | charset |
	    is 'UTF-8|default'
}
