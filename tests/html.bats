#!/usr/bin/env bats
# html: pages against the standard, against another parser, against the truth.

load decode

TESTS=$BATS_TEST_DIRNAME

@test "html: the tokenizer tests of html5lib" {
	folder=$ROOT/../shared/data/html5lib-tokenizer
	[ -d "$folder" ] || skip "no html5lib-tokenizer tests on this machine"
	python3 "$TESTS/tokens.py" "$B/tests/tokens" "$folder" >out || {
		cat out
		false
	}
	tail -n 1 out | is '6835 tests, 0 failed, 57 not asked'
}

@test "html: every named reference" {
	python3 - >want <<-'END'
	from html.entities import html5
	for name in sorted(html5):
	    if name.strip(';') not in ('Tab', 'NewLine', 'nbsp', 'NonBreakingSpace'):
	        print(name.rstrip(';') + ' ' + html5[name])
	END
	[ "$(wc -l <want)" -gt 2200 ]
	python3 - <<-'END' | text | sed 's:\\\\:\\:' | cmp - want
	from html.entities import html5
	print('<meta charset=utf-8>')
	for name in sorted(html5):
	    if name.strip(';') not in ('Tab', 'NewLine', 'nbsp', 'NonBreakingSpace'):
	        print('<p>%s &%s' % (name.rstrip(';'), name))
	END
}

@test "html: lines, cells and spans of 400 pages are what was put in" {
	python3 "$TESTS/pages.py" "$GX" 400 >out || cat out
	tail -n 1 out | is '400 pages, 0 wrong'
}

@test "html: 60 pages as html5lib reads them" {
	python=$(for p in python3 /usr/bin/python3; do
		! "$p" -c 'import html5lib' 2>/dev/null || echo $p; done | head -n 1)
	[ -n "$python" ] || skip "no python3-html5lib"
	"$python" "$TESTS/pages.py" "$GX" 60 5 html5lib >out || cat out
	tail -n 1 out | is '60 pages, 0 wrong'
}
