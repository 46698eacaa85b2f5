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

# Metadata

@test "meta: each row of metakeys.tsv finds its example" {
	awk -F'\t' '
	/^#/ || $1 ~ /^(where|warc|http|json|converted)/ || NF != 4 { next }
	{ file = sprintf("%03d", ++n); print $3 "|" $4 >"want" }
	{ printf "<html><meta charset=utf-8>" >file }
	$1 == "meta" { printf "<meta name=\"%s\" content=\"%s\"><p>x", $2, $4 >file }
	$1 == "link" { printf "<link rel=%s href=\"%s\"><p>x", $2, $4 >file }
	$1 == "title" { printf "<title>%s</title><p>x", $4 >file }
	$1 == "label" {
		other = $3 == "index.number" ? "index.date" : "index.number"
		printf "<table><tr><td>%s<td>1<td>%s<td>%s</table>",
		    (other == "index.date" ? "发文日期" : "索引号"), $2, $4 >file
	}
	$1 == "footer" {
		value = $4
		gsub(/湘ICP备|号-1/, "", value)
		printf "<p>主办：甲　%s%s%s", (tolower($2) == "icp备" ? "湘ICP备" : $2 "："),
		    value, (tolower($2) == "icp备" ? "号-1" : "") >file
	}' "$ROOT/lib/decode/metakeys.tsv"
	for f in 0*; do
		records meta 4 "$f" | grep -v '^index.number|1$\|^index.date|1$' || echo "none: $f"
	done | diff want -
}

@test "meta: the manual names each key" {
	awk -F'\t' '!/^#/ && $1 !~ /^where/ && NF == 4 { print $3 }' \
	    "$ROOT/lib/decode/metakeys.tsv" | sort -u >keys
	[ "$(wc -l <keys)" -gt 20 ]
	while read -r key; do
		grep -qE "^\.(It )?Ic ${key//./\\.}( ?[,.;])?\$" "$ROOT/bin/gx-decode.1" || echo "$key"
	done <keys | none
}

index() { # the index.* of a page
	records meta 4 | grep '^index'
}

@test "meta: an index in a table, and it stays as rows" {
	printf '%s' '<table><tr><td>索 引 号：</td><td>4311280001/2021-00012</td>' \
	    '<td>主题分类</td><td>政务公开</td></tr><tr><td>发布机构：</td><td>县政府办</td>' \
	    '<td>生成日期：</td><td>2021-01-28</td></tr><tr><td>文　号：</td><td>&nbsp;</td>' \
	    '<td>名称：</td><td>年度报告</td></tr></table>' >a
	index <a | is 'index.number|4311280001/2021-00012
index.class|政务公开
index.publisher|县政府办
index.date|2021-01-28
index.title|年度报告'
	rows <a | head -n 1 | is '索 引 号：|4311280001/2021-00012|主题分类|政务公开'
	records meta 3 a | head -n 1 | is '1|index.number|4311280001/2021-00012'
}

@test "meta: an index in a list, in lines, on the next line, with pipes" {
	printf '<ul><li><b>索引号：</b><span>A1</span></li><li>【文号】 政发〔2021〕3号</li></ul>' |
	    index | is 'index.number|A1
index.document|政发〔2021〕3号'
	printf '索引号:A1 发布机构: 县政府办　发布日期：2021-01-29 09:30\n' |
	    index | is 'index.number|A1
index.publisher|县政府办
index.published|2021-01-29 09:30'
	printf '<p>索引号：</p><p>A1</p><p>生成日期：</p><p>2021-1-28</p>' |
	    index | is 'index.number|A1
index.date|2021-1-28'
	printf '<ul><li>索引号：A1<li>生成日期：2021-1-28 文号：<li>主题词：<li>有效性：</ul>年度报告' |
	    index | is 'index.number|A1
index.date|2021-1-28'
	printf '<p>主题分类： 其他<p>发布日期： 2010-02-25<p>发文字号：<p>年度报告' |
	    index | is 'index.class|其他
index.published|2010-02-25'
	printf '索引号 | A1 | 文号 |\n名称 | 年报 | 文号 | B2 |\n' | index | is 'index.number|A1
index.document|B2
index.title|年报'
}

@test "meta: an index with its values below, labels in brackets, blank values" {
	printf '%s' '<table><tr><th>索引号</th><th>发布机构</th><th>【文号】</th></tr>' \
	    '<tr><td>A1</td><td>县政府办</td><td></td></tr><tr><td>1<td>2<td>3</table>' |
	    index | is 'index.number|A1
index.publisher|县政府办'
	printf '%s' '<table><tr><td>【索引号】<td>A1<td>[文号]：<td>B2</tr>' \
	    '<tr><td>主题词：<td>名称<td>年报<td></table>' |
	    index | is 'index.number|A1
index.document|B2
index.title|年报'
}

@test "meta: one label alone is a word like others" {
	printf '<p>名称：某某</p><p>我们的标题：公开</p>' | records meta 4 | none
}

@test "meta: the end of a page" {
	printf '%s' '<p>网站标识码：4311280001　湘ICP备05000618号-1</p>' \
	    '<p><img> 湘公网安备 43112802000016号</p><p>没有备案的ICP备案说明</p>' |
	    records meta 4 | is 'site.code.printed|4311280001
filing.icp|湘ICP备05000618号-1
filing.police|43112802000016'
	{ printf '<p>政府网站标识码（4311280001）'
	    printf '　地址：人民路一号%.0s' {1..17}
	    printf '湘ICP备 05000618号　湘公网安备案号：43112802000016'; } |
	    records meta 4 | is 'site.code.printed|4311280001
filing.police|43112802000016
filing.icp|湘ICP备 05000618号'
}

@test "meta: the end of a page stands before its scripts" {
	{
		printf '<html><meta charset=utf-8><p>网站标识码：4311280001</p><script>'
		seq 1 5500
		printf '</script></html>'
	} | records meta 4 | is 'site.code.printed|4311280001'
}

# Pages that are none

@test "pages: each phrase of errorpages.tsv is found" {
	awk -F'\t' '!/^#/ && $2 != "phrase" && NF == 3' "$ROOT/lib/decode/errorpages.tsv" >rows
	while IFS=$'\t' read -r where phrase code; do
		if [ "$where" = title ]; then
			printf '<meta charset=utf-8><title>提示 %s</title><p>首页' "$phrase"
		else
			printf '<meta charset=utf-8><p>抱歉，%s。' "${phrase^^}"
		fi | warns | grep -qx "$code" || echo "$phrase"
	done <rows | none
}

@test "pages: a long page that has such a phrase is a document" {
	{ for _ in $(seq 20); do printf '<p>%s' "$PROSE"; done
	    printf '<p>修复了“页面不存在”的栏目3个'; } | warns | none
	printf '<p>其中信息不存在3件，加强网站维护和安全检查。' | warns | none
}

@test "pages: refresh, frames and scripts have no text" {
	printf '<html><meta http-equiv="Refresh" content="0;url=/b"><a href=/b>进入</a>' |
	    records warn 6 | is 'no-text|the text is elsewhere: a refresh'
	printf '<frameset cols=1><frame src=a><noframes>x</noframes></frameset><p>网站' |
	    records warn 6 | is 'no-text|the text is elsewhere: frames'
	printf '<html><body><div id=app></div><script>load("a")</script>' |
	    warns | is no-text
	printf '<html><noscript>We are sorry: please enable JavaScript</noscript><div id=app>' |
	    warns | is no-text
}
