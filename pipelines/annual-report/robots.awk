# robots: what a robots.txt says of addresses on its host (RFC 9309).
#
#	awk -v agent=gx-crawl -f robots.awk robots.txt URLS
#
# First a line `delay SECONDS`, then `reject REGEX` for each rule that wget does
# not know by itself (it knows no * and $, and reads what is for the agent wget or
# for all), then `allow URL` or `deny URL` for each address; TAB between them.
# The longest rule that matches decides, of two of one length the one that allows.

BEGIN { FS = OFS = "\t"; agent = tolower(agent) }

FILENAME == ARGV[1] {
	if (FNR == 1)
		sub(/^\357\273\277/, "")
	rule($0)
	next
}
!chosen { choose() }
{ print(allowed(path($0)) ? "allow" : "deny", $0) }
END { if (!chosen) choose() }

# A group begins with its agents; the rules after them are for all of these.
function rule(line,    colon, key, value) {
	sub(/#.*/, "", line)
	gsub(/[ \t\r]+/, " ", line)
	colon = index(line, ":")
	key = tolower(trim(substr(line, 1, colon - 1)))
	value = trim(substr(line, colon + 1))
	if (key == "user-agent") {
		if (!naming)
			split("", now)
		naming = 1
		value = tolower(value)
		sub(/[^a-z_*-].*/, "", value)
		now[value]
		if (value == agent)
			ours = 1
	} else if (key == "allow" || key == "disallow" || key == "crawl-delay") {
		naming = 0
		if (agent in now)
			add(agent, key, value)
		if ("*" in now)
			add("*", key, value)
	}
}

function trim(s) {
	gsub(/^ | $/, "", s)
	return s
}

function add(who, key, value) {
	if (key == "crawl-delay") {
		if (value ~ /^[0-9]+(\.[0-9]+)?$/ && value + 0 > delay[who] + 0)
			delay[who] = value
	} else if (value != "" && value ~ /^[\/*]/) {
		n[who]++
		kind[who, n[who]] = key
		pattern[who, n[who]] = escape(value)
	}
}

function choose(    i, p) {
	chosen = 1
	who = ours ? agent : "*"
	print "delay", delay[who] + 0
	for (i = 1; i <= n[who]; i++) {
		p = pattern[who, i]
		regex[i] = "^" to_regex(p)
		if (kind[who, i] == "disallow" && (ours || p ~ /[*]|[$]$/))
			print "reject", "^https?://[^/]*" to_regex(p)
	}
}

# Only a * and a $ at the end have a meaning.
function to_regex(p,    end) {
	end = p ~ /[$]$/
	if (end)
		p = substr(p, 1, length(p) - 1)
	gsub(/[*]+/, "*", p)
	gsub(/[][\\.^$+?(){}|]/, "\\\\&", p)
	gsub(/[*]/, ".*", p)
	return p (end ? "$" : "")
}

function allowed(where,    i, long, best, good) {
	if (where == "/robots.txt")
		return 1
	good = 1
	for (i = 1; i <= n[who]; i++) {
		if (where !~ regex[i])
			continue
		long = length(pattern[who, i])
		if (long > best || (long == best && kind[who, i] == "allow")) {
			best = long
			good = kind[who, i] == "allow"
		}
	}
	return good
}

function path(url) {
	sub(/#.*/, "", url)
	sub(/^[a-zA-Z]+:\/\/[^\/?]*/, "", url)
	if (url !~ /^\//)
		url = "/" url
	return escape(url)
}

# Bytes beyond ASCII as %XX, and %xx in capitals, on both sides.
function escape(s,    out, i, c) {
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (c == "%" && substr(s, i + 1, 2) ~ /^[0-9a-fA-F][0-9a-fA-F]$/) {
			out = out "%" toupper(substr(s, i + 1, 2))
			i += 2
		} else if (c > "~") {
			out = out sprintf("%%%02X", byte(c))
		} else {
			out = out c
		}
	}
	return out
}

function byte(c,    i) {
	if (!made) {
		for (i = 127; i < 256; i++)
			code[sprintf("%c", i)] = i
		made = 1
	}
	return code[c]
}
