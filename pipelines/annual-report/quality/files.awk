# files: the tables that the page was made of: name, lines, bytes, SHA-256.

BEGIN { MOST = 500 }

from == "hashes" { hash[substr($0, 67)] = substr($0, 1, 64) }

from == "files" && match($0, /[^ 0-9].*/) {
	split($0, size, " ")
	file = substr($0, RSTART)
	if (file in hash)
		rows = rows "<tr><th scope=\"row\">" name(file) "<td>" number(size[1] - 1) "<td>" \
		    number(size[2]) "<td><code>" hash[file] "</code>\n"
}

from == "manifest" && FNR <= MOST { manifest = manifest esc(substr($0, 1, 2000)) "\n" }

END {
	if (manifest != "")
		print "<details><summary>" say("manifest") "</summary><pre>" manifest "</pre></details>" >(out "/manifest.html")
	print "<thead><tr><th scope=\"col\">" say("file") "<th scope=\"col\">" say("rows") "<th scope=\"col\">" \
	    say("bytes") "<th scope=\"col\">SHA-256\n<tbody>\n" rows >(out "/files.html")
}
