# hand: writes a stream of n documents, as gx-check would leave it.

function line(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q)
{
	records++
}

BEGIN {
	OFS = "\t"
	print "#gx", 1, "gx-hand", "0", "0000000000000000"
	print "#by", 1, "gx-earlier", "0", "0000000000000000"
	for (i = 1; i <= n; i++) {
		id = sprintf("%016x", i)
		key = "320106/局/" (1800 + i)
		print "doc", id, 0, "x" i ".txt", 0, "", "text/plain", "UTF-8", "bytes", 99, id id id id
		print "meta", id, 0, "title", "标题\\t" i
		print "report", id, 1, 1, 1, 9, 1800 + i, 2021, 2021, "yes", "320106", "county", "", "own", "局", "鼓楼区局", "年度报告"
		print "evid", id, 1, 1, "year", 1800 + i, 1, 1, "title", "年度报告"
		print "head", id, 2, 1, 1, "一、", "overview", "总体情况"
		for (j = 3; j < 9; j++)
			print "text", id, j, 1, 1, j * 40, "overview", "主动公开政府信息" j "条，路径 C:\\\\x"
		print "row", id, 9, 1, 9, 400, "active", 1, 1, "pipe", "-", "规章", "", "3"
		print "skip", id, 10, 1, 1, 440, "nav", "首页"
		print "fact", id, 3, 1, "act.pub", 3, "条", "exact", "own", "", 1, 1, "3条", "prose:act.pub.1", "year", key
		print "claim", id, 3, 1, 3, "exact", "list", "1 2", "", 1, "3条"
		print "reject", id, 4, 1, "act.pub", 4, 1, "4条", "about something else"
		print "check", id, 1, 1, "sum", "error", "pass", 3, "=", 3, 0, "", "act.pub=3@" id ":1:3", ""
		print "warn", id, 0, "", "gx-hand", "note", "a message"
		print "end", id, 0, 6, 0, "ok"
		records += 19
	}
	print "eof", "-", 0, "gx-hand", n + 0, records + 0
}
