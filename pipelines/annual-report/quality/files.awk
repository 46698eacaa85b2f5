# files: the tables that the page was made of: name, lines, bytes, SHA-256.

BEGIN { MOST = 500 }

from == "files" {
	sub(/ .*/, "", cells[4])
	rows = rows "<tr><th scope=\"row\">" name(cells[1]) "<td>" number(cells[2] - (cells[1] ~ /csv$/)) "<td>" \
	    number(cells[3]) "<td><code>" cells[4] "</code>\n"
}

from == "manifest" && FNR <= MOST { manifest = manifest esc(substr($0, 1, 2000)) "\n" }

END {
	if (manifest != "")
		print "<details><summary>" say("manifest") "</summary><pre>" manifest "</pre></details>" >(out "/manifest.html")
	print "<thead><tr><th scope=\"col\">" say("file") "<th scope=\"col\">" say("rows") "<th scope=\"col\">" \
	    say("bytes") "<th scope=\"col\">SHA-256\n<tbody>\n" rows >(out "/files.html")
}
