#!/usr/bin/env bats
# gx-decode: what becomes of bytes.  Inputs are made here, byte by byte.
# shellcheck disable=SC2059,SC2094 # bytes by printf; one name, read again

load decode

# Charsets

@test "charset: UTF-8 by its bytes, GB18030 by its bytes" {
	printf '%s\n' "$PROSE" | charset | is 'UTF-8|bytes'
	printf '%s\n' "$PROSE" | gbk | charset | is 'GB18030|bytes'
	printf '%s\n' "$PROSE" | gbk | text | is "$PROSE"
}

@test "charset: ASCII alone is UTF-8 by default" {
	echo plain | charset | is 'UTF-8|default'
}

@test "charset: gb2312, gbk and x-gbk mean GB18030" {
	for label in gb2312 GBK x-gbk gb18030 ' GB_2312-80 '; do
		printf '<meta charset="%s"><p>镕%s' "$label" "$PROSE" | gbk |
		    charset | is 'GB18030|meta'
	done
	printf '<meta charset=gb2312><p>朱镕基%s' "$PROSE" | gbk | text |
	    is "朱镕基$PROSE"
}

@test "charset: the label in http-equiv" {
	printf '<meta http-equiv=Content-Type content="text/html; charset=gb2312"><p>%s' \
	    "$PROSE" | gbk | charset | is 'GB18030|meta'
}

@test "charset: a wrong label is overruled, both ways" {
	printf '<meta charset=gbk><p>%s' "$PROSE" >a
	charset <a | is 'UTF-8|bytes'
	warns <a | is charset-mismatch
	text <a | is "$PROSE"
	printf '<meta charset=utf-8><p>%s' "$PROSE" | gbk >b
	charset <b | is 'GB18030|bytes'
	warns <b | is charset-mismatch
	text <b | is "$PROSE"
}

@test "charset: an unknown label is warned of" {
	printf '<meta charset=gb_1234><p>%s' "$PROSE" | gbk >a
	charset <a | is 'GB18030|bytes'
	warns <a | is charset-unknown
}

@test "charset: one broken byte does not turn UTF-8 into GB18030" {
	printf '%s\n\377%s\n%s\n' "$PROSE" "$PROSE" "$PROSE" >a
	charset <a | is 'UTF-8|bytes'
	replaced <a | is 1
	text <a | sed -n 2p | is "�$PROSE"
	{ printf '<meta charset=gbk>'; cat a; } | charset | is 'UTF-8|bytes'
}

@test "charset: a page of two charsets is warned of" {
	printf '<title>某市政府信息公开网站</title>\n' | gbk >a
	for i in 1 2 3 4 5 6 7 8; do printf "<p>%s\n" "$PROSE"; done >>a
	charset <a | is 'UTF-8|bytes'
	warns <a | sort | head -1 | is mixed-charset
	text <a | uniq | is "$PROSE"
}

@test "charset: Big5" {
	printf '政府資訊公開年度報告，主動公開一百件。\n' >u
	iconv -f UTF-8 -t BIG5 u | charset | is 'Big5-HKSCS|bytes'
	iconv -f UTF-8 -t BIG5 u | text | is "$(cat u)"
	{ printf '<meta charset=big5>'; iconv -f UTF-8 -t BIG5 u; } | charset |
	    is 'Big5-HKSCS|meta'
	# one pair, two code points
	printf '<meta charset=big5><p>\x88\x62\xA4\xA4' | text | is 'Ê̄中'
}

@test "charset: an unassigned pair of Big5 is one U+FFFD, its ASCII byte stays" {
	printf '<meta charset=big5><p>\xA4\xA4\x81\xFE\xA4\xA4\xA4\xE5' | text |
	    is '中�中文'
	printf '<meta charset=big5><p>\xA4\xA4\x81\x41\xA4\xA4\xA4\xE5' | text |
	    is '中�A中文'
}

@test "charset: byte order marks" {
	printf '\357\273\277%s' "$PROSE" >a
	charset <a | is 'UTF-8|bom'
	text <a | is "$PROSE"
	printf '\357\273\277<meta charset=gbk><p>%s' "$PROSE" | charset |
	    is 'UTF-8|bom'
	for c in UTF-16LE UTF-16BE UTF-32LE UTF-32BE; do
		printf '\357\273\277%s𠀀' "$PROSE" |
		    iconv -f UTF-8 -t $c >a
		charset <a | is "$c|bom"
		text <a | is "$PROSE𠀀"
	done
}

