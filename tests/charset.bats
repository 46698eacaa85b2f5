#!/usr/bin/env bats
# charset: which charset a document is in, and what becomes of its bytes.
# make check-charset N=2000 asks the same of more pages.
# shellcheck disable=SC2094 # one name, read again

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

@test "mixed: each line in its own charset, in a text and in a page" {
	{ printf '%s\n' "$PROSE"; printf '%s年\n年\n' "$PROSE" | gbk; printf '报\nab\n'; } >a
	"$GX" -q --mixed a | awk -F'\t' '$1 == "text" { print $8 }' | is "$PROSE
${PROSE}年
年
报
ab"
	records doc 8 --mixed a | cut -d'|' -f1,2 | is 'GB18030|lines'
	records warn 6 --mixed a | none
	warns <a | grep -q mixed-charset
	{ printf '%s\n' "$PROSE" | gbk; for _ in 1 2 3; do printf '%s\n' "$PROSE"; done; } |
	    warns | grep -q mixed-charset
	{ printf '<html><title>某市年报</title>\n' | gbk
	    printf '<meta name=author content="县政府">\n<p>公开\n'
	    printf '信息<pre>年度\n' | gbk; printf '报告</pre>'; } >b
	"$GX" -q --mixed b | awk -F'\t' '$1 == "text" { print $8 }
	    $1 == "meta" { print $5 }' | is '某市年报
县政府
公开 信息
年度
报告'
}

@test "mixed: says nothing of other charsets, and of a mark" {
	printf '\357\273\277%s' "$PROSE" >a
	records doc 8 --mixed a | cut -d'|' -f1,2 | is 'UTF-8|bom'
	printf '%s\n%s 12\n' "$PROSE" "$PROSE" | iconv -f UTF-8 -t UTF-16LE >b
	records doc 8 --mixed b | cut -d'|' -f1,2 | is 'UTF-16LE|bytes'
}

# Damage

# The text as a program saw it that took it for CHARSET: seen_as CHARSET
seen_as() {
	python3 -c 'import sys
sys.stdout.buffer.write(sys.stdin.buffer.read().decode(sys.argv[1], "replace").encode())' "$1"
}

@test "damage: UTF-8 read as another charset is flagged and left alone" {
	for c in gb18030 cp1252 latin-1; do
		printf '%s%s\n' "$PROSE" "$PROSE" | seen_as $c >a
		warns <a | grep -qx 'mojibake?' || { echo $c; false; }
	done
	printf 'é•¿æ²™' >a
	warns <a | is 'mojibake?'
	text <a | is 'é•¿æ²™'
	for c in latin-1 cp1252; do
		printf '%s\n' "$PROSE" | gbk | seen_as $c >a
		records warn 6 a | is 'mojibake?|the text looks like GBK that was read as Latin-1 and saved again'
	done
	printf '全年锟斤拷锟斤拷12锟斤拷\n' >a # of U+FFFD
	warns <a | is 'mojibake?'
	# in one paragraph among others
	{ for _ in 1 2 3 4 5 6 7 8 9; do printf '<p>%s' "$PROSE"; done
	    printf '<p>'; printf '%s' "$PROSE" | seen_as gb18030; } >a
	warns <a | grep -qx 'mojibake?'
}

@test "damage: sound text is not flagged" {
	for s in "$PROSE" '政府資訊公開年度報告，鄉鎮公所及鎮長、錄取、鐵路、鋼鐵、鏡子' \
	    'Les événements à côté de lécole été élève où ça' \
	    '溴氰菊酯、氯氰菊酯、铵盐、锰铁、铑、铼、锇、铱、铂' \
	    '李锟、王锟两人获得公斤、拷贝'; do
		printf '%s\n%s\n' "$s" "$s" | warns | none
	done
}

@test "damage: private-use characters are kept and counted" {
	printf '%s\ue000\uf06c\U100000%s\n' "$PROSE" "$PROSE" >a
	records warn 6 a | is 'private-use|3 characters have no meaning without a font of their own'
	text <a | is "$PROSE"$'\ue000\uf06c\U100000'"$PROSE"
	printf '<table><tr><td>\uf0b7<td>%s</table>' "$PROSE" | records warn 6 |
	    is 'private-use|1 characters have no meaning without a font of their own'
}

@test "damage: U+FFFD that was there is not taken for ours" {
	printf '%s�%s\n' "$PROSE" "$PROSE" >a
	records warn 6 a | is 'missing-glyph|1 characters had been lost before'
	replaced <a | is 0
	printf '%s�\xFF%s\n' "$PROSE" "$PROSE" >a
	records warn 6 a | grep -c missing-glyph | is 1
	replaced <a | is 1
}

@test "damage: text whose ideographs have become ? is refused" {
	sentence='2020?,????????????118?,??????3?;???1?1??12?31??'
	printf '%s\n%s\n' "$sentence" "$sentence" >a
	warns <a | is lost-text
	records end 4 a | is '1|0|refused'
	printf '<html><title>????</title><p class="abc">%s<p>%s' "$sentence" "$sentence" |
	    warns | is lost-text
	printf 'what??? is this?? really??? a question??? or??? not??\n' | warns | none
	{ cat a; printf '%s%s' "$PROSE" "$PROSE"; } | records end 6 | is ok
	printf '<p>%s<a href="?a??????????????????????????????b">x</a>' "$PROSE" |
	    warns | none
}
