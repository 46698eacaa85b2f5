#!/usr/bin/env bats
# page: the quality page says what the tables say, whatever stands in them.
# normal build only

load helper

PAGE=$ROOT/pipelines/annual-report/page

# Two agencies in three years: one report is missing, one breaks off, one has a
# check that fails, one has no certain region.
setup() {
	export GX_CHARTS=$T/charts.js
	mkdir -p "$T/panel/tables"
	cd "$T/panel/tables" || return
	cat >reports.csv <<'END'
region,region_now,body,year,scope,version,versions,doc,report,agency,level,sector,era,form,complete,title,published,due,days_late,sections,facts,failed,source,url,sha256,line,last
320106,320106,茶局,2019,own,1,1,d1,1,鼓楼区茶局,county,,2019,2019,yes,t,,,,,1200,0,a/d1.html,,,1,9
320106,320106,茶局,2021,own,1,1,d2,1,鼓楼区茶局,county,,2021,2021,no,t,,,,,7,2,/a/d 2?.html,,,3,9
110000,110000,盐局,2020,own,1,1,d3,1,北京市盐局,province,,2019,2019,yes,t,,,,,5,0,d3.html,https://www.example.gov.cn/a?b=1&c=2,,4,9
,,盐局,2020,own,1,1,d4,1,"""</script><b>{n.reports}'&amp;",county,,2019,2019,yes,t,,,,,5,0,d4.html,javascript:alert(1),,4,9
END
	cat >checks.csv <<'END'
region,year,doc,report,identity,severity,verdict,left,relation,right,diff,operands,source
320106,2021,d2,1,bal.nat,error,fail,12000,=,11000,1000,req.new.nat=12000@d2:1:49 req.done.nat=11000@d2:1:70 req.carryin.nat=0@d1:1:5,
320106,2021,d2,1,sum.rev,error,fail,3,=,4,-1,rev.tot=4@d2:1:80,
320106,2019,d1,1,bal.nat,error,pass,1,=,1,0,,
110000,2020,d3,1,bal.nat,error,skipped,,=,,,,
END
}

page() { go "$PAGE" "$T/panel"; }

has() { # TEXT ...: lines of the page
	local text
	for text; do
		grep -qF -- "$text" "$T/out" || fail "not in the page: $text"
	done
}

@test "counts by year, level and province; what is not certain is told apart" {
	page
	expect 0
	has '<dd id="n-reports">4</dd>' '<dd id="n-agencies">2</dd>' '<dd id="n-values">1,217</dd>' \
	    '<tr><th scope="row">2019<td>0<td>1<td>1' '<tr><th scope="row">2020<td>1<td>0<td>1' \
	    '<tr><th scope="row">2021<td>0<td>1<td>1' \
	    'of 1 reports the agency or the year is not certain'
}

@test "no report is a hatched cell, and no zero" {
	page
	has '<td class="years">0.2' '<td class="years">.0.' \
	    '<span lang="en">Jiangsu</span><td class="c4">1<td class="none">–<td class="c4">1<td class="sum">2'
}

@test "rules that fail: in words, by year, and not applied where an operand is missing" {
	page
	has '<code>bal.nat</code>' \
	    'requests newly received this year + requests carried over from the previous year ＝ outcomes, total + requests carried over to the next year (natural persons)' \
	    '<td>2<td>1<td>50.0%<td class="f0" title="0 / 1">0<td class="none">–<td class="f4" title="1 / 1">1' \
	    'were checked 3 times: 1 hold (33.3%), 2 do not, in 1 reports'
}

@test "a report to look at: what fails, the lines of this report, and a link" {
	page
	has '<code>bal.nat</code> 12,000 ≠ 11,000' '49 70)</small>' \
	    '<a href="file:///a/d 2%3F.html"><bdi>d 2?.html</bdi></a>:3'
	has 'lang="en">it breaks off<' 'lang="en">the region is not certain<'
}

@test "text from the tables is no markup, no script, and no word of the page" {
	page
	has '<bdi>&quot;&lt;/script&gt;&lt;b&gt;{n.reports}&#39;&amp;amp;</bdi>'
	[ "$(grep -c '<script>' "$T/out")" -eq 1 ]
	! grep -qF -e 'javascript:' -e '</script><b>' "$T/out" || fail "it has become markup"
	sed -i 's,d3\.html,https://x/"onclick=",' "$T/panel/tables/reports.csv"
	page
	! grep -q 'href="[^"]*"onclick' "$T/out" || fail "a quote ends an attribute"
}

@test "the same tables give the same bytes, wherever they lie" {
	page
	expect 0
	mv "$T/out" "$T/first"
	cp -R "$T/panel" "$T/other panel=1"
	go env LC_ALL=C.UTF-8 TZ=Asia/Shanghai "$PAGE" "$T/other panel=1"
	expect 0
	same "$T/first" "$T/out"
	[ -z "$(find "${TMPDIR:-/tmp}" -maxdepth 1 -name 'gx-page.*' -user "$(id -u)" -newer "$T/first")" ]
}

@test "every table but that of the reports may be missing" {
	rm checks.csv
	page
	expect 0
	has 'There is no table <code>checks.csv</code>' 'There is no table <code>wide.csv</code>' \
	    'There is no table <code>coverage.csv</code>' 'There is no table <code>docs.csv</code>'
	rm reports.csv
	page
	expect 2 "gx-page: $T/panel/tables/reports.csv: not there"
}

@test "quartiles are values that occur; outliers are named with line and text" {
	local i
	{
		echo 'region,year,scope,doc,report,agency,level,req_new_tot,req_new_tot_q'
		for ((i = 1; i <= 20; i++)); do
			echo "320106,2021,own,d$((100 + i)),1,a$i,county,$i,exact"
		done
		echo '320106,2021,own,d2,1,鼓楼区茶局,county,90000,exact'
		echo '320106,2021,own,d3,1,盐局,county,,unread'
	} >wide.csv
	printf '%s\n' 'table_name,name,type,unit,label_zh,label_en,indicator,forms' \
	    'wide,req_new_tot,integer,件,本年新收,"new, all",req.new.tot,"2019,2021"' \
	    'wide,req_new_tot_q,text,,,,req.new.tot,' >codebook.csv
	printf '%s\n' 'fact,doc,report,indicator,value,use,line,raw' \
	    'd2:1:49:req.new.tot,d2,1,req.new.tot,90000,1,49,新收 <90000> 件' >long.csv
	page
	expect 0
	has '<td>21<td>0<td>1<td>6<td>11<td>16<td>90,000' \
	    '<bdi>鼓楼区茶局</bdi><td>2021<td>90,000<td>11<td>' '</a>:49 <q><bdi>新收 &lt;90000&gt; 件</bdi></q>' \
	    '<span lang="en">a value that cannot be read with certainty</span><td>1'
}

@test "sources: what was refused, and why" {
	printf '%s\n' 'doc,source,offset,url,status,reports,replaced,warnings' \
	    'd1,a.html,0,,ok,1,0,' 'd9,scan.pdf,0,,refused,0,0,not-text' 'd8,b.html,7,,ok,0,2,no-report' >docs.csv
	page
	has '<bdi>scan.pdf</bdi>' 'not text (PDF, Word and the like)' '<small>@7</small>' 'Documents that could not be read, or hold no report: 2'
	printf '%s\n' 'source,offset,url,date,document,state,of,status,reports,why' \
	    'a.html,0,,,d1,taken,,ok,1,' 'x.doc,0,,,,failed,,,,"antiword: ""no"" text"' >../sources.csv
	page
	has '<bdi>x.doc</bdi>' 'antiword: &quot;no&quot; text'
	! grep -qF '<bdi>scan.pdf</bdi>' "$T/out" || fail "it is listed twice"
}

@test "the manifest of the run is shown as it is" {
	printf '{\n  "programs": "<gx> & 0.1"\n}\n' >"$T/manifest.json"
	go "$PAGE" -m "$T/manifest.json" "$T/panel"
	expect 0
	has '&quot;programs&quot;: &quot;&lt;gx&gt; &amp; 0.1&quot;'
}

@test "wrong usage ends it with 2, a full disk with 3" {
	go "$PAGE"
	expect 2 'usage: gx-page \[-m manifest\] dir'
	go "$PAGE" a b
	expect 2 'usage: gx-page \[-m manifest\] dir'
	status=0
	"$PAGE" "$T/panel" >/dev/full 2>"$T/err" || status=$?
	[ "$status" -eq 3 ] || fail "exit $status"
}