@test "charset: UTF-16 without a mark" {
	for c in UTF-16LE UTF-16BE; do
		printf '%s\n%s 12\n' "$PROSE" "$PROSE" | iconv -f UTF-8 -t $c >a
		charset <a | is "$c|bytes"
		text <a | is "$PROSE
$PROSE 12"
		printf '<html><p>%s<p>%s' "$PROSE" "$PROSE" |
		    iconv -f UTF-8 -t $c | text | is "$PROSE
$PROSE"
	done
}

@test "charset: UTF-16 with a lone surrogate and half a unit" {
	printf '\377\376\053\127\000\330\053\127\101' >a
	text <a | is '圫�圫�'
	replaced <a | is 2
}

# One GB18030 sequence between known characters: gb BYTES EXPECTED REPLACED
gb() {
	printf '<meta charset=gb2312><p>\xD6\xD0\xCE\xC4\xD6\xD0'"$1"'\xCE\xC4' >a
	text <a | is "中文中$2文"
	replaced <a | is "$3"
}

@test "GB18030: bytes on which converters differ" {
	gb '\x80' '€' 0
	gb '\xA2\xE3' '€' 0
	gb '\xA6\xD9' '︐' 0
	gb '\x82\x35\x90\x37' '龴' 0
	gb '\xFE\x59' '龴' 0
	gb '\x81\x35\xF4\x37' $'\ue7c7' 0
	gb '\x81\x30\x81\x30' '�' 1 # U+0080, a control character
	gb '\x90\x30\x81\x30' '𐀀' 0
	gb '\xE3\x32\x9A\x35' $'\U10ffff' 0
	gb '\xE3\x32\x9A\x36' '�' 1
	gb '\xFF' '�' 1
}

@test "GB18030: a lead byte never swallows ASCII" {
	gb '\xB1<b>x</b>' '�x' 1
	gb '\xB1\n' '� ' 1
	gb '\xB1"' '�"' 1
	gb '\x81\x30<i>x</i>' '�0x' 1
	printf '<meta charset=gbk><p>\xD6\xD0\xB1</p><p>\xCE\xC4\xB1' >a
	text <a | sed -n 1p | is '中�'
	text <a | tail -1 | grep -q '�$'
}

@test "UTF-8: one U+FFFD for each broken sequence" {
	u() { printf '%s'"$1"'%s' "$PROSE" "$PROSE" >a
	    text <a | is "$PROSE$2$PROSE"; replaced <a | is "$3"; }
	u '\xC0\xAF' '��' 2
	u '\xE4\xB8' '�' 1
	u '\xE4\xB8x' '�x' 1
	u '\xF4\x90\x80\x80' '����' 4
	u '\xED\xA0\x80' '���' 3
	u '\xED\xA1\x82\xED\xBE\xB7' '𠮷' 0
	printf '%s\xE4\xB8' "$PROSE" | text | is "$PROSE�"
}

@test "more than 1 % broken is warned of" {
	printf '%s\xFF\xFF' "$PROSE" | warns | is replaced
	for i in 1 2 3 4 5 6 7 8 9 10; do printf '%s' "$PROSE"; done >a
	printf '\xFF' >>a
	warns <a | none
}

# Plain text

@test "plain text: line numbers, blank lines, blanks kept" {
	printf 'a\n\n  b  \n　\n　c' | records text 3 | is '1||1|0||a
3||1|3||  b  
5||1|13||　c'
}

