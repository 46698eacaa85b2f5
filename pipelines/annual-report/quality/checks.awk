# checks: which identities hold, and where they do not.
#
# Rows of rules go to rules.failed and rules.held, to be sorted: the place of the
# severity, failures, identity, and the row.  Each check that failed, and says more
# than that it may interest somebody, becomes a line of failed.rows.

BEGIN {
	OFS = "\t"
	severities = split("error warn info", severity)
	LONG = 13 # words of an expression
	verdicts = split("pass fail incomplete skipped", verdict)
}

from == "identities" { expression[cell("id")] = cell("expression") }

from == "indicators" {
	label_zh[cell("id")] = cell("label_zh")
	label_en[cell("id")] = cell("label_en")
}

from == "checks" {
	found[cell("identity"), cell("severity"), cell("year"), cell("verdict")]++
	if (cell("verdict") == "fail" && cell("severity") != "info")
		print cell("doc"), cell("report"), cell("identity"), cell("severity"), cell("left"), cell("relation"), cell("right"), \
		    cell("diff"), lines(cell("operands"), "@" cell("doc") ":" cell("report") ":") >(out "/failed.rows")
}

# lines: of the operands that stand in this report: id=value@doc:report:line ...
function lines(operands, here,    n, i, at, all, part, line) {
	n = split(operands, part, " ")
	for (i = 1; i <= n; i++) {
		if ((at = index(part[i], here)) == 0)
			continue
		line = substr(part[i], at + length(here))
		if (!index(" " all " ", " " line " "))
			all = all (all == "" ? "" : " ") line
	}
	return all
}

# add: all checks that are alike in these four.
function add(alike, n,    part, id, s, y, v) {
	split(alike, part, SUBSEP)
	id = part[1]
	s = part[2]
	y = certain(part[3])
	v = part[4]
	span(y)
	severity_of[id] = s
	total[s, v] += n
	of_year[y, s, v] += n
	of_rule[id, v] += n
	of_rule_year[id, y, v] += n
}

END {
	for (alike in found)
		add(alike, found[alike])
	for (i = 1; i <= severities; i++) {
		s = severity[i]
		place[s] = i
		tell("n." s ".pass", number(total[s, "pass"] + 0))
		tell("n." s ".fail", number(total[s, "fail"] + 0))
		tell("n." s ".applied", number(applied(s) + 0))
		tell("p." s ".pass", percent(total[s, "pass"], applied(s)))
	}
	outcomes_table()
	years_table()
	print "<thead><tr><th scope=\"col\">" say("rule") "<th scope=\"col\">" say("severity") "<th scope=\"col\">" \
	    say("applied") "<th scope=\"col\">" say("failed") "<th scope=\"col\">" say("failing") years_head() >(out "/rules.head")
	for (id in severity_of)
		rule_row(id)
}

# A rule is applied where it holds or fails: not where an operand is missing.
function applied(s) {
	return total[s, "pass"] + total[s, "fail"]
}

function outcomes_table(    file, i, j, s) {
	file = out "/outcomes.html"
	printf "<thead><tr><th scope=\"col\">%s", say("severity") >file
	for (j = 1; j <= verdicts; j++)
		printf "<th scope=\"col\">%s", say("verdict." verdict[j]) >file
	printf "<th scope=\"col\">%s\n<tbody>", say("failing") >file
	for (i = 1; i <= severities; i++) {
		s = severity[i]
		printf "<tr><th scope=\"row\">%s", say("severity.long." s) >file
		for (j = 1; j <= verdicts; j++)
			printf "<td>%s", number(total[s, verdict[j]] + 0) >file
		printf "<td>%s\n", percent(total[s, "fail"], applied(s)) >file
	}
	close(file)
}

function years_table(    file, y, i, s, n) {
	file = out "/failures.html"
	printf "<thead><tr><th scope=\"col\">%s", say("year") >file
	for (i = 1; i <= severities; i++)
		printf "<th scope=\"col\" data-series=\"%s\">%s<th scope=\"col\">%s", severity[i], \
		    say("severity." severity[i]), say("applied") >file
	print "<tbody>" >file
	for (y = first; y != "" && y <= last; y++) {
		printf "<tr><th scope=\"row\">%s", y >file
		for (i = 1; i <= severities; i++) {
			s = severity[i]
			n = of_year[y, s, "fail"] + 0
			printf "<td>%s<td>%s", number(n), number(n + of_year[y, s, "pass"]) >file
		}
		print "" >file
	}
	close(file)
}

function rule_row(id,    s, failed, n, y, row) {
	s = severity_of[id]
	failed = of_rule[id, "fail"] + 0
	n = failed + of_rule[id, "pass"]
	row = "<tr><th scope=\"row\"><code>" esc(id) "</code> " in_words(id) "<td>" \
	    say("severity." s) "<td>" number(n) "<td>" number(failed) "<td>" percent(failed, n)
	if (failed == 0) {
		printf "%d\t%d\t%s\t%s\n", place[s], n, id, row >(out "/rules.held")
		return
	}
	for (y = first; y <= last; y++)
		row = row year_cell(of_rule_year[id, y, "fail"] + 0, of_rule_year[id, y, "pass"] + 0)
	printf "%d\t%d\t%s\t%s\n", place[s], failed, id, row >(out "/rules.failed")
}

function year_cell(failed, held) {
	if (failed + held == 0)
		return "<td class=\"none\">–"
	return "<td class=\"f" level(failed / (failed + held), "0 .02 .1 .3") "\" title=\"" failed " / " failed + held "\">" failed
}

# in_words: the rule; a word of the table of words, or its expression with the
# labels of the indicators.  A long one is folded up.
function in_words(id,    text) {
	if (("rule." id) in zh)
		return "<small>" say("rule." id) "</small>"
	text = "<small>" both(with_labels(expression[id], label_zh, " · ", "（上年）"), \
	    with_labels(expression[id], label_en, ", ", " (year before)")) "</small>"
	if (split(expression[id], word, " ") <= LONG)
		return text
	return "<details><summary>" say("in.words") "</summary>" text "</details>"
}

# What all labels end in, such as the kind of applicant, is said once.
function with_labels(text, label, joint, before,    n, i, word, id, year_before, tail, common) {
	n = split(text, word, " ")
	for (i = 1; i <= n; i++) {
		id = word[i]
		sub(/@-1$/, "", id)
		if (!(id in label))
			continue
		tail = ending(label[id], joint)
		common = common == "" || common == tail ? tail : "-"
	}
	if (common == "-" || n == 1)
		common = ""
	text = ""
	for (i = 1; i <= n; i++) {
		id = word[i]
		year_before = sub(/@-1$/, "", id)
		if (id in label)
			word[i] = esc(substr(label[id], 1, length(label[id]) - length(common))) (year_before ? before : "")
		else
			word[i] = relation(word[i])
		text = text (i > 1 ? " " : "") word[i]
	}
	return text (common == "" ? "" : " (" esc(substr(common, length(joint) + 1)) ")")
}

# ending: of a label from its last joint on; "-" when it has none.
function ending(text, joint,    at, end) {
	for (at = index(text, joint); at; at = index(text, joint)) {
		text = substr(text, at + length(joint))
		end = joint text
	}
	return end == "" ? "-" : end
}

function relation(word) {
	return word == "<=" ? "≤" : word == ">=" ? "≥" : word == "=" ? "＝" : word == "-" ? "−" : esc(word)
}