@test "plain text: at is where the line's bytes stand" {
	printf '\357\273\277%s\r\n\r\n乙\r\n' "$PROSE" >a
	"$GX" a | awk -F'\t' '$1 == "text" { print $3, $6 }' |
	    is "1 3
3 $((3 + ${#PROSE} * 3 + 4))"
	[ "$(tail -c +$((3 + ${#PROSE} * 3 + 4 + 1)) a | head -c 3)" = 乙 ]
}

@test "paragraphs with tags in them: the last one counts without its line end" {
	for i in 1 2 3 4 5 6 7; do printf '第<b>%s</b>段\n\n一行\n\n' $i; done >a
	printf '<i>末</i>\n\n最后' >>a
	"$GX" a | grep -c '^text' | is 16
	"$GX" a | cut -f 1,3,4,8 | grep '^text' >without
	echo >>a
	"$GX" a | cut -f 1,3,4,8 | grep '^text' | diff without -
}

@test "UTF-16: at counts the payload's own bytes" {
	printf '\357\273\277甲𠀀\n乙\n' | iconv -f UTF-8 -t UTF-16LE >a
	"$GX" a | awk -F'\t' '$1 == "text" { print $3, $6, $8 }' |
	    is '1 2 甲𠀀
2 10 乙'
	printf '\357\273\277<p>甲𠀀<p>乙' | iconv -f UTF-8 -t UTF-16BE >a
	"$GX" a | awk -F'\t' '$1 == "text" { print $3, $6, $8 }' |
	    is '1 8 甲𠀀
2 20 乙'
}

@test "plain text: CRLF, and CR where there is no LF" {
	printf '甲\r\n乙\r\n' | text | is '甲
乙'
	printf '甲\r乙\r\r丙' | records text 3 | cut -d'|' -f1,6 | is '1|甲
2|乙
4|丙'
	printf '甲\r乙\n丙\n' | text | is '甲 乙
丙'
}

@test "plain text: NUL and control characters" {
	printf '甲乙丙丁戊\000己\033[31m庚\177\t辛\n' >a
	text <a | is '甲乙丙丁戊�己�[31m庚�\t辛'
	replaced <a | is 3
	printf '甲\u0085乙\u2028丙\f丁\v戊\u009b\n' | text | is '甲 乙 丙 丁 戊�'
}

@test "plain text with < in it is no page" {
	printf '贯彻<长江规划>和<b>的报告\n第二行 a < b\n' >a
	records doc 7 <a | cut -d'|' -f1 | is text/plain
	text <a | is '贯彻<长江规划>和<b>的报告
第二行 a < b'
	yes '其中a<b的3件，i<p且u<s时' | head -n 9 >a
	text <a | cmp - a
}

@test "plain text that holds the scripts of its page is no page" {
	printf '%s\n' '某局年报' 'function f(a){var s="<td>0<td>";' \
	    "d.write('<li>'+a+'</li>' + '<b><i>');}" 's = "<p>"+"<p></p>";' '一、总体情况' >a
	text <a | cmp - a
	printf '甲<p title="<b>乙</b>">丙</p>\n<p>丁</p>\n<p>戊' | text | is '甲
丙
丁
戊'
}

@test "a long line is cut between characters" {
	awk 'BEGIN { for (i = 0; i < 500000; i++) printf "中"; print "" }' >a
	warns <a | is record-limit
	text <a | tr -d '\n' | cmp - <(tr -d '\n' <a)
	"$GX" a | awk -F'\t' '$1 == "text" { print $3, $5 == 1 ? 1 : "more", $6 }' |
	    is '1 1 0
1 more 0'
	{ printf '<p>'; cat a; } >b
	text <b | tr -d '\n' | cmp - <(tr -d '\n' <a)
	warns <b | is record-limit
}

# HTML

@test "HTML: blocks and breaks end lines, blanks collapse, inline joins" {
	printf '<div> 一 \n 二<b>三</b><span> 四</span><br>五<p>六</p>七</div>八' |
	    text | is '一 二三 四
五
六
七
八'
}

@test "HTML: lines are numbered, at is where they stand" {
	printf '<html><p>\n  ab</p><p>&nbsp;</p><p>c&lt;d</p>' >a
	"$GX" a | awk -F'\t' '$1 == "text" { print $3, $5, $6, $8 }' |
	    is '1 1 12 ab
2 1 34 c<d'
}

@test "HTML: what has no width is no line, and no value" {
	printf '\xEF\xBB\xBF<p>\xEF\xBB\xBF<p>&#8203;&nbsp;<p>&#8203;甲<table><tr><td>&zwnj;<td>1</table>' >a
	text <a | is $'\u200b甲'
	rows <a | is '|1'
}

@test "HTML: pre keeps its blanks and lines" {
	printf '<div>a<pre>\n  1   2\r\n\n3\n</pre>b  c</div>' | text | is 'a
  1   2
3
b c'
}

@test "HTML: other blocks, and the lines of a textarea" {
	for tag in details dialog dir hgroup marquee menu search summary; do
		printf '<p>一<%s>二</%s>三' $tag $tag | text | is '一
二
三'
	done
	printf '<form>甲<textarea>\n a\nb  c&amp;<b>\n</textarea>乙\n丙' | text | is '甲
 a
b  c&<b>
乙 丙'
}

@test "HTML: digits apart, by element and by style, as references too" {
	printf '%s' '<p>12<sup>1</sup> 12<sup>&#49;</sup> ３<del>４</del>' \
	    ' 5<span style="DISPLAY: none">6</span>7 8<i style="color:red;visibility:hidden">9</i>' \
	    ' 1<span style="text-decoration:line-through">2</span>' \
	    ' 8<span lang=EN-US style="mso-hide:all">9</span>' \
	    ' 3<font style="vertical-align :&#32;x;vertical-align: super">4</font>' |
	    text | is '12^1 12^1 ３^４ 5^6^7 8^9 1^2 8^9 3^4'
	printf '%s' '<p>1<span style="display:inline;text-decoration:none">2</span>' \
	    '<span style="vertical-align:baseline;text-decoration: underline">3</span>' \
	    '<span style="display:">4</span><span style="x:none;display-x:none">5</span>' |
	    text | is 12345
}

@test "HTML: script, style, comments and declarations are dropped" {
	printf '%s' '<!DOCTYPE html><style>p{x:"<p>"}</style>a' \
	    '<script>if (a<b) document.write("<p>x</p>");</script>b' \
	    '<!-- x > <p> -- -->c<!-->d<!--->e<!-- x --!>f<?php x ?>g</>h' \
	    '<script><!-- "<script>" "</script>" x --></script>i' |
	    text | is 'abcdefghi'
}

@test "HTML: Word's markup" {
	printf '%s' '<html xmlns:o="x"><!--[if gte mso 9]><xml><w:A>x</w:A></xml><![endif]-->' \
	    '<p class=MsoNormal><![if !supportLists]><span>1.</span><![endif]>甲<o:p></o:p></p>' \
	    '<p>乙<o:p/>丙</p>' | text | is '1.甲
乙丙'
}

@test "HTML: what Word and Excel save as XML" {
	printf '%s' '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:body>' \
	    '<w:p><w:r><w:t>收到</w:t></w:r><w:r><w:t>15件</w:t><w:br/><w:t>其中</w:t></w:r></w:p><w:p/>' \
	    '<w:tbl><w:tr><w:tc><w:tcPr/><w:p><w:t>12</w:t></w:p></w:tc>' \
	    '<w:tc><w:p><w:t>3</w:t></w:p></w:tc></w:tr></w:tbl></w:body>' >a
	text <a | is '收到15件
其中'
	rows <a | is '12|3'
	printf '%s' '<?xml version="1.0"?><Workbook><Table><Row><Cell><Data>12</Data></Cell>' \
	    '<Cell><Data>3</Data></Cell></Row></Table></Workbook>' | text | is '12
3'
}

@test "a page saved as MHTML is refused by its first bytes" {
	for s in 'From: <Saved by Blink>' 'From: "Saved by Internet Explorer 11"' 'MIME-Version: 1.0'; do
		printf '%s\r\n\r\n=E6=94=BF 12' "$s" >a
		records warn 6 <a | is 'not-text|multipart/related must be converted first'
		records end 6 <a | is refused
	done
}

@test "HTML: references" {
	printf '%s' '<p>&lt;&amp;&copy;&copy2 &notit; &notin; &#65;&#x4e2d;&#0;' \
	    '&#xD800;&#9999999999;&#150;&#x80;&nosuch; a&b &# &#x; &NotEqualTilde; &' |
	    text | is '<&©©2 ¬it; ∉ A中���–€&nosuch; a&b &# &#x; ≂̸ &'
	printf '<html><meta name=author content="?a=1&copy=2&copy;&lt">' |
	    records meta 4 | is 'page.author|?a=1&copy=2©<'
}

@test "HTML: NUL in a reference is none of its letters" {
	printf '<p>&amp\000&amp;\000\000' | text | is '&�&��'
}

@test "HTML: a reference may be a blank" {
	printf '<p>&#32;&#10;a&#32;&#32;b&nbsp;</p>' | text |
	    is $'a b\u00a0'
}

@test "HTML: unclosed and upper-case markup" {
	printf '<P>a<P>b<DIV>c<SPAN CLASS=x>d' | text | is 'a
b
cd'
	printf '<p>a<!-- b' | text | is a
	printf '<p>a<script>b' | text | is a
	printf '<p>a<b title="x>y</b>' | text | is a
	printf '<p>a<' | text | is 'a<'
	printf '<p>a</' | text | is 'a</'
	printf '<p>1 < 2 <3' | text | is '1 < 2 <3'
	printf '<title>t<p>a' | text | is a
}

@test "HTML: what the page says about itself" {
	printf '%s' '<html><head><title> 某市\n年报 &amp; </title><title>x</title>' \
	    '<META NAME="SiteName" CONTENT="某市政府"><meta name=SiteIDCode content=3701000001>' \
	    '<meta name="PubDate" content="2020-01-31"><meta name=viewport content=x>' \
	    '<meta name="ContentSource" content=""><link rel=canonical href="http://a/?b=1&amp;c">' \
	    '</head><body>a' >a
	records meta 3 <a | is '0|title|某市\\n年报 &
0|site.name|某市政府
0|site.code|3701000001
0|article.date|2020-01-31
0|url.canonical|http://a/?b=1&c'
	text <a | is a
}

@test "HTML: a page without text" {
	printf '<html><head><title>t</title></head><frameset><frame src=x></frameset>' |
	    warns | is no-text
}

# Tables

@test "table: cells, spans, numbers" {
	printf '%s' '<p>x<table><tr><th colspan=2>甲</th><td rowspan="2">乙</td></tr>' \
	    '<tr><td>1<td>&nbsp;</tr></table>y<table><tr><td>2<td>3</table>' >a
	"$GX" a | awk -F'\t' -v OFS='|' '$1 == "row" || $1 == "text" { $2 = ""; print }' |
	    is 'text||1||1|3||x
row||2||2|11||1|1|html|2 1x2|甲|乙
row||3||3|66||1|2|html|-|1|
text||4||1|98||y
row||5||5|106||2|1|html|-|2|3'
}

@test "table: breaks and paragraphs in a cell become LF" {
	printf '<table><tr><td><p>本年新<br/>制作数量</p><p> </p></td><td> 13 </td></tr></table>' |
	    rows | is '本年新\n制作数量|13'
}

@test "table: unclosed and upper-case" {
	printf '<TABLE><TR><TD>a<TD>b<TR><TD>c<TD>d<TABLE><TR><TD>e' | rows |
	    is e
	printf '<table><tr><td>a<td>b</tr><table><tr><td>c<td>d' | rows | is 'a|b
c|d'
	printf '<html><tr><td>a<td>b<tr><td>c<td>d</tr>text<td>e' >a
	rows <a | is 'a|b
c|d
e'
	text <a | is text
	printf '<table><thead><tr><td>a</thead><tbody><td>b<td>c</table>' |
	    rows | is 'a
b|c'
}

@test "table: only the innermost holds data" {
	printf '%s' '<table><tr><td>导航<td>栏目</tr><tr><td>前<table><tr><td>1<td>2</table>' \
	    '后<td>旁</tr></table>末' >a
	"$GX" a | awk -F'\t' '$1 == "text" { print $3, $8 } $1 == "row" { print $3, $12 "|" $13 }' |
	    is '1 导航
2 栏目
3 前
4 1|2
5 后
6 旁
7 末'
}

@test "table: a report inside one cell is text" {
	printf '<table><tr><td><p>甲</p><p>乙</p></td></tr></table>' >a
	text <a | is '甲
乙'
	rows <a | none
	{ printf '<table><tr><td>x<td>'; seq -f '<p>%g' 30; printf '</table>'; } >b
	rows <b | none
	text <b | is "x
$(seq 30)"
	printf '<p>甲<p>乙<p>丙' | text | is '甲
乙
丙'
}

@test "table: a caption and stray text come before the rows" {
	printf '<table><caption>表</caption><tr><td>1<td>2</tr>x</table>' >a
	"$GX" a | grep -E '^(text|row)' | cut -f1,3 | tr '\t' ' ' | is 'text 1
text 2
row 3'
}

@test "table: spans are clamped" {
	printf '<table><tr><td colspan=1000000000>a<td rowspan=0>b<td rowspan=-1>c<td colspan=0>d<td rowspan=70000>e' >a
	records row 11 <a | is '1000 1x0 1 1 1x65534|a|b|c|d|e'
	warns <a | is table-limit
}

@test "table: too many columns or rows come out as text" {
	{ printf '<table><tr>'; seq -f '<td>%g' 1001; } >a
	warns <a | is table-limit
	text <a | cmp - <(seq 1001)
	{ printf '<table>'; seq -f '<tr><td>%g<td>x' 20001; } >b
	warns <b | is table-limit
	[ "$(text <b | grep -c '^[0-9]')" = 20001 ]
}

@test "limits: nesting of a million elements" {
	for tag in div b table; do
		awk -v t=$tag 'BEGIN { for (i = 0; i < 1000000; i++) printf "<%s>", t; print "x" }' >a
		warns <a | is nesting-limit
		text <a | is x
	done
}

@test "limits: titles and textareas without end take linear time" {
	awk 'BEGIN { for (i = 0; i < 100000; i++) printf "<title><textarea>"; print "x" }' >a
	timeout 20 "$GX" -q a | awk -F'\t' '$1 == "text" { print $8 }' | is x
}

@test "limits: attributes and blanks of megabytes" {
	awk 'BEGIN { printf "<p title=\""; for (i = 0; i < 2000000; i++) printf "abcd"; print "\">x" }' |
	    text | is x
	awk 'BEGIN { printf "<html><meta name=author content=\""; for (i = 0; i < 20000; i++) printf "abcd"; print "\">x" }' >a
	warns <a | is record-limit
	awk 'BEGIN { printf "<p>a"; for (i = 0; i < 1000000; i++) printf "    "; print "b" }' >a
	text <a | is 'a b'
	warns <a | none
}

# Packed input

@test "gzip: one member, two members, zlib, gzip in gzip" {
	printf '%s\n' "$PROSE" >a
	gzip -c a | text | is "$PROSE"
	{ gzip -c a; gzip -c a; } | text | is "$PROSE
$PROSE"
	gzip -c a | gzip -c | text | is "$PROSE"
	gzip -c a | gzip -c | gzip -c | warns | is inflate-limit
	printf '\x78\x9c\x2b\x49\xad\x28\xe1\x02\x00\x06\x37\x01\xd0' | text | is text
	gzip -c a | records doc 3 | cut -d'|' -f8- |
	    is "$(wc -c <a)|$(sha256sum a | cut -d' ' -f1)"
}

@test "gzip: members of all sizes, and one whose header has a sum" {
	python3 -c 'import gzip, random, struct, zlib
r = random.Random(3)
sizes = [0, 1, 70000, 1 << 20, (1 << 20) + 1, 3000000, 5]
with open("a", "wb") as plain, open("z", "wb") as packed:
    for n in sizes:
        line = bytes(r.choice(b"0123456789ABCDEF") for _ in range(99)) + b"\n"
        hard = bytes(r.choice(b"0123456789ABCDEF\n") for _ in range(n // 9))
        text = (line * (n // 100 + 1))[:n - len(hard)] + hard
        plain.write(text)
        packed.write(gzip.compress(text))
    head = b"\x1f\x8b\x08\x02\0\0\0\0\0\xff"
    for wrong in (0, 1):
        sum = (zlib.crc32(head) & 0xffff) ^ wrong
        body = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed.write(head + struct.pack("<H", sum) + body.compress(b"end\n") +
                     body.flush() + struct.pack("<II", zlib.crc32(b"end\n"), 4))
    plain.write(b"end\n")
'
	"$GX" -q --max-ratio 1000 z >have
	cmp <(grep '^text' have | cut -f8) <(grep . a)
	grep '^warn' have | cut -f6 | is bad-gzip
}

@test "gzip: garbage and zeros behind it" {
	echo text | gzip -c >a
	{ cat a; head -c 100 /dev/zero; } | warns | is trailing
	{ cat a; echo garbage; } | text | is text
}

@test "gzip: truncated anywhere" {
	printf '%s\n%s\n' "$PROSE" "$PROSE" | gzip -c >a
	for k in 3 10 20 40 $(($(wc -c <a) - 8)) $(($(wc -c <a) - 1)); do
		head -c "$k" a >b
		run "$GX" b a
		[ "$status" = 3 ]
		[[ "$output" == *'b: truncated gzip'* ]]
		[ "$("$GX" b a 2>/dev/null | grep -c '^doc')" = 2 ]
		"$GX" b 2>/dev/null | grep -q '^end.*truncated$'
	done
}

@test "gzip: broken at any byte, it is named, and never read as text" {
	local k size
	printf '%s\n%s\n' "$PROSE" "$PROSE" | gzip -nc >a
	size=$(wc -c <a)
	for ((k = 10; k < size; k++)); do
		python3 -c 'import sys
b = bytearray(open("a", "rb").read())
b[int(sys.argv[1])] ^= 0x10
open("b", "wb").write(b)' "$k"
		! gzip -tq b 2>/dev/null || continue # a bit that says nothing
		"$GX" -q b >have 2>/dev/null || [ $? = 3 ]
		grep -qE "^warn.*(bad-gzip|bad-crc|truncated)" have || { echo "byte $k is not named"; false; }
		[ "$(grep -c "^doc.*UTF-8" have)" = 1 ]
	done
	printf '\037\213\010\340' >b # flags that nothing has
	tail -c +5 a >>b
	warns <b | is 'bad-gzip
no-text'
}

@test "gzip: wrong checksum" {
	echo text | gzip -c >a
	printf 'X' | dd of=a bs=1 seek=$(($(wc -c <a) - 6)) conv=notrunc 2>/dev/null
	warns <a | is bad-crc
	text <a | is text
	{ cat a; echo more | gzip -c; } | text | is 'text
more'
	run "$GX" a
	[ "$status" = 0 ]
}

@test "gzip: the name or the magic alone is nothing" {
	printf 'plain\n' >a.gz
	records text 8 a.gz | is plain
	printf '\037\213 is the magic of gzip\n' | records end 6 | is ok
}

@test "gzip: a bomb is refused" {
	head -c 30000000 /dev/zero | gzip -c >a
	echo good >b
	run "$GX" a b
	[ "$status" = 0 ]
	"$GX" a b 2>/dev/null | awk -F'\t' '$1 == "warn" { print $6 } $1 == "end" { print $6 }' |
	    is 'inflate-limit
refused
ok'
}

@test "a document larger than 64 MiB is refused" {
	head -c 67108865 /dev/zero | tr '\0' 'a' | "$GX" 2>/dev/null |
	    awk -F'\t' '$1 == "warn" || $1 == "end" { print $6 }' |
	    is 'size-limit
refused'
}

@test "a PDF is refused by its first bytes, and what stands before them" {
	for before in '' '\r\n \n' '\357\273\277'; do
		printf '%b%%PDF-1.4\n' "$before" >a
		records warn 6 a | is 'not-text|application/pdf must be converted first'
		records end 6 a | is refused
		text a | none
	done
	printf '收到100%%PDF-' | text | is '收到100%PDF-'
}

@test "archives, and what is packed in other ways, are refused" {
	page="<html><p>$PROSE</p></html>"
	mkdir pages
	printf '%s' "$page" | tee pages/a.html >pages/b.html
	tar -cf pages.tar pages
	tar -cf deep.tar -C / "$(readlink -f pages/a.html | cut -c2-)" 2>/dev/null
	python3 -c 'import bz2, lzma
page = open("pages/a.html", "rb").read()
open("pages/a.html.bz2", "wb").write(bz2.compress(page))
open("pages/a.html.xz", "wb").write(lzma.compress(page))'
	printf '\050\265\057\375%s' "$page" >pages/a.zst
	for f in pages.tar deep.tar pages/a.html.bz2 pages/a.html.xz pages/a.zst; do
		text $f | none
		records warn 6 $f | cut -d'|' -f1 | is not-text
		gzip -c $f | text | none
	done
	records warn 7 pages.tar | is 'application/x-tar must be converted first'
}

# Files

@test "empty standard input is no document, an empty file is one" {
	run "$GX" </dev/null
	[ "$status" = 0 ]
	[ "${#lines[@]}" = 2 ]
	[[ "${lines[1]}" == "eof	-	0	gx-decode	0	0" ]]
	: >a
	"$GX" a 2>/dev/null | cut -f1 | tr '\n' ' ' | grep -q '^#gx doc warn end eof $'
	warns <a | none
	records warn 6 a | cut -d'|' -f1 | is no-text
}

@test "missing files are named, the others go on" {
	echo text >a
	run "$GX" x a /
	[ "$status" = 3 ]
	[[ "$output" == *'gx-decode: x: No such file or directory'* ]]
	[[ "$output" == *'gx-decode: /: Is a directory'* ]]
	"$GX" x a 2>/dev/null | tail -1 | is "eof	-	0	gx-decode	1	4"
	"$GX" x a / 2>/dev/null | awk -F'\t' '$1 == "warn" { print $2, $6, $7 }' |
	    is '- unreadable x: No such file or directory
- unreadable /: Is a directory'
	run "$GX" $'a b\n\xd6\xd0'
	[[ "$output" == *'	unreadable	a b\\x0A\\xD6\\xD0: No such file or directory'* ]]
	[[ "$output" == *'gx-decode: 0 documents, 1 warnings, 0 refused'* ]]
	run sh -c "exec '$GX' <&-"
	[ "$status" = 3 ]
	[[ "$output" == *'(stdin): Bad file descriptor'* ]]
}

@test "files0-from, and odd names" {
	mkdir d
	for n in 'a b' $'c\nd' $'\xd6\xd0' '-e' $'f\033'; do echo x >"d/$n"; done
	find d -type f -print0 | LC_ALL=C sort -z >l
	"$GX" -0 <l | awk -F'\t' '$1 == "doc" { print $4 }' | is 'd/-e
d/a b
d/c\\x0Ad
d/f\\x1B
d/\\xD6\\xD0'
	"$GX" --files0-from l | cmp - <("$GX" -0 <l)
	cd d
	"$GX" -- -e | grep -q '^text'
	run "$GX" -0 'a b'
	[ "$status" = 2 ]
}

@test "source and meta for standard input" {
	printf 'x\n' | "$GX" --source 年报.pdf --meta title=题=名 >a
	awk -F'\t' '$1 == "doc" { print $4 } $1 == "meta" { print $4, $5 }' a |
	    is '年报.pdf
title 题=名'
	run "$GX" --meta nosuch=x
	[ "$status" = 2 ]
	run "$GX" --source x file
	[ "$status" = 2 ]
	run "$GX" --nosuch
	[ "$status" = 2 ]
}

@test "the end record counts, the id is the hash" {
	printf '<html><title>t</title><p>a<p>b<table><tr><td>1<td>2' >a
	"$GX" a | awk -F'\t' '$1 == "end" { print $2, $4, $5, $6 }' |
	    is "$(sha256sum a | head -c 16) 4 0 ok"
}

@test "the same bytes in small reads, in any locale, give the same records" {
	{ printf '\357\273\277<meta charset=gbk><table><tr><td>甲<td>1</table>'
	    for i in $(seq 200); do printf '<p>%s%d</p>' "$PROSE" "$i"; done; } >a
	gzip -c a >b
	for f in a b; do
		"$GX" <$f >want
		dd if=$f bs=1 2>/dev/null | "$GX" | cmp - want
		dd if=$f bs=7 2>/dev/null | "$GX" | cmp - want
		dd if=$f bs=4096 2>/dev/null | LC_ALL=C.UTF-8 "$GX" | cmp - want
		"$GX" $f | sed "s/	$f	/	(stdin)	/" | cmp - want
	done
}

@test "a full disk and a reader that goes away" {
	[ -e /dev/full ] || skip
	echo text >a
	run sh -c "'$GX' a >/dev/full"
	[ "$status" = 3 ]
	[[ "$output" == *'No space left'* ]]
}
